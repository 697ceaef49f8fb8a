//! Sort keys: documents in the order of a column's values.

use crate::order;
use crate::ranking::Ranked;
use keyseek_index::columns::Column;

/// A column to sort by.
///
/// Documents without a value stand last in either direction. Of several values the first in the direction counts: the
/// smallest where they ascend, the largest where they descend. Documents that no key tells apart stay as they were ranked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SortKey {
    /// Name of the column.
    pub column: String,
    /// Whether the largest value stands first.
    pub descending: bool,
}

/// The ranked documents in the order of a column; those of one value keep theirs.
pub(super) fn sorted(ranked: &[Ranked], column: &Column, descending: bool, documents: u32) -> Vec<Ranked> {
    let mut places = vec![u32::MAX; documents as usize];
    for at in 0..column.len() {
        let place = if descending { column.len() - 1 - at } else { at } as u32;
        for doc in column.documents(at) {
            if let Some(slot) = places.get_mut(*doc as usize) {
                *slot = place.min(*slot);
            }
        }
    }
    let mut keys = Vec::with_capacity(ranked.len());
    for (at, one) in ranked.iter().enumerate() {
        let place = places.get(one.doc as usize).copied().unwrap_or(u32::MAX);
        keys.push(u64::from(place) << 32 | at as u64);
    }
    order::sort(&mut keys);
    let mut sorted = Vec::with_capacity(ranked.len());
    for key in keys {
        if let Some(one) = ranked.get(key as u32 as usize) {
            sorted.push(*one);
        }
    }
    sorted
}
