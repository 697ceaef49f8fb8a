//! `keyseek suggest` and `keyseek similar`.

use crate::support::{Sample, fails, keyseek};
use std::ffi::OsStr;

fn run(sample: &Sample, command: &str, args: &[&str]) -> (String, i32) {
    let index = sample.index();
    let args = args.iter().map(OsStr::new);
    let run = keyseek([OsStr::new(command), index.as_ref()].into_iter().chain(args));
    assert_eq!(run.stderr, "");
    (run.stdout, run.code)
}

#[test]
fn the_last_word_is_completed() {
    let sample = Sample::build();
    assert_eq!(run(&sample, "suggest", &["Kafka 모니", "--limit", "1"]), ("Kafka 모니터링\n".to_owned(), 0));
    assert_eq!(run(&sample, "suggest", &["kaf", "--json"]), ("[\"kafka\"]\n".to_owned(), 0));
    assert_eq!(run(&sample, "suggest", &["kafka "]), (String::new(), 1));
    assert_eq!(run(&sample, "suggest", &["", "--json"]), ("[]\n".to_owned(), 1));
}

#[test]
fn what_is_similar_is_listed() {
    let sample = Sample::build();
    let (text, code) = run(&sample, "similar", &["/kafka/"]);
    assert!(code == 0 && text.contains("%  ") && text.contains("       /"), "{text}");
    let (json, code) = run(&sample, "similar", &["/kafka/", "--json", "--limit", "1"]);
    let hits: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((code, hits.as_array().unwrap().len()), (0, 1));
    assert!(hits[0]["url"].is_string() && hits[0]["score"].is_number(), "{hits}");
    assert_eq!(run(&sample, "similar", &["/nowhere/"]), (String::new(), 1));
}

#[test]
fn a_folder_without_an_index_is_an_error() {
    fails(["suggest", "/nowhere", "kafka"], "/nowhere");
    fails(["similar", "/nowhere", "/kafka/"], "/nowhere");
}
