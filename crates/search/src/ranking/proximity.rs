//! Proximity: neighbouring words of the query that stand near each other in a document, in the order of the query or the
//! other way round.
//!
//! Each occurrence of the second word counts 1/d², where d is its distance from the nearest occurrence of the first: 1 right
//! behind it, 2 right before it or one word further, up to [`WINDOW`]. The sum is saturated, so that one place where the words
//! stand together is half of what many are worth. Source of the form: Büttcher, Clarke, Lushman, "Term proximity scoring
//! for ad-hoc retrieval on very large text collections" (2006).

use crate::dictionary::{Dictionary, Term};
use crate::matches::{Found, Places};
use crate::query::Query;
use keyseek_index::DocId;

/// Words further apart than this are not near.
const WINDOW: u32 = 8;
/// Words with more occurrences than this have so many neighbours that nearness to them says little, and reading where they
/// stand takes long.
const MOST_DOCUMENTS: u32 = 20_000;

/// How near the words of a pair of clauses stand, 0 to 1, by document in ascending order.
#[derive(Debug, Default)]
pub(crate) struct Nearness {
    documents: Vec<(DocId, f32)>,
}

impl Nearness {
    /// Those where they are near at all, with how near.
    pub(crate) fn documents(&self) -> &[(DocId, f32)] {
        &self.documents
    }

    /// How near the two words stand in a document.
    pub(crate) fn of(&self, doc: DocId) -> f32 {
        let at = self.documents.binary_search_by_key(&doc, |near| near.0);
        at.ok().and_then(|at| self.documents.get(at)).map_or(0.0, |near| near.1)
    }
}

/// The nearness of each clause to the one before it; nothing where a clause is no plain word, or only a function word.
pub(crate) fn nearness(dictionary: &mut Dictionary<'_>, query: &Query, found: &[Found]) -> Vec<Nearness> {
    let mut all = Vec::with_capacity(found.len());
    let mut before = Vec::new();
    for (clause, one) in query.clauses.iter().zip(found) {
        let terms = if clause.is_function_word { &[] } else { one.terms.as_slice() };
        let places = places(dictionary, terms);
        all.push(pair(&before, &places));
        before = places;
    }
    all
}

/// Where any of the terms stands, by document.
fn places(dictionary: &mut Dictionary<'_>, terms: &[Term]) -> Vec<Places> {
    let mut frequency = 0u32;
    for term in terms {
        frequency = frequency.saturating_add(dictionary.document_frequency(*term));
    }
    if frequency > MOST_DOCUMENTS { Vec::new() } else { dictionary.places_of_all(terms) }
}

fn pair(first: &[Places], second: &[Places]) -> Nearness {
    let mut nearness = Nearness::default();
    for one in second {
        let at = first.binary_search_by_key(&one.doc, |other| other.doc);
        if let Some(other) = at.ok().and_then(|at| first.get(at)) {
            let sum = closeness(&other.positions, &one.positions);
            if sum > 0.0 {
                nearness.documents.push((one.doc, sum / (1.0 + sum)));
            }
        }
    }
    nearness
}

/// The sum of 1/d² over the occurrences of the second word.
fn closeness(first: &[u32], second: &[u32]) -> f32 {
    let mut sum = 0.0;
    for position in second {
        let behind = first.partition_point(|other| other < position);
        let mut distance = u32::MAX;
        if let Some(before) = behind.checked_sub(1).and_then(|at| first.get(at)) {
            distance = position - before;
        }
        // The same position is that of a word inside another one.
        if let Some(after) = first.get(behind) {
            distance = distance.min(after - position + 1);
        }
        if distance <= WINDOW {
            sum += 1.0 / (distance * distance) as f32;
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_and_in_order_is_best() {
        let check = |first: &[u32], second: &[u32], expected: f32| {
            assert_eq!(closeness(first, second), expected, "{first:?} {second:?}");
        };
        check(&[3], &[4], 1.0);
        check(&[4], &[3], 0.25);
        check(&[3], &[6], 1.0 / 9.0);
        check(&[3], &[12], 0.0);
        check(&[3, 10], &[4, 9, 40], 1.25);
        check(&[], &[4], 0.0);
    }
}
