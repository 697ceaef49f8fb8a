//! Similar documents → bytes.

use super::Similar;
use crate::codec::write_varint;
use crate::frame::{self, Kind};

/// Writes one file, document by document, in ascending order of their hashes.
#[derive(Debug, Default)]
pub struct SimilarWriter {
    count: u64,
    last: u64,
    entries: Vec<u8>,
}

impl SimilarWriter {
    /// Adds the document whose address has this hash.
    pub fn add(&mut self, hash: u64, similar: &[Similar]) {
        self.count += 1;
        write_varint(hash - self.last, &mut self.entries);
        self.last = hash;
        write_varint(similar.len() as u64, &mut self.entries);
        for one in similar {
            write_varint(u64::from(one.doc), &mut self.entries);
            self.entries.push(one.likeness);
        }
    }

    /// Bytes so far: what a file is cut by.
    pub const fn size(&self) -> usize {
        self.entries.len()
    }

    /// Writes the file, framed, not compressed.
    pub fn finish(self) -> Vec<u8> {
        let mut payload = Vec::with_capacity(self.entries.len() + 4);
        write_varint(self.count, &mut payload);
        payload.extend_from_slice(&self.entries);
        frame::seal(Kind::Similar, &payload)
    }
}
