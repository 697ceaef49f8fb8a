//! The judged cases: small behaviours, and queries over the stories.

use crate::support::{Site, read, shared};
use keyseek_build::index::IndexOptions;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

#[derive(Deserialize)]
struct Behaviour {
    id: String,
    kind: String,
    docs: Vec<serde_json::Value>,
    query: String,
    r#match: Vec<String>,
    absent: Vec<String>,
    before: Vec<(String, String)>,
}

#[derive(Deserialize)]
struct Story {
    query: String,
    first: Vec<String>,
    kind: String,
}

fn lines<T: for<'a> Deserialize<'a>>(path: &Path) -> Vec<T> {
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Passed and total by kind, and what failed.
#[derive(Default)]
struct Table {
    kinds: BTreeMap<String, (usize, usize)>,
    failed: Vec<String>,
}

impl Table {
    fn add(&mut self, kind: &str, problem: Option<String>) {
        let row = self.kinds.entry(kind.to_owned()).or_default();
        row.0 += usize::from(problem.is_none());
        row.1 += 1;
        self.failed.extend(problem);
    }

    fn finish(self) {
        for (kind, (passed, total)) in &self.kinds {
            println!("{kind:20} {passed}/{total}");
        }
        assert!(self.failed.is_empty(), "{} failed:\n{}", self.failed.len(), self.failed.join("\n"));
    }
}

#[test]
fn behaviours() {
    let Some(path) = shared("golden/behaviours.jsonl") else { return };
    let cases: Vec<Behaviour> = lines(&path);
    let mut source = tempfile::Builder::new().suffix(".jsonl").tempfile().unwrap();
    for document in cases.iter().flat_map(|case| &case.docs) {
        writeln!(source, "{document}").unwrap();
    }
    let mut site = Site::new(&read(source.path().to_owned()), &IndexOptions::default());
    let mut table = Table::default();
    for case in &cases {
        let answer = site.search(&case.query);
        let place = |url: &String| answer.hits.iter().position(|hit| &hit.url == url);
        let missing =
            case.r#match.iter().filter(|url| place(url).is_none()).map(|url| format!("{url} is missing"));
        let wrong =
            case.absent.iter().filter(|url| place(url).is_some()).map(|url| format!("{url} is there"));
        let swapped = case.before.iter().filter(|(first, second)| {
            place(first).is_none_or(|first| place(second).is_some_and(|second| second < first))
        });
        let swapped = swapped.map(|(first, second)| format!("{first} is not before {second}"));
        let problems: Vec<String> = missing.chain(wrong).chain(swapped).collect();
        let problem =
            (!problems.is_empty()).then(|| format!("{} {:?}: {}", case.id, case.query, problems.join(", ")));
        table.add(&case.kind, problem);
    }
    table.finish();
}

#[test]
fn stories() {
    let (Some(path), Some(stories)) = (shared("golden/stories.jsonl"), shared("corpora/stories")) else {
        return;
    };
    let mut site = Site::new(&read(stories), &IndexOptions::default());
    let mut table = Table::default();
    for case in lines::<Story>(&path) {
        let answer = site.search(&case.query);
        let titles: Vec<&str> =
            answer.hits.iter().take(case.first.len()).map(|hit| hit.title.as_str()).collect();
        let all_there = case.first.iter().all(|title| titles.contains(&title.as_str()));
        let problem = (!all_there)
            .then(|| format!("{:?} ({:?}, {} in all): {titles:?}", case.query, answer.reading, answer.total));
        table.add(&case.kind, problem);
    }
    table.finish();
}
