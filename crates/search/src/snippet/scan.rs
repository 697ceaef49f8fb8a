//! Scanning: where a text holds what was searched for.
//!
//! What counts is decided on tokens, but most of a text is never cut into them. A pass over the bytes asks of each
//! character whether a key may begin there, by tables of letters and syllables; what is neither is folded first. Only
//! where a key then goes on, what stands between two spaces is cut into tokens. No token reaches over a space and no rule
//! of the tokenizer looks beyond one, so that the places are those of the whole text cut into tokens, which the tests hold
//! it to. The keys are in order, so that those that go on with what was read are neighbours, however many there are.

mod beginnings;
mod spelling;

use super::window;
use crate::matches::Needle;
use beginnings::{Beginnings, is_lead_of_syllable, syllable};
use keyseek_text::{Script, begins_inner_word, encode, encode_char, folded_chars, is_jamo, korean, tokens};
use spelling::Spelling;
use std::ops::Range;

/// A place in a text that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) range: Range<usize>,
    /// The words of the query that it answers, a bit each.
    pub(super) words: u32,
}

/// The keys of a query, ready to be looked for.
pub(crate) struct Scanner<'a> {
    /// In ascending order.
    keys: Vec<Key<'a>>,
    /// The words that have keys, a bit each.
    pub(super) words: u32,
    beginnings: Beginnings,
}

/// A key to look for.
struct Key<'a> {
    bytes: &'a [u8],
    words: u32,
    /// Whether longer words that start with the key are marked too, as far as the key goes.
    starts: bool,
    /// Whether the key is a word inside of longer ones, too: 배포 of 무중단배포를, but not 원 of 회원.
    inner: bool,
}

impl<'a> Scanner<'a> {
    /// `needles` are the keys to mark, by word of the query.
    pub(crate) fn new(needles: &[&'a [Needle]]) -> Self {
        let mut scanner = Self { keys: Vec::new(), words: 0, beginnings: Beginnings::none() };
        for (word, list) in needles.iter().enumerate() {
            for needle in *list {
                scanner.add(needle, 1 << (word & 31));
            }
        }
        scanner
    }

    fn add(&mut self, needle: &'a Needle, words: u32) {
        let bytes = needle.key.as_slice();
        let Some(first) = bytes.first().copied() else { return };
        self.words |= words;
        let at = self.keys.partition_point(|key| (key.bytes, key.starts) < (bytes, needle.starts));
        match self.keys.get_mut(at) {
            Some(key) if key.bytes == bytes && key.starts == needle.starts => key.words |= words,
            _ => {
                let inner = is_inner(bytes);
                self.beginnings.add(first, bytes, inner);
                self.keys.insert(at, Key { bytes, words, starts: needle.starts, inner });
            }
        }
    }

    /// The places of `text` to mark, in order, none of which overlap. They end a little behind the first window that
    /// is enough.
    pub(super) fn find(&self, text: &str) -> Vec<Mark> {
        let bytes = text.as_bytes();
        let mut marks = Vec::new();
        let (mut typed, mut spelling) = Default::default();
        let (mut at, mut unread) = (0, bytes);
        while let Some(byte) = unread.get(at) {
            let step = self.beginnings.step(*byte);
            if step > 0 {
                at += step;
                while !self.beginnings.letters && eight_are_ascii(unread, at) {
                    at += 8;
                }
                continue;
            }
            let mut inside = false;
            if byte.is_ascii() {
                if is_inside_letters(bytes, at) {
                    at += letters(bytes, at);
                    continue;
                }
                if !self.goes_on_plain(*byte, bytes.get(at + 1)) {
                    at += 1;
                    continue;
                }
            } else if is_lead_of_syllable(*byte) {
                if !self.beginnings.begins_block(*byte, bytes.get(at + 1)) {
                    at += 3;
                    continue;
                }
                if let Some(index) = syllable(bytes, at) {
                    inside = at.checked_sub(3).is_some_and(|before| syllable(bytes, before).is_some());
                    if !self.beginnings.syllable(index, inside) {
                        at += 3;
                        continue;
                    }
                }
            }
            if !self.goes_on(text.get(at..).unwrap_or_default(), inside, &mut typed) {
                at += 1;
                continue;
            }
            let mut start = at;
            while start > 0 && !is_space(bytes, start - 1) {
                start -= 1;
            }
            while at < bytes.len() && !is_space(bytes, at) {
                at += 1;
            }
            self.read(text, start..at, &mut spelling, &mut marks);
            unread = unread.get(..window::enough(&marks, self.words)).unwrap_or(unread);
        }
        marks
    }

    /// Whether one of the keys begins with a letter or digit and what follows it, or may do so.
    fn goes_on_plain(&self, letter: u8, next: Option<&u8>) -> bool {
        let Some(next) = next.filter(|next| next.is_ascii_alphanumeric()) else { return true };
        let keys = that_go_on(&self.keys, 0, letter.to_ascii_lowercase());
        keys.first().is_some_and(|key| key.bytes.len() == 1)
            || !that_go_on(keys, 1, next.to_ascii_lowercase()).is_empty()
    }

    /// Whether one of the keys, as far as it can be told without tokens, stands where `rest` begins.
    fn goes_on(&self, rest: &str, inside: bool, typed: &mut Vec<u8>) -> bool {
        let mut keys = self.keys.as_slice();
        let (mut length, mut before) = (0, 0..0);
        for folded in folded_chars(rest) {
            // 1,000 is typed 1000, and *user's-guide* is *user-guide*. A token may begin with the second letter of a ligature.
            if length > 0 && (matches!(folded.ch, ',' | '\'') || folded.range == before) {
                return true;
            }
            before = folded.range;
            typed.clear();
            encode_char(folded.ch, typed);
            for byte in typed.iter() {
                keys = that_go_on(keys, length, *byte);
                length += 1;
                if keys.first().is_some_and(|key| key.bytes.len() == length && (key.inner || !inside)) {
                    return true;
                }
            }
            // The second letter of a ligature is read in any case.
            if keys.is_empty() && !(folded.ch.is_ascii() && before.len() > 1) {
                return false;
            }
        }
        false
    }

    /// Calls `found` with the keys that some typed keys begin with.
    fn beginnings_of(&self, typed: &[u8], found: &mut dyn FnMut(&Key<'_>)) {
        let mut keys = self.keys.as_slice();
        for (length, byte) in typed.iter().enumerate() {
            keys = that_go_on(keys, length, *byte);
            if keys.is_empty() {
                return;
            }
            keys.iter().take_while(|key| key.bytes.len() == length + 1).for_each(&mut *found);
        }
    }

    /// Appends the places in a part of a text that stands between spaces.
    fn read(&self, text: &str, part: Range<usize>, spelling: &mut Spelling, marks: &mut Vec<Mark>) {
        for token in tokens(text.get(part.clone()).unwrap_or_default()) {
            let range = token.range.start + part.start..token.range.end + part.start;
            spelling.token.clear();
            encode(&token.text, &mut spelling.token);
            let is_run = matches!(token.script, Script::Hangul | Script::Han | Script::Kana | Script::Thai);
            // As it stands in the text it may have more letters than its term.
            let mut is_spelled = is_run || token.text.len() != range.len();
            self.beginnings_of(&spelling.token, &mut |key| {
                if key.bytes.len() == spelling.token.len() {
                    insert(marks, Mark { range: range.clone(), words: key.words });
                } else {
                    is_spelled = true;
                }
            });
            if token.script == Script::Latin && token.text.len() == range.len() {
                self.read_inside(text.as_bytes(), &range, &spelling.token, marks);
            }
            if !is_spelled {
                continue;
            }
            spelling.spell(text, &range);
            let (mut at, mut start) = (0, range.start);
            for (place, border) in spelling.ends.iter().enumerate() {
                self.beginnings_of(spelling.keys.get(at..).unwrap_or_default(), &mut |key| {
                    let inner = key.inner && is_run;
                    if (inner || place == 0)
                        && let Some(end) = spelling.end(&token, key, place, inner)
                    {
                        insert(marks, Mark { range: start..end, words: key.words });
                    }
                });
                if !is_run {
                    break;
                }
                (at, start) = *border;
            }
        }
    }

    /// Appends the places inside an identifier whose letters are one byte each.
    fn read_inside(&self, text: &[u8], identifier: &Range<usize>, token: &[u8], marks: &mut Vec<Mark>) {
        for start in identifier.clone() {
            if start > identifier.start && !begins_inner_word(text, start) {
                continue;
            }
            self.beginnings_of(token.get(start - identifier.start..).unwrap_or_default(), &mut |key| {
                let end = start + key.bytes.len();
                if key.starts || end == identifier.end || begins_inner_word(text, end) {
                    insert(marks, Mark { range: start..end, words: key.words });
                }
            });
        }
    }
}

/// Of keys in ascending order that have the first `length` bytes in common, those that go on with a byte.
fn that_go_on<'k, 'a>(keys: &'k [Key<'a>], length: usize, byte: u8) -> &'k [Key<'a>] {
    let byte = u32::from(byte);
    keys.get(ending_before(keys, length, byte)..ending_before(keys, length, byte + 1)).unwrap_or_default()
}

/// How many of such keys end there or go on with a smaller byte.
fn ending_before(keys: &[Key<'_>], length: usize, byte: u32) -> usize {
    keys.partition_point(|key| key.bytes.get(length).is_none_or(|next| u32::from(*next) < byte))
}

/// Puts a mark into its place among the last ones, joined with those that it overlaps.
fn insert(marks: &mut Vec<Mark>, mut mark: Mark) {
    let mut behind = Vec::new();
    while let Some(last) = marks.pop_if(|last| last.range.end > mark.range.start) {
        if last.range.start < mark.range.end {
            let start = last.range.start.min(mark.range.start);
            mark = Mark { range: start..last.range.end.max(mark.range.end), words: last.words | mark.words };
        } else {
            behind.push(last);
        }
    }
    marks.push(mark);
    while let Some(mark) = behind.pop() {
        marks.push(mark);
    }
}

/// Whether a key is marked inside of longer words: two syllables of Hangul, or letters of a script without spaces.
fn is_inner(key: &[u8]) -> bool {
    match key.first() {
        Some(first) if is_jamo(*first) => korean::syllables(key) > 1 && key.iter().all(|byte| is_jamo(*byte)),
        first => first.is_some_and(|first| !first.is_ascii()),
    }
}

/// Whether no word can begin at a letter, because a letter stands before it. The digits of an escape such as `%EC` are
/// no part of the token that follows.
fn is_inside_letters(bytes: &[u8], at: usize) -> bool {
    let is_letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    if at == 0 || !is_letter(at - 1) || !is_letter(at) || begins_inner_word(bytes, at) {
        return false;
    }
    let far = bytes.get(at.saturating_sub(3)..at - 1).unwrap_or_default();
    far.iter().all(|byte| byte.is_ascii() && *byte != b'%')
}

/// How many letters stand at a place before the next word may begin, one at least.
fn letters(bytes: &[u8], at: usize) -> usize {
    let mut end = at + 1;
    while bytes.get(end).is_some_and(u8::is_ascii_alphabetic) && !begins_inner_word(bytes, end) {
        end += 1;
    }
    end - at
}

/// Whether the eight bytes at a place are ASCII, looked at as one number.
#[inline]
fn eight_are_ascii(bytes: &[u8], at: usize) -> bool {
    let eight = bytes.get(at..).and_then(<[u8]>::first_chunk);
    eight.is_some_and(|eight| u64::from_ne_bytes(*eight) & 0x8080_8080_8080_8080 == 0)
}

fn is_space(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_some_and(u8::is_ascii_whitespace)
}

#[cfg(test)]
pub(super) mod tests;
