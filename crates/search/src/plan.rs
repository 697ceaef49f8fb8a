//! The plan: every reading of a word, in order.
//!
//! To add a reading, write a function that finds its documents, in `readings/`, and give it a line here. A step is tried
//! when its condition holds after the steps before it; what it finds is added under its own reading, and a document
//! keeps the strictest reading under which it was found.

use crate::dictionary::Dictionary;
use crate::matches::{Found, merge};
use crate::query::Word;
use crate::readings::{inflected, initials, layout, segments, typed, typo};
use keyseek_index::Error;

/// When a step is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum When {
    /// For every word to which it applies.
    Always,
    /// For a word that is still being typed, or that nothing was found for.
    UnfinishedOrNothing,
    /// For a word that nothing was found for.
    Nothing,
}

type Find = fn(&mut Dictionary<'_>, &Word) -> Result<Found, Error>;

/// From strict to loose, by the order of [`crate::Reading`] but for the layout, which is tried before a word is broken up.
const PLAN: [(When, Find); 10] = [
    (When::Always, typed::exact),
    (When::Always, inflected::forms),
    (When::Always, inflected::synonyms),
    (When::UnfinishedOrNothing, typed::prefix),
    (When::Always, initials::initials),
    (When::Nothing, segments::adjacent),
    (When::Nothing, typo::one_key),
    (When::Nothing, layout::other_layout),
    (When::Nothing, typo::two_keys),
    (When::Nothing, segments::scattered),
];

/// The documents that hold `word`, each under its strictest reading. Where a shard is missing, its blob goes among the
/// needs of the dictionary and what is returned is not to be used.
pub(crate) fn find(dictionary: &mut Dictionary<'_>, word: &Word) -> Result<Found, Error> {
    let mut found = Found::default();
    for (when, step) in PLAN {
        let tried = match when {
            When::Always => true,
            When::UnfinishedOrNothing => word.unfinished || found.matches.is_empty(),
            When::Nothing => found.matches.is_empty(),
        };
        if when == When::Nothing && dictionary.needs_more() {
            // Whether nothing was found is not known yet.
            break;
        }
        if tried {
            let more = step(dictionary, word)?;
            found.matches = merge(found.matches, more.matches);
            found.needles.extend(more.needles);
            found.corrected = found.corrected.or(more.corrected);
        }
    }
    Ok(found)
}
