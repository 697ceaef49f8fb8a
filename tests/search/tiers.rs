//! Tiers: of words that very many documents hold the best postings are read, and what others hold them where these are not enough.

use crate::support::{Site, document};
use keyseek_build::index::IndexOptions;
use keyseek_index::Document;
use keyseek_search::{Answer, Blob, Filter, Hit, Mode, SearchOptions, SortKey, Step, Weights};
use proptest::prelude::*;

fn options(first_tier: usize) -> IndexOptions {
    IndexOptions { first_tier: Some(first_tier), shard_bytes: 60, ..IndexOptions::default() }
}

/// Some words are in nearly all of them, some in a third, one in two.
fn documents(count: usize) -> Vec<Document> {
    let document = |at: usize| {
        let common = "turbine ".repeat(at % 4) + "검색을 " + &"말 ".repeat(at % 7 * 3);
        let third = if at.is_multiple_of(3) { "valve rotor" } else { "stator" };
        let rare = if at == 5 || at == 31 { "gasket" } else { "" };
        let title = if at.is_multiple_of(11) { "turbine" } else { "pages" };
        let mut document = document(&format!("/{at}"), title, &format!("{common} {third} {rare}"));
        document.tags = vec![["odd", "even"][usize::from(at.is_multiple_of(2))].to_owned()];
        document
    };
    (0..count).map(document).collect()
}

fn search(site: &mut Site, query: &str, options: &SearchOptions) -> Answer {
    site.run(|engine| engine.search(query, options)).unwrap()
}

fn urls(answer: &Answer) -> Vec<&str> {
    answer.hits.iter().map(|hit| hit.url.as_str()).collect()
}

#[test]
fn the_best_of_a_word_are_those_of_all() {
    let documents = documents(200);
    let mut whole = Site::new(&documents, &options(0));
    let mut tiered = Site::new(&documents, &options(24));
    for query in ["turbine ", "pages ", "말 ", "검색을 "] {
        let expected = search(&mut whole, query, &SearchOptions::default());
        let answer = search(&mut tiered, query, &SearchOptions::default());
        assert_eq!(urls(&answer), urls(&expected), "{query}");
        assert!(
            answer.at_least && answer.total >= 20 && answer.total < expected.total,
            "{query} {}",
            answer.total
        );
        assert!(!expected.at_least);
    }
}

#[test]
fn a_first_search_loads_the_first_tier_and_no_other() {
    let mut site = Site::new(&documents(200), &options(24));
    let mut loaded = Vec::new();
    loop {
        match site.engine.search("turbine ", &SearchOptions::default()).unwrap() {
            Step::Answer(answer) => break assert_eq!(answer.hits.len(), 10),
            Step::Need(blobs) => {
                site.supply(&blobs).unwrap();
                loaded.extend(blobs);
            }
        }
    }
    let tiers: Vec<_> = loaded.iter().filter(|blob| matches!(blob, Blob::Tier(_))).collect();
    assert!(matches!(tiers.as_slice(), [Blob::Tier(_)]), "{loaded:?}");
}

#[test]
fn what_is_asked_for_more_is_found_whole() {
    let documents = documents(200);
    let mut whole = Site::new(&documents, &options(0));
    let mut tiered = Site::new(&documents, &options(8));
    let ask = |change: &dyn Fn(&mut SearchOptions)| {
        let mut options = SearchOptions::default();
        change(&mut options);
        options
    };
    let even = || Filter { column: "tags".to_owned(), mode: Mode::Any, values: vec!["even".to_owned()] };
    for options in [
        ask(&|options| options.limit = 1000),
        ask(&|options| options.offset = 190),
        ask(&|options| options.filters.push(even())),
        ask(&|options| options.facets.push("tags".to_owned())),
        ask(&|options| options.sort.push(SortKey { column: "tags".to_owned(), descending: true })),
        ask(&|options| options.weights = Weights { title: 0.5, ..Weights::default() }),
    ] {
        for query in ["turbine ", "turbine valve ", "검색 말 ", "\"검색을 말\""] {
            let expected = search(&mut whole, query, &options);
            let answer = search(&mut tiered, query, &options);
            assert_eq!((answer.total, answer.at_least), (expected.total, false), "{query} {options:?}");
            // What was found by the best postings stays in front.
            let is_in_order = options.limit == 10 && options.offset == 0;
            let ordered = |answer: &Answer| {
                let mut urls: Vec<_> = urls(answer).into_iter().map(str::to_owned).collect();
                if !is_in_order {
                    urls.sort_unstable();
                }
                urls
            };
            assert_eq!(answer.hits.len(), expected.hits.len(), "{query} {options:?}");
            if options.offset == 0 {
                assert_eq!(ordered(&answer), ordered(&expected), "{query} {options:?}");
            }
            assert_eq!(answer.facets, expected.facets, "{query} {options:?}");
        }
    }
}

#[test]
fn words_that_few_of_the_best_hold_together_are_looked_for_in_more() {
    let documents = documents(200);
    let mut whole = Site::new(&documents, &options(0));
    let mut tiered = Site::new(&documents, &options(4));
    for query in ["turbine valve ", "rotor pages ", "검색 stator ", "\"valve rotor\"", "turbine -stator "] {
        let expected = search(&mut whole, query, &SearchOptions::default());
        let answer = search(&mut tiered, query, &SearchOptions::default());
        assert!(answer.total >= 20.min(expected.total) && answer.total <= expected.total, "{query}");
        let held = documents_of(&mut whole, query);
        assert!(answer.hits.iter().all(|hit| held.contains(&hit.url)), "{query}");
    }
    // Both documents of a rare word are shown with what was found of the other, and nothing more is read for them.
    let mut tiered = Site::new(&documents, &options(24));
    let answer = search(&mut tiered, "turbine gasket ", &SearchOptions::default());
    assert!(answer.at_least);
    let [first, second, ..] = urls(&answer)[..] else { panic!("{answer:?}") };
    let mut rare = [first, second];
    rare.sort_unstable();
    assert_eq!(rare, ["/31", "/5"]);
}

#[test]
fn a_page_goes_on_where_the_one_before_ended() {
    let mut site = Site::new(&documents(200), &options(4));
    for query in ["turbine valve ", "pages turbine ", "말 ", "검색 stator ", "tur"] {
        let whole = search(&mut site, query, &SearchOptions { limit: 60, ..SearchOptions::default() });
        let mut pages = Vec::new();
        for offset in (0..60).step_by(10) {
            let page = search(&mut site, query, &SearchOptions { offset, ..SearchOptions::default() });
            pages.extend(urls(&page).into_iter().map(str::to_owned));
        }
        assert_eq!(pages, urls(&whole), "{query}");
        pages.sort_unstable();
        pages.dedup();
        assert_eq!(pages.len(), whole.hits.len(), "{query}");
    }
}

/// Four in seven hold *alpha*, *beta* and *gamma*, two of them the one more often, which are all of its best postings, and two the
/// others. Some of the last hold *omega*.
fn many_documents(count: usize) -> Vec<Document> {
    let document = |at: usize| {
        let body = match at % 7 {
            0 | 1 => "alpha alpha beta gamma",
            2 | 3 => "beta beta gamma gamma alpha",
            _ => "pages",
        };
        let omega = if at >= count - 70 && at % 7 < 4 { " omega" } else { "" };
        document(&format!("/{at}"), "", &format!("{body}{omega}"))
    };
    (0..count).map(document).collect()
}

#[test]
fn of_lists_that_are_too_long_a_first_page_reads_the_first_ranges() {
    const DOCUMENTS: usize = 42_000;
    let documents = many_documents(DOCUMENTS);
    let first_tier = Some(DOCUMENTS / 7 * 2);
    let mut site = Site::new(&documents, &IndexOptions { first_tier, ..IndexOptions::default() });
    let mut page = |query: &str, offset, limit| {
        search(&mut site, query, &SearchOptions { offset, limit, ..SearchOptions::default() })
    };
    let number = |hit: &Hit| hit.url[1..].parse::<usize>().unwrap();
    // The best postings of three words fill what a first page is worth, so that of the others the first range is read.
    let in_range = (0..32 << 10).filter(|at| at % 7 < 4).count();
    let first = page("alpha beta gamma ", 0, 10);
    assert_eq!((first.total, first.at_least), (in_range, true));
    assert!(first.hits.iter().all(|hit| number(hit) < 32 << 10));
    // Further on all are looked for, and what came first stays there.
    let behind = page("alpha beta gamma ", in_range - 5, 10);
    assert_eq!((behind.total, behind.at_least), (DOCUMENTS / 7 * 4, false));
    let is_first: Vec<bool> = behind.hits.iter().map(|hit| number(hit) < 32 << 10).collect();
    assert_eq!(is_first, [[true; 5], [false; 5]].concat());
    // Two lists are not too long.
    let two = page("alpha omega ", 20, 10);
    assert_eq!((two.total, two.at_least), (40, false));
    // Pages go on.
    let some = page("alpha beta gamma ", 0, 20);
    let next = page("alpha beta gamma ", 10, 30);
    assert_eq!(urls(&some)[10..], urls(&next)[..10]);
    let mut distinct = [urls(&some), urls(&next)].concat();
    distinct.sort_unstable();
    distinct.dedup();
    assert_eq!((distinct.len(), next.hits.len()), (40, 30));
}

#[test]
fn a_beginning_beside_other_words_has_a_list_of_its_own() {
    let words: Vec<String> = ('a'..='z').map(|last| format!("compress{last}")).collect();
    let document = |at: usize| {
        let other = if at.is_multiple_of(3) { "valve" } else { "rotor" };
        document(&format!("/{at}"), "", &format!("{} {} {other}", words[at % 26], words[at * 7 % 25]))
    };
    let documents: Vec<Document> = (0..400).map(document).collect();
    let mut whole = Site::new(&documents, &options(0));
    let mut site = Site::new(&documents, &options(8));
    let (mut terms, mut tiers) = (0, 0);
    let answer = loop {
        match site.engine.search("valve comp", &SearchOptions::default()).unwrap() {
            Step::Answer(answer) => break answer,
            Step::Need(blobs) => {
                terms += blobs.iter().filter(|blob| matches!(blob, Blob::Terms(_))).count();
                tiers += blobs.iter().filter(|blob| matches!(blob, Blob::Tier(_))).count();
                site.supply(&blobs).unwrap();
            }
        }
    };
    assert!(terms < 8 && tiers < 8, "{terms} shards, {tiers} files of lists");
    assert_eq!((answer.total, answer.at_least, answer.hits.len()), (134, false, 10));
    let expected = search(&mut whole, "valve comp", &SearchOptions::default());
    assert_eq!((expected.total, expected.reading), (134, answer.reading));
    // Alone it is read as before, and what asks for all of it is not content with that list.
    for (query, limit) in [("comp", 400), ("valve comp", 400)] {
        let asked = SearchOptions {
            limit,
            weights: Weights { title: 0.5, ..Weights::default() },
            ..SearchOptions::default()
        };
        assert_eq!(search(&mut site, query, &asked).hits, search(&mut whole, query, &asked).hits, "{query}");
    }
}

fn documents_of(site: &mut Site, query: &str) -> Vec<String> {
    let all = SearchOptions { limit: usize::MAX, ..SearchOptions::default() };
    search(site, query, &all).hits.into_iter().map(|hit| hit.url).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// An answer that does not say that there may be more is that of all lists; any other has hits of it, and enough of them.
    #[test]
    fn answers_are_those_of_whole_lists_or_say_so(
        texts in prop::collection::vec(prop::collection::vec(prop::sample::select(vec!["서버", "서버를", "turbine", "turbines", "valve", "검색"]), 1..9), 1..40),
        query in prop::collection::vec(prop::sample::select(vec!["서버", "turbine", "valve", "검", "검ㅅ", "-valve", "\"서버 검색\""]), 1..4),
        finished: bool,
        first_tier in 1..9usize,
        limit in 1..50usize,
    ) {
        let document = |(at, words): (usize, &Vec<&str>)| document(&format!("/{at}"), words[0], &words.join(" "));
        let documents: Vec<Document> = texts.iter().enumerate().map(document).collect();
        let query = query.join(" ") + if finished { " " } else { "" };
        let asked = SearchOptions { limit, ..SearchOptions::default() };
        let mut whole = Site::new(&documents, &options(0));
        let expected = search(&mut whole, &query, &asked);
        let answer = search(&mut Site::new(&documents, &options(first_tier)), &query, &asked);
        let held = documents_of(&mut whole, &query);
        prop_assert!(answer.hits.iter().all(|hit| held.contains(&hit.url)));
        if answer.at_least {
            prop_assert!(answer.total <= expected.total);
            prop_assert!(answer.total >= expected.total.min(20));
        } else {
            let counted = (answer.total, answer.hits.len(), answer.corrected);
            prop_assert_eq!(counted, (expected.total, expected.hits.len(), expected.corrected));
        }
    }
}
