//! Norms → field lengths.

use super::{MEASURED, length};
use crate::{DocId, Error, Field};

/// The norms of a document, in the order of [`MEASURED`]; where they come from a posting, only those of the fields that hold its
/// term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DocumentNorms(pub [u8; MEASURED.len()]);

impl DocumentNorms {
    /// Length in words of a field; 0 for a field without a length of its own.
    pub fn length(self, field: Field) -> u32 {
        self.0.get(field.column()).map_or(0, |norm| length(*norm))
    }
}

/// The table of all norms of an index, in memory; it has none where they stand beside the postings.
#[derive(Debug)]
pub struct Norms {
    columns: Vec<u8>,
    document_count: u32,
}

impl Norms {
    /// No norms of no documents.
    pub(crate) const NONE: Self = Self { columns: Vec::new(), document_count: 0 };

    /// Takes the columns of an index of `document_count` documents, or nothing where they stand beside the postings.
    ///
    /// # Errors
    /// When there are not as many norms as documents.
    pub fn new(columns: &[u8], document_count: u32) -> Result<Self, Error> {
        let expected = (document_count as usize).checked_mul(MEASURED.len());
        if !columns.is_empty() && Some(columns.len()) != expected {
            return Err(Error::malformed("norms", "there are not as many as documents"));
        }
        Ok(Self { columns: columns.to_vec(), document_count })
    }

    /// Documents of the index.
    pub const fn document_count(&self) -> u32 {
        self.document_count
    }

    /// Whether the norms stand beside the postings.
    pub(crate) const fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }

    /// The norm of a field, by its place in [`MEASURED`]; 0 for a document that is not in the table.
    pub(crate) fn norm(&self, field: usize, doc: DocId) -> u8 {
        let at = field * self.document_count as usize + doc as usize;
        self.columns.get(at).copied().unwrap_or(0)
    }

    /// The norms of a document; all 0 when it is not in the table.
    pub fn of(&self, doc: DocId) -> DocumentNorms {
        let mut norms = DocumentNorms::default();
        for (field, norm) in norms.0.iter_mut().enumerate() {
            *norm = self.norm(field, doc);
        }
        norms
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
        assert_eq!(norms.of(1).length(Field::Title), 5);
        assert_eq!(norms.of(0).length(Field::Body), 384);
        assert_eq!(norms.of(0).length(Field::Part), 0);
        assert_eq!(norms.of(9).length(Field::Body), 0);
        assert!(Norms::new(&[0; 7], 2).is_err());
        assert_eq!(Norms::new(&[], 2).unwrap().of(1), DocumentNorms::default());
    }
}
