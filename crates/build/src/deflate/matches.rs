//! Text → for each of its places, where it was said before.
//!
//! Places are chained by the hashes of their first three and four bytes, the latest first. The dictionary is chained once; what a
//! text behind it has added is taken away again when it is done, from its end on.

use super::symbols::{LEAST_LENGTH, MOST_LENGTH, WINDOW, distance};
use std::ops::Range;

/// Bits of the hashes.
const HASH_BITS: u32 = 15;
/// Number of places that are looked at for each. With 32 the blocks of the Rust documentation are 0.3 % larger.
const DEPTH: u32 = 64;
/// No place.
const NONE: u32 = u32::MAX;
/// Bytes behind the text, so that each of its places has four.
const PADDING: usize = 3;
/// Within a match of so many bytes none are sought: it is taken, or nearly all of it. With 64 rather than 32
/// the blocks of the Rust documentation are 0.6 % smaller, and its build takes a seventh longer.
const LONG: usize = 40;
/// Number of places that are kept for the next text.
const KEPT: usize = 256 << 10;

/// A text that was said before.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Match {
    pub(super) length: u16,
    /// The distance, less one.
    pub(super) before: u16,
    /// The symbol of the distance.
    pub(super) slot: u8,
}

/// By place, matches of growing length, each the nearest that is as long.
#[derive(Debug, Default, Clone)]
pub(super) struct Matches {
    all: Vec<Match>,
    /// Where the matches of each place end.
    ends: Vec<u32>,
    /// By place and length, from the shortest on, the symbol of the distance, and where those of each place end.
    slots: Vec<u8>,
    slot_ends: Vec<u32>,
}

impl Matches {
    /// The symbols of the distances at a place, by length from the shortest on.
    pub(super) fn slots(&self, place: usize) -> &[u8] {
        let start = if place == 0 { 0 } else { self.slot_ends[place - 1] };
        &self.slots[start as usize..self.slot_ends[place] as usize]
    }

    /// The matches at a place.
    pub(super) fn at(&self, place: usize) -> &[Match] {
        let start = if place == 0 { 0 } else { self.ends[place - 1] };
        &self.all[start as usize..self.ends[place] as usize]
    }
}

/// A dictionary and a text behind it.
#[derive(Debug, Clone)]
pub(super) struct Finder {
    /// Both, and the padding.
    window: Vec<u8>,
    dictionary: usize,
    threes: Chains,
    fours: Chains,
}

impl Finder {
    /// A finder behind the end of a dictionary.
    pub(super) fn new(dictionary: &[u8]) -> Self {
        let window = dictionary[dictionary.len().saturating_sub(WINDOW)..].to_vec();
        let mut finder =
            Self { dictionary: window.len(), window, threes: Chains::default(), fours: Chains::default() };
        finder.chain(finder.dictionary.saturating_sub(PADDING));
        finder
    }

    /// Takes a text.
    pub(super) fn open(&mut self, text: &[u8]) {
        self.window.truncate(self.dictionary);
        self.window.extend_from_slice(text);
        self.window.extend_from_slice(&[0; PADDING]);
        self.chain(self.dictionary);
    }

    /// Forgets the text.
    pub(super) fn close(&mut self) {
        let chained = self.dictionary.saturating_sub(PADDING);
        for place in (chained..self.fours.before.len()).rev() {
            let (three, four) = self.hashes(place);
            self.threes.take_away(three);
            self.fours.take_away(four);
        }
        self.window.truncate(self.dictionary);
        self.window.shrink_to(KEPT);
        self.threes.before.shrink_to(KEPT);
        self.fours.before.shrink_to(KEPT);
    }

    /// Finds the matches of a part of the text, within it and with all before it. Parts are to be asked for in order.
    pub(super) fn find(&mut self, part: Range<usize>, matches: &mut Matches) {
        matches.all.clear();
        matches.ends.clear();
        matches.slots.clear();
        matches.slot_ends.clear();
        let end = self.dictionary + part.end;
        let mut skipped = 0;
        for place in self.dictionary + part.start..end {
            let (three, four) = self.hashes(place);
            let last_three = self.threes.add(three, place);
            let last_four = self.fours.add(four, place);
            let most = MOST_LENGTH.min(end - place);
            if skipped > 0 {
                skipped -= 1;
            } else if most >= LEAST_LENGTH {
                let longest = self.find_at(place, most, [last_three, last_four], &mut matches.all);
                skipped = if longest >= LONG { longest - 1 } else { 0 };
            }
            let start = matches.ends.last().map_or(0, |end| *end as usize);
            let mut from = LEAST_LENGTH - 1;
            for Match { length, slot, .. } in &matches.all[start..] {
                matches.slots.extend(std::iter::repeat_n(*slot, usize::from(*length) - from));
                from = usize::from(*length);
            }
            matches.ends.push(matches.all.len() as u32);
            matches.slot_ends.push(matches.slots.len() as u32);
        }
    }

    /// Adds the matches of a place, the longest last, and gives its length.
    fn find_at(&self, place: usize, most: usize, [three, four]: [u32; 2], found: &mut Vec<Match>) -> usize {
        let text = &self.window[place..place + most];
        let mut longest = LEAST_LENGTH - 1;
        let mut look_at = |other: u32, longest: &mut usize| {
            let length = shared(text, &self.window[other as usize..]);
            if length > *longest {
                *longest = length;
                let before = place - other as usize - 1;
                let slot = distance(before + 1).symbol as u8;
                found.push(Match { length: length as u16, before: before as u16, slot });
            }
        };
        let is_near = |other: u32| other != NONE && place - other as usize <= WINDOW;
        if is_near(three) {
            look_at(three, &mut longest);
        }
        let (mut other, mut rest) = (four, DEPTH);
        while longest < most && rest > 0 && is_near(other) {
            // What is longer has these four bytes, and what has them is mostly longer.
            let last = longest.max(LEAST_LENGTH) - LEAST_LENGTH;
            if self.four(other as usize + last) == self.four(place + last) {
                look_at(other, &mut longest);
            }
            other = self.fours.before[other as usize];
            rest -= 1;
        }
        longest
    }

    /// Chains all places before this one that are not chained yet.
    fn chain(&mut self, end: usize) {
        for place in self.fours.before.len()..end {
            let (three, four) = self.hashes(place);
            self.threes.add(three, place);
            self.fours.add(four, place);
        }
    }

    /// Four bytes of the window.
    fn four(&self, place: usize) -> u32 {
        let mut four = [0; 4];
        four.copy_from_slice(&self.window[place..place + 4]);
        u32::from_le_bytes(four)
    }

    /// The hashes of three and four bytes, Fibonacci's.
    fn hashes(&self, place: usize) -> (usize, usize) {
        let four = self.four(place);
        let hash = |bytes: u32| (bytes.wrapping_mul(0x9E37_79B1) >> (32 - HASH_BITS)) as usize;
        (hash(four << 8), hash(four))
    }
}

/// How many bytes both begin with.
fn shared(text: &[u8], other: &[u8]) -> usize {
    let mut length = 0;
    for (a, b) in text.chunks_exact(8).zip(other.chunks_exact(8)) {
        let [mut one, mut two] = [[0; 8]; 2];
        one.copy_from_slice(a);
        two.copy_from_slice(b);
        let differs = u64::from_le_bytes(one) ^ u64::from_le_bytes(two);
        if differs != 0 {
            return length + differs.trailing_zeros() as usize / 8;
        }
        length += 8;
    }
    length + text[length..].iter().zip(&other[length..]).take_while(|(a, b)| a == b).count()
}

/// Places that share a hash, the latest first.
#[derive(Debug, Clone)]
struct Chains {
    /// The latest place by hash.
    last: Vec<u32>,
    /// By place, the one before it.
    before: Vec<u32>,
}

impl Default for Chains {
    fn default() -> Self {
        Self { last: vec![NONE; 1 << HASH_BITS], before: Vec::new() }
    }
}

impl Chains {
    /// Adds the next place, and gives the last before it.
    fn add(&mut self, hash: usize, place: usize) -> u32 {
        let last = std::mem::replace(&mut self.last[hash], place as u32);
        self.before.push(last);
        last
    }

    /// Takes the latest of all places away, of which this is the hash.
    fn take_away(&mut self, hash: usize) {
        if let Some(before) = self.before.pop() {
            self.last[hash] = before;
        }
    }
}
