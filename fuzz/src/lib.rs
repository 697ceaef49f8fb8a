//! What the fuzz targets share: an index in memory.
#![forbid(unsafe_code)]

use flate2::read::DeflateDecoder;
use keyseek_build::Silent;
use keyseek_build::index::{FOLDER, IndexOptions};
use keyseek_index::manifest::MANIFEST_NAME;
use keyseek_index::{Document, Section};
use keyseek_search::{Blob, Engine, Error, Step};
use std::collections::BTreeMap;
use std::io::Read;

/// An index whose files lie in memory.
pub struct Site {
    /// Inflated, by path.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Has every file.
    pub warm: Engine,
}

impl Site {
    /// Indexes documents.
    pub fn new(documents: &[Document], options: &IndexOptions) -> Self {
        let stored =
            keyseek_build::index(documents, options, &Silent).expect("documents can be indexed").files;
        let files: BTreeMap<_, _> =
            stored.iter().map(|(name, bytes)| (name.clone(), inflate(bytes))).collect();
        let mut warm = Engine::open(&files[MANIFEST_NAME]).expect("the manifest is sound");
        for kind in [Blob::Terms, Blob::Positions, Blob::Documents, Blob::Column, Blob::Similar] {
            let all = (0..).map(kind).take_while(|blob| !warm.name(*blob).is_empty());
            for blob in all.collect::<Vec<_>>() {
                let file = &files[&format!("{FOLDER}/{}", warm.name(blob))];
                warm.supply(blob, file).expect("the file is sound");
            }
        }
        Self { files, warm }
    }

    /// Asks an engine that has nothing yet, and supplies what it needs.
    pub fn cold<T>(&self, step: impl Fn(&Engine) -> Result<Step<T>, Error>) -> T {
        let mut engine = Engine::open(&self.files[MANIFEST_NAME]).expect("the manifest is sound");
        loop {
            match step(&engine).expect("the index is sound") {
                Step::Answer(answer) => return answer,
                Step::Need(blobs) => {
                    assert!(!blobs.is_empty(), "nothing is needed, and yet there is no answer");
                    for blob in blobs {
                        let file = &self.files[&format!("{FOLDER}/{}", engine.name(blob))];
                        engine.supply(blob, file).expect("the file is sound");
                    }
                }
            }
        }
    }
}

/// The answer of an engine that has every file.
pub fn answer<T>(step: Result<Step<T>, Error>) -> T {
    match step.expect("the index is sound") {
        Step::Answer(answer) => answer,
        Step::Need(blobs) => panic!("{blobs:?} are asked for, but were supplied"),
    }
}

/// A document of one section.
pub fn document(url: &str, title: &str, text: &str) -> Document {
    let sections = vec![Section { text: text.to_owned(), ..Section::default() }];
    Document { url: url.to_owned(), title: title.to_owned(), sections, ..Document::default() }
}

fn inflate(stored: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    DeflateDecoder::new(stored).read_to_end(&mut bytes).expect("the builder deflates");
    bytes
}
