//! Norms → field lengths.

use super::{MEASURED, length};
use crate::{DocId, Error, Field};

/// The norms of an index, in memory.
#[derive(Debug)]
pub struct Norms {
    columns: Vec<u8>,
    document_count: usize,
}

impl Norms {
    /// Takes the columns of an index of `document_count` documents.
    ///
    /// # Errors
    /// When there are not as many norms as documents.
    pub fn new(columns: &[u8], document_count: u32) -> Result<Self, Error> {
        let document_count = document_count as usize;
        if Some(columns.len()) != document_count.checked_mul(MEASURED.len()) {
            return Err(Error::malformed("norms", "there are not as many as documents"));
        }
        Ok(Self { columns: columns.to_vec(), document_count })
    }

    /// Length in words of a field of a document; 0 for a field without a length of its own.
    pub fn length(&self, field: Field, doc: DocId) -> u32 {
        if !MEASURED.contains(&field) {
            return 0;
        }
        let at = field.column() * self.document_count + doc as usize;
        self.columns.get(at).map_or(0, |norm| length(*norm))
    }
}

#[cfg(test)]
mod tests {
    use super::super::NormsWriter;
    use super::*;

    #[test]
    fn columns_round_trip() {
        let mut writer = NormsWriter::default();
        writer.add([1, 2, 3, 400]);
        writer.add([5, 0, 0, 7]);
        assert_eq!(writer.totals(), [6, 2, 3, 407]);
        let norms = Norms::new(&writer.finish(), 2).unwrap();
        assert_eq!(norms.length(Field::Title, 1), 5);
        assert_eq!(norms.length(Field::Body, 0), 384);
        assert_eq!(norms.length(Field::Body, 9), 0);
        assert!(Norms::new(&[0; 7], 2).is_err());
    }
}
