//! Real posts, where they are at hand.

use std::collections::HashSet;

use super::*;

#[test]
fn the_stories_are_52_posts() {
    let Some(folder) = shared("corpora/stories") else { return };
    let assembled = build(&[folder]);
    assert_eq!(assembled.problems, []);
    assert_eq!((assembled.documents.len(), assembled.merged), (52, 6));
    let documents = &assembled.documents;
    assert_eq!(urls(&assembled).into_iter().collect::<HashSet<_>>().len(), 52);

    let by_title = |title: &str| documents.iter().find(|document| document.title == title).unwrap();
    // Title, address, views (the higher of two), and the first and last tag of how many.
    for (title, url, views, tags) in [
        ("Golang 체험기", "/story/golang-체험기", 1945.0, Some(("데일리", "golang", 10))),
        ("Kafka 모니터링", "/story/kafka-모니터링", 7344.0, Some(("데일리", "Kafka", 9))),
        ("우리는 비정상인걸까?", "/story/우리는-비정상인걸까", 1794.0, None),
        (
            "EOS Smart Contract 배포",
            "/story/eos-smart-contract-배포",
            1413.0,
            Some(("헥슬란트", "기술중심", 7)),
        ),
        (
            "한국에서 SaaS 서비스 하기",
            "/story/한국에서-saas-서비스-하기",
            1934.0,
            Some(("와탭랩스", "SaaS기업", 7)),
        ),
    ] {
        let document = by_title(title);
        assert_eq!(document.url, url);
        assert_eq!(document.meta["views"], MetaValue::Number(views), "{title}");
        let got = document.tags.first().zip(document.tags.last());
        let got = got.map(|(first, last)| (first.as_str(), last.as_str(), document.tags.len()));
        assert_eq!(got, tags, "{title}");
    }
    // Tags are taken out of the text, other number signs are not.
    let ends_in_tag =
        |document: &&Document| text(document).ends_with(document.tags.last().map_or("#", String::as_str));
    assert_eq!(
        documents.iter().filter(|document| !document.tags.is_empty()).find(ends_in_tag).map(|d| &d.title),
        None
    );
    assert!(documents.iter().any(|document| text(document).contains("#!/bin/bash")));
    for document in documents {
        assert!(!document.title.contains(['\u{a0}', '\u{200a}']), "{}", document.title);
        assert!(text(document).len() > 500, "{}", document.title);
        assert!(!text(document).contains("더팀스\n"), "{}", document.title);
    }
    assert_eq!(documents.iter().filter(|document| document.tags.is_empty()).count(), 15);
}

#[test]
fn every_post_of_the_blog_is_read_or_unpublished() {
    let Some(folder) = shared("corpora/yceffort-blog/posts") else { return };
    let assembled = build(&[folder]);
    assert_eq!(assembled.problems, []);
    assert_eq!(assembled.documents.len() + assembled.passed_over.drafts + assembled.merged, 333);
    for document in &assembled.documents {
        assert!(document.date.starts_with("20") && !document.tags.is_empty(), "{}", document.url);
        assert!(document.meta.contains_key("description"), "{}", document.url);
    }
}
