//! Terms and their occurrences → the two files of a shard.

use super::TermOrdinal;
use crate::codec::{write_bytes, write_varint};
use crate::frame::{self, Kind};
use crate::manifest::StoredPart;
use crate::norms::{DocumentNorms, Norms};
use crate::postings::{Columns, Posting};
use crate::tiers::{Lists, TierTableWriter};
use crate::{DocId, Error, FIELDS, Field, positions, postings};

/// One occurrence of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Occurrence {
    /// The document.
    pub doc: DocId,
    /// Position in the document, in words from the start of its title.
    pub position: u32,
    /// The field that the position lies in, or [`Field::Part`].
    pub field: Field,
}

/// How much a shard or an index holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Distinct terms.
    pub terms: u64,
    /// Pairs of a term and a document that holds it.
    pub postings: u64,
    /// Occurrences of terms.
    pub positions: u64,
}

impl std::ops::Add for Counts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            terms: self.terms + other.terms,
            postings: self.postings + other.postings,
            positions: self.positions + other.positions,
        }
    }
}

/// The files of one shard, framed, not compressed.
#[derive(Debug)]
pub struct WrittenShard {
    /// The smallest key of the shard.
    pub first_key: Vec<u8>,
    /// The file of terms and postings.
    pub terms: Vec<u8>,
    /// The file of positions.
    pub positions: Vec<u8>,
    /// How much they hold.
    pub counts: Counts,
}

/// Writes one shard, term by term.
pub struct TermShardWriter<'a> {
    dictionary: fst::MapBuilder<Vec<u8>>,
    first_key: Vec<u8>,
    counts: Counts,
    document_frequencies: Vec<u8>,
    columns: Columns,
    norms: Option<&'a Norms>,
    positions: Vec<u8>,
    groups: Vec<u8>,
    last_group: TermOrdinal,
    aliases: Vec<u8>,
    last_alias: TermOrdinal,
    tiers: TierTableWriter,
}

impl<'a> TermShardWriter<'a> {
    /// Writes the norms of a table beside the postings; none where the manifest has them.
    pub fn new(norms: Option<&'a Norms>) -> Self {
        Self {
            columns: Columns::default(),
            norms,
            dictionary: fst::MapBuilder::memory(),
            first_key: Vec::new(),
            counts: Counts::default(),
            document_frequencies: Vec::new(),
            positions: Vec::new(),
            groups: Vec::new(),
            last_group: 0,
            aliases: Vec::new(),
            last_alias: 0,
            tiers: TierTableWriter::default(),
        }
    }

    /// Adds the next term. Keys ascend; occurrences are sorted, and there are none for a term that only has synonyms. What stands
    /// `apart` comes by its numbers, and is not counted here.
    ///
    /// # Errors
    /// When the keys do not ascend.
    pub fn add(&mut self, key: &[u8], occurrences: &[Occurrence], apart: Lists) -> Result<(), Error> {
        self.dictionary.insert(key, self.counts.terms).map_err(|_| Error::KeyOrder)?;
        if self.counts.terms == 0 {
            self.first_key = key.to_vec();
        }
        self.counts.terms += 1;

        let ordinal = (self.counts.terms - 1) as TermOrdinal;
        let mut document_frequency =
            write_list(occurrences, self.norms, &mut self.columns, &mut self.positions);
        self.counts.postings += u64::from(document_frequency);
        self.counts.positions += occurrences.len() as u64;
        if apart != Lists::default() {
            document_frequency += apart.best + apart.others;
            self.tiers.add(ordinal, apart);
        }
        write_varint(u64::from(document_frequency), &mut self.document_frequencies);
        Ok(())
    }

    /// Adds the next beginning of terms that has a list of its own, behind all terms. Keys ascend.
    pub fn add_beginning(&mut self, key: &[u8], apart: Lists) {
        self.tiers.add_beginning(self.counts.terms as TermOrdinal, key, apart);
    }

    /// Says that terms are forms of one word, `has_derived` that some of them are only derived from it. Members ascend, there are at least two, no term is in two groups,
    /// and groups come in the order of their first members.
    pub fn add_group(&mut self, members: &[TermOrdinal], has_derived: bool) {
        write_varint(2 * members.len() as u64 + u64::from(has_derived), &mut self.groups);
        let mut before = self.last_group;
        for member in members {
            write_varint(u64::from(member - before), &mut self.groups);
            before = *member;
        }
        self.last_group = members.first().copied().unwrap_or(self.last_group);
    }

    /// Says that a term has synonyms, by their keys. Terms ascend.
    pub fn add_alias(&mut self, term: TermOrdinal, targets: &[&[u8]]) {
        write_varint(u64::from(term - self.last_alias), &mut self.aliases);
        self.last_alias = term;
        write_varint(targets.len() as u64, &mut self.aliases);
        for target in targets {
            write_bytes(target, &mut self.aliases);
        }
    }

    /// Writes the files, with where each file of lists is that stand apart.
    ///
    /// # Errors
    /// When the dictionary cannot be finished.
    pub fn finish(self, tiers: &[StoredPart]) -> Result<WrittenShard, Error> {
        let dictionary = self.dictionary.into_inner().map_err(|_| Error::KeyOrder)?;
        let mut payload = Vec::new();
        write_varint(self.counts.terms, &mut payload);
        let Columns { documents, norms, codes } = &self.columns;
        let norms = self.norms.map_or(&[][..], |_| norms);
        let tiers = self.tiers.finish(tiers);
        for part in [&dictionary, &self.document_frequencies, &self.groups, &self.aliases, &tiers, documents]
        {
            write_bytes(part, &mut payload);
        }
        write_bytes(norms, &mut payload);
        payload.extend_from_slice(codes);
        Ok(WrittenShard {
            first_key: self.first_key,
            terms: frame::seal(Kind::Terms, &payload),
            positions: frame::seal(Kind::Positions, &self.positions),
            counts: self.counts,
        })
    }
}

/// Appends a posting list by its occurrences, sorted, and its positions; how many postings it has.
pub(crate) fn write_list(
    occurrences: &[Occurrence],
    norms: Option<&Norms>,
    columns: &mut Columns,
    positions: &mut Vec<u8>,
) -> u32 {
    let mut list = Vec::new();
    let mut places = Vec::new();
    for document in occurrences.chunk_by(|a, b| a.doc == b.doc) {
        let mut posting = posting(document);
        posting.norms = norms.map_or_else(DocumentNorms::default, |norms| norms.of(posting.doc));
        list.push(posting);
        places.clear();
        places.extend(document.iter().map(|occurrence| occurrence.position));
        positions::encode(&places, positions);
    }
    postings::encode(&list, columns);
    list.len() as u32
}

/// The posting of a document by its occurrences, of which there is at least one; without norms.
pub fn posting(document: &[Occurrence]) -> Posting {
    let mut frequencies = [0; FIELDS.len()];
    for occurrence in document {
        if let Some(frequency) = frequencies.get_mut(occurrence.field.column()) {
            *frequency += 1;
        }
    }
    let doc = document.first().map_or(0, |occurrence| occurrence.doc);
    Posting { doc, frequencies, norms: DocumentNorms::default() }
}
