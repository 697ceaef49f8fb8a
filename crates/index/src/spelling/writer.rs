//! Frequent terms → bytes.

use crate::Error;
use crate::frame::{self, Kind};

/// Writes one file, key by key, in ascending order.
pub struct SpellingWriter {
    dictionary: fst::MapBuilder<Vec<u8>>,
}

impl Default for SpellingWriter {
    fn default() -> Self {
        Self { dictionary: fst::MapBuilder::memory() }
    }
}

impl SpellingWriter {
    /// Adds a key, of a term or turned, and how frequent its term is.
    ///
    /// # Errors
    /// When the keys do not ascend.
    pub fn add(&mut self, key: &[u8], frequency: u32) -> Result<(), Error> {
        self.dictionary.insert(key, u64::from(frequency)).map_err(|_| Error::KeyOrder)
    }

    /// Bytes so far, but for those of the last keys: what a file is cut by.
    pub fn size(&self) -> usize {
        self.dictionary.bytes_written() as usize
    }

    /// Writes the file, framed, not compressed.
    ///
    /// # Errors
    /// When the dictionary cannot be finished.
    pub fn finish(self) -> Result<Vec<u8>, Error> {
        let dictionary = self.dictionary.into_inner().map_err(|_| Error::KeyOrder)?;
        Ok(frame::seal(Kind::Spelling, &dictionary))
    }
}
