//! Matches → documents in the order of the answer.
//!
//! A document's score is the sum of what its words add ([`score`]), more where neighbouring words of the query stand near
//! each other ([`proximity`]), and more again when its title is the query.
//!
//! For a few words, documents that hold all of them stand first, those that need no looser reading before those that do,
//! and then by score. A longer query is a question or a title, of which a document may well lack some words: those that
//! hold all of them as typed stand first, and all others go by score. Documents that hold only some words are listed when
//! those with all are few. Ties go by document id.

mod best;
mod explanation;
mod proximity;
mod score;
mod weights;

pub use explanation::{ClauseScore, ScoreExplanation};
pub use weights::Weights;

pub(crate) use explanation::explain;
pub(crate) use proximity::{Nearness, nearness};
pub use score::impacts;

use crate::matches::{Found, Match};
use crate::order;
use crate::query::Query;
use crate::reading::Reading;
use best::Best;
use keyseek_index::manifest::Manifest;
use keyseek_index::{DocId, Field};
use score::Scorer;

/// With fewer documents than this that hold all words, those that hold any follow, and with fewer than may be asked for.
const ENOUGH: usize = 10;

/// So many documents, two pages of hits, are looked for at least, so that an answer that is prepared for these is that of a search.
pub(crate) const PAGES: usize = 20;

/// A document with its place in the answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Ranked {
    pub(crate) doc: DocId,
    pub(crate) score: f32,
    /// The loosest reading among the words.
    pub(crate) reading: Reading,
    /// How many clauses of the query the document holds, function words aside.
    clauses: u32,
    /// How many of all clauses its title holds, if it is as long as the query.
    in_title: u32,
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
    /// With fewer documents than this that hold all words, those that hold any follow.
    pub(crate) enough: usize,
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

/// The documents of a query, as many as were asked for.
#[derive(Debug, Default)]
pub(crate) struct Ranking {
    /// The best of them, best first.
    pub(crate) ranked: Vec<Ranked>,
    /// How many there are.
    pub(crate) total: usize,
    /// How many of them stand before those that hold only some of the words.
    complete: usize,
}

/// Puts the documents of all clauses into the order of the answer, as far as the first `most` of them.
pub(crate) fn rank(
    manifest: &Manifest,
    candidates: &Candidates<'_>,
    weights: &Weights,
    most: usize,
) -> Ranking {
    let order = Order::new(candidates.query, weights);
    let mut complete = 0;
    let enough = candidates.enough.max(ENOUGH);
    // Those with all words, and those with any, for which it is known at the end only whether they are asked for.
    let (mut all, mut any) = (Best::new(&order, most), Best::new(&order, most));
    join(manifest, candidates, weights, &mut |one| {
        complete += usize::from(order.is_first(&one));
        if one.clauses == order.all {
            all.add(one);
        }
        if complete < enough {
            any.add(one);
        }
    });
    let best = if complete < enough { any } else { all };
    Ranking { complete, ..best.finish() }
}

impl Ranking {
    /// All documents that were found, of which each holds what was asked for.
    pub(crate) const fn of_all(ranked: Vec<Ranked>, total: usize) -> Self {
        Self { ranked, total, complete: total }
    }

    /// Whether more of lists that were cut may give documents that belong among the first `most` and were not found. Where a
    /// word is known to be in few, these are listed anyway, with the other words or without.
    pub(crate) fn lacks(&self, candidates: &Candidates<'_>, most: usize) -> bool {
        let mut has_few = false;
        for (found, clause) in candidates.clauses.iter().zip(&candidates.query.clauses) {
            let is_few = found.matches.len() <= self.complete.max(ENOUGH);
            has_few |= is_few && !found.is_cut && !clause.is_function_word;
        }
        self.total < most || self.complete < most && !has_few && !candidates.query.is_long()
    }

    /// Has the first documents stay in front, so many of them at least.
    pub(crate) fn keep(&mut self, documents: usize) {
        self.complete = self.complete.max(documents.min(self.ranked.len()));
    }

    /// Puts the documents that hold all words and were found `before` in front, so that a further page goes on where the one before
    /// ended.
    pub(crate) fn follow(&mut self, before: &Self, most: usize) {
        let kept = before.ranked.get(..before.complete).unwrap_or_default();
        let mut documents = Vec::with_capacity(kept.len());
        for one in kept {
            documents.push(u64::from(one.doc));
        }
        order::sort(&mut documents);
        let mut ranked = kept.to_vec();
        for one in &self.ranked {
            if ranked.len() < most && documents.binary_search(&u64::from(one.doc)).is_err() {
                ranked.push(*one);
            }
        }
        self.ranked = ranked;
    }
}

/// What decides before the score.
struct Order<'a> {
    weights: &'a Weights,
    /// The clauses that a document needs to hold all.
    all: u32,
    is_long: bool,
}

impl<'a> Order<'a> {
    fn new(query: &Query, weights: &'a Weights) -> Self {
        let mut all = 0;
        for clause in &query.clauses {
            all += u32::from(!clause.is_function_word);
        }
        Self { weights, all, is_long: query.is_long() }
    }

    /// Whether a document stands before those that hold only some of the words.
    const fn is_first(&self, ranked: &Ranked) -> bool {
        ranked.clauses == self.all && (!self.is_long || ranked.reading.tier() == 0)
    }

    /// Smaller is better: all words or not, the reading, the score, of which 27 bits are kept; its sign and last four bits are
    /// left out, since it is never negative, and differs there by about a millionth.
    const fn key(&self, ranked: &Ranked) -> u32 {
        let is_last = self.weights.complete_first && !self.is_first(ranked);
        let by_reading = self.weights.strict_first && !self.is_long && ranked.clauses == self.all;
        let reading = if by_reading { ranked.reading.tier() as u32 } else { 0 };
        let score = (!ranked.score.to_bits() >> 4) & ((1 << 27) - 1);
        (is_last as u32) << 31 | reading << 27 | score
    }
}

impl Ranked {
    /// A document of which it is known how it was found.
    pub(crate) const fn new(doc: DocId, score: f32, reading: Reading) -> Self {
        Self { doc, score, reading, clauses: 0, in_title: 0 }
    }
}

/// What was found for a clause and not joined yet.
struct Part<'a> {
    matches: &'a [Match],
    nearness: &'a [(DocId, f32)],
    rarity: f32,
    /// That of the clause before.
    rarity_before: f32,
    is_function_word: bool,
}

/// Calls `each` with every document, in ascending order, with what its clauses add summed up.
fn join(manifest: &Manifest, candidates: &Candidates<'_>, weights: &Weights, each: &mut impl FnMut(Ranked)) {
    let scorer = Scorer::new(&manifest.statistics, weights);
    let mut parts = Vec::with_capacity(candidates.clauses.len());
    let mut rarity_before = 0.0;
    for (at, found) in candidates.clauses.iter().enumerate() {
        let is_function_word = candidates.is_function_word(at);
        let rarity = scorer.rarity(found, is_function_word);
        let nearness = candidates.nearness.get(at).map(Nearness::documents).unwrap_or_default();
        parts.push(Part { matches: &found.matches, nearness, rarity, rarity_before, is_function_word });
        rarity_before = rarity;
    }
    let mut next = 0;
    loop {
        // Document ids are smaller.
        let doc = std::mem::replace(&mut next, DocId::MAX);
        let mut sum = Ranked::new(doc, 0.0, Reading::Exact);
        let mut is_held = false;
        // The scores of a document are always added in the order of the clauses.
        for part in &mut parts {
            if let Some((one, rest)) = part.matches.split_first()
                && one.doc == doc
            {
                part.matches = rest;
                is_held = true;
                let near = part.near(doc);
                sum.score +=
                    scorer.word(part.rarity, one) + scorer.proximity(part.rarity, part.rarity_before, near);
                sum.in_title += u32::from(candidates.may_be_title(one));
                if !part.is_function_word {
                    sum.reading = sum.reading.max(one.reading);
                    sum.clauses += 1;
                }
            }
            next = part.matches.first().map_or(next, |one| one.doc.min(next));
        }
        if is_held && candidates.excluded.binary_search(&doc).is_err() {
            sum.score *= candidates.prior(doc);
            if sum.in_title as usize == parts.len() {
                sum.score *= 1.0 + weights.whole_title;
            }
            each(sum);
        }
        if next == DocId::MAX {
            return;
        }
    }
}

impl Part<'_> {
    /// How near its word stands to the one before in a document behind those that were asked for before.
    fn near(&mut self, doc: DocId) -> f32 {
        while let Some(((other, near), rest)) = self.nearness.split_first()
            && *other <= doc
        {
            if *other == doc {
                return *near;
            }
            self.nearness = rest;
        }
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_first_is_decided_in_this_order() {
        let weights = Weights::default();
        let order = Order { weights: &weights, all: 2, is_long: false };
        let key = |clauses, reading, score| order.key(&Ranked { clauses, ..Ranked::new(0, score, reading) });
        let keys = [
            key(2, Reading::Exact, 3.0),
            key(2, Reading::Spaced, 2.0),
            key(2, Reading::Stem, 9.0),
            key(2, Reading::Scattered, 9.0),
            key(1, Reading::Scattered, 4.0),
            key(1, Reading::Exact, 3.5),
            key(0, Reading::Exact, 0.0),
        ];
        assert!(keys.is_sorted_by(|one, next| one < next) && keys[6] < u32::MAX, "{keys:?}");
    }
}
