//! Any bytes are opened as any file of an index, and read to the end: errors, but no panic.
//!
//! The FST in a term shard is always one that the builder wrote, so that what lies behind it is reached; forged ones are files of the
//! spelling dictionary.
#![no_main]

use keyseek_build::index::IndexOptions;
use keyseek_fuzz::{Site, document};
use keyseek_index::MetaValue;
use keyseek_index::columns::{Column, ColumnKind};
use keyseek_index::documents::DocumentBlock;
use keyseek_index::frame::{self, Kind};
use keyseek_index::manifest::range::RangeEntry;
use keyseek_index::manifest::{
    self, Listing, MAX_PRIMER_BYTES, Manifest, PRIMER_HEAD_BYTES, Statistics, StoredPart,
};
use keyseek_index::norms::Norms;
use keyseek_index::pack;
use keyseek_index::positions::PositionFile;
use keyseek_index::prepared::PreparedFile;
use keyseek_index::similar::{SimilarFile, hash};
use keyseek_index::spelling::SpellingFile;
use keyseek_index::terms::TermShard;
use keyseek_index::tiers::{self, TierFile};
use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;
use std::ops::Range;
use std::sync::LazyLock;

#[derive(Debug, Arbitrary)]
enum Input<'a> {
    /// A file without a frame.
    Bare(&'a [u8]),
    /// A payload in a frame with the right checksum; of a term shard what follows the dictionary.
    Framed(u8, &'a [u8]),
    /// A payload that the builder wrote, cut off and with some bytes changed, in a frame with the right checksum.
    Changed { file: u8, kept: u16, changes: Vec<(u16, u8)> },
}

const KINDS: [Kind; 11] = [
    Kind::Manifest,
    Kind::Terms,
    Kind::Positions,
    Kind::Documents,
    Kind::Pack,
    Kind::Column,
    Kind::Similar,
    Kind::Prepared,
    Kind::Range,
    Kind::Tier,
    Kind::Spelling,
];

/// A payload that the builder wrote, and where in it a dictionary lies.
struct Written {
    kind: Kind,
    payload: Vec<u8>,
    dictionary: Range<usize>,
}

static WRITTEN: LazyLock<Vec<Written>> = LazyLock::new(|| {
    let mut documents = [
        document("/a", "모니터링", "서버의 모니터링을 시작한다. Kafka를 쓴다. 도커와 docker."),
        document("/b", "Node.js", "Running runs, monitors monitored. 로드밸런서는 로드 밸런서다."),
        document("/c", "검색", "검색어를 치는 동안 찾는다. 무중단배포는 배포를 멈추지 않는다."),
    ];
    for (document, number) in documents.iter_mut().zip([3.0, 1.0, 3.0]) {
        document.tags = vec!["검색".to_owned(), format!("tag {number}")];
        document.meta.insert("views".to_owned(), MetaValue::Number(number));
    }
    let columns = vec!["tags".to_owned(), "views".to_owned()];
    let site = Site::new(&documents, &IndexOptions { columns, shard_bytes: 100, first_tier: Some(2), ..IndexOptions::default() });
    let mut files: Vec<Vec<u8>> = site.files.values().cloned().collect();
    files.push(pack::encode(&site.files));
    files.iter().map(|file| written(file)).collect()
});

fn written(file: &[u8]) -> Written {
    // The positions of a tier are in files with its postings.
    let kind = *KINDS.iter().find(|kind| file.get(5) == Some(&(**kind as u8))).expect("a file is of a kind");
    let payload = frame::open(kind, file).expect("the builder's file is sound").to_vec();
    let dictionary = if kind == Kind::Terms { dictionary(&payload) } else { 0..0 };
    Written { kind, payload, dictionary }
}

/// A shard begins with the number of terms and the length of the dictionary, as varints.
fn dictionary(payload: &[u8]) -> Range<usize> {
    let end_of_varint =
        |from: usize| from + payload[from..].iter().take_while(|byte| **byte > 0x7F).count() + 1;
    let length = end_of_varint(0);
    let start = end_of_varint(length);
    let bytes = payload[length..start].iter().rev().fold(0, |sum, byte| sum << 7 | usize::from(byte & 0x7F));
    start..start + bytes
}

fuzz_target!(|input: Input<'_>| {
    match input {
        Input::Bare(file) => KINDS.into_iter().for_each(|kind| read(kind, file)),
        Input::Framed(kind, rest) => {
            let kind = KINDS[usize::from(kind) % KINDS.len()];
            let mut payload = Vec::new();
            if kind == Kind::Terms {
                let shard = WRITTEN.iter().find(|written| written.kind == kind).expect("there is a shard");
                payload.extend_from_slice(&shard.payload[..shard.dictionary.end]);
            }
            payload.extend_from_slice(rest);
            read(kind, &frame::seal(kind, &payload));
        }
        Input::Changed { file, kept, changes } => {
            let Written { kind, payload, dictionary } = &WRITTEN[usize::from(file) % WRITTEN.len()];
            let mut payload = payload.clone();
            for (at, byte) in changes {
                // There are files of no positions.
                let at = usize::from(at) % payload.len().max(1);
                if let Some(into) = payload.get_mut(at).filter(|_| !dictionary.contains(&at)) {
                    *into = byte;
                }
            }
            payload.truncate(usize::from(kept).max(dictionary.end));
            read(*kind, &frame::seal(*kind, &payload));
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
        Kind::Column => read_column(file),
        Kind::Similar => read_similar(file),
        Kind::Prepared => read_prepared(file),
        Kind::Range => read_range(file),
        Kind::Tier => read_tier(file),
        Kind::Spelling => read_spelling(file),
    }
}

fn read_manifest(file: &[u8]) {
    let Ok(manifest) = Manifest::open(file) else { return };
    assert!(
        (PRIMER_HEAD_BYTES..=PRIMER_HEAD_BYTES + MAX_PRIMER_BYTES).contains(&manifest::primer(file).len())
    );
    for doc in [0, 1, manifest.statistics.documents.wrapping_sub(1), u32::MAX] {
        manifest.block_of(doc);
    }
    for key in [&b""[..], b"a", &[0xFF; 3]] {
        manifest.shard_of(key);
        manifest.shards_with_prefix(key);
        manifest.prepared_for(key);
        manifest.bytes_of(key);
    }
}

/// As the file of two blocks with three documents.
fn read_range(file: &[u8]) {
    let ranges = vec![RangeEntry { documents: 3, blocks: 2 }];
    let statistics = Statistics { documents: 3, ..Statistics::default() };
    let mut listing = Listing { ranges, ..Listing::default() };
    let [.., range_parts, _] = &mut listing.parts;
    *range_parts = vec![StoredPart { bytes: 9, is_whole: true, ..StoredPart::default() }];
    let manifest = manifest::encode("fuzz", &statistics, &listing, &[]);
    let mut manifest = Manifest::open(&manifest).expect("it was written so");
    let _ = manifest.open_range(0, file);
    for doc in 0..4 {
        manifest.block_of(doc);
    }
}

fn read_terms(file: &[u8]) {
    let Ok(shard) = TermShard::open(file) else { return };
    for term in (0..shard.len().saturating_add(2)).take(200) {
        shard.key(term);
        shard.synonyms(term);
        shard.positions(term);
        shard.group(term);
        shard.apart(term).first_of_others();
        for documents in [0, 5, u32::MAX] {
            let norms = Norms::new(&[], documents).expect("an empty table is one");
            shard.postings(term, &norms).take(1000).for_each(drop);
        }
    }
    for key in [&b""[..], b"a", b"kafka", &[0x80, 0x93], &[0xFF; 3]] {
        shard.get(key);
        shard.prefix(key);
    }
    shard.search(&mut |_, _| Some(true), &mut |_: &[u8], _| ());
}

fn read_tier(file: &[u8]) {
    let Ok(tier) = TierFile::open(file) else { return };
    for documents in [0, 5, u32::MAX] {
        let norms = Norms::new(&[], documents).expect("an empty table is one");
        tier.postings(tier.ids(), u32::MAX, &norms).take(1000).for_each(drop);
        let _ = tiers::documents(tier.ids(), documents, &mut |_| ());
    }
}

fn read_spelling(file: &[u8]) {
    let Ok(spelling) = SpellingFile::open(file) else { return };
    spelling.search(&mut |length, _| (length < 4).then_some(true), &mut |_, _| ());
}

fn read_positions(file: &[u8]) {
    let Ok(positions) = PositionFile::open(file) else { return };
    for before in [0, 1, positions.size() / 2, usize::MAX] {
        let mut list = positions.list(before);
        let mut read = 0;
        while read < 1000 && list.check().is_ok() {
            read += list.read(3).len();
        }
    }
}

fn read_documents(file: &[u8]) {
    let Ok(block) = DocumentBlock::open(file) else { return };
    for at in 0..=block.len().min(1000) {
        assert_eq!(block.get(at).is_some(), at < block.len());
    }
}

fn read_similar(file: &[u8]) {
    if let Ok(similar) = SimilarFile::open(file, 3) {
        for url in ["/a", "/b", "/c", ""] {
            let listed = similar.get(hash(url)).unwrap_or_default();
            assert!(listed.iter().all(|one| one.doc < 3));
        }
    }
}

fn read_prepared(file: &[u8]) {
    let Ok(prepared) = PreparedFile::open(file) else { return };
    for key in [&b""[..], b"m", b"k", &[0x80]] {
        let _ = prepared.read(key, &mut |_| (), &mut |_| ());
        let _ = prepared.completions(key);
    }
}

fn read_column(file: &[u8]) {
    for (kind, documents) in [(ColumnKind::Text, 3), (ColumnKind::Number, 3), (ColumnKind::Text, u32::MAX)] {
        let Ok(column) = Column::open(file, kind, documents) else { continue };
        for at in 0..=column.len().min(1000) {
            column.value(at);
            assert!(column.documents(at).iter().all(|doc| *doc < documents));
        }
        assert!(column.documents(column.len()).is_empty());
    }
}
