//! The other keyboard layout: *ahslxjfld* is 모니터링, 애찯ㄱ is *docker*.

use super::{inflected, typed};
use crate::automaton;
use crate::dictionary::Dictionary;
use crate::matches::{Found, merge};
use crate::query::{Query, Word};
use crate::reading::Reading;
use keyseek_index::Error;

/// The word that the same keys type on the other layout, read strictly.
pub(crate) fn other_layout(dictionary: &mut Dictionary<'_>, word: &Word) -> Result<Found, Error> {
    // As typed first: shift matters. Then in lower case, as it is after Caps Lock or at the start of a sentence.
    let as_typed = automaton::other_layout(&word.source);
    let lowered = automaton::other_layout(&word.text);
    for text in [as_typed, lowered].into_iter().flatten() {
        let mut words = Query::parse(&text).words;
        let (Some(mut meant), true) = (words.pop(), words.is_empty()) else { continue };
        meant.unfinished = word.unfinished;
        let found = strictly(dictionary, &meant)?;
        if !found.matches.is_empty() {
            return Ok(found);
        }
    }
    Ok(Found::default())
}

fn strictly(dictionary: &mut Dictionary<'_>, word: &Word) -> Result<Found, Error> {
    let mut found = Found::default();
    for step in [typed::exact, inflected::forms, typed::prefix] {
        let more = step(dictionary, word)?;
        found.matches = merge(found.matches, more.matches);
        found.needles.extend(more.needles);
    }
    for one in &mut found.matches {
        one.reading = Reading::Layout;
    }
    for needle in &mut found.needles {
        needle.reading = Reading::Layout;
    }
    found.corrected = Some(word.key.clone());
    Ok(found)
}
