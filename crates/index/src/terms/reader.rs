//! A shard's file → terms and their postings.

use crate::Error;
use crate::codec::Cursor;
use crate::frame::{self, Kind};
use crate::postings::Postings;
use fst::{Automaton, IntoStreamer, Streamer};
use std::ops::Range;

/// A term's number in its shard, in the order of the keys.
pub type TermOrdinal = u32;

const WHAT: &str = "term shard";

/// A shard of the term dictionary with its postings, checked and in memory.
#[derive(Debug)]
pub struct TermShard {
    payload: Vec<u8>,
    dictionary: Range<usize>,
    document_frequencies: Vec<u32>,
    /// Where each posting list ends in `payload`; the first starts at `postings_start`.
    posting_ends: Vec<usize>,
    postings_start: usize,
    position_ends: Vec<usize>,
}

impl TermShard {
    /// Opens a shard's file.
    ///
    /// # Errors
    /// When the file is damaged or its parts contradict each other.
    pub fn open(file: &[u8]) -> Result<Self, Error> {
        let payload = frame::open(Kind::Terms, file)?.to_vec();
        let mut cursor = Cursor::new(&payload, WHAT);
        let count = cursor.count(1)?;
        let dictionary = cursor.bytes()?;
        let dictionary_end = payload.len() - cursor.remaining();
        let dictionary = dictionary_end - dictionary.len()..dictionary_end;
        let document_frequencies = numbers(cursor.bytes()?, count)?;
        let posting_lengths = cursor.bytes()?;
        let position_ends = ends(0, cursor.bytes()?, count)?;
        let postings_start = payload.len() - cursor.remaining();
        let posting_ends = ends(postings_start, posting_lengths, count)?;
        if posting_ends.last().copied().unwrap_or(postings_start) != payload.len() {
            return Err(Error::malformed(WHAT, "the posting lists do not end with the file"));
        }
        let shard =
            Self { payload, dictionary, document_frequencies, posting_ends, postings_start, position_ends };
        if shard.dictionary()?.len() != count {
            return Err(Error::malformed(WHAT, "the dictionary has another number of terms"));
        }
        Ok(shard)
    }

    /// Number of terms.
    pub fn len(&self) -> u32 {
        self.document_frequencies.len() as u32
    }

    /// Whether the shard has no term.
    pub fn is_empty(&self) -> bool {
        self.document_frequencies.is_empty()
    }

    /// Bytes held in memory.
    pub fn size(&self) -> usize {
        self.payload.len() + self.posting_ends.len() * (2 * size_of::<usize>() + size_of::<u32>())
    }

    /// Bytes of the dictionary.
    pub const fn dictionary_bytes(&self) -> usize {
        self.dictionary.end - self.dictionary.start
    }

    /// Bytes of the posting lists.
    pub const fn posting_bytes(&self) -> usize {
        self.payload.len() - self.postings_start
    }

    /// The ordinal of the term with exactly this key.
    ///
    /// # Errors
    /// When the dictionary cannot be read.
    pub fn get(&self, key: &[u8]) -> Result<Option<TermOrdinal>, Error> {
        Ok(self.dictionary()?.get(key).map(|ordinal| ordinal as TermOrdinal))
    }

    /// The ordinals of the terms whose keys start with `prefix`.
    ///
    /// # Errors
    /// When the dictionary cannot be read.
    pub fn prefix(&self, prefix: &[u8]) -> Result<Range<TermOrdinal>, Error> {
        let dictionary = self.dictionary()?;
        let first = |from: &[u8]| {
            dictionary.range().ge(from).into_stream().next().map_or(self.len(), |(_, at)| at as TermOrdinal)
        };
        let start = first(prefix);
        let end = successor(prefix).map_or(self.len(), |after| first(&after));
        Ok(start..end.max(start))
    }

    /// Calls `found` with the key and the ordinal of every term that `automaton` accepts, in the order of the keys.
    ///
    /// # Errors
    /// When the dictionary cannot be read.
    pub fn search<A: Automaton>(
        &self,
        automaton: A,
        mut found: impl FnMut(&[u8], TermOrdinal),
    ) -> Result<(), Error> {
        let dictionary = self.dictionary()?;
        let mut stream = dictionary.search(automaton).into_stream();
        while let Some((key, ordinal)) = stream.next() {
            found(key, ordinal as TermOrdinal);
        }
        Ok(())
    }

    /// The key of a term.
    ///
    /// # Errors
    /// When the dictionary cannot be read or has no such term.
    pub fn key(&self, term: TermOrdinal) -> Result<Vec<u8>, Error> {
        let mut key = Vec::new();
        if self.dictionary()?.as_fst().get_key_into(u64::from(term), &mut key) {
            return Ok(key);
        }
        Err(Error::malformed(WHAT, "a term has no key"))
    }

    /// In how many documents a term occurs; 0 for a term that the shard does not have.
    pub fn document_frequency(&self, term: TermOrdinal) -> u32 {
        self.document_frequencies.get(term as usize).copied().unwrap_or(0)
    }

    /// The postings of a term, in an index of `document_count` documents.
    ///
    /// # Errors
    /// When the shard has no such term or the list is malformed.
    pub fn postings(&self, term: TermOrdinal, document_count: u32) -> Result<Postings<'_>, Error> {
        let range = list_range(&self.posting_ends, self.postings_start, term)?;
        let list = self.payload.get(range).ok_or(Error::malformed(WHAT, "a posting list lies outside"))?;
        Postings::new(list, self.document_frequency(term), document_count)
    }

    /// Where the position list of a term lies in the shard's file of positions.
    ///
    /// # Errors
    /// When the shard has no such term.
    pub fn positions(&self, term: TermOrdinal) -> Result<Range<usize>, Error> {
        list_range(&self.position_ends, 0, term)
    }

    fn dictionary(&self) -> Result<fst::Map<&[u8]>, Error> {
        Ok(fst::Map::new(self.payload.get(self.dictionary.clone()).unwrap_or_default())?)
    }
}

/// The smallest key after all keys that start with `prefix`; none when there is no such key.
fn successor(prefix: &[u8]) -> Option<Vec<u8>> {
    let kept = prefix.iter().rposition(|byte| *byte < u8::MAX)?;
    let mut after = prefix.get(..=kept)?.to_vec();
    *after.last_mut()? += 1;
    Some(after)
}

fn list_range(ends: &[usize], start: usize, term: TermOrdinal) -> Result<Range<usize>, Error> {
    let term = term as usize;
    let end = *ends.get(term).ok_or(Error::malformed(WHAT, "there is no such term"))?;
    let start = term.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(start);
    Ok(start..end)
}

fn numbers(column: &[u8], count: usize) -> Result<Vec<u32>, Error> {
    let mut cursor = Cursor::new(column, WHAT);
    let numbers = (0..count).map(|_| cursor.varint_u32()).collect::<Result<_, _>>()?;
    cursor.finish()?;
    Ok(numbers)
}

/// A column of lengths as the places where each ends.
fn ends(start: usize, column: &[u8], count: usize) -> Result<Vec<usize>, Error> {
    let mut end = start;
    numbers(column, count)?
        .into_iter()
        .map(|length| {
            end = end.checked_add(length as usize).ok_or(Error::malformed(WHAT, "the lists are too long"))?;
            Ok(end)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Field;
    use crate::positions::PositionFile;
    use crate::terms::{Counts, Occurrence, TermShardWriter};

    fn shard() -> (TermShard, PositionFile) {
        let mut writer = TermShardWriter::default();
        let at = |doc, position, field| Occurrence { doc, position, field };
        writer.add(b"kafka", &[at(0, 0, Field::Title), at(0, 9, Field::Body), at(3, 4, Field::Tag)]).unwrap();
        writer.add(b"kanban", &[at(2, 1, Field::Body)]).unwrap();
        writer.add(b"svg", &[at(1, 7, Field::Heading)]).unwrap();
        let written = writer.finish().unwrap();
        assert_eq!(written.counts, Counts { terms: 3, postings: 4, positions: 5 });
        (TermShard::open(&written.terms).unwrap(), PositionFile::open(&written.positions).unwrap())
    }

    #[test]
    fn terms_are_found_with_postings_and_positions() {
        let (shard, positions) = shard();
        let kafka = shard.get(b"kafka").unwrap().unwrap();
        let postings: Vec<_> = shard.postings(kafka, 4).unwrap().map(Result::unwrap).collect();
        assert_eq!(postings.iter().map(|posting| posting.doc).collect::<Vec<_>>(), [0, 3]);
        assert_eq!(postings[0].frequency(Field::Title), 1);
        let mut list = positions.list(shard.positions(kafka).unwrap()).unwrap();
        let mut read = Vec::new();
        for posting in &postings {
            list.read(posting.total_frequency(), &mut read).unwrap();
        }
        assert_eq!(read, [0, 9, 4]);
        assert_eq!(shard.get(b"kaf").unwrap(), None);
        assert_eq!(shard.key(2).unwrap(), b"svg");
    }

    #[test]
    fn a_prefix_is_a_range_of_ordinals() {
        let (shard, _) = shard();
        let check = |prefix: &[u8], expected| assert_eq!(shard.prefix(prefix).unwrap(), expected);
        check(b"", 0..3);
        check(b"ka", 0..2);
        check(b"kan", 1..2);
        check(b"s", 2..3);
        check(b"z", 3..3);
        check(&[0xFF, 0xFF], 3..3);
        check(b"kafkaesque", 1..1);
    }

    #[test]
    fn a_term_that_is_not_there_is_an_error() {
        let (shard, _) = shard();
        assert!(shard.postings(3, 4).is_err());
        assert!(shard.positions(3).is_err());
        assert!(shard.key(3).is_err());
        assert!(shard.postings(0, 3).unwrap().any(|posting| posting.is_err()), "a document beyond the index");
    }
}
