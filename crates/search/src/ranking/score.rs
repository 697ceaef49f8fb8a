//! BM25F: the occurrences of a word in the fields of a document are weighted, each by its field and against the field's
//! length, added up, and saturated once.
//!
//! Source: Robertson, Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), section 3.5.

use super::Weights;
use crate::matches::{Found, Match, counted, has_word};
use crate::reading::Reading;
use keyseek_index::manifest::Statistics;
use keyseek_index::postings::Posting;
use keyseek_index::{FIELDS, Field};

/// Scores words in documents of one index.
pub(super) struct Scorer<'a> {
    statistics: &'a Statistics,
    weights: &'a Weights,
    /// By field.
    measures: [Measure; FIELDS.len()],
}

/// How the occurrences in a field count.
#[derive(Clone, Copy, Default)]
struct Measure {
    weight: f32,
    /// How strongly the field's length counts against them.
    slope: f32,
    /// Words of an average document.
    average: f32,
}

impl<'a> Scorer<'a> {
    pub(super) fn new(statistics: &'a Statistics, weights: &'a Weights) -> Self {
        let documents = statistics.documents.max(1) as f32;
        let mut measures = [Measure::default(); FIELDS.len()];
        for ((at, measure), field) in measures.iter_mut().enumerate().zip(&FIELDS) {
            let (weight, slope) = weights.field(*field);
            let words = statistics.field_words.get(at).copied().unwrap_or_default();
            *measure = Measure { weight, slope, average: (words as f32 / documents).max(1.0) };
        }
        Self { statistics, weights, measures }
    }

    /// Inverse document frequency, never negative; that of a function word counts only in part. Postings that were not read count
    /// as documents that were not found.
    pub(super) fn rarity(&self, found: &Found, is_function_word: bool) -> f32 {
        let all = self.statistics.documents as usize;
        let held = found.matches.len().saturating_add(found.unread).min(all);
        let rarity = (1.0 + ((all - held) as f64 + 0.5) / (held as f64 + 0.5)).ln() as f32;
        if is_function_word { rarity * self.weights.function_word } else { rarity }
    }

    /// What a word of this rarity adds to the score of a document that holds it.
    pub(super) fn word(&self, rarity: f32, one: &Match) -> f32 {
        rarity * one.reading.weight() * self.saturated(one)
    }

    /// What it adds that words of these rarities stand so `near` to each other, 0 to 1.
    pub(super) fn proximity(&self, rarity: f32, before: f32, near: f32) -> f32 {
        self.weights.proximity * rarity.min(before) * near
    }

    /// 0 to 1.
    fn saturated(&self, one: &Match) -> f32 {
        let mut sum = 0.0;
        // By reference: an array that is gone through by value was a tenth of warm searches in WebAssembly.
        for ((field, frequency), measure) in FIELDS.iter().zip(&one.frequencies).zip(&self.measures) {
            if *frequency > 0 {
                let Measure { weight, slope, average } = measure;
                let length = one.norms.length(*field) as f32;
                // A word that is a part of many others is not more of what the document is about.
                let frequency = if field.is_of_parts() { 1 } else { *frequency };
                sum += weight * f32::from(frequency) / (1.0 - slope + slope * length / average);
            }
        }
        sum / (self.weights.saturation + sum)
    }
}

/// What each posting of a term adds to the score of its document, with the weights by default and were the term as rare as any:
/// which of them a search should read first. A title that is nothing but the term counts as for a query that is.
pub fn impacts(statistics: &Statistics, postings: &[Posting]) -> Vec<f32> {
    let weights = Weights::default();
    let scorer = Scorer::new(statistics, &weights);
    let mut impacts = Vec::with_capacity(postings.len());
    for posting in postings {
        let frequencies = counted(&posting.frequencies);
        let reading = if has_word(&frequencies) { Reading::Exact } else { Reading::Segments };
        let one = Match { doc: posting.doc, reading, frequencies, norms: posting.norms };
        let is_title = one.holds(Field::Title) && one.norms.length(Field::Title) == 1;
        impacts.push(scorer.word(1.0, &one) * if is_title { 1.0 + weights.whole_title } else { 1.0 });
    }
    impacts
}
