//! The spelling dictionary of a large index: the terms that most documents hold, for readings that look for a word among all terms
//! that are like it, which would otherwise load every shard that may hold one, postings and all.
//!
//! ```text
//! bytes   an FST (format of the `fst` crate), to the end, from keys to how frequent their terms are, see [`frequency`]
//! ```
//!
//! The keys of a term are two: its own, and the one *turned*, a byte [`TURNED`], the key without its first byte, a byte [`END`], that
//! first byte. Among the turned ones stand terms beside each other that are alike but for their first key, which among the others may
//! be anywhere. The keys of all terms, in ascending order, are cut into files; the manifest lists a lower bound of the keys of each.

mod reader;
mod writer;

pub use reader::SpellingFile;
pub use writer::SpellingWriter;

/// What a turned key begins with: no key begins with less than a space.
pub const TURNED: u8 = 1;

/// What stands in a turned key before the first byte of the key; it is in no key itself.
pub const END: u8 = 0;

/// A key, turned.
pub fn turned(key: &[u8]) -> Vec<u8> {
    let (first, rest) = key.split_at(key.len().min(1));
    [&[TURNED], rest, &[END], first].concat()
}

/// How frequent a term is that so many documents hold: the logarithm of their number, in halves.
pub fn frequency(documents: u32) -> u32 {
    let bits = documents.checked_ilog2().unwrap_or(0);
    let half = documents >> bits.saturating_sub(1) & 1;
    2 * bits + half
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::{self, Kind};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    #[test]
    fn frequencies_grow_with_the_number_of_documents() {
        let given = [0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 12, u32::MAX].map(frequency);
        assert_eq!(given, [0, 1, 2, 3, 4, 4, 5, 5, 6, 6, 7, 63]);
        assert!((0..5000).map(frequency).is_sorted());
    }

    #[test]
    fn what_differs_in_its_first_key_stands_together_when_it_is_turned() {
        assert_eq!(turned(b"kafka"), b"\x01afka\0k");
        assert_eq!(turned(b""), b"\x01\0");
    }

    fn file(terms: &BTreeMap<Vec<u8>, u32>) -> Vec<u8> {
        let mut writer = SpellingWriter::default();
        for (key, frequency) in terms {
            writer.add(key, *frequency).unwrap();
        }
        writer.finish().unwrap()
    }

    fn found(
        file: &SpellingFile,
        accepts: &mut dyn FnMut(usize, u8) -> Option<bool>,
    ) -> BTreeMap<Vec<u8>, u32> {
        let mut found = BTreeMap::new();
        file.search(accepts, &mut |key, frequency| {
            found.insert(key.to_vec(), frequency);
        });
        found
    }

    proptest! {
        #[test]
        fn what_was_written_is_found(terms in prop::collection::btree_map(prop::collection::vec(any::<u8>(), 1..6), 0..64u32, 0..60)) {
            let opened = SpellingFile::open(&file(&terms)).unwrap();
            prop_assert_eq!(opened.len(), terms.len());
            prop_assert_eq!(found(&opened, &mut |_, _| Some(true)), terms.clone());
            let mut of_small = terms;
            of_small.retain(|key, _| key.iter().all(|byte| *byte < 0x80));
            prop_assert_eq!(found(&opened, &mut |_, byte| (byte < 0x80).then_some(true)), of_small);
        }

        #[test]
        fn any_bytes_are_read_without_panic(
            terms in prop::collection::btree_map(prop::collection::vec(any::<u8>(), 1..6), 0..64u32, 0..60),
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..9),
            kept: prop::sample::Index,
            other: Vec<u8>,
        ) {
            let sound = file(&terms);
            let mut payload = frame::open(Kind::Spelling, &sound).unwrap().to_vec();
            for (at, byte) in changes {
                let at = at.index(payload.len());
                payload[at] = byte;
            }
            let cut = &payload[..kept.index(payload.len())];
            for payload in [&payload, cut, &other] {
                if let Ok(file) = SpellingFile::open(&frame::seal(Kind::Spelling, payload)) {
                    found(&file, &mut |length, _| (length < 3).then_some(true));
                }
            }
        }
    }

    #[test]
    fn damage_is_an_error() {
        let sound = file(&[(b"kafka".to_vec(), 9)].into());
        assert!(SpellingFile::open(&sound).is_ok());
        for at in 0..sound.len() {
            let mut flipped = sound.clone();
            flipped[at] ^= 0x20;
            assert!(SpellingFile::open(&flipped).is_err(), "byte {at} flipped");
            assert!(SpellingFile::open(&sound[..at]).is_err(), "cut at {at}");
        }
        assert!(SpellingFile::open(&frame::seal(Kind::Spelling, b"no dictionary")).is_err());
        assert!(SpellingFile::open(&frame::seal(Kind::Terms, &sound)).is_err());
    }
}
