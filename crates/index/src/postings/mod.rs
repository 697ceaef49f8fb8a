//! Postings: which documents hold a term, and how often in which field.
//!
//! A posting list is two columns, so that like stands by like and deflates well:
//!
//! ```text
//! df varints  document ids: the first as it is, then the distance from the one before, less one
//! df codes    occurrences by field: one byte, then perhaps varints
//! ```
//!
//! A code's low six bits are the mask of the fields that hold the term (see [`crate::Field::bit`]), never empty.
//! Its high two bits are the term frequency when one field is set and the frequency is 1 to 3; otherwise they are
//! 0 and a varint of each field's frequency follows, in the order of the fields. The number of postings, the document
//! frequency, stands in the term shard.

mod reader;
mod writer;

pub use reader::{Posting, Postings};
pub use writer::encode;

/// Bits of a code that are the field mask.
const MASK_BITS: u32 = 6;
/// The largest frequency that fits into a code.
const INLINE_FREQUENCY: u32 = 3;
