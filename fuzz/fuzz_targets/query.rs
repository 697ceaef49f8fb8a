//! Any query over a small index of many shards has an answer that agrees with itself.
#![no_main]

use keyseek_build::index::IndexOptions;
use keyseek_fuzz::{Site, answer, document};
use keyseek_search::{Reading, Readings, SearchOptions};
use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

const POSTS: &[(&str, &str)] = &[
    ("모니터링", "서버의 모니터링을 시작한다. Kafka를 쓴다. 메시지가 밀리면 경보가 온다."),
    ("무중단배포", "무중단배포는 로드 밸런서를 둔다. 로드밸런서가 없으면 중단된다. 배포를 되돌린다."),
    ("Node.js", "Node.js v1.2.3, C++, C#, R&D, CI/CD, 3.14, 100ms, PEP-333, node_modules. Running runs ran."),
    ("검색", "웹 플러그인과 전문 검색. 검색어를 치는 동안 찾는다. 한국어 형태소가 아니라 자판이다."),
    ("Docker", "도커로 띄운다. Docker를 설치했다(docker-compose). 컨테이너 이미지를 만든다."),
    ("全文検索", "全文検索は食べるより速い。インデックス。他山之石이라는 말."),
    ("ㅋㅋㅋ", "ㅋㅋㅋ 웃긴 이야기. 값이 닭이다. Ünïcode Straße Привет สวัสดี."),
    ("monitor", "Monitoring monitors what monitored servers do; caches cache cached pages."),
];

static SITE: LazyLock<Site> = LazyLock::new(|| {
    let documents: Vec<_> = (0..24)
        .map(|number| {
            let (title, text) = POSTS[number % POSTS.len()];
            document(&format!("/{number}/"), title, &format!("{text} 글{number} post{number}"))
        })
        .collect();
    let options = IndexOptions { shard_bytes: 400, block_bytes: 600, ..IndexOptions::default() };
    Site::new(&documents, &options)
});

#[derive(Debug, Arbitrary)]
struct Input<'a> {
    without: u8,
    limit: u8,
    offset: u8,
    text: &'a str,
}

fuzz_target!(|input: Input<'_>| {
    use Reading::{Initials, Layout, Prefix, Scattered, Spaced, Stem, Synonym, Typo};
    let switches = [Stem, Synonym, Spaced, Prefix, Initials, Typo, Layout, Scattered].into_iter().enumerate();
    let readings = switches
        .filter(|(at, _)| input.without & 1 << at != 0)
        .fold(Readings::ALL, |readings, (_, reading)| readings.without(reading));
    let engine = &SITE.warm;
    let options = SearchOptions { limit: usize::MAX, readings, ..SearchOptions::default() };
    let all = answer(engine.search(input.text, &options));
    assert_eq!(all.total, all.hits.len());
    assert_eq!(all.query, input.text);
    assert_eq!(all.reading, all.hits.first().map(|hit| hit.reading));
    for hit in &all.hits {
        assert!(hit.score.is_finite() && !hit.snippet.iter().any(|run| run.text.is_empty()), "{hit:?}");
    }

    let documents = answer(engine.documents(input.text, &options));
    let read: Vec<Reading> = all.hits.iter().map(|hit| hit.reading).collect();
    assert_eq!(documents.iter().map(|one| one.1).collect::<Vec<_>>(), read);
    let options = SearchOptions { limit: input.limit.into(), offset: input.offset.into(), ..options };
    let page = answer(engine.search(input.text, &options));
    assert_eq!(page.total, all.total);
    let expected = all.hits.iter().skip(options.offset).take(options.limit);
    assert!(page.hits.iter().eq(expected), "a page is not a part of the whole");
    answer(engine.explain(input.text, readings));

    // What was loaded before says nothing of the answer.
    assert_eq!(SITE.cold(|engine| engine.search(input.text, &options)), page);
});
