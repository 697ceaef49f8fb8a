//! Tiers that were written are read: as they are, cut off and forged.

use super::super::{Lists, TierTableWriter, encode_best, encode_others, range_end};
use super::*;
use crate::manifest::{Listing, Manifest, Statistics, TermShardEntry};
use crate::positions::PositionFile;
use crate::terms::{Occurrence, TermShard, TermShardWriter};
use crate::{Field, manifest};

fn at(doc: u32, position: u32, field: Field) -> Occurrence {
    Occurrence { doc, position, field }
}

fn part(offset: u64, bytes: u64) -> StoredPart {
    StoredPart { hash: [7; 5], is_whole: false, offset, bytes }
}

/// The best postings and the others of a list, whose ids have so many files.
fn lists(best: u32, others: u32, id_files: u32) -> Lists {
    Lists { best, others, id_files }
}

/// The others of one term, both of another, the best of a third, the lists of a beginning.
fn parts() -> Vec<StoredPart> {
    (0..14).map(|at| part(at * 100, 100)).collect()
}

/// A shard of terms with their best postings in the shard and others apart, with all apart, and with none apart.
fn file() -> Vec<u8> {
    let mut writer = TermShardWriter::new(None);
    writer.add(b"beside", &[at(1, 0, Field::Body), at(4, 0, Field::Body)], lists(0, 12, 1)).unwrap();
    writer.add(b"apart", &[], lists(2, 0, 0)).unwrap_err();
    writer.add(b"long", &[], lists(4, 12, 2)).unwrap();
    writer.add(b"middling", &[], lists(3, 0, 0)).unwrap();
    writer.add(b"short", &[at(2, 7, Field::Tag)], Lists::default()).unwrap();
    writer.add(b"synonym", &[], Lists::default()).unwrap();
    writer.add_beginning(b"lo", lists(5, 13, 2));
    writer.finish(&parts()).unwrap().terms
}

#[test]
fn a_shard_says_what_of_its_lists_stands_apart() {
    let shard = TermShard::open(&file()).unwrap();
    assert_eq!(shard.tier_parts().len(), 14);
    assert_eq!((shard.tier_parts()[3].offset, shard.tier_parts()[3].bytes), (300, 100));
    assert_eq!([0, 1, 2, 3, 4].map(|term| shard.document_frequency(term)), [14, 16, 3, 1, 0]);
    assert_eq!([0, 1, 2, 3, 4].map(|term| shard.postings_here(term)), [2, 0, 0, 1, 0]);
    let apart = [0, 1, 2, 3].map(|term| shard.apart(term));
    let expected = [
        Apart { first: 0, best: 0, others: 12, id_files: 1, is_beginning: false },
        Apart { first: 3, best: 4, others: 12, id_files: 2, is_beginning: false },
        Apart { first: 9, best: 3, others: 0, id_files: 0, is_beginning: false },
        Apart::default(),
    ];
    assert_eq!(apart, expected);
    assert_eq!([0, 1, 2].map(|at| expected[at].first_of_others()), [0, 5, 11]);
    assert_eq!([0, 1, 2].map(|at| expected[at].details_of_others()), [1, 7, 11]);
    // A beginning counts as a term behind all terms, and is none.
    assert_eq!([&b"lo"[..], b"long", b"l"].map(|key| shard.beginning(key)), [Some(5), None, None]);
    let beginning = Apart { first: 11, best: 5, others: 13, id_files: 2, is_beginning: true };
    assert_eq!((shard.apart(5), beginning.first_of_others()), (beginning, 12));
    assert_eq!((shard.len(), shard.get(b"lo"), shard.postings_here(5)), (5, None, 0));
}

#[test]
fn a_table_that_is_wrong_is_an_error() {
    let read = |bytes: &[u8]| {
        let mut cursor = Cursor::new(bytes, WHAT);
        TierTable::read(&mut cursor, 3);
        cursor.finish().is_ok()
    };
    let mut writer = TierTableWriter::default();
    writer.add(0, lists(5, 0, 0));
    writer.add(2, lists(1, 2, 1));
    let sound = writer.finish(&parts()[..7]);
    assert!(read(&sound));
    for length in 1..sound.len() {
        assert!(!read(&sound[..length]), "{length}");
    }
    assert!(!read(&[&sound[..], &[0]].concat()));
    // A term that is not there, and more lists than there are places.
    for (at, byte) in [(2, 3), (4, 1), (8, 2)] {
        let mut forged = sound.clone();
        forged[at] = byte;
        assert!(!read(&forged), "{at}");
    }
}

#[test]
fn a_list_has_as_many_postings_as_its_tiers() {
    let file = file();
    let payload = frame::open(Kind::Terms, &file).unwrap();
    let frequencies = payload.windows(5).position(|bytes| bytes == [14, 16, 3, 1, 0]).unwrap();
    let mut forged = payload.to_vec();
    forged[frequencies + 1] = 15;
    assert!(TermShard::open(&frame::seal(Kind::Terms, &forged)).is_err());
}

#[test]
fn a_list_is_read_as_it_was_written() {
    let occurrences = [at(3, 1, Field::Title), at(3, 9, Field::Body), at(8, 4, Field::Body)];
    let table = Norms::new(&[1, 2, 3, 4, 5, 6, 7, 8, 9].repeat(4), 9).unwrap();
    let none = Norms::new(&[], 9).unwrap();
    for (norms, read_by) in [(None, &table), (Some(&table), &none)] {
        let check = |ids: &[u8], details: &[u8], positions: &[u8]| {
            let [ids, details] = [ids, details].map(|file| TierFile::open(file).unwrap());
            let mut postings = details.postings(ids.ids(), 2, read_by);
            let read: Vec<_> =
                postings.by_ref().map(|one| (one.doc, one.total_frequency(), one.norms.0)).collect();
            assert_eq!(read, [(3, 2, [4, 0, 0, 4]), (8, 1, [0, 0, 0, 9])]);
            assert_eq!(postings.check(), Ok(()));
            let mut documents = Vec::new();
            let count = super::documents(ids.ids(), 9, &mut |doc| documents.push(doc));
            assert_eq!((documents, count), (vec![3, 8], Ok(2)));
            assert!(super::documents(ids.ids(), 8, &mut |_| ()).is_err());
            let positions = PositionFile::open(positions).unwrap();
            let mut list = positions.list(0);
            assert_eq!((list.read(2), list.read(1)), (vec![1, 9], vec![4]));
        };
        let (best, count) = encode_best(&occurrences, norms);
        let [postings, positions] = &best[..] else { panic!("{} files", best.len()) };
        check(postings, postings, positions);
        let (others, other_count) = encode_others(&occurrences, norms);
        let [ids, details, positions] = &others[..] else { panic!("{} files", others.len()) };
        check(ids, details, positions);
        assert_eq!([count, other_count], [2, 2]);

        let payload = frame::open(Kind::Tier, postings).unwrap();
        for length in 0..payload.len() {
            // What is cut off is an error at once or when it is read.
            let Ok(tier) = TierFile::open(&frame::seal(Kind::Tier, &payload[..length])) else { continue };
            let mut postings = tier.postings(tier.ids(), 2, read_by);
            assert!(postings.by_ref().count() < 2 && postings.check().is_err(), "{length}");
        }
    }
}

#[test]
fn ids_of_many_documents_are_cut_by_ranges_of_them() {
    // A gap of a range and a half in the middle, and nothing at the end.
    let docs: Vec<u32> = (0..9000).map(|at| if at < 5000 { at * 3 } else { 100_000 + at * 5 }).collect();
    let occurrences: Vec<_> = docs.iter().map(|doc| at(*doc, 0, Field::Body)).collect();
    let (files, count) = encode_others(&occurrences, None);
    let files: Vec<_> = files[..files.len() - 2].iter().map(|file| TierFile::open(file).unwrap()).collect();
    assert_eq!((files.len(), count), (4, 9000));
    for ranges in 1..=4 {
        let ids = files[..ranges].iter().map(TierFile::ids).collect::<Vec<_>>().concat();
        let mut read = Vec::new();
        super::documents(&ids, u32::MAX, &mut |doc| read.push(doc)).unwrap();
        let end = docs.partition_point(|doc| *doc < range_end(ranges as u32));
        assert_eq!(read, docs[..end], "{ranges}");
    }
    assert_eq!([0, 1, 2, 3, 40].map(range_end), [32 << 10, 32 << 10, 64 << 10, 128 << 10, u32::MAX]);
    assert_eq!(encode_others(&occurrences[..8192], None).0.len(), 3);
}

#[test]
fn the_manifest_knows_where_lists_are_once_their_shard_says_so() {
    let entry = |key: &str, tier_files| TermShardEntry {
        first_key: key.into(),
        tier_files,
        ..TermShardEntry::default()
    };
    let mut listing =
        Listing { shards: vec![entry("a", 2), entry("b", 0), entry("c", 14)], ..Listing::default() };
    for parts in &mut listing.parts[..2] {
        *parts = vec![part(0, 10), part(10, 10), part(20, 10)];
    }
    let file = manifest::encode("test", &Statistics::default(), &listing, &[]);
    let mut manifest = Manifest::open(&file).unwrap();
    assert_eq!([0, 1, 2, 3].map(|shard| manifest.first_tier_file(shard)), [0, 2, 2, 16]);
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
        [1, 2, 11, 16].map(|at| manifest.tier_file(at).map(|part| part.offset)),
        [None, Some(0), Some(900), None]
    );
}

#[test]
fn of_a_document_whose_norms_were_not_read_the_body_is_as_long_as_others() {
    let statistics = Statistics { documents: 2, field_words: [9, 0, 0, 41], ..Statistics::default() };
    let mut listing = Listing { blocks: vec![2], ..Listing::default() };
    listing.parts[2] = vec![part(0, 10)];
    let manifest = Manifest::open(&manifest::encode("test", &statistics, &listing, &[])).unwrap();
    let average = manifest.average_norms();
    let length = average.length(Field::Body);
    assert!((20..24).contains(&length) && average.length(Field::Title) == 0, "{length}");
}
