//! Prepared answers: the beginnings of words are answered as if nothing were prepared, with less.

use crate::support::{Site, document};
use keyseek_build::index::IndexOptions;
use keyseek_index::Document;
use keyseek_search::{Blob, Readings, SearchOptions, Step, Weights};

/// Words with the same beginnings, some in few documents and some in many.
fn documents() -> Vec<Document> {
    let document = |at: usize| {
        let word = |number: usize| {
            format!("ka{:02} 모{}", number, ["니터", "듈", "델", "바일", "드", "음"][number % 6])
        };
        let body: Vec<String> = (0..=at % 7).map(|more| word(at + 9 * more)).collect();
        document(&format!("/{at}"), &word(at), &format!("{} k ka {}", body.join(" "), "말 ".repeat(at % 5)))
    };
    (0..60).map(document).collect()
}

/// One shard, and many.
fn sites() -> [Site; 2] {
    [usize::MAX, 40].map(|shard_bytes| {
        Site::new(&documents(), &IndexOptions { shard_bytes, block_bytes: 300, ..IndexOptions::default() })
    })
}

const BEGINNINGS: [&str; 9] = ["k", "ka", "K", "ka0", "ㅁ", "모", "몬", "모ㄷ", "말"];

#[test]
fn beginnings_are_answered_the_same() {
    let [one, many] = &mut sites();
    assert!(one.engine.location(Blob::Prepared(0)).is_none());
    assert!(many.engine.location(Blob::Prepared(0)).is_some());
    for query in BEGINNINGS {
        let strict = Weights { title: 1.0, ..Weights::default() };
        for (offset, limit) in [(0, 10), (0, 0), (10, 10), (15, 10), (0, 30), (70, 5)] {
            for options in [
                SearchOptions { offset, limit, ..SearchOptions::default() },
                SearchOptions { offset, limit, weights: strict, ..SearchOptions::default() },
                SearchOptions { offset, limit, explain: true, ..SearchOptions::default() },
            ] {
                let expected = one.run(|engine| engine.search(query, &options)).unwrap();
                assert_eq!(
                    many.run(|engine| engine.search(query, &options)).unwrap(),
                    expected,
                    "{query} {options:?}"
                );
            }
        }
        for limit in [1, 5, 8, 9, 100] {
            let expected = one.run(|engine| engine.suggest(query, limit)).unwrap();
            assert_eq!(many.run(|engine| engine.suggest(query, limit)).unwrap(), expected, "{query} {limit}");
        }
    }
}

#[test]
fn a_beginning_that_many_shards_share_loads_none_of_them() {
    let [_, many] = &sites();
    for query in ["k", "ka", "ㅁ", "모"] {
        let mut site = Site::open(many.files.clone()).unwrap();
        let options = SearchOptions::default();
        loop {
            let blobs = match site.engine.search(query, &options).unwrap() {
                Step::Answer(answer) => break assert_eq!(answer.hits.len(), 10),
                Step::Need(blobs) => blobs,
            };
            let is_shard = |blob: &Blob| matches!(blob, Blob::Terms(_) | Blob::Positions(_));
            assert!(!blobs.iter().any(is_shard), "{query} asks for {blobs:?}");
            site.supply(&blobs).unwrap();
        }
        // What is not as it was prepared for is searched for.
        let other =
            SearchOptions { readings: Readings::ALL.without(keyseek_search::Reading::Synonym), ..options };
        let Step::Need(blobs) = site.engine.search(query, &other).unwrap() else {
            panic!("{query} is answered")
        };
        assert!(blobs.iter().all(|blob| matches!(blob, Blob::Terms(_))), "{query} asks for {blobs:?}");
    }
}

#[test]
fn a_prepared_answer_that_cannot_be_had_is_searched_for() {
    let [one, many] = &mut sites();
    let is_lost = |name: &str| name.starts_with("prepared-");
    for query in ["k", "모"] {
        let options = SearchOptions::default();
        let expected = one.run(|engine| engine.search(query, &options)).unwrap();
        let (answer, missing) = many.run_without(&is_lost, |engine| engine.search(query, &options)).unwrap();
        assert_eq!(answer, expected, "{query}");
        assert_eq!(missing.len(), 1);
    }
}
