//! What a first search loads: bytes and requests by structure, in how many rounds.

use crate::random::Random;
use crate::site::{inflate, stored};
use crate::truth::Texts;
use crate::words::{Attested, Words};
use keyseek_build::index::{FOLDER, Indexed};
use keyseek_index::Document;
use keyseek_index::manifest::{self, Location, MANIFEST_NAME};
use keyseek_search::{Blob, Engine, SearchOptions, Step};
use std::collections::BTreeSet;
use std::ops::AddAssign;

/// Bytes of the head of an answer, about, as the protocol packs it.
pub const HEAD_BYTES: usize = 120;

const SEED: u64 = 7;
/// Queries of each kind.
const QUERIES: usize = 25;
/// Words of at least so many documents are searched for: a page of hits is what readers wait for.
const FULL_PAGE: usize = 10;

/// What is transferred, by how many requests.
#[derive(Debug, Clone, Copy, Default)]
pub struct Weight {
    /// Bytes as stored, compressed, and the heads of the answers.
    pub bytes: usize,
    /// Requests, for files or parts of them.
    pub requests: usize,
}

impl Weight {
    fn of_request(stored: &[u8]) -> Self {
        Self { bytes: stored.len() + HEAD_BYTES, requests: 1 }
    }
}

impl AddAssign for Weight {
    fn add_assign(&mut self, other: Self) {
        self.bytes += other.bytes;
        self.requests += other.requests;
    }
}

/// What searches load of an index.
#[derive(Debug, Clone, Copy, Default)]
pub struct Loaded {
    /// The manifest.
    pub manifest: Weight,
    /// Term shards.
    pub terms: Weight,
    /// Positions.
    pub positions: Weight,
    /// Document blocks.
    pub documents: Weight,
    /// All of it from a host that gives no parts of files.
    pub whole_files: Weight,
    /// Rounds of requests, the manifest's first.
    pub rounds: usize,
}

impl Loaded {
    /// Everything together.
    pub fn total(&self) -> Weight {
        let mut total = self.manifest;
        for weight in [self.terms, self.positions, self.documents] {
            total += weight;
        }
        total
    }
}

impl AddAssign for Loaded {
    fn add_assign(&mut self, other: Self) {
        self.manifest += other.manifest;
        self.terms += other.terms;
        self.positions += other.positions;
        self.documents += other.documents;
        self.whole_files += other.whole_files;
        self.rounds += other.rounds;
    }
}

/// What the first search of a page loads to show ten hits.
///
/// # Panics
/// When the builder's own files are refused, which is a bug.
pub fn first_search(indexed: &Indexed, query: &str) -> Loaded {
    let manifest = Weight::of_request(&indexed.files[MANIFEST_NAME]);
    let mut loaded = Loaded { manifest, whole_files: manifest, ..Loaded::default() };
    let mut files = BTreeSet::new();
    let rounds = loads(indexed, query, |blob, location, file| {
        if files.insert(location.file.clone()) {
            loaded.whole_files += Weight::of_request(&indexed.files[&format!("{FOLDER}/{}", location.file)]);
        }
        let weight = Weight::of_request(file);
        match blob {
            Blob::Terms(_) => loaded.terms += weight,
            Blob::Positions(_) => loaded.positions += weight,
            _ => loaded.documents += weight,
        }
    });
    Loaded { rounds, ..loaded }
}

/// Visits what the first search of a page loads, with where it is and the bytes as stored; how many rounds of requests that takes,
/// the manifest's among them.
///
/// # Panics
/// When the builder's own files are refused, which is a bug.
pub fn loads(indexed: &Indexed, query: &str, mut visit: impl FnMut(Blob, &Location, &[u8])) -> usize {
    let manifest = inflate(&[], &indexed.files[MANIFEST_NAME]);
    let primer = manifest::primer(&manifest);
    let mut engine = Engine::open(&manifest).expect("the engine opens what the builder wrote");
    let mut rounds = 1;
    while let Step::Need(blobs) = engine.search(query, &SearchOptions::default()).expect("the index is sound")
    {
        rounds += 1;
        for blob in blobs {
            let location = engine.location(blob).expect("the engine needs what the index has");
            let file = stored(indexed, &location);
            visit(blob, &location, file);
            engine.supply(blob, &inflate(primer, file)).expect("the index is sound");
        }
    }
    rounds
}

/// Words, pairs of words and beginnings of words, which enough documents hold to fill a page of hits.
pub fn queries(documents: &[Document]) -> [Vec<String>; 3] {
    let words = Words::new(&Texts::new(documents));
    let mut random = Random::new(SEED);
    let common = |word: &Attested| word.docs.len() >= FULL_PAGE;
    let single: Vec<String> = words
        .nouns
        .iter()
        .chain(&words.latin)
        .filter(|word| common(word))
        .map(|word| word.text.clone())
        .collect();
    let pairs = words.pairs.iter().filter(|(_, docs)| docs.len() >= FULL_PAGE / 2);
    let pairs = pairs.map(|([first, second], _)| format!("{first} {second}")).collect();
    let beginnings = single.iter().filter(|word| word.chars().count() > 2);
    let beginnings = beginnings.map(|word| word.chars().take(2).collect()).collect();
    [
        random.choose(single.clone(), QUERIES),
        random.choose(pairs, QUERIES),
        random.choose(beginnings, QUERIES),
    ]
}
