//! The automata accept what a slow comparison accepts, and a walk prunes nothing that leads there.
//!
//! They are private, so their files are compiled into this target, and so is the comparison that their own tests use.
#![no_main]

#[path = "../../crates/search/src/automaton/mod.rs"]
#[allow(dead_code, unused_imports, reason = "the other keyboard layout is no automaton")]
mod automaton;
#[path = "../../crates/search/src/automaton/reference.rs"]
mod reference;

use automaton::{EditDistance, Initials};
use fst::Automaton;
use keyseek_text::{decode, key};
use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;

/// Keys are made of few letters, so that there is much to confuse: Latin, Hangul and a byte that is neither.
const LETTERS: &str = "abㄱㄹㅂㅅㅇㄲㅃㅏㅐㅓㅗㅜㅡㅣ";
/// Longer words find nothing that these do not, and are slow to compare.
const LONGEST: usize = 16;

#[derive(Debug, Arbitrary)]
struct Input {
    word: Vec<u8>,
    edits: u8,
    fixed: u8,
    may_be_longer: bool,
    /// Changes that make a key of the word.
    changes: Vec<(u8, u8, u8)>,
    /// A key of its own.
    other: Vec<u8>,
}

fuzz_target!(|input: Input| {
    let letters: Vec<u8> = key(LETTERS).into_iter().chain([0xFF]).collect();
    let letter = |at: u8| letters[usize::from(at) % letters.len()];
    let word: Vec<u8> = input.word.iter().take(LONGEST).map(|at| letter(*at)).collect();
    let other: Vec<u8> = input.other.iter().take(LONGEST).map(|at| letter(*at)).collect();
    let mut changed = word.clone();
    for (kind, at, with) in input.changes.iter().take(LONGEST) {
        let (at, with) = (usize::from(*at) % (changed.len() + 1), letter(*with));
        match kind % 4 {
            0 => changed.insert(at, with),
            1 if at < changed.len() => drop(changed.remove(at)),
            2 if at < changed.len() => changed[at] = with,
            _ if at + 1 < changed.len() => changed.swap(at, at + 1),
            _ => changed.push(with),
        }
    }
    let (edits, fixed, may_be_longer) = (input.edits % 3, usize::from(input.fixed % 4), input.may_be_longer);
    let near = if may_be_longer { EditDistance::prefix } else { EditDistance::whole };
    let near = near(&word, edits).with_fixed_first(fixed);
    let initials = Initials::new(&word);
    let consonants = decode_each(&word);
    for key in [changed, other] {
        check(&near, &key, |key| reference::distance(&word, edits, fixed, may_be_longer, key).is_some());
        if let Some(initials) = &initials {
            check(initials, &key, |key| reference::has_initials(&consonants, key));
        }
    }
});

/// Walks along a key as through a dictionary: what is pruned is not accepted, and every start of the key is as expected.
fn check<A: Automaton>(automaton: &A, key: &[u8], is_expected: impl Fn(&[u8]) -> bool) {
    let mut state = automaton.start();
    let (mut pruned, mut settled) = (false, false);
    for end in 0..=key.len() {
        pruned |= !automaton.can_match(&state);
        settled |= automaton.will_always_match(&state);
        let expected = is_expected(&key[..end]);
        assert_eq!(automaton.is_match(&state), expected, "{key:?}, the first {end} bytes");
        assert!(!(pruned && expected), "{key:?} is pruned within the first {end} bytes");
        assert!(!settled || expected, "{key:?} is accepted within the first {end} bytes");
        if let Some(byte) = key.get(end) {
            state = automaton.accept(&state, *byte);
        }
    }
}

/// The keys one by one, as jamo: ㄱㅅ are two consonants, not ㄳ.
fn decode_each(keys: &[u8]) -> String {
    keys.chunks(1).map(decode).collect()
}
