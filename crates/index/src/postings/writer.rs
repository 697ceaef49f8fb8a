//! Posting → bytes.

use super::{COMMON_MASKS, FREQUENCY_BITS, LISTED, MOST_IN_CODE, Posting};
use crate::FIELDS;
use crate::codec::write_varint;

/// Appends a posting list to both columns. Postings stand in ascending order of document id, each with at least one
/// occurrence.
pub fn encode(postings: &[Posting], documents: &mut Vec<u8>, codes: &mut Vec<u8>) {
    let mut next = 0;
    for posting in postings {
        write_varint(u64::from(posting.doc - next), documents);
        next = posting.doc + 1;
        encode_frequencies(posting, codes);
    }
}

fn encode_frequencies(posting: &Posting, out: &mut Vec<u8>) {
    let held = FIELDS.iter().filter(|field| posting.frequency(**field) > 0);
    let mask = held.clone().fold(0, |mask, field| mask | field.bit());
    let last = held.clone().next_back().map_or(0, |field| posting.frequency(*field));
    let others = held.clone().count() as u32 - 1;
    let common = COMMON_MASKS.iter().position(|common| *common == mask);
    if let Some(place) = common.filter(|_| last <= MOST_IN_CODE && posting.total_frequency() == last + others)
    {
        out.push((place as u8) << FREQUENCY_BITS | (last - 1) as u8);
        return;
    }
    out.extend_from_slice(&[LISTED, mask]);
    for field in held {
        write_varint(u64::from(posting.frequency(*field)), out);
    }
}
