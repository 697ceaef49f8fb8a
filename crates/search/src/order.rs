//! The one sort of this crate.
//!
//! Whatever is to be put in order is first made a `u64`: each further type that is sorted would add three to six
//! kilobytes to the browser module.

use keyseek_index::DocId;

/// Sorts in ascending order: a radix sort, byte by byte from the lowest, each step of which keeps the order of the one
/// before. The sort of the standard library, where that is not built for size, is 4 kB more of the browser module.
pub(crate) fn sort(keys: &mut Vec<u64>) {
    sort_from(0, keys);
}

/// Sorts keys that are in order by their bits below `bit` already, as those of one value above are then.
#[inline(never)]
pub(crate) fn sort_from(bit: u32, keys: &mut Vec<u64>) {
    if keys.is_sorted() {
        return;
    }
    let mut sorted = vec![0; keys.len()];
    for shift in (bit..u64::BITS).step_by(8) {
        let digit = |key: u64| usize::from((key >> shift) as u8);
        let mut places = [0; 256];
        for key in keys.iter() {
            if let Some(count) = places.get_mut(digit(*key)) {
                *count += 1;
            }
        }
        // Most keys share most of their bytes.
        if places.contains(&keys.len()) {
            continue;
        }
        let mut start = 0;
        for place in &mut places {
            start += std::mem::replace(place, start);
        }
        for key in keys.iter() {
            if let Some(place) = places.get_mut(digit(*key))
                && let Some(slot) = sorted.get_mut(*place)
            {
                *slot = *key;
                *place += 1;
            }
        }
        std::mem::swap(keys, &mut sorted);
    }
}

/// The places of `count` items in ascending order of their documents; items of one document keep their order.
pub(crate) fn by_document(count: usize, doc: &dyn Fn(usize) -> Option<DocId>) -> Vec<usize> {
    let mut keys = Vec::with_capacity(count);
    for at in 0..count {
        keys.push(u64::from(doc(at).unwrap_or_default()) << 32 | at as u64);
    }
    sort_from(32, &mut keys);
    let mut places = Vec::with_capacity(count);
    for key in keys {
        places.push((key & u64::from(u32::MAX)) as usize);
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sorts_as_the_standard_library_does(mut keys: Vec<u64>, few in prop::collection::vec(0..300u64, 0..50)) {
            keys.extend(few);
            let mut expected = keys.clone();
            expected.sort_unstable();
            sort(&mut keys);
            prop_assert_eq!(keys, expected);
        }

        #[test]
        fn items_of_a_document_keep_their_order(documents in prop::collection::vec(prop_oneof![0..9u32, any::<u32>()], 0..50)) {
            let places = by_document(documents.len(), &|at| documents.get(at).copied());
            let mut expected: Vec<usize> = (0..documents.len()).collect();
            expected.sort_by_key(|at| documents[*at]);
            prop_assert_eq!(places, expected);
        }
    }
}
