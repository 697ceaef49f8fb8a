//! Bytes → tiers.

use crate::Error;
use crate::codec::Cursor;
use crate::frame::{self, Kind};
use crate::manifest::{StoredPart, read_parts};
use crate::norms::Norms;
use crate::postings::Postings;
use crate::terms::TermOrdinal;

const WHAT: &str = "tier";

/// The postings of a tier, their checksum checked.
#[derive(Debug)]
pub struct TierFile {
    payload: Vec<u8>,
    /// Where the columns of document ids, codes and norms begin.
    starts: [usize; 3],
}

impl TierFile {
    /// Opens the file of a tier's postings.
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
        Ok(Self { payload: payload.to_vec(), starts: [documents_end - documents, codes, codes - norms] })
    }

    /// Its postings, of which the shard says how `count` they are, in an index whose norms are in this table unless they stand
    /// beside the postings.
    #[inline(never)]
    pub fn postings<'a>(&'a self, count: u32, table: &'a Norms) -> Postings<'a> {
        let [documents, codes, norms] = self.starts;
        let from = |start: usize| self.payload.get(start..).unwrap_or_default();
        Postings::new([from(documents), from(codes), from(norms)], count, table)
    }
}

/// A term with tiers that stand apart.
#[derive(Debug, Clone, Copy)]
struct Tiered {
    term: TermOrdinal,
    /// Places of its first tier and behind its last among those of the shard.
    start: usize,
    end: usize,
}

/// What a shard says of tiers that stand apart.
#[derive(Debug, Default)]
pub(crate) struct TierTable {
    /// In ascending order.
    terms: Vec<Tiered>,
    /// Number of postings of each tier.
    counts: Vec<u32>,
    /// Of each tier where its postings and its positions are.
    parts: Vec<StoredPart>,
}

impl TierTable {
    /// Reads it, in a shard of so many terms.
    #[inline(never)]
    pub(crate) fn read(cursor: &mut Cursor<'_>, terms: usize) -> Self {
        let mut table = Self::default();
        let mut term: TermOrdinal = 0;
        for _ in 0..cursor.count(3) {
            term = term.saturating_add(cursor.varint_u32());
            if term as usize >= terms {
                cursor.malformed("tiers are of a term that is not there");
            }
            let start = table.counts.len();
            for _ in 0..cursor.count(1) {
                table.counts.push(cursor.varint_u32());
            }
            table.terms.push(Tiered { term, start, end: table.counts.len() });
        }
        // A part takes a byte at least.
        let parts = 2 * table.counts.len();
        if parts > cursor.remaining() {
            cursor.malformed("there are more tiers than places of them");
        } else {
            table.parts = read_parts(cursor, parts);
        }
        table
    }

    /// The place of the first tier of a term that stands apart among those of the shard, and how many postings each has.
    pub(crate) fn of(&self, term: TermOrdinal) -> (usize, &[u32]) {
        let at = self.terms.binary_search_by_key(&term, |tiered| tiered.term);
        let Some(tiered) = at.ok().and_then(|at| self.terms.get(at)) else { return (0, &[]) };
        (tiered.start, self.counts.get(tiered.start..tiered.end).unwrap_or_default())
    }

    /// Whether there are none.
    pub(crate) const fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// How many of the postings of a term are in no tier that stands apart; that there are fewer than in these is noted where their
    /// number was read.
    #[inline(never)]
    pub(crate) fn postings_beside(&self, term: TermOrdinal, all: u32, read: &mut Cursor<'_>) -> u32 {
        let mut here = all;
        for apart in self.of(term).1 {
            if *apart > here {
                read.malformed("a list has fewer postings than its tiers");
            }
            here = here.saturating_sub(*apart);
        }
        here
    }

    pub(crate) fn parts(&self) -> &[StoredPart] {
        &self.parts
    }
}

#[cfg(test)]
mod tests;
