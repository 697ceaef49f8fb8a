//! Phrases: words next to each other, in order, as they were typed; particles do not count.

use super::segments::{self, Segment};
use super::{inflected, typed};
use crate::dictionary::{Dictionary, MANY};
use crate::matches::{Found, kept};
use crate::query::{Term, Word};
use crate::reading::Reading;

/// Documents in which the words of a term stand next to each other. One word is a phrase, too: it is then read as typed.
#[inline(never)]
pub(crate) fn phrase(dictionary: &mut Dictionary<'_>, term: &Term) -> Found {
    let mut segments = Vec::new();
    for word in &term.words {
        // The parts of node.js take a position each.
        let pieces = if word.parts.len() > 1 { word.parts.as_slice() } else { std::slice::from_ref(word) };
        for piece in pieces {
            add(dictionary, piece, &mut segments);
        }
    }
    let mut found = match segments.as_slice() {
        [segment] => dictionary.found(&segment.terms, Reading::Exact),
        segments => segments::together(dictionary, segments, Reading::Exact),
    };
    if let [word] = term.words.as_slice()
        && word.unfinished
        && segments.len() == 1
    {
        found.add(typed::prefix(dictionary, word));
    }
    if let Some(field) = term.field {
        found.matches = kept(&found.matches, &|one| one.holds(field));
    }
    found
}

/// Adds the segments that a word is: one where it is a term, else those that it is cut into.
fn add(dictionary: &mut Dictionary<'_>, word: &Word, segments: &mut Vec<Segment>) {
    let mut terms = Vec::new();
    dictionary.add_held(&word.key, &mut terms);
    inflected::add_stems(dictionary, word, &mut terms);
    if word.unfinished && !segments.is_empty() && dictionary.add_longer(&word.key, &mut terms) >= MANY {
        // So short a start says little: what stands before it decides.
        return;
    }
    if terms.is_empty() {
        let cut = segments::cut(dictionary, word);
        if !cut.is_empty() {
            segments.extend(cut);
            return;
        }
    }
    segments.push(Segment { terms, is_single: false });
}
