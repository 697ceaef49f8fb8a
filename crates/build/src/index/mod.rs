//! Documents → the files of an index.
//!
//! ```text
//! analyze      documents → words as written with their occurrences, a chunk of documents a thread
//! runs         the words of each chunk, sorted; many runs → one, through temporary files when they are large
//! vocabulary   runs → the words of all documents with their counts, and where their occurrences stand
//! lexicon      words → terms: particles, compounds, inflected forms, synonyms
//! tiers        the occurrences of a term that very many documents hold → the best of them, and the others
//! shards       terms → shard files
//! spelling     terms that many documents hold → what is walked for words that are like one, of large indexes
//! records      documents → temporary data and back
//! primer       documents → text that is frequent in them, which blocks refer to
//! blocks       documents → block files
//! similar      terms → which documents are most like each
//! columns      documents → column files, a field each
//! prepared     shards → answers to beginnings of words
//! sizes        how large shards and blocks are
//! volumes      what is compressed → files of many shards, blocks or columns
//! files        framed bytes → compressed, named by their content
//! writer       all of it in its order
//! ```
//!
//! What is held in memory is bounded by [`IndexOptions::memory`], but for the vocabulary and some dozens of bytes a document.

mod analyze;
mod apart;
mod beginnings;
mod blocks;
mod columns;
mod copies;
mod files;
mod identifiers;
mod lexicon;
mod occurrences;
mod prepared;
mod primer;
mod records;
mod runs;
mod shards;
mod similar;
mod sizes;
mod spaceless;
mod spelling;
mod tiers;
mod vocabulary;
mod volumes;
mod writer;

use crate::folder::FolderError;
use crate::temporary::TemporaryError;
use keyseek_index::DocId;
use keyseek_index::manifest::Statistics;
use std::collections::BTreeMap;
use std::path::PathBuf;

pub(crate) use analyze::Measures;
pub use files::{FOLDER, Memory, Sink};
pub(crate) use lexicon::Language;
pub use lexicon::LexiconCounts;
pub(crate) use records::Records;
pub(crate) use runs::{Run, join as join_runs};
pub(crate) use vocabulary::Numbers;
pub(crate) use writer::{Analysed, Edits, Gathered, IndexWriter, index};

/// How an index is cut and compressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexOptions {
    /// Size at which a term shard is full, bytes before compression; with 0 as suits the size of the index.
    pub shard_bytes: usize,
    /// Size at which a document block is full, bytes before compression; with 0 as suits the size of the index.
    pub block_bytes: usize,
    /// Bytes of the primer at most; with none as suits the size of the index.
    pub primer_bytes: Option<usize>,
    /// Bytes that the norms have in the manifest at most, compressed; where they would have more, they stand beside the postings.
    /// With none as suits a search.
    pub norms_bytes: Option<usize>,
    /// Number of blocks in a range of the directory of blocks; with 0 the manifest lists all blocks. With none as suits the size of
    /// the index.
    pub range_blocks: Option<u8>,
    /// Postings of the first tier of a long list, see [`keyseek_index::tiers`]; with 0 no list is cut. With none as suits the size of
    /// the index.
    pub first_tier: Option<usize>,
    /// Size at which a volume is full, stored bytes; larger where there would be thousands. With 0 every shard and block is a file
    /// of its own.
    pub volume_bytes: usize,
    /// Words that exist whatever the corpus says: never stripped, and found inside compounds.
    pub words: Vec<String>,
    /// Sets of words that stand for each other, beside the built-in ones.
    pub synonyms: Vec<Vec<String>>,
    /// Fields to filter, sort and count by: `url`, `title`, `lang`, `date`, `tags` or the name of a metadata field. Where no
    /// document has a value there is no column; nor is there one of a single language.
    pub columns: Vec<String>,
    /// What the lexicon does; everything, unless its worth is being measured.
    pub lexicon: LexiconSteps,
    /// Bytes of memory to make do with, about; what is more goes into temporary files. The index is the same with any.
    pub memory: usize,
    /// The folder of temporary files; the system's, if none is given.
    pub temporary: Option<PathBuf>,
}

/// Memory that a build makes do with unless told otherwise, in bytes.
pub const DEFAULT_MEMORY: usize = 512 << 20;

/// The steps of the lexicon, each of which can be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LexiconSteps {
    /// Korean particles and endings are taken off.
    pub strips: bool,
    /// Compounds are findable by the words inside them.
    pub parts: bool,
    /// Inflected forms of one word are related.
    pub groups: bool,
    /// Synonyms and other spellings are related.
    pub synonyms: bool,
}

impl LexiconSteps {
    /// Every step.
    pub const ALL: Self = Self { strips: true, parts: true, groups: true, synonyms: true };
}

impl IndexOptions {
    /// Volumes of this size are some dozens for thousands of pages; with larger ones more is loaded in vain from hosts that give
    /// no parts of files (`bench/LAYOUT.md`).
    pub const DEFAULT_VOLUME_BYTES: usize = 64 << 10;
}

impl Default for IndexOptions {
    fn default() -> Self {
        Self {
            shard_bytes: 0,
            block_bytes: 0,
            primer_bytes: None,
            norms_bytes: None,
            range_blocks: None,
            first_tier: None,
            volume_bytes: Self::DEFAULT_VOLUME_BYTES,
            words: Vec::new(),
            synonyms: Vec::new(),
            columns: columns::DEFAULT.map(str::to_owned).to_vec(),
            lexicon: LexiconSteps::ALL,
            memory: DEFAULT_MEMORY,
            temporary: None,
        }
    }
}

/// An index, in memory.
#[derive(Debug)]
pub struct Indexed {
    /// Stored bytes by path relative to the index folder.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What the index holds.
    pub statistics: Statistics,
    /// What the lexicon made of the words.
    pub lexicon: LexiconCounts,
    /// Columns that were asked for and that no document has a value for.
    pub unknown_columns: Vec<String>,
}

/// An index whose files went elsewhere.
#[derive(Debug)]
pub(crate) struct Written {
    pub(crate) statistics: Statistics,
    pub(crate) lexicon: LexiconCounts,
    pub(crate) unknown_columns: Vec<String>,
}

/// Why documents could not be indexed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IndexError {
    /// There are too many documents.
    #[error("{count} documents are more than one index can number ({}); split the site", DocId::MAX)]
    TooManyDocuments {
        /// Documents given.
        count: usize,
    },
    /// A structure could not be written.
    #[error(transparent)]
    Format(#[from] keyseek_index::Error),
    /// A file of the index could not be put in its place.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// Temporary data could not be kept.
    #[error(transparent)]
    Temporary(#[from] TemporaryError),
}
