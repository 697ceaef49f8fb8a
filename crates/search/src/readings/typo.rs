//! Typing errors: terms a keystroke or two away, or that begin with something that is.

use crate::automaton::{EditDistance, accepts};
use crate::dictionary::{Dictionary, Term};
use crate::matches::Found;
use crate::order;
use crate::query::Word;
use crate::reading::Reading;

/// Below this many keys nearly every word is a neighbour of every other: two Hangul syllables have four or more.
const SHORTEST: usize = 4;
/// From this many keys on, the start of a longer term may have an error in it.
const SHORTEST_PREFIX: usize = 6;
/// From this many keys on, two errors are one word in a hundred: five Hangul syllables, or a long English word.
const SHORTEST_FOR_TWO: usize = 10;
/// The most frequent neighbours are taken; of more than this many most are there by chance.
const NEIGHBOURS: usize = 8;

/// Terms one keystroke away.
pub(crate) fn one_key(dictionary: &mut Dictionary<'_>, word: &Word) -> Found {
    if word.key.len() < SHORTEST {
        return Found::default();
    }
    // The first key is seldom wrong, and where it is right only a part of the dictionary is walked.
    let found = within(dictionary, word, 1, 1);
    if found.matches.is_empty() && !dictionary.needs_more() { within(dictionary, word, 1, 0) } else { found }
}

/// Terms two keystrokes away, for a long word, its first key being right.
pub(crate) fn two_keys(dictionary: &mut Dictionary<'_>, word: &Word) -> Found {
    if word.key.len() < SHORTEST_FOR_TWO {
        return Found::default();
    }
    within(dictionary, word, 2, 1)
}

fn within(dictionary: &mut Dictionary<'_>, word: &Word, edits: u8, fixed: usize) -> Found {
    let start = word.key.get(..fixed).unwrap_or_default();
    let whole = EditDistance::whole(&word.key, edits).with_fixed_first(fixed);
    let mut neighbours: Vec<Term> = Vec::new();
    dictionary.search(start, &mut accepts(&whole), &mut |_, term| neighbours.push(term));
    if neighbours.is_empty() && word.unfinished && word.key.len() >= SHORTEST_PREFIX {
        let begun = EditDistance::prefix(&word.key, edits).with_fixed_first(fixed);
        dictionary.search(start, &mut accepts(&begun), &mut |_, term| neighbours.push(term));
    }
    let terms = most_frequent(dictionary, &neighbours);
    let mut found = dictionary.found(&terms, Reading::Typo);
    found.corrected = found.needles.first().map(|needle| needle.key.clone());
    for term in terms {
        let mut forms = Vec::new();
        dictionary.add_forms(term, &mut forms);
        found.add(dictionary.found(&forms, Reading::Typo));
    }
    found
}

/// The terms that most documents hold, most first.
fn most_frequent(dictionary: &mut Dictionary<'_>, terms: &[Term]) -> Vec<Term> {
    let mut keys: Vec<u64> = Vec::with_capacity(terms.len());
    for (term, at) in terms.iter().zip(0u64..) {
        let frequency = dictionary.document_frequency(*term);
        if frequency > 0 {
            keys.push(u64::from(u32::MAX - frequency) << 32 | at);
        }
    }
    order::sort(&mut keys);
    let mut most = Vec::with_capacity(NEIGHBOURS);
    for key in keys.iter().take(NEIGHBOURS) {
        if let Some(term) = terms.get(*key as u32 as usize) {
            most.push(*term);
        }
    }
    most
}
