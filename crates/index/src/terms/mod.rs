//! Terms: the dictionary of keystroke keys and, beside it, the postings of each term.
//!
//! The dictionary is cut by key range into shards. One shard is one file:
//!
//! ```text
//! varint          number of terms, n
//! varint, bytes   dictionary: an FST that maps each key to its ordinal, 0 to n − 1 in the order of the keys
//! varint, bytes   n varints: document frequency of each term
//! varint, bytes   groups: forms of one word, each two or more ordinals: their number, doubled, plus 1 when only some of
//!                 them are inflected forms of each other; the first as its distance from the first of the group
//!                 before, the others as the distance from the one before
//! varint, bytes   aliases: terms with synonyms, each: distance of its ordinal from the one before, number of
//!                 synonyms, then the key of each as bytes
//! varint, bytes   lists that stand apart (see [`crate::tiers`]); none where there are none
//! varint, bytes   the document ids of the posting lists, in order (see [`crate::postings`])
//! varint, bytes   the norms of the posting lists, in order; none where the manifest has the norms
//! bytes           the codes of the posting lists, in order, to the end
//! ```
//!
//! Of a group with words derived from others, such as *state* and *stateful*, the spelling rules of the analyzer say which are
//! inflected forms of which.
//!
//! Every written form has a posting list of its own, so that the form as typed can rank first; a group says which forms
//! are one word, and lies within one shard. A synonym may lie in any shard, so an alias names its key. A term that no
//! document holds stands in the dictionary when it has synonyms that do: its lists are empty.
//!
//! Ordinals rather than offsets are the values of the FST: they are smaller, all keys with one prefix are one range of
//! ordinals, and a key can be found from its ordinal.

mod dictionary;
mod node;
mod reader;
mod writer;

pub(crate) use dictionary::Dictionary;
pub use reader::{TermOrdinal, TermShard};
pub(crate) use writer::write_list;
pub use writer::{Counts, Occurrence, TermShardWriter, WrittenShard, posting};
