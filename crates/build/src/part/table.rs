//! A row a document: what is compared with other documents, and what was measured.
//!
//! ```text
//! 16 bytes   hash of the content        16 bytes   hash of the address
//!  8 bytes   views, NaN for none         4 bytes   number of the file
//! 16 bytes   words by field              8 bytes   bytes of text
//!  8 bytes   bytes in a block             1 byte    language
//! ```
//! Numbers are little endian.

use super::{Candidates, Head, PartError, TemporaryError};
use crate::index::{Analysed, Language, Measures};
use crate::source::{Candidate, Story};
use crate::temporary::Data;

const ROW_BYTES: usize = 16 + 16 + 8 + 4 + 16 + 8 + 8 + 1;

/// Writes the table.
pub(super) fn write(
    candidates: &Candidates,
    analysed: &Analysed,
    mut write: impl FnMut(&[u8]) -> Result<(), PartError>,
) -> Result<(), PartError> {
    let languages = analysed.languages.as_slice();
    for ((candidate, measures), language) in candidates.list.iter().zip(&analysed.measures).zip(languages) {
        let mut row = Vec::with_capacity(ROW_BYTES);
        row.extend(candidate.content.to_le_bytes());
        row.extend(candidate.url.to_le_bytes());
        row.extend(candidate.views.unwrap_or(f64::NAN).to_le_bytes());
        row.extend(candidate.file.to_le_bytes());
        measures.lengths.iter().for_each(|length| row.extend(length.to_le_bytes()));
        row.extend(measures.text_bytes.to_le_bytes());
        row.extend(measures.stored_bytes.to_le_bytes());
        row.push(language.to_byte());
        write(&row)?;
    }
    Ok(())
}

/// Reads the table of a part. The error is none where the table is damaged.
pub(super) fn read(head: &Head, data: &Data) -> Result<(Candidates, Analysed), Option<TemporaryError>> {
    if head.table_end - head.runs != head.documents.saturating_mul(ROW_BYTES as u64) {
        return Err(None);
    }
    let views = head.views.iter().map(|(at, bits)| (*at, f64::from_bits(*bits))).collect();
    let mut list = Vec::new();
    let story =
        |(at, (url, hash)): (&u32, &(String, String))| (*at, Story { url: url.clone(), hash: hash.clone() });
    let stories = head.stories.iter().map(story).collect();
    let mut analysed = Analysed::default();
    let mut reader = data.reader(head.runs..head.table_end);
    let mut bytes = Vec::new();
    while !reader.is_at_end() {
        reader.bytes(ROW_BYTES, &mut bytes)?;
        let mut row = Row(&bytes);
        let (content, url) = (row.number(16), row.number(16));
        let views = Some(f64::from_bits(row.number(8) as u64)).filter(|views| !views.is_nan());
        list.push(Candidate { content, url, views, file: row.number(4) as u32 });
        let mut measures = Measures::default();
        measures.lengths.iter_mut().for_each(|length| *length = row.number(4) as u32);
        measures.text_bytes = row.number(8) as u64;
        measures.stored_bytes = row.number(8) as u64;
        analysed.measures.push(measures);
        analysed.languages.push(Language::from_byte(row.number(1) as u8).ok_or(None)?);
    }
    Ok((Candidates::of_part(list, stories, views, head.merged), analysed))
}

struct Row<'a>(&'a [u8]);

impl Row<'_> {
    /// Takes a number of so many bytes off the front.
    fn number(&mut self, bytes: usize) -> u128 {
        let (number, rest) = self.0.split_at(bytes.min(self.0.len()));
        self.0 = rest;
        number.iter().rev().fold(0, |all, byte| all << 8 | u128::from(*byte))
    }
}
