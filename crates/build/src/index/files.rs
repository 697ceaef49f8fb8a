//! Framed bytes → stored bytes: compressed, and named by their content.

use crate::folder::FolderError;
use flate2::read::DeflateDecoder;
use flate2::{Compress, Compression, FlushCompress, Status};
use sha2::{Digest, Sha256};
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

/// Compresses with raw DEFLATE, which browsers inflate natively (`DecompressionStream("deflate-raw")`).
pub(super) fn deflate(bytes: &[u8]) -> Vec<u8> {
    deflate_behind(&[], bytes, &mut compressor())
}

/// What [`deflate_behind`] works with; to make one takes as long as to compress some kilobytes.
pub(super) fn compressor() -> Compress {
    Compress::new(Compression::best(), false)
}

/// The same as [`deflate`], referring back to a text that will stand before it when it is inflated.
pub(super) fn deflate_behind(text: &[u8], bytes: &[u8], compress: &mut Compress) -> Vec<u8> {
    compress.reset();
    if !text.is_empty() {
        compress.set_dictionary(text).expect("nothing was compressed yet");
    }
    let mut stored = Vec::new();
    loop {
        stored.reserve(bytes.len() / 2 + 64);
        let rest = &bytes[compress.total_in() as usize..];
        let status = compress.compress_vec(rest, &mut stored, FlushCompress::Finish);
        if status.expect("what is to be compressed is in memory") == Status::StreamEnd {
            return stored;
        }
    }
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
            let mut compress = compressor();
            deflate_behind(b"another text", b"what was compressed before with another text", &mut compress);
            prop_assert_eq!(&inflate(primer.chain(&*deflate_behind(text, bytes.as_bytes(), &mut compress)))[length..], bytes.as_bytes());
            prop_assert_eq!(&inflate(primer.chain(&*deflate(bytes.as_bytes())))[length..], bytes.as_bytes());
            prop_assert_eq!(inflate(&*deflate(bytes.as_bytes())), bytes.as_bytes());
        }
    }
}
