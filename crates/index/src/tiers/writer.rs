//! Long lists → tiers.

use super::{is_ranged, range_end};
use crate::codec::{Cursor, write_bytes, write_varint};
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

/// Writes the others likewise: the files of document ids, range by range, of norms and codes, and of positions.
pub fn encode_others(occurrences: &[Occurrence], norms: Option<&Norms>) -> (Vec<Vec<u8>>, u32) {
    let List { documents, norms, codes, positions, count } = List::of(occurrences, norms);
    let mut files: Vec<Vec<u8>> = if is_ranged(count) {
        ranges(&documents).into_iter().map(|ids| seal(ids, &[], &[])).collect()
    } else {
        vec![seal(&documents, &[], &[])]
    };
    files.push(seal(&[], &norms, &codes));
    files.push(frame::seal(Kind::Positions, &positions));
    (files, count)
}

/// A column of document ids, cut by ranges of documents, as far as these have any.
fn ranges(documents: &[u8]) -> Vec<&[u8]> {
    let mut cursor = Cursor::new(documents, "documents");
    let (mut starts, mut next, mut start) = (vec![0], 0u32, 0);
    while cursor.remaining() > 0 {
        let doc = next.saturating_add(cursor.varint_u32());
        while doc >= range_end(starts.len() as u32) {
            starts.push(start);
        }
        (next, start) = (doc.saturating_add(1), documents.len() - cursor.remaining());
    }
    let ends = starts.iter().copied().skip(1).chain([documents.len()]);
    starts.iter().zip(ends).map(|(start, end)| documents.get(*start..end).unwrap_or_default()).collect()
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

/// The files of a term or a beginning that stand apart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lists {
    /// How many of its best postings stand apart.
    pub best: u32,
    /// How many others there are.
    pub others: u32,
    /// How many files the ids of these have.
    pub id_files: u32,
}

/// Writes what a shard says of lists that stand apart.
#[derive(Debug, Default)]
pub(crate) struct TierTableWriter {
    beginnings: u64,
    keys: Vec<u8>,
    terms: u64,
    last: TermOrdinal,
    entries: Vec<u8>,
}

impl TierTableWriter {
    /// Adds the next term that has any.
    pub(crate) fn add(&mut self, term: TermOrdinal, Lists { best, others, id_files }: Lists) {
        self.terms += 1;
        for number in [term - self.last, best, others] {
            write_varint(u64::from(number), &mut self.entries);
        }
        if others > 0 {
            write_varint(u64::from(id_files), &mut self.entries);
        }
        self.last = term;
    }

    /// Adds the next beginning, behind so many terms.
    pub(crate) fn add_beginning(&mut self, terms: TermOrdinal, key: &[u8], lists: Lists) {
        self.add(terms + self.beginnings as TermOrdinal, lists);
        self.beginnings += 1;
        write_bytes(key, &mut self.keys);
    }

    /// All of it, with where the files are; nothing where there are none.
    pub(crate) fn finish(self, parts: &[StoredPart]) -> Vec<u8> {
        let mut table = Vec::new();
        if self.terms > 0 {
            write_bytes(&self.keys, &mut table);
            write_varint(self.terms, &mut table);
            table.extend_from_slice(&self.entries);
            write_parts(parts, &mut table);
        }
        table
    }
}
