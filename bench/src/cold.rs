//! What a first search loads: bytes and files by structure, in how many rounds.

use crate::site::inflate;
use keyseek_build::index::{FOLDER, Indexed};
use keyseek_index::manifest::MANIFEST_NAME;
use keyseek_search::{Blob, Engine, SearchOptions, Step};
use std::ops::AddAssign;

/// Stored bytes and files.
#[derive(Debug, Clone, Copy, Default)]
pub struct Weight {
    /// Bytes as stored, compressed.
    pub bytes: usize,
    /// Files.
    pub files: usize,
}

impl AddAssign for Weight {
    fn add_assign(&mut self, other: Self) {
        self.bytes += other.bytes;
        self.files += other.files;
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
        self.rounds += other.rounds;
    }
}

/// What the first search of a page loads to show ten hits.
///
/// # Panics
/// When the builder's own files are refused, which is a bug.
pub fn first_search(indexed: &Indexed, query: &str) -> Loaded {
    let stored = |name: &str| indexed.files.get(name).expect("the manifest lists files that are there");
    let manifest = stored(MANIFEST_NAME);
    let mut engine = Engine::open(&inflate(manifest)).expect("the engine opens what the builder wrote");
    let mut loaded =
        Loaded { manifest: Weight { bytes: manifest.len(), files: 1 }, rounds: 1, ..Loaded::default() };
    while let Step::Need(blobs) = engine.search(query, &SearchOptions::default()).expect("the index is sound")
    {
        loaded.rounds += 1;
        for blob in blobs {
            let file = stored(&format!("{FOLDER}/{}", engine.name(blob)));
            let weight = Weight { bytes: file.len(), files: 1 };
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
