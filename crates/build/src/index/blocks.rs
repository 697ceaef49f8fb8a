//! Documents → block files.

use super::IndexError;
use super::files;
use super::volumes::Volumes;
use flate2::Compress;
use keyseek_index::Document;
use keyseek_index::documents::DocumentBlockWriter;
use keyseek_index::manifest::StoredPart;
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
    primer: &'a [u8],
    open: Vec<Document>,
    open_bytes: usize,
    full: Vec<Vec<Document>>,
    /// Number of documents in each block that was written.
    counts: Vec<u32>,
}

impl<'a> Blocks<'a> {
    /// Blocks are full at so many bytes, and refer back to the text of the primer.
    pub(super) fn new(volumes: Volumes<'a>, block_bytes: usize, primer: &'a [u8]) -> Self {
        Self {
            volumes,
            block_bytes,
            primer,
            open: Vec::new(),
            open_bytes: 0,
            full: Vec::new(),
            counts: Vec::new(),
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
        let primer = self.primer;
        let write = |compress: &mut Compress, documents: Vec<Document>| {
            let mut writer = DocumentBlockWriter::default();
            documents.iter().for_each(|document| writer.add(document));
            (documents.len() as u32, files::deflate_behind(primer, &writer.finish(), compress))
        };
        let full = std::mem::take(&mut self.full);
        let written: Vec<_> = full.into_par_iter().map_init(files::compressor, write).collect();
        for (documents, stored) in written {
            self.counts.push(documents);
            self.volumes.add(&stored)?;
        }
        Ok(())
    }

    /// Writes the last block; the number of documents in each, in order, and where it is.
    pub(super) fn finish(mut self) -> Result<(Vec<u32>, Vec<StoredPart>), IndexError> {
        if !self.open.is_empty() {
            self.full.push(std::mem::take(&mut self.open));
        }
        self.write()?;
        Ok((self.counts, self.volumes.finish()?))
    }
}
