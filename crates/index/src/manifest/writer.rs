//! Manifest → bytes.

use super::primer::write_primer;
use super::range::RangeEntry;
use super::{ColumnEntry, DOCUMENTS, PART_KINDS, Statistics, StoredPart, TermShardEntry};
use crate::codec::{write_bytes, write_varint};
use crate::frame::{self, Kind};

/// What a manifest lists.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listing {
    /// Text that document blocks refer back to, at most [`MAX_PRIMER_BYTES`](super::MAX_PRIMER_BYTES); what is more is cut off
    /// at the front.
    pub primer: Vec<u8>,
    /// Term shards in the order of their keys.
    pub shards: Vec<TermShardEntry>,
    /// Number of documents in each block, in the order of the documents.
    pub blocks: Vec<u32>,
    /// Ranges of blocks; when there are any, the blocks and where they are stand there, and the manifest lists none.
    pub ranges: Vec<RangeEntry>,
    /// Columns in the order in which they were declared.
    pub columns: Vec<ColumnEntry>,
    /// The first hash in each range of similar documents, in ascending order.
    pub similar: Vec<u64>,
    /// Bytes of a beginning's term shards, as stored, from which on its answer is prepared.
    pub prepared_from: u64,
    /// The first key in each file of prepared answers, in ascending order.
    pub prepared: Vec<Vec<u8>>,
    /// No key in each file of the spelling dictionary is smaller, and every key in the files before is; in ascending order.
    pub spelling: Vec<Vec<u8>>,
    /// Where they are, by their kind in the order of [`PART_KINDS`]. Parts of one volume stand behind each other, from its first
    /// byte to its last.
    pub parts: [Vec<StoredPart>; PART_KINDS.len()],
}

/// Writes the manifest file, framed, not compressed. `norms` are the columns of [`crate::norms::NormsWriter`].
pub fn encode(generator: &str, statistics: &Statistics, listing: &Listing, norms: &[u8]) -> Vec<u8> {
    let mut payload = Vec::new();
    let out = &mut payload;
    write_primer(&listing.primer, out);
    write_bytes(generator.as_bytes(), out);
    write_varint(u64::from(statistics.documents), out);
    let counts = &statistics.counts;
    for number in [counts.terms, counts.postings, counts.positions, statistics.text_bytes] {
        write_varint(number, out);
    }
    for words in statistics.field_words {
        write_varint(words, out);
    }
    write_shards(&listing.shards, out);
    let has_ranges = !listing.ranges.is_empty();
    out.push(u8::from(has_ranges));
    if has_ranges {
        write_varint(listing.ranges.len() as u64, out);
        for range in &listing.ranges {
            write_varint(u64::from(range.documents), out);
            out.push(range.blocks);
        }
    } else {
        write_varint(listing.blocks.len() as u64, out);
        for documents in &listing.blocks {
            write_varint(u64::from(*documents), out);
        }
    }
    write_varint(listing.columns.len() as u64, out);
    for column in &listing.columns {
        write_bytes(column.name.as_bytes(), out);
        out.push(column.kind as u8);
    }
    write_varint(listing.similar.len() as u64, out);
    let mut before = 0;
    for hash in &listing.similar {
        write_varint(hash - before, out);
        before = *hash;
    }
    write_varint(listing.prepared_from, out);
    write_keys(&listing.prepared, out);
    write_keys(&listing.spelling, out);
    let mut parts = listing.parts.clone();
    if has_ranges {
        parts[DOCUMENTS].clear();
    }
    write_parts(&parts.concat(), out);
    out.extend_from_slice(norms);
    frame::seal(Kind::Manifest, &payload)
}

fn write_keys(keys: &[Vec<u8>], out: &mut Vec<u8>) {
    write_varint(keys.len() as u64, out);
    for key in keys {
        write_bytes(key, out);
    }
}

/// Writes where parts are: what is alike in all of them, then what is not.
pub(crate) fn write_parts(parts: &[StoredPart], out: &mut Vec<u8>) {
    let (mut high, mut low) = (Vec::new(), Vec::new());
    for part in parts {
        let is_first = part.offset == 0;
        write_varint(part.bytes >> 8 << 1 | u64::from(is_first), &mut high);
        low.push(part.bytes as u8);
        if is_first {
            low.extend_from_slice(&part.hash);
        }
    }
    write_bytes(&high, out);
    out.extend_from_slice(&low);
}

fn write_shards(shards: &[TermShardEntry], out: &mut Vec<u8>) {
    let (mut numbers, mut keys, mut hashes) = (Vec::new(), Vec::new(), Vec::new());
    write_varint(shards.len() as u64, &mut numbers);
    let mut key_before: &[u8] = &[];
    for shard in shards {
        let shared = shard.first_key.iter().zip(key_before).take_while(|(a, b)| a == b).count();
        let others = shard.first_key.get(shared..).unwrap_or_default();
        key_before = &shard.first_key;
        let tier_files = shard.tier_files as usize;
        for number in [shared, others.len(), shard.synonyms_of.len(), tier_files] {
            write_varint(number as u64, &mut numbers);
        }
        keys.extend_from_slice(others);
        let mut before = 0;
        for hash in &shard.synonyms_of {
            write_varint(u64::from(hash - before), &mut hashes);
            before = *hash;
        }
    }
    write_bytes(&numbers, out);
    write_bytes(&keys, out);
    out.extend_from_slice(&hashes);
}
