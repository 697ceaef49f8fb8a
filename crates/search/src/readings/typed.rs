//! The word as it was typed: as a term, and as the start of terms.

use crate::dictionary::Dictionary;
use crate::matches::{Found, Needle};
use crate::query::Word;
use crate::reading::Reading;
use keyseek_index::Error;

/// The term with the keys of the word.
pub(crate) fn exact(dictionary: &mut Dictionary<'_>, word: &Word) -> Result<Found, Error> {
    let Some(term) = dictionary.held(&word.key)? else { return Ok(Found::default()) };
    let matches = dictionary.documents(&[term], Reading::Exact)?;
    let needle = Needle { key: word.key.clone(), starts: false, reading: Reading::Exact };
    Ok(Found { matches, needles: vec![needle], corrected: None })
}

/// The terms that start with the keys of the word. What is being typed with an input method always is such a start.
pub(crate) fn prefix(dictionary: &mut Dictionary<'_>, word: &Word) -> Result<Found, Error> {
    let ranges = dictionary.longer(&word.key)?;
    let matches = dictionary.documents_of_ranges(ranges, Reading::Prefix)?;
    let needle = Needle { key: word.key.clone(), starts: true, reading: Reading::Prefix };
    Ok(Found {
        needles: if matches.is_empty() { Vec::new() } else { vec![needle] },
        matches,
        corrected: None,
    })
}
