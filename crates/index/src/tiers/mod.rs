//! Tiers: the posting list of a term that very many documents hold, cut by what its postings are worth, so that a search reads the
//! best of it, then which documents hold the term at all, and the rest only where everything counts.
//!
//! The postings that add most to the score of their documents are the *best*, and stand with the other lists of the shard or *apart*,
//! in a file of their own; the *others* always stand apart, their document ids in one file and what is in these documents in another. The
//! positions of both are files of their own, too. Source of the idea: Manning, Raghavan, Schütze, "Introduction to Information
//! Retrieval" (2008), section 7.2.1.
//!
//! The ids of many others are cut by ranges of documents, each twice as long as all before it, and a search may read the first ranges
//! only: of the documents there it is then known of all such lists alike whether they hold them.
//!
//! A *beginning* of words that very much begins with has a list of its own, of the documents that hold any longer term that begins so:
//! who types on behind another word needs one list, and not those of dozens of terms in as many shards. It is never read whole, so
//! that neither positions nor what is in the others are written. It counts as a term behind those of its shard.
//!
//! What the term shard says of lists that stand apart:
//!
//! ```text
//! bytes    the keys of the beginnings (each bytes), in ascending order
//! varint   number of terms and beginnings that have any; of each, as varints:
//!            distance of its ordinal from the one before; number of its best postings that stand apart; number of the others, and
//!            where there are any of these how many files their ids have
//! parts    of each the files that it has: the best postings, their positions; the ids of the others, range by range, their norms and
//!          codes, their positions; as the manifest says where parts are, the first of a shard being the first of its volume
//! ```
//!
//! A file of postings has columns as the posting lists of a shard do; that of ids has no others, that of norms and codes no ids. Where
//! ids have several files, their columns are one, cut:
//!
//! ```text
//! varint, bytes   document ids
//! varint, bytes   norms; none where the manifest has the norms
//! bytes           codes, to the end
//! ```
//!
//! Positions are a file as that of a shard, of one list.

mod reader;
mod writer;

pub(crate) use reader::TierTable;
pub use reader::{Apart, TierContent, TierFile, documents};
pub(crate) use writer::TierTableWriter;
pub use writer::{Lists, encode_best, encode_others};

/// Documents of the first range.
const FIRST_RANGE: u32 = 32 << 10;

/// The ids of so many others, some kilobytes, are not cut.
const UNCUT: u32 = 8 << 10;

/// The first document behind so many ranges.
#[inline(never)]
pub fn range_end(ranges: u32) -> u32 {
    FIRST_RANGE.saturating_mul(1u32.checked_shl(ranges.saturating_sub(1)).unwrap_or(u32::MAX))
}

/// Whether the ids of so many others are cut by ranges.
#[inline(never)]
pub const fn is_ranged(others: u32) -> bool {
    others > UNCUT
}
