//! Documents → the words that stand in them, as written, with their occurrences.
//!
//! The fields of a document share one space of positions: the title, then each section's heading and text, then the tags,
//! with a gap after each so that no phrase runs across. Which term a word becomes is for the [lexicon](super::lexicon) to
//! say, when the words of all documents are known; only what depends on a word's neighbours is decided here.

use super::spaceless::{Segmenter, has_no_spaces};
use crate::Progress;
use keyseek_index::norms::MEASURED;
use keyseek_index::terms::Occurrence;
use keyseek_index::{DocId, Document, Field};
use keyseek_text::{MAX_TERM_CHARS, TokenKind, fold, words};
use rayon::prelude::*;
use std::collections::HashMap;
use std::ops::Range;

/// Documents that one task analyses: enough to share a table of words, few enough to keep all cores busy.
const CHUNK: usize = 64;
/// Positions left free between two fields: more than any distance at which words count as near.
const GAP: u32 = 16;
/// A run of a language without spaces is a term as a whole up to this many characters: longer ones are clauses.
const MAX_RUN_CHARS: usize = 8;

/// The words of a run of documents.
#[derive(Debug, Default)]
pub(super) struct Chunk {
    /// Occurrences by folded word, in ascending order of document and position.
    pub(super) words: HashMap<String, Vec<Occurrence>>,
    /// Words by measured field, a document each.
    pub(super) lengths: Vec<[u32; MEASURED.len()]>,
    /// Bytes of text that were analysed.
    pub(super) text_bytes: u64,
}

/// Analyses all documents on all cores. The chunks depend on the documents alone.
pub(super) fn chunks(documents: &[Document], progress: &dyn Progress) -> Vec<Chunk> {
    documents
        .par_chunks(CHUNK)
        .enumerate()
        .map(|(at, documents)| {
            let mut analyzer = Analyzer::default();
            for (place, document) in documents.iter().enumerate() {
                analyzer.add((at * CHUNK + place) as DocId, document);
            }
            progress.advance(documents.len() as u64);
            analyzer.chunk
        })
        .collect()
}

#[derive(Default)]
struct Analyzer {
    chunk: Chunk,
    segmenter: Segmenter,
    doc: DocId,
    field: Option<Field>,
    /// The next free position of the document.
    position: u32,
    lengths: [u32; MEASURED.len()],
}

impl Analyzer {
    fn add(&mut self, doc: DocId, document: &Document) {
        self.doc = doc;
        self.position = 0;
        self.lengths = [0; MEASURED.len()];
        self.add_text(&document.title, Field::Title);
        for section in &document.sections {
            self.add_text(&section.heading, Field::Heading);
            self.add_text(&section.text, Field::Body);
        }
        for tag in &document.tags {
            self.add_text(tag, Field::Tag);
        }
        self.chunk.lengths.push(self.lengths);
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
            self.add_word(&token.text);
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
        if let Some(length) = self.lengths.get_mut(field.column()) {
            *length = length.saturating_add(words);
        }
        self.chunk.text_bytes += text.len() as u64;
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
        match self.chunk.words.get_mut(word) {
            Some(occurrences) => occurrences.push(occurrence),
            None => {
                self.chunk.words.insert(word.to_owned(), vec![occurrence]);
            }
        }
    }
}

/// As much of a word as a term holds.
fn start(word: &str) -> &str {
    word.char_indices().nth(MAX_TERM_CHARS).map_or(word, |(end, _)| &word[..end])
}
