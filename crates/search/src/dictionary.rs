//! The dictionary as readings see it: terms, their documents and their positions, whatever shard they lie in.

use crate::blobs::{Blob, Blobs};
use crate::matches::{Frequencies, Match, Union};
use crate::reading::Reading;
use fst::Automaton;
use keyseek_index::manifest::Manifest;
use keyseek_index::terms::TermOrdinal;
use keyseek_index::{DocId, Error};
use std::ops::Range;

/// A term, wherever it lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Term {
    shard: usize,
    ordinal: TermOrdinal,
}

/// A piece of a word that starts more terms than this is none.
const MANY: usize = 256;

/// Looks terms up in the shards that were supplied and notes those that are missing. Where one is missing the results
/// are not to be used.
pub(crate) struct Dictionary<'a> {
    manifest: &'a Manifest,
    blobs: &'a Blobs,
    needs: Vec<Blob>,
}

impl<'a> Dictionary<'a> {
    pub(crate) const fn new(manifest: &'a Manifest, blobs: &'a Blobs) -> Self {
        Self { manifest, blobs, needs: Vec::new() }
    }

    /// Whether a shard was missing.
    pub(crate) const fn needs_more(&self) -> bool {
        !self.needs.is_empty()
    }

    /// The blobs that were missing.
    pub(crate) fn into_needs(self) -> Vec<Blob> {
        self.needs
    }

    /// The term with exactly this key.
    pub(crate) fn term(&mut self, key: &[u8]) -> Result<Option<Term>, Error> {
        let Some(shard) = self.manifest.shard_of(key) else { return Ok(None) };
        let Some(terms) = self.blobs.terms(shard, &mut self.needs) else { return Ok(None) };
        Ok(terms.get(key)?.map(|ordinal| Term { shard, ordinal }))
    }

    /// The term with this key, if a document holds it.
    pub(crate) fn held(&mut self, key: &[u8]) -> Result<Option<Term>, Error> {
        Ok(self.term(key)?.filter(|term| self.document_frequency(*term) > 0))
    }

    /// The terms whose keys start with `prefix` and are longer, a range a shard.
    pub(crate) fn longer(&mut self, prefix: &[u8]) -> Result<Vec<(usize, Range<TermOrdinal>)>, Error> {
        let mut ranges = Vec::new();
        for shard in self.manifest.shards_with_prefix(prefix) {
            let Some(terms) = self.blobs.terms(shard, &mut self.needs) else { continue };
            let mut range = terms.prefix(prefix)?;
            if terms.get(prefix)? == Some(range.start) {
                range.start += 1;
            }
            if !range.is_empty() {
                ranges.push((shard, range));
            }
        }
        Ok(ranges)
    }

    /// The first terms whose keys start with `prefix` and are longer.
    pub(crate) fn longer_terms(&mut self, prefix: &[u8]) -> Result<Vec<Term>, Error> {
        let ranges = self.longer(prefix)?.into_iter();
        let terms = ranges.flat_map(|(shard, range)| range.map(move |ordinal| Term { shard, ordinal }));
        Ok(terms.take(MANY).collect())
    }

    /// Calls `found` with the key of every term that `automaton` accepts and whose key starts with `start`.
    pub(crate) fn search<A: Automaton>(
        &mut self,
        start: &[u8],
        automaton: &A,
        mut found: impl FnMut(&[u8], Term),
    ) -> Result<(), Error> {
        for shard in self.manifest.shards_with_prefix(start) {
            let Some(terms) = self.blobs.terms(shard, &mut self.needs) else { continue };
            terms.search(automaton, |key, ordinal| found(key, Term { shard, ordinal }))?;
        }
        Ok(())
    }

    /// The inflected forms of the word that a term is a form of, without the term itself.
    pub(crate) fn forms(&mut self, term: Term) -> Vec<Term> {
        let Some(terms) = self.blobs.terms(term.shard, &mut self.needs) else { return Vec::new() };
        let others = terms.group(term.ordinal).iter().filter(|other| **other != term.ordinal);
        others.map(|other| Term { shard: term.shard, ordinal: *other }).collect()
    }

    /// Keys of the synonyms of a term.
    pub(crate) fn synonyms(&mut self, term: Term) -> Result<Vec<&'a [u8]>, Error> {
        self.blobs
            .terms(term.shard, &mut self.needs)
            .map_or(Ok(Vec::new()), |terms| terms.synonyms(term.ordinal))
    }

    /// The key of a term.
    pub(crate) fn key(&mut self, term: Term) -> Result<Vec<u8>, Error> {
        self.blobs.terms(term.shard, &mut self.needs).map_or(Ok(Vec::new()), |terms| terms.key(term.ordinal))
    }

    /// In how many documents a term occurs.
    pub(crate) fn document_frequency(&mut self, term: Term) -> u32 {
        self.blobs
            .terms(term.shard, &mut self.needs)
            .map_or(0, |terms| terms.document_frequency(term.ordinal))
    }

    /// The documents that hold any of the terms.
    pub(crate) fn documents(&mut self, terms: &[Term], reading: Reading) -> Result<Vec<Match>, Error> {
        let mut union = Union::default();
        for term in terms {
            self.add(&mut union, term.shard, term.ordinal..term.ordinal + 1)?;
        }
        Ok(union.finish(reading))
    }

    /// The documents that hold any term of the ranges.
    pub(crate) fn documents_of_ranges(
        &mut self,
        ranges: Vec<(usize, Range<TermOrdinal>)>,
        reading: Reading,
    ) -> Result<Vec<Match>, Error> {
        let mut union = Union::default();
        for (shard, range) in ranges {
            self.add(&mut union, shard, range)?;
        }
        Ok(union.finish(reading))
    }

    fn add(&mut self, union: &mut Union, shard: usize, range: Range<TermOrdinal>) -> Result<(), Error> {
        let Some(terms) = self.blobs.terms(shard, &mut self.needs) else { return Ok(()) };
        for term in range {
            union.lists += 1;
            for posting in terms.postings(term, self.manifest.statistics.documents)? {
                let posting = posting?;
                union.postings.push((posting.doc, posting.frequencies));
            }
        }
        Ok(())
    }

    /// Where a term stands: its documents in ascending order, with its frequencies and positions in each.
    pub(crate) fn places(&mut self, term: Term) -> Result<Vec<(DocId, Frequencies, Vec<u32>)>, Error> {
        let terms = self.blobs.terms(term.shard, &mut self.needs);
        let positions = self.blobs.positions(term.shard, &mut self.needs);
        let (Some(terms), Some(positions)) = (terms, positions) else { return Ok(Vec::new()) };
        let mut list = positions.list(terms.positions(term.ordinal)?)?;
        terms
            .postings(term.ordinal, self.manifest.statistics.documents)?
            .map(|posting| {
                let posting = posting?;
                let mut read = Vec::new();
                list.read(posting.total_frequency(), &mut read)?;
                Ok((posting.doc, posting.frequencies, read))
            })
            .collect()
    }
}
