//! Occurrences of a word ⇄ bytes: three bytes an occurrence rather than twelve.
//!
//! ```text
//! per occurrence, in ascending order of document and position:
//!   varint   distance of the position from the one before (from 0 in a new document) << 4 | field << 1 | is in a new document
//!   varint   only then: distance of the document from the one before (the first from 0)
//! ```

use crate::temporary::{read_varint, write_varint};
use keyseek_index::terms::Occurrence;
use keyseek_index::{DocId, FIELDS, Field};

/// The occurrences of a word in some documents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Occurrences {
    /// How many there are.
    pub(super) count: u64,
    /// The last document; 0 when there is none.
    pub(super) last: DocId,
    /// The last position.
    position: u32,
    pub(super) bytes: Vec<u8>,
}

impl Occurrences {
    /// Adds an occurrence that follows those before.
    pub(super) fn push(&mut self, occurrence: Occurrence) {
        let is_new = self.count == 0 || occurrence.doc != self.last;
        let before = if is_new { 0 } else { self.position };
        let distance = u64::from(occurrence.position - before);
        write_varint(distance << 4 | (occurrence.field as u64) << 1 | u64::from(is_new), &mut self.bytes);
        if is_new {
            write_varint(u64::from(occurrence.doc - self.last), &mut self.bytes);
        }
        (self.last, self.position) = (occurrence.doc, occurrence.position);
        self.count += 1;
    }

    /// Appends the occurrences of later documents, which are numbered from `base` on.
    pub(super) fn append(&mut self, later: &Self, base: DocId) {
        let mut rest = later.bytes.as_slice();
        if later.count > 0 {
            write_varint(read_varint(&mut rest), &mut self.bytes);
            let doc = read_varint(&mut rest) + u64::from(base);
            write_varint(doc - u64::from(self.last), &mut self.bytes);
        }
        self.bytes.extend_from_slice(rest);
        self.count += later.count;
        self.last = later.last + base;
    }

    pub(super) fn clear(&mut self) {
        self.bytes.clear();
        (self.count, self.last, self.position) = (0, 0, 0);
    }
}

/// Reads occurrences.
pub(super) fn read(mut bytes: &[u8]) -> impl Iterator<Item = Occurrence> {
    let (mut doc, mut position) = (0, 0);
    std::iter::from_fn(move || {
        if bytes.is_empty() {
            return None;
        }
        let code = read_varint(&mut bytes);
        if code & 1 == 1 {
            doc += read_varint(&mut bytes) as DocId;
            position = 0;
        }
        position += (code >> 4) as u32;
        let field = FIELDS.get((code >> 1) as usize & 7).copied().unwrap_or(Field::Body);
        Some(Occurrence { doc, position, field })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn occurrences() -> impl Strategy<Value = Vec<Occurrence>> {
        let one = (0..50u32, any::<u32>(), proptest::sample::select(&FIELDS[..]));
        proptest::collection::vec(one, 0..60).prop_map(|all| {
            let mut all: Vec<_> =
                all.into_iter().map(|(doc, position, field)| Occurrence { doc, position, field }).collect();
            all.sort_unstable();
            all
        })
    }

    proptest! {
        #[test]
        fn what_was_written_is_read_and_joined(all in occurrences(), cut in 0..50u32, is_numbered_anew: bool) {
            let mut whole = Occurrences::default();
            let mut parts = [Occurrences::default(), Occurrences::default()];
            let base = if is_numbered_anew { cut } else { 0 };
            for one in &all {
                whole.push(*one);
                let is_back = one.doc >= cut;
                let doc = if is_back { one.doc - base } else { one.doc };
                parts[usize::from(is_back)].push(Occurrence { doc, ..*one });
            }
            let [mut front, back] = parts;
            front.append(&back, base);
            prop_assert_eq!(&front.bytes, &whole.bytes);
            prop_assert_eq!(front.count, whole.count);
            prop_assert_eq!(read(&whole.bytes).collect::<Vec<_>>(), all);
        }
    }
}
