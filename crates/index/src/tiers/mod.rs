//! Tiers: the posting list of a term that very many documents hold, cut by what its postings are worth, so that a search reads the
//! best of it and the others only where these are not enough.
//!
//! The postings that add most to the score of their documents are the first tier; each further tier makes three times as many of
//! all before it more. Tiers of one list share no document. The first stands with the other lists of the shard or, as all others,
//! *apart*: in a file of its own, its positions in another. Source of the idea: Manning, Raghavan, Schütze, "Introduction to
//! Information Retrieval" (2008), section 7.2.1.
//!
//! What the term shard says of tiers that stand apart:
//!
//! ```text
//! varint   number of terms that have any; of each:
//!            distance of its ordinal from the one before; number of tiers; of each its number of postings (varints)
//! parts    of each tier its postings, then its positions, as the manifest says where parts are; the first of a shard is the first
//!          of its volume
//! ```
//!
//! A tier has columns as the posting lists of a shard do:
//!
//! ```text
//! varint, bytes   document ids
//! varint, bytes   norms; none where the manifest has the norms
//! bytes           codes, to the end
//! ```
//!
//! Its positions are a file as that of a shard, of one list.

mod reader;
mod writer;

pub use reader::TierFile;
pub(crate) use reader::TierTable;
pub(crate) use writer::TierTableWriter;
pub use writer::{WrittenTier, encode};
