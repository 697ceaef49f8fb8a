//! Documents → the files of an index.
//!
//! ```text
//! analyze    documents → words as written with their occurrences, a chunk of documents a thread
//! merge      the words of all chunks → one sorted list
//! lexicon    words → terms: particles, compounds, inflected forms, synonyms
//! shards     terms → shard files
//! blocks     documents → block files
//! similar    terms → which documents are most like each
//! columns    documents → column files, a field each
//! files      framed bytes → compressed, named by their content
//! ```

mod analyze;
mod blocks;
mod columns;
mod files;
mod lexicon;
mod merge;
mod shards;
mod similar;
mod spaceless;

use crate::{Progress, Stage};
use keyseek_index::manifest::{self, DocumentBlockEntry, MANIFEST_NAME, Statistics, TermShardEntry};
use keyseek_index::norms::NormsWriter;
use keyseek_index::terms::Counts;
use keyseek_index::{DocId, Document};
use std::collections::BTreeMap;

pub use files::FOLDER;
pub use lexicon::LexiconCounts;

/// How an index is cut and compressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexOptions {
    /// Size at which a term shard is full, bytes before compression.
    pub shard_bytes: usize,
    /// Size at which a document block is full, bytes before compression.
    pub block_bytes: usize,
    /// Words that exist whatever the corpus says: never stripped, and found inside compounds.
    pub words: Vec<String>,
    /// Sets of words that stand for each other, beside the built-in ones.
    pub synonyms: Vec<Vec<String>>,
    /// Fields to filter, sort and count by: `url`, `title`, `lang`, `date`, `tags` or the name of a metadata field. Where no
    /// document has a value there is no column; nor is there one of a single language.
    pub columns: Vec<String>,
    /// What the lexicon does; everything, unless its worth is being measured.
    pub lexicon: LexiconSteps,
}

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

impl Default for IndexOptions {
    fn default() -> Self {
        Self {
            shard_bytes: 64 << 10,
            block_bytes: 16 << 10,
            words: Vec::new(),
            synonyms: Vec::new(),
            columns: columns::DEFAULT.map(str::to_owned).to_vec(),
            lexicon: LexiconSteps::ALL,
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
}

/// Writes the index of `documents`, whose ids are their places.
pub(crate) fn write(
    documents: &[Document],
    options: &IndexOptions,
    progress: &dyn Progress,
) -> Result<Indexed, IndexError> {
    let count = u32::try_from(documents.len())
        .map_err(|_| IndexError::TooManyDocuments { count: documents.len() })?;
    progress.stage(Stage::Index, u64::from(count));
    let chunks = analyze::chunks(documents, progress);
    let mut norms = NormsWriter::default();
    for lengths in chunks.iter().flat_map(|chunk| &chunk.lengths) {
        norms.add(*lengths);
    }
    let text_bytes = chunks.iter().map(|chunk| chunk.text_bytes).sum();
    let (terms, lexicon) = lexicon::terms(merge::merge(chunks), documents, options);

    let shards = shards::cut(&terms, options.shard_bytes);
    let blocks = blocks::cut(documents, options.block_bytes);
    progress.stage(Stage::Write, (shards.len() + blocks.len()) as u64);
    let synonyms_of = shards::synonyms_of(&shards);
    let shards = shards::write(&shards, progress)?;
    let stored_blocks = blocks::write(&blocks, progress);

    let counts = shards.iter().fold(Counts::default(), |sum, shard| sum + shard.counts);
    let statistics = Statistics { documents: count, counts, text_bytes, field_words: norms.totals() };
    let shard_entries: Vec<_> = shards
        .iter()
        .zip(synonyms_of)
        .map(|(shard, synonyms_of)| TermShardEntry {
            first_key: shard.first_key.clone(),
            terms: shard.terms.file,
            positions: shard.positions.file,
            synonyms_of,
        })
        .collect();
    let block_entries: Vec<_> = stored_blocks
        .iter()
        .zip(&blocks)
        .map(|(block, documents)| DocumentBlockEntry { documents: documents.len() as u32, file: block.file })
        .collect();
    let generator = concat!("keyseek ", env!("CARGO_PKG_VERSION"));
    let columns = columns::write(documents, &options.columns);
    let similar = similar::write(documents, &terms);
    let manifest = manifest::encode(
        generator,
        &statistics,
        &shard_entries,
        &block_entries,
        &columns.entries,
        &similar.entries,
        &norms.finish(),
    );

    let mut files = BTreeMap::from([(MANIFEST_NAME.to_owned(), files::deflate(&manifest))]);
    let stored = shards.into_iter().flat_map(|shard| [shard.terms, shard.positions]).chain(stored_blocks);
    let stored = stored.chain(columns.stored).chain(similar.stored);
    files.extend(stored.map(|stored| (stored.path, stored.bytes)));
    Ok(Indexed { files, statistics, lexicon, unknown_columns: columns.unknown })
}
