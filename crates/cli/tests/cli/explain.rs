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
    assert_eq!(names, ["query", "words", "hits"]);
    let clause = &explained["hits"][0]["explanation"]["clauses"][0];
    assert!(clause["words"].as_f64().unwrap() > 0.0 && clause["reading"].is_string(), "{clause}");
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
fn neighbouring_words_are_also_tried_as_one() {
    let sample = Sample::build();
    let (explained, _) = sample.answer(&["대시 보드 kafka ", "--explain"]);
    let joined = |word: usize| -> Vec<(&str, u64, &Value)> {
        let steps = explained["words"][word]["steps"].as_array().unwrap().iter();
        let joined = steps.filter(|step| step["when"].as_str().unwrap().starts_with("with the "));
        joined
            .map(|step| (step["when"].as_str().unwrap(), step["documents"].as_u64().unwrap(), &step["terms"]))
            .collect()
    };
    let (nothing, term) = (serde_json::json!([]), serde_json::json!(["대시보드"]));
    assert_eq!(joined(0), [("with the next word", 1, &term)]);
    assert_eq!(joined(1), [("with the word before", 1, &term), ("with the next word", 0, &nothing)]);
    assert_eq!(joined(2), [("with the word before", 0, &nothing)]);
    let table = sample.search(&["대시 보드", "--explain"]).stdout;
    assert!(table.contains("\n  spaced     with the next word                    1  대시보드\n"), "{table}");
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
fn an_explanation_is_of_one_query() {
    let sample = Sample::build();
    let index = sample.index();
    let index = index.to_str().unwrap();
    for wrong in [
        &["search", index, "--explain"][..],
        &["search", index, "--queries", "x", "--json", "--explain"],
        &["search", index, "kafka", "--weight", "size=3"],
        &["search", index, "kafka", "--prior", "minutes=much"],
    ] {
        assert_eq!(keyseek(wrong).code, 2, "{wrong:?}");
    }
    let (explained, _) =
        sample.answer(&["kafka ", "--explain", "--prior", "date=1", "--weight", "title=0", "--limit", "1"]);
    let hit = &explained["hits"][0];
    let clause = &hit["explanation"]["clauses"][0];
    assert_eq!(explained["hits"].as_array().unwrap().len(), 1);
    assert_eq!(
        (hit["url"].as_str(), hit["explanation"]["prior_factor"].as_f64()),
        (Some("/kafka/"), Some(2.0))
    );
    assert_eq!(clause["occurrences"], serde_json::json!({"title": 1, "body": 1, "tag": 1}), "{clause}");
}
