//! Initial consonants: ㅋㄷㄹㅂ is 코드리뷰.

use crate::automaton::{Initials, accepts};
use crate::dictionary::Dictionary;
use crate::matches::Found;
use crate::query::Word;
use crate::reading::Reading;

/// The terms whose syllables begin with the consonants of the word, if it is two or more consonants and nothing else.
pub(crate) fn initials(dictionary: &mut Dictionary<'_>, word: &Word) -> Found {
    let Some(automaton) = Initials::new(&word.key) else { return Found::default() };
    let mut terms = Vec::new();
    // Every term that matches starts with the first consonant.
    let start = word.key.get(..1).unwrap_or_default();
    dictionary.search(start, &mut accepts(&automaton), &mut |_, term| terms.push(term));
    dictionary.found(&terms, Reading::Initials)
}
