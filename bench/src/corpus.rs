//! The posts that are measured on. They are not part of the project: a corpus that is missing is said so and left out.

use anyhow::bail;
use keyseek_build::source::{self, SourceOptions};
use keyseek_index::Document;
use std::path::{Path, PathBuf};

/// A set of posts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Corpus {
    /// Captured listing pages of company stories, Korean with English terms.
    Stories,
    /// A Korean engineering blog in Markdown.
    Blog,
}

impl Corpus {
    /// Every corpus.
    pub const ALL: [Self; 2] = [Self::Stories, Self::Blog];

    /// Name in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Stories => "stories",
            Self::Blog => "blog",
        }
    }

    /// The documents; none, with a message, where the corpus is missing.
    pub fn load(self) -> Option<Vec<Document>> {
        let folder = match self {
            Self::Stories => "corpora/stories",
            Self::Blog => "corpora/yceffort-blog/posts",
        };
        Some(read(&shared(folder)?))
    }
}

/// Some corpora by name, and the sites that the arguments name: `--site NAME=FOLDER`.
///
/// # Errors
/// When an argument is another one.
pub fn sites(corpora: &[Corpus]) -> anyhow::Result<Vec<(String, Vec<Document>)>> {
    let loaded = |corpus: &Corpus| Some((corpus.name().to_owned(), corpus.load()?));
    let mut sites: Vec<_> = corpora.iter().filter_map(loaded).collect();
    let mut given = std::env::args().skip(1);
    while let Some(argument) = given.next() {
        let value = given.next().filter(|_| argument == "--site");
        let Some((name, folder)) = value.as_deref().and_then(|value| value.split_once('=')) else {
            bail!("{argument} is unknown; there is --site NAME=FOLDER");
        };
        sites.push((name.to_owned(), read(Path::new(folder))));
    }
    Ok(sites)
}

/// A path in the folder of shared inputs, which `KEYSEEK_SHARED` names or which lies beside the workspace; none, with a
/// message, where it is missing.
pub fn shared(path: &str) -> Option<PathBuf> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let found = std::env::var_os("KEYSEEK_SHARED").map_or_else(beside, PathBuf::from).join(path);
    if found.exists() {
        return Some(found);
    }
    eprintln!("{path} is missing and is left out; set KEYSEEK_SHARED to the folder that holds it");
    None
}

/// The documents of a file or folder.
///
/// # Panics
/// When there is nothing to read.
pub fn read(path: &Path) -> Vec<Document> {
    let found = source::discover(&[path.to_owned()], &[]).expect("the source is readable");
    let options = SourceOptions::default();
    let parsed = found.files.into_iter().map(|file| {
        let parsed = source::parse(&file, &options);
        (file, parsed)
    });
    source::assemble(parsed.collect()).documents
}

/// Bytes of UTF-8 in the titles, headings, texts and tags.
pub fn text_bytes(documents: &[Document]) -> u64 {
    let bytes = |document: &Document| {
        let sections = document.sections.iter().map(|section| section.heading.len() + section.text.len());
        document.title.len() + sections.sum::<usize>() + document.tags.iter().map(String::len).sum::<usize>()
    };
    documents.iter().map(bytes).sum::<usize>() as u64
}
