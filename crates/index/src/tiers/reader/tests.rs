//! Tiers that were written are read: as they are, cut off and forged.

use super::super::{TierTableWriter, encode};
use super::*;
use crate::manifest::{Listing, Manifest, Statistics, TermShardEntry};
use crate::positions::PositionFile;
use crate::terms::{Occurrence, TermShard, TermShardWriter, Tiers};
use crate::{Field, manifest};

fn at(doc: u32, position: u32, field: Field) -> Occurrence {
    Occurrence { doc, position, field }
}

fn part(offset: u64, bytes: u64) -> StoredPart {
    StoredPart { hash: [7; 5], is_whole: false, offset, bytes }
}

/// Two tiers of one term, three of another.
fn parts() -> Vec<StoredPart> {
    (0..10).map(|at| part(at * 100, 100)).collect()
}

/// A shard of four terms: with its first tier in the shard and two apart, with three apart, with neither, and with none at all.
fn file() -> Vec<u8> {
    let mut writer = TermShardWriter::new(None);
    writer.add(b"beside", &[at(1, 0, Field::Body), at(4, 0, Field::Body)], &[3, 9]).unwrap();
    writer.add(b"apart", &[], &[2]).unwrap_err();
    writer.add(b"long", &[], &[1, 3, 12]).unwrap();
    writer.add(b"short", &[at(2, 7, Field::Tag)], &[]).unwrap();
    writer.add(b"synonym", &[], &[]).unwrap();
    writer.finish(&parts()).unwrap().terms
}

#[test]
fn a_shard_says_which_tiers_its_terms_have() {
    let shard = TermShard::open(&file()).unwrap();
    assert_eq!(shard.tier_parts().len(), 10);
    assert_eq!((shard.tier_parts()[3].offset, shard.tier_parts()[3].bytes), (300, 100));
    assert_eq!([0, 1, 2, 3].map(|term| shard.document_frequency(term)), [14, 16, 1, 0]);
    assert_eq!([0, 1, 2, 3].map(|term| shard.postings_here(term)), [2, 0, 1, 0]);
    let check = |term, most, first, counts: &[u32], unread| {
        assert_eq!(shard.tiers(term, most), Tiers { first, counts, unread }, "{term} {most}");
    };
    check(0, 1, 0, &[], 12);
    check(0, 2, 0, &[3], 9);
    check(0, usize::MAX, 0, &[3, 9], 0);
    check(1, 0, 2, &[], 16);
    check(1, 1, 2, &[1], 15);
    check(1, 3, 2, &[1, 3, 12], 0);
    check(2, 1, 0, &[], 0);
    check(3, 1, 0, &[], 0);
}

#[test]
fn a_table_that_is_wrong_is_an_error() {
    let read = |bytes: &[u8]| {
        let mut cursor = Cursor::new(bytes, WHAT);
        TierTable::read(&mut cursor, 3);
        cursor.finish().is_ok()
    };
    let mut writer = TierTableWriter::default();
    writer.add(0, &[5]);
    writer.add(2, &[1, 2]);
    let sound = writer.finish(&parts()[..6]);
    assert!(read(&sound));
    for length in 1..sound.len() {
        assert!(!read(&sound[..length]), "{length}");
    }
    assert!(!read(&[&sound[..], &[0]].concat()));
    // A term that is not there, and more tiers than there are bytes.
    for (at, byte) in [(1, 3), (2, 100)] {
        let mut forged = sound.clone();
        forged[at] = byte;
        assert!(!read(&forged), "{at}");
    }
}

#[test]
fn a_list_has_as_many_postings_as_its_tiers() {
    let file = file();
    let payload = frame::open(Kind::Terms, &file).unwrap();
    let frequencies = payload.windows(4).position(|bytes| bytes == [14, 16, 1, 0]).unwrap();
    let mut forged = payload.to_vec();
    forged[frequencies + 1] = 15;
    assert!(TermShard::open(&frame::seal(Kind::Terms, &forged)).is_err());
}

#[test]
fn a_tier_is_read_as_it_was_written() {
    let occurrences = [at(3, 1, Field::Title), at(3, 9, Field::Body), at(8, 4, Field::Body)];
    let table = Norms::new(&[1, 2, 3, 4, 5, 6, 7, 8, 9].repeat(4), 9).unwrap();
    let none = Norms::new(&[], 9).unwrap();
    for (norms, read_by) in [(None, &table), (Some(&table), &none)] {
        let written = encode(&occurrences, norms);
        assert_eq!(written.count, 2);
        let tier = TierFile::open(&written.postings).unwrap();
        let mut postings = tier.postings(2, read_by);
        let read: Vec<_> =
            postings.by_ref().map(|one| (one.doc, one.total_frequency(), one.norms.0)).collect();
        assert_eq!(read, [(3, 2, [4, 0, 0, 4]), (8, 1, [0, 0, 0, 9])]);
        assert_eq!(postings.check(), Ok(()));
        assert!(tier.postings(3, read_by).last().is_some_and(|last| last.doc == 8));
        let positions = PositionFile::open(&written.positions).unwrap();
        let mut list = positions.list(0);
        assert_eq!((list.read(2), list.read(1)), (vec![1, 9], vec![4]));
        let payload = frame::open(Kind::Tier, &written.postings).unwrap();
        for length in 0..payload.len() {
            // What is cut off is an error at once or when it is read.
            let Ok(tier) = TierFile::open(&frame::seal(Kind::Tier, &payload[..length])) else { continue };
            let mut postings = tier.postings(2, read_by);
            assert!(postings.by_ref().count() < 2 && postings.check().is_err(), "{length}");
        }
    }
}

#[test]
fn the_manifest_knows_where_tiers_are_once_their_shard_says_so() {
    let entry =
        |key: &str, tiers| TermShardEntry { first_key: key.into(), tiers, ..TermShardEntry::default() };
    let mut listing =
        Listing { shards: vec![entry("a", 1), entry("b", 0), entry("c", 5)], ..Listing::default() };
    for parts in &mut listing.parts[..2] {
        *parts = vec![part(0, 10), part(10, 10), part(20, 10)];
    }
    let file = manifest::encode("test", &Statistics::default(), &listing, &[]);
    let mut manifest = Manifest::open(&file).unwrap();
    assert!(manifest.has_tiers());
    assert_eq!([0, 1, 2, 3].map(|shard| manifest.first_tier(shard)), [0, 2, 2, 12]);
    assert!(
        manifest.bytes_of(b"c") > manifest.bytes_of(b"a")
            && manifest.bytes_of(b"a") > manifest.bytes_of(b"b")
    );
    for (shard, count) in [(0, 10), (1, 2), (2, 8), (3, 2)] {
        assert!(manifest.place_tiers(shard, &parts()[..count]).is_err(), "{shard}");
    }
    for _ in 0..2 {
        manifest.place_tiers(2, &parts()).unwrap();
    }
    manifest.place_tiers(1, &[]).unwrap();
    assert_eq!(
        [1, 2, 11, 12].map(|at| manifest.tier(at).map(|part| part.offset)),
        [None, Some(0), Some(900), None]
    );
}
