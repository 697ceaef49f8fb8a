//! Typing errors: terms a keystroke or two away, or that begin with something that is.
//!
//! In a small index they are looked for in the term dictionary. In a large one that would be megabytes of postings, and they are looked
//! for in its spelling dictionary, which has the terms that many documents hold.

use crate::automaton::{EditDistance, accepts, accepts_turned, matches};
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
/// So many of a large index, where each has its shard and its best postings, some 40 kB. Of 370 words of a million made documents with
/// a key wrong, the one that was meant was the first of its neighbours for 97 %, among the first two for 99.5 %, and among these for all.
const FREQUENT_NEIGHBOURS: usize = 3;

/// Terms one keystroke away.
pub(crate) fn one_key(dictionary: &mut Dictionary<'_>, word: &Word) -> Found {
    if word.key.len() < SHORTEST {
        return Found::default();
    }
    if dictionary.has_spelling() {
        return spelled(dictionary, word, 1);
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
    if dictionary.has_spelling() { spelled(dictionary, word, 2) } else { within(dictionary, word, 2, 1) }
}

fn within(dictionary: &mut Dictionary<'_>, word: &Word, edits: u8, fixed: usize) -> Found {
    let start = word.key.get(..fixed).unwrap_or_default();
    let mut neighbours: Vec<Term> = Vec::new();
    for automaton in automata(word, edits, fixed) {
        if neighbours.is_empty() {
            dictionary.search(start, &mut accepts(&automaton), &mut |_, term| neighbours.push(term));
        }
    }
    near(dictionary, &neighbours)
}

/// What a term may be like: the word, and where it is unfinished and long enough, then what begins like it.
fn automata(word: &Word, edits: u8, fixed: usize) -> Vec<EditDistance> {
    let mut automata = vec![EditDistance::whole(&word.key, edits).with_fixed_first(fixed)];
    if word.unfinished && word.key.len() >= SHORTEST_PREFIX {
        automata.push(EditDistance::prefix(&word.key, edits).with_fixed_first(fixed));
    }
    automata
}

/// Keys of the spelling dictionary, and how frequent their terms are.
#[derive(Default)]
struct Keys {
    keys: Vec<Vec<u8>>,
    frequencies: Vec<u32>,
}

impl Keys {
    fn add(&mut self, key: Vec<u8>, frequency: u32) {
        self.keys.push(key);
        self.frequencies.push(frequency);
    }
}

/// The same by the spelling dictionary. The terms with another first key are walked by their other keys, where one or two files have
/// them; these are asked for with those of the word's own first key, lest they cost a round.
fn spelled(dictionary: &mut Dictionary<'_>, word: &Word, edits: u8) -> Found {
    let mut frequent = Keys::default();
    for automaton in automata(word, edits, 1) {
        if frequent.keys.is_empty() {
            dictionary.search_spelling(&mut accepts(&automaton), &mut |key, frequency| {
                frequent.add(key.to_vec(), frequency);
            });
        }
    }
    let mut of_other_first = Keys::default();
    for automaton in automata(word, edits, 0) {
        if edits == 1 && of_other_first.keys.is_empty() {
            let walk = &mut accepts_turned(&word.key, &automaton);
            dictionary.search_spelling(walk, &mut |turned, frequency| {
                let [_, rest @ .., _, first] = turned else { return };
                let key = [&[*first], rest].concat();
                if matches(&automaton, &key) {
                    of_other_first.add(key, frequency);
                }
            });
        }
    }
    // Without one of the files it is not known which terms are the most frequent.
    if dictionary.needs_more() {
        return Found::default();
    }
    if frequent.keys.is_empty() {
        frequent = of_other_first;
    }
    let mut terms = Vec::new();
    for at in most_frequent(&frequent.frequencies, FREQUENT_NEIGHBOURS) {
        dictionary.add_held(frequent.keys.get(at).map(Vec::as_slice).unwrap_or_default(), &mut terms);
    }
    if dictionary.needs_more() { Found::default() } else { near(dictionary, &terms) }
}

/// The documents of the neighbours that most documents hold, and of their forms.
fn near(dictionary: &mut Dictionary<'_>, neighbours: &[Term]) -> Found {
    let mut frequencies = Vec::with_capacity(neighbours.len());
    for term in neighbours {
        frequencies.push(dictionary.document_frequency(*term));
    }
    let mut terms = Vec::with_capacity(NEIGHBOURS);
    for at in most_frequent(&frequencies, NEIGHBOURS) {
        terms.extend(neighbours.get(at).copied());
    }
    let mut found = dictionary.found(&terms, Reading::Typo);
    found.corrected = found.needles.first().map(|needle| needle.key.clone());
    for term in terms {
        let mut forms = Vec::new();
        dictionary.add_forms(term, &mut forms);
        found.add(dictionary.found(&forms, Reading::Typo));
    }
    found
}

/// The places of the largest frequencies, but for those of what no document holds, largest first; of equals in their order.
fn most_frequent(frequencies: &[u32], most: usize) -> Vec<usize> {
    let mut order: Vec<u64> = Vec::with_capacity(frequencies.len());
    for (frequency, at) in frequencies.iter().zip(0u64..) {
        if *frequency > 0 {
            order.push(u64::from(u32::MAX - frequency) << 32 | at);
        }
    }
    order::sort(&mut order);
    let mut places = Vec::with_capacity(most);
    for place in order.iter().take(most) {
        places.push(*place as u32 as usize);
    }
    places
}
