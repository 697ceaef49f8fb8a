//! Framed bytes → stored bytes: compressed, and named by their content.

use crate::folder::FolderError;
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{Read, Write};
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

/// Compresses with raw DEFLATE, which browsers inflate natively (`DecompressionStream("deflate-raw")`).
pub(super) fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("writing into memory does not fail")
}

/// What was compressed by [`deflate`].
pub(super) fn inflate(stored: &[u8]) -> Vec<u8> {
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
