//! `keyseek search`.

use crate::support::{Sample, command, fails, finish, keyseek, titles};
use serde_json::Value;
use std::fs;
use std::io::{Read, Write};
use std::process::Stdio;

#[test]
fn hits_are_printed_for_people() {
    let sample = Sample::build();
    let run = sample.search(&["celery redis"]);
    assert_eq!(run.code, 0);
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(lines[0], "1. Celery with Redis");
    assert_eq!(lines[1].trim(), "/queue/");
    assert!(lines[2].contains("Celery takes its tasks"), "{}", run.stdout);
    assert_eq!(*lines.last().unwrap(), "1 result");
    assert!(!run.stdout.contains('\x1b'), "no marks in a pipe: {:?}", run.stdout);
    assert_eq!(run.stderr, "");
}

#[test]
fn a_reading_that_is_not_exact_is_said() {
    let sample = Sample::build();
    let run = sample.search(&["celer"]);
    assert!(run.stdout.contains("/queue/ [prefix]"), "{}", run.stdout);
}

#[test]
fn what_the_query_was_taken_to_mean_is_said_first() {
    let sample = Sample::build();
    let check = |query: &str, corrected: &str, url: &str| {
        let (answer, code) = sample.answer(&[query]);
        assert_eq!((&answer["corrected"], code), (&Value::from(corrected), 0), "{query}");
        assert_eq!(answer["hits"][0]["url"], url, "{query}");
        let run = sample.search(&[query]);
        let expected = format!("Showing results for \"{corrected}\"\n\n1. ");
        assert!(run.stdout.starts_with(&expected), "{query}: {}", run.stdout);
    };
    check("kafak 모니터링", "kafka 모니터링", "/kafka/");
    check("ahslxjfld", "모니터링", "/kafka/");
    assert!(sample.search(&["kafka"]).stdout.starts_with("1. "));
}

#[test]
fn answers_for_machines_have_the_promised_shape() {
    let sample = Sample::build();
    let (answer, code) = sample.answer(&["kafka 모니터링 "]);
    assert_eq!(code, 0);
    let names: Vec<&str> = answer.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(
        names,
        ["query", "total", "took_ms", "reading", "corrected", "hits", "warnings", "suggestions"]
    );
    assert_eq!(answer["query"], "kafka 모니터링 ");
    assert!(answer["total"].as_u64().unwrap() >= 1);
    assert!(answer["took_ms"].as_f64().unwrap() > 0.0);
    assert_eq!(answer["reading"], "exact");
    assert_eq!(answer["corrected"], Value::Null);
    let hit = &answer["hits"][0];
    assert_eq!(hit["url"], "/kafka/");
    assert_eq!(hit["title"], "Kafka 모니터링");
    assert!(hit["score"].as_f64().unwrap() > 0.0);
    assert_eq!(hit["lang"], "ko");
    assert_eq!(hit["date"], "2024-05-02");
    assert_eq!(hit["tags"], serde_json::json!(["kafka", "운영"]));
    assert_eq!(hit["meta"]["minutes"], 7.0);
    let snippet = hit["snippet"].as_array().unwrap();
    assert!(snippet.iter().any(|run| run["mark"] == true), "{snippet:?}");
    assert!(snippet.iter().all(|run| run["text"].is_string()), "{snippet:?}");
}

#[test]
fn pages_are_cut_by_limit_and_offset() {
    let sample = Sample::build();
    let (all, _) = sample.answer(&["kafka"]);
    let total = all["total"].as_u64().unwrap();
    assert!(total >= 2);
    let check = |limit: &str, offset: &str, expected: &[&str]| {
        let (page, code) = sample.answer(&["kafka", "--limit", limit, "--offset", offset]);
        assert_eq!((page["total"].as_u64().unwrap(), code), (total, 0));
        assert_eq!(titles(&page), expected, "limit {limit}, offset {offset}");
    };
    let expected = titles(&all);
    check("1", "0", &expected[..1]);
    check("1", "1", &expected[1..2]);
    check("0", "0", &[]);
    check("10", "1000", &[]);
    check("18446744073709551615", "18446744073709551615", &[]);
    let second = sample.search(&["kafka", "--offset", "1"]);
    assert!(second.stdout.starts_with(&format!("2. {}\n", expected[1])), "{}", second.stdout);
}

#[test]
fn nothing_found_is_exit_code_1() {
    let sample = Sample::build();
    for query in ["zzzzqqqq", "", " ", "\u{1}\u{7}\u{1b}[31m\u{202e}", "...", "\u{feff}"] {
        let (answer, code) = sample.answer(&[query]);
        assert_eq!(answer["total"], 0, "{query:?}");
        assert_eq!(answer["reading"], Value::Null);
        assert_eq!(code, 1, "{query:?}");
    }
    assert_eq!(sample.search(&["zzzzqqqq"]).stdout, "0 results\n");
}

#[test]
fn very_long_queries_are_answered() {
    let sample = Sample::build();
    let run = sample.search(&[&"k".repeat(100_000), "--json"]);
    assert_ne!(run.code, 2, "{}", run.stderr);
    // More bytes than one argument may have.
    let long = ["가 ".repeat(50_000), "가".repeat(100_000), "a.b-c/".repeat(17_000), "\u{1}".repeat(100_000)];
    let queries = sample.path("queries.txt");
    fs::write(&queries, long.join("\n")).unwrap();
    let run = sample.search(&["--queries", queries.to_str().unwrap(), "--json"]);
    assert_eq!((run.code, run.stdout.lines().count()), (0, long.len()), "{}", run.stderr);

    let words: String = (0..500).map(|number| format!("w{number} ")).collect();
    let run = sample.search(&[&words]);
    assert!(run.stderr.starts_with("keyseek: Only the first"), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn a_query_that_is_not_utf8_is_read_lossily() {
    use std::os::unix::ffi::OsStrExt;
    let sample = Sample::build();
    let query = std::ffi::OsStr::from_bytes(b"kafka \xff ");
    let run = finish(command().arg("search").arg(sample.index()).arg(query).arg("--json"));
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("kafka \u{fffd}"), "{}", run.stdout);
}

#[test]
fn every_line_of_a_file_is_answered_in_order() {
    let sample = Sample::build();
    let queries = sample.path("queries.txt");
    fs::write(&queries, b"kafka\n\nzzzzqqqq\r\ndocker\nsvg \xff\n\xec\x95\x84\xec\x9d\xb4\xec\xbd\x98")
        .unwrap();
    let file = queries.to_str().unwrap();
    let run = sample.search(&["--queries", file, "--json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let answers: Vec<Value> = run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let asked: Vec<&str> = answers.iter().map(|answer| answer["query"].as_str().unwrap()).collect();
    assert_eq!(asked, ["kafka", "", "zzzzqqqq", "docker", "svg \u{fffd}", "아이콘"]);
    assert_eq!((&answers[1]["total"], &answers[2]["total"]), (&Value::from(0), &Value::from(0)));
    assert_eq!(answers[5]["hits"][0]["url"], "/svg/");
    for answer in &answers {
        let (alone, _) = sample.answer(&[answer["query"].as_str().unwrap()]);
        assert_eq!((&alone["hits"], &alone["total"]), (&answer["hits"], &answer["total"]));
    }
    let limited = sample.search(&["--queries", file, "--json", "--limit", "1", "--offset", "1"]);
    assert_eq!(serde_json::from_str::<Value>(limited.stdout.lines().next().unwrap()).unwrap()["hits"], {
        let (page, _) = sample.answer(&["kafka", "--limit", "1", "--offset", "1"]);
        page["hits"].clone()
    });
}

#[test]
fn a_program_can_ask_one_by_one() {
    let sample = Sample::build();
    let mut child = command()
        .args(["search", sample.index().to_str().unwrap(), "--queries", "-", "--json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut questions = child.stdin.take().unwrap();
    let mut answers = child.stdout.take().unwrap();
    for query in ["docker", "svg"] {
        writeln!(questions, "{query}").unwrap();
        let mut answer = Vec::new();
        let mut byte = [0];
        while answers.read(&mut byte).unwrap() == 1 && byte != *b"\n" {
            answer.push(byte[0]);
        }
        assert_eq!(serde_json::from_slice::<Value>(&answer).unwrap()["query"], query);
    }
    drop(questions);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_reader_that_stops_reading_is_no_error() {
    let sample = Sample::build();
    let queries = sample.path("queries.txt");
    fs::write(&queries, "kafka\n".repeat(2000)).unwrap();
    let mut child = command()
        .args(["search", sample.index().to_str().unwrap(), "--queries", queries.to_str().unwrap(), "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_an_error() {
    let sample = Sample::build();
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let run = command().arg("search").arg(sample.index()).arg("kafka").stdout(full).output().unwrap();
    assert_eq!(run.status.code(), Some(2));
}

#[test]
fn wrong_usage_is_exit_code_2() {
    let sample = Sample::build();
    let index = sample.index();
    let index = index.to_str().unwrap();
    for wrong in [
        &["search", index][..],
        &["search", index, "kafka", "--limit", "many"],
        &["search", index, "kafka", "--limit=-1"],
        &["search", index, "kafka", "--queries", "x", "--json"],
        &["search", index, "--queries", "x"],
    ] {
        let run = keyseek(wrong);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{wrong:?}");
    }
    fails(["search", index, "--queries", "/nowhere/queries.txt", "--json"], "cannot read the queries in");
}

#[test]
fn a_folder_that_is_no_index_is_an_error() {
    let folder = tempfile::TempDir::new().unwrap();
    let dir = folder.path().to_str().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    for command in ["search", "inspect"] {
        let with = |dir| [command, dir, "kafka"].into_iter().take(if command == "search" { 3 } else { 2 });
        fails(with(dir), &format!("no manifest.keyseek in {dir}; build one with `keyseek build"));
        fails(with("/nowhere/at/all"), "there is no folder /nowhere/at/all");
        fails(with(file.to_str().unwrap()), "is not a folder");
    }
}
