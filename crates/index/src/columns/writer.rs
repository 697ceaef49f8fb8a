//! Values and their documents → bytes.

use super::ColumnValue;
use crate::DocId;
use crate::codec::{write_bytes, write_varint};
use crate::frame::{self, Kind};

/// Writes one column, value by value, in the order in which they sort; all are texts or all are numbers.
#[derive(Debug, Default)]
pub struct ColumnWriter {
    count: u64,
    values: Vec<u8>,
    documents: Vec<u8>,
}

impl ColumnWriter {
    /// Adds the next value and the documents that hold it: at least one, in ascending order.
    pub fn add(&mut self, value: ColumnValue<'_>, documents: &[DocId]) {
        self.count += 1;
        match value {
            ColumnValue::Text(text) => write_bytes(text.as_bytes(), &mut self.values),
            ColumnValue::Number(number) => self.values.extend_from_slice(&number.to_le_bytes()),
        }
        write_varint(documents.len() as u64, &mut self.documents);
        let mut next = 0;
        for doc in documents {
            write_varint(u64::from(doc - next), &mut self.documents);
            next = doc + 1;
        }
    }

    /// Writes the file, framed, not compressed.
    pub fn finish(self) -> Vec<u8> {
        let mut payload = Vec::new();
        write_varint(self.count, &mut payload);
        payload.extend_from_slice(&self.values);
        payload.extend_from_slice(&self.documents);
        frame::seal(Kind::Column, &payload)
    }
}
