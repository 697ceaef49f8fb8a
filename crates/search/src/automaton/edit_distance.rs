//! Keys that are at most one or two edits away from a word.
//!
//! An edit presses a wrong key, leaves one out, adds one, or swaps two neighbours (optimal string alignment: what was
//! swapped is not edited again). A key is one byte for Hangul and ASCII. Other characters are UTF-8, so a wrong one is up
//! to four edits.
//!
//! # The state
//!
//! The textbook table has a row for each byte of a key and a column for each byte of the word. Only the five columns
//! around the diagonal can hold a distance of two or less, and of a distance it is enough to know which of the three
//! levels it is. So a row is three lanes of five bits in one integer, a lane for each number of edits:
//!
//! ```text
//! lane e, bit o   after `depth` bytes of the key, the first depth + o − 2 bytes of the word are reached with e edits
//! ```
//!
//! One byte more is a few shifts of the whole row, all lanes and columns at once, and any length of word will do.

use fst::Automaton;

/// The most edits that an automaton allows: more would accept half of a dictionary.
pub const MAX_EDITS: u8 = 2;

/// The bit of the column on the diagonal.
const CENTRE: u32 = MAX_EDITS as u32;
/// Columns of a row.
const COLUMNS: u32 = 2 * CENTRE + 1;
/// From one lane to the next.
const LANE: u32 = 8;
/// Bit 0 of every lane: times a column set, that set in every lane.
const EVERY_LANE: u32 = 0x01_01_01;
/// The row before any key: the word's first bytes may all have been left out.
const START: u32 = 1 << CENTRE | 1 << (LANE + CENTRE + 1) | 1 << (2 * LANE + CENTRE + 2);
/// Bytes that stand before the word in the padded one: a window begins one before the leftmost column.
const PADDING: usize = CENTRE as usize + 1;
/// Bytes read at once around the diagonal; one more than needed, so that they fill a `u64`.
const WINDOW: usize = 8;

/// Accepts the keys that are within some edits of a word, or that begin with something that is.
///
/// ```text
/// EditDistance::whole(b"kakfa", 1).distance(b"kafka") == Some(1)
/// EditDistance::prefix(b"mointor", 1).distance(b"monitoring") == Some(1)
/// ```
#[derive(Debug, Clone)]
pub struct EditDistance {
    /// The word between zeros, so that every window lies inside. What they equal is cut off with the columns.
    padded: Vec<u8>,
    length: u32,
    /// A bit for each column of each lane that is in use.
    lanes: u32,
    fixed: u32,
    extent: Extent,
}

/// How much of a key has to be like the word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Extent {
    Whole,
    Prefix,
}

/// A row of the table, as described at the head of this module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    reached: u32,
    /// Where the last byte was the second of a swapped pair, at its edits: the first has to follow.
    swapping: u32,
    /// Bytes of the key so far, or [`ACCEPTED`].
    depth: u32,
}

/// The depth of the state in which whatever follows is accepted.
const ACCEPTED: u32 = u32::MAX;
const ALWAYS: Row = Row { reached: START, swapping: 0, depth: ACCEPTED };
const NEVER: Row = Row { reached: 0, swapping: 0, depth: 0 };

impl EditDistance {
    /// Accepts keys that are at most `edits` away from `word`.
    pub fn whole(word: &[u8], edits: u8) -> Self {
        Self::new(word, edits, Extent::Whole)
    }

    /// Accepts keys that begin with something at most `edits` away from `word`.
    pub fn prefix(word: &[u8], edits: u8) -> Self {
        Self::new(word, edits, Extent::Prefix)
    }

    /// Requires the first `bytes` to be right; a shorter word has to be right as a whole.
    ///
    /// A walk then stays in one part of the dictionary: over 56,091 terms, two edits take 0.34 ms with none fixed and
    /// 0.03 ms with one; one edit 0.05 ms and 0.01 ms (median of 200 words of 12 keys, native).
    pub fn with_fixed_first(mut self, bytes: usize) -> Self {
        self.fixed = self.length.min(u32::try_from(bytes).unwrap_or(u32::MAX));
        self
    }

    fn new(word: &[u8], edits: u8, extent: Extent) -> Self {
        let mut padded = Vec::with_capacity(PADDING + word.len() + WINDOW);
        padded.resize(PADDING, 0);
        padded.extend_from_slice(word);
        padded.resize(PADDING + word.len() + WINDOW, 0);
        let columns = (1 << COLUMNS) - 1;
        let lanes = columns * (EVERY_LANE >> (LANE * u32::from(MAX_EDITS - edits.min(MAX_EDITS))));
        Self { padded, length: word.len() as u32, lanes, fixed: 0, extent }
    }

    #[cfg(test)]
    /// The fewest edits between the word and `key`, or the beginning of `key` that is most like it; none if the automaton
    /// does not accept `key`.
    pub fn distance(&self, key: &[u8]) -> Option<u8> {
        let mut row = self.first_row();
        let mut fewest = self.edits(row);
        for &byte in key {
            row = self.next_row(row, byte);
            fewest = match self.extent {
                Extent::Whole => self.edits(row),
                Extent::Prefix => fewest.into_iter().chain(self.edits(row)).min(),
            };
            if row.reached == 0 {
                break;
            }
        }
        fewest
    }

    fn first_row(&self) -> Row {
        Row { reached: START & self.columns(0), swapping: 0, depth: 0 }
    }

    #[inline]
    fn next_row(&self, row: Row, byte: u8) -> Row {
        let window = self.padded.get(row.depth as usize..).and_then(|rest| rest.first_chunk());
        let Some(window) = window.filter(|_| row.reached != 0) else { return NEVER };
        let depth = row.depth + 1;
        let columns = self.columns(depth);
        // Bit m: whether the byte of the word at `row.depth` + m − 3 is this one. The diagonal's next is bit 3.
        let equal = equal_bytes(window, byte);
        if depth <= self.fixed {
            let right = equal >> (CENTRE + 1) & 1;
            return Row { reached: (START * right) & columns, swapping: 0, depth };
        }
        let same = (equal >> 1 & 0x1F) * EVERY_LANE;
        let second = (equal >> 2 & 0x1F) * EVERY_LANE;
        let first = (equal & 0x1F) * EVERY_LANE;

        let right = row.reached & same;
        let swapped = row.swapping & first;
        let wrong = row.reached << LANE;
        let added = row.reached >> 1 << LANE;
        let mut reached = (right | swapped | wrong | added) & columns;
        // Left out: the next column, one lane up, twice for both lanes.
        reached |= reached << (LANE + 1) & columns;
        reached |= reached << (LANE + 1) & columns;
        Row { reached, swapping: row.reached << LANE & second & columns, depth }
    }

    /// The bits of the columns that are not behind the end of the word.
    #[inline]
    fn columns(&self, depth: u32) -> u32 {
        let count = (self.length + CENTRE + 1).saturating_sub(depth).min(COLUMNS);
        (((1 << count) - 1) * EVERY_LANE) & self.lanes
    }

    /// The edits with which a row reaches the end of the word.
    #[inline]
    fn edits(&self, row: Row) -> Option<u8> {
        let end = (self.length + CENTRE).checked_sub(row.depth).filter(|&end| end < COLUMNS)?;
        let lanes = row.reached >> end & EVERY_LANE;
        (lanes != 0 && row.depth >= self.fixed).then(|| (lanes.trailing_zeros() / LANE) as u8)
    }

    /// The row, or what stands for it once all that follows is accepted.
    #[inline]
    fn settle(&self, row: Row) -> Row {
        match self.extent {
            Extent::Prefix if self.edits(row).is_some() => ALWAYS,
            _ => row,
        }
    }
}

impl Automaton for EditDistance {
    type State = Row;

    fn start(&self) -> Row {
        self.settle(self.first_row())
    }

    #[inline]
    fn is_match(&self, row: &Row) -> bool {
        row.depth == ACCEPTED || self.edits(*row).is_some()
    }

    /// Exact: from any column that is reached, the rest of the word leads to a match.
    #[inline]
    fn can_match(&self, row: &Row) -> bool {
        row.reached != 0
    }

    #[inline]
    fn will_always_match(&self, row: &Row) -> bool {
        row.depth == ACCEPTED
    }

    #[inline]
    fn accept(&self, row: &Row, byte: u8) -> Row {
        if row.depth == ACCEPTED { ALWAYS } else { self.settle(self.next_row(*row, byte)) }
    }
}

/// A bit for each byte of `window` that equals `byte`.
#[inline]
fn equal_bytes(window: &[u8; WINDOW], byte: u8) -> u32 {
    const LOW: u64 = 0x0101_0101_0101_0101;
    const SEVEN: u64 = 0x7F7F_7F7F_7F7F_7F7F;
    let differ = u64::from_le_bytes(*window) ^ (LOW * u64::from(byte));
    // The high bit of every byte that is zero, and then those bits side by side in the highest byte.
    let equal = !(((differ & SEVEN) + SEVEN) | differ | SEVEN);
    ((equal >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56) as u32
}

#[cfg(test)]
mod tests;
