//! Framed bytes → stored files: compressed, and named by their content.

use flate2::Compression;
use flate2::write::DeflateEncoder;
use keyseek_index::frame::Kind;
use keyseek_index::manifest::StoredFile;
use sha2::{Digest, Sha256};
use std::io::Write;

/// The folder that holds all files but the manifest.
pub const FOLDER: &str = "index";

/// A compressed file and its place in the manifest.
#[derive(Debug)]
pub(super) struct Stored {
    /// What the manifest says of it.
    pub(super) file: StoredFile,
    /// Path relative to the index folder.
    pub(super) path: String,
    /// The stored bytes.
    pub(super) bytes: Vec<u8>,
}

/// Compresses a framed file and names it by its content.
pub(super) fn store(kind: Kind, framed: &[u8]) -> Stored {
    let bytes = deflate(framed);
    let mut hash = [0; 5];
    hash.copy_from_slice(&Sha256::digest(&bytes)[..5]);
    let file = StoredFile { hash, bytes: bytes.len() as u64 };
    Stored { file, path: format!("{FOLDER}/{}", file.name(kind)), bytes }
}

/// Compresses with raw DEFLATE, which browsers inflate natively (`DecompressionStream("deflate-raw")`).
pub(super) fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("writing into memory does not fail")
}
