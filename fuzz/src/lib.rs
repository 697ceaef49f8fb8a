//! What the fuzz targets share: an index in memory.
#![forbid(unsafe_code)]

use flate2::read::DeflateDecoder;
use keyseek_build::Silent;
use keyseek_build::index::{FOLDER, IndexOptions};
use keyseek_index::manifest::{self, MANIFEST_NAME, PRIMER_HEAD_BYTES};
use keyseek_index::{Document, Section};
use keyseek_search::{Blob, Engine, Error, Step};
use std::collections::BTreeMap;
use std::io::Read;

/// An index whose files lie in memory.
pub struct Site {
    /// Inflated, by path; parts of files by their names.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Has every file.
    pub warm: Engine,
}

impl Site {
    /// Indexes documents.
    pub fn new(documents: &[Document], options: &IndexOptions) -> Self {
        let stored =
            keyseek_build::index(documents, options, &Silent).expect("documents can be indexed").files;
        let manifest = inflate(&[], &stored[MANIFEST_NAME]);
        let primer = manifest::primer(&manifest).to_vec();
        let mut warm = Engine::open(&manifest).expect("the manifest is sound");
        let mut files = BTreeMap::from([(MANIFEST_NAME.to_owned(), manifest)]);
        for kind in [Blob::Terms, Blob::Tier, Blob::Positions, Blob::Documents, Blob::Column, Blob::Similar, Blob::Prepared, Blob::Spelling] {
            for blob in (0..).map(kind) {
                let Some(location) = warm.location(blob) else { break };
                let volume = &stored[&format!("{FOLDER}/{}", location.file)];
                let file = inflate(&primer, location.cut(volume).expect("the part is there"));
                warm.supply(blob, &file).expect("the part is sound");
                files.insert(format!("{FOLDER}/{}", warm.name(blob)), file);
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

fn inflate(primer: &[u8], stored: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    DeflateDecoder::new(primer.chain(stored)).read_to_end(&mut bytes).expect("the builder deflates");
    bytes.split_off(primer.len().saturating_sub(PRIMER_HEAD_BYTES))
}
