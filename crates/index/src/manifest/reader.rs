//! Bytes → manifest.

use super::primer::skip_primer;
use super::{ColumnEntry, PART_KINDS, Statistics, StoredPart, TermShardEntry};
use crate::codec::Cursor;
use crate::columns::ColumnKind;
use crate::frame::{self, Kind};
use crate::norms::Norms;
use crate::prepared::MANY_SHARDS;
use crate::terms::Counts;
use crate::{DocId, Error};
use std::ops::Range;

const WHAT: &str = "manifest";

/// A manifest, checked and in memory.
#[derive(Debug)]
pub struct Manifest {
    /// What wrote the index.
    pub generator: String,
    /// What the index holds.
    pub statistics: Statistics,
    /// Term shards in the order of their keys.
    pub shards: Vec<TermShardEntry>,
    /// Columns in the order in which they were declared.
    pub columns: Vec<ColumnEntry>,
    /// The first hash in each range of similar documents.
    pub similar: Vec<u64>,
    /// The first key in each file of prepared answers.
    pub prepared: Vec<Vec<u8>>,
    /// Where they are, by their kind in the order of [`PART_KINDS`].
    pub parts: [Vec<StoredPart>; PART_KINDS.len()],
    /// Field lengths.
    pub norms: Norms,
    /// First document of each block, and the number of documents.
    first_documents: Vec<DocId>,
}

impl Manifest {
    /// Opens a manifest file.
    ///
    /// # Errors
    /// When the file is damaged, of another version, or contradicts itself.
    pub fn open(file: &[u8]) -> Result<Self, Error> {
        let mut cursor = Cursor::new(frame::open(Kind::Manifest, file)?, WHAT);
        skip_primer(&mut cursor);
        let generator = cursor.string().to_owned();
        let statistics = read_statistics(&mut cursor);
        let shards = read_shards(&mut cursor);
        let first_documents = read_blocks(&mut cursor, statistics.documents);
        let columns = read_columns(&mut cursor);
        let similar = read_similar(&mut cursor);
        let prepared = read_prepared(&mut cursor);
        let blocks = first_documents.len().saturating_sub(1);
        let counts = [shards.len(), shards.len(), blocks, columns.len(), similar.len(), prepared.len()];
        let parts = counts.map(|count| read_parts(&mut cursor, count));
        let norms = cursor.take(cursor.remaining());
        cursor.finish()?;
        let norms = Norms::new(norms, statistics.documents)?;
        Ok(Self { generator, statistics, shards, columns, similar, prepared, parts, norms, first_documents })
    }

    /// The shard that holds `key` if any does; none when the key stands before all shards.
    pub fn shard_of(&self, key: &[u8]) -> Option<usize> {
        self.shards.partition_point(|shard| shard.first_key.as_slice() <= key).checked_sub(1)
    }

    /// The shards that may hold keys starting with `prefix`.
    pub fn shards_with_prefix(&self, prefix: &[u8]) -> Range<usize> {
        let start = self.shard_of(prefix).unwrap_or(0);
        let end = self.shards.partition_point(|shard| {
            shard.first_key.as_slice() <= prefix || shard.first_key.starts_with(prefix)
        });
        start..end.max(start)
    }

    /// The file that says which documents are similar to the one whose address has this hash, if any does.
    pub fn similar_of(&self, hash: u64) -> Option<usize> {
        self.similar.partition_point(|first| *first <= hash).checked_sub(1)
    }

    /// The file of prepared answers that holds the one to the beginning of a word, if any does.
    pub fn prepared_for(&self, key: &[u8]) -> Option<usize> {
        if self.shards_with_prefix(key).len() < MANY_SHARDS {
            return None;
        }
        self.prepared.partition_point(|first| first.as_slice() <= key).checked_sub(1)
    }

    /// The block of a document and the document's place in it; none for a document beyond the index.
    pub fn block_of(&self, doc: DocId) -> Option<(usize, usize)> {
        if doc >= self.statistics.documents {
            return None;
        }
        let block = self.first_documents.partition_point(|first| *first <= doc).checked_sub(1)?;
        Some((block, (doc - self.first_documents.get(block)?) as usize))
    }

    /// Number of documents in a block; none for a block that is not listed.
    pub fn documents_in(&self, block: usize) -> Option<u32> {
        Some(self.first_documents.get(block + 1)?.saturating_sub(*self.first_documents.get(block)?))
    }
}

fn read_statistics(cursor: &mut Cursor<'_>) -> Statistics {
    let mut statistics = Statistics {
        documents: cursor.varint_u32(),
        counts: Counts { terms: cursor.varint(), postings: cursor.varint(), positions: cursor.varint() },
        text_bytes: cursor.varint(),
        ..Statistics::default()
    };
    for words in &mut statistics.field_words {
        *words = cursor.varint();
    }
    statistics
}

fn read_shards(cursor: &mut Cursor<'_>) -> Vec<TermShardEntry> {
    // The shortest shard has an empty key, which is two numbers, and no hashes.
    let count = cursor.count(3);
    let mut shards: Vec<TermShardEntry> = Vec::with_capacity(count);
    let mut key = Vec::new();
    for _ in 0..count {
        key.truncate(cursor.varint() as usize);
        key.extend_from_slice(cursor.bytes());
        if shards.last().is_some_and(|before| before.first_key >= key) {
            cursor.malformed("the term shards are out of order");
        }
        shards.push(TermShardEntry { first_key: key.clone(), synonyms_of: read_hashes(cursor) });
    }
    shards
}

fn read_hashes(cursor: &mut Cursor<'_>) -> Vec<u16> {
    let count = cursor.count(1);
    let mut hashes = Vec::with_capacity(count);
    let mut hash = 0u16;
    for _ in 0..count {
        hash = hash.saturating_add(cursor.varint_u32() as u16);
        hashes.push(hash);
    }
    hashes
}

/// The first document of each block, and the number of documents.
fn read_blocks(cursor: &mut Cursor<'_>, documents: u32) -> Vec<DocId> {
    let count = cursor.count(1);
    let mut first_documents = Vec::with_capacity(count + 1);
    let mut next: DocId = 0;
    for _ in 0..count {
        first_documents.push(next);
        next = next.saturating_add(cursor.varint_u32());
    }
    first_documents.push(next);
    if next != documents {
        cursor.malformed("the blocks hold another number of documents than the index");
    }
    first_documents
}

fn read_columns(cursor: &mut Cursor<'_>) -> Vec<ColumnEntry> {
    // The shortest column has an empty name and a kind.
    let count = cursor.count(2);
    let mut columns = Vec::with_capacity(count);
    for _ in 0..count {
        let name = cursor.text();
        let kind = ColumnKind::from_byte(cursor.byte()).unwrap_or_else(|| {
            cursor.malformed("a column is of an unknown kind");
            ColumnKind::Text
        });
        columns.push(ColumnEntry { name, kind });
    }
    columns
}

fn read_similar(cursor: &mut Cursor<'_>) -> Vec<u64> {
    let count = cursor.count(1);
    let mut hashes = Vec::with_capacity(count);
    let mut hash = 0u64;
    for _ in 0..count {
        hash = hash.saturating_add(cursor.varint());
        hashes.push(hash);
    }
    hashes
}

fn read_prepared(cursor: &mut Cursor<'_>) -> Vec<Vec<u8>> {
    let count = cursor.count(1);
    let mut keys = Vec::with_capacity(count);
    for _ in 0..count {
        keys.push(cursor.bytes().to_vec());
    }
    keys
}

/// Reads where so many parts of a kind are.
fn read_parts(cursor: &mut Cursor<'_>, count: usize) -> Vec<StoredPart> {
    let mut parts: Vec<StoredPart> = Vec::with_capacity(count);
    let mut part = StoredPart::default();
    for _ in 0..count {
        let number = cursor.varint();
        part.offset = part.offset.saturating_add(part.bytes);
        part.bytes = number >> 1;
        part.is_whole = number & 1 == 1;
        if part.is_whole {
            part.offset = 0;
            part.hash = cursor.take(5).try_into().unwrap_or_default();
        } else if let Some(before) = parts.last_mut() {
            before.is_whole = false;
        }
        parts.push(part);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::super::{Listing, encode};
    use super::*;

    /// Parts of so many bytes in volumes, as a builder lays them.
    fn parts(volumes: &[&[u64]]) -> Vec<StoredPart> {
        let mut parts = Vec::new();
        for (hash, lengths) in (1..).zip(volumes) {
            let mut offset = 0;
            for bytes in *lengths {
                let is_whole = lengths.len() == 1;
                parts.push(StoredPart { hash: [hash; 5], is_whole, offset, bytes: *bytes });
                offset += bytes;
            }
        }
        parts
    }

    fn shard(key: &str, synonyms_of: &[u16]) -> TermShardEntry {
        TermShardEntry { first_key: key.as_bytes().to_vec(), synonyms_of: synonyms_of.to_vec() }
    }

    fn manifest(keys: &[&str], blocks: &[u32]) -> Result<Manifest, Error> {
        let parts_of = |count: usize| parts(&[&vec![9; count]]);
        let listing = Listing {
            shards: keys.iter().map(|key| shard(key, &[])).collect(),
            blocks: blocks.to_vec(),
            parts: [keys.len(), keys.len(), blocks.len(), 0, 0, 0].map(parts_of),
            ..Listing::default()
        };
        let statistics = Statistics { documents: 5, ..Statistics::default() };
        Manifest::open(&encode("test", &statistics, &listing, &[1; 20]))
    }

    #[test]
    fn keys_and_prefixes_lead_to_their_shards() {
        let manifest = manifest(&["b", "kafka", "kanban", "s"], &[2, 3]).unwrap();
        assert_eq!(manifest.shard_of(b"a"), None);
        assert_eq!(manifest.shard_of(b"kafka"), Some(1));
        assert_eq!(manifest.shard_of(b"kafkb"), Some(1));
        assert_eq!(manifest.shards_with_prefix(b""), 0..4);
        assert_eq!(manifest.shards_with_prefix(b"ka"), 0..3);
        assert_eq!(manifest.shards_with_prefix(b"kan"), 1..3);
        assert_eq!(manifest.shards_with_prefix(b"z"), 3..4);
        assert_eq!(manifest.shards_with_prefix(b"a"), 0..0);
    }

    #[test]
    fn documents_lead_to_their_blocks() {
        let manifest = manifest(&["b"], &[2, 3]).unwrap();
        assert_eq!(manifest.block_of(1), Some((0, 1)));
        assert_eq!(manifest.block_of(2), Some((1, 0)));
        assert_eq!(manifest.block_of(5), None);
        assert_eq!([0, 1, 2].map(|block| manifest.documents_in(block)), [Some(2), Some(3), None]);
    }

    #[test]
    fn what_is_listed_round_trips() {
        let column = |name: &str, kind| ColumnEntry { name: name.to_owned(), kind };
        let listing = Listing {
            primer: b"frequent".to_vec(),
            shards: vec![
                shard("", &[]),
                shard("ka", &[9]),
                shard("kafka", &[0, 7, 300, u16::MAX]),
                shard("kb", &[]),
            ],
            blocks: vec![2, 1, 3],
            columns: vec![column("views", ColumnKind::Number), column("date", ColumnKind::Date)],
            similar: vec![3, 1 << 39],
            prepared: vec![b"k".to_vec(), b"ka".to_vec()],
            parts: [
                parts(&[&[700, 1], &[90_000], &[5]]),
                parts(&[&[2, 3, 4, 300]]),
                parts(&[&[10], &[20, 30]]),
                parts(&[&[300], &[100]]),
                parts(&[&[40, 50]]),
                parts(&[&[60, 7]]),
            ],
        };
        let statistics = Statistics { documents: 6, ..Statistics::default() };
        let manifest = Manifest::open(&encode("test", &statistics, &listing, &[1; 24])).unwrap();
        assert_eq!(manifest.shards, listing.shards);
        assert_eq!(manifest.columns, listing.columns);
        assert_eq!(manifest.similar, listing.similar);
        assert_eq!(manifest.prepared, listing.prepared);
        assert_eq!(manifest.parts, listing.parts);
        assert_eq!([0, 1, 2].map(|block| manifest.documents_in(block)), [Some(2), Some(1), Some(3)]);
    }

    #[test]
    fn parts_are_named_by_their_bytes() {
        let terms = parts(&[&[700, 1], &[90_000]]);
        assert_eq!(
            [0, 1, 2].map(|at: usize| terms[at].name(Kind::Terms)),
            ["terms-0101010101.ks?0-699", "terms-0101010101.ks?700-700", "terms-0202020202.ks"]
        );
        assert_eq!(terms[1].location(Kind::Terms).cut(&[7; 701]), Some(&[7][..]));
        assert_eq!(terms[1].location(Kind::Terms).cut(&[7; 700]), None);
        assert_eq!(terms[2].location(Kind::Terms).range, None);
    }

    #[test]
    fn contradictions_are_errors() {
        assert!(manifest(&["b", "a"], &[5]).is_err());
        assert!(manifest(&["a"], &[2]).is_err());
        assert!(manifest(&["a"], &[2, 4]).is_err());
    }
}
