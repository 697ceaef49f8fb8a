//! Long lists → tiers.

use crate::codec::{write_bytes, write_varint};
use crate::frame::{self, Kind};
use crate::manifest::{StoredPart, write_parts};
use crate::norms::Norms;
use crate::postings::Columns;
use crate::terms::{Occurrence, TermOrdinal, write_list};

/// Writes the best postings of a term by their occurrences, sorted, with norms of a table beside the postings, none where the manifest
/// has them: the file of postings and that of positions, framed, not compressed; and how many postings there are.
pub fn encode_best(occurrences: &[Occurrence], norms: Option<&Norms>) -> (Vec<Vec<u8>>, u32) {
    let List { documents, norms, codes, positions, count } = List::of(occurrences, norms);
    (vec![seal(&documents, &norms, &codes), frame::seal(Kind::Positions, &positions)], count)
}

/// Writes the others likewise: the files of document ids, of norms and codes, and of positions.
pub fn encode_others(occurrences: &[Occurrence], norms: Option<&Norms>) -> (Vec<Vec<u8>>, u32) {
    let List { documents, norms, codes, positions, count } = List::of(occurrences, norms);
    let files =
        [seal(&documents, &[], &[]), seal(&[], &norms, &codes), frame::seal(Kind::Positions, &positions)];
    (files.into(), count)
}

/// The columns of one list.
struct List {
    documents: Vec<u8>,
    norms: Vec<u8>,
    codes: Vec<u8>,
    positions: Vec<u8>,
    count: u32,
}

impl List {
    fn of(occurrences: &[Occurrence], norms: Option<&Norms>) -> Self {
        let (mut columns, mut positions) = (Columns::default(), Vec::new());
        let count = write_list(occurrences, norms, &mut columns, &mut positions);
        let beside = if norms.is_some() { columns.norms } else { Vec::new() };
        Self { documents: columns.documents, norms: beside, codes: columns.codes, positions, count }
    }
}

fn seal(documents: &[u8], norms: &[u8], codes: &[u8]) -> Vec<u8> {
    let mut payload = Vec::new();
    write_bytes(documents, &mut payload);
    write_bytes(norms, &mut payload);
    payload.extend_from_slice(codes);
    frame::seal(Kind::Tier, &payload)
}

/// Writes what a shard says of lists that stand apart.
#[derive(Debug, Default)]
pub(crate) struct TierTableWriter {
    terms: u64,
    last: TermOrdinal,
    entries: Vec<u8>,
}

impl TierTableWriter {
    /// Adds the next term that has any, by how many of its best postings stand apart and how many others there are.
    pub(crate) fn add(&mut self, term: TermOrdinal, [best, others]: [u32; 2]) {
        self.terms += 1;
        for number in [term - self.last, best, others] {
            write_varint(u64::from(number), &mut self.entries);
        }
        self.last = term;
    }

    /// All of it, with where the files are; nothing where there are none.
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
