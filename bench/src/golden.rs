//! The judged cases, counted rather than required: the tests require them.

use crate::corpus::{Corpus, read, shared};
use crate::site::Site;
use keyseek_build::index::IndexOptions;
use keyseek_search::{Answer, SearchOptions};
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

/// How many cases pass.
#[derive(Debug, Default)]
pub struct Golden {
    /// Passed and all, by kind.
    pub kinds: BTreeMap<String, (usize, usize)>,
    /// Those that fail.
    pub failed: Vec<String>,
}

impl Golden {
    fn add(&mut self, kind: String, name: String, passes: bool) {
        let row = self.kinds.entry(kind).or_default();
        row.0 += usize::from(passes);
        row.1 += 1;
        if !passes {
            self.failed.push(name);
        }
    }

    /// Passed and all.
    pub fn total(&self) -> (usize, usize) {
        self.kinds.values().fold((0, 0), |sum, row| (sum.0 + row.0, sum.1 + row.1))
    }
}

/// The small cases, all their documents being one corpus; none where they are missing.
///
/// # Errors
/// When the cases cannot be read.
pub fn behaviours(options: &IndexOptions) -> anyhow::Result<Option<Golden>> {
    let Some(path) = shared("golden/behaviours.jsonl") else { return Ok(None) };
    let cases: Vec<Behaviour> = lines(&path)?;
    let mut source = tempfile::Builder::new().suffix(".jsonl").tempfile()?;
    for document in cases.iter().flat_map(|case| &case.docs) {
        writeln!(source, "{document}")?;
    }
    let site = Site::new(&read(source.path()), options);
    let mut golden = Golden::default();
    for case in cases {
        let answer = all(&site, &case.query);
        let place = |url: &String| answer.hits.iter().position(|hit| &hit.url == url);
        let passes = case.r#match.iter().all(|url| place(url).is_some())
            && case.absent.iter().all(|url| place(url).is_none())
            && case.before.iter().all(|(first, second)| {
                place(first).is_some_and(|first| place(second).is_none_or(|second| first < second))
            });
        golden.add(case.kind, case.id, passes);
    }
    Ok(Some(golden))
}

/// The queries over the stories; none where they are missing.
///
/// # Errors
/// When the cases cannot be read.
pub fn stories(options: &IndexOptions) -> anyhow::Result<Option<Golden>> {
    let (Some(path), Some(documents)) = (shared("golden/stories.jsonl"), Corpus::Stories.load()) else {
        return Ok(None);
    };
    let site = Site::new(&documents, options);
    let mut golden = Golden::default();
    for case in lines::<Story>(&path)? {
        let answer = all(&site, &case.query);
        let page = &answer.hits[..answer.hits.len().min(case.first.len())];
        let passes = case.first.iter().all(|title| page.iter().any(|hit| &hit.title == title));
        golden.add(case.kind, case.query, passes);
    }
    Ok(Some(golden))
}

fn all(site: &Site, query: &str) -> Answer {
    site.search(query, &SearchOptions { limit: usize::MAX, ..SearchOptions::default() })
}

fn lines<T: for<'a> Deserialize<'a>>(path: &Path) -> anyhow::Result<Vec<T>> {
    let text = std::fs::read_to_string(path)?;
    text.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
}
