//! Bytes → posting.

use super::{COMMON_MASKS, FREQUENCY_BITS, MOST_IN_CODE};
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
    /// Opens the list of `document_frequency` postings that stands first in two columns, of an index of `document_count`
    /// documents.
    pub fn new(documents: &'a [u8], codes: &'a [u8], document_frequency: u32, document_count: u32) -> Self {
        let (documents, codes) = (Cursor::new(documents, WHAT), Cursor::new(codes, WHAT));
        Self { documents, codes, left: document_frequency, next: 0, document_count }
    }

    /// Opens two columns to pass over their lists, whatever documents these name.
    pub(crate) const fn of_columns(documents: Cursor<'a>, codes: Cursor<'a>) -> Self {
        Self { documents, codes, left: 0, next: 0, document_count: u32::MAX }
    }

    /// Passes over the next list, which has so many postings; how many occurrences these have.
    pub(crate) fn pass(&mut self, document_frequency: u32) -> usize {
        (self.left, self.next) = (document_frequency, 0);
        let mut occurrences = 0usize;
        for posting in self.by_ref() {
            occurrences = occurrences.saturating_add(posting.total_frequency() as usize);
        }
        occurrences
    }

    /// Bytes not read yet of the document ids and of the codes.
    pub(crate) const fn remaining(&self) -> (usize, usize) {
        (self.documents.remaining(), self.codes.remaining())
    }

    /// Succeeds only at the end of both columns, if nothing went wrong.
    pub(crate) fn finish(self) -> Result<(), Error> {
        self.documents.finish().and(self.codes.finish())
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
        let common = COMMON_MASKS.get(usize::from(code >> FREQUENCY_BITS));
        let mask = common.copied().unwrap_or_else(|| self.codes.byte());
        if mask == 0 || mask >> FIELDS.len() != 0 {
            self.codes.malformed("a field mask is not possible");
        }
        let mut frequencies = [0; FIELDS.len()];
        for (column, frequency) in frequencies.iter_mut().enumerate() {
            // The fields that are left, this one first.
            match mask >> column {
                fields if fields & 1 == 0 => (),
                _ if common.is_none() => *frequency = self.codes.varint_u32(),
                1 => *frequency = u32::from(code) % MOST_IN_CODE + 1,
                _ => *frequency = 1,
            }
        }
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
    use super::super::{LISTED, encode};
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
        fn lists_round_trip(lists in prop::collection::vec(posting_lists(), 0..4)) {
            let (mut documents, mut codes) = (Vec::new(), Vec::new());
            let mut starts = Vec::new();
            for list in &lists {
                starts.push((documents.len(), codes.len()));
                encode(list, &mut documents, &mut codes);
            }
            let mut all = Postings::new(&documents, &codes, 0, u32::MAX);
            for (list, (document, code)) in lists.iter().zip(starts) {
                let df = list.len() as u32;
                let mut postings = Postings::new(&documents[document..], &codes[code..], df, 5_000);
                let read: Vec<_> = postings.by_ref().collect();
                prop_assert_eq!((&read, postings.check()), (list, Ok(())));
                prop_assert_eq!(all.remaining(), (documents.len() - document, codes.len() - code));
                let total = |posting: &Posting| posting.total_frequency() as usize;
                prop_assert_eq!(all.pass(df), list.iter().map(total).sum::<usize>());
            }
            prop_assert_eq!(all.finish(), Ok(()));
        }

        #[test]
        fn any_bytes_are_read_without_panic(
            ids: Vec<u8>, codes: Vec<u8>, df in prop_oneof![0..100u32, any::<u32>()], documents in 0..100u32,
        ) {
            let mut postings = Postings::new(&ids, &codes, df, documents);
            let read: Vec<_> = postings.by_ref().collect();
            prop_assert!(read.iter().all(|posting| posting.doc < documents));
            prop_assert_eq!(postings.check().is_ok(), read.len() == df as usize);
        }
    }

    #[test]
    fn a_common_posting_is_two_bytes() {
        let check = |frequencies, expected: &[u8]| {
            let (mut documents, mut codes) = (Vec::new(), Vec::new());
            encode(&[Posting { doc: 0, frequencies }], &mut documents, &mut codes);
            assert_eq!(codes, expected, "{frequencies:?}");
        };
        check([0, 0, 0, 1, 0, 0], &[0]);
        check([0, 0, 0, 32, 0, 0], &[31]);
        check([1, 1, 0, 3, 0, 0], &[6 << 5 | 2]);
        check([0, 0, 0, 33, 0, 0], &[LISTED, 8, 33]);
        check([2, 0, 0, 1, 0, 0], &[LISTED, 9, 2, 1]);
        check([0, 0, 1, 0, 0, 0], &[LISTED, 4, 1]);
    }

    #[test]
    fn a_mask_must_have_fields_and_no_others() {
        for code in [&[LISTED, 0][..], &[LISTED, 64, 1], &[LISTED, 8], &[LISTED]] {
            let mut postings = Postings::new(&[0], code, 1, 1);
            assert!(postings.next().is_none() && postings.check().is_err(), "{code:?}");
        }
    }
}
