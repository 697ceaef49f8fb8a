//! Scanning: where a text holds what was searched for.
//!
//! What counts is decided on tokens, but most of a text is never cut into them. A pass over the bytes asks of each
//! character whether a key may begin there: of a letter by a table, of a syllable by its initial and vowel; what is
//! neither is folded first. Only where a key then goes on, what stands between two spaces is cut into tokens. No token
//! reaches over a space and no rule of the tokenizer looks beyond one, so that the places are those of the whole text
//! cut into tokens, which the tests hold it to.

use super::window;
use crate::matches::Needle;
use keyseek_text::korean::is_suffix;
use keyseek_text::{Script, Token, encode, folded_chars, is_consonant, is_jamo, is_vowel, tokens};
use std::ops::Range;

/// A place in a text that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) range: Range<usize>,
    /// The words of the query that it answers, a bit each.
    pub(super) words: u32,
}

/// What is to be done about a character, by the first byte of its UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum First {
    /// No key begins with it.
    Skip,
    /// A key may begin with it.
    Look,
    /// A key begins with this ASCII character; with a letter only where no letter stands before it.
    Letter,
    /// It is a syllable or beside the syllables in Unicode.
    Syllable,
}

/// How many syllables there are, and how many share an initial and a vowel.
const SYLLABLES: usize = 11_172;
const FINALS: usize = 28;

/// The keys of a query, ready to be looked for.
pub(crate) struct Scanner<'a> {
    keys: Vec<Key<'a>>,
    /// The words that have keys, a bit each.
    pub(super) words: u32,
    first: [First; 256],
    /// For the syllables of an initial and a vowel whether a key may begin with them, and whether one may inside a word.
    syllables: [(bool, bool); SYLLABLES / FINALS],
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
        let mut scanner = Self {
            keys: Vec::new(),
            words: 0,
            first: [First::Skip; 256],
            syllables: [(false, false); SYLLABLES / FINALS],
        };
        for (word, list) in needles.iter().enumerate() {
            for needle in *list {
                scanner.add(needle, 1 << (word & 31));
            }
        }
        if !scanner.keys.is_empty() {
            for (byte, first) in scanner.first.iter_mut().enumerate() {
                match byte {
                    0xEA..=0xED => *first = First::Syllable,
                    // Folding makes other characters of these, but leaves ideographs as they are.
                    0xC2..=0xE3 | 0xEE..=0xF4 => *first = First::Look,
                    _ => {}
                }
            }
        }
        scanner
    }

    fn add(&mut self, needle: &'a Needle, words: u32) {
        let bytes = needle.key.as_slice();
        let Some(first) = bytes.first().copied() else { return };
        self.words |= words;
        let same = self.keys.iter_mut().find(|key| key.bytes == bytes && key.starts == needle.starts);
        if let Some(key) = same {
            key.words |= words;
            return;
        }
        let inner = is_inner(bytes);
        if is_jamo(first) {
            self.add_syllables(bytes, inner);
        } else {
            for byte in [first, first.to_ascii_uppercase()] {
                if let Some(slot) = self.first.get_mut(usize::from(byte)) {
                    *slot = First::Letter;
                }
            }
        }
        self.keys.push(Key { bytes, words, starts: needle.starts, inner });
    }

    /// Notes the syllables without a final that a key may begin with.
    fn add_syllables(&mut self, key: &[u8], inner: bool) {
        let mut typed = Vec::new();
        for (at, slot) in self.syllables.iter_mut().enumerate() {
            typed.clear();
            encode_char(char::from_u32(0xAC00 + (at * FINALS) as u32).unwrap_or_default(), &mut typed);
            if key.starts_with(&typed) || typed.starts_with(key) {
                *slot = (true, slot.1 || inner);
            }
        }
    }

    /// The places of `text` to mark, in order, none of which overlap. They end a little behind the first window that
    /// is enough.
    pub(super) fn find(&self, text: &str) -> Vec<Mark> {
        let bytes = text.as_bytes();
        let mut marks = Vec::new();
        let mut typed = Default::default();
        let (mut at, mut end) = (0, bytes.len());
        while let Some(byte) = bytes.get(at).filter(|_| at < end) {
            let first = self.first.get(usize::from(*byte)).copied().unwrap_or(First::Skip);
            if first == First::Skip {
                at += 1;
                continue;
            }
            let mut inside = false;
            let mut looks = true;
            if first == First::Syllable
                && let Some(index) = syllable(bytes, at)
            {
                let (begins, inner) = self.syllables.get(index / FINALS).copied().unwrap_or_default();
                if !begins {
                    at += 3;
                    continue;
                }
                inside = at.checked_sub(3).is_some_and(|before| syllable(bytes, before).is_some());
                looks = inner || !inside;
            } else if first == First::Letter {
                looks = !is_inside_letters(bytes, at);
            }
            if !looks || !self.goes_on(text.get(at..).unwrap_or_default(), inside, &mut typed) {
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
            self.read(text, start..at, &mut marks);
            end = end.min(window::enough(&marks, self.words));
        }
        marks
    }

    /// Whether one of the keys, as far as it can be told without tokens, stands where `rest` begins.
    fn goes_on(&self, rest: &str, inside: bool, [start, typed]: &mut [Vec<u8>; 2]) -> bool {
        let mut chars = folded_chars(rest);
        let Some(first) = chars.next() else { return false };
        start.clear();
        encode_char(first.ch, start);
        // A token may begin with the second letter of a ligature.
        let is_ligature = first.ch.is_ascii()
            && first.range.len() > 1
            && chars.next().is_some_and(|second| second.range == first.range);
        is_ligature
            || self.keys.iter().any(|key| {
                (key.inner || !inside) && is_alike(key.bytes, start) && begins(rest, key.bytes, typed)
            })
    }

    /// Appends the places in a part of a text that stands between spaces.
    fn read(&self, text: &str, part: Range<usize>, marks: &mut Vec<Mark>) {
        let mut key = Vec::new();
        let mut spelling = Spelling::default();
        for token in tokens(text.get(part.clone()).unwrap_or_default()) {
            let range = token.range.start + part.start..token.range.end + part.start;
            key.clear();
            encode(&token.text, &mut key);
            spelling.spell(text, &range);
            let is_run = matches!(token.script, Script::Hangul | Script::Han | Script::Kana | Script::Thai);
            for needle in &self.keys {
                if key == needle.bytes {
                    insert(marks, Mark { range: range.clone(), words: needle.words });
                    continue;
                }
                let inner = needle.inner && is_run;
                let mut start = range.start;
                for (place, border) in spelling.ends.iter().enumerate() {
                    if let Some(end) = spelling.find(&token, needle, place, inner) {
                        insert(marks, Mark { range: start..end, words: needle.words });
                    }
                    if !inner {
                        break;
                    }
                    start = border.1;
                }
            }
        }
    }
}

/// The keys that type a token as it stands in the text.
#[derive(Default)]
struct Spelling {
    keys: Vec<u8>,
    /// Where each character ends in the keys and in the text.
    ends: Vec<(usize, usize)>,
}

impl Spelling {
    fn spell(&mut self, text: &str, range: &Range<usize>) {
        self.keys.clear();
        self.ends.clear();
        for folded in folded_chars(text.get(range.clone()).unwrap_or_default()) {
            encode_char(folded.ch, &mut self.keys);
            self.ends.push((self.keys.len(), range.start + folded.range.end));
        }
    }

    /// Where in the text a needle ends that begins with a character of a longer token, if it is to be marked there.
    /// `inner` says whether it is marked anywhere, from border to border of characters.
    fn find(&self, token: &Token, needle: &Key<'_>, place: usize, inner: bool) -> Option<usize> {
        let before = place.checked_sub(1).and_then(|before| self.ends.get(before));
        let at = before.map_or(0, |end| end.0);
        let rest = self.keys.get(at..)?;
        if !is_alike(needle.bytes, rest) || !rest.starts_with(needle.bytes) {
            return None;
        }
        let reached = at + needle.bytes.len();
        let mut last = place;
        while self.ends.get(last).is_some_and(|end| end.0 < reached) {
            last += 1;
        }
        let end = self.ends.get(last)?;
        let is_whole = end.0 == reached;
        // 글 of 글을, but not of 글로벌. A syllable is three bytes of UTF-8.
        let is_stem =
            || token.script == Script::Hangul && token.text.get(3 * last + 3..).is_some_and(is_suffix);
        let is_found = (is_whole && inner) || (place == 0 && (needle.starts || (is_whole && is_stem())));
        is_found.then_some(end.1)
    }
}

/// Puts a mark into its place among the last ones, joined with those that it overlaps.
fn insert(marks: &mut Vec<Mark>, mut mark: Mark) {
    let mut at = marks.len();
    while let Some(before) = at.checked_sub(1).and_then(|before| marks.get(before)) {
        if before.range.end <= mark.range.start {
            break;
        }
        at -= 1;
        if before.range.start < mark.range.end {
            let start = before.range.start.min(mark.range.start);
            mark =
                Mark { range: start..before.range.end.max(mark.range.end), words: before.words | mark.words };
            marks.remove(at);
        }
    }
    marks.insert(at, mark);
}

/// Whether a key is marked inside of longer words: two syllables of Hangul, or letters of a script without spaces.
fn is_inner(key: &[u8]) -> bool {
    let syllables = key.windows(2).filter(|pair| matches!(pair, [a, b] if is_consonant(*a) && is_vowel(*b)));
    match key.first() {
        Some(first) if is_jamo(*first) => syllables.count() > 1 && key.iter().all(|byte| is_jamo(*byte)),
        first => first.is_some_and(|first| !first.is_ascii()),
    }
}

/// Whether the first two bytes of keys are the same, as far as there are any: hardly any other key is compared further.
#[inline]
fn is_alike(one: &[u8], other: &[u8]) -> bool {
    match (one, other) {
        ([first, second, ..], [start, next, ..]) => first == start && second == next,
        _ => one.first() == other.first(),
    }
}

/// Whether `rest` begins with what a key types, or may do so for a token that is not written as it is typed.
fn begins(rest: &str, mut key: &[u8], typed: &mut Vec<u8>) -> bool {
    for folded in folded_chars(rest) {
        typed.clear();
        encode_char(folded.ch, typed);
        if typed.starts_with(key) {
            return true;
        }
        match key.strip_prefix(typed.as_slice()) {
            Some(more) => key = more,
            // 1,000 is typed 1000, and *user's-guide* is *user-guide*.
            None => return matches!(folded.ch, ',' | '\''),
        }
    }
    false
}

/// Whether no token can begin at a letter, because a letter stands before it. The digits of an escape such as `%EC` are
/// no part of the token that follows.
fn is_inside_letters(bytes: &[u8], at: usize) -> bool {
    match bytes.get(at.saturating_sub(3)..=at) {
        Some([far @ .., before, letter]) => {
            before.is_ascii_alphabetic()
                && letter.is_ascii_alphabetic()
                && far.iter().all(|byte| byte.is_ascii() && *byte != b'%')
        }
        _ => false,
    }
}

fn is_space(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_some_and(u8::is_ascii_whitespace)
}

/// The number of the Hangul syllable at a place, in the order of Unicode.
#[inline]
fn syllable(bytes: &[u8], at: usize) -> Option<usize> {
    let [first @ 0xEA..=0xED, second, third, ..] = bytes.get(at..)? else { return None };
    let code = u32::from(first & 0xF) << 12 | u32::from(second & 0x3F) << 6 | u32::from(third & 0x3F);
    code.checked_sub(0xAC00).map(|index| index as usize).filter(|index| *index < SYLLABLES)
}

fn encode_char(ch: char, out: &mut Vec<u8>) {
    encode(ch.encode_utf8(&mut [0; 4]), out);
}

#[cfg(test)]
pub(super) mod tests;
