//! Plain BM25: what ranking costs nothing to have.
//!
//! A document is one bag of words, title, body and tags alike; a word is a run of letters and digits in lower case, cut to
//! its English Snowball stem, which leaves Hangul as it is. Score: Robertson, Zaragoza, "The Probabilistic Relevance
//! Framework: BM25 and Beyond" (2009), with an inverse document frequency that is never negative.

use super::sets::{Record, Set};
use super::{DEPTH, Ranking};
use snowball_stemmers_rs::{Algorithm, Stemmer};
use std::collections::{BTreeMap, HashMap};

/// Name in tables.
pub const NAME: &str = "BM25 + Snowball (reference)";

const K1: f64 = 1.2;
const B: f64 = 0.75;

/// The rankings of a set's queries.
pub fn rankings(set: &Set) -> Vec<Ranking> {
    let index = Bm25::new(&set.records);
    set.queries.iter().map(|query| index.ranking(&query.text)).collect()
}

struct Bm25 {
    stemmer: Stemmer,
    /// By term, its documents with the number of occurrences in each.
    postings: HashMap<String, Vec<(usize, f64)>>,
    /// Words of each document.
    lengths: Vec<f64>,
}

impl Bm25 {
    fn new(records: &[Record]) -> Self {
        let stemmer = Stemmer::create(Algorithm::English);
        let mut postings: HashMap<String, Vec<(usize, f64)>> = HashMap::new();
        let mut lengths = Vec::with_capacity(records.len());
        for (at, record) in records.iter().enumerate() {
            let text = [&record.title, " ", &record.body, " ", &record.tags.join(" ")].concat();
            let mut counts: BTreeMap<String, f64> = BTreeMap::new();
            for term in terms(&stemmer, &text) {
                *counts.entry(term).or_default() += 1.0;
            }
            lengths.push(counts.values().sum());
            for (term, count) in counts {
                postings.entry(term).or_default().push((at, count));
            }
        }
        Self { stemmer, postings, lengths }
    }

    fn ranking(&self, query: &str) -> Ranking {
        let documents = self.lengths.len() as f64;
        let average = self.lengths.iter().sum::<f64>() / documents.max(1.0);
        let mut scores = vec![0.0; self.lengths.len()];
        for term in terms(&self.stemmer, query) {
            let Some(held) = self.postings.get(&term) else { continue };
            let held_by = held.len() as f64;
            let rarity = (1.0 + (documents - held_by + 0.5) / (held_by + 0.5)).ln();
            for (at, count) in held {
                let norm = K1 * (1.0 - B + B * self.lengths[*at] / average);
                scores[*at] += rarity * count * (K1 + 1.0) / (count + norm);
            }
        }
        let mut found: Ranking = (0..scores.len()).filter(|at| scores[*at] > 0.0).collect();
        found.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]));
        found.truncate(DEPTH);
        found
    }
}

fn terms<'a>(stemmer: &'a Stemmer, text: &'a str) -> impl Iterator<Item = String> + 'a {
    let words = text.split(|ch: char| !ch.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| stemmer.stem(&word.to_lowercase()).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_count_as_one_and_shorter_documents_first() {
        let record = |body: &str| Record { body: body.to_owned(), ..Record::default() };
        let records =
            [record("wings in slipstreams of propellers"), record("a wing, a WING"), record("날개")];
        let index = Bm25::new(&records);
        assert_eq!(index.ranking("wing"), [1, 0]);
        assert_eq!(index.ranking("날개"), [2]);
        assert!(index.ranking("heat").is_empty());
    }
}
