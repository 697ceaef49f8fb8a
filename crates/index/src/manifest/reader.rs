//! Bytes → manifest.

use super::primer::skip_primer;
use super::{ColumnEntry, PART_KINDS, Statistics, StoredPart, TIER_FILE_BYTES, TermShardEntry};
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
    /// Columns in the order in which they were declared.
    pub columns: Vec<ColumnEntry>,
    /// The first hash in each range of similar documents.
    pub similar: Vec<u64>,
    /// The first key in each file of prepared answers.
    pub prepared: Vec<Vec<u8>>,
    /// Bytes of a beginning's term shards from which on its answer is prepared.
    pub prepared_from: u64,
    /// No key in each file of the spelling dictionary is smaller, and every key in the files before is.
    pub spelling: Vec<Vec<u8>>,
    /// Where they are, by their kind in the order of [`PART_KINDS`].
    pub parts: [Vec<StoredPart>; PART_KINDS.len()],
    /// Where each file of lists that stand apart is, of the shards that were opened; with the place of the first of each shard among
    /// all.
    pub(super) tiers: Vec<(usize, Vec<StoredPart>)>,
    /// Field lengths.
    pub norms: Norms,
    /// First document of each block, and the number of documents. Blocks of a range that was not opened begin where it does, and
    /// are nowhere in `parts`.
    pub(super) first_documents: Vec<DocId>,
    /// First block of each range of blocks.
    pub(super) first_blocks: Vec<usize>,
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
        let (first_documents, first_blocks) = read_blocks(&mut cursor, statistics.documents);
        let columns = read_columns(&mut cursor);
        let similar = read_similar(&mut cursor);
        let prepared_from = cursor.varint();
        let prepared = read_keys(&mut cursor);
        let spelling = read_keys(&mut cursor);
        let blocks = first_documents.len().saturating_sub(1);
        let mut high = cursor.part();
        let mut parts = |count| read_parts(&mut high, &mut cursor, count);
        // Mapping an array of counts would be 0.2 kB more of the browser module.
        let parts = [
            parts(shards.len()),
            parts(shards.len()),
            if first_blocks.is_empty() { parts(blocks) } else { nowhere(blocks) },
            parts(columns.len()),
            parts(similar.len()),
            parts(prepared.len()),
            parts(first_blocks.len()),
            parts(spelling.len()),
        ];
        cursor.finish_part(high);
        let norms = cursor.take(cursor.remaining());
        cursor.finish()?;
        let norms = Norms::new(norms, statistics.documents)?;
        Ok(Self {
            generator,
            statistics,
            shards,
            columns,
            similar,
            prepared,
            prepared_from,
            spelling,
            parts,
            tiers: Vec::new(),
            norms,
            first_documents,
            first_blocks,
        })
    }

    /// The shard that holds `key` if any does; none when the key stands before all shards.
    pub fn shard_of(&self, key: &[u8]) -> Option<usize> {
        up_to(self.shards.len(), key, &|at| self.first_key(at)).checked_sub(1)
    }

    /// The shards that may hold keys starting with `prefix`.
    pub fn shards_with_prefix(&self, prefix: &[u8]) -> Range<usize> {
        let start = self.shard_of(prefix).unwrap_or(0);
        let end = up_to(self.shards.len(), prefix, &|at| {
            let key = self.first_key(at);
            key.get(..prefix.len()).unwrap_or(key)
        });
        start..end.max(start)
    }

    fn first_key(&self, shard: usize) -> &[u8] {
        self.shards.get(shard).map(|shard| shard.first_key.as_slice()).unwrap_or_default()
    }

    /// The file that says which documents are similar to the one whose address has this hash, if any does.
    pub fn similar_of(&self, hash: u64) -> Option<usize> {
        self.similar.partition_point(|first| *first <= hash).checked_sub(1)
    }

    /// Stored bytes of the shards that may hold terms that begin so, and of their tiers, about.
    pub fn bytes_of(&self, key: &[u8]) -> u64 {
        let [terms, ..] = &self.parts;
        let mut bytes = 0u64;
        for shard in self.shards_with_prefix(key) {
            let tiers = self.shards.get(shard).map_or(0, |shard| u64::from(shard.tier_files));
            let stored = terms.get(shard).map_or(0, |part| part.bytes);
            bytes = bytes.saturating_add(stored).saturating_add(tiers * TIER_FILE_BYTES);
        }
        bytes
    }

    /// The file of prepared answers that holds the one to the beginning of a word, if any does.
    pub fn prepared_for(&self, key: &[u8]) -> Option<usize> {
        if self.bytes_of(key) < self.prepared_from {
            return None;
        }
        let first = |at: usize| self.prepared.get(at).map(Vec::as_slice).unwrap_or_default();
        up_to(self.prepared.len(), key, &first).checked_sub(1)
    }

    /// The block of a document and the document's place in it; none for a document beyond the index. Until its range was opened, it
    /// is the last block of that.
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

/// How many of so many keys in ascending order do not stand behind this one.
fn up_to<'a>(count: usize, key: &[u8], other: &dyn Fn(usize) -> &'a [u8]) -> usize {
    let (mut start, mut end) = (0, count);
    while start < end {
        let middle = (start + end) / 2;
        if other(middle) <= key {
            start = middle + 1;
        } else {
            end = middle;
        }
    }
    start
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
    let mut numbers = cursor.part();
    let mut keys = cursor.part();
    // Of each shard there are four.
    let count = numbers.count(4);
    let mut shards: Vec<TermShardEntry> = Vec::with_capacity(count);
    let mut key = Vec::new();
    for _ in 0..count {
        key.truncate(numbers.varint() as usize);
        key.extend_from_slice(keys.take(numbers.varint() as usize));
        if shards.last().is_some_and(|before| before.first_key >= key) {
            cursor.malformed("the term shards are out of order");
        }
        let mut synonyms_of = Vec::new();
        let mut hash = 0u16;
        for _ in 0..numbers.varint().min(cursor.remaining() as u64) {
            hash = hash.saturating_add(cursor.varint_u32() as u16);
            synonyms_of.push(hash);
        }
        shards.push(TermShardEntry { first_key: key.clone(), synonyms_of, tier_files: numbers.varint_u32() });
    }
    cursor.finish_part(numbers);
    cursor.finish_part(keys);
    shards
}

/// The first document of each block, and the number of documents; the first block of each range.
fn read_blocks(cursor: &mut Cursor<'_>, documents: u32) -> (Vec<DocId>, Vec<usize>) {
    let has_ranges = cursor.byte() != 0;
    let mut first_documents = Vec::new();
    let mut first_blocks = Vec::new();
    let mut next: DocId = 0;
    for _ in 0..cursor.count(1) {
        let documents = cursor.varint_u32();
        let mut blocks = 1;
        if has_ranges {
            // A byte bounds how much memory a file can ask for.
            blocks = cursor.byte();
            first_blocks.push(first_documents.len());
        }
        for _ in 0..blocks {
            first_documents.push(next);
        }
        next = next.saturating_add(documents);
    }
    first_documents.push(next);
    if next != documents {
        cursor.malformed("the blocks hold another number of documents than the index");
    }
    (first_documents, first_blocks)
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

fn read_keys(cursor: &mut Cursor<'_>) -> Vec<Vec<u8>> {
    let count = cursor.count(1);
    let mut keys = Vec::with_capacity(count);
    for _ in 0..count {
        keys.push(cursor.bytes().to_vec());
    }
    keys
}

/// So many parts of which it is not known where they are.
fn nowhere(count: usize) -> Vec<StoredPart> {
    let mut parts = Vec::with_capacity(count);
    for _ in 0..count {
        parts.push(StoredPart::default());
    }
    parts
}

/// Reads where so many parts are: all but the low byte of their lengths, with whether each is the first of a volume, and then that byte
/// and the volumes' hashes.
pub(crate) fn read_parts(high: &mut Cursor<'_>, low: &mut Cursor<'_>, count: usize) -> Vec<StoredPart> {
    let mut parts: Vec<StoredPart> = Vec::with_capacity(count);
    let mut part = StoredPart::default();
    for _ in 0..count {
        let number = high.varint();
        part.offset = part.offset.saturating_add(part.bytes);
        part.bytes = number >> 1 << 8 | u64::from(low.byte());
        part.is_whole = number & 1 == 1;
        if part.is_whole {
            part.offset = 0;
            part.hash = low.take(5).try_into().unwrap_or_default();
        } else if let Some(before) = parts.last_mut() {
            before.is_whole = false;
        }
        parts.push(part);
    }
    parts
}

#[cfg(test)]
mod tests;
