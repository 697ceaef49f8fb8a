//! Bytes → document.

use crate::Error;
use crate::codec::Cursor;
use crate::document::{Document, MetaValue, Section};
use crate::frame::{self, Kind};

const WHAT: &str = "document block";

/// A block of the document store, checked and in memory.
#[derive(Debug)]
pub struct DocumentBlock {
    payload: Vec<u8>,
    /// Where each document starts in `payload`.
    starts: Vec<usize>,
}

impl DocumentBlock {
    /// Opens a block's file.
    ///
    /// # Errors
    /// When the file is damaged or a document in it is malformed.
    pub fn open(file: &[u8]) -> Result<Self, Error> {
        let payload = frame::open(Kind::Documents, file)?.to_vec();
        let mut cursor = Cursor::new(&payload, WHAT);
        // The shortest document has seven empty parts.
        let count = cursor.count(7)?;
        let mut starts = Vec::with_capacity(count);
        for _ in 0..count {
            starts.push(payload.len() - cursor.remaining());
            read_document(&mut cursor)?;
        }
        cursor.finish()?;
        Ok(Self { payload, starts })
    }

    /// Number of documents.
    pub const fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether the block has no document.
    pub const fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// Bytes held in memory.
    pub const fn size(&self) -> usize {
        self.payload.len()
    }

    /// The document at a place in the block, counted from 0.
    ///
    /// # Errors
    /// When the block has fewer documents.
    pub fn get(&self, at: usize) -> Result<Document, Error> {
        let record = self.starts.get(at).and_then(|start| self.payload.get(*start..));
        read_document(&mut Cursor::new(
            record.ok_or(Error::malformed(WHAT, "there is no such document"))?,
            WHAT,
        ))
    }
}

fn read_document(cursor: &mut Cursor<'_>) -> Result<Document, Error> {
    let mut document = Document {
        url: cursor.string()?.to_owned(),
        title: cursor.string()?.to_owned(),
        lang: cursor.string()?.to_owned(),
        date: cursor.string()?.to_owned(),
        tags: read_strings(cursor)?,
        ..Document::default()
    };
    for _ in 0..cursor.count(3)? {
        document.sections.push(Section {
            id: cursor.string()?.to_owned(),
            heading: cursor.string()?.to_owned(),
            text: cursor.string()?.to_owned(),
        });
    }
    for _ in 0..cursor.count(3)? {
        let name = cursor.string()?.to_owned();
        document.meta.insert(name, read_value(cursor)?);
    }
    Ok(document)
}

fn read_strings(cursor: &mut Cursor<'_>) -> Result<Vec<String>, Error> {
    (0..cursor.count(1)?).map(|_| cursor.string().map(str::to_owned)).collect()
}

fn read_value(cursor: &mut Cursor<'_>) -> Result<MetaValue, Error> {
    match cursor.byte()? {
        0 => Ok(MetaValue::Text(cursor.string()?.to_owned())),
        1 => {
            let bytes = cursor.take(8)?.try_into();
            Ok(MetaValue::Number(f64::from_le_bytes(bytes.unwrap_or_default())))
        }
        2 => Ok(MetaValue::List(read_strings(cursor)?)),
        _ => Err(Error::malformed(WHAT, "a metadata value is of an unknown kind")),
    }
}

#[cfg(test)]
mod tests {
    use super::super::DocumentBlockWriter;
    use super::*;
    use proptest::prelude::*;

    fn value() -> impl Strategy<Value = MetaValue> {
        prop_oneof![
            ".*".prop_map(MetaValue::Text),
            (-1e9..1e9).prop_map(MetaValue::Number),
            prop::collection::vec(".*", 0..3).prop_map(MetaValue::List),
        ]
    }

    prop_compose! {
        fn document()(
            head in prop::array::uniform4(".{0,20}"),
            tags in prop::collection::vec(".{0,9}", 0..3),
            sections in prop::collection::vec(("a?", ".{0,9}", ".{0,60}"), 0..4),
            meta in prop::collection::btree_map(".{0,9}", value(), 0..3),
        ) -> Document {
            let [url, title, lang, date] = head;
            let sections = sections.into_iter().map(|(id, heading, text)| Section { id, heading, text }).collect();
            Document { url, title, lang, date, tags, sections, meta }
        }
    }

    proptest! {
        #[test]
        fn documents_round_trip(documents in prop::collection::vec(document(), 0..5)) {
            let mut writer = DocumentBlockWriter::default();
            for document in &documents {
                writer.add(document);
            }
            let block = DocumentBlock::open(&writer.finish()).unwrap();
            prop_assert_eq!(block.len(), documents.len());
            for (at, document) in documents.iter().enumerate() {
                prop_assert_eq!(&block.get(at).unwrap(), document);
            }
            prop_assert!(block.get(documents.len()).is_err());
        }

        #[test]
        fn any_payload_is_read_without_panic(payload: Vec<u8>) {
            let _ = DocumentBlock::open(&frame::seal(Kind::Documents, &payload));
        }
    }
}
