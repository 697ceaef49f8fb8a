//! Bytes → posting.

use super::{COMMON_MASKS, FREQUENCY_BITS, MOST_IN_CODE, has_norm};
use crate::codec::Cursor;
use crate::norms::{DocumentNorms, Norms};
use crate::{DocId, Error, FIELDS, Field};

const WHAT: &str = "posting list";
/// What stands in for norms that nobody asks for.
static NO_NORMS: Norms = Norms::NONE;

/// One document of a posting list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    /// The document.
    pub doc: DocId,
    /// Term frequency by [`Field::column`].
    pub frequencies: [u32; FIELDS.len()],
    /// The norms of the fields that hold the term, 0 for the others.
    pub norms: DocumentNorms,
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
    norms: Cursor<'a>,
    /// Whether the norms stand in their column; else they are in the table.
    has_norms: bool,
    table: &'a Norms,
    left: u32,
    next: DocId,
    document_count: u32,
}

impl<'a> Postings<'a> {
    /// Opens the list of `document_frequency` postings that stands first in columns of document ids, codes and, where the table
    /// has none, norms; of these a missing one is 0.
    pub const fn new(
        [documents, codes, norms]: [&'a [u8]; 3],
        document_frequency: u32,
        table: &'a Norms,
    ) -> Self {
        Self {
            documents: Cursor::new(documents, WHAT),
            codes: Cursor::new(codes, WHAT),
            norms: Cursor::new(norms, WHAT),
            has_norms: table.is_empty(),
            table,
            left: document_frequency,
            next: 0,
            document_count: table.document_count(),
        }
    }

    /// Opens columns to pass over their lists, whatever documents these name; a column of norms that is empty is none.
    pub(crate) const fn of_columns(documents: Cursor<'a>, codes: Cursor<'a>, norms: Cursor<'a>) -> Self {
        let has_norms = norms.remaining() > 0;
        Self {
            documents,
            codes,
            norms,
            has_norms,
            table: &NO_NORMS,
            left: 0,
            next: 0,
            document_count: u32::MAX,
        }
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

    /// Bytes not read yet of the document ids, the codes and the norms.
    pub(crate) const fn remaining(&self) -> (usize, usize, usize) {
        (self.documents.remaining(), self.codes.remaining(), self.norms.remaining())
    }

    /// Succeeds only at the end of all columns, if nothing went wrong.
    pub(crate) fn finish(self) -> Result<(), Error> {
        self.documents.finish().and(self.codes.finish()).and(self.norms.finish())
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
        let code = self.codes.byte();
        let frequency = u32::from(code) % MOST_IN_CODE + 1;
        // Of most postings what they are is clear from the code: a word of the body, or a part of one.
        match code >> FREQUENCY_BITS {
            0 => {
                let norms = DocumentNorms([0, 0, 0, self.norm(Field::Body.column(), doc)]);
                Posting { doc, frequencies: [0, 0, 0, frequency, 0, 0], norms }
            }
            1 => Posting { doc, frequencies: [0, 0, 0, 0, frequency, 0], norms: DocumentNorms::default() },
            place => {
                let frequencies = self.frequencies(place, frequency);
                let mut norms = DocumentNorms::default();
                for (field, norm) in norms.0.iter_mut().enumerate() {
                    if has_norm(field, &frequencies) {
                        *norm = self.norm(field, doc);
                    }
                }
                Posting { doc, frequencies, norms }
            }
        }
    }

    /// The norm of a field that a posting has.
    fn norm(&mut self, field: usize, doc: DocId) -> u8 {
        if self.has_norms { self.norms.byte() } else { self.table.norm(field, doc) }
    }

    /// The frequencies by the place of their mask and the frequency in the last field.
    fn frequencies(&mut self, place: u8, last: u32) -> [u32; FIELDS.len()] {
        let common = COMMON_MASKS.get(usize::from(place));
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
                1 => *frequency = last,
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
        if self.documents.has_failed() || self.codes.has_failed() {
            self.left = 0;
            return None;
        }
        Some(posting)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Columns, LISTED, encode};
    use super::*;
    use crate::norms::MEASURED;
    use proptest::prelude::*;

    fn posting_lists() -> impl Strategy<Value = Vec<Posting>> {
        let frequencies =
            prop::array::uniform6(prop_oneof![3 => Just(0u32), 2 => 1..9u32, 1 => any::<u32>()])
                .prop_filter("a posting has an occurrence", |all| all.iter().any(|one| *one > 0));
        prop::collection::btree_map(0..5_000u32, frequencies, 0..60)
            .prop_map(|map| map.into_iter().map(|(doc, frequencies)| posting(doc, frequencies)).collect())
    }

    /// With norms that tell documents and fields apart.
    fn posting(doc: DocId, frequencies: [u32; FIELDS.len()]) -> Posting {
        let mut norms = DocumentNorms::default();
        for (field, norm) in norms.0.iter_mut().enumerate() {
            if has_norm(field, &frequencies) {
                *norm = norm_of(field, doc);
            }
        }
        Posting { doc, frequencies, norms }
    }

    fn norm_of(field: usize, doc: DocId) -> u8 {
        (doc * 7 + field as u32 * 31) as u8
    }

    fn table(documents: u32) -> Norms {
        let columns: Vec<u8> = (0..MEASURED.len())
            .flat_map(|field| (0..documents).map(move |doc| norm_of(field, doc)))
            .collect();
        Norms::new(&columns, documents).unwrap()
    }

    proptest! {
        #[test]
        fn lists_round_trip(lists in prop::collection::vec(posting_lists(), 0..4)) {
            let mut columns = Columns::default();
            let mut starts = Vec::new();
            for list in &lists {
                starts.push((columns.documents.len(), columns.codes.len(), columns.norms.len()));
                encode(list, &mut columns);
            }
            let Columns { documents, codes, norms } = &columns;
            let cursor = |bytes| Cursor::new(bytes, WHAT);
            let mut all = Postings::of_columns(cursor(documents), cursor(codes), cursor(norms));
            let mut without = Postings::of_columns(cursor(documents), cursor(codes), cursor(&[]));
            let (table, no_table) = (table(5_000), Norms::new(&[], 5_000).unwrap());
            for (list, (document, code, norm)) in lists.iter().zip(starts) {
                let df = list.len() as u32;
                for (norms, table) in [(&[][..], &table), (&norms[norm..], &no_table)] {
                    let columns = [&documents[document..], &codes[code..], norms];
                    let mut postings = Postings::new(columns, df, table);
                    let read: Vec<_> = postings.by_ref().collect();
                    prop_assert_eq!((&read, postings.check()), (list, Ok(())));
                }
                let left = (documents.len() - document, codes.len() - code, norms.len() - norm);
                prop_assert_eq!(all.remaining(), left);
                let total = |posting: &Posting| posting.total_frequency() as usize;
                prop_assert_eq!(all.pass(df), list.iter().map(total).sum::<usize>());
                prop_assert_eq!(without.pass(df), list.iter().map(total).sum::<usize>());
            }
            prop_assert_eq!((all.finish(), without.finish()), (Ok(()), Ok(())));
        }

        #[test]
        fn any_bytes_are_read_without_panic(
            ids: Vec<u8>, codes: Vec<u8>, norms: Vec<u8>,
            df in prop_oneof![0..100u32, any::<u32>()], documents in 0..100u32,
        ) {
            let table = Norms::new(&[], documents).unwrap();
            let mut postings = Postings::new([&ids, &codes, &norms], df, &table);
            let read: Vec<_> = postings.by_ref().collect();
            prop_assert!(read.iter().all(|posting| posting.doc < documents));
            prop_assert_eq!(postings.check().is_ok(), read.len() == df as usize);
        }
    }

    #[test]
    fn a_common_posting_is_two_bytes() {
        let check = |frequencies, expected: &[u8]| {
            let mut columns = Columns::default();
            encode(&[posting(0, frequencies)], &mut columns);
            assert_eq!(columns.codes, expected, "{frequencies:?}");
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
            let table = table(1);
            let mut postings = Postings::new([&[0], code, &[]], 1, &table);
            assert!(postings.next().is_none() && postings.check().is_err(), "{code:?}");
        }
    }

    #[test]
    fn a_part_of_a_title_has_the_norm_of_the_title() {
        let mut columns = Columns::default();
        encode(
            &[posting(0, [0, 0, 0, 0, 1, 1]), posting(1, [1, 0, 0, 2, 0, 1]), posting(2, [0, 0, 0, 0, 3, 0])],
            &mut columns,
        );
        assert_eq!(columns.norms, [norm_of(0, 0), norm_of(0, 1), norm_of(3, 1)]);
    }

    #[test]
    fn a_column_of_norms_that_ends_is_an_error() {
        let mut columns = Columns::default();
        encode(&[posting(0, [1, 0, 0, 1, 0, 0])], &mut columns);
        let Columns { documents, codes, norms } = &columns;
        let check = |norms: &[u8], is_whole| {
            let cursor = |bytes| Cursor::new(bytes, WHAT);
            let mut postings = Postings::of_columns(cursor(documents), cursor(codes), cursor(norms));
            postings.pass(1);
            assert_eq!(postings.finish().is_ok(), is_whole, "{norms:?}");
        };
        check(&[], true);
        check(&norms[..1], false);
        check(norms, true);
        check(&[norms.as_slice(), &[1]].concat(), false);
    }
}
