//! Typing errors: terms a keystroke or two away, or that begin with something that is.

use crate::automaton::EditDistance;
use crate::dictionary::{Dictionary, Term};
use crate::matches::{Found, Needle};
use crate::order;
use crate::query::Word;
use crate::reading::Reading;
use keyseek_index::Error;

/// Below this many keys nearly every word is a neighbour of every other: two Hangul syllables have four or more.
const SHORTEST: usize = 4;
/// From this many keys on, the start of a longer term may have an error in it.
const SHORTEST_PREFIX: usize = 6;
/// From this many keys on, two errors are one word in a hundred: five Hangul syllables, or a long English word.
const SHORTEST_FOR_TWO: usize = 10;
/// The most frequent neighbours are taken; of more than this many most are there by chance.
const NEIGHBOURS: usize = 8;

/// Terms one keystroke away.
pub(crate) fn one_key(dictionary: &mut Dictionary<'_>, word: &Word) -> Result<Found, Error> {
    if word.key.len() < SHORTEST {
        return Ok(Found::default());
    }
    // The first key is seldom wrong, and where it is right only a part of the dictionary is walked.
    let found = within(dictionary, word, 1, 1)?;
    if found.matches.is_empty() && !dictionary.needs_more() {
        within(dictionary, word, 1, 0)
    } else {
        Ok(found)
    }
}

/// Terms two keystrokes away, for a long word, its first key being right.
pub(crate) fn two_keys(dictionary: &mut Dictionary<'_>, word: &Word) -> Result<Found, Error> {
    if word.key.len() < SHORTEST_FOR_TWO {
        return Ok(Found::default());
    }
    within(dictionary, word, 2, 1)
}

fn within(dictionary: &mut Dictionary<'_>, word: &Word, edits: u8, fixed: usize) -> Result<Found, Error> {
    let start = word.key.get(..fixed).unwrap_or_default();
    let whole = EditDistance::whole(&word.key, edits).with_fixed_first(fixed);
    let mut found: Vec<(Vec<u8>, Term, bool)> = Vec::new();
    dictionary.search(start, &whole, |key, term| found.push((key.to_vec(), term, false)))?;
    if found.is_empty() && word.unfinished && word.key.len() >= SHORTEST_PREFIX {
        let begun = EditDistance::prefix(&word.key, edits).with_fixed_first(fixed);
        dictionary.search(start, &begun, |key, term| found.push((key.to_vec(), term, true)))?;
    }
    let mut rank: Vec<u64> = Vec::with_capacity(found.len());
    for (at, (_, term, _)) in found.iter().enumerate() {
        let frequency = dictionary.document_frequency(*term);
        if frequency > 0 {
            rank.push(u64::from(u32::MAX - frequency) << 32 | at as u64);
        }
    }
    order::sort(&mut rank);
    let nearest: Vec<_> = rank
        .iter()
        .take(NEIGHBOURS)
        .filter_map(|key| found.get((key & u64::from(u32::MAX)) as usize))
        .collect();
    let mut terms: Vec<Term> = nearest.iter().map(|(_, term, _)| *term).collect();
    for (_, term, _) in &nearest {
        terms.extend(dictionary.forms(*term));
    }
    let matches = dictionary.documents(&terms, Reading::Typo)?;
    let needles =
        nearest.iter().map(|(key, ..)| Needle { key: key.clone(), starts: false, reading: Reading::Typo });
    Ok(Found { needles: needles.collect(), matches, corrected: nearest.first().map(|(key, ..)| key.clone()) })
}
