//! The one sort of this crate.
//!
//! Whatever is to be put in order is first made a `u64`: each further type that is sorted would add three to six
//! kilobytes to the browser module.

use keyseek_index::DocId;

/// Sorts in ascending order.
pub(crate) fn sort(keys: &mut [u64]) {
    keys.sort_unstable();
}

/// The places of items in ascending order of their documents; items of one document keep their order.
pub(crate) fn by_document(docs: impl Iterator<Item = DocId>) -> Vec<usize> {
    let mut keys: Vec<u64> = docs.zip(0u64..).map(|(doc, at)| u64::from(doc) << 32 | at).collect();
    sort(&mut keys);
    keys.into_iter().map(|key| (key & u64::from(u32::MAX)) as usize).collect()
}
