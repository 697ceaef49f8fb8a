//! Bytes → similar documents.

use super::Similar;
use crate::Error;
use crate::codec::Cursor;
use crate::frame::{self, Kind};

/// A file of similar documents, checked and in memory.
#[derive(Debug)]
pub struct SimilarFile {
    /// By hash of the address, in ascending order.
    entries: Vec<(u64, Vec<Similar>)>,
}

impl SimilarFile {
    /// Opens a file of an index of `document_count` documents.
    ///
    /// # Errors
    /// When the file is damaged or names documents that the index does not have.
    pub fn open(file: &[u8], document_count: u32) -> Result<Self, Error> {
        let mut cursor = Cursor::new(frame::open(Kind::Similar, file)?, "similar documents");
        let count = cursor.count(2);
        let mut entries = Vec::with_capacity(count);
        let mut hash = 0u64;
        for _ in 0..count {
            hash = hash.saturating_add(cursor.varint());
            let count = cursor.count(2);
            let mut similar = Vec::with_capacity(count);
            for _ in 0..count {
                let doc = cursor.varint_u32();
                if doc >= document_count {
                    cursor.malformed("a document id is out of range");
                }
                similar.push(Similar { doc, likeness: cursor.byte() });
            }
            entries.push((hash, similar));
        }
        cursor.finish()?;
        Ok(Self { entries })
    }

    /// The documents most like the one whose address has this hash; none when it is not in this file.
    pub fn get(&self, hash: u64) -> Option<&[Similar]> {
        let at = self.entries.binary_search_by_key(&hash, |entry| entry.0).ok()?;
        self.entries.get(at).map(|entry| entry.1.as_slice())
    }
}
