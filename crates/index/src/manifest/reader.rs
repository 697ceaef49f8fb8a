//! Bytes → manifest.

use super::{ColumnEntry, DocumentBlockEntry, SimilarEntry, Statistics, StoredFile, TermShardEntry};
use crate::codec::Cursor;
use crate::columns::ColumnKind;
use crate::frame::{self, Kind};
use crate::norms::Norms;
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
    /// Document blocks in the order of their documents.
    pub blocks: Vec<DocumentBlockEntry>,
    /// Columns in the order in which they were declared.
    pub columns: Vec<ColumnEntry>,
    /// Files of similar documents in the order of their hashes.
    pub similar: Vec<SimilarEntry>,
    /// Field lengths.
    pub norms: Norms,
    /// First document of each block.
    first_documents: Vec<DocId>,
}

impl Manifest {
    /// Opens a manifest file.
    ///
    /// # Errors
    /// When the file is damaged, of another version, or contradicts itself.
    pub fn open(file: &[u8]) -> Result<Self, Error> {
        let mut cursor = Cursor::new(frame::open(Kind::Manifest, file)?, WHAT);
        let generator = cursor.string().to_owned();
        let statistics = read_statistics(&mut cursor);
        let shards = read_shards(&mut cursor);
        let (blocks, first_documents) = read_blocks(&mut cursor, statistics.documents);
        let columns = read_columns(&mut cursor);
        let similar = read_similar(&mut cursor);
        let norms = cursor.take(cursor.remaining());
        cursor.finish()?;
        let norms = Norms::new(norms, statistics.documents)?;
        Ok(Self { generator, statistics, shards, blocks, columns, similar, norms, first_documents })
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
        self.similar.partition_point(|file| file.first_hash <= hash).checked_sub(1)
    }

    /// The block of a document and the document's place in it; none for a document beyond the index.
    pub fn block_of(&self, doc: DocId) -> Option<(usize, usize)> {
        if doc >= self.statistics.documents {
            return None;
        }
        let block = self.first_documents.partition_point(|first| *first <= doc).checked_sub(1)?;
        Some((block, (doc - self.first_documents.get(block)?) as usize))
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
    // The shortest shard has an empty key, two files of six bytes and no hashes.
    let count = cursor.count(14);
    let mut shards: Vec<TermShardEntry> = Vec::with_capacity(count);
    for _ in 0..count {
        let first_key = cursor.bytes().to_vec();
        if shards.last().is_some_and(|before| before.first_key >= first_key) {
            cursor.malformed("the term shards are out of order");
        }
        let (terms, positions) = (read_file(cursor), read_file(cursor));
        shards.push(TermShardEntry { first_key, terms, positions, synonyms_of: read_hashes(cursor) });
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

fn read_blocks(cursor: &mut Cursor<'_>, documents: u32) -> (Vec<DocumentBlockEntry>, Vec<DocId>) {
    let count = cursor.count(7);
    let mut blocks = Vec::with_capacity(count);
    let mut first_documents = Vec::with_capacity(count);
    let mut next: DocId = 0;
    for _ in 0..count {
        let block = DocumentBlockEntry { documents: cursor.varint_u32(), file: read_file(cursor) };
        first_documents.push(next);
        next = next.saturating_add(block.documents);
        blocks.push(block);
    }
    if next != documents {
        cursor.malformed("the blocks hold another number of documents than the index");
    }
    (blocks, first_documents)
}

fn read_columns(cursor: &mut Cursor<'_>) -> Vec<ColumnEntry> {
    // The shortest column has an empty name, a kind and a file of six bytes.
    let count = cursor.count(8);
    let mut columns = Vec::with_capacity(count);
    for _ in 0..count {
        let name = cursor.string().to_owned();
        let kind = ColumnKind::from_byte(cursor.byte()).unwrap_or_else(|| {
            cursor.malformed("a column is of an unknown kind");
            ColumnKind::Text
        });
        columns.push(ColumnEntry { name, kind, file: read_file(cursor) });
    }
    columns
}

fn read_similar(cursor: &mut Cursor<'_>) -> Vec<SimilarEntry> {
    let count = cursor.count(7);
    let mut files = Vec::with_capacity(count);
    for _ in 0..count {
        files.push(SimilarEntry { first_hash: cursor.varint(), file: read_file(cursor) });
    }
    files
}

fn read_file(cursor: &mut Cursor<'_>) -> StoredFile {
    StoredFile { hash: cursor.take(5).try_into().unwrap_or_default(), bytes: cursor.varint() }
}

#[cfg(test)]
mod tests {
    use super::super::encode;
    use super::*;

    fn columns() -> [ColumnEntry; 2] {
        [("views", ColumnKind::Number), ("date", ColumnKind::Date)].map(|(name, kind)| ColumnEntry {
            name: name.to_owned(),
            kind,
            file: StoredFile { hash: [7; 5], bytes: 300 },
        })
    }

    fn manifest(keys: &[&str], blocks: &[u32]) -> Result<Manifest, Error> {
        let shards: Vec<_> = keys
            .iter()
            .map(|key| TermShardEntry { first_key: key.as_bytes().to_vec(), ..TermShardEntry::default() })
            .collect();
        let blocks: Vec<_> = blocks
            .iter()
            .map(|&documents| DocumentBlockEntry { documents, ..DocumentBlockEntry::default() })
            .collect();
        let statistics = Statistics { documents: 5, ..Statistics::default() };
        Manifest::open(&encode("test", &statistics, &shards, &blocks, &columns(), &[], &[1; 20]))
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
    }

    #[test]
    fn synonyms_round_trip() {
        let synonyms_of = vec![0, 7, 300, u16::MAX];
        let shard = TermShardEntry { synonyms_of, ..TermShardEntry::default() };
        let file = encode("test", &Statistics::default(), std::slice::from_ref(&shard), &[], &[], &[], &[]);
        assert_eq!(Manifest::open(&file).unwrap().shards, [shard]);
    }

    #[test]
    fn columns_round_trip() {
        assert_eq!(manifest(&["b"], &[5]).unwrap().columns, columns());
    }

    #[test]
    fn contradictions_are_errors() {
        assert!(manifest(&["b", "a"], &[5]).is_err());
        assert!(manifest(&["a"], &[2]).is_err());
        assert!(manifest(&["a"], &[2, 4]).is_err());
    }
}
