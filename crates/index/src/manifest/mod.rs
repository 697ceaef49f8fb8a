//! The manifest: the one file with a fixed name, from which all others are found.
//!
//! ```text
//! primer          a stored block of DEFLATE, see [`primer`]
//! string          what wrote the index, such as "keyseek 0.1.0"
//! varint          number of documents
//! varints         terms, postings, positions, bytes of text that was indexed
//! varints         words in all titles, headings, tags, bodies
//! bytes           number of term shards (varint); in the order of their keys, of each, varints: how many bytes the lower bound of its
//!                   keys shares with the one before, and how many others it has; of how many words of other shards there are
//!                   synonyms in it; number of files of lists that stand apart from it, see [`crate::tiers`]
//! bytes           these others
//! varints         of each shard the hashes of these words' keys, [`word_hash`], in ascending order: the first as it is, then the
//!                   distance from the one before
//! byte            1 where ranges of document blocks are listed, 0 where these themselves are
//! list            in the order of the documents, each: number of documents (varint); of a range, see [`range`]: number of blocks (byte)
//! list            columns in the order in which they were declared, each:
//!                   name (string), kind (byte, see [`crate::columns`])
//! list            ranges of similar documents in the order of their hashes, each:
//!                   first hash as the distance from the one before (varint, see [`crate::similar`])
//! varint          bytes of a beginning's term shards, as stored, from which on its answer is prepared
//! list            files of prepared answers in the order of their keys, each:
//!                   first key (bytes, see [`crate::prepared`])
//! list            files of the spelling dictionary in the order of their keys, each:
//!                   lower bound of its keys (bytes, see [`crate::spelling`])
//! parts           the terms of each shard, the positions of each shard, each block (none where there are ranges), each column, each
//!                 range of similar documents, each file of prepared answers, each range of blocks, each file of the spelling
//!                 dictionary
//! bytes           norms, see [`crate::norms`], to the end
//! ```
//!
//! A part is what is stored of a shard, a block or a column: bytes of a *volume*, a file in which the parts of a kind lie one
//! behind the other, in the order of the manifest. Listed are
//!
//! ```text
//! bytes    of each part a varint: the number of its bytes divided by 256, rounded down and doubled, plus 1 for the first of a volume
//! byte     of each part: the rest of that division; for the first of a volume then five bytes of the volume's SHA-256
//! ```
//!
//! and the volume's name is the kind, a hyphen, those five bytes in hexadecimal and `.ks`. Bytes and lists are preceded by their length
//! as a varint. What is compressed stands beside what is like it: numbers that repeat themselves, keys, and hashes and low bytes, which
//! no compressor makes smaller, are 0.7 kB less for 2,561 pages of help than where each part's stand together.
//!
//! The primer is text that is frequent in the documents. A block of documents is compressed as if the primer stood before it, and
//! so it is inflated: with the primer in front of its bytes, whose text is dropped from what comes out. For that it is stored as
//! a block of DEFLATE that is not compressed and not the last (RFC 1951, 3.2.4): a zero byte, the number of bytes of its text and
//! the complement of that number (two bytes each, little endian), the text. Parts that do not refer to it inflate to the same with
//! it in front of them. It has at most [`MAX_PRIMER_BYTES`], and may have none.

mod primer;
pub mod range;
mod reader;
mod tiers;
mod writer;

pub(crate) use reader::read_parts;
pub(crate) use writer::write_parts;

pub use primer::{MAX_PRIMER_BYTES, PRIMER_HEAD_BYTES, primer};
pub use reader::Manifest;
pub use writer::{Listing, encode};

use crate::codec::{decimal, fnv, hexadecimal};
use crate::columns::ColumnKind;
use crate::frame::Kind;
use crate::terms::Counts;
use std::ops::Range;

/// Name of the manifest in a folder and in a pack.
pub const MANIFEST_NAME: &str = "manifest.keyseek";

/// Where something is stored: some bytes of a volume, or all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StoredPart {
    /// The first five bytes of the SHA-256 of the volume.
    pub hash: [u8; 5],
    /// Whether the volume is nothing but this part.
    pub is_whole: bool,
    /// Bytes of the volume before this part.
    pub offset: u64,
    /// Number of bytes of this part, as they are transferred.
    pub bytes: u64,
}

/// The kinds of what is stored in parts, in the order in which they are listed.
pub const PART_KINDS: [Kind; 8] = [
    Kind::Terms,
    Kind::Positions,
    Kind::Documents,
    Kind::Column,
    Kind::Similar,
    Kind::Prepared,
    Kind::Range,
    Kind::Spelling,
];
/// The place of document blocks among them.
const DOCUMENTS: usize = 2;

/// A file in a folder or a pack, and what of it is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// Name of the file, such as `terms-0123456789.ks`.
    pub file: String,
    /// The bytes that are meant, where these are not all of them.
    pub range: Option<Range<u64>>,
}

impl Location {
    /// What is meant of the file; none when the file ends before.
    pub fn cut<'a>(&self, file: &'a [u8]) -> Option<&'a [u8]> {
        let Some(range) = &self.range else { return Some(file) };
        file.get(usize::try_from(range.start).ok()?..usize::try_from(range.end).ok()?)
    }
}

impl StoredPart {
    /// Where the part is, which is of this kind.
    pub fn location(&self, kind: Kind) -> Location {
        let range = self.offset..self.offset.saturating_add(self.bytes);
        Location { file: self.file(kind), range: (!self.is_whole).then_some(range) }
    }

    /// Name of the volume; of a part of it with a question mark and its first and last byte, such as
    /// `terms-0123456789.ks?1200-1999`.
    pub fn name(&self, kind: Kind) -> String {
        let mut name = self.file(kind);
        if !self.is_whole {
            let last = self.offset.saturating_add(self.bytes).saturating_sub(1);
            name.push('?');
            name.push_str(&decimal(self.offset));
            name.push('-');
            name.push_str(&decimal(last));
        }
        name
    }

    fn file(&self, kind: Kind) -> String {
        let [a, b, c, d, e] = self.hash;
        let mut file = String::from(kind.name());
        file.push('-');
        file.push_str(&hexadecimal(u64::from_be_bytes([0, 0, 0, a, b, c, d, e]), 10));
        file.push_str(".ks");
        file
    }
}

/// A term shard as the manifest lists it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TermShardEntry {
    /// No key in the shard is smaller, and every key in the shards before is: the first key, or the start of it.
    pub first_key: Vec<u8>,
    /// Hashes of the words of other shards that have synonyms in this one, in ascending order, so that it is known which
    /// shards a word needs before any of them is there.
    pub synonyms_of: Vec<u16>,
    /// How many files there are of lists that stand apart from it, see [`crate::tiers`].
    pub tier_files: u32,
}

/// What a file of lists that stand apart counts, bytes, where it is asked how much begins so: the best postings of a list have some
/// times as many, and what is asked for are few of the others.
pub const TIER_FILE_BYTES: u64 = 4 << 10;

/// Low bits of the FNV-1a of a word's key. Words that share a hash are taken for each other: then a shard is loaded in vain, for
/// one word in some hundred where the index holds all synonyms that are built in.
pub fn word_hash(key: &[u8]) -> u16 {
    fnv(key) as u16
}

/// A column as the manifest lists it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ColumnEntry {
    /// Name of the field.
    pub name: String,
    /// What its values are.
    pub kind: ColumnKind,
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
