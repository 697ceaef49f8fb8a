//! Any word is read as stems and suffixes that together are the word.
#![no_main]

use keyseek_text::korean::{is_suffix, starts_suffix, strips, unfinished_strips, verb_stems};
use keyseek_text::{english, key, states};
use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;

/// Syllables that suffixes are made of, and some that they are not.
const SYLLABLES: &str = "은는이가을를의에서로도만까지부터하고했다합니다되었던라면으면며인데입지기게러려한할함해야됐될됨과와나란든마저조차밖처럼보대라서무중단배포닭값었았높만들썼겪고지빨고마웠";

#[derive(Debug, Arbitrary)]
enum Input<'a> {
    Korean(Vec<u8>),
    English(Vec<u8>),
    Any(&'a str),
}

fuzz_target!(|input: Input<'_>| {
    match input {
        Input::Korean(bytes) => check_korean(&choose(SYLLABLES, &bytes)),
        Input::English(bytes) => check_english(&choose("abdefghilnorstuyxzseding", &bytes)),
        Input::Any(text) => {
            check_korean(text);
            check_english(text);
        }
    }
});

fn choose(from: &str, bytes: &[u8]) -> String {
    let from: Vec<char> = from.chars().collect();
    bytes.iter().map(|byte| from[usize::from(*byte) % from.len()]).collect()
}

fn check_korean(word: &str) {
    for stem in verb_stems(word) {
        assert!(!stem.is_empty() && stem.chars().count() <= word.chars().count(), "{stem}");
    }
    let mut shortest = 0;
    for strip in strips(word) {
        assert_eq!([strip.stem, strip.suffix].concat(), word);
        assert!(strip.stem.len() > shortest && strip.stem.chars().count() > 1);
        assert!(is_suffix(strip.suffix), "{strip:?}");
        shortest = strip.stem.len();
    }
    is_suffix(word);
    let whole = key(word);
    starts_suffix(&whole);
    let mut longest = whole.len();
    for length in unfinished_strips(&whole) {
        assert!(length < longest && length > 0);
        longest = length;
    }
    if whole.len() <= 48 {
        check_states(word);
    }
}

/// A stem that the whole word has, it has in every state from its end on.
fn check_states(word: &str) {
    for strip in strips(word) {
        let stem = key(strip.stem).len();
        for state in states(word).skip(stem) {
            assert!(
                unfinished_strips(&key(&state)).contains(&stem),
                "{} in {state} of {word}",
                strip.stem
            );
        }
    }
}

fn check_english(word: &str) {
    let forms = english::forms(word);
    assert!(forms.len() <= english::MAX_FORMS);
    for (at, form) in forms.iter().enumerate() {
        assert!(form != word && !form.is_empty() && !forms[..at].contains(form), "{form} of {word}");
    }
}
