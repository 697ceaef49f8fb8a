//! Bytes → frequent terms.

use crate::Error;
use crate::frame::{self, Kind};
use crate::terms::Dictionary;

/// A file of the spelling dictionary, its checksum checked.
#[derive(Debug)]
pub struct SpellingFile {
    dictionary: Dictionary,
}

impl SpellingFile {
    /// Opens a file.
    ///
    /// # Errors
    /// When the file is damaged.
    #[inline(never)]
    pub fn open(file: &[u8]) -> Result<Self, Error> {
        match Dictionary::open(frame::open(Kind::Spelling, file)?) {
            Some(dictionary) => Ok(Self { dictionary }),
            None => Err(Error::malformed("spelling dictionary", "it cannot be read")),
        }
    }

    /// Number of keys.
    pub const fn len(&self) -> usize {
        self.dictionary.len()
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Calls `found` with every key that is accepted and how frequent its term is, in the order of the keys; see
    /// [`TermShard::search`](crate::terms::TermShard::search).
    pub fn search(
        &self,
        accepts: &mut dyn FnMut(usize, u8) -> Option<bool>,
        found: &mut dyn FnMut(&[u8], u32),
    ) {
        self.dictionary.search(accepts, found);
    }
}
