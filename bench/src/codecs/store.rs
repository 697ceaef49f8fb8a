//! The document store with its addresses and titles in other forms: how many bytes each would take.

use crate::cold::HEAD_BYTES;
use crate::site::{inflate, stored};
use flate2::{Compress, Compression, FlushCompress};
use keyseek_build::index::Indexed;
use keyseek_index::Document;
use keyseek_index::documents::{DocumentBlock, DocumentBlockWriter, StoredDocument};
use keyseek_index::frame::{self, Kind};
use keyseek_index::manifest::{self, MANIFEST_NAME, Manifest, PRIMER_HEAD_BYTES};
use std::collections::BTreeSet;

/// Bytes of the frame before what a file holds.
const FRAME: usize = 10;

/// Where addresses and titles stand, and how. Front-coded is: how many bytes are those of the one before, how many others, these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heads {
    /// Each whole, before the rest of its document.
    Stored,
    /// Nowhere: what all forms have at least.
    Nowhere,
    /// As stored, the addresses front-coded within their block.
    Addresses,
    /// As stored, both front-coded within their block.
    Both,
    /// All addresses of a block, then all titles, then the rest of each document.
    Columns,
    /// The same, front-coded.
    ColumnsFrontCoded,
    /// As [`Self::Both`], but the first address of each block stands in the manifest, front-coded.
    FirstInManifest,
    /// In parts of their own for so many documents, not front-coded.
    Apart(usize),
    /// The same, front-coded.
    ApartFrontCoded(usize),
    /// All in the manifest, front-coded.
    InManifest,
}

/// What a document store holds.
#[derive(Debug)]
pub struct Store {
    primer: Vec<u8>,
    manifest: Vec<u8>,
    blocks: Vec<Vec<Record>>,
}

/// A document.
#[derive(Debug)]
struct Record {
    /// Address and title.
    head: [Vec<u8>; 2],
    /// The rest, as stored.
    rest: Vec<u8>,
}

/// What a form takes.
#[derive(Debug, Clone)]
pub struct StoreSizes {
    /// Bytes of all parts before compression.
    pub inflated: usize,
    /// Bytes of each block, compressed.
    pub blocks: Vec<usize>,
    /// Bytes of each part of addresses and titles, compressed.
    pub apart: Vec<usize>,
    /// The part of each block's addresses and titles; none where they are no parts.
    part_of: Vec<usize>,
    /// What the manifest has more, compressed.
    pub manifest: usize,
}

impl StoreSizes {
    /// Everything together, compressed.
    pub fn total(&self) -> usize {
        self.blocks.iter().chain(&self.apart).sum::<usize>() + self.manifest
    }

    /// Bytes and requests of a first search that loads these blocks, heads of the answers among the bytes.
    pub fn search(&self, blocks: &[usize]) -> (usize, usize) {
        let parts: BTreeSet<_> = blocks.iter().filter_map(|block| self.part_of.get(*block)).collect();
        let requests = blocks.len() + parts.len();
        let of_blocks: usize = blocks.iter().map(|block| self.blocks[*block]).sum();
        let of_parts: usize = parts.into_iter().map(|part| self.apart[*part]).sum();
        (of_blocks + of_parts + self.manifest + requests * HEAD_BYTES, requests)
    }
}

impl Store {
    /// Reads all blocks.
    ///
    /// # Panics
    /// When the builder's own files are refused, or are not what this module writes as the stored form: a bug.
    pub fn read(indexed: &Indexed) -> Self {
        let manifest = inflate(&[], &indexed.files[MANIFEST_NAME]);
        let primer = manifest::primer(&manifest);
        let [_, _, parts, ..] = Manifest::open(&manifest).expect("the index is sound").parts;
        let files: Vec<_> =
            parts.iter().map(|part| stored(indexed, &part.location(Kind::Documents))).collect();
        let read = |file: &&[u8]| {
            let block = DocumentBlock::open(&inflate(primer, file)).expect("the index is sound");
            block.into_documents().into_iter().map(Record::new).collect()
        };
        let blocks = files.iter().map(read).collect();
        let primer = primer.get(PRIMER_HEAD_BYTES..).unwrap_or_default().to_vec();
        let store = Self { primer, manifest, blocks };
        let lengths: Vec<usize> = files.iter().map(|file| file.len()).collect();
        assert_eq!(
            store.sizes(Heads::Stored).blocks,
            lengths,
            "the stored form is encoded as the builder does"
        );
        store
    }

    /// Number of blocks, of documents.
    pub fn counts(&self) -> [usize; 2] {
        [self.blocks.len(), self.blocks.iter().map(Vec::len).sum()]
    }

    /// Bytes of addresses, of titles, before compression, and by how much the blocks are larger for them, compressed.
    pub fn structures(&self) -> [[usize; 2]; 2] {
        let whole = self.sizes(Heads::Stored).total();
        [0, 1].map(|which| {
            let records = || self.blocks.iter().flatten();
            let inflated = records().map(|record| record.head[which].len() + 1).sum();
            let without = self.compressed(|block| {
                let mut out = count(block);
                for record in block {
                    write(&record.head[1 - which], &[], false, &mut out);
                    out.extend(&record.rest);
                }
                out
            });
            [inflated, whole.saturating_sub(without.iter().map(|(_, stored)| stored).sum())]
        })
    }

    /// What the store takes in a form.
    pub fn sizes(&self, heads: Heads) -> StoreSizes {
        let blocks = self.compressed(|block| encode(heads, block));
        let (mut apart, mut part_of) = (Vec::new(), Vec::new());
        let mut listed = Vec::new();
        match heads {
            Heads::FirstInManifest => {
                let firsts = self.blocks.iter().filter_map(|block| block.first());
                each(firsts.map(|record| &record.head[0]), true, &mut listed);
            }
            Heads::InManifest => write_heads(self.blocks.iter().flatten(), true, &mut listed),
            Heads::Apart(documents) => (apart, part_of) = self.apart(documents, false),
            Heads::ApartFrontCoded(documents) => (apart, part_of) = self.apart(documents, true),
            _ => (),
        }
        for (_, stored) in &apart {
            varint(2 * stored, &mut listed);
        }
        let manifest = [&self.manifest[..], &listed].concat();
        let [with, before] = [&manifest, &self.manifest].map(|bytes| deflate_behind(&[], bytes));
        let inflated =
            blocks.iter().chain(&apart).map(|(inflated, _)| inflated).sum::<usize>() + listed.len();
        let stored = |sizes: Vec<(usize, usize)>| sizes.into_iter().map(|(_, stored)| stored).collect();
        let (blocks, apart) = (stored(blocks), stored(apart));
        StoreSizes { inflated, blocks, apart, part_of, manifest: with.saturating_sub(before) }
    }

    /// Parts of addresses and titles of whole blocks, of so many documents or more, inflated and compressed; and the part of each block.
    fn apart(&self, documents: usize, is_front_coded: bool) -> (Vec<(usize, usize)>, Vec<usize>) {
        let (mut parts, mut part_of) = (Vec::new(), Vec::new());
        let mut open: Vec<&Record> = Vec::new();
        for (at, block) in self.blocks.iter().enumerate() {
            open.extend(block);
            part_of.push(parts.len());
            if open.len() >= documents || at + 1 == self.blocks.len() {
                let mut out = Vec::new();
                varint(open.len(), &mut out);
                write_heads(open.drain(..), is_front_coded, &mut out);
                parts.push(self.seal(&out));
            }
        }
        (parts, part_of)
    }

    fn compressed(&self, encode: impl Fn(&[Record]) -> Vec<u8>) -> Vec<(usize, usize)> {
        self.blocks.iter().map(|block| self.seal(&encode(block))).collect()
    }

    /// Bytes of a part, inflated and compressed.
    fn seal(&self, payload: &[u8]) -> (usize, usize) {
        let file = frame::seal(Kind::Documents, payload);
        (file.len(), deflate_behind(&self.primer, &file))
    }
}

impl Record {
    fn new(stored: StoredDocument) -> Self {
        let StoredDocument { url, title, lang, date, tags, sections, meta } = stored;
        let head = [url.clone().into_bytes(), title.clone().into_bytes()];
        let mut writer = DocumentBlockWriter::default();
        writer.add(&Document { url, title, lang, date, tags, sections, meta: meta.into_iter().collect() });
        let mut before = vec![1];
        head.iter().for_each(|text| write(text, &[], false, &mut before));
        let rest = writer.finish().split_off(FRAME + before.len());
        Self { head, rest }
    }
}

/// The payload of a block.
fn encode(heads: Heads, block: &[Record]) -> Vec<u8> {
    let mut out = count(block);
    let mut before: [&[u8]; 2] = [&[], &[]];
    if heads == Heads::FirstInManifest {
        before[0] = block.first().map_or(&[], |record| &record.head[0]);
    }
    let is_front_coded = match heads {
        Heads::Stored => [false, false],
        Heads::Addresses => [true, false],
        Heads::Both | Heads::FirstInManifest => [true, true],
        Heads::Columns | Heads::ColumnsFrontCoded => {
            write_heads(block.iter(), heads == Heads::ColumnsFrontCoded, &mut out);
            block.iter().for_each(|record| out.extend(&record.rest));
            return out;
        }
        Heads::Nowhere | Heads::Apart(_) | Heads::ApartFrontCoded(_) | Heads::InManifest => {
            block.iter().for_each(|record| out.extend(&record.rest));
            return out;
        }
    };
    for Record { head, rest } in block {
        for (at, text) in head.iter().enumerate() {
            write(text, before[at], is_front_coded[at], &mut out);
            before[at] = text;
        }
        out.extend(rest);
    }
    out
}

fn count(block: &[Record]) -> Vec<u8> {
    let mut out = Vec::new();
    varint(block.len(), &mut out);
    out
}

/// All addresses, then all titles.
fn write_heads<'a>(records: impl Iterator<Item = &'a Record>, is_front_coded: bool, out: &mut Vec<u8>) {
    let records: Vec<_> = records.collect();
    for which in [0, 1] {
        each(records.iter().map(|record| &record.head[which]), is_front_coded, out);
    }
}

fn each<'a>(texts: impl Iterator<Item = &'a Vec<u8>>, is_front_coded: bool, out: &mut Vec<u8>) {
    let mut before: &[u8] = &[];
    for text in texts {
        write(text, before, is_front_coded, out);
        before = text;
    }
}

fn write(text: &[u8], before: &[u8], is_front_coded: bool, out: &mut Vec<u8>) {
    let mut shared = 0;
    if is_front_coded {
        shared = text.iter().zip(before).take_while(|(a, b)| a == b).count();
        varint(shared, out);
    }
    varint(text.len() - shared, out);
    out.extend_from_slice(&text[shared..]);
}

fn varint(value: usize, out: &mut Vec<u8>) {
    let mut rest = value;
    while rest >= 0x80 {
        out.push(rest as u8 | 0x80);
        rest >>= 7;
    }
    out.push(rest as u8);
}

/// Bytes as the builder compresses, behind a text that is referred to.
fn deflate_behind(text: &[u8], bytes: &[u8]) -> usize {
    let mut compress = Compress::new(Compression::best(), false);
    if !text.is_empty() {
        compress.set_dictionary(text).expect("nothing was compressed yet");
    }
    let mut out = Vec::with_capacity(bytes.len() + bytes.len() / 8 + 256);
    compress
        .compress_vec(bytes, &mut out, FlushCompress::Finish)
        .expect("what is to be compressed is in memory");
    out.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(url: &str, title: &str, rest: &str) -> Record {
        Record { head: [url, title].map(|text| text.as_bytes().to_vec()), rest: rest.as_bytes().to_vec() }
    }

    #[test]
    fn each_form_has_what_the_others_have() {
        let block = [record("/a/b", "B", "[one]"), record("/a/cd", "Be", "[two]")];
        let check = |heads, expected: &[u8]| {
            assert_eq!(encode(heads, &block), expected, "{heads:?}");
        };
        check(Heads::Stored, b"\x02\x04/a/b\x01B[one]\x05/a/cd\x02Be[two]");
        check(Heads::Nowhere, b"\x02[one][two]");
        check(Heads::InManifest, b"\x02[one][two]");
        check(Heads::ApartFrontCoded(1), b"\x02[one][two]");
        check(Heads::Addresses, b"\x02\x00\x04/a/b\x01B[one]\x03\x02cd\x02Be[two]");
        check(Heads::Both, b"\x02\x00\x04/a/b\x00\x01B[one]\x03\x02cd\x01\x01e[two]");
        check(Heads::FirstInManifest, b"\x02\x04\x00\x00\x01B[one]\x03\x02cd\x01\x01e[two]");
        check(Heads::Columns, b"\x02\x04/a/b\x05/a/cd\x01B\x02Be[one][two]");
        check(Heads::ColumnsFrontCoded, b"\x02\x00\x04/a/b\x03\x02cd\x00\x01B\x01\x01e[one][two]");
    }

    #[test]
    fn a_search_loads_each_part_once() {
        let sizes = StoreSizes {
            inflated: 0,
            blocks: vec![10, 20, 30],
            apart: vec![1, 2],
            part_of: vec![0, 0, 1],
            manifest: 5,
        };
        assert_eq!(sizes.total(), 68);
        assert_eq!(sizes.search(&[0, 1]), (36 + 3 * HEAD_BYTES, 3));
        assert_eq!(sizes.search(&[0, 2]), (48 + 4 * HEAD_BYTES, 4));
        let within = StoreSizes { apart: Vec::new(), part_of: Vec::new(), ..sizes };
        assert_eq!(within.search(&[0, 2]), (45 + 2 * HEAD_BYTES, 2));
    }
}
