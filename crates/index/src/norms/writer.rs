//! Field lengths → norms.

use super::{MEASURED, quantise, rounded};
use crate::Field;

/// Collects the lengths of documents in the order of their ids.
#[derive(Debug, Default)]
pub struct NormsWriter {
    columns: [Vec<u8>; MEASURED.len()],
    totals: [u64; MEASURED.len()],
}

impl NormsWriter {
    /// Adds the next document, its lengths in words in the order of [`MEASURED`].
    pub fn add(&mut self, lengths: [u32; MEASURED.len()]) {
        for ((field, length), (column, total)) in
            MEASURED.iter().zip(lengths).zip(self.columns.iter_mut().zip(&mut self.totals))
        {
            column.push(quantise(if *field == Field::Title { length } else { rounded(length) }));
            *total += u64::from(length);
        }
    }

    /// Words by field over all documents, in the order of [`MEASURED`].
    pub const fn totals(&self) -> [u64; MEASURED.len()] {
        self.totals
    }

    /// The columns one after the other.
    pub fn finish(self) -> Vec<u8> {
        self.columns.concat()
    }
}
