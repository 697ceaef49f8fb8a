//! Documents → terms with their occurrences.
//!
//! The fields of a document share one space of positions: the title, then each section's heading and text, then the tags,
//! with a gap after each so that no phrase runs across.

use crate::Progress;
use keyseek_index::norms::MEASURED;
use keyseek_index::terms::Occurrence;
use keyseek_index::{DocId, Document, Field};
use keyseek_text::{encode, tokens};
use rayon::prelude::*;
use std::collections::HashMap;

/// Documents that one task analyses: enough to share a table of terms, few enough to keep all cores busy.
const CHUNK: usize = 64;
/// Positions left free between two fields: more than any distance at which words count as near.
const GAP: u32 = 16;

/// The terms of a run of documents.
#[derive(Debug, Default)]
pub(super) struct Chunk {
    /// Occurrences by key, in ascending order of document and position.
    pub(super) terms: HashMap<Vec<u8>, Vec<Occurrence>>,
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
    key: Vec<u8>,
    doc: DocId,
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
        let mut words = 0;
        for token in tokens(text) {
            words = token.position.saturating_add(1);
            let position = self.position.saturating_add(token.position);
            let occurrence = Occurrence { doc: self.doc, position, field };
            self.key.clear();
            encode(&token.text, &mut self.key);
            match self.chunk.terms.get_mut(&self.key) {
                Some(occurrences) => occurrences.push(occurrence),
                None => {
                    self.chunk.terms.insert(self.key.clone(), vec![occurrence]);
                }
            }
        }
        if words > 0 {
            self.position = self.position.saturating_add(words).saturating_add(GAP);
        }
        if let Some(length) = self.lengths.get_mut(field.column()) {
            *length = length.saturating_add(words);
        }
        self.chunk.text_bytes += text.len() as u64;
    }
}
