//! Matches → documents in the order of the answer.
//!
//! The score is BM25F: the occurrences of a word in the fields of a document are weighted, each by its field and against
//! the field's length, added up, and saturated once. Source: Robertson, Zaragoza, "The Probabilistic Relevance Framework:
//! BM25 and Beyond" (2009), section 3.5.
//!
//! Documents that hold all words stand first, those that need no looser reading before those that do, and then by score;
//! documents that hold only some of the words follow when those with all are few, by score. Ties go by document id.

use crate::matching::{Frequencies, WordMatches};
use crate::reading::Reading;
use keyseek_index::manifest::Manifest;
use keyseek_index::{DocId, FIELDS, Field};
use std::cmp::Ordering;

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

/// Puts the documents of all words into the order of the answer. Only the first `wanted` are sorted; all are there.
pub(crate) fn rank(manifest: &Manifest, words: &[WordMatches], wanted: usize) -> Vec<Ranked> {
    let mut documents = join(manifest, words);
    let all = words.len();
    let complete = documents.iter().filter(|ranked| ranked.words == all).count();
    if complete >= ENOUGH {
        documents.retain(|ranked| ranked.words == all);
    }
    let order = |a: &Ranked, b: &Ranked| {
        let (a_all, b_all) = (a.words == all, b.words == all);
        let by_reading = if a_all && b_all { a.reading.cmp(&b.reading) } else { Ordering::Equal };
        b_all.cmp(&a_all).then(by_reading).then(b.score.total_cmp(&a.score)).then(a.doc.cmp(&b.doc))
    };
    if wanted > 0 && wanted < documents.len() {
        documents.select_nth_unstable_by(wanted - 1, order);
    }
    let sorted = wanted.min(documents.len());
    if let Some(first) = documents.get_mut(..sorted) {
        first.sort_unstable_by(order);
    }
    documents
}

/// One entry a document, with the scores of its words added up.
fn join(manifest: &Manifest, words: &[WordMatches]) -> Vec<Ranked> {
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
    // Stable, so that the scores of a document are always added in the order of the words.
    parts.sort_by_key(|part| part.doc);
    let mut documents: Vec<Ranked> = Vec::with_capacity(parts.len());
    for part in parts {
        match documents.last_mut() {
            Some(last) if last.doc == part.doc => {
                last.score += part.score;
                last.reading = last.reading.max(part.reading);
                last.words += 1;
            }
            _ => documents.push(part),
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
