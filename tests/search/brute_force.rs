//! Against a scan of the text: every word, and every start of every word's keys, finds the documents that hold it, and what
//! is read strictly, as typed or as the start of a word, finds no others.

use crate::support::{Site, document, read, shared};
use keyseek_build::index::IndexOptions;
use keyseek_index::{DocId, Document};
use keyseek_search::{Clause, Query, Reading};
use keyseek_text::{decode, key, words};
use std::collections::{BTreeMap, BTreeSet};

/// Every start of every key in the documents, and the documents that hold such a key.
fn scan(documents: &[Document]) -> BTreeMap<Vec<u8>, BTreeSet<DocId>> {
    let mut starts: BTreeMap<Vec<u8>, BTreeSet<DocId>> = BTreeMap::new();
    for (doc, document) in (0..).zip(documents) {
        let sections = document.sections.iter().flat_map(|section| [&section.heading, &section.text]);
        for text in [&document.title].into_iter().chain(sections).chain(&document.tags) {
            for token in words(text) {
                let key = key(&token.text);
                for end in 1..=key.len() {
                    starts.entry(key[..end].to_vec()).or_default().insert(doc);
                }
            }
        }
    }
    starts
}

fn check_every_start(documents: &[Document], options: &IndexOptions) -> usize {
    let mut site = Site::new(documents, options);
    let mut checked = 0;
    for (start, holders) in scan(documents) {
        let typed = decode(&start);
        // The bytes of half a character are no keys, and half a written form such as `node.` is typed as `node`.
        let query = Query::parse(&typed);
        let [Some(word)] = query.clauses.iter().map(Clause::plain_word).collect::<Vec<_>>()[..] else {
            continue;
        };
        if word.key != start {
            continue;
        }
        let found = site.documents(&typed);
        let all: BTreeSet<DocId> = found.iter().map(|(doc, _)| *doc).collect();
        assert!(all.is_superset(&holders), "{typed:?} finds {all:?}, not all of {holders:?}");
        let strict = found.iter().filter(|(_, reading)| matches!(reading, Reading::Exact | Reading::Prefix));
        let strict: BTreeSet<DocId> = strict.map(|(doc, _)| *doc).collect();
        assert!(strict.is_subset(&holders), "{typed:?} finds {strict:?}, more than {holders:?}");
        checked += 1;
    }
    checked
}

#[test]
fn stories_are_found_by_every_start_of_every_term() {
    let Some(stories) = shared("corpora/stories") else { return };
    let documents = read(stories);
    let checked = check_every_start(&documents, &IndexOptions::default());
    assert!(checked > 30_000, "only {checked} starts were typed");
}

#[test]
fn small_shards_and_blocks_answer_alike() {
    let documents = [
        document("/a", "Kafka 모니터링", "Docker를 쓴다. node.js와 c++, 100ms. 他山之石이라는 말."),
        document("/b", "검색 색인", "모니터링하는 법. kafkaesque 카프카."),
        document("/c", "", "ㅋㅋㅋ 웃었다. NodeJS R&D 3.14버전"),
    ];
    let checked = check_every_start(
        &documents,
        &IndexOptions { shard_bytes: 1, block_bytes: 1, ..IndexOptions::default() },
    );
    assert!(checked > 90, "only {checked} starts were typed");
}
