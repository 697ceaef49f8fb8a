//! Vectors → the most alike documents of each.

use super::vectors::{StoredVectors, Weight};
use crate::temporary::TemporaryError;
use crate::{Progress, Stage};
use keyseek_index::DocId;
use keyseek_index::similar::Similar;
use rayon::prelude::*;
use std::collections::HashMap;
use std::ops::Range;

/// Documents listed for each document.
const LISTED: usize = 5;
/// Documents less alike than this are not alike, in 1/255.
const LEAST: u8 = 13;

/// The documents most like one, the most alike first.
#[derive(Debug, Clone, Copy)]
pub(super) struct MostAlike {
    listed: [Similar; LISTED],
    len: u8,
}

impl MostAlike {
    const NONE: Self = Self { listed: [Similar { doc: 0, likeness: 0 }; LISTED], len: 0 };

    pub(super) fn as_slice(&self) -> &[Similar] {
        &self.listed[..usize::from(self.len)]
    }

    fn add(&mut self, one: Similar) {
        let rank = |one: &Similar| (u8::MAX - one.likeness, one.doc);
        let len = usize::from(self.len);
        let at = self.as_slice().partition_point(|listed| rank(listed) < rank(&one));
        if at < LISTED {
            let end = (len + 1).min(LISTED);
            self.listed[at..end].rotate_right(1);
            self.listed[at] = one;
            self.len = end as u8;
        }
    }
}

/// Finds the documents most like each, for every range of documents among every other.
pub(super) fn find(
    vectors: &StoredVectors,
    progress: &dyn Progress,
) -> Result<Vec<MostAlike>, TemporaryError> {
    let ranges = vectors.ranges();
    progress.stage(Stage::Relate, (vectors.documents * ranges) as u64);
    let mut found = vec![MostAlike::NONE; vectors.documents];
    for others in 0..ranges {
        let holders = Holders::new(vectors.of_range(others)?, others * vectors.range, vectors);
        for (number, found) in found.chunks_mut(vectors.range.max(1)).enumerate() {
            let first = number * vectors.range;
            let weights =
                if number == others { holders.vectors.clone() } else { vectors.of_range(number)? };
            let mut documents: Vec<(DocId, &[Weight], &mut MostAlike)> = Vec::with_capacity(found.len());
            let mut rest = weights.as_slice();
            for (doc, alike) in (first as DocId..).zip(found) {
                let (vector, later) = rest.split_at(rest.partition_point(|one| one.doc <= doc));
                documents.push((doc, vector, alike));
                rest = later;
            }
            documents.par_chunks_mut(256).for_each_init(
                || Products::new(holders.documents.len()),
                |products, documents| {
                    for (doc, vector, alike) in documents.iter_mut() {
                        products.most_alike(*doc, vector, &holders, alike);
                    }
                    progress.advance(documents.len() as u64);
                },
            );
        }
    }
    Ok(found)
}

/// The documents of a range that each term describes.
struct Holders {
    /// By document and then by term.
    vectors: Vec<Weight>,
    /// By term and then by document.
    weights: Vec<Weight>,
    /// Where the weights of each term stand.
    terms: HashMap<u32, Range<u32>>,
    documents: Range<usize>,
}

impl Holders {
    fn new(vectors: Vec<Weight>, first: usize, all: &StoredVectors) -> Self {
        let mut weights = vectors.clone();
        weights.par_sort_unstable_by_key(|one| (one.term, one.doc));
        let mut terms = HashMap::new();
        let mut start = 0;
        for held in weights.chunk_by(|a, b| a.term == b.term) {
            let end = start + held.len() as u32;
            terms.insert(held[0].term, start..end);
            start = end;
        }
        Self { vectors, weights, terms, documents: first..(first + all.range).min(all.documents) }
    }

    fn of(&self, term: u32) -> &[Weight] {
        self.terms.get(&term).map_or(&[], |range| &self.weights[range.start as usize..range.end as usize])
    }
}

/// Scalar products of one vector with those of a range of documents.
struct Products {
    by_document: Vec<f64>,
    /// Documents that have a product other than 0, by their place in the range.
    touched: Vec<u32>,
}

impl Products {
    fn new(documents: usize) -> Self {
        Self { by_document: vec![0.0; documents], touched: Vec::new() }
    }

    fn most_alike(&mut self, doc: DocId, vector: &[Weight], holders: &Holders, alike: &mut MostAlike) {
        // The sums are made in the order of the terms, so that they are the same on every machine.
        for one in vector {
            for other in holders.of(one.term).iter().filter(|other| other.doc != doc) {
                let at = other.doc as usize - holders.documents.start;
                let product = &mut self.by_document[at];
                if *product == 0.0 {
                    self.touched.push(at as u32);
                }
                *product += one.weight * other.weight;
            }
        }
        for at in self.touched.drain(..) {
            let product = std::mem::take(&mut self.by_document[at as usize]);
            // Most are not, and to round takes longer than to see it.
            if product * 255.0 >= f64::from(LEAST) - 0.5 {
                let likeness = (product * 255.0).round() as u8;
                alike.add(Similar { doc: (holders.documents.start + at as usize) as DocId, likeness });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Silent;
    use crate::index::similar::vectors::Vectors;
    use crate::temporary::Temporary;
    use keyseek_index::Field;
    use keyseek_index::terms::Occurrence;

    /// The most alike documents of each, the terms of a document being its words.
    fn alike(texts: &[&str], memory: usize) -> Vec<Vec<(DocId, u8)>> {
        let mut vectors = Vectors::new(texts.len(), memory, &Temporary::new(None, 0));
        let mut words: Vec<&str> = texts.iter().flat_map(|text| text.split(' ')).collect();
        words.sort_unstable();
        words.dedup();
        for (term, word) in (0..).zip(words) {
            let holders = (0..).zip(texts).filter(|(_, text)| text.split(' ').any(|one| one == word));
            let occurrences: Vec<_> =
                holders.map(|(doc, _)| Occurrence { doc, position: 0, field: Field::Body }).collect();
            let mut weights = Vec::new();
            vectors.weigher().weigh(term, &occurrences, &mut weights);
            vectors.add(&weights).unwrap();
        }
        let found = find(&vectors.finish().unwrap(), &Silent).unwrap();
        found.iter().map(|one| one.as_slice().iter().map(|one| (one.doc, one.likeness)).collect()).collect()
    }

    #[test]
    fn posts_of_one_topic_are_alike() {
        let texts =
            ["kafka 컨슈머 모니터링", "kafka 컨슈머 지연", "css 격자 배치", "css 격자 간격", "면접 후기"];
        let found: Vec<Vec<DocId>> =
            alike(&texts, 1 << 20).iter().map(|found| found.iter().map(|one| one.0).collect()).collect();
        assert_eq!(found, [vec![1], vec![0], vec![3], vec![2], vec![]]);
    }

    #[test]
    fn memory_changes_nothing() {
        let words = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];
        let word = |at: usize| words[at % words.len()];
        let texts: Vec<String> = (0..60)
            .map(|doc| {
                [word(doc), word(doc / 2 + 3), word(doc * doc), word(doc / 5), &format!("x{}", doc / 3)]
                    .join(" ")
            })
            .collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let all = alike(&texts, 1 << 30);
        assert!(all.iter().any(|found| found.len() == LISTED));
        for memory in [0, 10_000, 40_000] {
            assert_eq!(alike(&texts, memory), all, "{memory} bytes");
        }
    }
}
