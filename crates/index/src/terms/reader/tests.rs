//! A shard that was written is read: whole, cut off and forged.

use super::*;
use crate::Field;
use crate::positions::PositionFile;
use crate::terms::{Counts, Occurrence, TermShardWriter};
use proptest::prelude::*;

fn files() -> (Vec<u8>, Vec<u8>) {
    let mut writer = TermShardWriter::default();
    let at = |doc, position, field| Occurrence { doc, position, field };
    writer.add(b"kafka", &[at(0, 0, Field::Title), at(0, 9, Field::Body), at(3, 4, Field::Tag)]).unwrap();
    writer.add(b"kanban", &[at(2, 1, Field::Body)]).unwrap();
    writer.add(b"svg", &[at(1, 7, Field::Heading)]).unwrap();
    writer.add(b"vector", &[]).unwrap();
    writer.add_group(&[0, 1], false);
    writer.add_group(&[2, 3], true);
    writer.add_alias(0, &[b"broker", b"queue"]);
    writer.add_alias(3, &[b"svg"]);
    let written = writer.finish().unwrap();
    assert_eq!(written.counts, Counts { terms: 4, postings: 4, positions: 5 });
    (written.terms, written.positions)
}

fn shard() -> (TermShard, PositionFile) {
    let (terms, positions) = files();
    (TermShard::open(&terms).unwrap(), PositionFile::open(&positions).unwrap())
}

#[test]
fn terms_are_found_with_postings_and_positions() {
    let (shard, positions) = shard();
    let kafka = shard.get(b"kafka").unwrap();
    let postings: Vec<_> = shard.postings(kafka, 4).collect();
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
    assert_eq!(shard.postings(3, 4).count(), 0);
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
    assert_eq!(shard.postings(4, 4).count(), 0);
    assert_eq!(shard.positions(4), 0);
    assert_eq!(shard.key(4), None);
    assert_eq!(shard.group(4), (&[][..], false));
    assert!(shard.synonyms(4).is_empty());
    let mut beyond = shard.postings(0, 3);
    assert!(beyond.by_ref().count() < 2 && beyond.check().is_err(), "a document beyond the index");
}

proptest! {
    #[test]
    fn a_forged_shard_is_read_without_panic(
        forged in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let (terms, positions) = files();
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
                for posting in shard.postings(term, 4) {
                    prop_assert!(posting.doc < 4);
                    list.read(posting.total_frequency());
                }
            }
        }
    }
}
