//! Posting → bytes.

use super::{COMMON_MASKS, FREQUENCY_BITS, LISTED, MOST_IN_CODE, Posting, has_norm};
use crate::FIELDS;
use crate::codec::write_varint;

/// The columns of posting lists.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    /// Document ids.
    pub documents: Vec<u8>,
    /// Norms, which are left out of a shard where the manifest has them.
    pub norms: Vec<u8>,
    /// Occurrences by field.
    pub codes: Vec<u8>,
}

/// Appends a posting list to the columns. Postings stand in ascending order of document id, each with at least one
/// occurrence.
pub fn encode(postings: &[Posting], columns: &mut Columns) {
    let mut next = 0;
    for posting in postings {
        write_varint(u64::from(posting.doc - next), &mut columns.documents);
        next = posting.doc + 1;
        encode_frequencies(posting, &mut columns.codes);
        let norms = posting.norms.0.iter().enumerate();
        columns
            .norms
            .extend(norms.filter(|(field, _)| has_norm(*field, &posting.frequencies)).map(|one| one.1));
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
