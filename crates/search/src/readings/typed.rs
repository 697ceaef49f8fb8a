//! The word as it was typed: as a term, and as the start of terms.

use crate::dictionary::Dictionary;
use crate::matches::{Found, Needle};
use crate::query::Word;
use crate::reading::Reading;

/// The term with the keys of the word.
pub(crate) fn exact(dictionary: &mut Dictionary<'_>, word: &Word) -> Found {
    let term = dictionary.term(&word.key);
    dictionary.found(term.as_slice(), Reading::Exact)
}

/// The terms that start with the keys of the word. What is being typed with an input method always is such a start.
pub(crate) fn prefix(dictionary: &mut Dictionary<'_>, word: &Word) -> Found {
    let ranges = dictionary.beginning(&word.key);
    let matches = dictionary.documents_of_ranges(ranges, Reading::Prefix);
    let needle = Needle { key: word.key.clone(), starts: true, reading: Reading::Prefix };
    let needles = if matches.is_empty() { Vec::new() } else { vec![needle] };
    Found { matches, unread: dictionary.unread(), needles, ..Found::default() }
}
