//! Terms → shard files.

use super::files::{self, Stored};
use super::merge::Term;
use crate::Progress;
use keyseek_index::Error;
use keyseek_index::frame::Kind;
use keyseek_index::terms::{Counts, TermShardWriter};
use rayon::prelude::*;

/// Cuts sorted terms into runs that each fill a shard of about `shard_bytes`.
pub(super) fn cut(terms: &[Term], shard_bytes: usize) -> Vec<&[Term]> {
    let mut shards = Vec::new();
    let (mut start, mut size) = (0, 0);
    for (at, term) in terms.iter().enumerate() {
        size += estimate(term);
        if size >= shard_bytes {
            shards.push(&terms[start..=at]);
            (start, size) = (at + 1, 0);
        }
    }
    if start < terms.len() {
        shards.push(&terms[start..]);
    }
    shards
}

/// What a term adds to its shard, bytes before compression: measured on the stories, a key costs about half of its
/// length in the FST beside two bytes for its ordinal, and an occurrence about two bytes of postings.
fn estimate(term: &Term) -> usize {
    2 + term.key.len() / 2 + 2 * term.occurrences.len()
}

/// A shard's files and what they hold.
#[derive(Debug)]
pub(super) struct Shard {
    pub(super) first_key: Vec<u8>,
    pub(super) terms: Stored,
    pub(super) positions: Stored,
    pub(super) counts: Counts,
}

/// Writes and compresses every shard, on all cores, in order.
pub(super) fn write(shards: &[&[Term]], progress: &dyn Progress) -> Result<Vec<Shard>, Error> {
    shards
        .par_iter()
        .map(|terms| {
            let mut writer = TermShardWriter::default();
            for term in *terms {
                writer.add(&term.key, &term.occurrences)?;
            }
            let written = writer.finish()?;
            let shard = Shard {
                terms: files::store(Kind::Terms, &written.terms),
                positions: files::store(Kind::Positions, &written.positions),
                first_key: written.first_key,
                counts: written.counts,
            };
            progress.advance(1);
            Ok(shard)
        })
        .collect()
}
