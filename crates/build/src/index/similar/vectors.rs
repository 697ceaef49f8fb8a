//! Terms in order → the vector of each document: its most telling terms, by term, of length 1.

use crate::temporary::{Data, Store, Temporary, TemporaryError};
use keyseek_index::terms::Occurrence;
use keyseek_index::{DocId, Field};
use std::ops::Range;

/// Terms that describe a document.
pub(super) const TERMS: usize = 40;
/// Terms in more than this share of the documents tell none from another.
const COMMON: usize = 5;
/// Of a term that is held by so many documents no more is made: it would relate each of them to all others.
const MOST_DOCUMENTS: usize = 2_000;
/// Ranges of documents at most: all vectors are read once for each.
const MOST_RANGES: usize = 64;
/// Bytes of a weight as temporary data.
const WEIGHT_BYTES: usize = 16;

/// How much an occurrence tells.
const fn weight(field: Field) -> f64 {
    match field {
        Field::Title | Field::Tag => 3.0,
        Field::Heading => 2.0,
        Field::Body => 1.0,
        Field::Part | Field::TitlePart => 0.3,
    }
}

/// How much a term tells of a document.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::index) struct Weight {
    pub(super) doc: DocId,
    pub(super) term: u32,
    pub(super) weight: f64,
}

/// Weighs terms, on any thread.
#[derive(Debug, Clone, Copy)]
pub(in crate::index) struct Weigher {
    documents: usize,
}

impl Weigher {
    /// Adds what a term tells of the documents that hold it.
    pub(in crate::index) fn weigh(self, term: u32, occurrences: &[Occurrence], weights: &mut Vec<Weight>) {
        let by_document = || occurrences.chunk_by(|a, b| a.doc == b.doc);
        let most = (self.documents / COMMON).clamp(2, MOST_DOCUMENTS);
        let held = by_document().take(most + 1).count();
        if held < 2 || held > most {
            return;
        }
        let rarity = (self.documents as f64 / held as f64).ln();
        for document in by_document() {
            let frequency = document.iter().map(|one| weight(one.field)).reduce(|sum, one| sum + one);
            if let (Some(frequency), Some(one)) = (frequency, document.first()) {
                weights.push(Weight { doc: one.doc, term, weight: (1.0 + frequency).ln() * rarity });
            }
        }
    }
}

/// The weights of all terms, by ranges of documents whose vectors fit into memory.
#[derive(Debug)]
pub(in crate::index) struct Vectors {
    documents: usize,
    /// Documents of a range.
    range: usize,
    stores: Vec<Store>,
    place: Temporary,
}

impl Vectors {
    /// Of so many documents, in about so many bytes of memory.
    pub(in crate::index) fn new(documents: usize, memory: usize, place: &Temporary) -> Self {
        // A vector takes as much again where it is looked up by term.
        let range = (memory / (2 * TERMS * WEIGHT_BYTES)).max(documents.div_ceil(MOST_RANGES)).max(1);
        let ranges = documents.div_ceil(range);
        let place = place.holding(memory / ranges.max(1));
        Self { documents, range, stores: (0..ranges).map(|_| place.store()).collect(), place }
    }

    pub(in crate::index) const fn weigher(&self) -> Weigher {
        Weigher { documents: self.documents }
    }

    /// Adds the weights of terms that follow those before.
    pub(in crate::index) fn add(&mut self, weights: &[Weight]) -> Result<(), TemporaryError> {
        for weight in weights {
            if let Some(store) = self.stores.get_mut(weight.doc as usize / self.range) {
                store.write(&encode(weight))?;
            }
        }
        Ok(())
    }

    /// Makes the vectors.
    pub(super) fn finish(self) -> Result<StoredVectors, TemporaryError> {
        let mut stored = StoredVectors {
            data: Data::of(Vec::new()),
            starts: vec![0],
            documents: self.documents,
            range: self.range,
        };
        let mut store = self.place.store();
        for (number, weights) in self.stores.into_iter().enumerate() {
            let first = number * self.range;
            let mut vectors = vec![Vec::new(); self.range.min(self.documents - first)];
            let data = weights.finish()?;
            let mut reader = data.reader(0..data.len());
            let mut bytes = Vec::new();
            while !reader.is_at_end() {
                reader.bytes(WEIGHT_BYTES, &mut bytes)?;
                let weight = decode(&bytes);
                if let Some(vector) = vectors.get_mut(weight.doc as usize - first) {
                    add(vector, weight);
                }
            }
            for mut vector in vectors {
                let length = vector.iter().map(|one: &Weight| one.weight * one.weight).sum::<f64>().sqrt();
                vector.iter_mut().for_each(|one| one.weight /= length);
                vector.sort_unstable_by_key(|one| one.term);
                for one in &vector {
                    store.write(&encode(one))?;
                }
            }
            stored.starts.push(store.len());
        }
        stored.data = store.finish()?;
        Ok(stored)
    }
}

/// Adds a term to a vector, or puts it in the place of the least telling one.
fn add(vector: &mut Vec<Weight>, new: Weight) {
    if vector.len() < TERMS {
        vector.push(new);
        return;
    }
    let least = vector.iter_mut().min_by(|a, b| a.weight.total_cmp(&b.weight));
    if let Some(least) = least.filter(|least| least.weight < new.weight) {
        *least = new;
    }
}

fn encode(weight: &Weight) -> [u8; WEIGHT_BYTES] {
    let mut bytes = [0; WEIGHT_BYTES];
    bytes[..4].copy_from_slice(&weight.doc.to_le_bytes());
    bytes[4..8].copy_from_slice(&weight.term.to_le_bytes());
    bytes[8..].copy_from_slice(&weight.weight.to_le_bytes());
    bytes
}

fn decode(bytes: &[u8]) -> Weight {
    let number = |range: Range<usize>| {
        let mut number = [0; 8];
        number[..range.len()].copy_from_slice(&bytes[range]);
        u64::from_le_bytes(number)
    };
    Weight { doc: number(0..4) as u32, term: number(4..8) as u32, weight: f64::from_bits(number(8..16)) }
}

/// Vectors as temporary data, by document and then by term.
#[derive(Debug)]
pub(super) struct StoredVectors {
    data: Data,
    /// Where each range of documents starts, and where the last ends.
    starts: Vec<u64>,
    pub(super) documents: usize,
    /// Documents of a range.
    pub(super) range: usize,
}

impl StoredVectors {
    /// Ranges of documents.
    pub(super) fn ranges(&self) -> usize {
        self.starts.len() - 1
    }

    /// The vectors of a range of documents, one after the other.
    pub(super) fn of_range(&self, number: usize) -> Result<Vec<Weight>, TemporaryError> {
        let (start, end) = (self.starts[number], self.starts[number + 1]);
        let mut reader = self.data.reader(start..end);
        let mut vectors = Vec::with_capacity((end - start) as usize / WEIGHT_BYTES);
        let mut bytes = Vec::new();
        while !reader.is_at_end() {
            reader.bytes(WEIGHT_BYTES, &mut bytes)?;
            vectors.push(decode(&bytes));
        }
        Ok(vectors)
    }
}
