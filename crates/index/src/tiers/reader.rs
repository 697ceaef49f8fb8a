//! Bytes → tiers.

use crate::codec::Cursor;
use crate::frame::{self, Kind};
use crate::manifest::{StoredPart, read_parts};
use crate::norms::Norms;
use crate::positions::PositionFile;
use crate::postings::Postings;
use crate::terms::TermOrdinal;
use crate::{DocId, Error};

const WHAT: &str = "tier";

/// Postings of a tier, or some of their columns, their checksum checked.
#[derive(Debug)]
pub struct TierFile {
    payload: Vec<u8>,
    /// Where the columns of document ids, norms and codes begin.
    starts: [usize; 3],
    ids_end: usize,
}

impl TierFile {
    /// Opens a file of postings, of ids, or of norms and codes.
    ///
    /// # Errors
    /// When the file is damaged.
    #[inline(never)]
    pub fn open(file: &[u8]) -> Result<Self, Error> {
        let payload = frame::open(Kind::Tier, file)?;
        let mut cursor = Cursor::new(payload, WHAT);
        let documents = cursor.bytes().len();
        let documents_end = payload.len() - cursor.remaining();
        let norms = cursor.bytes().len();
        let codes = payload.len() - cursor.remaining();
        cursor.check()?;
        Ok(Self {
            payload: payload.to_vec(),
            starts: [documents_end - documents, codes - norms, codes],
            ids_end: documents_end,
        })
    }

    /// The column of document ids, or its part in this file.
    #[inline(never)]
    pub fn ids(&self) -> &[u8] {
        let [start, ..] = self.starts;
        self.payload.get(start..self.ids_end).unwrap_or_default()
    }

    /// The postings of a list, of which the shard says how `count` they are, with this column of document ids and all else in this
    /// file; in an index whose norms are in this table unless they stand beside the postings.
    #[inline(never)]
    pub fn postings<'a>(&'a self, ids: &'a [u8], count: u32, table: &'a Norms) -> Postings<'a> {
        let [_, norms, codes] = self.starts;
        Postings::new([ids, self.from(codes), self.from(norms)], count, table)
    }

    fn from(&self, start: usize) -> &[u8] {
        self.payload.get(start..).unwrap_or_default()
    }
}

/// Calls `each` with all ids of a column, in ascending order, of an index of so many `documents`; how many there are.
///
/// # Errors
/// When the column is malformed; what was told is then not to be used.
#[inline(never)]
pub fn documents(column: &[u8], documents: u32, each: &mut dyn FnMut(DocId)) -> Result<u32, Error> {
    let mut cursor = Cursor::new(column, WHAT);
    let mut next: DocId = 0;
    let mut count = 0;
    while cursor.remaining() > 0 {
        let doc = next.saturating_add(cursor.varint_u32());
        if doc >= documents {
            cursor.malformed("a document id is out of range");
        }
        cursor.check()?;
        each(doc);
        next = doc.saturating_add(1);
        count += 1;
    }
    Ok(count)
}

/// What a file of lists that stand apart holds.
#[derive(Debug)]
pub enum TierContent {
    /// Postings, or some of their columns.
    Postings(TierFile),
    /// Positions.
    Positions(PositionFile),
}

impl TierContent {
    /// Opens a file of either kind.
    ///
    /// # Errors
    /// When the file is damaged or of another kind.
    #[inline(never)]
    pub fn open(file: &[u8]) -> Result<Self, Error> {
        match PositionFile::open(file) {
            Err(Error::WrongKind { .. }) => TierFile::open(file).map(Self::Postings),
            positions => positions.map(Self::Positions),
        }
    }
}

/// What of a term's list, or of a beginning's, stands apart from its shard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Apart {
    /// The place of its first file among those of the shard.
    pub first: usize,
    /// How many of the best postings stand apart.
    pub best: u32,
    /// How many others there are.
    pub others: u32,
    /// How many files the ids of the others have.
    pub id_files: u32,
    /// Whether it is a beginning, of which there is nothing but the best postings and the ids of the others.
    pub is_beginning: bool,
}

impl Apart {
    /// How many files there are.
    const fn files(self) -> usize {
        let details = if self.is_beginning || self.others == 0 { 0 } else { 2 };
        self.files_of_best().saturating_add(self.id_files as usize).saturating_add(details)
    }

    const fn files_of_best(self) -> usize {
        if self.best == 0 { 0 } else { 2 - self.is_beginning as usize }
    }

    /// The place of the first file of the others among those of the shard: their ids.
    pub const fn first_of_others(self) -> usize {
        self.first + self.files_of_best()
    }

    /// The place of the file of their norms and codes, behind which their positions are.
    pub const fn details_of_others(self) -> usize {
        self.first_of_others() + self.id_files as usize
    }
}

/// What a shard says of lists that stand apart.
#[derive(Debug, Default)]
pub(crate) struct TierTable {
    /// In ascending order of the terms, behind which the beginnings are.
    terms: Vec<(TermOrdinal, Apart)>,
    /// The keys of the beginnings, each behind its length.
    beginnings: Vec<u8>,
    /// Where each file is.
    parts: Vec<StoredPart>,
}

impl TierTable {
    /// Reads it, in a shard of so many terms.
    #[inline(never)]
    pub(crate) fn read(cursor: &mut Cursor<'_>, terms: usize) -> Self {
        let mut table = Self::default();
        let keys = cursor.bytes();
        table.beginnings = keys.to_vec();
        let mut beginnings = Cursor::new(keys, WHAT);
        let mut places = terms;
        while beginnings.remaining() > 0 && beginnings.check().is_ok() {
            beginnings.bytes();
            places += 1;
        }
        cursor.finish_part(beginnings);
        let mut term: TermOrdinal = 0;
        let mut files = 0usize;
        for _ in 0..cursor.count(3) {
            term = term.saturating_add(cursor.varint_u32());
            if term as usize >= places {
                cursor.malformed("tiers are of a term that is not there");
            }
            let mut apart = Apart {
                first: files,
                best: cursor.varint_u32(),
                others: cursor.varint_u32(),
                ..Apart::default()
            };
            apart.is_beginning = term as usize >= terms;
            if apart.others > 0 {
                apart.id_files = cursor.varint_u32();
            }
            files = files.saturating_add(apart.files());
            table.terms.push((term, apart));
        }
        // A part takes a byte at least.
        if files > cursor.remaining() {
            cursor.malformed("there are more tiers than places of them");
        } else {
            let mut high = cursor.part();
            table.parts = read_parts(&mut high, cursor, files);
            cursor.finish_part(high);
        }
        table
    }

    /// Whether there are none.
    pub(crate) const fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// What of a term's list stands apart; nothing of most.
    #[inline(never)]
    pub(crate) fn of(&self, term: TermOrdinal) -> Apart {
        let at = self.terms.binary_search_by_key(&term, |(other, _)| *other);
        at.ok().and_then(|at| self.terms.get(at)).map(|(_, apart)| *apart).unwrap_or_default()
    }

    /// The place of a beginning among those of the shard.
    #[inline(never)]
    pub(crate) fn beginning(&self, key: &[u8]) -> Option<usize> {
        let mut keys = Cursor::new(&self.beginnings, WHAT);
        let mut at = 0;
        while keys.remaining() > 0 {
            if keys.bytes() == key {
                return Some(at);
            }
            at += 1;
        }
        None
    }

    /// How many of the postings of a term do not stand apart; that there are fewer than do is noted where their number was read.
    #[inline(never)]
    pub(crate) fn postings_beside(&self, term: TermOrdinal, all: u32, read: &mut Cursor<'_>) -> u32 {
        let Apart { best, others, .. } = self.of(term);
        all.checked_sub(best).and_then(|rest| rest.checked_sub(others)).unwrap_or_else(|| {
            read.malformed("a list has fewer postings than its tiers");
            0
        })
    }

    pub(crate) fn parts(&self) -> &[StoredPart] {
        &self.parts
    }
}

#[cfg(test)]
mod tests;
