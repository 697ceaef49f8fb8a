//! Bytes → document.

use crate::Error;
use crate::codec::Cursor;
use crate::document::{MetaValue, Section};
use crate::frame::{self, Kind};

const WHAT: &str = "document block";

/// A document as the block holds it; see [`Document`](crate::Document) for what its parts mean.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StoredDocument {
    /// Address.
    pub url: String,
    /// Title.
    pub title: String,
    /// Language; empty when unknown.
    pub lang: String,
    /// Date; empty when unknown.
    pub date: String,
    /// Tags.
    pub tags: Vec<String>,
    /// Text in reading order.
    pub sections: Vec<Section>,
    /// Other fields, by name.
    pub meta: Vec<(String, MetaValue)>,
}

/// A block of the document store, checked and in memory. Its texts are read once: checking UTF-8 again at every search
/// was a sixth of a search's time.
#[derive(Debug)]
pub struct DocumentBlock {
    documents: Vec<StoredDocument>,
    size: usize,
}

impl DocumentBlock {
    /// Opens a block's file.
    ///
    /// # Errors
    /// When the file is damaged or a document in it is malformed.
    pub fn open(file: &[u8]) -> Result<Self, Error> {
        let mut cursor = Cursor::new(frame::open(Kind::Documents, file)?, WHAT);
        // The shortest document has seven empty parts.
        let count = cursor.count(7);
        let mut documents = Vec::with_capacity(count);
        for _ in 0..count {
            documents.push(read_document(&mut cursor));
        }
        cursor.finish()?;
        Ok(Self { documents, size: file.len() })
    }

    /// Number of documents.
    pub const fn len(&self) -> usize {
        self.documents.len()
    }

    /// Whether the block has no document.
    pub const fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    /// Bytes held in memory, without what lists and texts need beside their content.
    pub const fn size(&self) -> usize {
        self.size
    }

    /// The document at a place in the block, counted from 0.
    pub fn get(&self, at: usize) -> Option<&StoredDocument> {
        self.documents.get(at)
    }

    /// The documents, in order.
    pub fn into_documents(self) -> Vec<StoredDocument> {
        self.documents
    }
}

fn read_document(cursor: &mut Cursor<'_>) -> StoredDocument {
    let mut document = StoredDocument {
        url: cursor.text(),
        title: cursor.text(),
        lang: cursor.text(),
        date: cursor.text(),
        tags: read_strings(cursor),
        ..StoredDocument::default()
    };
    for _ in 0..cursor.count(3) {
        let (id, heading, text) = (cursor.text(), cursor.text(), cursor.text());
        document.sections.push(Section { id, heading, text });
    }
    for _ in 0..cursor.count(3) {
        document.meta.push((cursor.text(), read_value(cursor)));
    }
    document
}

fn read_strings(cursor: &mut Cursor<'_>) -> Vec<String> {
    let mut strings = Vec::new();
    for _ in 0..cursor.count(1) {
        strings.push(cursor.text());
    }
    strings
}

fn read_value(cursor: &mut Cursor<'_>) -> MetaValue {
    match cursor.byte() {
        0 => MetaValue::Text(cursor.text()),
        1 => MetaValue::Number(f64::from_le_bytes(cursor.take(8).try_into().unwrap_or_default())),
        2 => MetaValue::List(read_strings(cursor)),
        _ => {
            cursor.malformed("a metadata value is of an unknown kind");
            MetaValue::Text(String::new())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::DocumentBlockWriter;
    use super::*;
    use crate::document::Document;
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

    fn owned(stored: &StoredDocument) -> Document {
        let StoredDocument { url, title, lang, date, tags, sections, meta } = stored.clone();
        Document { url, title, lang, date, tags, sections, meta: meta.into_iter().collect() }
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
                prop_assert_eq!(&owned(block.get(at).unwrap()), document);
            }
            prop_assert!(block.get(documents.len()).is_none());
        }

        #[test]
        fn any_payload_is_read_without_panic(payload: Vec<u8>) {
            let _ = DocumentBlock::open(&frame::seal(Kind::Documents, &payload));
        }
    }
}
