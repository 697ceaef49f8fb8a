//! Document → bytes.

use crate::codec::{write_bytes, write_varint};
use crate::document::{Document, MetaValue};
use crate::frame::{self, Kind};

/// Writes one block, document by document, in the order of their ids.
#[derive(Debug, Default)]
pub struct DocumentBlockWriter {
    count: u64,
    records: Vec<u8>,
}

impl DocumentBlockWriter {
    /// Adds the next document.
    pub fn add(&mut self, document: &Document) {
        self.count += 1;
        let out = &mut self.records;
        for text in [&document.url, &document.title, &document.lang, &document.date] {
            write_bytes(text.as_bytes(), out);
        }
        write_strings(&document.tags, out);
        write_varint(document.sections.len() as u64, out);
        for section in &document.sections {
            for text in [&section.id, &section.heading, &section.text] {
                write_bytes(text.as_bytes(), out);
            }
        }
        write_varint(document.meta.len() as u64, out);
        for (name, value) in &document.meta {
            write_bytes(name.as_bytes(), out);
            write_value(value, out);
        }
    }

    /// Bytes so far: what a block is cut by.
    pub const fn size(&self) -> usize {
        self.records.len()
    }

    /// Whether no document was added.
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Writes the file, framed, not compressed.
    pub fn finish(self) -> Vec<u8> {
        let mut payload = Vec::with_capacity(self.records.len() + 4);
        write_varint(self.count, &mut payload);
        payload.extend_from_slice(&self.records);
        frame::seal(Kind::Documents, &payload)
    }
}

fn write_strings(strings: &[String], out: &mut Vec<u8>) {
    write_varint(strings.len() as u64, out);
    for string in strings {
        write_bytes(string.as_bytes(), out);
    }
}

fn write_value(value: &MetaValue, out: &mut Vec<u8>) {
    match value {
        MetaValue::Text(text) => {
            out.push(0);
            write_bytes(text.as_bytes(), out);
        }
        MetaValue::Number(number) => {
            out.push(1);
            out.extend_from_slice(&number.to_le_bytes());
        }
        MetaValue::List(list) => {
            out.push(2);
            write_strings(list, out);
        }
    }
}
