//! Automata over keys: the loose readings of a word.
//!
//! Each walks the term dictionary as an [`fst::Automaton`], byte by byte, with states that are a few bytes to copy and
//! hold no memory. This module owns what a reading accepts; it knows nothing of shards and documents, and when a reading
//! is tried is not its business.
//!
//! - [`EditDistance`] accepts what is a few wrong keys away from a word, or begins with something that is;
//! - [`Initials`] accepts words by the initial consonants of their syllables: ㅋㄷㄹㅂ is 코드리뷰;
//! - [`other_layout`] is no automaton but the word that the same keys give on the other keyboard layout.

mod edit_distance;
mod initials;
mod layout;
#[cfg(test)]
mod reference;

pub(crate) use edit_distance::EditDistance;
pub(crate) use initials::Initials;
pub(crate) use layout::other_layout;

use fst::Automaton;

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
