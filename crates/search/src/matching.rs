//! Words → the documents that hold them.
//!
//! A word is tried in its readings from strict to loose; a looser one is tried when it completes what is being typed or
//! when the stricter ones found nothing. Where a shard is missing its blob goes among the needs and the result is not
//! to be used.

use crate::blobs::{Blob, Blobs};
use crate::order;
use crate::query::Word;
use crate::reading::Reading;
use keyseek_index::manifest::Manifest;
use keyseek_index::terms::{TermOrdinal, TermShard};
use keyseek_index::{DocId, Error, FIELDS};
use std::ops::Range;

/// Occurrences by [`keyseek_index::Field::column`].
pub(crate) type Frequencies = [u32; FIELDS.len()];

/// A document that holds a word.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Match {
    pub(crate) doc: DocId,
    /// The strictest reading under which the document holds the word.
    pub(crate) reading: Reading,
    /// Occurrences under that reading.
    pub(crate) frequencies: Frequencies,
}

/// What was found for a word.
#[derive(Debug, Default)]
pub(crate) struct WordMatches {
    /// In ascending order of document, each once.
    pub(crate) matches: Vec<Match>,
    /// What to mark in the text.
    pub(crate) needles: Vec<Needle>,
}

/// A key to mark where it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Needle {
    pub(crate) key: Vec<u8>,
    /// Whether longer words that start with the key are marked too, as far as the key goes.
    pub(crate) starts: bool,
}

/// Finds words in the supplied shards.
pub(crate) struct Matcher<'a> {
    pub(crate) manifest: &'a Manifest,
    pub(crate) blobs: &'a Blobs,
    pub(crate) needs: &'a mut Vec<Blob>,
}

impl Matcher<'_> {
    /// The documents that hold `word`, each under its strictest reading.
    pub(crate) fn find(&mut self, word: &Word) -> Result<WordMatches, Error> {
        let mut found = self.find_exact(word)?;
        if word.unfinished || found.is_empty() {
            let longer = self.find_prefix(word)?;
            found = merge(found, longer);
        }
        let mut needles = vec![Needle { key: word.key.clone(), starts: true }];
        if found.is_empty() && self.needs.is_empty() && word.parts.len() > 1 {
            found = self.find_parts(&word.parts, &mut needles)?;
        } else if !word.unfinished && found.first().is_some_and(|one| one.reading == Reading::Exact) {
            needles = vec![Needle { key: word.key.clone(), starts: false }];
        }
        Ok(WordMatches { matches: found, needles })
    }

    fn find_exact(&mut self, word: &Word) -> Result<Vec<Match>, Error> {
        let Some(at) = self.manifest.shard_of(&word.key) else { return Ok(Vec::new()) };
        let Some(shard) = self.blobs.terms(at, self.needs) else { return Ok(Vec::new()) };
        let mut union = Union::new(self.manifest.statistics.documents);
        if let Some(term) = shard.get(&word.key)? {
            union.add(shard, term..term + 1)?;
        }
        Ok(union.finish(Reading::Exact))
    }

    /// Documents that hold a term which starts with the word and is longer.
    fn find_prefix(&mut self, word: &Word) -> Result<Vec<Match>, Error> {
        let mut union = Union::new(self.manifest.statistics.documents);
        for at in self.manifest.shards_with_prefix(&word.key) {
            let Some(shard) = self.blobs.terms(at, self.needs) else { continue };
            let mut terms = shard.prefix(&word.key)?;
            if shard.get(&word.key)? == Some(terms.start) {
                terms.start += 1;
            }
            union.add(shard, terms)?;
        }
        Ok(union.finish(Reading::Prefix))
    }

    /// Documents that hold every part of a written form that is no term as a whole.
    fn find_parts(&mut self, parts: &[Word], needles: &mut Vec<Needle>) -> Result<Vec<Match>, Error> {
        let mut found: Option<Vec<Match>> = None;
        for part in parts {
            let matches = self.find(part)?;
            needles.extend(matches.needles);
            found = Some(match found {
                None => matches.matches,
                Some(before) => intersect(&before, &matches.matches),
            });
        }
        let mut found = found.unwrap_or_default();
        for one in &mut found {
            one.reading = Reading::Segments;
        }
        Ok(found)
    }
}

/// Both lists as one, a document of both as in `stricter`.
fn merge(stricter: Vec<Match>, looser: Vec<Match>) -> Vec<Match> {
    if stricter.is_empty() {
        return looser;
    }
    let mut both = Vec::with_capacity(stricter.len() + looser.len());
    let mut rest = looser.into_iter().peekable();
    for one in stricter {
        while let Some(other) = rest.next_if(|other| other.doc <= one.doc) {
            if other.doc < one.doc {
                both.push(other);
            }
        }
        both.push(one);
    }
    both.extend(rest);
    both
}

/// The documents of both lists, with the rarer occurrences of the two.
fn intersect(a: &[Match], b: &[Match]) -> Vec<Match> {
    let mut rest = b.iter().peekable();
    let mut both = Vec::new();
    for one in a {
        while rest.next_if(|other| other.doc < one.doc).is_some() {}
        if let Some(other) = rest.next_if(|other| other.doc == one.doc) {
            let mut frequencies = one.frequencies;
            for (frequency, other) in frequencies.iter_mut().zip(other.frequencies) {
                *frequency = (*frequency).min(other);
            }
            both.push(Match { frequencies, ..*one });
        }
    }
    both
}

/// Adds up the postings of many terms by document.
struct Union {
    document_count: u32,
    postings: Vec<(DocId, Frequencies)>,
    lists: usize,
}

impl Union {
    const fn new(document_count: u32) -> Self {
        Self { document_count, postings: Vec::new(), lists: 0 }
    }

    fn add(&mut self, shard: &TermShard, terms: Range<TermOrdinal>) -> Result<(), Error> {
        for term in terms {
            self.lists += 1;
            for posting in shard.postings(term, self.document_count)? {
                let posting = posting?;
                self.postings.push((posting.doc, posting.frequencies));
            }
        }
        Ok(())
    }

    /// One match a document, in ascending order.
    fn finish(self, reading: Reading) -> Vec<Match> {
        let docs = self.postings.iter().map(|posting| posting.0);
        let order = if self.lists > 1 { order::by_document(docs) } else { (0..self.postings.len()).collect() };
        let mut matches: Vec<Match> = Vec::with_capacity(self.postings.len().min(self.document_count as usize));
        for (doc, frequencies) in order.into_iter().filter_map(|at| self.postings.get(at)) {
            match matches.last_mut() {
                Some(last) if last.doc == *doc => {
                    for (sum, more) in last.frequencies.iter_mut().zip(frequencies) {
                        *sum = sum.saturating_add(*more);
                    }
                }
                _ => matches.push(Match { doc: *doc, reading, frequencies: *frequencies }),
            }
        }
        matches
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(docs: &[DocId], reading: Reading) -> Vec<Match> {
        docs.iter().map(|&doc| Match { doc, reading, frequencies: [0, 0, 0, doc + 1, 0] }).collect()
    }

    #[test]
    fn a_document_keeps_its_strictest_reading() {
        let both = merge(matches(&[1, 4], Reading::Exact), matches(&[0, 1, 5], Reading::Prefix));
        let read: Vec<_> = both.iter().map(|one| (one.doc, one.reading)).collect();
        use Reading::{Exact, Prefix};
        assert_eq!(read, [(0, Prefix), (1, Exact), (4, Exact), (5, Prefix)]);
    }

    #[test]
    fn intersections_keep_the_documents_of_both() {
        let both = intersect(&matches(&[0, 2, 3, 9], Reading::Exact), &matches(&[2, 4, 9], Reading::Exact));
        assert_eq!(both.iter().map(|one| one.doc).collect::<Vec<_>>(), [2, 9]);
    }
}
