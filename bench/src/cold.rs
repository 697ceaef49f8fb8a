//! What a first search loads: bytes and requests by structure, in how many rounds.

use crate::site::{inflate, stored};
use keyseek_build::index::{FOLDER, Indexed};
use keyseek_index::manifest::MANIFEST_NAME;
use keyseek_search::{Blob, Engine, SearchOptions, Step};
use std::collections::BTreeSet;
use std::ops::AddAssign;

/// Bytes of the head of an answer, about, as the protocol packs it.
const HEAD_BYTES: usize = 120;

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
    let manifest = indexed.files.get(MANIFEST_NAME).expect("an index has a manifest");
    let mut engine = Engine::open(&inflate(manifest)).expect("the engine opens what the builder wrote");
    let mut loaded = Loaded { manifest: Weight::of_request(manifest), rounds: 1, ..Loaded::default() };
    loaded.whole_files = loaded.manifest;
    let mut files = BTreeSet::new();
    while let Step::Need(blobs) = engine.search(query, &SearchOptions::default()).expect("the index is sound")
    {
        loaded.rounds += 1;
        for blob in blobs {
            let location = engine.location(blob).expect("the engine needs what the index has");
            let file = stored(indexed, &location);
            if files.insert(location.file.clone()) {
                loaded.whole_files +=
                    Weight::of_request(&indexed.files[&format!("{FOLDER}/{}", location.file)]);
            }
            let weight = Weight::of_request(file);
            match blob {
                Blob::Terms(_) => loaded.terms += weight,
                Blob::Positions(_) => loaded.positions += weight,
                _ => loaded.documents += weight,
            }
            engine.supply(blob, &inflate(file)).expect("the index is sound");
        }
    }
    loaded
}
