//! Blobs: the files that the engine works on, by what they hold, and those that it has.

use keyseek_index::columns::Column;
use keyseek_index::documents::{DocumentBlock, StoredDocument};
use keyseek_index::frame::Kind;
use keyseek_index::manifest::Manifest;
use keyseek_index::positions::PositionFile;
use keyseek_index::similar::SimilarFile;
use keyseek_index::terms::TermShard;
use keyseek_index::{DocId, Error};

/// A file of the index that a search may need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Blob {
    /// A term shard, by its place in the manifest.
    Terms(usize),
    /// The positions of a term shard, by the shard's place in the manifest.
    Positions(usize),
    /// A document block, by its place in the manifest.
    Documents(usize),
    /// A column, by its place in the manifest.
    Column(usize),
    /// A file of similar documents, by its place in the manifest.
    Similar(usize),
}

/// The blobs that were supplied.
#[derive(Debug)]
pub(crate) struct Blobs {
    terms: Vec<Option<TermShard>>,
    positions: Vec<Option<PositionFile>>,
    documents: Vec<Option<DocumentBlock>>,
    similar: Vec<Option<SimilarFile>>,
    /// Those that were supplied, by place; few are ever asked for.
    columns: Vec<(usize, Column)>,
}

impl Blobs {
    /// None supplied yet.
    pub(crate) fn new(manifest: &Manifest) -> Self {
        let shards = manifest.shards.len();
        Self {
            terms: std::iter::repeat_with(|| None).take(shards).collect(),
            positions: std::iter::repeat_with(|| None).take(shards).collect(),
            documents: std::iter::repeat_with(|| None).take(manifest.blocks.len()).collect(),
            similar: std::iter::repeat_with(|| None).take(manifest.similar.len()).collect(),
            columns: Vec::new(),
        }
    }

    /// Checks and keeps a blob; one that the manifest does not list is ignored.
    pub(crate) fn supply(&mut self, manifest: &Manifest, blob: Blob, file: &[u8]) -> Result<(), Error> {
        match blob {
            Blob::Terms(at) => put(&mut self.terms, at, TermShard::open(file)?),
            Blob::Positions(at) => put(&mut self.positions, at, PositionFile::open(file)?),
            Blob::Documents(at) => {
                let block = DocumentBlock::open(file)?;
                if manifest.blocks.get(at).is_some_and(|entry| entry.documents as usize != block.len()) {
                    return Err(Error::Malformed {
                        what: "document block",
                        detail: "it holds another number of documents than the manifest says",
                    });
                }
                put(&mut self.documents, at, block);
            }
            Blob::Similar(at) => {
                put(&mut self.similar, at, SimilarFile::open(file, manifest.statistics.documents)?);
            }
            Blob::Column(at) => {
                if let Some(entry) = manifest.columns.get(at) {
                    self.columns.push((at, Column::open(file, entry.kind, manifest.statistics.documents)?));
                }
            }
        }
        Ok(())
    }

    /// A term shard, or its name among the `needs`.
    pub(crate) fn terms(&self, shard: usize, needs: &mut Vec<Blob>) -> Option<&TermShard> {
        get(&self.terms, shard, Blob::Terms(shard), needs)
    }

    /// The positions of a term shard, or their name among the `needs`.
    pub(crate) fn positions(&self, shard: usize, needs: &mut Vec<Blob>) -> Option<&PositionFile> {
        get(&self.positions, shard, Blob::Positions(shard), needs)
    }

    /// A file of similar documents, if it was supplied.
    pub(crate) fn similar(&self, at: usize) -> Option<&SimilarFile> {
        self.similar.get(at)?.as_ref()
    }

    /// A column, or its name among the `needs`.
    pub(crate) fn column(&self, at: usize, needs: &mut Vec<Blob>) -> Option<&Column> {
        let found = self.columns.iter().find(|column| column.0 == at);
        if found.is_none() && !needs.contains(&Blob::Column(at)) {
            needs.push(Blob::Column(at));
        }
        found.map(|column| &column.1)
    }

    /// A document, or the name of its block among the `needs`.
    pub(crate) fn document(
        &self,
        manifest: &Manifest,
        doc: DocId,
        needs: &mut Vec<Blob>,
    ) -> Option<&StoredDocument> {
        let (block, at) = manifest.block_of(doc)?;
        get(&self.documents, block, Blob::Documents(block), needs)?.get(at)
    }
}

/// The file of a blob in the manifest and its kind; none for a blob that the manifest does not list.
pub(crate) fn name(manifest: &Manifest, blob: Blob) -> Option<String> {
    Some(match blob {
        Blob::Terms(at) => manifest.shards.get(at)?.terms.name(Kind::Terms),
        Blob::Positions(at) => manifest.shards.get(at)?.positions.name(Kind::Positions),
        Blob::Documents(at) => manifest.blocks.get(at)?.file.name(Kind::Documents),
        Blob::Column(at) => manifest.columns.get(at)?.file.name(Kind::Column),
        Blob::Similar(at) => manifest.similar.get(at)?.file.name(Kind::Similar),
    })
}

fn put<T>(slots: &mut [Option<T>], at: usize, value: T) {
    if let Some(slot) = slots.get_mut(at) {
        *slot = Some(value);
    }
}

fn get<'a, T>(slots: &'a [Option<T>], at: usize, blob: Blob, needs: &mut Vec<Blob>) -> Option<&'a T> {
    let found = slots.get(at)?.as_ref();
    if found.is_none() && !needs.contains(&blob) {
        needs.push(blob);
    }
    found
}
