//! Spelling: where in a token of a text the letters of a key stand.

use super::Key;
use keyseek_text::korean::is_suffix;
use keyseek_text::{Script, Token, encode_char, folded_chars};
use std::ops::Range;

/// The keys that type a token as it stands in the text.
#[derive(Default)]
pub(super) struct Spelling {
    /// The key of the token's term.
    pub(super) token: Vec<u8>,
    pub(super) keys: Vec<u8>,
    /// Where each character ends in the keys and in the text.
    pub(super) ends: Vec<(usize, usize)>,
}

impl Spelling {
    pub(super) fn spell(&mut self, text: &str, range: &Range<usize>) {
        self.keys.clear();
        self.ends.clear();
        for folded in folded_chars(text.get(range.clone()).unwrap_or_default()) {
            encode_char(folded.ch, &mut self.keys);
            self.ends.push((self.keys.len(), range.start + folded.range.end));
        }
    }

    /// Where in the text a key ends that a place of the token begins with, if it is to be marked there. `inner` says whether it
    /// is marked anywhere, from border to border of characters.
    pub(super) fn end(&self, token: &Token, key: &Key<'_>, place: usize, inner: bool) -> Option<usize> {
        let before = place.checked_sub(1).and_then(|before| self.ends.get(before));
        let reached = before.map_or(0, |end| end.0) + key.bytes.len();
        let mut last = place;
        while self.ends.get(last).is_some_and(|end| end.0 < reached) {
            last += 1;
        }
        let end = self.ends.get(last)?;
        let is_whole = end.0 == reached;
        // 글 of 글을, but not of 글로벌. A syllable is three bytes of UTF-8.
        let is_stem =
            || token.script == Script::Hangul && token.text.get(3 * last + 3..).is_some_and(is_suffix);
        let is_found = (is_whole && inner) || (place == 0 && (key.starts || (is_whole && is_stem())));
        is_found.then_some(end.1)
    }
}
