//! What must hold for any documents and any query.

use crate::support::{Site, document};
use keyseek_build::index::IndexOptions;
use keyseek_index::Document;
use keyseek_search::{Reading, SearchOptions};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Words that overlap in many ways.
fn word() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "검색", "검색을", "검", "색인", "모니터링", "모니터", "kafka", "kafkaesque", "kaf", "Docker를", "node.js", "node",
        "js", "c++", "100ms", "他山之石", "ㅋㅋㅋ", "3.14", "R&D", "서버",
    ])
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(word(), 0..12).prop_map(|words| words.join(" "))
}

fn documents() -> impl Strategy<Value = Vec<Document>> {
    prop::collection::vec((text(), text()), 1..12).prop_map(|texts| {
        let numbered = texts.iter().enumerate();
        numbered.map(|(at, (title, text))| document(&format!("/{at}"), title, text)).collect()
    })
}

fn options(size: usize) -> IndexOptions {
    IndexOptions { shard_bytes: size, block_bytes: size }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn sizes_and_history_change_no_answer(documents in documents(), queries in prop::collection::vec(text(), 1..6), size in 1..400usize) {
        let mut one = Site::new(&documents, &options(usize::MAX));
        let mut many = Site::new(&documents, &options(size));
        for query in &queries {
            let mut fresh = Site::new(&documents, &options(usize::MAX));
            let expected = fresh.search(query);
            prop_assert_eq!(&one.search(query), &expected);
            prop_assert_eq!(&many.search(query), &expected);
        }
    }

    #[test]
    fn a_page_is_a_part_of_the_whole(documents in documents(), query in text(), offset in 0..14usize, limit in 0..6usize) {
        let mut site = Site::new(&documents, &options(usize::MAX));
        let whole = site.search(&query);
        let page = site.run(|engine| engine.search(&query, &SearchOptions { limit, offset, ..SearchOptions::default() })).unwrap();
        prop_assert_eq!(page.total, whole.total);
        prop_assert_eq!(whole.total, whole.hits.len());
        let expected: Vec<_> = whole.hits.into_iter().skip(offset).take(limit).collect();
        prop_assert_eq!(page.hits, expected);
    }

    #[test]
    fn documents_with_all_words_come_first_and_strict_readings_before_loose(documents in documents(), query in text()) {
        let mut site = Site::new(&documents, &options(usize::MAX));
        let hits = site.search(&query).hits;
        let words: BTreeSet<String> = keyseek_search::Query::parse(&query).words.into_iter().map(|word| word.text).collect();
        let holds_all = |url: &str| {
            let document = documents.iter().find(|document| document.url == url).unwrap();
            let text = format!("{} . {}", document.title, document.sections[0].text);
            let held: BTreeSet<String> = keyseek_text::words(&text).map(|token| token.text).collect();
            words.is_subset(&held)
        };
        let exact: Vec<bool> = hits.iter().map(|hit| holds_all(&hit.url)).collect();
        let first_loose = exact.iter().position(|exact| !exact).unwrap_or(exact.len());
        prop_assert!(exact[first_loose..].iter().all(|exact| !exact), "{:?}", exact);
        for (hit, exact) in hits.iter().zip(exact) {
            prop_assert!(!exact || hit.reading == Reading::Exact);
        }
    }

    #[test]
    fn any_query_is_answered(documents in documents(), query in ".{0,40}") {
        let mut site = Site::new(&documents, &options(64));
        let answer = site.search(&query);
        prop_assert_eq!(answer.total, answer.hits.len());
    }
}

#[test]
fn the_same_documents_give_the_same_bytes() {
    let documents: Vec<_> =
        (0..300).map(|at| document(&format!("/{at}"), "검색 kafka", &format!("글 {at} node.js 모니터링"))).collect();
    let build = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| Site::new(&documents, &options(500)).files)
    };
    assert!(build(1) == build(4));
}

#[test]
fn hostile_queries_are_answered() {
    let mut site = Site::new(&[document("/a", "검색", "kafka")], &options(64));
    for query in ["", " ", "\u{0}\u{1}\u{7f}", "\u{FFFD}\u{FFFD}", "((((\"\"", "-", "*"] {
        assert_eq!(site.search(query).total, 0, "{query:?}");
    }
    let long = "검색 ".repeat(50_000);
    assert_eq!(site.search(&long).total, 1);
    assert_eq!(site.search(&"a".repeat(100_000)).total, 0);
    let many: String = (0..1000).map(|at| format!("w{at} ")).collect();
    assert_eq!(site.search(&many).warnings.len(), 1);
}
