//! Postings: which documents hold a term, and how often in which field.
//!
//! The posting lists of a shard are columns, so that like stands by like and deflates well, and no list needs a length:
//!
//! ```text
//! varints  document ids of each list in order: the first as it is, then the distance from the one before, less one
//! norms    for each of them the norm of each field that holds the term, a byte, in the order of [`crate::norms::MEASURED`]; that of the title
//!          also where it holds the term as a part of a word. There is no such column where the manifest has the norms
//! codes    for each of them the occurrences by field: a byte, or a byte, a mask and varints
//! ```
//!
//! A code's high three bits are the place of a mask of fields in [`COMMON_MASKS`], its low five the frequency in the last field
//! of the mask, less one; in the fields before it the frequency is 1. Other postings have the code [`LISTED`], the mask of the
//! fields that hold the term (see [`crate::Field::bit`]), never empty, and a varint of each field's frequency, in the order
//! of the fields. The number of postings of each list, the document frequency, stands in the term shard.

mod reader;
mod writer;

pub use reader::{Posting, Postings};
pub use writer::{Columns, encode};

use crate::{FIELDS, Field};

/// Masks of the fields of most postings: 99 of 100 have one of them. Body; part of a word; heading, without and with body;
/// title, with body and without; title, heading and body.
const COMMON_MASKS: [u8; 7] = [8, 16, 2, 10, 9, 1, 11];
/// Bits of a code that are a frequency.
const FREQUENCY_BITS: u32 = 5;
/// The largest frequency that fits into a code.
const MOST_IN_CODE: u32 = 1 << FREQUENCY_BITS;
/// The code that a mask and frequencies follow.
const LISTED: u8 = (COMMON_MASKS.len() as u8) << FREQUENCY_BITS;

/// Whether a posting with these frequencies has a norm of a field, by the field's place in [`crate::norms::MEASURED`].
fn has_norm(field: usize, frequencies: &[u32; FIELDS.len()]) -> bool {
    let holds = |field: usize| frequencies.get(field).is_some_and(|held| *held > 0);
    holds(field) || field == Field::Title.column() && holds(Field::TitlePart.column())
}
