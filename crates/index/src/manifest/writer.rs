//! Manifest → bytes.

use super::{ColumnEntry, DocumentBlockEntry, SimilarEntry, Statistics, StoredFile, TermShardEntry};
use crate::codec::{write_bytes, write_varint};
use crate::frame::{self, Kind};

/// Writes the manifest file, framed, not compressed. `norms` are the columns of [`crate::norms::NormsWriter`].
pub fn encode(
    generator: &str,
    statistics: &Statistics,
    shards: &[TermShardEntry],
    blocks: &[DocumentBlockEntry],
    columns: &[ColumnEntry],
    similar: &[SimilarEntry],
    norms: &[u8],
) -> Vec<u8> {
    let mut payload = Vec::new();
    let out = &mut payload;
    write_bytes(generator.as_bytes(), out);
    write_varint(u64::from(statistics.documents), out);
    let counts = &statistics.counts;
    for number in [counts.terms, counts.postings, counts.positions, statistics.text_bytes] {
        write_varint(number, out);
    }
    for words in statistics.field_words {
        write_varint(words, out);
    }
    write_varint(shards.len() as u64, out);
    for shard in shards {
        write_bytes(&shard.first_key, out);
        write_file(&shard.terms, out);
        write_file(&shard.positions, out);
        write_varint(shard.synonyms_of.len() as u64, out);
        let mut before = 0;
        for hash in &shard.synonyms_of {
            write_varint(u64::from(hash - before), out);
            before = *hash;
        }
    }
    write_varint(blocks.len() as u64, out);
    for block in blocks {
        write_varint(u64::from(block.documents), out);
        write_file(&block.file, out);
    }
    write_varint(columns.len() as u64, out);
    for column in columns {
        write_bytes(column.name.as_bytes(), out);
        out.push(column.kind as u8);
        write_file(&column.file, out);
    }
    write_varint(similar.len() as u64, out);
    for entry in similar {
        write_varint(entry.first_hash, out);
        write_file(&entry.file, out);
    }
    out.extend_from_slice(norms);
    frame::seal(Kind::Manifest, &payload)
}

fn write_file(file: &StoredFile, out: &mut Vec<u8>) {
    out.extend_from_slice(&file.hash);
    write_varint(file.bytes, out);
}
