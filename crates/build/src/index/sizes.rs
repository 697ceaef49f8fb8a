//! How large shards and blocks are where nobody says it.
//!
//! A search uses a line or two of each shard and block that it loads, so they are better small. But the manifest lists all of
//! them, and a search loads that, too: where its bytes and those that are loaded in vain are the fewest together, both are as
//! many, and the sizes grow with the square root of what is stored (`bench/LAYOUT.md`).
//!
//! For hosts that give no parts of files each is a file of its own, and the number of files bounds them, which hosts bound.

use super::IndexOptions;
use keyseek_index::manifest::range::MOST_BLOCKS;
use keyseek_index::manifest::{StoredPart, TIER_FILE_BYTES, TermShardEntry};

/// Sizes of shards and blocks, in volumes: the factor of the square root, the least and the most.
const SHARDS: Law = Law { factor: 3.0, least: 4 << 10, most: 32 << 10 };
const BLOCKS: Law = Law { factor: 0.5, least: 1 << 10, most: 16 << 10 };

/// Documents of so many bytes have blocks in ranges. Where the manifest lists all blocks of *n* bytes, their list and ten of them
/// take 5.4 √*n* bytes of a first search at the best size; with ranges it is about 50 kB at any, and a round more, which is
/// worth as much as 30 kB at 1.6 Mb/s and 150 ms.
const RANGED_STORE: u64 = 256 << 20;
/// The size of blocks that are listed in ranges.
const RANGED_BLOCKS: usize = 4 << 10;

/// Documents of so many bytes have lists in tiers. Of a million documents a frequent word has a megabyte of postings, of which the
/// best 8,192 have some 20 kB; those of two words share some seventy by chance.
const TIERED_STORE: u64 = RANGED_STORE;
const FIRST_TIER: usize = 8_192;
/// Lists of more than such a share of a first tier stand apart, so that a shard, which is loaded for any of its terms, stays small.
const APART: usize = 8;
/// Volumes of long lists where all other parts are files: each a file, they would be more than all others.
const TIER_FILES: usize = 256 << 10;

/// Shards of fewer bytes are not worth an answer: it has as many.
const LEAST_PREPARED: u64 = 256;
/// Sizes of parts of prepared answers, of which a search uses one answer.
const PREPARED: Law = Law { factor: 4.0, least: 1 << 10, most: 16 << 10 };

/// Sizes of files of a spelling dictionary. Of those of the first key of a word all are loaded, and one or two of those of turned keys:
/// of 8 KiB, which have 5 compressed, a megabyte of terms has some fifty.
const SPELLING: Law = Law { factor: 10.0, least: 128, most: 8 << 10 };

/// Volumes of a kind, about, from which on they grow: the manifest has a hash of each, five bytes.
const VOLUMES: usize = 1_000;

/// Size of the primer. Every page loads it, and every block is smaller for it, so that it grows with what blocks have: a first
/// search loads the fewest bytes with 2 to 4 KiB for small ones, later searches, and all bytes together, the fewer the larger. Over the
/// Rust documentation, 93 MB, a factor of 1.75 rather than 1 makes the index 1.5 % smaller for 3 kB of the manifest, of which ten
/// documents give one back.
const PRIMER: Law = Law { factor: 1.75, least: 4 << 10, most: 16 << 10 };
/// The same where blocks are files, and large.
const PRIMER_OF_FILES: Law = Law { least: 8 << 10, ..PRIMER };
/// Documents of so few bytes have none: it would be most of a manifest that is small.
const SMALL_STORE: u64 = 512 << 10;

/// Norms of more bytes, compressed, stand beside the postings.
const MOST_NORMS: usize = 48 << 10;

/// Sizes of shards and blocks that are files.
const SHARD_FILES: usize = 16 << 10;
const BLOCK_FILES: usize = 8 << 10;
/// An index of so few bytes, as estimated, has larger shards, since large shards compress better: in files nearly one for all,
/// in volumes twice the least, with which a first search over a few posts loads half of what it would with one for all.
const SMALL_INDEX: usize = 256 << 10;
/// The size of a small index's shards that are files.
const IN_SMALL_INDEX: usize = 96 << 10;

/// Files of an index at most, about, that has no volumes: hosts of static files bound them at 20,000, and for a site of up to
/// 50,000 pages a tenth of that is a number that people are content with.
fn most_files(documents: usize) -> usize {
    (documents / 55).max(1_900)
}

#[derive(Clone, Copy)]
struct Law {
    factor: f64,
    least: usize,
    most: usize,
}

impl Law {
    fn size(self, bytes: u64) -> usize {
        (((bytes as f64).sqrt() * self.factor) as usize).clamp(self.least, self.most)
    }
}

/// The size at which a shard is full; `bytes` is what all take before compression, about.
pub(super) fn shard(options: &IndexOptions, documents: usize, bytes: usize) -> usize {
    if options.shard_bytes > 0 {
        options.shard_bytes
    } else if options.volume_bytes > 0 {
        SHARDS.size(bytes as u64) << u32::from(bytes < SMALL_INDEX)
    } else if bytes < SMALL_INDEX {
        IN_SMALL_INDEX
    } else {
        SHARD_FILES.max(bytes / (most_files(documents) / 4))
    }
}

/// The size at which a block of documents of these sizes is full, in an index of so many shards.
pub(super) fn block(options: &IndexOptions, shards: usize, sizes: &[u64]) -> usize {
    if options.block_bytes > 0 {
        options.block_bytes
    } else if range_blocks(options, sizes).is_some() {
        RANGED_BLOCKS
    } else if options.volume_bytes > 0 {
        BLOCKS.size(sizes.iter().sum())
    } else {
        let others = 2 * shards + similar_files(sizes.len());
        block_file(BLOCK_FILES, most_files(sizes.len()).saturating_sub(others), sizes)
    }
}

/// How many blocks a range has, if there are ranges.
pub(super) fn range_blocks(options: &IndexOptions, sizes: &[u64]) -> Option<usize> {
    let is_large = options.volume_bytes > 0 && sizes.iter().sum::<u64>() >= RANGED_STORE;
    let blocks = options.range_blocks.unwrap_or(if is_large { MOST_BLOCKS } else { 0 });
    (blocks > 0).then_some(usize::from(blocks))
}

/// How many postings the first tier of a list has, if lists are cut; what is found depends on it, and so it does not depend on how
/// the index is stored.
pub(super) fn first_tier(options: &IndexOptions, sizes: &[u64]) -> Option<usize> {
    let is_large = sizes.iter().sum::<u64>() >= TIERED_STORE;
    options.first_tier.or(is_large.then_some(FIRST_TIER)).filter(|first| *first > 0)
}

/// Lists of more postings stand apart from their shards. Where all parts are files they are only those that are cut.
pub(super) fn apart(options: &IndexOptions, first_tier: usize) -> usize {
    if options.volume_bytes > 0 { first_tier / APART } else { usize::MAX }
}

/// The size at which a volume is full, of a kind that has so many bytes before compression, about.
pub(super) fn volume(options: &IndexOptions, bytes: usize) -> usize {
    if options.volume_bytes == 0 { 0 } else { options.volume_bytes.max(bytes / VOLUMES) }
}

/// The size at which a volume of long lists is full, which have so many bytes before compression, about.
pub(super) fn tier_volume(options: &IndexOptions, bytes: usize) -> usize {
    if options.volume_bytes > 0 { volume(options, bytes) } else { TIER_FILES }
}

/// Bytes of a beginning's term shards and their tiers, as stored, from which on its answer is prepared, in an index of these shards:
/// three of them, about, or one of which a frequent term is too much for a first search.
pub(super) fn prepared_from(shards: &[TermShardEntry], parts: &[StoredPart]) -> u64 {
    let tiers: u64 = shards.iter().map(|shard| u64::from(shard.tier_files) * TIER_FILE_BYTES).sum();
    let bytes: u64 = parts.iter().map(|part| part.bytes).sum();
    ((bytes + tiers) * 3 / shards.len().max(1) as u64).max(LEAST_PREPARED)
}

/// The size at which a part of prepared answers is full, bytes before compression, when all have so many.
pub(super) fn prepared_part(options: &IndexOptions, bytes: usize) -> usize {
    if options.volume_bytes > 0 { PREPARED.size(bytes as u64) } else { PREPARED.most }
}

/// The size at which a file of a spelling dictionary is full, bytes before compression, of keys of so many bytes in all.
pub(super) fn spelling_file(options: &IndexOptions, bytes: usize) -> usize {
    if options.volume_bytes > 0 { SPELLING.size(bytes as u64) } else { SPELLING.most }
}

/// Bytes of the primer of documents of these sizes, at most.
pub(super) fn primer(options: &IndexOptions, sizes: &[u64]) -> usize {
    let law = if options.volume_bytes > 0 { PRIMER } else { PRIMER_OF_FILES };
    let suitable = |bytes| if bytes < SMALL_STORE { 0 } else { law.size(bytes) };
    options.primer_bytes.unwrap_or_else(|| suitable(sizes.iter().sum()))
}

/// Bytes that the norms have in the manifest at most, compressed.
pub(super) fn norms(options: &IndexOptions) -> usize {
    options.norms_bytes.unwrap_or(MOST_NORMS)
}

/// How many files of similar documents there are at most, about.
pub(super) fn similar_files(documents: usize) -> usize {
    most_files(documents) / 20
}

/// The size at which a block is full: `least`, or the least that is more and makes `most` blocks of documents of these sizes.
fn block_file(least: usize, most: usize, sizes: &[u64]) -> usize {
    let count = |block_bytes: u64| {
        let (mut blocks, mut open) = (0, 0);
        for size in sizes {
            open += size;
            if open >= block_bytes {
                (blocks, open) = (blocks + 1, 0);
            }
        }
        blocks + usize::from(open > 0)
    };
    let (mut least, mut enough) = (least as u64, sizes.iter().sum::<u64>().max(1));
    if least >= enough || count(least) <= most {
        return least as usize;
    }
    while enough - least > 1 {
        let middle = least + (enough - least) / 2;
        if count(middle) <= most {
            enough = middle;
        } else {
            least = middle;
        }
    }
    enough as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_grow_where_there_would_be_too_many_files() {
        let check = |least, most, sizes: &[u64], expected| {
            assert_eq!(block_file(least, most, sizes), expected, "{most} of {sizes:?}");
        };
        check(10, 5, &[], 10);
        check(10, 5, &[100; 5], 10);
        check(10, 4, &[100; 5], 101);
        check(10, 2, &[100; 5], 201);
        check(10, 1, &[100; 5], 401);
        check(10, 3, &[1; 30], 10);
        check(10, 2, &[1; 30], 15);
        check(0, 1, &[0, 0], 1);
    }

    #[test]
    fn sizes_are_as_told_or_grow_with_the_site() {
        let told = IndexOptions { shard_bytes: 1, block_bytes: 2, ..IndexOptions::default() };
        assert_eq!((shard(&told, 9, 1 << 30), block(&told, 9, &[1 << 30])), (1, 2));
        let told = IndexOptions { primer_bytes: Some(0), ..told };
        assert_eq!(primer(&told, &[1 << 30]), 0);
        assert_eq!(primer(&IndexOptions::default(), &[SMALL_STORE - 1]), 0);
        for options in [IndexOptions::default(), IndexOptions { volume_bytes: 0, ..IndexOptions::default() }]
        {
            let sizes = [1 << 20, 1 << 24, 1 << 34].map(|bytes| {
                let documents = bytes / 4096;
                let each = vec![4096; documents];
                let (block, primer) = (block(&options, 100, &each), primer(&options, &each));
                (shard(&options, documents, bytes / 4), block, primer)
            });
            let [least, _, most] = sizes;
            let grow = most.0 > least.0 && most.1 > least.1 && most.2 > least.2;
            assert!(sizes.is_sorted() && grow, "{sizes:?}");
        }
    }
}
