//! The automata find what a slow comparison with every term finds.
//!
//! They are private, so this asks an index that has one document a term, with one reading at a time. What the readings
//! add to the automata, which errors are looked for in which order, is repeated in [`expected_typos`].
#![no_main]

use keyseek_build::index::IndexOptions;
use keyseek_fuzz::{Site, answer, document, only};
use keyseek_search::Reading;
use keyseek_text::{decode, is_consonant, key, tokens};
use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// As in the search: the fewest keys, those for the start of a longer term and for two errors, and the neighbours taken.
const SHORTEST: usize = 4;
const SHORTEST_PREFIX: usize = 6;
const SHORTEST_FOR_TWO: usize = 10;
const NEIGHBOURS: usize = 8;

/// All Hangul terms have three syllables, so that none is a part of another.
static TERMS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let syllables: Vec<char> = "가각나달쌌왜의".chars().collect();
    let mut terms = BTreeSet::new();
    for number in 0..syllables.len().pow(3) {
        let digit = |place: u32| syllables[number / syllables.len().pow(place) % syllables.len()];
        if number % 3 == 0 {
            terms.insert([digit(0), digit(1), digit(2)].iter().collect::<String>());
        }
    }
    for number in 0..240_u32 {
        let length = 4 + number % 9;
        let letters =
            (0..length).map(|at| b"abc"[(number.wrapping_mul(2_654_435_761) >> (2 * at) & 3) as usize % 3]);
        terms.insert(letters.map(char::from).collect());
    }
    terms.into_iter().collect()
});

static SITE: LazyLock<Site> = LazyLock::new(|| {
    let documents: Vec<_> = TERMS.iter().map(|term| document(&format!("/{term}"), term, "")).collect();
    let options = IndexOptions { shard_bytes: 600, words: TERMS.clone(), ..IndexOptions::default() };
    Site::new(&documents, &options)
});

#[derive(Debug, Arbitrary)]
struct Input {
    /// Edits to a term, or a word of its own.
    term: Option<u8>,
    edits: Vec<(u8, u8, u8)>,
    is_finished: bool,
}

fuzz_target!(|input: Input| {
    let term = input.term.map(|term| TERMS[usize::from(term) * 2 % TERMS.len()].as_str());
    let is_hangul = term.is_none_or(|term| !term.is_ascii());
    let mut keys = term.map(key).unwrap_or_default();
    let alphabet = if is_hangul { key("ㄱㄴㄷㄹㅅㅆㅇㅏㅗㅐㅡㅣ") } else { b"abcd".to_vec() };
    for (kind, at, letter) in input.edits.iter().take(14) {
        let (at, letter) =
            (usize::from(*at) % (keys.len() + 1), alphabet[usize::from(*letter) % alphabet.len()]);
        match kind % 4 {
            0 => keys.insert(at, letter),
            1 if at < keys.len() => drop(keys.remove(at)),
            2 if at < keys.len() => keys[at] = letter,
            _ if at + 1 < keys.len() => keys.swap(at, at + 1),
            _ => keys.push(letter),
        }
    }
    let word = decode(&keys);
    // Jamo in front of a syllable are a word of their own.
    let is_word = tokens(&word).map(|token| token.text).eq([word.as_str()]);
    if keys.is_empty() || keys.len() > 40 || key(&word) != keys || !is_word {
        return;
    }
    let query = format!("{word}{}", if input.is_finished { " " } else { "" });
    let found = |reading| -> BTreeSet<&str> {
        let documents = answer(SITE.warm.documents(&query, only(reading)));
        documents.into_iter().map(|(doc, _)| TERMS[doc as usize].as_str()).collect()
    };

    let (typos, expected) = (found(Reading::Typo), expected_typos(&keys, !input.is_finished));
    assert!(typos.is_subset(&expected), "{query:?} finds {typos:?}, but {expected:?} are near");
    assert_eq!(typos.len(), expected.len().min(NEIGHBOURS), "{query:?} finds {typos:?} of {expected:?}");
    if keys.len() > 1 && keys.iter().all(|key| is_consonant(*key)) {
        assert_eq!(found(Reading::Initials), with_initials(&word), "{query:?}");
    }
});

fn expected_typos(typed: &[u8], is_unfinished: bool) -> BTreeSet<&'static str> {
    /// A term, its edits from what was typed, and the fewest of a start of it.
    type Neighbour = (&'static str, Vec<u8>, usize, usize);
    let neighbour = |term: &'static String| -> Neighbour {
        let key = key(term);
        let distances = distances(typed, &key);
        let nearest = distances.iter().min().copied().unwrap_or_default();
        (term, key, distances.last().copied().unwrap_or_default(), nearest)
    };
    let all: Vec<Neighbour> = TERMS.iter().map(neighbour).collect();
    let near = |edits: usize, fixed: usize, starts: bool| -> BTreeSet<&str> {
        let is_near = |(_, key, whole, start): &&Neighbour| {
            key.starts_with(&typed[..fixed]) && if starts { *start <= edits } else { *whole <= edits }
        };
        all.iter().filter(is_near).map(|neighbour| neighbour.0).collect()
    };
    let exact = near(0, 0, false);
    let starts = is_unfinished && typed.len() >= SHORTEST_PREFIX;
    let steps = [(1, 1, SHORTEST), (1, 0, SHORTEST), (2, 1, SHORTEST_FOR_TWO)].into_iter();
    let steps = steps.filter(|(_, _, shortest)| typed.len() >= *shortest).flat_map(|(edits, fixed, _)| {
        [near(edits, fixed, false), if starts { near(edits, fixed, true) } else { BTreeSet::new() }]
    });
    [exact].into_iter().chain(steps).find(|found| !found.is_empty()).unwrap_or_default()
}

/// The textbook's table of optimal string alignment: the distances of `word` from every beginning of `key`.
fn distances(word: &[u8], key: &[u8]) -> Vec<usize> {
    let mut rows: Vec<Vec<usize>> = vec![(0..=word.len()).collect()];
    for (i, byte) in (1..).zip(key) {
        let mut row = vec![i];
        for j in 1..=word.len() {
            let wrong = rows[i - 1][j - 1] + usize::from(word[j - 1] != *byte);
            let mut least = wrong.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && word[j - 1] == key[i - 2] && word[j - 2] == *byte {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows.iter().map(|row| row[word.len()]).collect()
}

fn with_initials(consonants: &str) -> BTreeSet<&'static str> {
    const INITIALS: &str = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
    let initial = |ch: char| INITIALS.chars().nth((ch as usize).wrapping_sub(0xAC00) / 588);
    let begins = |term: &&str| {
        consonants
            .chars()
            .enumerate()
            .all(|(at, consonant)| term.chars().nth(at).and_then(initial) == Some(consonant))
    };
    TERMS.iter().map(String::as_str).filter(begins).collect()
}
