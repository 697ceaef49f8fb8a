//! A shard's file → terms and their postings.

use super::dictionary::Dictionary;
use crate::Error;
use crate::codec::Cursor;
use crate::frame::{self, Kind};
use crate::postings::Postings;
use fst::Automaton;
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
    /// Members of the groups, one after the other, and where each group ends.
    group_members: Vec<TermOrdinal>,
    group_ends: Vec<usize>,
    /// Terms with synonyms in ascending order, and where their keys lie in `payload`.
    aliases: Vec<(TermOrdinal, Range<usize>)>,
}

impl TermShard {
    /// Opens a shard's file.
    ///
    /// # Errors
    /// When the file is damaged or its parts contradict each other.
    pub fn open(file: &[u8]) -> Result<Self, Error> {
        let payload = frame::open(Kind::Terms, file)?.to_vec();
        let mut cursor = Cursor::new(&payload, WHAT);
        let count = cursor.count(1);
        let dictionary = part(&mut cursor, &payload);
        let document_frequencies = numbers(cursor.bytes(), count)?;
        let posting_lengths = cursor.bytes();
        let position_ends = ends(0, cursor.bytes(), count)?;
        let (group_members, group_ends) = read_groups(cursor.bytes(), count)?;
        let aliases = part(&mut cursor, &payload);
        let aliases = read_aliases(&payload, aliases, count)?;
        cursor.check()?;
        let postings_start = payload.len() - cursor.remaining();
        let posting_ends = ends(postings_start, posting_lengths, count)?;
        if posting_ends.last().copied().unwrap_or(postings_start) != payload.len() {
            return Err(Error::malformed(WHAT, "the posting lists do not end with the file"));
        }
        let shard = Self {
            payload,
            dictionary,
            document_frequencies,
            posting_ends,
            postings_start,
            position_ends,
            group_members,
            group_ends,
            aliases,
        };
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
        Ok(self.dictionary()?.get(key))
    }

    /// The ordinals of the terms whose keys start with `prefix`; an empty range when there are none.
    ///
    /// # Errors
    /// When the dictionary cannot be read.
    pub fn prefix(&self, prefix: &[u8]) -> Result<Range<TermOrdinal>, Error> {
        Ok(self.dictionary()?.prefix(prefix))
    }

    /// Calls `found` with the key and the ordinal of every term that `automaton` accepts, in the order of the keys.
    ///
    /// # Errors
    /// When the dictionary cannot be read.
    pub fn search<A: Automaton>(
        &self,
        automaton: &A,
        found: &mut dyn FnMut(&[u8], TermOrdinal),
    ) -> Result<(), Error> {
        self.dictionary()?.search(automaton, found);
        Ok(())
    }

    /// The key of a term.
    ///
    /// # Errors
    /// When the dictionary cannot be read or has no such term.
    pub fn key(&self, term: TermOrdinal) -> Result<Vec<u8>, Error> {
        self.dictionary()?.key(term).ok_or(Error::malformed(WHAT, "a term has no key"))
    }

    /// The inflected forms of the word that a term is a form of, the term among them; empty when there are no others.
    pub fn group(&self, term: TermOrdinal) -> &[TermOrdinal] {
        let Some(at) = self.group_members.iter().position(|member| *member == term) else { return &[] };
        let group = self.group_ends.partition_point(|end| *end <= at);
        let end = self.group_ends.get(group).copied().unwrap_or(0);
        let start = group.checked_sub(1).and_then(|before| self.group_ends.get(before)).copied().unwrap_or(0);
        self.group_members.get(start..end).unwrap_or_default()
    }

    /// Keys of the synonyms of a term; they may lie in any shard.
    ///
    /// # Errors
    /// When the list is malformed.
    pub fn synonyms(&self, term: TermOrdinal) -> Result<Vec<&[u8]>, Error> {
        let Ok(at) = self.aliases.binary_search_by_key(&term, |alias| alias.0) else { return Ok(Vec::new()) };
        let list = self.aliases.get(at).and_then(|alias| self.payload.get(alias.1.clone()));
        let mut cursor = Cursor::new(list.unwrap_or_default(), WHAT);
        let synonyms = (0..cursor.count(1)).map(|_| cursor.bytes()).collect();
        cursor.check()?;
        Ok(synonyms)
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

    fn dictionary(&self) -> Result<Dictionary<'_>, Error> {
        let dictionary = Dictionary::open(self.payload.get(self.dictionary.clone()).unwrap_or_default());
        dictionary.ok_or(Error::malformed(WHAT, "the dictionary cannot be read"))
    }
}

/// Passes over a part that is preceded by its length: where in the payload it lies.
fn part(cursor: &mut Cursor<'_>, payload: &[u8]) -> Range<usize> {
    let length = cursor.bytes().len();
    let end = payload.len() - cursor.remaining();
    end - length..end
}

fn list_range(ends: &[usize], start: usize, term: TermOrdinal) -> Result<Range<usize>, Error> {
    let term = term as usize;
    let end = *ends.get(term).ok_or(Error::malformed(WHAT, "there is no such term"))?;
    let start = term.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(start);
    Ok(start..end)
}

/// Members of all groups, and where in them each group ends.
fn read_groups(bytes: &[u8], count: usize) -> Result<(Vec<TermOrdinal>, Vec<usize>), Error> {
    let mut cursor = Cursor::new(bytes, WHAT);
    let (mut members, mut ends) = (Vec::new(), Vec::new());
    let mut first: TermOrdinal = 0;
    while cursor.remaining() > 0 {
        let start = members.len();
        let mut member = first;
        for _ in 0..cursor.count(1) {
            member = member.saturating_add(cursor.varint_u32());
            if member as usize >= count {
                cursor.malformed("a group names a term that is not there");
            }
            members.push(member);
        }
        first = members.get(start).copied().unwrap_or(first);
        ends.push(members.len());
    }
    cursor.finish()?;
    Ok((members, ends))
}

/// Terms with synonyms, and where in the payload the list of each lies.
fn read_aliases(
    payload: &[u8],
    range: Range<usize>,
    count: usize,
) -> Result<Vec<(TermOrdinal, Range<usize>)>, Error> {
    let mut cursor = Cursor::new(payload.get(range.clone()).unwrap_or_default(), WHAT);
    let mut aliases = Vec::new();
    let mut term: TermOrdinal = 0;
    while cursor.remaining() > 0 {
        term = term.saturating_add(cursor.varint_u32());
        if term as usize >= count {
            cursor.malformed("an alias names a term that is not there");
        }
        let start = range.end - cursor.remaining();
        for _ in 0..cursor.count(1) {
            cursor.bytes();
        }
        aliases.push((term, start..range.end - cursor.remaining()));
    }
    cursor.finish()?;
    Ok(aliases)
}

fn numbers(column: &[u8], count: usize) -> Result<Vec<u32>, Error> {
    let mut cursor = Cursor::new(column, WHAT);
    let numbers = (0..count).map(|_| cursor.varint_u32()).collect();
    cursor.finish()?;
    Ok(numbers)
}

/// A column of lengths as the places where each ends.
fn ends(start: usize, column: &[u8], count: usize) -> Result<Vec<usize>, Error> {
    let mut cursor = Cursor::new(column, WHAT);
    let mut end = start;
    let ends = (0..count).map(|_| {
        end = end.saturating_add(cursor.varint_u32() as usize);
        end
    });
    let ends = ends.collect();
    cursor.finish()?;
    Ok(ends)
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
        writer.add(b"vector", &[]).unwrap();
        writer.add_group(&[0, 1]);
        writer.add_group(&[2, 3]);
        writer.add_alias(0, &[b"broker", b"queue"]);
        writer.add_alias(3, &[b"svg"]);
        let written = writer.finish().unwrap();
        assert_eq!(written.counts, Counts { terms: 4, postings: 4, positions: 5 });
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
        check(b"", 0..4);
        check(b"ka", 0..2);
        check(b"kan", 1..2);
        check(b"s", 2..3);
        check(b"z", 0..0);
        check(&[0xFF, 0xFF], 0..0);
        check(b"kafkaesque", 0..0);
    }

    #[test]
    fn forms_and_synonyms_are_related() {
        let (shard, _) = shard();
        assert_eq!(shard.group(1), [0, 1]);
        assert_eq!(shard.group(2), [2, 3]);
        assert_eq!(shard.synonyms(0).unwrap(), [b"broker".as_slice(), b"queue"]);
        assert!(shard.synonyms(1).unwrap().is_empty());
        assert_eq!(shard.postings(3, 4).unwrap().count(), 0);
    }

    #[test]
    fn an_automaton_finds_what_it_accepts() {
        let (shard, _) = shard();
        let mut found = Vec::new();
        let starts = fst::automaton::Str::new("ka").starts_with();
        shard.search(&starts, &mut |key, ordinal| found.push((key.to_vec(), ordinal))).unwrap();
        assert_eq!(found, [(b"kafka".to_vec(), 0), (b"kanban".to_vec(), 1)]);
    }

    #[test]
    fn a_term_that_is_not_there_is_an_error() {
        let (shard, _) = shard();
        assert!(shard.postings(4, 4).is_err());
        assert!(shard.positions(4).is_err());
        assert!(shard.key(4).is_err());
        assert_eq!(shard.group(4), [] as [TermOrdinal; 0]);
        assert!(shard.synonyms(4).unwrap().is_empty());
        assert!(shard.postings(0, 3).unwrap().any(|posting| posting.is_err()), "a document beyond the index");
    }
}
