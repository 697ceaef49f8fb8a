//! Similar documents: for each document those most like it, to be looked up by the document's address.
//!
//! ```text
//! varint          number of documents in the file
//! per document, in the order of the hashes of their addresses:
//!   varint        hash: the first as it is, then the distance from the one before
//!   varint        number of similar documents
//!   per similar document, the most alike first: its id (varint), how alike it is (byte, 255 for the same text)
//! ```
//!
//! The hash is [`hash`]; the manifest lists the first of each file. The files are cut so that a page which shows what is
//! similar to it loads a few kilobytes, however many pages the site has.

mod reader;
mod writer;

pub use reader::SimilarFile;
pub use writer::SimilarWriter;

use crate::DocId;
use crate::codec::fnv;

/// A document that is like another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Similar {
    /// The document.
    pub doc: DocId,
    /// How alike it is: 255 for the same text.
    pub likeness: u8,
}

/// The high 40 bits of the 64-bit FNV-1a of an address.
pub fn hash(url: &str) -> u64 {
    fnv(url.as_bytes()) >> 24
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::{self, Kind};
    use proptest::prelude::*;

    #[test]
    fn hashes_are_those_of_the_source() {
        // Test vectors of the draft.
        assert_eq!(hash(""), 0xCBF2_9CE4_8422_2325 >> 24);
        assert_eq!(hash("a"), 0xAF63_DC4C_8601_EC8C >> 24);
        assert_eq!(hash("foobar"), 0x8594_4171_F739_67E8 >> 24);
    }

    proptest! {
        #[test]
        fn what_was_written_is_found(entries in prop::collection::btree_map(0..1u64 << 40, prop::collection::vec((0..50u32, any::<u8>()), 0..6), 0..40)) {
            let mut writer = SimilarWriter::default();
            for (hash, similar) in &entries {
                let similar: Vec<_> = similar.iter().map(|(doc, likeness)| Similar { doc: *doc, likeness: *likeness }).collect();
                writer.add(*hash, &similar);
            }
            let file = SimilarFile::open(&writer.finish(), 50).unwrap();
            for (hash, similar) in &entries {
                let found: Vec<_> = file.get(*hash).unwrap().iter().map(|one| (one.doc, one.likeness)).collect();
                prop_assert_eq!(&found, similar);
                prop_assert!(entries.contains_key(&(hash + 1)) || file.get(hash + 1).is_none());
            }
        }

        #[test]
        fn any_bytes_are_read_without_panic(bytes: Vec<u8>) {
            if let Ok(file) = SimilarFile::open(&frame::seal(Kind::Similar, &bytes), 10) {
                for similar in (0..300).filter_map(|hash| file.get(hash)) {
                    prop_assert!(similar.iter().all(|one| one.doc < 10));
                }
            }
        }
    }
}
