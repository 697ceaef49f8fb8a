//! Keyseek's builder: sources → documents → index files. Host only.
//!
//! ```text
//! source   files → documents                    one module a format
//! index    documents → the files of an index    analysis, shards, blocks, compression
//! folder   the files of an index → a folder     atomically, and deleting nothing but its own
//! ```
//!
//! The same sources give the same bytes, whatever the machine and its number of cores.

pub mod folder;
pub mod index;
mod progress;
pub mod source;

use keyseek_index::Document;
use keyseek_index::manifest::Statistics;
pub use progress::{Progress, Silent, Stage};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What to build from, and how.
#[derive(Debug, Clone, Default)]
pub struct BuildOptions {
    /// Folders and files, in the order in which their documents are numbered.
    pub sources: Vec<PathBuf>,
    /// Folders below the sources that are not read, such as the output folder.
    pub exclude: Vec<PathBuf>,
    /// How files become documents.
    pub source: source::SourceOptions,
    /// How documents become an index.
    pub index: index::IndexOptions,
}

/// A finished index and what happened on the way.
#[derive(Debug)]
pub struct Built {
    /// Stored bytes by path relative to the index folder.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What the index holds.
    pub statistics: Statistics,
    /// What could not be used of the sources.
    pub problems: Vec<source::Problem>,
    /// Files of kinds that hold no documents.
    pub files_passed_over: usize,
    /// Documents that their authors keep out of search.
    pub passed_over: source::PassedOver,
    /// Documents equal to an earlier one.
    pub merged: usize,
    /// Columns that were asked for and that no document has a value for.
    pub unknown_columns: Vec<String>,
}

/// Why an index could not be built.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// There is nothing to read.
    #[error(transparent)]
    Source(#[from] source::SourceError),
    /// The sources hold files but no document.
    #[error("the sources hold no document to index{}", first_problem(problems))]
    NoDocuments {
        /// What could not be used.
        problems: Vec<source::Problem>,
    },
    /// The documents could not be indexed.
    #[error(transparent)]
    Index(#[from] index::IndexError),
}

fn first_problem(problems: &[source::Problem]) -> String {
    problems.first().map(|problem| format!("; the first problem: {problem}")).unwrap_or_default()
}

/// Reads the sources and builds their index, in memory.
///
/// # Errors
/// When a source is missing or there is no document at all. Whatever else is wrong with a file is among the problems.
pub fn build(options: &BuildOptions, progress: &dyn Progress) -> Result<Built, BuildError> {
    let found = source::discover(&options.sources, &options.exclude)?;
    progress.stage(Stage::Read, found.files.len() as u64);
    let parsed: Vec<_> = found
        .files
        .into_par_iter()
        .map(|file| {
            let parsed = source::parse(&file, &options.source);
            progress.advance(1);
            (file, parsed)
        })
        .collect();
    let assembled = source::assemble(parsed);
    let mut problems = found.problems;
    problems.extend(assembled.problems);
    if assembled.documents.is_empty() {
        return Err(BuildError::NoDocuments { problems });
    }
    let indexed = index(&assembled.documents, &options.index, progress)?;
    Ok(Built {
        files: indexed.files,
        statistics: indexed.statistics,
        problems,
        files_passed_over: found.passed_over,
        passed_over: assembled.passed_over,
        merged: assembled.merged,
        unknown_columns: indexed.unknown_columns,
    })
}

/// Indexes documents that are already in memory.
///
/// # Errors
/// When there are more documents than an index can number.
pub fn index(
    documents: &[Document],
    options: &index::IndexOptions,
    progress: &dyn Progress,
) -> Result<index::Indexed, index::IndexError> {
    index::write(documents, options, progress)
}
