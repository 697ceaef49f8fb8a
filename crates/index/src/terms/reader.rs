//! A shard's file → terms and their postings.

use super::dictionary::Dictionary;
use crate::Error;
use crate::codec::Cursor;
use crate::frame::{self, Kind};
use crate::manifest::StoredPart;
use crate::norms::Norms;
use crate::postings::Postings;
use crate::tiers::{Apart, TierTable};
use std::ops::Range;

/// A term's number in its shard, in the order of the keys.
pub type TermOrdinal = u32;

const WHAT: &str = "term shard";

/// The lists of a term.
#[derive(Debug, Clone, Copy, Default)]
struct Lists {
    document_frequency: u32,
    /// How many of its postings stand in the shard.
    postings: u32,
    /// Where its document ids begin in the payload.
    documents: usize,
    /// Where its codes begin in the payload.
    codes: usize,
    /// Where its norms begin in the payload.
    norms: usize,
    /// Positions before its own in the shard's file of positions.
    positions: usize,
}

/// A shard of the term dictionary with its postings, checked and in memory.
#[derive(Debug)]
pub struct TermShard {
    /// What stands behind the dictionary.
    payload: Vec<u8>,
    dictionary: Dictionary,
    lists: Vec<Lists>,
    /// Where the document ids of all posting lists begin in `payload`.
    postings_start: usize,
    /// Members of the groups, one after the other, and where each group ends and whether it has derived words.
    group_members: Vec<TermOrdinal>,
    group_ends: Vec<GroupEnd>,
    /// Terms with synonyms in ascending order, and where their keys lie in `payload`.
    aliases: Vec<(TermOrdinal, Range<usize>)>,
    tiers: TierTable,
}

impl TermShard {
    /// Opens a shard's file.
    ///
    /// # Errors
    /// When the file is damaged or its parts contradict each other.
    pub fn open(file: &[u8]) -> Result<Self, Error> {
        let payload = frame::open(Kind::Terms, file)?;
        let mut cursor = Cursor::new(payload, WHAT);
        let count = cursor.count(1);
        let dictionary = cursor.bytes();
        let payload = payload.get(payload.len() - cursor.remaining()..).unwrap_or_default();
        let document_frequencies = cursor.part();
        let (group_members, group_ends) = read_groups(&mut cursor, count);
        let aliases = read_aliases(&mut cursor, payload.len(), count);
        let mut part = cursor.part();
        let mut tiers = TierTable::default();
        if part.remaining() > 0 {
            tiers = TierTable::read(&mut part, count);
        }
        cursor.finish_part(part);
        let postings_start = payload.len() - cursor.remaining();
        let lists = read_lists(cursor, payload.len(), document_frequencies, count, &tiers)?;
        let Some(dictionary) = Dictionary::open(dictionary) else {
            return Err(Error::malformed(WHAT, "the dictionary cannot be read"));
        };
        if dictionary.len() != count {
            return Err(Error::malformed(WHAT, "the dictionary has another number of terms"));
        }
        Ok(Self {
            payload: payload.to_vec(),
            dictionary,
            lists,
            postings_start,
            group_members,
            group_ends,
            aliases,
            tiers,
        })
    }

    /// Number of terms.
    pub fn len(&self) -> u32 {
        self.lists.len() as u32
    }

    /// Whether the shard has no term.
    pub fn is_empty(&self) -> bool {
        self.lists.is_empty()
    }

    /// Bytes held in memory.
    pub fn size(&self) -> usize {
        self.dictionary_bytes() + self.payload.len() + self.lists.len() * size_of::<Lists>()
    }

    /// Bytes of the dictionary.
    pub fn dictionary_bytes(&self) -> usize {
        self.dictionary.size()
    }

    /// Bytes of the posting lists.
    pub const fn posting_bytes(&self) -> usize {
        self.payload.len() - self.postings_start
    }

    /// The ordinal of the term with exactly this key.
    pub fn get(&self, key: &[u8]) -> Option<TermOrdinal> {
        self.dictionary.get(key)
    }

    /// The ordinals of the terms whose keys start with `prefix`; an empty range when there are none.
    pub fn prefix(&self, prefix: &[u8]) -> Range<TermOrdinal> {
        self.dictionary.prefix(prefix)
    }

    /// Calls `found` with the key and the ordinal of every term that is accepted, in the order of the keys.
    ///
    /// `accepts` is told of every byte of a key and how many stand before it; the bytes before it are those it was told of
    /// last at each of those places. It says whether the key up to there matches, or nothing where no longer key can.
    pub fn search(
        &self,
        accepts: &mut dyn FnMut(usize, u8) -> Option<bool>,
        found: &mut dyn FnMut(&[u8], TermOrdinal),
    ) {
        self.dictionary.search(accepts, found);
    }

    /// The key of a term; none when the dictionary has no such term.
    pub fn key(&self, term: TermOrdinal) -> Option<Vec<u8>> {
        self.dictionary.key(term)
    }

    /// The forms of the word that a term is a form of, the term among them, and whether some of them are only derived from it;
    /// empty when there are no others.
    pub fn group(&self, term: TermOrdinal) -> (&[TermOrdinal], bool) {
        let Some(at) = self.group_members.iter().position(|member| *member == term) else {
            return (&[], false);
        };
        let mut start = 0;
        for (end, has_derived) in &self.group_ends {
            if at < *end {
                return (self.group_members.get(start..*end).unwrap_or_default(), *has_derived);
            }
            start = *end;
        }
        (&[], false)
    }

    /// Keys of the synonyms of a term; they may lie in any shard.
    pub fn synonyms(&self, term: TermOrdinal) -> Vec<&[u8]> {
        let at = self.aliases.binary_search_by_key(&term, |alias| alias.0);
        let list = at.ok().and_then(|at| self.aliases.get(at));
        let list = list.and_then(|alias| self.payload.get(alias.1.clone()));
        let mut synonyms = Vec::new();
        if let Some(list) = list {
            let mut cursor = Cursor::new(list, WHAT);
            for _ in 0..cursor.count(1) {
                synonyms.push(cursor.bytes());
            }
        }
        synonyms
    }

    /// In how many documents a term occurs; 0 for a term that the shard does not have.
    pub fn document_frequency(&self, term: TermOrdinal) -> u32 {
        self.lists(term).document_frequency
    }

    /// What of a term's list stands apart from the shard.
    pub fn apart(&self, term: TermOrdinal) -> Apart {
        self.tiers.of(term)
    }

    /// The ordinal, behind those of the terms, of a beginning that has a list of its own, see [`crate::tiers`].
    #[inline(never)]
    pub fn beginning(&self, key: &[u8]) -> Option<TermOrdinal> {
        self.tiers.beginning(key).map(|at| self.len().saturating_add(at as TermOrdinal))
    }

    /// Where each file of lists is that stand apart.
    pub fn tier_parts(&self) -> &[StoredPart] {
        self.tiers.parts()
    }

    /// How many postings of a term stand in the shard.
    pub fn postings_here(&self, term: TermOrdinal) -> u32 {
        self.lists(term).postings
    }

    /// The postings of a term that stand in the shard, in an index whose norms are in this table unless they stand beside the postings; none for a term
    /// that the shard does not have.
    pub fn postings<'a>(&'a self, term: TermOrdinal, table: &'a Norms) -> Postings<'a> {
        let lists = self.lists(term);
        let from = |start: usize| self.payload.get(start..).unwrap_or_default();
        let columns = [from(lists.documents), from(lists.codes), from(lists.norms)];
        Postings::new(columns, lists.postings, table)
    }

    /// How many positions stand before those of a term in the shard's file of positions.
    pub fn positions(&self, term: TermOrdinal) -> usize {
        self.lists(term).positions
    }

    fn lists(&self, term: TermOrdinal) -> Lists {
        self.lists.get(term as usize).copied().unwrap_or_default()
    }
}

/// The lists of each term: all posting lists are gone through, which takes less time than inflating them does.
fn read_lists(
    mut cursor: Cursor<'_>,
    length: usize,
    mut document_frequencies: Cursor<'_>,
    count: usize,
    tiers: &TierTable,
) -> Result<Vec<Lists>, Error> {
    let documents = cursor.part();
    let documents_end = length - cursor.remaining();
    let norms = cursor.part();
    let norms_end = length - cursor.remaining();
    let mut postings = Postings::of_columns(documents, cursor, norms);
    let mut lists = Vec::with_capacity(count);
    let mut positions = 0usize;
    for term in 0..count {
        let document_frequency = document_frequencies.varint_u32();
        let mut here = document_frequency;
        if !tiers.is_empty() {
            here = tiers.postings_beside(term as TermOrdinal, here, &mut document_frequencies);
        }
        let (documents, codes, norms) = postings.remaining();
        lists.push(Lists {
            document_frequency,
            postings: here,
            documents: documents_end - documents,
            codes: length - codes,
            norms: norms_end - norms,
            positions,
        });
        positions = positions.saturating_add(postings.pass(here));
    }
    document_frequencies.finish()?;
    postings.finish()?;
    Ok(lists)
}

/// Where a group ends among the members of all groups, and whether it has words that are only derived from others.
type GroupEnd = (usize, bool);

/// Members of all groups, and where in them each group ends.
fn read_groups(cursor: &mut Cursor<'_>, count: usize) -> (Vec<TermOrdinal>, Vec<GroupEnd>) {
    let mut groups = cursor.part();
    let (mut members, mut ends) = (Vec::new(), Vec::new());
    let mut first: TermOrdinal = 0;
    while groups.remaining() > 0 {
        let start = members.len();
        let mut member = first;
        let code = groups.varint();
        for _ in 0..code / 2 {
            member = member.saturating_add(groups.varint_u32());
            if member as usize >= count {
                groups.malformed("a group names a term that is not there");
            }
            // At once: a wrong number would ask for more memory than the file is long.
            if groups.check().is_err() {
                break;
            }
            members.push(member);
        }
        first = members.get(start).copied().unwrap_or(first);
        ends.push((members.len(), code % 2 == 1));
    }
    cursor.finish_part(groups);
    (members, ends)
}

/// Terms with synonyms, and where in the payload of `length` bytes the list of each lies.
fn read_aliases(cursor: &mut Cursor<'_>, length: usize, count: usize) -> Vec<(TermOrdinal, Range<usize>)> {
    let mut lists = cursor.part();
    let end = length - cursor.remaining();
    let mut aliases = Vec::new();
    let mut term: TermOrdinal = 0;
    while lists.remaining() > 0 {
        term = term.saturating_add(lists.varint_u32());
        if term as usize >= count {
            lists.malformed("an alias names a term that is not there");
        }
        let start = end - lists.remaining();
        for _ in 0..lists.count(1) {
            lists.bytes();
        }
        aliases.push((term, start..end - lists.remaining()));
    }
    cursor.finish_part(lists);
    aliases
}

#[cfg(test)]
mod tests;
