//! A shard of an index → its lists.

use crate::site::{inflate, stored};
use keyseek_build::index::Indexed;
use keyseek_index::frame::Kind;
use keyseek_index::manifest::{MANIFEST_NAME, Manifest, StoredPart};
use keyseek_index::norms::{MEASURED, Norms};
use keyseek_index::positions::PositionFile;
use keyseek_index::postings::{self, Columns, Posting};
use keyseek_index::terms::TermShard;

/// Bytes of the frame before what a file holds.
const FRAME: usize = 10;

/// What an index holds of terms.
#[derive(Debug)]
pub struct Lists {
    /// In the order of their keys.
    pub shards: Vec<Shard>,
    /// By document: its words, as the norms say it.
    pub words: Vec<u64>,
    /// By document: one more than its last position.
    pub extents: Vec<u64>,
}

/// A shard.
#[derive(Debug)]
pub struct Shard {
    /// Its files, inflated: terms, positions.
    pub files: [Vec<u8>; 2],
    /// The parts before the posting lists, as stored: dictionary, document frequencies, groups, aliases.
    pub parts: Vec<Vec<u8>>,
    /// The keys of the terms.
    pub keys: Vec<Vec<u8>>,
    /// The lists of each term.
    pub lists: Vec<List>,
}

/// A posting list with its positions.
#[derive(Debug, Default)]
pub struct List {
    /// The documents.
    pub postings: Vec<Posting>,
    /// Where the term stands in each.
    pub positions: Vec<Vec<u32>>,
}

impl Lists {
    /// Reads all shards.
    ///
    /// # Panics
    /// When the builder's own files are refused, which is a bug.
    pub fn read(indexed: &Indexed) -> Self {
        let manifest =
            Manifest::open(&inflate(&[], &indexed.files[MANIFEST_NAME])).expect("the index is sound");
        let documents = manifest.statistics.documents;
        let words = |doc| MEASURED.iter().map(|field| u64::from(manifest.norms.of(doc).length(*field))).sum();
        let words = (0..documents).map(words).collect();
        let mut extents = vec![1; documents as usize];
        let [terms, positions, ..] = &manifest.parts;
        let mut shards = Vec::new();
        for (terms, positions) in terms.iter().zip(positions) {
            let file = |part: &StoredPart, kind| inflate(&[], stored(indexed, &part.location(kind)));
            let files = [file(terms, Kind::Terms), file(positions, Kind::Positions)];
            let shard = Shard::read(files, &manifest.norms);
            for list in &shard.lists {
                for (posting, positions) in list.postings.iter().zip(&list.positions) {
                    let extent: &mut u64 = &mut extents[posting.doc as usize];
                    *extent = (*extent).max(u64::from(positions.last().copied().unwrap_or(0)) + 1);
                }
            }
            shards.push(shard);
        }
        Self { shards, words, extents }
    }

    /// Number of postings, of positions.
    pub fn counts(&self) -> [usize; 2] {
        let lists = || self.shards.iter().flat_map(|shard| &shard.lists);
        let postings = lists().map(|list| list.postings.len()).sum();
        [postings, lists().flat_map(|list| &list.positions).map(Vec::len).sum()]
    }
}

impl Shard {
    /// The parts of the file of terms, those before the posting lists, document ids, codes; without their lengths.
    pub fn columns(&self) -> Vec<Vec<u8>> {
        let mut columns = self.parts.clone();
        let mut lists = Columns::default();
        for list in &self.lists {
            postings::encode(&list.postings, &mut lists);
        }
        columns.extend([lists.documents, lists.codes]);
        columns
    }

    fn read(files: [Vec<u8>; 2], norms: &Norms) -> Self {
        let shard = TermShard::open(&files[0]).expect("the index is sound");
        let positions = PositionFile::open(&files[1]).expect("the index is sound");
        let mut rest = &files[0][FRAME..];
        varint(&mut rest);
        let parts = (0..4).map(|_| bytes(&mut rest).to_vec()).collect();
        let (mut keys, mut lists) = (Vec::new(), Vec::new());
        for term in 0..shard.len() {
            keys.push(shard.key(term).expect("the term is there"));
            let postings: Vec<Posting> = shard.postings(term, norms).collect();
            let mut places = positions.list(shard.positions(term));
            let positions = postings.iter().map(|posting| places.read(posting.total_frequency())).collect();
            lists.push(List { postings, positions });
        }
        Self { files, parts, keys, lists }
    }
}

fn varint(rest: &mut &[u8]) -> u64 {
    let (mut value, mut shift) = (0, 0);
    while let Some((first, others)) = rest.split_first() {
        *rest = others;
        value |= u64::from(first & 0x7F) << shift;
        if *first < 0x80 {
            break;
        }
        shift += 7;
    }
    value
}

fn bytes<'a>(rest: &mut &'a [u8]) -> &'a [u8] {
    let length = varint(rest) as usize;
    let (bytes, others) = rest.split_at(length);
    *rest = others;
    bytes
}
