//! Other engines. Each is asked by `bench/relevance/main.mjs`, which says what it reads and writes.

use super::Ranking;
use super::sets::Set;
use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The engines, by the names of their modules in `bench/relevance`.
pub const PEERS: [&str; 5] = ["minisearch", "orama", "lunr", "flexsearch", "pagefind"];

const PROGRAM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/relevance/main.mjs");
/// Where the sets and the runs are left, to be looked at.
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../dist/relevance");

/// What an engine found in a set.
#[derive(Debug)]
pub struct Run {
    /// Name and version.
    pub name: String,
    /// How it was set up, as a sentence.
    pub settings: String,
    /// For each query of the set.
    pub rankings: Vec<Ranking>,
}

/// What the program writes.
#[derive(Deserialize)]
struct Written {
    name: String,
    version: String,
    settings: String,
    rankings: Vec<Vec<String>>,
}

/// Writes a set's documents and queries where the engines find them, and says where.
///
/// # Errors
/// When they cannot be written.
pub fn write(set: &Set) -> Result<PathBuf> {
    let folder = Path::new(FOLDER).join(set.name.replace(' ', "-"));
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    let records = set.records.iter().map(serde_json::to_string).collect::<Result<Vec<_>, _>>()?;
    let queries = set.queries.iter().map(|query| serde_json::json!({ "query": query.text }).to_string());
    for (name, lines) in [("documents.jsonl", records), ("queries.jsonl", queries.collect())] {
        fs::write(folder.join(name), lines.join("\n") + "\n").with_context(|| name.to_owned())?;
    }
    Ok(folder)
}

/// Asks one engine the queries of a set that was written to `folder`.
///
/// # Errors
/// When Node or the engine fails, or gives something else than a ranking of the set's documents for each query.
pub fn run(engine: &str, set: &Set, folder: &Path) -> Result<Run> {
    let status = Command::new("node").args([PROGRAM, engine, set.language]).arg(folder).status();
    ensure!(status.context("node cannot be run")?.success(), "{engine} failed on {}", set.name);
    let path = folder.join(format!("{engine}.run.json"));
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let written: Written = serde_json::from_str(&text).with_context(|| path.display().to_string())?;
    ensure!(written.rankings.len() == set.queries.len(), "{engine} did not answer every query");
    let places: BTreeMap<&str, usize> =
        set.records.iter().enumerate().map(|(at, record)| (record.url.as_str(), at)).collect();
    let place = |url: &String| {
        places
            .get(url.as_str())
            .copied()
            .with_context(|| format!("{engine} found {url}, which is no document"))
    };
    let rankings = written
        .rankings
        .iter()
        .map(|urls| urls.iter().map(place).collect())
        .collect::<Result<Vec<Ranking>>>()?;
    Ok(Run { name: format!("{} {}", written.name, written.version), settings: written.settings, rankings })
}
