//! Long lists → tiers.

use crate::codec::{write_bytes, write_varint};
use crate::frame::{self, Kind};
use crate::manifest::{StoredPart, write_parts};
use crate::norms::Norms;
use crate::postings::Columns;
use crate::terms::{Occurrence, TermOrdinal, write_list};

/// The files of a tier, framed, not compressed.
#[derive(Debug)]
pub struct WrittenTier {
    /// The file of postings.
    pub postings: Vec<u8>,
    /// The file of positions.
    pub positions: Vec<u8>,
    /// Number of postings.
    pub count: u32,
}

/// Writes a tier by its occurrences, sorted, with norms of a table beside the postings; none where the manifest has them.
pub fn encode(occurrences: &[Occurrence], norms: Option<&Norms>) -> WrittenTier {
    let (mut columns, mut positions) = (Columns::default(), Vec::new());
    let count = write_list(occurrences, norms, &mut columns, &mut positions);
    let mut payload = Vec::new();
    write_bytes(&columns.documents, &mut payload);
    write_bytes(norms.map_or(&[][..], |_| &columns.norms), &mut payload);
    payload.extend_from_slice(&columns.codes);
    WrittenTier {
        postings: frame::seal(Kind::Tier, &payload),
        positions: frame::seal(Kind::Positions, &positions),
        count,
    }
}

/// Writes what a shard says of tiers that stand apart.
#[derive(Debug, Default)]
pub(crate) struct TierTableWriter {
    terms: u64,
    last: TermOrdinal,
    entries: Vec<u8>,
}

impl TierTableWriter {
    /// Adds the next term that has any, by how many postings each tier has.
    pub(crate) fn add(&mut self, term: TermOrdinal, counts: &[u32]) {
        self.terms += 1;
        write_varint(u64::from(term - self.last), &mut self.entries);
        self.last = term;
        write_varint(counts.len() as u64, &mut self.entries);
        for count in counts {
            write_varint(u64::from(*count), &mut self.entries);
        }
    }

    /// All of it, with where the tiers are; nothing where there are none.
    pub(crate) fn finish(self, parts: &[StoredPart]) -> Vec<u8> {
        let mut table = Vec::new();
        if self.terms > 0 {
            write_varint(self.terms, &mut table);
            table.extend_from_slice(&self.entries);
            write_parts(parts, &mut table);
        }
        table
    }
}
