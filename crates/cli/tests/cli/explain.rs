//! `keyseek search --explain`.

use crate::support::{Sample, keyseek};
use serde_json::Value;

/// What is said of a reading, the first time that it is named: the documents, and the terms that led to them.
fn step<'a>(word: &'a Value, reading: &str) -> (&'a Value, &'a Value) {
    let steps = word["steps"].as_array().unwrap();
    let step = steps.iter().find(|step| step["reading"] == reading).unwrap();
    (&step["documents"], &step["terms"])
}

#[test]
fn every_reading_of_every_word_is_listed() {
    let sample = Sample::build();
    let (explained, code) = sample.answer(&["kafak 모니터링 ", "--explain"]);
    assert_eq!(code, 0);
    let names: Vec<&str> = explained.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(names, ["query", "words"]);
    assert_eq!(explained["query"], "kafak 모니터링 ");
    let words = explained["words"].as_array().unwrap();
    assert_eq!(
        words.iter().map(|word| word["word"].as_str().unwrap()).collect::<Vec<_>>(),
        ["kafak", "모니터링"]
    );

    let nothing = (&Value::from(0), &serde_json::json!([]));
    assert_eq!(step(&words[0], "exact"), nothing);
    assert_eq!(step(&words[0], "typo"), (&Value::from(2), &serde_json::json!(["kafka"])));
    assert_eq!(step(&words[1], "exact").1, &serde_json::json!(["모니터링"]));
    assert_eq!(step(&words[1], "typo"), (&Value::Null, &serde_json::json!([])), "not tried");
}

#[test]
fn the_table_has_a_line_a_step() {
    let sample = Sample::build();
    let run = sample.search(&["kafak 모니터링 ", "--explain"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(!run.stdout.contains('\x1b'), "{:?}", run.stdout);
    let (first, second) = run.stdout.split_once("\n\n").unwrap();
    assert!(
        first.starts_with("kafak\n  reading ") && second.starts_with("모니터링\n  reading "),
        "{}",
        run.stdout
    );
    let columns = |table: &'static str, reading: &str| {
        let (text, name) = (if table == "kafak" { first } else { second }, format!("  {reading} "));
        text.lines()
            .find(|line| line.starts_with(&name))
            .map(|line| line.split_whitespace().collect::<Vec<_>>())
    };
    assert_eq!(columns("kafak", "exact").unwrap(), ["exact", "always", "0"]);
    assert_eq!(columns("kafak", "typo").unwrap(), ["typo", "nothing", "found", "2", "kafka"]);
    assert_eq!(columns("모니터링", "typo").unwrap(), ["typo", "nothing", "found", "-"]);
}

#[test]
fn any_query_is_explained() {
    let sample = Sample::build();
    for query in ["", " ", "...", "\u{1}\u{1b}[31m"] {
        let run = sample.search(&[query, "--explain"]);
        assert_eq!(run.code, 0, "{query:?}: {}", run.stderr);
        assert!(!run.stdout.contains('\x1b'), "{query:?}");
    }
    assert_eq!(sample.search(&["", "--explain"]).stdout, "The query has no words.\n");
    let many: String = (0..500).map(|number| format!("w{number} ")).collect();
    assert!(sample.search(&[&many, "--explain"]).stderr.starts_with("keyseek: Only the first"));
}

#[test]
fn there_are_no_hits_to_choose_from() {
    let sample = Sample::build();
    let index = sample.index();
    let index = index.to_str().unwrap();
    for wrong in [
        &["search", index, "--explain"][..],
        &["search", index, "--queries", "x", "--json", "--explain"],
        &["search", index, "kafka", "--explain", "--limit", "3"],
        &["search", index, "kafka", "--explain", "--offset", "3"],
    ] {
        assert_eq!(keyseek(wrong).code, 2, "{wrong:?}");
    }
}
