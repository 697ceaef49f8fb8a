//! An engine that has everything: what a search costs once all files are loaded.

use flate2::read::DeflateDecoder;
use keyseek_build::Silent;
use keyseek_build::index::{FOLDER, IndexOptions, Indexed};
use keyseek_index::manifest::{self, Location, MANIFEST_NAME, PRIMER_HEAD_BYTES};
use keyseek_index::{DocId, Document};
use keyseek_search::{Answer, Blob, Engine, Error, Reading, Readings, SearchOptions, Step};
use std::io::Read;

/// An index in memory with every blob supplied.
#[derive(Debug)]
pub struct Site {
    engine: Engine,
}

impl Site {
    /// Indexes documents and supplies all files.
    ///
    /// # Panics
    /// When the builder's own files are refused, which is a bug.
    pub fn new(documents: &[Document], options: &IndexOptions) -> Self {
        let indexed = keyseek_build::index(documents, options, &Silent).expect("documents can be indexed");
        let engine = open(&indexed).expect("the engine opens what the builder wrote");
        Self { engine }
    }

    /// Names of the columns.
    pub fn columns(&self) -> Vec<String> {
        self.engine.columns().iter().map(|column| column.name.clone()).collect()
    }

    /// The ten hits of a query, with their snippets.
    ///
    /// # Panics
    /// When the engine fails or wants more than all blobs.
    pub fn search(&self, query: &str, options: &SearchOptions) -> Answer {
        finished(self.engine.search(query, options))
    }

    /// All documents of a query, best first, without reading them.
    ///
    /// # Panics
    /// When the engine fails or wants more than all blobs.
    pub fn documents(&self, query: &str, readings: Readings) -> Vec<(DocId, Reading)> {
        self.ranked(query, &SearchOptions { readings, ..SearchOptions::default() })
    }

    /// The same with other weights.
    ///
    /// # Panics
    /// When the engine fails or wants more than all blobs.
    pub fn ranked(&self, query: &str, options: &SearchOptions) -> Vec<(DocId, Reading)> {
        finished(self.engine.documents(query, options))
    }
}

fn finished<T>(step: Result<Step<T>, Error>) -> T {
    match step.expect("the index is sound") {
        Step::Answer(answer) => answer,
        Step::Need(blobs) => panic!("every blob was supplied, but {blobs:?} are asked for"),
    }
}

fn open(indexed: &Indexed) -> Result<Engine, Error> {
    let manifest = inflate(&[], &indexed.files[MANIFEST_NAME]);
    let mut engine = Engine::open(&manifest)?;
    let primer = manifest::primer(&manifest);
    let kinds = [
        Blob::Range,
        Blob::Terms,
        Blob::Tier,
        Blob::Positions,
        Blob::Documents,
        Blob::Column,
        Blob::Similar,
        Blob::Prepared,
        Blob::Spelling,
    ];
    for kind in kinds {
        for at in 0.. {
            let Some(location) = engine.location(kind(at)) else { break };
            engine.supply(kind(at), &inflate(primer, stored(indexed, &location)))?;
        }
    }
    Ok(engine)
}

/// The stored bytes of a part of an index.
///
/// # Panics
/// When the index does not have it, which is a bug.
pub(crate) fn stored<'a>(indexed: &'a Indexed, location: &Location) -> &'a [u8] {
    let file = &indexed.files[&format!("{FOLDER}/{}", location.file)];
    location.cut(file).expect("the manifest lists parts that are there")
}

/// Raw DEFLATE behind a primer → bytes.
pub(crate) fn inflate(primer: &[u8], stored: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    DeflateDecoder::new(primer.chain(stored)).read_to_end(&mut bytes).expect("the builder deflates");
    bytes.split_off(primer.len().saturating_sub(PRIMER_HEAD_BYTES))
}
