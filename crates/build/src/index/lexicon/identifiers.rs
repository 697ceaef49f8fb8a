//! Identifiers: `maxRetryCount` is findable by the words that it is made of, *max*, *retry* and *count*.
//!
//! What stands on every other page is no identifier but a name, and nobody who looks for *office* means LibreOffice by it. Two
//! letters are a part only where the corpus has them as a word.

use super::compounds::Part;
use super::joined;
use crate::index::identifiers;
use crate::index::vocabulary::Surface;
use std::collections::BTreeMap;
use std::ops::Range;

/// A word that is more than this share of all is a name, and so are those that occur more than [`FREQUENT`] times where that is more.
/// *LibreOffice* is one of 250 words of its manual, the most frequent identifier there (`ScriptForge`) one of 2,000.
const SHARE: usize = 1_000;
const FREQUENT: usize = 50;

/// Shorter parts need the corpus to attest them: *id*, but not the *la* and *te* of `LaTeX`.
const MIN_UNKNOWN: usize = 3;

/// Where the words inside identifiers lie, each once, by identifier.
pub(super) type Identifiers = BTreeMap<String, Vec<Range<usize>>>;

/// Takes the marks out of all words. The result is sorted by text.
pub(super) fn unmarked(mut words: Vec<Surface>) -> (Vec<Surface>, Identifiers) {
    let mut all = Identifiers::new();
    for word in &mut words {
        for range in identifiers::unmark(&mut word.text) {
            let ranges = all.entry(word.text.clone()).or_default();
            if !ranges.iter().any(|known| word.text[known.clone()] == word.text[range.clone()]) {
                ranges.push(range);
            }
        }
    }
    if !all.is_empty() {
        words = joined(words);
    }
    (words, all)
}

/// The parts of identifiers among words that are sorted by text.
pub(super) fn parts(words: &[Surface], identifiers: &Identifiers) -> Vec<Part> {
    let place = |text: &str| words.binary_search_by(|word| word.text.as_str().cmp(text)).ok();
    let most = FREQUENT.max(words.iter().map(|word| word.count).sum::<usize>() / SHARE);
    let mut parts = Vec::new();
    for (identifier, ranges) in identifiers {
        let Some(word) = place(identifier).filter(|at| words[*at].count <= most) else { continue };
        let is_word = |range: &&Range<usize>| {
            range.len() >= MIN_UNKNOWN || place(&identifier[(*range).clone()]).is_some()
        };
        parts.extend(ranges.iter().filter(is_word).map(|range| Part { word, range: range.clone() }));
    }
    parts
}
