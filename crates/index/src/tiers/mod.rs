//! Tiers: the posting list of a term that very many documents hold, cut by what its postings are worth, so that a search reads the
//! best of it, then which documents hold the term at all, and the rest only where everything counts.
//!
//! The postings that add most to the score of their documents are the *best*, and stand with the other lists of the shard or *apart*,
//! in a file of their own; the *others* always stand apart, their document ids in one file and what is in these documents in another. The
//! positions of both are files of their own, too. Source of the idea: Manning, Raghavan, Schütze, "Introduction to Information
//! Retrieval" (2008), section 7.2.1.
//!
//! What the term shard says of lists that stand apart:
//!
//! ```text
//! varint   number of terms that have any; of each, as varints:
//!            distance of its ordinal from the one before; number of its best postings that stand apart; number of the others
//! parts    of each term the files that it has: the best postings, their positions; the ids of the others, their norms and codes,
//!          their positions; as the manifest says where parts are, the first of a shard being the first of its volume
//! ```
//!
//! A file of postings has columns as the posting lists of a shard do; that of ids has no others, that of norms and codes no ids:
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
pub use reader::{Apart, TierContent, TierFile};
pub(crate) use writer::TierTableWriter;
pub use writer::{encode_best, encode_others};
