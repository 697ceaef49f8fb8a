//! Documents → temporary data and back, in order: they are written once to the index, when it is known which of them stay.
//!
//! ```text
//! per chunk of documents:  length (varint), a block of the document store, framed and not compressed
//! ```

use super::IndexError;
use crate::temporary::{Data, Reader, TemporaryError};
use keyseek_index::documents::{DocumentBlock, DocumentBlockWriter, StoredDocument};
use keyseek_index::{Document, Error};
use rayon::prelude::*;
use std::ops::Range;
use std::sync::Arc;

/// A chunk of documents as a record.
pub(super) fn encode(documents: &[Document]) -> Vec<u8> {
    let mut writer = DocumentBlockWriter::default();
    documents.iter().for_each(|document| writer.add(document));
    writer.finish()
}

/// The documents of a record.
fn decode(record: &[u8]) -> Result<Vec<Document>, Error> {
    Ok(DocumentBlock::open(record)?.into_documents().into_iter().map(owned).collect())
}

/// Gives the documents of all records in their order, decoded on all cores, some records of about `bytes` bytes at a time.
pub(super) fn read(
    all: &[Records],
    bytes: usize,
    take: &mut dyn FnMut(Vec<Document>) -> Result<(), IndexError>,
) -> Result<(), IndexError> {
    for records in all {
        let mut reader = records.reader();
        loop {
            let records = reader.next(bytes)?;
            if records.is_empty() {
                break;
            }
            let decoded: Vec<Vec<Document>> =
                records.into_par_iter().map(|record| decode(&record)).collect::<Result<_, _>>()?;
            take(decoded.into_iter().flatten().collect())?;
        }
    }
    Ok(())
}

/// Records in the order of their documents.
#[derive(Debug, Clone)]
pub(crate) struct Records {
    data: Arc<Data>,
    /// Where in the data they stand.
    range: Range<u64>,
}

impl Records {
    /// The records in a range of data.
    pub(crate) fn new(data: Arc<Data>, range: Range<u64>) -> Self {
        Self { data, range }
    }

    pub(crate) fn data(&self) -> &Data {
        &self.data
    }

    pub(crate) fn range(&self) -> Range<u64> {
        self.range.clone()
    }

    /// Reads them from front to back.
    fn reader(&self) -> RecordReader<'_> {
        RecordReader(self.data.reader(self.range.clone()))
    }
}

/// Reads records.
struct RecordReader<'a>(Reader<'a>);

impl RecordReader<'_> {
    /// One or more of the next records, of about `bytes` bytes; none at the end.
    fn next(&mut self, bytes: usize) -> Result<Vec<Vec<u8>>, TemporaryError> {
        let (mut records, mut size) = (Vec::new(), 0);
        while (records.is_empty() || size < bytes) && !self.0.is_at_end() {
            let length = self.0.varint()? as usize;
            let mut record = Vec::new();
            self.0.bytes(length, &mut record)?;
            size += record.len();
            records.push(record);
        }
        Ok(records)
    }
}

fn owned(stored: StoredDocument) -> Document {
    let StoredDocument { url, title, lang, date, tags, sections, meta } = stored;
    Document { url, title, lang, date, tags, sections, meta: meta.into_iter().collect() }
}
