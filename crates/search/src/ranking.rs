//! Matches → documents in the order of the answer.
//!
//! The score is BM25F: the occurrences of a word in the fields of a document are weighted, each by its field and against
//! the field's length, added up, and saturated once. Source: Robertson, Zaragoza, "The Probabilistic Relevance Framework:
//! BM25 and Beyond" (2009), section 3.5.
//!
//! Documents that hold all words stand first, those that need no looser reading before those that do, and then by score;
//! documents that hold only some of the words follow when those with all are few, by score. Ties go by document id.

use crate::matches::{Found, Frequencies};
use crate::order;
use crate::reading::Reading;
use keyseek_index::manifest::Manifest;
use keyseek_index::{DocId, FIELDS, Field};

/// With fewer documents than this that hold all words, those that hold any follow.
const ENOUGH: usize = 10;
/// Saturation of repeated occurrences, the usual value of BM25.
const K1: f32 = 1.2;

/// Weight of one occurrence in a field and how strongly the field's length counts against it. A title is worth several
/// mentions; tags have no length worth counting; a part of a longer word is the weakest sign.
const fn parameters(field: Field) -> (f32, f32) {
    match field {
        Field::Title => (5.0, 0.5),
        Field::Heading => (2.0, 0.4),
        Field::Tag => (2.5, 0.0),
        Field::Body => (1.0, 0.75),
        Field::Part => (0.3, 0.0),
    }
}

/// A document with its place in the answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Ranked {
    pub(crate) doc: DocId,
    pub(crate) score: f32,
    /// The loosest reading among the words.
    pub(crate) reading: Reading,
    /// How many words of the query the document holds.
    pub(crate) words: usize,
}

/// Puts the documents of all words into the order of the answer.
pub(crate) fn rank(manifest: &Manifest, words: &[Found]) -> Vec<Ranked> {
    let documents = join(manifest, words);
    let all = words.len();
    let complete = documents.iter().filter(|ranked| ranked.words == all).count();
    // At most 64 bits decide: all words or not, the reading, the score, the document.
    let mut keys = Vec::with_capacity(documents.len());
    for ranked in &documents {
        if ranked.words == all || complete < ENOUGH {
            keys.push(ranked.sort_key(all));
        }
    }
    order::sort(&mut keys);
    // `documents` is in ascending order of document.
    let place = |key: &u64| documents.binary_search_by_key(&(*key as u32), |ranked| ranked.doc).ok();
    keys.iter().filter_map(|key| documents.get(place(key)?).copied()).collect()
}

impl Ranked {
    /// Smaller is better. The score keeps 27 bits; its sign and last four bits are left out: it is never negative, and
    /// differs there by about a millionth.
    const fn sort_key(&self, all: usize) -> u64 {
        let holds_all = self.words == all;
        let reading = if holds_all { self.reading.tier() as u64 } else { 0 };
        let score = (!self.score.to_bits() as u64 >> 4) & ((1 << 27) - 1);
        (!holds_all as u64) << 63 | reading << 59 | score << 32 | self.doc as u64
    }
}

/// One entry a document, with the scores of its words added up.
fn join(manifest: &Manifest, words: &[Found]) -> Vec<Ranked> {
    let scorer = Scorer::new(manifest);
    let mut parts: Vec<Ranked> = Vec::with_capacity(words.iter().map(|word| word.matches.len()).sum());
    for word in words {
        let rarity = scorer.rarity(word.matches.len());
        parts.extend(word.matches.iter().map(|one| Ranked {
            doc: one.doc,
            score: rarity * one.reading.weight() * scorer.saturated(one.doc, &one.frequencies),
            reading: one.reading,
            words: 1,
        }));
    }
    // The scores of a document are always added in the order of the words.
    let order = order::by_document(&mut parts.iter().map(|part| part.doc));
    let mut documents: Vec<Ranked> = Vec::with_capacity(parts.len());
    for part in order.into_iter().filter_map(|at| parts.get(at)) {
        match documents.last_mut() {
            Some(last) if last.doc == part.doc => {
                last.score += part.score;
                last.reading = last.reading.max(part.reading);
                last.words += 1;
            }
            _ => documents.push(*part),
        }
    }
    documents
}

struct Scorer<'a> {
    manifest: &'a Manifest,
    average: [f32; FIELDS.len()],
}

impl<'a> Scorer<'a> {
    fn new(manifest: &'a Manifest) -> Self {
        let documents = manifest.statistics.documents.max(1) as f32;
        let mut average = [1.0; FIELDS.len()];
        for (average, words) in average.iter_mut().zip(manifest.statistics.field_words) {
            *average = (words as f32 / documents).max(1.0);
        }
        Self { manifest, average }
    }

    /// Inverse document frequency, never negative.
    fn rarity(&self, document_frequency: usize) -> f32 {
        let (all, held) = (f64::from(self.manifest.statistics.documents), document_frequency as f64);
        (1.0 + (all - held + 0.5).max(0.0) / (held + 0.5)).ln() as f32
    }

    fn saturated(&self, doc: DocId, frequencies: &Frequencies) -> f32 {
        let mut sum = 0.0;
        for ((field, frequency), average) in FIELDS.into_iter().zip(frequencies).zip(self.average) {
            if *frequency > 0 {
                let (weight, slope) = parameters(field);
                let length = self.manifest.norms.length(field, doc) as f32;
                sum += weight * *frequency as f32 / (1.0 - slope + slope * length / average);
            }
        }
        sum / (K1 + sum)
    }
}
