//! An index in memory, and the corpora that tests may use.

use flate2::read::DeflateDecoder;
use keyseek_build::index::{FOLDER, IndexOptions};
use keyseek_build::source::SourceOptions;
use keyseek_build::{BuildOptions, Silent, source};
use keyseek_index::manifest::{self, MANIFEST_NAME, PRIMER_HEAD_BYTES};
use keyseek_index::{DocId, Document, Section};
use keyseek_search::{Answer, Blob, Engine, Error, Reading, SearchOptions, Step};
use std::collections::BTreeMap;
use std::io::Read;
use std::path::PathBuf;

/// An engine over files in memory.
pub struct Site {
    pub files: BTreeMap<String, Vec<u8>>,
    pub engine: Engine,
    primer: Vec<u8>,
    /// How many files the engine was given.
    pub supplied: usize,
}

impl Site {
    pub fn new(documents: &[Document], options: &IndexOptions) -> Self {
        let indexed = keyseek_build::index(documents, options, &Silent).unwrap();
        Self::open(indexed.files).unwrap()
    }

    pub fn open(files: BTreeMap<String, Vec<u8>>) -> Result<Self, Error> {
        let manifest = inflate(&[], &files[MANIFEST_NAME]);
        let engine = Engine::open(&manifest)?;
        let primer = manifest::primer(&manifest).to_vec();
        Ok(Self { files, engine, primer, supplied: 0 })
    }

    pub fn search(&mut self, query: &str) -> Answer {
        let options = SearchOptions { limit: 1000, ..SearchOptions::default() };
        self.run(|engine| engine.search(query, &options)).unwrap()
    }

    pub fn documents(&mut self, query: &str) -> Vec<(DocId, Reading)> {
        self.run(|engine| engine.documents(query, &SearchOptions::default())).unwrap()
    }

    /// Supplies what is needed until there is an answer.
    pub fn run<T>(&mut self, step: impl Fn(&Engine) -> Result<Step<T>, Error>) -> Result<T, Error> {
        // With a shard a term, every reading that is tried after another has found nothing asks for more.
        for _ in 0..64 {
            match step(&self.engine)? {
                Step::Answer(answer) => return Ok(answer),
                Step::Need(blobs) => self.supply(&blobs)?,
            }
        }
        panic!("the engine asks again and again");
    }

    /// The same without the files whose names are lost, and the names of those that were needed.
    pub fn run_without<T>(
        &mut self,
        is_lost: &dyn Fn(&str) -> bool,
        step: impl Fn(&Engine) -> Result<Step<T>, Error>,
    ) -> Result<(T, Vec<String>), Error> {
        // Those that are there already are lost, too.
        let mut missing = Vec::new();
        self.engine.trim(0);
        self.engine.lack_secondary();
        self.engine.go_without(Vec::new());
        for _ in 0..64 {
            match step(&self.engine)? {
                Step::Answer(answer) => {
                    let names = missing.iter().map(|blob| self.engine.name(*blob)).collect();
                    return Ok((answer, names));
                }
                Step::Need(blobs) => {
                    let (lost, there) = blobs.into_iter().partition(|blob| is_lost(&self.engine.name(*blob)));
                    missing.extend::<Vec<_>>(lost);
                    self.supply(&there)?;
                    self.engine.go_without(missing.clone());
                }
            }
        }
        panic!("the engine asks again and again");
    }

    /// Supplies files.
    pub fn supply(&mut self, blobs: &[Blob]) -> Result<(), Error> {
        for &blob in blobs {
            self.supplied += 1;
            if blob == Blob::Secondary {
                self.engine.supply(blob, &[])?;
                continue;
            }
            let location = self.engine.location(blob).unwrap();
            let file = &self.files[&format!("{FOLDER}/{}", location.file)];
            self.engine.supply(blob, &inflate(&self.primer, location.cut(file).unwrap_or_default()))?;
        }
        Ok(())
    }
}

/// Raw DEFLATE behind a primer → bytes; what cannot be inflated ends where it breaks.
pub fn inflate(primer: &[u8], stored: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let _ = DeflateDecoder::new(primer.chain(stored)).read_to_end(&mut bytes);
    bytes.split_off(primer.len().saturating_sub(PRIMER_HEAD_BYTES).min(bytes.len()))
}

pub fn document(url: &str, title: &str, text: &str) -> Document {
    let sections = vec![Section { text: text.to_owned(), ..Section::default() }];
    Document { url: url.to_owned(), title: title.to_owned(), sections, ..Document::default() }
}

/// The folder of corpora that tests may use; a test that needs it says so and ends when there is none.
pub fn shared(path: &str) -> Option<PathBuf> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let path = std::env::var_os("KEYSEEK_SHARED").map_or_else(beside, PathBuf::from).join(path);
    if !path.exists() {
        println!("{} is missing, so this test does nothing; set KEYSEEK_SHARED to run it", path.display());
        return None;
    }
    Some(path)
}

/// The documents of a source.
pub fn read(source: PathBuf) -> Vec<Document> {
    let options = BuildOptions { sources: vec![source], ..BuildOptions::default() };
    let found = source::discover(&options.sources, &options.exclude).unwrap();
    let parsed = found
        .files
        .into_iter()
        .map(|file| {
            let parsed = source::parse(&file, &SourceOptions::default());
            (file, parsed)
        })
        .collect();
    source::assemble(parsed).documents
}
