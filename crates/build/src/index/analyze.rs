//! Documents → the words that stand in them, as written, with their occurrences.
//!
//! The fields of a document share one space of positions: the title, then each section's heading and text, then the tags,
//! with a gap after each so that no phrase runs across. Which term a word becomes is for the [lexicon](super::lexicon) to
//! say, when the words of all documents are known; only what depends on a word's neighbours is decided here.

use super::blocks::stored_bytes;
use super::identifiers;
use super::occurrences::Occurrences;
use super::runs;
use super::spaceless::{Segmenter, has_no_spaces};
use keyseek_index::norms::MEASURED;
use keyseek_index::terms::Occurrence;
use keyseek_index::{DocId, Document, Field};
use keyseek_text::{MAX_TERM_CHARS, Script, TokenKind, fold, words};
use std::collections::HashMap;
use std::ops::Range;

/// Positions left free between two fields: more than any distance at which words count as near.
const GAP: u32 = 16;
/// A run of a language without spaces is a term as a whole up to this many characters: longer ones are clauses.
const MAX_RUN_CHARS: usize = 8;

/// What is known of a document once it is analysed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Measures {
    /// Words by measured field.
    pub(crate) lengths: [u32; MEASURED.len()],
    /// Bytes of text.
    pub(crate) text_bytes: u64,
    /// Bytes that it takes in a block of documents, as [`super::blocks`] counts them.
    pub(crate) stored_bytes: u64,
}

/// Analyses documents that follow each other: the run of their words, and the measures of each.
pub(super) fn run(first: DocId, documents: &[Document]) -> (Vec<u8>, Vec<Measures>) {
    let mut analyzer = Analyzer::default();
    let measures = (first..).zip(documents).map(|(doc, document)| analyzer.add(doc, document)).collect();
    let mut words: Vec<(String, Occurrences)> = analyzer.words.into_iter().collect();
    words.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    let mut run = Vec::new();
    for (word, occurrences) in &words {
        runs::write(word.as_bytes(), occurrences, &mut run);
    }
    (run, measures)
}

#[derive(Default)]
struct Analyzer {
    /// Occurrences by folded word.
    words: HashMap<String, Occurrences>,
    segmenter: Segmenter,
    doc: DocId,
    field: Option<Field>,
    /// The next free position of the document.
    position: u32,
    measures: Measures,
}

impl Analyzer {
    fn add(&mut self, doc: DocId, document: &Document) -> Measures {
        self.doc = doc;
        self.position = 0;
        self.measures = Measures { stored_bytes: stored_bytes(document) as u64, ..Measures::default() };
        self.add_text(&document.title, Field::Title);
        for section in &document.sections {
            self.add_text(&section.heading, Field::Heading);
            self.add_text(&section.text, Field::Body);
        }
        for tag in &document.tags {
            self.add_text(tag, Field::Tag);
        }
        self.measures
    }

    fn add_text(&mut self, text: &str, field: Field) {
        let start = self.position;
        self.field = Some(field);
        let mut run: Option<Range<usize>> = None;
        for token in words(text) {
            if has_no_spaces(token.script) {
                let open = run.take_if(|_| token.glued);
                self.add_run(text, run.take());
                run = Some(open.map_or(token.range.start, |open| open.start)..token.range.end);
                continue;
            }
            self.add_run(text, run.take());
            let is_name = token.script == Script::Latin && token.kind != TokenKind::Whole;
            let marked = if is_name { identifiers::marked(&text[token.range], &token.text) } else { None };
            self.add_word(marked.as_ref().unwrap_or(&token.text));
            // A whole stands where its first part stands.
            if token.kind != TokenKind::Whole {
                self.position = self.position.saturating_add(1);
            }
        }
        self.add_run(text, run.take());
        let words = self.position - start;
        if words > 0 {
            self.position = self.position.saturating_add(GAP);
        }
        if let Some(length) = self.measures.lengths.get_mut(field.column()) {
            *length = length.saturating_add(words);
        }
        self.measures.text_bytes += text.len() as u64;
    }

    /// Adds the words of a run of a language without spaces, and a short run as a whole where its first word stands.
    fn add_run(&mut self, text: &str, run: Option<Range<usize>>) {
        let Some(run) = run else { return };
        let run = fold(&text[run]);
        let words = self.segmenter.words(&run);
        if words.len() > 1 && run.chars().count() <= MAX_RUN_CHARS {
            self.add_word(&run);
        }
        for word in words {
            self.add_word(start(&run[word]));
            self.position = self.position.saturating_add(1);
        }
    }

    /// Adds a word at the next free position.
    fn add_word(&mut self, word: &str) {
        let Some(field) = self.field else { return };
        let occurrence = Occurrence { doc: self.doc, position: self.position, field };
        match self.words.get_mut(word) {
            Some(occurrences) => occurrences.push(occurrence),
            None => self.words.entry(word.to_owned()).or_default().push(occurrence),
        }
    }
}

/// As much of a word as a term holds.
fn start(word: &str) -> &str {
    word.char_indices().nth(MAX_TERM_CHARS).map_or(word, |(end, _)| &word[..end])
}
