//! `keyseek inspect`: what an index holds, what its structures weigh, and whether every file is whole.

use crate::index_folder::{StoredFile, blob_path, manifest_path, read_blob, read_manifest};
use crate::{Outcome, numbers, terminal};
use anyhow::{Context, Result, bail, ensure};
use indicatif::HumanCount;
use keyseek_build::index::FOLDER;
use keyseek_index::columns::Column;
use keyseek_index::documents::DocumentBlock;
use keyseek_index::frame::{FORMAT_VERSION, Kind};
use keyseek_index::manifest::{self, MANIFEST_NAME, Manifest};
use keyseek_index::norms::MEASURED;
use keyseek_index::positions::PositionFile;
use keyseek_index::similar::SimilarFile;
use keyseek_index::terms::TermShard;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  keyseek inspect public/search
  keyseek inspect public/search --json | jq .documents

Exit codes: 0 the index is whole, 2 a file is damaged or missing.";

/// Show what an index holds, and check every file of it
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Args {
    /// The folder that `keyseek build` wrote
    dir: PathBuf,
    /// Answer with one JSON object on one line
    #[arg(long)]
    json: bool,
}

/// What there is to say about an index.
#[derive(Debug, Serialize)]
struct Report {
    generator: String,
    format_version: u8,
    documents: u32,
    terms: u64,
    postings: u64,
    positions: u64,
    text_bytes: u64,
    /// Words by field.
    words: BTreeMap<&'static str, u64>,
    columns: Vec<ColumnReport>,
    files: u64,
    bytes: Structures,
    /// Stored bytes of everything that a search needs but the document store.
    index_without_documents: u64,
    damaged: Vec<Damaged>,
}

/// Files and bytes by structure.
#[derive(Debug, Default, Serialize)]
struct Structures {
    manifest: Weight,
    /// Term dictionary and postings, which lie in the same files.
    terms: Weight,
    /// The share of the term dictionary of the inflated bytes of `terms`.
    term_dictionary_inflated: u64,
    /// The share of the posting lists of the inflated bytes of `terms`.
    postings_inflated: u64,
    positions: Weight,
    documents: Weight,
    columns: Weight,
    similar: Weight,
    /// Files that the manifest does not list: the browser's, and those of the build before.
    other: Weight,
}

/// A column that can be filtered, sorted and counted by.
#[derive(Debug, Serialize)]
struct ColumnReport {
    name: String,
    kind: &'static str,
    /// Distinct values.
    values: usize,
    stored: u64,
    inflated: u64,
}

#[derive(Debug, Clone, Copy, Default, Serialize)]
struct Weight {
    files: u64,
    stored: u64,
    inflated: u64,
}

impl Weight {
    fn add(&mut self, file: &StoredFile) {
        self.files += 1;
        self.stored += file.stored_bytes;
        self.inflated += file.inflated.len() as u64;
    }
}

#[derive(Debug, Serialize)]
struct Damaged {
    /// Path relative to the index folder.
    file: String,
    error: String,
}

/// Inspects.
pub fn run(args: &Args) -> Result<Outcome> {
    let report = inspect(&args.dir)?;
    let mut out = BufWriter::new(io::stdout().lock());
    if args.json {
        writeln!(out, "{}", serde_json::to_string(&report)?)?;
    } else {
        write_report(&report, &mut out)?;
    }
    out.flush().context("cannot write the answer")?;
    if report.damaged.is_empty() {
        return Ok(Outcome::Done);
    }
    let damaged: Vec<_> = report.damaged.iter().map(|damaged| damaged.error.as_str()).collect();
    let count = numbers::count(damaged.len() as u64, "file");
    bail!("{count} of the index cannot be used:\n  {}", damaged.join("\n  "));
}

fn inspect(dir: &Path) -> Result<Report> {
    let file = read_manifest(dir)?;
    let manifest = Manifest::open(&file.inflated)
        .with_context(|| format!("cannot use {}", manifest_path(dir).display()))?;
    let mut bytes = Structures::default();
    bytes.manifest.add(&file);
    let mut check = Check { dir, listed: BTreeSet::new(), damaged: Vec::new() };
    for shard in &manifest.shards {
        check.file(Kind::Terms, &shard.terms, |file| {
            let shard = TermShard::open(&file.inflated)?;
            bytes.terms.add(file);
            bytes.term_dictionary_inflated += shard.dictionary_bytes() as u64;
            bytes.postings_inflated += shard.posting_bytes() as u64;
            Ok(())
        });
        check.file(Kind::Positions, &shard.positions, |file| {
            PositionFile::open(&file.inflated)?;
            bytes.positions.add(file);
            Ok(())
        });
    }
    for block in &manifest.blocks {
        check.file(Kind::Documents, &block.file, |file| {
            let documents = DocumentBlock::open(&file.inflated)?.len();
            ensure!(
                documents == block.documents as usize,
                "it holds {documents} documents, and the manifest says {}",
                block.documents
            );
            bytes.documents.add(file);
            Ok(())
        });
    }
    let mut columns = Vec::new();
    for entry in &manifest.columns {
        check.file(Kind::Column, &entry.file, |file| {
            let column = Column::open(&file.inflated, entry.kind, manifest.statistics.documents)?;
            bytes.columns.add(file);
            columns.push(ColumnReport {
                name: entry.name.clone(),
                kind: entry.kind.name(),
                values: column.len(),
                stored: file.stored_bytes,
                inflated: file.inflated.len() as u64,
            });
            Ok(())
        });
    }
    for entry in &manifest.similar {
        check.file(Kind::Similar, &entry.file, |file| {
            SimilarFile::open(&file.inflated, manifest.statistics.documents)?;
            bytes.similar.add(file);
            Ok(())
        });
    }
    bytes.other = other_files(dir, &check.listed)?;
    let statistics = &manifest.statistics;
    Ok(Report {
        format_version: FORMAT_VERSION,
        documents: statistics.documents,
        terms: statistics.counts.terms,
        postings: statistics.counts.postings,
        positions: statistics.counts.positions,
        text_bytes: statistics.text_bytes,
        words: MEASURED.iter().map(|field| field.name()).zip(statistics.field_words).collect(),
        files: 1 + check.listed.len() as u64 + bytes.other.files,
        index_without_documents: [bytes.manifest, bytes.terms, bytes.positions, bytes.columns, bytes.similar]
            .iter()
            .map(|weight| weight.stored)
            .sum(),
        columns,
        bytes,
        damaged: check.damaged,
        generator: manifest.generator,
    })
}

/// The checks of the files that a manifest lists.
struct Check<'a> {
    dir: &'a Path,
    /// Names of the files so far.
    listed: BTreeSet<String>,
    damaged: Vec<Damaged>,
}

impl Check<'_> {
    /// Reads a file and hands it to `open`; what is wrong with it is noted. One that is listed twice is read once.
    fn file(
        &mut self,
        kind: Kind,
        entry: &manifest::StoredFile,
        open: impl FnOnce(&StoredFile) -> Result<()>,
    ) {
        let name = entry.name(kind);
        if !self.listed.insert(name.clone()) {
            return;
        }
        let checked = read_blob(self.dir, &name).and_then(|file| {
            let checked = if file.stored_bytes == entry.bytes {
                open(&file)
            } else {
                let (stored, listed) = (file.stored_bytes, entry.bytes);
                Err(anyhow::anyhow!("it has {stored} bytes, and the manifest says {listed}"))
            };
            checked.with_context(|| format!("cannot use {}", blob_path(self.dir, &name).display()))
        });
        if let Err(error) = checked {
            self.damaged.push(Damaged { file: format!("{FOLDER}/{name}"), error: format!("{error:#}") });
        }
    }
}

/// What lies in the folder beside the manifest and the `listed` files.
fn other_files(dir: &Path, listed: &BTreeSet<String>) -> Result<Weight> {
    let mut others = Weight::default();
    for folder in [dir.to_owned(), dir.join(FOLDER)] {
        let unreadable = || format!("cannot list {}", folder.display());
        let entries = match folder.read_dir() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            entries => entries.with_context(unreadable)?,
        };
        for entry in entries {
            let entry = entry.with_context(unreadable)?;
            let name = entry.file_name();
            let is_listed = name.to_str().is_some_and(|name| name == MANIFEST_NAME || listed.contains(name));
            let metadata = entry.metadata().with_context(unreadable)?;
            if metadata.is_file() && !is_listed {
                others.files += 1;
                others.stored += metadata.len();
                others.inflated += metadata.len();
            }
        }
    }
    Ok(others)
}

fn write_report(report: &Report, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "written by {}, format version {}\n", report.generator, report.format_version)?;
    let words: u64 = report.words.values().sum();
    let mut counts = vec![
        ("documents".to_owned(), report.documents.into()),
        ("terms".to_owned(), report.terms),
        ("postings".to_owned(), report.postings),
        ("positions".to_owned(), report.positions),
        ("bytes of text".to_owned(), report.text_bytes),
        ("words".to_owned(), words),
    ];
    counts.extend(report.words.iter().map(|(field, words)| (format!("  {field}"), *words)));
    for (name, number) in counts {
        writeln!(out, "{name:<22}{:>16}", HumanCount(number).to_string())?;
    }

    let bytes = &report.bytes;
    writeln!(out, "\n{:<22}{:>16}{:>16}{:>16}", "bytes", "files", "stored", "inflated")?;
    let mut row = |name: &str, weight: &Weight| {
        let [files, stored, inflated] =
            [weight.files, weight.stored, weight.inflated].map(|number| HumanCount(number).to_string());
        writeln!(out, "{name:<22}{files:>16}{stored:>16}{inflated:>16}")
    };
    row("manifest", &bytes.manifest)?;
    row("terms and postings", &bytes.terms)?;
    row("positions", &bytes.positions)?;
    row("documents", &bytes.documents)?;
    row("columns", &bytes.columns)?;
    for column in &report.columns {
        let weight = Weight { files: 1, stored: column.stored, inflated: column.inflated };
        row(&format!("  {} ({})", terminal::plain(&column.name), column.kind), &weight)?;
    }
    row("similar documents", &bytes.similar)?;
    row("other files", &bytes.other)?;
    let all = [
        bytes.manifest,
        bytes.terms,
        bytes.positions,
        bytes.documents,
        bytes.columns,
        bytes.similar,
        bytes.other,
    ];
    let total = all.iter().fold(Weight::default(), |sum, weight| Weight {
        files: sum.files + weight.files,
        stored: sum.stored + weight.stored,
        inflated: sum.inflated + weight.inflated,
    });
    row("total", &total)?;
    writeln!(
        out,
        "\nof terms and postings, inflated: term dictionary {}, posting lists {}",
        HumanCount(bytes.term_dictionary_inflated),
        HumanCount(bytes.postings_inflated)
    )?;
    writeln!(out, "index without documents: {} bytes", HumanCount(report.index_without_documents))
}
