//! Bytes → position.

use crate::Error;
use crate::codec::Cursor;
use crate::frame::{self, Kind};

const WHAT: &str = "position list";

/// A file of position lists, checked and in memory.
#[derive(Debug)]
pub struct PositionFile {
    lists: Vec<u8>,
    /// Where every [`MARKED`]th position begins. Without these to begin at, a list of the stories took 30 µs to find, and 1 of 100
    /// searches 7.9 ms.
    marks: Vec<usize>,
}

/// Positions from one mark to the next.
const MARKED: usize = 64;

impl PositionFile {
    /// Opens a file written for a term shard.
    ///
    /// # Errors
    /// When the frame is damaged; see [`frame::open`].
    pub fn open(file: &[u8]) -> Result<Self, Error> {
        let lists = frame::open(Kind::Positions, file)?.to_vec();
        let mut cursor = Cursor::new(&lists, WHAT);
        let (mut marks, mut before) = (Vec::new(), 0);
        while cursor.remaining() > 0 {
            if before % MARKED == 0 {
                marks.push(lists.len() - cursor.remaining());
            }
            cursor.varint();
            before += 1;
        }
        Ok(Self { lists, marks })
    }

    /// The position list before which so many positions stand, as the term shard gives it; an empty one when the file ends
    /// before.
    pub fn list(&self, before: usize) -> Positions<'_> {
        let mark = self.marks.get(before / MARKED).copied();
        let rest = mark.and_then(|mark| self.lists.get(mark..)).unwrap_or_default();
        let mut cursor = Cursor::new(rest, WHAT);
        for _ in 0..before % MARKED {
            cursor.varint();
        }
        Positions { cursor }
    }

    /// Bytes held in memory, without the marks.
    pub const fn size(&self) -> usize {
        self.lists.len()
    }
}

/// Reads a position list, posting by posting.
#[derive(Debug, Clone)]
pub struct Positions<'a> {
    cursor: Cursor<'a>,
}

impl Positions<'_> {
    /// The positions of the next posting, which has `frequency` occurrences; fewer where the list is malformed, which
    /// [`Self::check`] then tells.
    pub fn read(&mut self, frequency: u32) -> Vec<u32> {
        let mut positions = Vec::new();
        let mut position = 0u32;
        for _ in 0..frequency {
            position = position.checked_add(self.cursor.varint_u32()).unwrap_or_else(|| {
                self.cursor.malformed("a position runs over 32 bits");
                0
            });
            // At once: a wrong frequency would ask for more memory than the file is long.
            if self.check().is_err() {
                break;
            }
            positions.push(position);
        }
        positions
    }

    /// Succeeds if nothing went wrong so far.
    ///
    /// # Errors
    /// When the list ended too early or a position ran over 32 bits.
    pub fn check(&self) -> Result<(), Error> {
        self.cursor.check()
    }
}

#[cfg(test)]
mod tests {
    use super::super::encode;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn positions_round_trip(mut lists: Vec<Vec<u32>>) {
            let mut bytes = Vec::new();
            for list in &mut lists {
                list.sort_unstable();
                encode(list, &mut bytes);
            }
            let file = PositionFile::open(&frame::seal(Kind::Positions, &bytes)).unwrap();
            let mut positions = file.list(0);
            let mut before = 0;
            for list in &lists {
                let count = list.len() as u32;
                prop_assert_eq!(&positions.read(count), list);
                prop_assert_eq!(&file.list(before).read(count), list);
                before += list.len();
            }
            prop_assert_eq!(positions.check(), Ok(()));
            prop_assert!(positions.read(1).is_empty() && positions.check().is_err());
            prop_assert!(file.list(before + 1).read(1).is_empty());
        }
    }
}
