//! Bytes → posting.

use super::{INLINE_FREQUENCY, MASK_BITS};
use crate::codec::Cursor;
use crate::{DocId, Error, FIELDS, Field};

const WHAT: &str = "posting list";

/// One document of a posting list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    /// The document.
    pub doc: DocId,
    /// Term frequency by [`Field::column`].
    pub frequencies: [u32; FIELDS.len()],
}

impl Posting {
    /// Occurrences in one field.
    pub fn frequency(&self, field: Field) -> u32 {
        self.frequencies.get(field.column()).copied().unwrap_or(0)
    }

    /// Occurrences in all fields: as many positions stand in the position list.
    pub fn total_frequency(&self) -> u32 {
        self.frequencies.iter().fold(0, |total, frequency| total.saturating_add(*frequency))
    }
}

/// Reads a posting list. Ends at the first error, which [`Self::check`] then tells.
#[derive(Debug, Clone)]
pub struct Postings<'a> {
    documents: Cursor<'a>,
    codes: Cursor<'a>,
    left: u32,
    next: DocId,
    document_count: u32,
}

impl<'a> Postings<'a> {
    /// Opens the list of `document_frequency` postings in `bytes`, of an index of `document_count` documents.
    pub fn new(bytes: &'a [u8], document_frequency: u32, document_count: u32) -> Self {
        let documents = Cursor::new(bytes, WHAT);
        let mut codes = documents.clone();
        if document_frequency as usize > bytes.len() {
            codes.malformed("it has fewer bytes than postings");
        } else {
            for _ in 0..document_frequency {
                codes.varint();
            }
        }
        Self { documents, codes, left: document_frequency, next: 0, document_count }
    }

    /// Succeeds if nothing went wrong so far.
    ///
    /// # Errors
    /// When the list is malformed.
    pub fn check(&self) -> Result<(), Error> {
        self.documents.check().and(self.codes.check())
    }

    fn read(&mut self) -> Posting {
        let doc = self.next.saturating_add(self.documents.varint_u32());
        if doc >= self.document_count {
            self.documents.malformed("a document id is out of range");
        }
        self.next = doc.saturating_add(1);
        Posting { doc, frequencies: self.read_frequencies() }
    }

    fn read_frequencies(&mut self) -> [u32; FIELDS.len()] {
        let code = self.codes.byte();
        let mask = code & ((1 << MASK_BITS) - 1);
        let inline = u32::from(code >> MASK_BITS);
        if mask == 0 || (inline > 0 && mask.count_ones() > 1) {
            self.codes.malformed("a field mask is not possible");
        }
        let mut frequencies = [0; FIELDS.len()];
        for (column, frequency) in frequencies.iter_mut().enumerate() {
            if mask & (1 << column) != 0 {
                *frequency = if inline > 0 { inline } else { self.codes.varint_u32() };
            }
        }
        debug_assert!(inline <= INLINE_FREQUENCY);
        frequencies
    }
}

impl Iterator for Postings<'_> {
    type Item = Posting;

    fn next(&mut self) -> Option<Posting> {
        self.left = self.left.checked_sub(1)?;
        let posting = self.read();
        if self.check().is_err() {
            self.left = 0;
            return None;
        }
        Some(posting)
    }
}

#[cfg(test)]
mod tests {
    use super::super::encode;
    use super::*;
    use proptest::prelude::*;

    fn posting_lists() -> impl Strategy<Value = Vec<Posting>> {
        let frequencies =
            prop::array::uniform6(prop_oneof![3 => Just(0u32), 2 => 1..9u32, 1 => any::<u32>()])
                .prop_filter("a posting has an occurrence", |all| all.iter().any(|one| *one > 0));
        prop::collection::btree_map(0..5_000u32, frequencies, 0..60)
            .prop_map(|map| map.into_iter().map(|(doc, frequencies)| Posting { doc, frequencies }).collect())
    }

    proptest! {
        #[test]
        fn lists_round_trip(list in posting_lists()) {
            let mut bytes = Vec::new();
            encode(&list, &mut bytes);
            let mut postings = Postings::new(&bytes, list.len() as u32, 5_000);
            let read: Vec<_> = postings.by_ref().collect();
            prop_assert_eq!((read, postings.check()), (list, Ok(())));
        }

        #[test]
        fn any_bytes_are_read_without_panic(bytes: Vec<u8>, df in 0..100u32, documents in 0..100u32) {
            let mut postings = Postings::new(&bytes, df, documents);
            let read: Vec<_> = postings.by_ref().collect();
            prop_assert!(read.iter().all(|posting| posting.doc < documents));
            prop_assert_eq!(postings.check().is_ok(), read.len() == df as usize);
        }
    }
}
