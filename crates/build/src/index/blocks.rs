//! Documents → block files.

use super::files;
use super::{IndexError, Sink};
use keyseek_index::Document;
use keyseek_index::documents::DocumentBlockWriter;
use keyseek_index::frame::Kind;
use keyseek_index::manifest::DocumentBlockEntry;
use rayon::prelude::*;

/// The size at which a block is full: `least`, or the least that is more and makes `most` blocks of documents of these sizes.
/// Small blocks are better, since a search loads those of the documents that it shows; but hosts bound the number of files.
pub(super) fn size(least: usize, most: usize, sizes: &[u64]) -> usize {
    let count = |block_bytes: u64| {
        let (mut blocks, mut open) = (0, 0);
        for size in sizes {
            open += size;
            if open >= block_bytes {
                (blocks, open) = (blocks + 1, 0);
            }
        }
        blocks + usize::from(open > 0)
    };
    let (mut least, mut enough) = (least as u64, sizes.iter().sum::<u64>().max(1));
    if least >= enough || count(least) <= most {
        return least as usize;
    }
    while enough - least > 1 {
        let middle = least + (enough - least) / 2;
        if count(middle) <= most {
            enough = middle;
        } else {
            least = middle;
        }
    }
    enough as usize
}

/// What a document counts when blocks are cut.
pub(super) fn stored_bytes(document: &Document) -> usize {
    let sections = document.sections.iter().map(|section| section.heading.len() + section.text.len());
    document.url.len() + document.title.len() + sections.sum::<usize>()
}

/// Cuts documents into runs that each fill a block, and writes the blocks.
pub(super) struct Blocks<'a> {
    sink: &'a dyn Sink,
    block_bytes: usize,
    open: Vec<Document>,
    open_bytes: usize,
    full: Vec<Vec<Document>>,
    entries: Vec<DocumentBlockEntry>,
}

impl<'a> Blocks<'a> {
    pub(super) fn new(sink: &'a dyn Sink, block_bytes: usize) -> Self {
        Self { sink, block_bytes, open: Vec::new(), open_bytes: 0, full: Vec::new(), entries: Vec::new() }
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

    /// Writes and compresses the blocks that are full, on all cores, in order.
    pub(super) fn write(&mut self) -> Result<(), IndexError> {
        let write = |documents: Vec<Document>| {
            let mut writer = DocumentBlockWriter::default();
            documents.iter().for_each(|document| writer.add(document));
            let file = files::put(self.sink, Kind::Documents, &writer.finish())?;
            Ok(DocumentBlockEntry { documents: documents.len() as u32, file })
        };
        let full = std::mem::take(&mut self.full);
        let written: Vec<_> = full.into_par_iter().map(write).collect::<Result<_, IndexError>>()?;
        self.entries.extend(written);
        Ok(())
    }

    /// Writes the last block; the entries of all, in order.
    pub(super) fn finish(mut self) -> Result<Vec<DocumentBlockEntry>, IndexError> {
        if !self.open.is_empty() {
            self.full.push(std::mem::take(&mut self.open));
        }
        self.write()?;
        Ok(self.entries)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_grow_where_there_would_be_too_many() {
        let check = |least, most, sizes: &[u64], expected| {
            assert_eq!(size(least, most, sizes), expected, "{most} of {sizes:?}");
        };
        check(10, 5, &[], 10);
        check(10, 5, &[100; 5], 10);
        check(10, 4, &[100; 5], 101);
        check(10, 2, &[100; 5], 201);
        check(10, 1, &[100; 5], 401);
        check(10, 3, &[1; 30], 10);
        check(10, 2, &[1; 30], 15);
        check(0, 1, &[0, 0], 1);
    }
}
