//! How the score of a hit came about, clause by clause.

use super::{Candidates, Scorer, Weights};
use crate::reading::Reading;
use keyseek_index::manifest::Manifest;
use keyseek_index::{DocId, FIELDS};

/// The score of a document: the sum of what its clauses add, times factors for the title and for what is known of the document.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreExplanation {
    /// The clauses of the query that the document holds, in their order.
    pub clauses: Vec<ClauseScore>,
    /// More than 1 when the title is the query and nothing else.
    pub title_factor: f32,
    /// What the prior multiplies the score by, 1 when there is none.
    pub prior_factor: f32,
}

/// What a clause adds to the score of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct ClauseScore {
    /// Place of the clause in the query, from 0.
    pub clause: usize,
    /// How the clause was read.
    pub reading: Reading,
    /// Occurrences under that reading, by name of the field; fields without any are left out.
    pub occurrences: Vec<(&'static str, u32)>,
    /// Inverse document frequency of the clause.
    pub rarity: f32,
    /// What its occurrences add.
    pub words: f32,
    /// What its nearness to the clause before adds.
    pub proximity: f32,
}

/// Explains the score of a document.
#[inline(never)]
pub(crate) fn explain(
    manifest: &Manifest,
    candidates: &Candidates<'_>,
    weights: &Weights,
    doc: DocId,
) -> ScoreExplanation {
    let scorer = Scorer::new(&manifest.statistics, weights);
    let mut clauses = Vec::new();
    let mut in_title = 0;
    let mut rarity_before = 0.0;
    for (clause, found) in candidates.clauses.iter().enumerate() {
        let rarity = scorer.rarity(found, candidates.is_function_word(clause));
        let held = found.matches.binary_search_by_key(&doc, |one| one.doc).ok();
        if let Some(one) = held.and_then(|at| found.matches.get(at)) {
            let near = candidates.nearness.get(clause).map_or(0.0, |nearness| nearness.of(doc));
            let mut occurrences = Vec::new();
            for (field, count) in FIELDS.iter().zip(one.frequencies) {
                if count > 0 {
                    occurrences.push((field.name(), u32::from(count)));
                }
            }
            in_title += usize::from(candidates.may_be_title(one));
            clauses.push(ClauseScore {
                clause,
                reading: one.reading,
                occurrences,
                rarity,
                words: scorer.word(rarity, one),
                proximity: scorer.proximity(rarity, rarity_before, near),
            });
        }
        rarity_before = rarity;
    }
    let is_whole = in_title == candidates.clauses.len();
    let title_factor = if is_whole { 1.0 + weights.whole_title } else { 1.0 };
    ScoreExplanation { clauses, title_factor, prior_factor: candidates.prior(doc) }
}
