//! Posting → bytes.

use super::{INLINE_FREQUENCY, MASK_BITS, Posting};
use crate::FIELDS;
use crate::codec::write_varint;

/// Appends the posting list to `out`. Postings stand in ascending order of document id, each with at least one
/// occurrence.
pub fn encode(postings: &[Posting], out: &mut Vec<u8>) {
    let mut next = 0;
    for posting in postings {
        write_varint(u64::from(posting.doc - next), out);
        next = posting.doc + 1;
    }
    for posting in postings {
        encode_frequencies(posting, out);
    }
}

fn encode_frequencies(posting: &Posting, out: &mut Vec<u8>) {
    let held = FIELDS.iter().filter(|field| posting.frequency(**field) > 0);
    let mask = held.clone().fold(0, |mask, field| mask | field.bit());
    let total = posting.total_frequency();
    if held.clone().count() == 1 && total <= INLINE_FREQUENCY {
        out.push(mask | (total as u8) << MASK_BITS);
        return;
    }
    out.push(mask);
    for field in held {
        write_varint(u64::from(posting.frequency(*field)), out);
    }
}
