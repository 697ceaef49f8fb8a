//! The manifest: the one file with a fixed name, from which all others are found.
//!
//! ```text
//! string          what wrote the index, such as "keyseek 0.1.0"
//! varint          number of documents
//! varints         terms, postings, positions, bytes of text that was indexed
//! varints         words in all titles, headings, tags, bodies
//! list            term shards in the order of their keys, each:
//!                   first key (bytes), terms file (file), positions file (file), the words of other shards that have
//!                   synonyms in it (list of the hashes of their keys, [`word_hash`], in ascending order: the first as it
//!                   is, then the distance from the one before)
//! list            document blocks in the order of their documents, each:
//!                   number of documents (varint), file
//! list            columns in the order in which they were declared, each:
//!                   name (string), kind (byte, see [`crate::columns`]), file
//! list            files of similar documents in the order of their hashes, each:
//!                   first hash (varint, see [`crate::similar`]), file
//! bytes           norms, see [`crate::norms`], to the end
//! ```
//!
//! A file is five bytes of the SHA-256 of its stored bytes and their number as a varint; its name is the kind, a hyphen,
//! those five bytes in hexadecimal and `.ks`. Bytes and lists are preceded by their length as a varint.

mod reader;
mod writer;

pub use reader::Manifest;
pub use writer::encode;

use crate::codec::{fnv, hexadecimal};
use crate::columns::ColumnKind;
use crate::frame::Kind;
use crate::terms::Counts;

/// Name of the manifest in a folder and in a pack.
pub const MANIFEST_NAME: &str = "manifest.keyseek";

/// A stored file, by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StoredFile {
    /// The first five bytes of the SHA-256 of the stored bytes.
    pub hash: [u8; 5],
    /// Number of stored bytes, as they are transferred.
    pub bytes: u64,
}

impl StoredFile {
    /// Name of the file in a folder and in a pack, such as `terms-0123456789.ks`.
    pub fn name(&self, kind: Kind) -> String {
        let hash = u64::from_be_bytes([
            0,
            0,
            0,
            self.hash[0],
            self.hash[1],
            self.hash[2],
            self.hash[3],
            self.hash[4],
        ]);
        let mut name = String::from(kind.name());
        for part in ["-", &hexadecimal(hash, 10), ".ks"] {
            name.push_str(part);
        }
        name
    }
}

/// A term shard as the manifest lists it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TermShardEntry {
    /// The smallest key in the shard.
    pub first_key: Vec<u8>,
    /// The file of terms and postings.
    pub terms: StoredFile,
    /// The file of positions.
    pub positions: StoredFile,
    /// Hashes of the words of other shards that have synonyms in this one, in ascending order, so that it is known which
    /// shards a word needs before any of them is there.
    pub synonyms_of: Vec<u16>,
}

/// Low bits of the FNV-1a of a word's key. Words that share a hash are taken for each other: then a shard is loaded in vain, for
/// one word in some hundred where the index holds all synonyms that are built in.
pub fn word_hash(key: &[u8]) -> u16 {
    fnv(key) as u16
}

/// A document block as the manifest lists it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DocumentBlockEntry {
    /// Number of documents in the block.
    pub documents: u32,
    /// The file.
    pub file: StoredFile,
}

/// A column as the manifest lists it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ColumnEntry {
    /// Name of the field.
    pub name: String,
    /// What its values are.
    pub kind: ColumnKind,
    /// The file.
    pub file: StoredFile,
}

/// A file of similar documents as the manifest lists it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SimilarEntry {
    /// The smallest hash of an address in the file.
    pub first_hash: u64,
    /// The file.
    pub file: StoredFile,
}

/// What an index holds, in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Statistics {
    /// Documents.
    pub documents: u32,
    /// Terms, postings and positions.
    pub counts: Counts,
    /// Bytes of UTF-8 that were indexed.
    pub text_bytes: u64,
    /// Words by field, in the order of [`crate::norms::MEASURED`].
    pub field_words: [u64; crate::norms::MEASURED.len()],
}
