//! Bytes → position.

use crate::Error;
use crate::codec::Cursor;
use crate::frame::{self, Kind};
use std::ops::Range;

/// A file of position lists, checked and in memory.
#[derive(Debug)]
pub struct PositionFile {
    lists: Vec<u8>,
}

impl PositionFile {
    /// Opens a file written for a term shard.
    ///
    /// # Errors
    /// When the frame is damaged; see [`frame::open`].
    pub fn open(file: &[u8]) -> Result<Self, Error> {
        Ok(Self { lists: frame::open(Kind::Positions, file)?.to_vec() })
    }

    /// The position list at `range`, as the term shard gives it.
    ///
    /// # Errors
    /// When the file ends before the range does.
    pub fn list(&self, range: Range<usize>) -> Result<Positions<'_>, Error> {
        let truncated = Error::Truncated { what: "positions", expected: range.end, got: self.lists.len() };
        Ok(Positions { cursor: Cursor::new(self.lists.get(range).ok_or(truncated)?, "position list") })
    }

    /// Bytes held in memory.
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
    /// Appends the positions of the next posting, which has `frequency` occurrences, to `out`.
    ///
    /// # Errors
    /// When the list ends too early or a position runs over 32 bits.
    pub fn read(&mut self, frequency: u32, out: &mut Vec<u32>) -> Result<(), Error> {
        let mut position = 0u32;
        for _ in 0..frequency {
            position = position.checked_add(self.cursor.varint_u32()).unwrap_or_else(|| {
                self.cursor.malformed("a position runs over 32 bits");
                0
            });
            // At once: a wrong frequency would ask for more memory than the file is long.
            self.cursor.check()?;
            out.push(position);
        }
        Ok(())
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
            let length = bytes.len();
            let file = PositionFile::open(&frame::seal(Kind::Positions, &bytes)).unwrap();
            let mut positions = file.list(0..length).unwrap();
            for list in &lists {
                let mut read = Vec::new();
                positions.read(list.len() as u32, &mut read).unwrap();
                prop_assert_eq!(&read, list);
            }
            prop_assert!(positions.read(1, &mut Vec::new()).is_err());
        }
    }
}
