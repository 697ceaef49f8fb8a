//! The posts that the project was made for, where the folder that holds them is there.

use crate::support::{command, finish, keyseek, titles};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::{env, fs};
use tempfile::TempDir;

const QUERIES: [&str; 5] = ["kafka 모니터링을", "kaf", "svg 아이콘", "celery redis", "他山之石"];

/// The shared folder: `KEYSEEK_SHARED`, or `shared` beside the workspace.
fn shared() -> PathBuf {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    env::var_os("KEYSEEK_SHARED").map_or_else(beside, PathBuf::from)
}

#[test]
fn the_stories_answer_as_they_should() {
    let shared = shared();
    let (stories, golden) = (shared.join("corpora/stories"), shared.join("golden/stories.jsonl"));
    if !stories.is_dir() || !golden.is_file() {
        println!(
            "not checked: there are no stories in {}; KEYSEEK_SHARED names their folder",
            shared.display()
        );
        return;
    }
    let folder = TempDir::new().unwrap();
    let built = finish(command().arg("build").arg(&stories).arg("--out").arg(folder.path()));
    assert_eq!(built.code, 0, "{}", built.stderr);
    assert!(built.stderr.contains("keyseek: 52 documents, "), "{}", built.stderr);

    let first = |query: &str, places: usize| -> Vec<String> {
        let run = keyseek(["search", folder.path().to_str().unwrap(), query, "--json"]);
        assert_eq!(run.code, 0, "{query}: {}", run.stderr);
        let answer: Value = serde_json::from_str(&run.stdout).unwrap();
        let mut first: Vec<String> =
            titles(&answer).into_iter().take(places).map(ToOwned::to_owned).collect();
        first.sort_unstable();
        first
    };
    let golden = fs::read_to_string(golden).unwrap();
    let cases: Vec<Value> = golden.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for query in QUERIES {
        let case =
            cases.iter().find(|case| case["query"] == query).unwrap_or_else(|| panic!("no case {query}"));
        let mut expected: Vec<&str> =
            case["first"].as_array().unwrap().iter().map(|title| title.as_str().unwrap()).collect();
        expected.sort_unstable();
        assert_eq!(first(query, expected.len()), expected, "{query}");
    }
    assert_eq!(first("kafka 모니터링", 1), ["Kafka 모니터링"], "as with a particle");
}
