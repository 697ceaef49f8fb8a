//! Clauses → the documents that hold them.

use crate::dictionary::{Depth, Dictionary};
use crate::explain::Tried;
use crate::matches::{Found, kept, merge};
use crate::plan::{self, Scope};
use crate::query::{Clause, Query, Term, Word};
use crate::reading::{Reading, Readings};
use crate::readings::{phrase, segments};
use keyseek_index::DocId;
use std::ops::Range;

/// What was found for a query.
#[derive(Debug, Default)]
pub(crate) struct FoundQuery {
    /// Clause by clause.
    pub(crate) clauses: Vec<Found>,
    /// Documents to leave out, in ascending order.
    pub(crate) excluded: Vec<DocId>,
    /// Words that were taken to mean something else: where they stand in the query, in ascending order, and the key of what they
    /// mean.
    pub(crate) corrections: Vec<(Range<usize>, Vec<u8>)>,
}

/// Finds the documents of every clause; `nearness` says that it will be asked how near their words stand. `tried` is told, by
/// the place of the word in the query, of every step that was taken
/// and what it found. Where a shard is missing, its blob goes among the needs of the dictionary and what is returned is not to
/// be used.
pub(crate) fn find(
    dictionary: &mut Dictionary<'_>,
    query: &Query,
    readings: Readings,
    nearness: bool,
    tried: &mut impl FnMut(usize, Tried<'_>, &Found),
) -> FoundQuery {
    let mut found = FoundQuery::default();
    let mut at = 0;
    for clause in &query.clauses {
        dictionary.begin_clause(Depth::BEST);
        let is_placed = clause.is_placed();
        if is_placed || (nearness && !clause.is_function_word && !dictionary.is_heavy()) {
            for term in &clause.alternatives {
                for word in &term.words {
                    dictionary.expect_places(&word.key, is_placed);
                }
            }
        }
        let mut alternatives = Found::default();
        for term in &clause.alternatives {
            let more = match term.word() {
                Some(word) => {
                    let scope = Scope { readings, field: term.field, is_long: query.is_long() };
                    plan::find(dictionary, word, &scope, &mut |step, found| {
                        tried(at, Tried::Step(step), found)
                    })
                }
                None => placed(dictionary, term),
            };
            if let (Some(key), Some(word)) = (&more.corrected, term.words.first()) {
                for range in &word.repeated {
                    correct(range, key, &mut found.corrections);
                }
                correct(&word.range, key, &mut found.corrections);
            }
            alternatives.add(more);
            at += term.words.len();
        }
        alternatives.is_cut = dictionary.is_cut();
        found.clauses.push(alternatives);
    }
    if readings.contains(Reading::Spaced) {
        join_neighbours(dictionary, &query.clauses, &mut found, tried);
    }
    dictionary.begin_clause(Depth::DOCUMENTS);
    for term in &query.excluded {
        exclude(dictionary, term, &mut found.excluded);
    }
    found
}

/// Adds what a word means to the corrections, in the order in which they stand in the query.
#[inline(never)]
fn correct(range: &Range<usize>, key: &[u8], corrections: &mut Vec<(Range<usize>, Vec<u8>)>) {
    let mut at = corrections.len();
    corrections.push((range.clone(), key.to_vec()));
    while at > 0 && corrections.get(at - 1).is_some_and(|(other, _)| other.start >= range.start) {
        corrections.swap(at - 1, at);
        at -= 1;
    }
}

/// The documents that hold a term as a phrase; its shards are named while its code is not there.
fn placed(dictionary: &mut Dictionary<'_>, term: &Term) -> Found {
    if dictionary.has_secondary() {
        return phrase::phrase(dictionary, term);
    }
    for word in &term.words {
        dictionary.term(&word.key);
    }
    Found::default()
}

/// Adds the documents that hold two neighbouring words of the query written as one.
fn join_neighbours(
    dictionary: &mut Dictionary<'_>,
    clauses: &[Clause],
    found: &mut FoundQuery,
    tried: &mut impl FnMut(usize, Tried<'_>, &Found),
) {
    let mut word = 0;
    for (at, pair) in clauses.windows(2).enumerate() {
        let [first, second] = pair else { continue };
        let mut words = 0;
        for term in &first.alternatives {
            words += term.words.len();
        }
        word += words;
        if let (Some(first), Some(second)) = (joinable(first), joinable(second)) {
            dictionary.begin_clause(Depth::BEST);
            let joined = segments::joined(dictionary, first, second);
            tried(word - words, Tried::WithNext, &joined);
            tried(word, Tried::WithPrevious, &joined);
            if joined.matches.is_empty() {
                continue;
            }
            // 베이스 of 데이터 베이스 is no slip for 케이스.
            let is_either = |range: &Range<usize>| [first, second].iter().any(|word| word.stands_at(range));
            let mut corrections = Vec::new();
            for correction in std::mem::take(&mut found.corrections) {
                if !is_either(&correction.0) {
                    corrections.push(correction);
                }
            }
            found.corrections = corrections;
            for one in found.clauses.get_mut(at..at + 2).unwrap_or_default() {
                let matches = kept(&one.matches, &|held| !held.reading.is_correction());
                one.matches = merge(matches, kept(&joined.matches, &|_| true));
                one.unread = one.unread.saturating_add(joined.unread);
                one.is_cut |= dictionary.is_cut();
                for needle in &joined.needles {
                    one.needles.push(needle.clone());
                }
            }
        }
    }
}

fn joinable(clause: &Clause) -> Option<&Word> {
    clause.plain_word().filter(|word| word.parts.is_empty())
}

/// Adds the documents that hold a term as it was typed, particles aside.
#[inline(never)]
fn exclude(dictionary: &mut Dictionary<'_>, term: &Term, excluded: &mut Vec<DocId>) {
    for one in placed(dictionary, term).matches {
        if one.reading == Reading::Exact
            && let Err(at) = excluded.binary_search(&one.doc)
        {
            excluded.insert(at, one.doc);
        }
    }
}
