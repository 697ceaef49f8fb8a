//! Ranges of blocks: where hundreds of thousands of document blocks are is no matter for the manifest, which every first search
//! loads. It then lists ranges of them, and where the blocks of a range are stands in a part of its own:
//!
//! ```text
//! varints  number of documents of each block
//! parts    where each block is, as in the manifest; the first block of a range is the first of its volume
//! ```
//!
//! The manifest says how many blocks and documents a range has. To show a document costs a round more with ranges than without.

use super::{Manifest, StoredPart, read_parts, write_parts};
use crate::codec::{Cursor, write_varint};
use crate::frame::{self, Kind};
use crate::{DocId, Error};

/// Blocks of a range at most.
pub const MOST_BLOCKS: u8 = u8::MAX;

/// A range of blocks as the manifest lists it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RangeEntry {
    /// Number of documents.
    pub documents: u32,
    /// Number of blocks.
    pub blocks: u8,
}

/// Writes where the blocks of a range are, framed, not compressed: how many documents each has, and its part.
pub fn encode(documents: &[u32], parts: &[StoredPart]) -> Vec<u8> {
    let mut payload = Vec::new();
    for count in documents {
        write_varint(u64::from(*count), &mut payload);
    }
    write_parts(parts, &mut payload);
    frame::seal(Kind::Range, &payload)
}

impl Manifest {
    /// Whether ranges say where the blocks are.
    pub const fn has_ranges(&self) -> bool {
        !self.first_blocks.is_empty()
    }

    /// The range that a block is listed in; none where the manifest lists blocks.
    pub fn range_of(&self, block: usize) -> Option<usize> {
        self.first_blocks.partition_point(|first| *first <= block).checked_sub(1)
    }

    /// Takes the file of a range, which says where its blocks are; a range that the manifest does not list is ignored.
    ///
    /// # Errors
    /// When the file is damaged or of another range.
    #[inline(never)]
    pub fn open_range(&mut self, range: usize, file: &[u8]) -> Result<(), Error> {
        let mut cursor = Cursor::new(frame::open(Kind::Range, file)?, "range of blocks");
        let blocks = self.first_documents.len().saturating_sub(1);
        let Some(start) = self.first_blocks.get(range).copied() else { return Ok(()) };
        let end = self.first_blocks.get(range + 1).copied().unwrap_or(blocks);
        let mut next = self.first_documents.get(start).copied().unwrap_or_default();
        let mut first_documents: Vec<DocId> = Vec::with_capacity(end - start);
        for _ in start..end {
            first_documents.push(next);
            next = next.saturating_add(cursor.varint_u32());
        }
        let mut high = cursor.part();
        let parts = read_parts(&mut high, &mut cursor, end - start);
        cursor.finish_part(high);
        if self.first_documents.get(end) != Some(&next) {
            cursor.malformed("it holds another number of documents than the manifest says");
        }
        cursor.finish()?;
        for (into, first) in self.first_documents.iter_mut().skip(start).zip(first_documents) {
            *into = first;
        }
        let [_, _, blocks, ..] = &mut self.parts;
        for (into, part) in blocks.iter_mut().skip(start).zip(parts) {
            *into = part;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::{DOCUMENTS, Listing, Statistics, encode as encode_manifest};
    use super::*;

    const DOCUMENTS_OF_BLOCKS: [u32; 5] = [2, 1, 3, 1, 4];

    fn parts() -> Vec<StoredPart> {
        let part = |hash, offset, bytes, is_whole| StoredPart { hash: [hash; 5], is_whole, offset, bytes };
        vec![
            part(1, 0, 70, false),
            part(1, 70, 30, false),
            part(2, 0, 9, true),
            part(3, 0, 1, false),
            part(3, 1, 8, false),
        ]
    }

    /// A manifest of a range of three blocks and one of two, and their files.
    fn written() -> (Result<Manifest, Error>, [Vec<u8>; 2]) {
        let files = [0..3, 3..5].map(|range| encode(&DOCUMENTS_OF_BLOCKS[range.clone()], &parts()[range]));
        let mut listing = Listing {
            ranges: vec![RangeEntry { documents: 6, blocks: 3 }, RangeEntry { documents: 5, blocks: 2 }],
            blocks: DOCUMENTS_OF_BLOCKS.to_vec(),
            ..Listing::default()
        };
        listing.parts[DOCUMENTS] = parts();
        listing.parts[6] = parts()[..2].to_vec();
        let statistics = Statistics { documents: 11, ..Statistics::default() };
        (Manifest::open(&encode_manifest("test", &statistics, &listing, &[])), files)
    }

    #[test]
    fn blocks_are_where_their_ranges_say() {
        let (manifest, files) = written();
        let mut manifest = manifest.unwrap();
        assert_eq!([0, 2, 5, 6, 10].map(|doc| manifest.block_of(doc).unwrap().0), [2, 2, 2, 4, 4]);
        assert_eq!([0, 2, 3, 4].map(|block| manifest.range_of(block)), [Some(0), Some(0), Some(1), Some(1)]);
        assert_eq!(manifest.parts[DOCUMENTS], vec![StoredPart::default(); 5]);
        for (at, file) in files.iter().enumerate().rev() {
            manifest.open_range(at, file).unwrap();
        }
        assert_eq!(manifest.parts[DOCUMENTS], parts());
        let places = [(0, 0), (0, 1), (1, 0), (2, 0), (2, 1), (2, 2), (3, 0), (4, 0)];
        assert_eq!(places, [0, 1, 2, 3, 4, 5, 6, 7].map(|doc| manifest.block_of(doc).unwrap()));
        assert_eq!(manifest.block_of(11), None);
        assert_eq!([0, 1, 2, 3, 4].map(|block| manifest.documents_in(block).unwrap()), DOCUMENTS_OF_BLOCKS);
    }

    #[test]
    fn a_file_of_another_range_is_an_error_and_changes_nothing() {
        let (manifest, files) = written();
        let mut manifest = manifest.unwrap();
        assert!(manifest.open_range(0, &files[1]).is_err());
        assert!(manifest.open_range(1, &files[0]).is_err());
        for length in 0..files[0].len() {
            assert!(manifest.open_range(0, &files[0][..length]).is_err());
        }
        assert_eq!(manifest.open_range(2, &files[0]), Ok(()));
        assert_eq!(manifest.parts[DOCUMENTS], vec![StoredPart::default(); 5]);
        assert_eq!(manifest.block_of(0), Some((2, 0)));
    }

    #[test]
    fn ranges_hold_as_many_documents_as_the_index() {
        let listing = Listing { ranges: vec![RangeEntry { documents: 4, blocks: 2 }], ..Listing::default() };
        let open = |documents| {
            let statistics = Statistics { documents, ..Statistics::default() };
            Manifest::open(&encode_manifest("test", &statistics, &listing, &[]))
        };
        assert!(open(5).is_err());
    }
}
