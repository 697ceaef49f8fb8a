//! Bytes → document.

use crate::Error;
use crate::codec::Cursor;
use crate::frame::{self, Kind};

const WHAT: &str = "document block";

/// A document as the block holds it; see [`Document`](crate::Document) for what its parts mean.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredDocument<'a> {
    /// Address.
    pub url: &'a str,
    /// Title.
    pub title: &'a str,
    /// Language; empty when unknown.
    pub lang: &'a str,
    /// Date; empty when unknown.
    pub date: &'a str,
    /// Tags.
    pub tags: Vec<&'a str>,
    /// Text in reading order.
    pub sections: Vec<StoredSection<'a>>,
    /// Other fields, by name.
    pub meta: Vec<(&'a str, StoredValue<'a>)>,
}

/// A section as the block holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StoredSection<'a> {
    /// Fragment that leads to the heading; may be empty.
    pub id: &'a str,
    /// Heading; may be empty.
    pub heading: &'a str,
    /// Text below the heading.
    pub text: &'a str,
}

/// A metadata value as the block holds it.
#[derive(Debug, Clone, PartialEq)]
pub enum StoredValue<'a> {
    /// Text.
    Text(&'a str),
    /// A number.
    Number(f64),
    /// Several texts.
    List(Vec<&'a str>),
}

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
        let count = cursor.count(7);
        let mut starts = Vec::with_capacity(count);
        for _ in 0..count {
            starts.push(payload.len() - cursor.remaining());
            read_document(&mut cursor);
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
    pub fn get(&self, at: usize) -> Result<StoredDocument<'_>, Error> {
        let record = self.starts.get(at).and_then(|start| self.payload.get(*start..));
        let record = record.ok_or(Error::malformed(WHAT, "there is no such document"))?;
        let mut cursor = Cursor::new(record, WHAT);
        let document = read_document(&mut cursor);
        cursor.check()?;
        Ok(document)
    }
}

fn read_document<'a>(cursor: &mut Cursor<'a>) -> StoredDocument<'a> {
    let mut document = StoredDocument {
        url: cursor.string(),
        title: cursor.string(),
        lang: cursor.string(),
        date: cursor.string(),
        tags: read_strings(cursor),
        sections: Vec::new(),
        meta: Vec::new(),
    };
    for _ in 0..cursor.count(3) {
        let (id, heading, text) = (cursor.string(), cursor.string(), cursor.string());
        document.sections.push(StoredSection { id, heading, text });
    }
    for _ in 0..cursor.count(3) {
        document.meta.push((cursor.string(), read_value(cursor)));
    }
    document
}

fn read_strings<'a>(cursor: &mut Cursor<'a>) -> Vec<&'a str> {
    let mut strings = Vec::new();
    for _ in 0..cursor.count(1) {
        strings.push(cursor.string());
    }
    strings
}

fn read_value<'a>(cursor: &mut Cursor<'a>) -> StoredValue<'a> {
    match cursor.byte() {
        0 => StoredValue::Text(cursor.string()),
        1 => StoredValue::Number(f64::from_le_bytes(cursor.take(8).try_into().unwrap_or_default())),
        2 => StoredValue::List(read_strings(cursor)),
        _ => {
            cursor.malformed("a metadata value is of an unknown kind");
            StoredValue::Text("")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::DocumentBlockWriter;
    use super::*;
    use crate::document::{Document, MetaValue, Section};
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

    fn owned(stored: &StoredDocument<'_>) -> Document {
        let strings = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let sections = stored.sections.iter().map(|section| Section {
            id: section.id.to_owned(),
            heading: section.heading.to_owned(),
            text: section.text.to_owned(),
        });
        let meta = stored.meta.iter().map(|(name, value)| {
            let value = match value {
                StoredValue::Text(text) => MetaValue::Text((*text).to_owned()),
                StoredValue::Number(number) => MetaValue::Number(*number),
                StoredValue::List(list) => MetaValue::List(strings(list)),
            };
            ((*name).to_owned(), value)
        });
        Document {
            url: stored.url.to_owned(),
            title: stored.title.to_owned(),
            lang: stored.lang.to_owned(),
            date: stored.date.to_owned(),
            tags: strings(&stored.tags),
            sections: sections.collect(),
            meta: meta.collect(),
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
                prop_assert_eq!(&owned(&block.get(at).unwrap()), document);
            }
            prop_assert!(block.get(documents.len()).is_err());
        }

        #[test]
        fn any_payload_is_read_without_panic(payload: Vec<u8>) {
            let _ = DocumentBlock::open(&frame::seal(Kind::Documents, &payload));
        }
    }
}
