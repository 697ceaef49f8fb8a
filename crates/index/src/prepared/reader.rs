//! Bytes → prepared answers.

use super::{PreparedHit, PreparedNeedle};
use crate::Error;
use crate::codec::Cursor;
use crate::frame::{self, Kind};

/// A file of prepared answers, its checksum checked.
#[derive(Debug)]
pub struct PreparedFile {
    payload: Vec<u8>,
}

impl PreparedFile {
    /// Opens a file. Its answers are read when they are asked for.
    ///
    /// # Errors
    /// When the file is damaged.
    pub fn open(file: &[u8]) -> Result<Self, Error> {
        Ok(Self { payload: frame::open(Kind::Prepared, file)?.to_vec() })
    }

    /// Reads what is found for the beginning of a word, in order; the number of all documents that are and whether there are
    /// others that were not looked for, or none when it is not prepared here.
    ///
    /// # Errors
    /// When the file is malformed; what was read is then not to be used.
    pub fn read(
        &self,
        key: &[u8],
        hit: &mut impl FnMut(PreparedHit),
        needle: &mut impl FnMut(PreparedNeedle<'_>),
    ) -> Result<Option<(u32, bool)>, Error> {
        let Some(mut cursor) = self.find(key)? else { return Ok(None) };
        let total = cursor.varint();
        let mut hits = cursor.part();
        while hits.remaining() > 0 {
            let (doc, reading) = (hits.varint_u32(), hits.byte());
            let score = f32::from_le_bytes(hits.take(4).try_into().unwrap_or_default());
            hit(PreparedHit { doc, reading, score });
        }
        cursor.finish_part(hits);
        let mut needles = cursor.part();
        while needles.remaining() > 0 {
            let (key, form) = (needles.bytes(), needles.byte());
            needle(PreparedNeedle { key, reading: form >> 1, starts: form & 1 == 1 });
        }
        cursor.finish_part(needles);
        cursor.check()?;
        Ok(Some(((total >> 1) as u32, total & 1 == 1)))
    }

    /// Keys of the terms that most documents hold and that begin with a key, the most frequent first; none when it is not prepared here.
    ///
    /// # Errors
    /// When the file is malformed.
    pub fn completions(&self, key: &[u8]) -> Result<Option<Vec<&[u8]>>, Error> {
        let Some(mut cursor) = self.find(key)? else { return Ok(None) };
        cursor.varint();
        cursor.part();
        cursor.part();
        let mut completions = Vec::new();
        while cursor.remaining() > 0 {
            completions.push(cursor.bytes());
        }
        cursor.finish()?;
        Ok(Some(completions))
    }

    /// The answer to a beginning, if it is in this file.
    fn find(&self, key: &[u8]) -> Result<Option<Cursor<'_>>, Error> {
        let mut cursor = Cursor::new(&self.payload, "prepared answers");
        let mut found = None;
        while cursor.remaining() > 0 {
            let is_asked = cursor.bytes() == key;
            let answer = cursor.part();
            if is_asked {
                found = Some(answer);
            }
        }
        cursor.finish()?;
        Ok(found)
    }
}
