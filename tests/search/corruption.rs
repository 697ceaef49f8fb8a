//! Damaged files: an error or an answer, never a panic, and never a wrong answer.

use crate::support::{Site, document};
use keyseek_build::index::IndexOptions;
use keyseek_index::MetaValue;
use keyseek_search::{SearchOptions, SortKey};
use std::collections::BTreeMap;

fn files() -> BTreeMap<String, Vec<u8>> {
    let documents: Vec<_> = (0..20)
        .map(|at| {
            let mut document = document(
                &format!("/{at}"),
                &format!("글 {at}"),
                "Kafka 모니터링을 node.js로 한다. 검색 색인.",
            );
            document.tags = vec![format!("tag{}", at % 3)];
            document.meta.insert("views".to_owned(), MetaValue::Number(f64::from(at % 7)));
            document
        })
        .collect();
    let columns = ["tags", "views"].map(str::to_owned).to_vec();
    Site::new(
        &documents,
        &IndexOptions {
            shard_bytes: 100,
            block_bytes: 400,
            primer_bytes: Some(500),
            volume_bytes: 600,
            norms_bytes: Some(0),
            range_blocks: Some(2),
            first_tier: Some(3),
            columns,
            ..IndexOptions::default()
        },
    )
    .files
}

/// Searches the files after `damage` was done to one of them, and returns whether the damage was noticed.
fn is_noticed(whole: &BTreeMap<String, Vec<u8>>, path: &str, damage: impl Fn(&mut Vec<u8>)) -> bool {
    let mut files = whole.clone();
    damage(files.get_mut(path).unwrap());
    let Ok(mut site) = Site::open(files) else { return true };
    let options = SearchOptions {
        limit: 20,
        facets: vec!["tags".to_owned()],
        sort: vec![SortKey { column: "views".to_owned(), descending: true }],
        ..SearchOptions::default()
    };
    let answers = ["모니터링 kaf", "검색", "글", "n", "kakfa ", "오니터링 "]
        .map(|query| site.run(|engine| engine.search(query, &options)));
    let mut sound = Site::open(whole.clone()).unwrap();
    for answer in answers.iter().flatten() {
        assert_eq!(answer, &sound.run(|engine| engine.search(&answer.query, &options)).unwrap(), "{path}");
    }
    answers.iter().any(Result::is_err)
}

#[test]
fn flipped_and_missing_bytes_are_noticed() {
    let whole = files();
    let mut noticed = 0;
    for (path, bytes) in &whole {
        for at in 0..bytes.len() {
            noticed += usize::from(is_noticed(&whole, path, |bytes| bytes[at] ^= 0x40));
        }
        for length in [0, 1, bytes.len() / 2, bytes.len() - 1] {
            noticed += usize::from(is_noticed(&whole, path, |bytes| bytes.truncate(length)));
        }
    }
    assert!(noticed > whole.len() * 4, "only {noticed} damages were noticed");
}

#[test]
fn a_damaged_spelling_dictionary_is_noticed_by_a_misspelt_word() {
    let whole = files();
    let spelling: Vec<_> = whole.keys().filter(|path| path.contains("/spelling-")).collect();
    assert!(!spelling.is_empty());
    for query in ["kakfa ", "lafka "] {
        let is_refused = spelling.iter().any(|path| {
            let mut files = whole.clone();
            let file = files.get_mut(*path).unwrap();
            file.truncate(file.len() / 2);
            Site::open(files).unwrap().run(|engine| engine.search(query, &SearchOptions::default())).is_err()
        });
        assert!(is_refused, "{query}");
    }
}

#[test]
fn files_that_changed_places_are_noticed() {
    let whole = files();
    let names: Vec<_> = whole.keys().filter(|path| path.contains("/documents-")).cloned().collect();
    let terms: Vec<_> = whole.keys().filter(|path| path.contains("/terms-")).cloned().collect();
    let other = whole[&terms[0]].clone();
    assert!(is_noticed(&whole, &names[0], |bytes| *bytes = other.clone()));
}
