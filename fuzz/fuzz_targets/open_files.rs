//! Any bytes are opened as any file of an index, and read to the end: errors, but no panic.
#![no_main]

use fst::automaton::AlwaysMatch;
use keyseek_index::documents::DocumentBlock;
use keyseek_index::frame::{self, Kind};
use keyseek_index::manifest::Manifest;
use keyseek_index::pack;
use keyseek_index::positions::PositionFile;
use keyseek_index::terms::TermShard;
use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;

#[derive(Debug, Arbitrary)]
enum Input<'a> {
    /// A file without a frame.
    Bare(&'a [u8]),
    /// A payload in a frame with the right checksum.
    Framed(u8, &'a [u8]),
}

const KINDS: [Kind; 5] = [Kind::Manifest, Kind::Terms, Kind::Positions, Kind::Documents, Kind::Pack];

fuzz_target!(|input: Input<'_>| {
    match input {
        Input::Bare(file) => KINDS.into_iter().for_each(|kind| read(kind, file)),
        Input::Framed(kind, payload) => {
            let kind = KINDS[usize::from(kind) % KINDS.len()];
            read(kind, &frame::seal(kind, payload));
        }
    }
});

fn read(kind: Kind, file: &[u8]) {
    match kind {
        Kind::Manifest => read_manifest(file),
        Kind::Terms => read_terms(file),
        Kind::Positions => read_positions(file),
        Kind::Documents => read_documents(file),
        Kind::Pack => drop(pack::open(file)),
    }
}

fn read_manifest(file: &[u8]) {
    let Ok(manifest) = Manifest::open(file) else { return };
    for doc in [0, 1, manifest.statistics.documents.wrapping_sub(1), u32::MAX] {
        manifest.block_of(doc);
    }
    for key in [&b""[..], b"a", &[0xFF; 3]] {
        manifest.shard_of(key);
        manifest.shards_with_prefix(key);
    }
}

fn read_terms(file: &[u8]) {
    let Ok(shard) = TermShard::open(file) else { return };
    for term in (0..shard.len().saturating_add(2)).take(200) {
        let _ = shard.key(term);
        let _ = shard.synonyms(term);
        let _ = shard.positions(term);
        shard.group(term);
        for documents in [0, 5, u32::MAX] {
            if let Ok(postings) = shard.postings(term, documents) {
                postings.take(1000).for_each(drop);
            }
        }
    }
    for key in [&b""[..], b"a", b"kafka", &[0x80, 0x93], &[0xFF; 3]] {
        let _ = shard.get(key);
        let _ = shard.prefix(key);
    }
    let _ = shard.search(&AlwaysMatch, |_, _| ());
}

fn read_positions(file: &[u8]) {
    let Ok(positions) = PositionFile::open(file) else { return };
    for range in [0..0, 0..positions.size(), 1..usize::MAX] {
        if let Ok(mut list) = positions.list(range) {
            let mut read = Vec::new();
            while read.len() < 1000 && list.read(3, &mut read).is_ok() {}
        }
    }
}

fn read_documents(file: &[u8]) {
    let Ok(block) = DocumentBlock::open(file) else { return };
    for at in 0..=block.len().min(1000) {
        assert_eq!(block.get(at).is_ok(), at < block.len());
    }
}
