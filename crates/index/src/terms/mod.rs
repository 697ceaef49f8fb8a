//! Terms: the dictionary of keystroke keys and, beside it, the postings of each term.
//!
//! The dictionary is cut by key range into shards. One shard is one file:
//!
//! ```text
//! varint          number of terms, n
//! varint, bytes   dictionary: an FST that maps each key to its ordinal, 0 to n − 1 in the order of the keys
//! varint, bytes   n varints: document frequency of each term
//! varint, bytes   n varints: length of each posting list, bytes
//! varint, bytes   n varints: length of each position list, bytes, in the shard's file of positions
//! bytes           the posting lists, in order (see [`crate::postings`]), to the end
//! ```
//!
//! Ordinals rather than offsets are the values of the FST: they are smaller, all keys with one prefix are one range of
//! ordinals, and a key can be found from its ordinal.

mod reader;
mod writer;

pub use reader::{TermOrdinal, TermShard};
pub use writer::{Counts, Occurrence, TermShardWriter, WrittenShard};
