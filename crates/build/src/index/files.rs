//! Framed bytes → stored bytes: compressed, and named by their content.

use crate::deflate::Compressor;
use crate::folder::FolderError;
use flate2::read::DeflateDecoder;
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::Read;
use std::sync::{Mutex, PoisonError};

/// The folder that holds all files but the manifest.
pub const FOLDER: &str = "index";

/// Where the files of an index go.
pub trait Sink: Sync {
    /// Takes the stored bytes of a file by its path relative to the index folder; from any thread, in any order.
    ///
    /// # Errors
    /// When it cannot be kept.
    fn put(&self, path: &str, bytes: Vec<u8>) -> Result<(), FolderError>;
}

/// What names a file.
pub(super) fn hash(bytes: &[u8]) -> [u8; 5] {
    let mut hash = [0; 5];
    hash.copy_from_slice(&Sha256::digest(bytes)[..5]);
    hash
}

thread_local! {
    /// What [`deflate`] works with; to make one takes longer than to compress what is short.
    static COMPRESSOR: RefCell<Compressor> = RefCell::new(Compressor::new(&[]));
}

/// Compresses with raw DEFLATE, which browsers inflate natively (`DecompressionStream("deflate-raw")`).
pub(super) fn deflate(bytes: &[u8]) -> Vec<u8> {
    COMPRESSOR.with_borrow_mut(|compressor| compressor.compress(bytes))
}

/// What was compressed by [`deflate`].
pub(super) fn inflate(stored: impl Read) -> Vec<u8> {
    let mut bytes = Vec::new();
    DeflateDecoder::new(stored).read_to_end(&mut bytes).expect("what was deflated can be inflated");
    bytes
}

/// Keeps the files in memory.
#[derive(Debug, Default)]
pub struct Memory(Mutex<BTreeMap<String, Vec<u8>>>);

impl Memory {
    /// The files by path.
    pub fn into_files(self) -> BTreeMap<String, Vec<u8>> {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for Memory {
    fn put(&self, path: &str, bytes: Vec<u8>) -> Result<(), FolderError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), bytes);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use keyseek_index::manifest::{self, Listing, PRIMER_HEAD_BYTES, Statistics};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_behind_a_primer_inflates_behind_it(
            text in "[a-d ]{0,300}",
            bytes in "[a-d ]{0,300}",
            repeated in 1..400usize,
        ) {
            let (text, bytes) = (text.repeat(repeated), bytes.repeat(repeated));
            let listing = Listing { primer: text.clone().into_bytes(), ..Listing::default() };
            let manifest = manifest::encode("test", &Statistics::default(), &listing, &[]);
            let primer = manifest::primer(&manifest);
            let text = &primer[PRIMER_HEAD_BYTES..];
            let length = text.len();
            for stored in [Compressor::new(text).compress(bytes.as_bytes()), deflate(bytes.as_bytes())] {
                prop_assert_eq!(&inflate(primer.chain(&*stored))[length..], bytes.as_bytes());
            }
            prop_assert_eq!(inflate(&*deflate(bytes.as_bytes())), bytes.as_bytes());
        }
    }
}
