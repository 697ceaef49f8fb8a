//! Automata over keys: the loose readings of a word.
//!
//! Each walks the term dictionary as an [`fst::Automaton`], byte by byte, with states that are a few bytes to copy and
//! hold no memory. This module owns what a reading accepts; it knows nothing of shards and documents, and when a reading
//! is tried is not its business.
//!
//! - [`EditDistance`] accepts what is a few wrong keys away from a word, or begins with something that is;
//! - [`accepts_turned`] walks the terms that are so but for their first key, by their other keys;
//! - [`Initials`] accepts words by the initial consonants of their syllables: ㅋㄷㄹㅂ is 코드리뷰;
//! - [`other_layout`] is no automaton but the word that the same keys give on the other keyboard layout.

mod edit_distance;
mod initials;
mod layout;
#[cfg(test)]
mod reference;
mod turned;

pub(crate) use edit_distance::EditDistance;
pub(crate) use initials::Initials;
pub(crate) use layout::other_layout;
pub(crate) use turned::accepts_turned;

use fst::Automaton;

/// Whether a walk (see [`accepts`]) may accept a key that is not less than `first` and less than `end`, so many bytes of
/// which were accepted already; no bound is none. Where both bounds are left behind it is taken for granted.
pub(crate) fn reaches(
    accepts: &mut dyn FnMut(usize, u8) -> Option<bool>,
    depth: usize,
    first: Option<&[u8]>,
    end: Option<&[u8]>,
) -> bool {
    let low = first.map_or(0, |first| first.get(depth).copied().unwrap_or(0));
    let Some(high) = end.map_or(Some(u8::MAX), |end| end.get(depth).copied()) else { return false };
    for byte in low..=high {
        let Some(is_match) = accepts(depth, byte) else { continue };
        let first = first.filter(|first| first.get(depth) == Some(&byte));
        let end = end.filter(|_| byte == high);
        let is_in =
            first.is_none_or(|first| first.len() == depth + 1) && end.is_none_or(|end| end.len() > depth + 1);
        if (first.is_none() && end.is_none())
            || (is_match && is_in)
            || reaches(accepts, depth + 1, first, end)
        {
            return true;
        }
    }
    false
}

/// Walks an automaton as [`keyseek_index::terms::TermShard::search`] asks: the walk through the dictionary is then one
/// function for all automata, 0.6 kB less of the browser module.
pub(crate) fn accepts<A: Automaton>(automaton: &A) -> impl FnMut(usize, u8) -> Option<bool> {
    let mut states = vec![automaton.start()];
    move |before, byte| {
        states.truncate(before + 1);
        let state = automaton.accept(states.last()?, byte);
        let is_match = automaton.can_match(&state).then(|| automaton.is_match(&state));
        states.push(state);
        is_match
    }
}

/// Whether an automaton accepts a key.
pub(crate) fn matches<A: Automaton>(automaton: &A, key: &[u8]) -> bool {
    let mut state = automaton.start();
    for byte in key {
        state = automaton.accept(&state, *byte);
    }
    automaton.is_match(&state)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn whatever_matches_between_two_keys_is_reached(
            word in "[a-c]{1,5}",
            (first, end) in ("[a-d]{0,4}", "[a-d]{0,4}"),
            keys in prop::collection::vec("[a-d]{1,6}", 0..30),
        ) {
            let automaton = EditDistance::whole(word.as_bytes(), 1);
            let matches = |key: &str| {
                let mut accepts = accepts(&automaton);
                key.bytes().enumerate().map(|(at, byte)| accepts(at, byte)).last().flatten() == Some(true)
            };
            let reaches = reaches(&mut accepts(&automaton), 0, Some(first.as_bytes()), Some(end.as_bytes()));
            for key in keys.iter().filter(|key| first <= **key && **key < end) {
                prop_assert!(reaches || !matches(key), "{key}");
            }
        }
    }

    #[test]
    fn what_cannot_be_is_not_reached() {
        let check = |first: &str, end: Option<&str>, expect: bool| {
            let automaton = EditDistance::whole(b"kafka", 1).with_fixed_first(1);
            let end = end.map(str::as_bytes);
            assert_eq!(
                reaches(&mut accepts(&automaton), 0, Some(first.as_bytes()), end),
                expect,
                "{first} {end:?}"
            );
        };
        check("a", Some("k"), false);
        check("a", Some("kz"), true);
        check("kafka", Some("kafkb"), true);
        check("kafkz", Some("kaga"), true);
        check("kbg", Some("kbz"), false);
        check("kc", None, true);
        check("kzz", Some("kzzz"), false);
    }
}
