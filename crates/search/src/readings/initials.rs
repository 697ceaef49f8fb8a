//! Initial consonants: ㅋㄷㄹㅂ is 코드리뷰.

use crate::automaton::Initials;
use crate::dictionary::Dictionary;
use crate::matches::{Found, Needle};
use crate::query::Word;
use crate::reading::Reading;
use keyseek_index::Error;

/// More terms than this share initials by chance; the first in the order of keys would be as good as any to mark.
const MARKED: usize = 64;

/// The terms whose syllables begin with the consonants of the word, if it is two or more consonants and nothing else.
pub(crate) fn initials(dictionary: &mut Dictionary<'_>, word: &Word) -> Result<Found, Error> {
    let Some(automaton) = Initials::new(&word.key) else { return Ok(Found::default()) };
    let mut terms = Vec::new();
    let mut needles = Vec::new();
    // Every term that matches starts with the first consonant.
    dictionary.search(word.key.get(..1).unwrap_or_default(), &automaton, |key, term| {
        terms.push(term);
        if needles.len() < MARKED {
            needles.push(Needle { key: key.to_vec(), starts: false, reading: Reading::Initials });
        }
    })?;
    Ok(Found { matches: dictionary.documents(&terms, Reading::Initials)?, needles, corrected: None })
}
