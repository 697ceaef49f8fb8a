//! Bytes → lists, for the time that takes.

use super::bits::{BitReader, BitWriter, rice_parameter};
use super::encode::distances;
use super::shard::Lists;
use keyseek_index::norms::Norms;
use keyseek_index::positions::PositionFile;
use keyseek_index::terms::TermShard;
use std::hint::black_box;
use std::time::Instant;

/// Runs of which the fastest counts.
const RUNS: usize = 5;

/// Writes a list by its distances and its document ids.
type Encode<'a> = &'a dyn Fn(&mut BitWriter, &[u64], &[u64]);

/// Nanoseconds a posting, by what is done.
///
/// # Panics
/// When the builder's own files are refused, which is a bug.
pub fn times(lists: &Lists) -> Vec<(&'static str, f64)> {
    let all: Vec<_> = lists.shards.iter().flat_map(|shard| &shard.lists).collect();
    let postings: usize = all.iter().map(|list| list.postings.len()).sum();
    let documents = lists.words.len() as u64;
    let norms = Norms::new(&[], documents as u32).expect("an empty table is one");
    let opened: Vec<_> = lists.shards.iter().map(|shard| open(&shard.files)).collect();
    let parameter = |count: usize| rice_parameter(documents - count as u64, count as u64 + 1);
    let write = |encode: Encode<'_>| {
        let mut writer = BitWriter::default();
        let lists = all.iter().map(|list| {
            let ids: Vec<u64> = list.postings.iter().map(|posting| u64::from(posting.doc)).collect();
            encode(&mut writer, &distances(list), &ids);
            (writer.take(), ids.len())
        });
        lists.collect::<Vec<_>>()
    };
    let rice = write(&|writer, distances, _| {
        distances.iter().for_each(|one| writer.rice(*one, parameter(distances.len())));
    });
    let interpolative = write(&|writer, _, ids| writer.interpolative(ids, 0, documents));
    let elias_fano = write(&|writer, _, ids| writer.elias_fano(ids, documents));
    let time = |work: &dyn Fn()| {
        let run = |_| {
            let start = Instant::now();
            work();
            start.elapsed()
        };
        (0..RUNS).map(run).min().map_or(0.0, |time| time.as_nanos() as f64 / postings as f64)
    };
    let each_term = |visit: &dyn Fn(&(TermShard, PositionFile), u32)| {
        for shard in &opened {
            (0..shard.0.len()).for_each(|term| visit(shard, term));
        }
    };
    vec![
        (
            "a shard is opened, its lists gone through",
            time(&|| {
                drop(black_box(lists.shards.iter().map(|shard| open(&shard.files)).collect::<Vec<_>>()))
            }),
        ),
        (
            "postings as stored: ids and frequencies",
            time(&|| {
                each_term(&|(terms, _), term| {
                    terms.postings(term, &norms).for_each(|posting| {
                        black_box(posting);
                    });
                });
            }),
        ),
        (
            "postings with positions as stored",
            time(&|| {
                each_term(&|(terms, positions), term| {
                    let mut list = positions.list(terms.positions(term));
                    for posting in terms.postings(term, &norms) {
                        black_box(list.read(posting.total_frequency()));
                    }
                });
            }),
        ),
        (
            "Rice: ids alone",
            time(&|| {
                for (bytes, count) in &rice {
                    let mut reader = BitReader::new(bytes);
                    (0..*count).for_each(|_| {
                        black_box(reader.rice(parameter(*count)));
                    });
                }
            }),
        ),
        (
            "interpolative: ids alone",
            time(&|| {
                for (bytes, count) in &interpolative {
                    let mut ids = vec![0; *count];
                    BitReader::new(bytes).interpolative(&mut ids, 0, documents);
                    black_box(ids);
                }
            }),
        ),
        (
            "Elias–Fano: ids alone",
            time(&|| {
                for (bytes, count) in &elias_fano {
                    black_box(BitReader::new(bytes).elias_fano(*count, documents));
                }
            }),
        ),
    ]
}

fn open(files: &[Vec<u8>; 2]) -> (TermShard, PositionFile) {
    let terms = TermShard::open(&files[0]).expect("the index is sound");
    (terms, PositionFile::open(&files[1]).expect("the index is sound"))
}
