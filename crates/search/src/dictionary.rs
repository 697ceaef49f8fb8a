//! The dictionary as readings see it: terms, their documents and their positions, whatever shard they lie in.

use crate::blobs::{Blob, Blobs};
use crate::matches::{Found, Frequencies, Match, Needle, Union};
use crate::reading::Reading;
use fst::Automaton;
use keyseek_index::manifest::Manifest;
use keyseek_index::positions::PositionFile;
use keyseek_index::terms::{TermOrdinal, TermShard};
use keyseek_index::{DocId, Error};
use std::ops::Range;

/// A term, wherever it lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Term {
    shard: usize,
    ordinal: TermOrdinal,
}

/// More terms than this are not marked one by one.
const MARKED: usize = 64;

/// Terms of one shard.
pub(crate) type TermRange = (usize, Range<TermOrdinal>);

/// Where a term stands in a document.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Places {
    pub(crate) doc: DocId,
    pub(crate) frequencies: Frequencies,
    /// In ascending order.
    pub(crate) positions: Vec<u32>,
}

/// A piece of a word that starts more terms than this is none.
const MANY: usize = 256;

/// Looks terms up in the shards that were supplied. It notes the shards that are missing and the first that is malformed;
/// then its results are not to be used, and [`Self::finish`] says so. Noting an error rather than returning it at every
/// step keeps the readings readable, and the browser module 3 kB smaller.
pub(crate) struct Dictionary<'a> {
    manifest: &'a Manifest,
    blobs: &'a Blobs,
    needs: Vec<Blob>,
    error: Option<Error>,
}

impl<'a> Dictionary<'a> {
    pub(crate) const fn new(manifest: &'a Manifest, blobs: &'a Blobs) -> Self {
        Self { manifest, blobs, needs: Vec::new(), error: None }
    }

    /// Whether a shard was missing.
    pub(crate) const fn needs_more(&self) -> bool {
        !self.needs.is_empty()
    }

    /// The blobs that were missing.
    ///
    /// # Errors
    /// When a shard was malformed.
    pub(crate) fn finish(self) -> Result<Vec<Blob>, Error> {
        self.error.map_or(Ok(self.needs), Err)
    }

    /// The term with exactly this key.
    pub(crate) fn term(&mut self, key: &[u8]) -> Option<Term> {
        let shard = self.manifest.shard_of(key)?;
        let found = self.shard(shard)?.get(key);
        Some(Term { shard, ordinal: self.note(found)?? })
    }

    /// The term with this key, if a document holds it.
    pub(crate) fn held(&mut self, key: &[u8]) -> Option<Term> {
        self.term(key).filter(|term| self.document_frequency(*term) > 0)
    }

    /// The terms whose keys start with `prefix` and are longer, a range a shard.
    pub(crate) fn longer(&mut self, prefix: &[u8]) -> Vec<TermRange> {
        let mut ranges = Vec::new();
        for shard in self.manifest.shards_with_prefix(prefix) {
            let Some(terms) = self.shard(shard) else { continue };
            let (range, whole) = (terms.prefix(prefix), terms.get(prefix));
            let (Some(mut range), Some(whole)) = (self.note(range), self.note(whole)) else { continue };
            if whole == Some(range.start) {
                range.start += 1;
            }
            if !range.is_empty() {
                ranges.push((shard, range));
            }
        }
        ranges
    }

    /// The first terms whose keys start with `prefix` and are longer.
    pub(crate) fn longer_terms(&mut self, prefix: &[u8]) -> Vec<Term> {
        let mut terms = Vec::new();
        for (shard, range) in self.longer(prefix) {
            terms.extend(range.take(MANY - terms.len()).map(|ordinal| Term { shard, ordinal }));
        }
        terms
    }

    /// Calls `found` with the key of every term that `automaton` accepts and whose key starts with `start`.
    pub(crate) fn search<A: Automaton>(
        &mut self,
        start: &[u8],
        automaton: &A,
        found: &mut dyn FnMut(&[u8], Term),
    ) {
        for shard in self.manifest.shards_with_prefix(start) {
            if let Some(terms) = self.shard(shard) {
                let searched =
                    terms.search(automaton, &mut |key, ordinal| found(key, Term { shard, ordinal }));
                self.note(searched);
            }
        }
    }

    /// The inflected forms of the word that a term is a form of, without the term itself.
    pub(crate) fn forms(&mut self, term: Term) -> Vec<Term> {
        let members = self.shard(term.shard).map(|terms| terms.group(term.ordinal)).unwrap_or_default();
        let others = members.iter().filter(|other| **other != term.ordinal);
        others.map(|other| Term { shard: term.shard, ordinal: *other }).collect()
    }

    /// Keys of the synonyms of a term.
    pub(crate) fn synonyms(&mut self, term: Term) -> Vec<&'a [u8]> {
        let synonyms = self.shard(term.shard).map(|terms| terms.synonyms(term.ordinal));
        synonyms.and_then(|synonyms| self.note(synonyms)).unwrap_or_default()
    }

    /// The key of a term.
    pub(crate) fn key(&mut self, term: Term) -> Vec<u8> {
        let key = self.shard(term.shard).map(|terms| terms.key(term.ordinal));
        key.and_then(|key| self.note(key)).unwrap_or_default()
    }

    /// In how many documents a term occurs.
    pub(crate) fn document_frequency(&mut self, term: Term) -> u32 {
        self.shard(term.shard).map_or(0, |terms| terms.document_frequency(term.ordinal))
    }

    /// The documents that hold any of the terms, and the terms to mark.
    pub(crate) fn found(&mut self, terms: &[Term], reading: Reading) -> Found {
        let matches = self.documents(terms, reading);
        // Without a match the terms are of no use to anyone.
        let marked = if matches.is_empty() { 0 } else { MARKED };
        let terms = terms.iter().take(marked);
        let needles = terms.map(|term| Needle { key: self.key(*term), starts: false, reading }).collect();
        Found { matches, needles, corrected: None }
    }

    /// The documents that hold any of the terms.
    pub(crate) fn documents(&mut self, terms: &[Term], reading: Reading) -> Vec<Match> {
        let ranges = terms.iter().map(|term| (term.shard, term.ordinal..term.ordinal + 1)).collect();
        self.documents_of_ranges(ranges, reading)
    }

    /// The documents that hold any term of the ranges.
    pub(crate) fn documents_of_ranges(&mut self, ranges: Vec<TermRange>, reading: Reading) -> Vec<Match> {
        let mut union = Union::default();
        for (shard, range) in ranges {
            if let Some(terms) = self.shard(shard) {
                let added = self.add(&mut union, terms, range);
                self.note(added);
            }
        }
        union.finish(reading)
    }

    fn add(&self, union: &mut Union, terms: &TermShard, range: Range<TermOrdinal>) -> Result<(), Error> {
        for term in range {
            for posting in terms.postings(term, self.manifest.statistics.documents)? {
                let posting = posting?;
                union.postings.push((posting.doc, posting.frequencies));
            }
        }
        Ok(())
    }

    /// Appends where a term stands, by document in ascending order.
    pub(crate) fn places(&mut self, term: Term, places: &mut Vec<Places>) {
        let terms = self.shard(term.shard);
        let positions = self.blobs.positions(term.shard, &mut self.needs);
        if let (Some(terms), Some(positions)) = (terms, positions) {
            let read = self.read_places(terms, positions, term.ordinal, places);
            self.note(read);
        }
    }

    fn read_places(
        &self,
        terms: &TermShard,
        positions: &PositionFile,
        term: TermOrdinal,
        places: &mut Vec<Places>,
    ) -> Result<(), Error> {
        let mut list = positions.list(terms.positions(term)?)?;
        for posting in terms.postings(term, self.manifest.statistics.documents)? {
            let posting = posting?;
            let mut read = Vec::new();
            list.read(posting.total_frequency(), &mut read)?;
            places.push(Places { doc: posting.doc, frequencies: posting.frequencies, positions: read });
        }
        Ok(())
    }

    fn shard(&mut self, shard: usize) -> Option<&'a TermShard> {
        self.blobs.terms(shard, &mut self.needs)
    }

    /// The value, or nothing and the error noted.
    fn note<T>(&mut self, result: Result<T, Error>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(error) => {
                self.error.get_or_insert(error);
                None
            }
        }
    }
}
