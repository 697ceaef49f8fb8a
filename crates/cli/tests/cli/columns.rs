//! `keyseek build --facet`, and `keyseek search` with `--filter`, `--facets` and `--sort`.

use crate::support::{Run, Sample, fails, keyseek, titles};
use serde_json::{Value, json};
use std::fs;

const POSTS: &str = r#"{"url":"/a/","title":"Kafka 모니터링","body":"지연을 본다.","lang":"ko","tags":["Kafka","운영"],"date":"2019-05-02","views":20}
{"url":"/b/","title":"Kafka와 Redis","body":"큐를 고른다.","lang":"ko","tags":["kafka","Redis"],"date":"2020-12-31","views":9}
{"url":"/c/","title":"Celery with Redis","body":"Kafka would be too much.","lang":"en","tags":["Redis"],"date":"2021-01-01"}
"#;

fn build(sample: &Sample, args: &[&str]) -> Run {
    let (source, index) = (sample.path("posts.jsonl"), sample.path("posts"));
    fs::write(&source, POSTS).unwrap();
    keyseek([&["build", source.to_str().unwrap(), "--out", index.to_str().unwrap()], args].concat())
}

/// An index of the posts with a column of views, and what a search in it answers.
fn posts() -> (Sample, impl Fn(&[&str]) -> Value) {
    let sample = Sample::build();
    assert_eq!(build(&sample, &["--facet", "views", "--quiet"]).code, 0);
    let index = sample.path("posts");
    let answer = move |args: &[&str]| {
        let run = keyseek([&["search", index.to_str().unwrap(), "--json"], args].concat());
        serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {}", run.stderr))
    };
    (sample, answer)
}

#[test]
fn filters_leave_what_passes() {
    let (_sample, answer) = posts();
    let check = |filters: &[&str], expected: &[&str]| {
        let args: Vec<&str> = filters.iter().flat_map(|filter| ["--filter", *filter]).collect();
        let answer = answer(&[args.as_slice(), &["--sort", "date"]].concat());
        let urls: Vec<_> =
            answer["hits"].as_array().unwrap().iter().map(|hit| hit["url"].as_str().unwrap()).collect();
        assert_eq!(urls, expected, "{filters:?}");
        assert_eq!(
            (&answer["total"], &answer["warnings"]),
            (&json!(expected.len()), &json!([])),
            "{filters:?}"
        );
    };
    check(&["tags=KAFKA"], &["/a/", "/b/"]);
    check(&["tags=운영|redis"], &["/a/", "/b/", "/c/"]);
    check(&["tags=kafka", "tags=redis"], &["/b/"]);
    check(&["tags!=Redis"], &["/a/"]);
    check(&["date>=2020"], &["/b/", "/c/"]);
    check(&["date<=2020"], &["/a/", "/b/"]);
    check(&["views=9..10"], &["/b/"]);
    check(&["views=10.."], &["/a/"]);
    check(&["lang=en", "tags=운영"], &[]);
}

#[test]
fn hits_are_sorted_by_several_keys() {
    let (_sample, answer) = posts();
    let check = |sort: &str, expected: &[&str]| {
        assert_eq!(titles(&answer(&["kafka", "--sort", sort])), expected, "{sort}");
    };
    check("-date", &["Celery with Redis", "Kafka와 Redis", "Kafka 모니터링"]);
    check("views", &["Kafka와 Redis", "Kafka 모니터링", "Celery with Redis"]);
    check("-views", &["Kafka 모니터링", "Kafka와 Redis", "Celery with Redis"]);
    check("-lang,-date", &["Kafka와 Redis", "Kafka 모니터링", "Celery with Redis"]);
}

#[test]
fn facets_are_counted_and_printed() {
    let (sample, answer) = posts();
    let facets = answer(&["kafka", "--facets", "tags,views"])["facets"].clone();
    let value = |value: Value, count: u32| json!({"value": value, "count": count});
    let expected = json!({
        "tags": {"distinct": 3, "values": [value("Kafka".into(), 2), value("Redis".into(), 2), value("운영".into(), 1)]},
        "views": {"distinct": 2, "values": [value(9.0.into(), 1), value(20.0.into(), 1)]},
    });
    assert_eq!(facets, expected);
    assert_eq!(answer(&["kafka"]).get("facets"), None);
    let index = sample.path("posts");
    let run = keyseek(["search", index.to_str().unwrap(), "kafka", "--facets", "tags,views", "--limit", "0"]);
    assert_eq!(run.stdout, "tags: Kafka (2), Redis (2), 운영 (1)\nviews: 9 (1), 20 (1)\n\n3 results\n");
}

#[test]
fn what_is_not_known_is_said() {
    let (sample, answer) = posts();
    let warning =
        "\"author\" was passed over: this index has no such column (it has tags, date, lang, views).";
    assert_eq!(answer(&["kafka", "--filter", "author=me"])["warnings"], json!([warning]));
    let index = sample.path("posts");
    fails(["search", index.to_str().unwrap(), "--filter", "date>2020"], "`date>2020` is no filter");
    fails(["search", index.to_str().unwrap(), "--filter", "=2020"], "lacks a name or a value");
    let run = keyseek(["search", index.to_str().unwrap(), "--filter", "tags=nothing"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, "0 results\n"));
}

#[test]
fn a_facet_that_no_document_has_is_a_warning() {
    let sample = Sample::build();
    let run = build(&sample, &["--facet", "auther"]);
    assert_eq!(run.code, 0);
    assert!(run.stderr.contains("warning: no document has a field `auther`"), "{}", run.stderr);
    let run = build(&sample, &["--facet", "auther", "--strict"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("`auther`") && run.stderr.contains("nothing was written"), "{}", run.stderr);
}
