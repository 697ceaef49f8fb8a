//! Terms → the beginnings of words that so much begins with that they have a list of their own, see [`keyseek_index::tiers`].
//!
//! Which these are goes by counts of documents, so that it does not depend on how the index is stored.

use super::lexicon::Term;
use super::vocabulary::{OccurrenceLists, Sources};
use crate::temporary::TemporaryError;
use keyseek_index::terms::Occurrence;
use keyseek_search::begins_too_much;
use std::ops::Range;

/// What is read of all terms that begin so, bytes before compression, is too much from as many lists of best postings on.
const LISTS: usize = 4;

/// Bytes of a posting before compression, about, and of a term with a key of so many bytes.
const POSTING_BYTES: usize = 2;
const TERM_BYTES: usize = 2;

/// A beginning of words with a list of its own.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Beginning {
    pub(super) key: Vec<u8>,
    /// The places of the terms that begin so and are longer.
    terms: Range<usize>,
}

impl Beginning {
    /// The occurrences of all of them, of the `terms` of the index, without their positions.
    pub(super) fn occurrences(
        &self,
        terms: &[Term],
        lists: &OccurrenceLists,
    ) -> Result<Vec<Occurrence>, TemporaryError> {
        let mut sources = Sources::default();
        terms[self.terms.clone()].iter().for_each(|term| sources.append(&term.sources));
        let mut occurrences = lists.of(&sources)?;
        occurrences.iter_mut().for_each(|occurrence| occurrence.position = 0);
        Ok(occurrences)
    }
}

/// The beginnings of sorted terms, each in so many documents, that have lists of their own where so many postings are the best of a
/// list, in ascending order.
pub(super) fn of(terms: &[Term], frequencies: &[u32], first_tier: usize) -> Vec<Beginning> {
    let postings = frequencies.iter().map(|frequency| u64::from(*frequency)).sum();
    let mut upto = vec![0];
    for (term, frequency) in terms.iter().zip(frequencies) {
        let bytes = TERM_BYTES + term.key.len() / 2 + POSTING_BYTES * (*frequency as usize).min(first_tier);
        upto.push(upto[upto.len() - 1] + bytes);
    }
    let mut search =
        Search { terms, upto, least: LISTS * POSTING_BYTES * first_tier, postings, found: Vec::new() };
    search.look(0..terms.len(), 0);
    search.found
}

struct Search<'a> {
    terms: &'a [Term],
    /// Bytes that are read of all terms before each.
    upto: Vec<usize>,
    least: usize,
    postings: u64,
    found: Vec<Beginning>,
}

impl Search<'_> {
    /// Looks through terms that have the same `length` first bytes.
    fn look(&mut self, terms: Range<usize>, length: usize) {
        let mut start = terms.start;
        // A term that is no longer comes first.
        if self.terms.get(start).is_some_and(|term| term.key.len() == length) {
            start += 1;
        }
        if start >= terms.end || self.upto[terms.end] - self.upto[start] < self.least {
            return;
        }
        let key = &self.terms[start].key[..length];
        if length > 0 && !begins_too_much(key, self.postings) {
            self.found.push(Beginning { key: key.to_vec(), terms: start..terms.end });
        }
        while start < terms.end {
            let byte = self.terms[start].key[length];
            let same = self.terms[start..terms.end].partition_point(|term| term.key[length] == byte);
            self.look(start..start + same, length + 1);
            start += same;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::writer::IndexWriter;
    use super::*;
    use keyseek_index::{Document, Section};

    /// Documents of a word each.
    fn documents(words: &[&str]) -> Vec<Document> {
        let section = |word: &str| Section { text: word.to_owned(), ..Section::default() };
        words.iter().map(|word| Document { sections: vec![section(word)], ..Document::default() }).collect()
    }

    #[test]
    fn what_much_begins_with_has_a_list_of_all_that_is_longer() {
        let words = ["car", "carbon", "carbon", "carpet", "cart", "carbon", "dog", "cat", "cart", "dog"];
        let vocabulary = IndexWriter::vocabulary_of(&documents(&words));
        let term = |surface: &super::super::vocabulary::Surface| Term {
            key: keyseek_text::key(&surface.text),
            sources: surface.sources.clone(),
            ..Term::default()
        };
        let terms: Vec<Term> = vocabulary.surfaces.iter().map(term).collect();
        let lists = &vocabulary.occurrences;
        let frequencies: Vec<u32> =
            terms.iter().map(|term| lists.documents(&term.sources).unwrap()).collect();
        let keys = |first_tier| {
            let found = of(&terms, &frequencies, first_tier);
            found.iter().map(|one| String::from_utf8(one.key.clone()).unwrap()).collect::<Vec<_>>()
        };
        // Best postings of two documents: carbon and cart have two, carpet and cat one.
        assert_eq!(keys(2), ["c", "ca", "car"]);
        assert_eq!(keys(5), [""; 0]);
        let found = of(&terms, &frequencies, 2);
        let docs = |at: usize| {
            let occurrences = found[at].occurrences(&terms, lists).unwrap();
            occurrences.iter().map(|one| (one.doc, one.position)).collect::<Vec<_>>()
        };
        // The term itself is not longer than it.
        assert_eq!(docs(2), [1, 2, 3, 4, 5, 8].map(|doc| (doc, 0)));
        assert_eq!(docs(1).len(), 8);
    }
}
