//! BM25F: the occurrences of a word in the fields of a document are weighted, each by its field and against the field's
//! length, added up, and saturated once.
//!
//! Source: Robertson, Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), section 3.5.

use super::Weights;
use crate::matches::Match;
use keyseek_index::FIELDS;
use keyseek_index::manifest::Manifest;

/// Scores words in documents of one index.
pub(super) struct Scorer<'a> {
    manifest: &'a Manifest,
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
    pub(super) fn new(manifest: &'a Manifest, weights: &'a Weights) -> Self {
        let documents = manifest.statistics.documents.max(1) as f32;
        let mut measures = [Measure::default(); FIELDS.len()];
        for ((at, measure), field) in measures.iter_mut().enumerate().zip(&FIELDS) {
            let (weight, slope) = weights.field(*field);
            let words = manifest.statistics.field_words.get(at).copied().unwrap_or_default();
            *measure = Measure { weight, slope, average: (words as f32 / documents).max(1.0) };
        }
        Self { manifest, weights, measures }
    }

    /// Inverse document frequency, never negative; that of a function word counts only in part.
    pub(super) fn rarity(&self, document_frequency: usize, is_function_word: bool) -> f32 {
        let (all, held) = (f64::from(self.manifest.statistics.documents), document_frequency as f64);
        let rarity = (1.0 + (all - held + 0.5).max(0.0) / (held + 0.5)).ln() as f32;
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
