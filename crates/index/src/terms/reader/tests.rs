//! A shard that was written is read: whole, cut off and forged.

use super::*;
use crate::Field;
use crate::positions::PositionFile;
use crate::terms::{Counts, Occurrence, TermShardWriter};
use crate::tiers::Lists;
use proptest::prelude::*;

/// The table of norms of four documents.
fn norms() -> Norms {
    Norms::new(&[5, 1, 1, 3, 0, 9, 1, 1, 1, 1, 1, 1, 20, 7, 30, 8], 4).unwrap()
}

/// A table that has none: they stand beside the postings.
fn no_norms() -> Norms {
    Norms::new(&[], 4).unwrap()
}

fn files(norms: Option<&Norms>) -> (Vec<u8>, Vec<u8>) {
    let mut writer = TermShardWriter::new(norms);
    let at = |doc, position, field| Occurrence { doc, position, field };
    writer
        .add(
            b"kafka",
            &[at(0, 0, Field::Title), at(0, 9, Field::Body), at(3, 4, Field::Tag)],
            Lists::default(),
        )
        .unwrap();
    writer.add(b"kanban", &[at(2, 1, Field::Body)], Lists::default()).unwrap();
    writer.add(b"svg", &[at(1, 7, Field::Heading)], Lists::default()).unwrap();
    writer.add(b"vector", &[], Lists::default()).unwrap();
    writer.add_group(&[0, 1], false);
    writer.add_group(&[2, 3], true);
    writer.add_alias(0, &[b"broker", b"queue"]);
    writer.add_alias(3, &[b"svg"]);
    let written = writer.finish(&[]).unwrap();
    assert_eq!(written.counts, Counts { terms: 4, postings: 4, positions: 5 });
    (written.terms, written.positions)
}

fn shard() -> (TermShard, PositionFile) {
    let (terms, positions) = files(None);
    (TermShard::open(&terms).unwrap(), PositionFile::open(&positions).unwrap())
}

#[test]
fn terms_are_found_with_postings_and_positions() {
    let (shard, positions) = shard();
    let kafka = shard.get(b"kafka").unwrap();
    let norms = norms();
    let postings: Vec<_> = shard.postings(kafka, &norms).collect();
    assert_eq!(postings.iter().map(|posting| posting.doc).collect::<Vec<_>>(), [0, 3]);
    assert_eq!(postings[0].frequency(Field::Title), 1);
    let mut list = positions.list(shard.positions(kafka));
    let mut read = Vec::new();
    for posting in &postings {
        read.extend(list.read(posting.total_frequency()));
    }
    assert_eq!(read, [0, 9, 4]);
    assert_eq!(shard.get(b"kaf"), None);
    assert_eq!(shard.key(2).unwrap(), b"svg");
}

#[test]
fn norms_are_the_same_beside_the_postings_and_in_a_table() {
    let (table, no_table) = (norms(), no_norms());
    let with = TermShard::open(&files(Some(&table)).0).unwrap();
    let without = shard().0;
    for term in 0..with.len() {
        let all: Vec<_> = with.postings(term, &no_table).collect();
        assert_eq!(all, without.postings(term, &table).collect::<Vec<_>>());
        let documents: Vec<_> = without.postings(term, &no_table).map(|one| one.doc).collect();
        assert_eq!(all.iter().map(|one| one.doc).collect::<Vec<_>>(), documents);
    }
    let kafka: Vec<_> = with.postings(0, &no_table).map(|one| one.norms.0).collect();
    assert_eq!(kafka, [[5, 0, 0, 20], [0, 0, 1, 0]]);
}

#[test]
fn a_column_of_norms_has_one_for_each_field_of_each_posting() {
    let file = files(Some(&norms())).0;
    let payload = frame::open(Kind::Terms, &file).unwrap();
    // Five norms stand before the four codes, one of which is followed by a mask and a frequency.
    let column = payload.len() - 6 - 6;
    assert_eq!(payload[column..column + 6], [5, 5, 20, 1, 30, 9]);
    for (at, byte) in [(column, 4), (column, 6), (column, 0)] {
        let mut forged = payload.to_vec();
        forged[at] = byte;
        assert!(TermShard::open(&frame::seal(Kind::Terms, &forged)).is_err(), "{at} {byte}");
    }
}

#[test]
fn a_prefix_is_a_range_of_ordinals() {
    let (shard, _) = shard();
    let check = |prefix: &[u8], expected| assert_eq!(shard.prefix(prefix), expected);
    check(b"", 0..4);
    check(b"ka", 0..2);
    check(b"kan", 1..2);
    check(b"s", 2..3);
    check(b"z", 0..0);
    check(&[0xFF, 0xFF], 0..0);
    check(b"kafkaesque", 0..0);
}

#[test]
fn forms_and_synonyms_are_related() {
    let (shard, _) = shard();
    assert_eq!(shard.group(1), (&[0, 1][..], false));
    assert_eq!(shard.group(2), (&[2, 3][..], true));
    assert_eq!(shard.synonyms(0), [b"broker".as_slice(), b"queue"]);
    assert!(shard.synonyms(1).is_empty());
    assert_eq!(shard.postings(3, &norms()).count(), 0);
}

#[test]
fn an_automaton_finds_what_it_accepts() {
    let (shard, _) = shard();
    let mut found = Vec::new();
    let mut starts = |before: usize, byte| match b"ka".get(before) {
        Some(expected) => (*expected == byte).then_some(before == 1),
        None => Some(true),
    };
    shard.search(&mut starts, &mut |key, ordinal| found.push((key.to_vec(), ordinal)));
    assert_eq!(found, [(b"kafka".to_vec(), 0), (b"kanban".to_vec(), 1)]);
}

#[test]
fn a_term_that_is_not_there_has_nothing() {
    let (shard, _) = shard();
    assert_eq!(shard.postings(4, &norms()).count(), 0);
    assert_eq!(shard.positions(4), 0);
    assert_eq!(shard.key(4), None);
    assert_eq!(shard.group(4), (&[][..], false));
    assert!(shard.synonyms(4).is_empty());
    let three = Norms::new(&[], 3).unwrap();
    let mut beyond = shard.postings(0, &three);
    assert!(beyond.by_ref().count() < 2 && beyond.check().is_err(), "a document beyond the index");
}

proptest! {
    #[test]
    fn a_forged_shard_is_read_without_panic(
        forged in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in prop::option::of(any::<prop::sample::Index>()),
        beside: bool,
    ) {
        let (table, no_table) = (norms(), no_norms());
        let (terms, positions) = files(beside.then_some(&table));
        let mut payload = frame::open(Kind::Terms, &terms).unwrap().to_vec();
        // The fst crate can panic on a dictionary that was forged with its checksum.
        let dictionary = 2 + usize::from(payload[1]);
        for (at, byte) in forged {
            let at = dictionary + at.index(payload.len() - dictionary);
            payload[at] = byte;
        }
        if let Some(cut) = cut {
            payload.truncate(dictionary + cut.index(payload.len() - dictionary));
        }
        if let Ok(shard) = TermShard::open(&frame::seal(Kind::Terms, &payload)) {
            let positions = PositionFile::open(&positions).unwrap();
            for term in 0..=shard.len() {
                let mut list = positions.list(shard.positions(term));
                for posting in shard.postings(term, if beside { &no_table } else { &table }) {
                    prop_assert!(posting.doc < 4);
                    list.read(posting.total_frequency());
                }
            }
        }
    }
}
