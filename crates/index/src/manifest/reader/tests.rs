//! A manifest that was written is read, and one that contradicts itself is not.

use super::*;
use crate::manifest::{Listing, encode};

/// Parts of so many bytes in volumes, as a builder lays them.
fn parts(volumes: &[&[u64]]) -> Vec<StoredPart> {
    let mut parts = Vec::new();
    for (hash, lengths) in (1..).zip(volumes) {
        let mut offset = 0;
        for bytes in *lengths {
            let is_whole = lengths.len() == 1;
            parts.push(StoredPart { hash: [hash; 5], is_whole, offset, bytes: *bytes });
            offset += bytes;
        }
    }
    parts
}

fn shard(key: &str, synonyms_of: &[u16]) -> TermShardEntry {
    TermShardEntry { first_key: key.as_bytes().to_vec(), synonyms_of: synonyms_of.to_vec(), tier_files: 0 }
}

fn manifest(keys: &[&str], blocks: &[u32]) -> Result<Manifest, Error> {
    let parts_of = |count: usize| parts(&[&vec![9; count]]);
    let listing = Listing {
        shards: keys.iter().map(|key| shard(key, &[])).collect(),
        blocks: blocks.to_vec(),
        parts: [keys.len(), keys.len(), blocks.len(), 0, 0, 0, 0, 0].map(parts_of),
        ..Listing::default()
    };
    let statistics = Statistics { documents: 5, ..Statistics::default() };
    Manifest::open(&encode("test", &statistics, &listing, &[1; 20]))
}

#[test]
fn keys_and_prefixes_lead_to_their_shards() {
    let manifest = manifest(&["b", "kafka", "kanban", "s"], &[2, 3]).unwrap();
    assert_eq!(manifest.shard_of(b"a"), None);
    assert_eq!(manifest.shard_of(b"kafka"), Some(1));
    assert_eq!(manifest.shard_of(b"kafkb"), Some(1));
    assert_eq!(manifest.shards_with_prefix(b""), 0..4);
    assert_eq!(manifest.shards_with_prefix(b"ka"), 0..3);
    assert_eq!(manifest.shards_with_prefix(b"kan"), 1..3);
    assert_eq!(manifest.shards_with_prefix(b"z"), 3..4);
    assert_eq!(manifest.shards_with_prefix(b"a"), 0..0);
}

#[test]
fn documents_lead_to_their_blocks() {
    let manifest = manifest(&["b"], &[2, 3]).unwrap();
    assert_eq!(manifest.block_of(1), Some((0, 1)));
    assert_eq!(manifest.block_of(2), Some((1, 0)));
    assert_eq!(manifest.block_of(5), None);
    assert_eq!([0, 1, 2].map(|block| manifest.documents_in(block)), [Some(2), Some(3), None]);
}

#[test]
fn what_is_listed_round_trips() {
    let column = |name: &str, kind| ColumnEntry { name: name.to_owned(), kind };
    let listing = Listing {
        primer: b"frequent".to_vec(),
        shards: vec![
            shard("", &[]),
            shard("ka", &[9]),
            shard("kafka", &[0, 7, 300, u16::MAX]),
            shard("kb", &[]),
        ],
        blocks: vec![2, 1, 3],
        ranges: Vec::new(),
        columns: vec![column("views", ColumnKind::Number), column("date", ColumnKind::Date)],
        similar: vec![3, 1 << 39],
        prepared: vec![b"k".to_vec(), b"ka".to_vec()],
        prepared_from: 701,
        spelling: vec![b"".to_vec(), b"ka".to_vec(), b"m".to_vec()],
        parts: [
            parts(&[&[700, 1], &[90_000], &[5]]),
            parts(&[&[2, 3, 4, 300]]),
            parts(&[&[10], &[20, 30]]),
            parts(&[&[300], &[100]]),
            parts(&[&[40, 50]]),
            parts(&[&[60, 7]]),
            Vec::new(),
            parts(&[&[8], &[900, 5]]),
        ],
    };
    let statistics = Statistics { documents: 6, ..Statistics::default() };
    let manifest = Manifest::open(&encode("test", &statistics, &listing, &[1; 24])).unwrap();
    assert_eq!(manifest.shards, listing.shards);
    assert_eq!(manifest.columns, listing.columns);
    assert_eq!(manifest.similar, listing.similar);
    assert_eq!(manifest.prepared, listing.prepared);
    assert_eq!(
        ["", "k", "ka", "kaf", "kb"].map(|key| manifest.prepared_for(key.as_bytes())),
        [None, Some(0), Some(1), Some(1), None]
    );
    assert_eq!(manifest.spelling, listing.spelling);
    assert_eq!(manifest.parts, listing.parts);
    assert_eq!([0, 1, 2].map(|block| manifest.documents_in(block)), [Some(2), Some(1), Some(3)]);
}

#[test]
fn parts_are_named_by_their_bytes() {
    let terms = parts(&[&[700, 1], &[90_000]]);
    assert_eq!(
        [0, 1, 2].map(|at: usize| terms[at].name(Kind::Terms)),
        ["terms-0101010101.ks?0-699", "terms-0101010101.ks?700-700", "terms-0202020202.ks"]
    );
    assert_eq!(terms[1].location(Kind::Terms).cut(&[7; 701]), Some(&[7][..]));
    assert_eq!(terms[1].location(Kind::Terms).cut(&[7; 700]), None);
    assert_eq!(terms[2].location(Kind::Terms).range, None);
}

#[test]
fn contradictions_are_errors() {
    assert!(manifest(&["b", "a"], &[5]).is_err());
    assert!(manifest(&["a"], &[2]).is_err());
    assert!(manifest(&["a"], &[2, 4]).is_err());
}
