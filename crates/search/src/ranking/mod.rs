//! Matches → documents in the order of the answer.
//!
//! A document's score is the sum of what its words add ([`score`]), more where neighbouring words of the query stand near
//! each other ([`proximity`]), and more again when its title is the query.
//!
//! For a few words, documents that hold all of them stand first, those that need no looser reading before those that do,
//! and then by score. A longer query is a question or a title, of which a document may well lack some words: those that
//! hold all of them as typed stand first, and all others go by score. Documents that hold only some words are listed when
//! those with all are few. Ties go by document id.

mod explanation;
mod proximity;
mod score;
mod weights;

pub use explanation::{ClauseScore, ScoreExplanation};
pub use weights::Weights;

pub(crate) use explanation::explain;
pub(crate) use proximity::{Nearness, nearness};

use crate::matches::{Found, Match};
use crate::order;
use crate::query::Query;
use crate::reading::Reading;
use keyseek_index::manifest::Manifest;
use keyseek_index::{DocId, Field};
use score::Scorer;

/// With fewer documents than this that hold all words, those that hold any follow.
const ENOUGH: usize = 10;

/// A document with its place in the answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Ranked {
    pub(crate) doc: DocId,
    pub(crate) score: f32,
    /// The loosest reading among the words.
    pub(crate) reading: Reading,
    /// How many clauses of the query the document holds, function words aside.
    clauses: usize,
    /// How many of all clauses its title holds, if it is as long as the query.
    in_title: usize,
}

/// What a query found, clause by clause.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidates<'a> {
    pub(crate) clauses: &'a [Found],
    /// How near the words of each clause stand to those of the one before.
    pub(crate) nearness: &'a [Nearness],
    /// The query that they belong to.
    pub(crate) query: &'a Query,
    /// Positions that its words take in a text.
    pub(crate) length: u32,
    /// Documents that are left out, in ascending order.
    pub(crate) excluded: &'a [DocId],
    /// What the score of each document is multiplied by; empty when there is no prior.
    pub(crate) prior: &'a [f32],
}

impl Candidates<'_> {
    /// What the score of a document is multiplied by, whatever its words are.
    fn prior(&self, doc: DocId) -> f32 {
        self.prior.get(doc as usize).copied().unwrap_or(1.0)
    }

    /// Whether the title holds the match and is as long as the query: with all clauses so it is the query and nothing else.
    fn may_be_title(&self, one: &Match) -> bool {
        one.holds(Field::Title) && one.norms.length(Field::Title) == self.length
    }

    fn is_function_word(&self, clause: usize) -> bool {
        self.query.clauses.get(clause).is_some_and(|clause| clause.is_function_word)
    }
}

/// Puts the documents of all clauses into the order of the answer.
pub(crate) fn rank(manifest: &Manifest, candidates: &Candidates<'_>, weights: &Weights) -> Vec<Ranked> {
    let documents = join(manifest, candidates, weights);
    let order = Order::new(candidates.query, weights);
    let complete = documents.iter().filter(|ranked| order.is_first(ranked)).count();
    // At most 64 bits decide: all words or not, the reading, the score, the place among `documents`, which is in their order.
    let mut keys = Vec::with_capacity(documents.len());
    for (at, ranked) in (0..).zip(&documents) {
        if complete < ENOUGH || ranked.clauses == order.all {
            keys.push(order.key(ranked, at));
        }
    }
    order::sort_from(32, &mut keys);
    let mut ranked = Vec::with_capacity(keys.len());
    for key in keys {
        if let Some(one) = documents.get(key as u32 as usize) {
            ranked.push(*one);
        }
    }
    ranked
}

/// What decides before the score.
struct Order<'a> {
    weights: &'a Weights,
    /// The clauses that a document needs to hold all.
    all: usize,
    is_long: bool,
}

impl<'a> Order<'a> {
    fn new(query: &Query, weights: &'a Weights) -> Self {
        let all = query.clauses.iter().filter(|clause| !clause.is_function_word).count();
        Self { weights, all, is_long: query.is_long() }
    }

    /// Whether a document stands before those that hold only some of the words.
    const fn is_first(&self, ranked: &Ranked) -> bool {
        ranked.clauses == self.all && (!self.is_long || ranked.reading.tier() == 0)
    }

    /// Smaller is better. The score keeps 27 bits; its sign and last four bits are left out: it is never negative, and
    /// differs there by about a millionth.
    const fn key(&self, ranked: &Ranked, at: u32) -> u64 {
        let is_last = self.weights.complete_first && !self.is_first(ranked);
        let by_reading = self.weights.strict_first && !self.is_long && ranked.clauses == self.all;
        let reading = if by_reading { ranked.reading.tier() as u64 } else { 0 };
        let score = (!ranked.score.to_bits() as u64 >> 4) & ((1 << 27) - 1);
        (is_last as u64) << 63 | reading << 59 | score << 32 | at as u64
    }
}

impl Ranked {
    /// A document of which it is known how it was found.
    pub(crate) const fn new(doc: DocId, score: f32, reading: Reading) -> Self {
        Self { doc, score, reading, clauses: 0, in_title: 0 }
    }
}

/// One entry a document, with what its clauses add summed up.
fn join(manifest: &Manifest, candidates: &Candidates<'_>, weights: &Weights) -> Vec<Ranked> {
    let scorer = Scorer::new(manifest, weights);
    let count = candidates.clauses.iter().map(|found| found.matches.len()).sum();
    let mut parts: Vec<Ranked> = Vec::with_capacity(count);
    let mut rarity_before = 0.0;
    for (at, found) in candidates.clauses.iter().enumerate() {
        let is_function_word = candidates.is_function_word(at);
        let rarity = scorer.rarity(found.matches.len(), is_function_word);
        let nearness = candidates.nearness.get(at);
        for one in &found.matches {
            let near = nearness.map_or(0.0, |nearness| nearness.of(one.doc));
            parts.push(Ranked {
                doc: one.doc,
                score: scorer.word(rarity, one) + scorer.proximity(rarity, rarity_before, near),
                reading: if is_function_word { Reading::Exact } else { one.reading },
                clauses: usize::from(!is_function_word),
                in_title: usize::from(candidates.may_be_title(one)),
            });
        }
        rarity_before = rarity;
    }
    // The scores of a document are always added in the order of the clauses.
    let mut documents: Vec<Ranked> = Vec::with_capacity(parts.len());
    for at in order::by_document(parts.len(), &|at| parts.get(at).map(|part| part.doc)) {
        let Some(part) = parts.get(at) else { continue };
        match documents.last_mut() {
            Some(last) if last.doc == part.doc => {
                last.score += part.score;
                last.reading = last.reading.max(part.reading);
                last.clauses += part.clauses;
                last.in_title += part.in_title;
            }
            _ if candidates.excluded.binary_search(&part.doc).is_ok() => {}
            _ => documents.push(*part),
        }
    }
    for one in &mut documents {
        one.score *= candidates.prior(one.doc);
        if one.in_title == candidates.clauses.len() {
            one.score *= 1.0 + weights.whole_title;
        }
    }
    documents
}
