//! Terms → for each document those most like it, as blogs show them at the foot of a post.
//!
//! A document is the vector of its most telling terms, each weighted by its frequency and its rarity, of length 1; two documents
//! are as alike as their vectors' scalar product. What stands in a title or is a tag tells more than running text.

use super::files::{self, Stored};
use super::lexicon::Term;
use keyseek_index::frame::Kind;
use keyseek_index::manifest::SimilarEntry;
use keyseek_index::similar::{Similar, SimilarWriter, hash};
use keyseek_index::{DocId, Document, Field};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};

/// Documents listed for each document.
const LISTED: usize = 5;
/// Terms that describe a document.
const TERMS: usize = 40;
/// Terms in more than this share of the documents tell none from another.
const COMMON: usize = 5;
/// Of a term that is held by so many documents no more is made: it would relate each of them to all others.
const MOST_DOCUMENTS: usize = 2_000;
/// Documents less alike than this are not alike, in 1/255.
const LEAST: u8 = 13;
/// Size at which a file is full, bytes before compression: one is loaded to show what is similar to a page.
const FILE_BYTES: usize = 16 << 10;

/// How much an occurrence tells.
const fn weight(field: Field) -> f64 {
    match field {
        Field::Title | Field::Tag => 3.0,
        Field::Heading => 2.0,
        Field::Body => 1.0,
        Field::Part | Field::TitlePart => 0.3,
    }
}

/// The terms that describe a document, by place, with their weights.
type Vector = Vec<(u32, f64)>;

/// The files of an index.
pub(super) struct SimilarFiles {
    /// As the manifest lists them.
    pub(super) entries: Vec<SimilarEntry>,
    pub(super) stored: Vec<Stored>,
}

/// Writes which documents are most like each.
pub(super) fn write(documents: &[Document], terms: &[Term]) -> SimilarFiles {
    let vectors = vectors(documents.len(), terms);
    let holders = holders(&vectors);
    let similar: Vec<Vec<Similar>> = vectors
        .par_iter()
        .enumerate()
        .map(|(doc, vector)| most_alike(doc as DocId, vector, &holders))
        .collect();
    // Of two addresses with one hash, which is unlikely, the first stays.
    let by_hash: BTreeMap<u64, &Vec<Similar>> = documents
        .iter()
        .zip(&similar)
        .filter(|(_, similar)| !similar.is_empty())
        .rev()
        .map(|(document, similar)| (hash(&document.url), similar))
        .collect();
    let mut files = SimilarFiles { entries: Vec::new(), stored: Vec::new() };
    let mut open: Option<(u64, SimilarWriter)> = None;
    for (hash, similar) in by_hash {
        let (_, writer) = open.get_or_insert_with(|| (hash, SimilarWriter::default()));
        writer.add(hash, similar);
        if writer.size() >= FILE_BYTES {
            files.close(&mut open);
        }
    }
    files.close(&mut open);
    files
}

impl SimilarFiles {
    fn close(&mut self, open: &mut Option<(u64, SimilarWriter)>) {
        if let Some((first_hash, writer)) = open.take() {
            let stored = files::store(Kind::Similar, &writer.finish());
            self.entries.push(SimilarEntry { first_hash, file: stored.file });
            self.stored.push(stored);
        }
    }
}

/// The most telling terms of each document with their weights, by term.
fn vectors(documents: usize, terms: &[Term]) -> Vec<Vector> {
    let mut vectors: Vec<Vector> = vec![Vec::new(); documents];
    for (at, term) in (0..).zip(terms) {
        let mut held: Vec<(DocId, f64)> = Vec::new();
        for one in &term.occurrences {
            match held.last_mut() {
                Some(last) if last.0 == one.doc => last.1 += weight(one.field),
                _ => held.push((one.doc, weight(one.field))),
            }
        }
        let is_common = held.len() > (documents / COMMON).max(2) || held.len() > MOST_DOCUMENTS;
        if held.len() < 2 || is_common {
            continue;
        }
        let rarity = (documents as f64 / held.len() as f64).ln();
        for (doc, frequency) in held {
            add(&mut vectors[doc as usize], at, (1.0 + frequency).ln() * rarity);
        }
    }
    for vector in &mut vectors {
        let length = vector.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
        vector.iter_mut().for_each(|(_, weight)| *weight /= length);
        vector.sort_unstable_by_key(|(term, _)| *term);
    }
    vectors
}

/// Adds a term to a vector, or puts it in the place of the least telling one.
fn add(vector: &mut Vector, term: u32, weight: f64) {
    if vector.len() < TERMS {
        vector.push((term, weight));
        return;
    }
    let least = vector.iter_mut().min_by(|a, b| a.1.total_cmp(&b.1));
    if let Some(least) = least.filter(|least| least.1 < weight) {
        *least = (term, weight);
    }
}

/// The documents that each term describes, in ascending order.
fn holders(vectors: &[Vector]) -> HashMap<u32, Vec<(DocId, f64)>> {
    let mut holders: HashMap<u32, Vec<(DocId, f64)>> = HashMap::new();
    for (doc, vector) in (0..).zip(vectors) {
        for (term, weight) in vector {
            holders.entry(*term).or_default().push((doc, *weight));
        }
    }
    holders
}

fn most_alike(doc: DocId, vector: &Vector, holders: &HashMap<u32, Vec<(DocId, f64)>>) -> Vec<Similar> {
    // The sums are made in the order of the terms, so that they are the same on every machine.
    let mut products: BTreeMap<DocId, f64> = BTreeMap::new();
    for (term, weight) in vector {
        for (other, other_weight) in &holders[term] {
            if *other != doc {
                *products.entry(*other).or_default() += weight * other_weight;
            }
        }
    }
    let mut alike: Vec<Similar> = products
        .into_iter()
        .map(|(doc, product)| Similar { doc, likeness: (product * 255.0).round() as u8 })
        .filter(|one| one.likeness >= LEAST)
        .collect();
    alike.sort_by_key(|one| (u8::MAX - one.likeness, one.doc));
    alike.truncate(LISTED);
    alike
}

#[cfg(test)]
mod tests {
    use super::*;
    use keyseek_index::Section;

    #[test]
    fn posts_of_one_topic_are_alike() {
        let texts =
            ["kafka 컨슈머 모니터링", "kafka 컨슈머 지연", "css 격자 배치", "css 격자 간격", "면접 후기"];
        let documents: Vec<Document> = (0..)
            .zip(texts)
            .map(|(at, text)| Document {
                url: format!("/{at}"),
                title: text.to_owned(),
                sections: vec![Section { text: text.to_owned(), ..Section::default() }],
                ..Document::default()
            })
            .collect();
        let chunks = super::super::analyze::chunks(&documents, &crate::Silent);
        let words = super::super::merge::merge(chunks);
        let (terms, _) =
            super::super::lexicon::terms(words, &documents, &super::super::IndexOptions::default());
        let vectors = vectors(documents.len(), &terms);
        let holders = holders(&vectors);
        let alike = |doc: usize| -> Vec<DocId> {
            most_alike(doc as DocId, &vectors[doc], &holders).iter().map(|one| one.doc).collect()
        };
        assert_eq!(
            [alike(0), alike(1), alike(2), alike(3), alike(4)],
            [vec![1], vec![0], vec![3], vec![2], vec![]]
        );
    }
}
