//! Terms → for each document those most like it, as blogs show them at the foot of a post.
//!
//! A document is the vector of its most telling terms, each weighted by its frequency and its rarity, of length 1; two documents
//! are as alike as their vectors' scalar product. What stands in a title or is a tag tells more than running text.
//!
//! ```text
//! vectors   terms in order, each with its documents → the vectors, through temporary data by ranges of documents
//! alike     vectors → the most alike documents of each, with the vectors of one range in memory at a time
//! ```

mod alike;
mod vectors;

use super::IndexError;
use super::files;
use super::volumes::Volumes;
use crate::Progress;
use keyseek_index::DocId;
use keyseek_index::manifest::StoredPart;
use keyseek_index::similar::SimilarWriter;
pub(super) use vectors::{Vectors, Weigher, Weight};

/// Size at which a file is full, bytes before compression: one is loaded to show what is similar to a page.
const FILE_BYTES: usize = 16 << 10;
/// What a document takes in a file, about.
const DOCUMENT_BYTES: usize = 24;

/// Writes which documents are most like each, into about `most_files` files at most; `hashes` are those of the addresses of all
/// documents. The first hash in each, and where it is.
pub(super) fn write(
    vectors: Vectors,
    hashes: &[u64],
    most_files: usize,
    mut volumes: Volumes<'_>,
    progress: &dyn Progress,
) -> Result<(Vec<u64>, Vec<StoredPart>), IndexError> {
    let similar = alike::find(&vectors.finish()?, progress)?;
    let mut by_hash: Vec<(u64, DocId)> = hashes
        .iter()
        .copied()
        .zip(0..)
        .filter(|(_, doc)| !similar[*doc as usize].as_slice().is_empty())
        .collect();
    by_hash.sort_unstable();
    // Of two addresses with one hash, which is unlikely, the first stays.
    by_hash.dedup_by_key(|(hash, _)| *hash);

    let file_bytes = FILE_BYTES.max(hashes.len() * DOCUMENT_BYTES / most_files.max(1));
    let mut first_hashes = Vec::new();
    let mut open: Option<(u64, SimilarWriter)> = None;
    for (at, (hash, doc)) in by_hash.iter().enumerate() {
        let (_, writer) = open.get_or_insert_with(|| (*hash, SimilarWriter::default()));
        writer.add(*hash, similar[*doc as usize].as_slice());
        if (writer.size() >= file_bytes || at + 1 == by_hash.len())
            && let Some((first_hash, writer)) = open.take()
        {
            volumes.add(&files::deflate(&writer.finish()))?;
            first_hashes.push(first_hash);
        }
    }
    Ok((first_hashes, volumes.finish()?))
}
