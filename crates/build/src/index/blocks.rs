//! Documents → block files.

use super::IndexError;
use super::files;
use super::volumes::Volumes;
use crate::deflate::Compressor;
use keyseek_index::Document;
use keyseek_index::documents::DocumentBlockWriter;
use keyseek_index::manifest::StoredPart;
use keyseek_index::manifest::range::{self, MOST_BLOCKS, RangeEntry};
use rayon::prelude::*;

/// What a document counts when blocks are cut.
pub(super) fn stored_bytes(document: &Document) -> usize {
    let sections = document.sections.iter().map(|section| section.heading.len() + section.text.len());
    document.url.len() + document.title.len() + sections.sum::<usize>()
}

/// Cuts documents into runs that each fill a block, and writes the blocks.
pub(super) struct Blocks<'a> {
    volumes: Volumes<'a>,
    block_bytes: usize,
    /// One behind the primer, of which each worker has a copy.
    compressor: Compressor,
    open: Vec<Document>,
    open_bytes: usize,
    full: Vec<Vec<Document>>,
    /// Number of documents in each block that was written.
    counts: Vec<u32>,
    /// Number of blocks in a range; none where the manifest lists blocks.
    range_blocks: Option<usize>,
}

/// The blocks of an index.
#[derive(Debug, Default)]
pub(super) struct WrittenBlocks {
    /// Number of documents in each block, in order.
    pub(super) counts: Vec<u32>,
    /// Where each is.
    pub(super) parts: Vec<StoredPart>,
    /// Ranges of them, and where each is.
    pub(super) ranges: Vec<RangeEntry>,
    pub(super) range_parts: Vec<StoredPart>,
}

impl<'a> Blocks<'a> {
    /// Blocks are full at so many bytes, and refer back to the text of the primer. A range has `range_blocks` of them, if there
    /// are ranges.
    pub(super) fn new(
        volumes: Volumes<'a>,
        block_bytes: usize,
        primer: &[u8],
        range_blocks: Option<usize>,
    ) -> Self {
        Self {
            volumes,
            block_bytes,
            compressor: Compressor::new(primer),
            open: Vec::new(),
            open_bytes: 0,
            full: Vec::new(),
            counts: Vec::new(),
            range_blocks,
        }
    }

    /// Adds the next document.
    pub(super) fn add(&mut self, document: Document) {
        self.open_bytes += stored_bytes(&document);
        self.open.push(document);
        if self.open_bytes >= self.block_bytes {
            self.full.push(std::mem::take(&mut self.open));
            self.open_bytes = 0;
        }
    }

    /// Compresses the blocks that are full, on all cores, and writes them in order.
    pub(super) fn write(&mut self) -> Result<(), IndexError> {
        let write = |compressor: &mut Compressor, documents: Vec<Document>| {
            let mut writer = DocumentBlockWriter::default();
            documents.iter().for_each(|document| writer.add(document));
            (documents.len() as u32, compressor.compress(&writer.finish()))
        };
        let full = std::mem::take(&mut self.full);
        let written: Vec<_> = full.into_par_iter().map_init(|| self.compressor.clone(), write).collect();
        for (documents, stored) in written {
            if self.range_blocks.is_some_and(|blocks| self.counts.len().is_multiple_of(blocks)) {
                self.volumes.close()?;
            }
            self.counts.push(documents);
            self.volumes.add(&stored)?;
        }
        Ok(())
    }

    /// Writes the last block, and the ranges.
    pub(super) fn finish(mut self, mut range_volumes: Volumes<'_>) -> Result<WrittenBlocks, IndexError> {
        if !self.open.is_empty() {
            self.full.push(std::mem::take(&mut self.open));
        }
        self.write()?;
        let (counts, parts) = (self.counts, self.volumes.finish()?);
        let mut ranges = Vec::new();
        if let Some(blocks) = self.range_blocks {
            for (counts, parts) in counts.chunks(blocks).zip(parts.chunks(blocks)) {
                ranges.push(RangeEntry {
                    documents: counts.iter().sum(),
                    blocks: u8::try_from(counts.len()).unwrap_or(MOST_BLOCKS),
                });
                range_volumes.add(&files::deflate(&range::encode(counts, parts)))?;
            }
        }
        Ok(WrittenBlocks { counts, parts, ranges, range_parts: range_volumes.finish()? })
    }
}
