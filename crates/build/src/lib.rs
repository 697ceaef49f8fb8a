//! Keyseek's builder: sources → documents → index files. Host only.
//!
//! ```text
//! source     files → documents                    one module a format; some megabytes of files at a time
//! index      documents → the files of an index    analysis, shards, blocks, compression
//! folder     the files of an index → a folder     atomically, and deleting nothing but its own
//! deflate    bytes → few bytes, which any inflater reads
//! part       a share of the documents, analysed   for builds that are spread over machines
//! temporary  what does not fit into memory
//! ```
//!
//! The same sources give the same bytes, whatever the machine, its number of cores, the memory that a build may use and the
//! parts that it was made in.

mod build;
mod deflate;
pub mod folder;
pub mod index;
pub mod part;
mod progress;
pub mod source;
mod temporary;

pub use build::{build, build_to};
use keyseek_index::Document;
use keyseek_index::manifest::Statistics;
pub use part::{PartReport, build_part, merge};

pub use progress::{Progress, Silent, Stage};
use std::collections::BTreeMap;
use std::path::PathBuf;
pub use temporary::TemporaryError;

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

/// A finished index, in memory.
#[derive(Debug)]
pub struct Built {
    /// Stored bytes by path relative to the index folder.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What happened on the way.
    pub report: Report,
}

/// What a build did.
#[derive(Debug)]
pub struct Report {
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
    /// A part could not be written, or parts not be merged.
    #[error(transparent)]
    Part(#[from] part::PartError),
}

impl From<TemporaryError> for BuildError {
    fn from(error: TemporaryError) -> Self {
        Self::Index(error.into())
    }
}

fn first_problem(problems: &[source::Problem]) -> String {
    problems.first().map(|problem| format!("; the first problem: {problem}")).unwrap_or_default()
}

/// Indexes documents that are already in memory.
///
/// # Errors
/// When there are more documents than an index can number, or no room for temporary data.
pub fn index(
    documents: &[Document],
    options: &index::IndexOptions,
    progress: &dyn Progress,
) -> Result<index::Indexed, index::IndexError> {
    index::index(documents, options, progress)
}
