//! Bytes → column.

use super::{ColumnKind, ColumnValue};
use crate::codec::Cursor;
use crate::frame::{self, Kind};
use crate::{DocId, Error};

const WHAT: &str = "column";

/// A column, checked and in memory. Its values are numbered from 0 in the order in which they sort.
#[derive(Debug)]
pub struct Column {
    kind: ColumnKind,
    payload: Vec<u8>,
    /// Where each value starts in `payload`.
    starts: Vec<usize>,
    /// Where the documents of each value end in `documents`.
    ends: Vec<usize>,
    documents: Vec<DocId>,
}

impl Column {
    /// Opens a column's file, of the kind that the manifest says, in an index of `document_count` documents.
    ///
    /// # Errors
    /// When the file is damaged, or a value or a document in it is not possible.
    pub fn open(file: &[u8], kind: ColumnKind, document_count: u32) -> Result<Self, Error> {
        let payload = frame::open(Kind::Column, file)?.to_vec();
        let mut cursor = Cursor::new(&payload, WHAT);
        // The shortest value is an empty text with a frequency.
        let count = cursor.count(2);
        let mut starts = Vec::with_capacity(count);
        let mut before = f64::NEG_INFINITY;
        for _ in 0..count {
            starts.push(payload.len() - cursor.remaining());
            if let ColumnValue::Number(number) = read_value(&mut cursor, kind) {
                if number.is_nan() || before >= number {
                    cursor.malformed("the numbers do not ascend");
                }
                before = number;
            }
        }
        let mut ends = Vec::with_capacity(count);
        let mut documents = Vec::new();
        for _ in 0..count {
            let mut next: DocId = 0;
            for _ in 0..cursor.count(1) {
                let doc = next.saturating_add(cursor.varint_u32());
                if doc >= document_count {
                    cursor.malformed("a document id is out of range");
                }
                documents.push(doc);
                next = doc.saturating_add(1);
            }
            ends.push(documents.len());
        }
        cursor.finish()?;
        Ok(Self { kind, payload, starts, ends, documents })
    }

    /// What the values are.
    pub const fn kind(&self) -> ColumnKind {
        self.kind
    }

    /// Number of distinct values.
    pub const fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether there is no value.
    pub const fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// A value by its number; an empty text or 0 when there are fewer.
    pub fn value(&self, at: usize) -> ColumnValue<'_> {
        let stored = self.starts.get(at).and_then(|start| self.payload.get(*start..));
        read_value(&mut Cursor::new(stored.unwrap_or_default(), WHAT), self.kind)
    }

    /// The documents that hold a value, in ascending order; none when there are fewer values.
    pub fn documents(&self, at: usize) -> &[DocId] {
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(at).copied().unwrap_or(start);
        self.documents.get(start..end).unwrap_or_default()
    }
}

fn read_value<'a>(cursor: &mut Cursor<'a>, kind: ColumnKind) -> ColumnValue<'a> {
    match kind {
        ColumnKind::Number => {
            ColumnValue::Number(f64::from_le_bytes(cursor.take(8).try_into().unwrap_or_default()))
        }
        ColumnKind::Text | ColumnKind::Date => ColumnValue::Text(cursor.string()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::ColumnWriter;
    use super::*;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    fn write(values: &[(ColumnValue<'_>, Vec<DocId>)]) -> Vec<u8> {
        let mut writer = ColumnWriter::default();
        for (value, documents) in values {
            writer.add(*value, documents);
        }
        writer.finish()
    }

    fn check(values: &[(ColumnValue<'_>, Vec<DocId>)], kind: ColumnKind, document_count: u32) {
        let column = Column::open(&write(values), kind, document_count).unwrap();
        assert_eq!((column.len(), column.is_empty(), column.kind()), (values.len(), values.is_empty(), kind));
        let read: Vec<_> =
            (0..column.len()).map(|at| (column.value(at), column.documents(at).to_vec())).collect();
        assert_eq!(read, values);
        assert_eq!(column.documents(values.len()), []);
    }

    #[test]
    fn columns_of_every_kind_round_trip() {
        use ColumnValue::{Number, Text};
        check(&[], ColumnKind::Text, 0);
        check(&[(Text(""), vec![0])], ColumnKind::Text, 1);
        check(&[(Text("Kafka"), vec![0, 1, 400]), (Text("검색"), vec![1])], ColumnKind::Text, 401);
        check(&[(Text("2018-05-31"), vec![2]), (Text("2018-06-01T10:00Z"), vec![0])], ColumnKind::Date, 3);
        check(
            &[(Number(-1.5), vec![3]), (Number(0.0), vec![0, 2]), (Number(1e300), vec![0])],
            ColumnKind::Number,
            4,
        );
    }

    #[test]
    fn what_breaks_the_format_is_an_error() {
        let number = |number| ColumnValue::Number(number);
        let check = |payload: &[u8], kind, expected: &str| {
            let message = Column::open(&frame::seal(Kind::Column, payload), kind, 3).unwrap_err().to_string();
            assert!(message.contains(expected), "{message}");
        };
        check(&[1, 1, b'a', 1, 3], ColumnKind::Text, "out of range");
        check(&[1, 1, b'a', 2, 1, 1], ColumnKind::Text, "out of range");
        check(&[1, 1, b'a', 2, 1], ColumnKind::Text, "count is larger");
        check(&[1, 1, b'a'], ColumnKind::Text, "cut off");
        check(&[1, 1, b'a', 1, 1, 0], ColumnKind::Text, "left over");
        check(&[1, 1, 0xFF, 1, 1], ColumnKind::Text, "UTF-8");
        check(&[9, 1, b'a', 1, 1], ColumnKind::Text, "count is larger");
        for numbers in [[1.0, 1.0], [2.0, 1.0], [f64::NAN, 1.0]] {
            let file = write(&numbers.map(|one| (number(one), vec![0])));
            check(frame::open(Kind::Column, &file).unwrap(), ColumnKind::Number, "do not ascend");
        }
    }

    proptest! {
        #[test]
        fn any_column_round_trips(values in prop::collection::btree_map(".{0,9}", prop::collection::btree_set(0..900u32, 1..30), 0..20)) {
            let values: BTreeMap<String, BTreeSet<DocId>> = values;
            let values: Vec<_> = values
                .iter()
                .map(|(text, documents)| (ColumnValue::Text(text), documents.iter().copied().collect()))
                .collect();
            check(&values, ColumnKind::Text, 900);
        }

        #[test]
        fn any_payload_is_read_without_panic(payload: Vec<u8>, documents in 0..300u32) {
            let file = frame::seal(Kind::Column, &payload);
            for kind in [ColumnKind::Text, ColumnKind::Number] {
                if let Ok(column) = Column::open(&file, kind, documents) {
                    for at in 0..column.len() {
                        column.value(at);
                        prop_assert!(column.documents(at).iter().all(|doc| *doc < documents));
                    }
                }
            }
        }
    }
}
