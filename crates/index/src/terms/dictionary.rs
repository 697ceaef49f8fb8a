//! The dictionary of a shard: walks over its FST, from keys to ordinals and back. That of frequent terms is another, see
//! [`crate::spelling`], with other numbers in place of ordinals.
//!
//! They go from node to node: the streams of the fst crate, which the same could be written with, are 0.9 kB more of the
//! browser module, gzipped, and look at nodes that cannot match.

use super::TermOrdinal;
use super::node::{Node, Transition, number, take};
use std::fmt;
use std::ops::Range;

/// A dictionary and its bytes.
pub(crate) struct Dictionary {
    fst: Vec<u8>,
    root: usize,
    len: usize,
}

/// The format of the fst crate that is read, the first byte of it.
const VERSION: u8 = 3;

impl fmt::Debug for Dictionary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Dictionary")
    }
}

impl Dictionary {
    /// None when the bytes are no FST.
    // Else it is a function of the browser module's first part, for what opens another dictionary in its second.
    #[inline(always)]
    pub(crate) fn open(fst: &[u8]) -> Option<Self> {
        // A checksum, which the one of the file makes needless, stands behind the address of the root and the number of keys.
        let mut rest = fst;
        take(&mut rest, 4);
        let (root, len) = (number(take(&mut rest, 8)) as usize, number(take(&mut rest, 8)) as usize);
        let is_whole =
            rest.first() == Some(&VERSION) && (root == 0 || rest.len().checked_sub(1) == Some(root));
        if is_whole { Some(Self { fst: fst.to_vec(), root, len }) } else { None }
    }

    /// Number of bytes.
    pub(super) const fn size(&self) -> usize {
        self.fst.len()
    }

    /// Number of keys.
    pub(crate) const fn len(&self) -> usize {
        self.len
    }

    /// The ordinal of a key.
    pub(super) fn get(&self, key: &[u8]) -> Option<TermOrdinal> {
        let (node, sum) = self.descend(key)?;
        node.is_final.then(|| node.with_output(sum) as TermOrdinal)
    }

    /// The ordinals of the keys that start with `prefix`.
    pub(super) fn prefix(&self, prefix: &[u8]) -> Range<TermOrdinal> {
        let Some(start) = self.descend(prefix) else { return 0..0 };
        let (mut first, mut first_sum) = start;
        while !first.is_final && first.len() > 0 {
            (first, first_sum) = self.follow(first.transition(0), first_sum);
        }
        let (mut last, mut last_sum) = start;
        while last.len() > 0 {
            (last, last_sum) = self.follow(last.transition(last.len() - 1), last_sum);
        }
        if !last.is_final {
            // Only of a dictionary without keys.
            return 0..0;
        }
        let end = last.with_output(last_sum) as TermOrdinal;
        first.with_output(first_sum) as TermOrdinal..end.saturating_add(1)
    }

    /// Calls `found` with the key and the ordinal of every key that `accepts` accepts, in the order of the keys; see
    /// [`TermShard::search`](super::TermShard::search).
    ///
    /// The walk asks whether a key can still match before it reads the node that the key leads to. The stream of the fst
    /// crate asks after: measured on 56,091 terms, an edit distance of 2 took 2.4 times as long with it in WebAssembly.
    pub(crate) fn search(
        &self,
        accepts: &mut dyn FnMut(usize, u8) -> Option<bool>,
        found: &mut dyn FnMut(&[u8], TermOrdinal),
    ) {
        let mut key = Vec::new();
        let mut path = vec![(self.root(), 0, 0)];
        while let Some((node, next, sum)) = path.last_mut() {
            if *next >= node.len() {
                path.pop();
                key.pop();
                continue;
            }
            let transition = node.transition(*next);
            *next += 1;
            let Some(is_match) = accepts(key.len(), transition.input) else { continue };
            let (node, sum) = self.follow(transition, *sum);
            key.push(transition.input);
            if node.is_final && is_match {
                found(&key, node.with_output(sum) as TermOrdinal);
            }
            path.push((node, 0, sum));
        }
    }

    /// The key of an ordinal.
    pub(super) fn key(&self, ordinal: TermOrdinal) -> Option<Vec<u8>> {
        let mut left = u64::from(ordinal);
        let mut key = Vec::new();
        let mut node = self.root();
        while left > 0 || !node.is_final {
            // Ordinals ascend with the keys: the key goes on where the last output that fits does.
            let mut at = node.len();
            let transition = loop {
                at = at.checked_sub(1)?;
                let transition = node.transition(at);
                if transition.output <= left {
                    break transition;
                }
            };
            left -= transition.output;
            key.push(transition.input);
            node = Node::read(&self.fst, transition.address);
        }
        Some(key)
    }

    fn root(&self) -> Node<'_> {
        Node::read(&self.fst, self.root)
    }

    /// The node that a key leads to, and the sum of the outputs on the way.
    fn descend(&self, key: &[u8]) -> Option<(Node<'_>, u64)> {
        let mut place = (self.root(), 0);
        for byte in key {
            place = self.follow(place.0.find(*byte)?, place.1);
        }
        Some(place)
    }

    /// The node behind a transition, and the sum of the outputs up to it.
    fn follow(&self, transition: Transition, sum: u64) -> (Node<'_>, u64) {
        (Node::read(&self.fst, transition.address), sum.wrapping_add(transition.output))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn dictionary(keys: &BTreeSet<Vec<u8>>) -> Vec<u8> {
        let mut builder = fst::MapBuilder::memory();
        for (ordinal, key) in (0..).zip(keys) {
            builder.insert(key, ordinal).unwrap();
        }
        builder.into_inner().unwrap()
    }

    /// Keys that share starts and ends, of few bytes and of all.
    fn key() -> impl Strategy<Value = Vec<u8>> {
        prop_oneof![
            prop::collection::vec(prop::sample::select(b"ate\x80\x93~".as_slice()), 0..6),
            prop::collection::vec(any::<u8>(), 0..3)
        ]
    }

    proptest! {
        #[test]
        fn keys_and_ordinals_are_found(
            keys in prop_oneof![prop::collection::btree_set(key(), 0..40), prop::collection::btree_set(key(), 0..2000)],
            others in prop::collection::vec(key(), 0..40),
        ) {
            let dictionary = Dictionary::open(&dictionary(&keys)).unwrap();
            prop_assert_eq!(dictionary.len(), keys.len());
            for (ordinal, key) in (0..).zip(&keys) {
                prop_assert_eq!(dictionary.get(key), Some(ordinal));
                prop_assert_eq!(dictionary.key(ordinal), Some(key.clone()));
            }
            prop_assert_eq!(dictionary.key(keys.len() as u32), None);
            for other in others.iter().chain(&keys) {
                prop_assert_eq!(dictionary.get(other).is_some(), keys.contains(other));
                let start = keys.range(..other.clone()).count() as u32;
                let count = keys.iter().filter(|key| key.starts_with(other)).count() as u32;
                let found = dictionary.prefix(other);
                prop_assert_eq!(found.len(), count as usize);
                prop_assert!(found.is_empty() || found.start == start);
            }
            let mut found = Vec::new();
            dictionary.search(&mut |_, byte| (byte != b'~').then_some(true), &mut |key, ordinal| {
                found.push((key.to_vec(), ordinal));
            });
            let expected = (0..).zip(&keys).map(|(ordinal, key)| (key.clone(), ordinal));
            let expected: Vec<_> = expected.filter(|(key, _)| !key.is_empty() && !key.contains(&b'~')).collect();
            prop_assert_eq!(found, expected);
        }

        #[test]
        fn any_bytes_are_read_without_panic(
            keys in prop::collection::btree_set(key(), 0..100),
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..20),
            other in key(), ordinal: u32,
        ) {
            let mut fst = dictionary(&keys);
            for (at, byte) in changes {
                let at = at.index(fst.len());
                fst[at] = byte;
            }
            if let Some(dictionary) = Dictionary::open(&fst) {
                dictionary.get(&other);
                dictionary.prefix(&other);
                dictionary.key(ordinal);
                dictionary.search(&mut |length, _| (length < 3).then_some(true), &mut |_, _| ());
            }
        }
    }

    #[test]
    fn a_node_may_have_all_bytes() {
        let keys: BTreeSet<_> = (0..=u8::MAX).flat_map(|byte| [vec![byte], vec![byte, 0, 1]]).collect();
        let dictionary = Dictionary::open(&dictionary(&keys)).unwrap();
        for (ordinal, key) in (0..).zip(&keys) {
            assert_eq!((dictionary.get(key), dictionary.key(ordinal)), (Some(ordinal), Some(key.clone())));
        }
        assert_eq!(dictionary.prefix(b""), 0..512);
    }
}
