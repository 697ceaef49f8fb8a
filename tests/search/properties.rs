//! What must hold for any documents and any query.

use crate::support::{Site, document};
use keyseek_build::index::IndexOptions;
use keyseek_index::Document;
use keyseek_search::{Query, Reading, SearchOptions};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Words that overlap in many ways.
fn word() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "검색",
        "검색을",
        "검",
        "색인",
        "모니터링",
        "모니터",
        "kafka",
        "kafkaesque",
        "kaf",
        "Docker를",
        "node.js",
        "node",
        "js",
        "c++",
        "100ms",
        "他山之石",
        "ㅋㅋㅋ",
        "3.14",
        "R&D",
        "서버",
    ])
}

/// Words that are the same with no other spaces: what `node js` is to node.js is not told apart by a scan.
fn plain_text() -> impl Strategy<Value = String> {
    let words = [
        "검색",
        "검색을",
        "색인",
        "모니터링",
        "모니터링은",
        "서버",
        "kafka",
        "kafkaesque",
        "kaf",
        "Docker를",
        "svg",
    ];
    prop::collection::vec(prop::sample::select(words.to_vec()), 0..8).prop_map(|words| words.join(" "))
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(word(), 0..12).prop_map(|words| words.join(" "))
}

fn documents() -> impl Strategy<Value = Vec<Document>> {
    documents_of(|| text().boxed())
}

fn documents_of(text: fn() -> BoxedStrategy<String>) -> impl Strategy<Value = Vec<Document>> {
    prop::collection::vec((text(), text()), 1..12).prop_map(|texts| {
        let numbered = texts.iter().enumerate();
        numbered.map(|(at, (title, text))| document(&format!("/{at}"), title, text)).collect()
    })
}

/// A word as it stands and without its particle.
fn readings(word: &str) -> Vec<String> {
    let stems = keyseek_text::korean::strips(word).map(|strip| strip.stem.to_owned());
    stems.chain([word.to_owned()]).collect()
}

/// A syllable as the jamo that macOS writes into file names.
fn decompose(ch: char) -> Vec<char> {
    if !('가'..='힣').contains(&ch) {
        return vec![ch];
    }
    let index = ch as u32 - 0xAC00;
    let jamo = [0x1100 + index / 588, 0x1161 + index % 588 / 28, 0x11A7 + index % 28];
    jamo.into_iter().filter(|code| *code != 0x11A7).filter_map(char::from_u32).collect()
}

/// A character in full width.
fn widen(ch: char) -> char {
    if ('!'..='~').contains(&ch) { char::from_u32(ch as u32 + 0xFEE0).unwrap() } else { ch }
}

fn options(size: usize) -> IndexOptions {
    IndexOptions { shard_bytes: size, block_bytes: size, ..IndexOptions::default() }
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
    fn documents_with_all_words_come_first_and_strict_readings_before_loose(documents in documents_of(|| plain_text().boxed()), query in plain_text()) {
        let mut site = Site::new(&documents, &options(usize::MAX));
        let hits = site.search(&query).hits;
        let query = Query::parse(&query);
        // A longer query is a question, whose words need not all be there.
        prop_assume!(query.clauses.len() <= 3);
        let holds_all = |url: &str| {
            let document = documents.iter().find(|document| document.url == url).unwrap();
            let text = format!("{} . {}", document.title, document.sections[0].text);
            let held: BTreeSet<String> = keyseek_text::words(&text).flat_map(|word| readings(&word.text)).collect();
            query.words().all(|word| readings(&word.text).iter().any(|reading| held.contains(reading)))
        };
        let all: Vec<bool> = hits.iter().map(|hit| holds_all(&hit.url)).collect();
        let first_other = all.iter().position(|all| !all).unwrap_or(all.len());
        prop_assert!(all[first_other..].iter().all(|all| !all), "{:?}", all);
        for (hit, all) in hits.iter().zip(all) {
            prop_assert!(!all || hit.reading <= Reading::Stem, "{:?} {}", hit.reading, hit.url);
        }
    }

    #[test]
    fn every_word_of_a_document_finds_it(documents in documents(), ending in prop::sample::select(vec!["", "를", "는", "에서", "으로"])) {
        let mut site = Site::new(&documents, &options(usize::MAX));
        for document in &documents {
            let text = format!("{} {}", document.title, document.sections[0].text);
            for word in text.split_whitespace() {
                let is_stem = word.chars().all(|ch| ('가'..='힣').contains(&ch))
                    && word.chars().count() > 1
                    && keyseek_text::korean::strips(word).next().is_none();
                let stem_agrees = is_stem && keyseek_text::korean::strips(&format!("{word}{ending}")).any(|strip| strip.stem == word);
                let decomposed: String = word.chars().flat_map(decompose).collect();
                let wide: String = word.chars().map(widen).collect();
                let written = if stem_agrees { format!("{word}{ending}") } else { word.to_owned() };
                for typed in [word, &decomposed, &wide, &written] {
                    let hits = site.search(typed).hits;
                    prop_assert!(hits.iter().any(|hit| hit.url == document.url), "{typed:?} does not find {text:?}");
                }
                for state in keyseek_text::states(word).filter(|_| is_stem) {
                    let hits = site.search(&state).hits;
                    prop_assert!(hits.iter().any(|hit| hit.url == document.url), "{state:?} does not find {text:?}");
                }
            }
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
    let documents: Vec<_> = (0..300)
        .map(|at| document(&format!("/{at}"), "검색 kafka", &format!("글 {at} node.js 모니터링")))
        .collect();
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
