//! Prepared answers: what is found for the beginnings of words that much begins with, so that the first keys of a word do
//! not load all that begins so.
//!
//! ```text
//! to the end, in the order of the keys:
//!   bytes         key of the beginning
//!   bytes         its answer:
//!     varint      number of documents that are found, doubled, plus 1 when there are others that were not looked for
//!     bytes       the first of them, best first, each: id (varint), reading (byte), score (4 bytes, IEEE 754, little endian)
//!     bytes       what is marked in their texts, each: key (bytes), reading (byte, doubled, plus 1 when longer words that start
//!                 with the key are marked, too)
//!     bytes …     keys of the terms that most documents hold and that begin so, to the end of the answer
//! ```
//!
//! An answer is prepared for a beginning whose shards of terms have so many bytes, as stored, as the manifest says, or more; a
//! whole word is its own beginning. The manifest lists the first key of each file. A reading is a number of the search.

mod reader;
mod writer;

pub use reader::PreparedFile;
pub use writer::PreparedWriter;

use crate::DocId;

/// What is prepared for the beginning of a word.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PreparedAnswer {
    /// Number of documents that are found.
    pub total: u32,
    /// Whether there are others, in tiers of long lists that were not read.
    pub is_cut: bool,
    /// The first of them, best first.
    pub hits: Vec<PreparedHit>,
    /// What is marked in their texts: [`PreparedNeedle`]'s key, reading and whether it starts longer words.
    pub needles: Vec<(Vec<u8>, u8, bool)>,
    /// Keys of the terms that most documents hold and that begin so, the most frequent first.
    pub completions: Vec<Vec<u8>>,
}

/// A document that is found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PreparedHit {
    /// The document.
    pub doc: DocId,
    /// How the word was read, less than 128.
    pub reading: u8,
    /// Its score.
    pub score: f32,
}

/// A key that is marked where it stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PreparedNeedle<'a> {
    /// The key.
    pub key: &'a [u8],
    /// The reading that led to it, less than 128.
    pub reading: u8,
    /// Whether longer words that start with the key are marked, too.
    pub starts: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::{self, Kind};
    use proptest::prelude::*;

    prop_compose! {
        fn answer()(
            total: u32,
            is_cut: bool,
            hits in prop::collection::vec((any::<u32>(), any::<u8>(), 0.0f32..9.0), 0..4),
            needles in prop::collection::vec((any::<Vec<u8>>(), 0..128u8, any::<bool>()), 0..3),
            completions: Vec<Vec<u8>>,
        ) -> PreparedAnswer {
            PreparedAnswer {
                total,
                is_cut,
                hits: hits.into_iter().map(|(doc, reading, score)| PreparedHit { doc, reading, score }).collect(),
                needles,
                completions,
            }
        }
    }

    fn read(file: &PreparedFile, key: &[u8]) -> Result<Option<PreparedAnswer>, crate::Error> {
        let (mut hits, mut needles) = (Vec::new(), Vec::new());
        let add = &mut |PreparedNeedle { key, reading, starts }: PreparedNeedle<'_>| {
            needles.push((key.to_vec(), reading, starts))
        };
        let total = file.read(key, &mut |hit| hits.push(hit), add)?;
        let completions = file.completions(key)?;
        assert_eq!(total.is_some(), completions.is_some());
        let completions = completions.unwrap_or_default().into_iter().map(<[u8]>::to_vec).collect();
        Ok(total.map(|(total, is_cut)| PreparedAnswer { total, is_cut, hits, needles, completions }))
    }

    proptest! {
        #[test]
        fn what_was_written_is_found(answers in prop::collection::btree_map("[ab]{1,3}", answer(), 0..6)) {
            let mut writer = PreparedWriter::default();
            for (key, answer) in &answers {
                writer.add(key.as_bytes(), answer);
            }
            let file = PreparedFile::open(&writer.finish()).unwrap();
            for (key, answer) in &answers {
                prop_assert_eq!(read(&file, key.as_bytes()).unwrap(), Some(answer.clone()));
            }
            prop_assert_eq!(read(&file, b"c").unwrap(), None);
        }

        #[test]
        fn any_bytes_are_read_without_panic(bytes: Vec<u8>) {
            if let Ok(file) = PreparedFile::open(&frame::seal(Kind::Prepared, &bytes)) {
                let _ = read(&file, &bytes);
            }
        }
    }
}
