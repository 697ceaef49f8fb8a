//! Prepared answers → bytes.

use super::{PreparedAnswer, PreparedHit};
use crate::codec::{write_bytes, write_varint};
use crate::frame::{self, Kind};

/// Writes one file, answer by answer, in ascending order of their keys.
#[derive(Debug, Default)]
pub struct PreparedWriter {
    payload: Vec<u8>,
}

impl PreparedWriter {
    /// Adds the answer to the beginning of a word.
    pub fn add(&mut self, key: &[u8], answer: &PreparedAnswer) {
        let mut hits = Vec::new();
        for PreparedHit { doc, reading, score } in &answer.hits {
            write_varint(u64::from(*doc), &mut hits);
            hits.push(*reading);
            hits.extend_from_slice(&score.to_le_bytes());
        }
        let mut needles = Vec::new();
        for (key, reading, starts) in &answer.needles {
            write_bytes(key, &mut needles);
            needles.push(reading << 1 | u8::from(*starts));
        }
        let mut record = Vec::new();
        write_varint(u64::from(answer.total) << 1 | u64::from(answer.is_cut), &mut record);
        write_bytes(&hits, &mut record);
        write_bytes(&needles, &mut record);
        for key in &answer.completions {
            write_bytes(key, &mut record);
        }
        write_bytes(key, &mut self.payload);
        write_bytes(&record, &mut self.payload);
    }

    /// Bytes so far: what a file is cut by.
    pub const fn size(&self) -> usize {
        self.payload.len()
    }

    /// Whether no answer was added.
    pub const fn is_empty(&self) -> bool {
        self.payload.is_empty()
    }

    /// Writes the file, framed, not compressed.
    pub fn finish(self) -> Vec<u8> {
        frame::seal(Kind::Prepared, &self.payload)
    }
}
