//! `keyseek inspect`: what an index holds, what its structures weigh, and whether every file is whole.

mod report;

use self::report::{ColumnReport, Damaged, Report, Structures, Weight};
use crate::index_folder::{Stored, manifest_path, read_blob, read_manifest, volume_path};
use crate::{Outcome, numbers};
use anyhow::{Context, Result, bail, ensure};
use keyseek_build::index::FOLDER;
use keyseek_index::columns::Column;
use keyseek_index::documents::DocumentBlock;
use keyseek_index::frame::{FORMAT_VERSION, Kind};
use keyseek_index::manifest::{self, MANIFEST_NAME, Manifest, StoredPart};
use keyseek_index::norms::MEASURED;
use keyseek_index::positions::PositionFile;
use keyseek_index::prepared::PreparedFile;
use keyseek_index::similar::SimilarFile;
use keyseek_index::spelling::SpellingFile;
use keyseek_index::terms::TermShard;
use keyseek_index::tiers::TierContent;
use std::collections::BTreeMap;
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

/// Inspects.
pub fn run(args: &Args) -> Result<Outcome> {
    let report = inspect(&args.dir)?;
    let mut out = BufWriter::new(io::stdout().lock());
    if args.json {
        writeln!(out, "{}", serde_json::to_string(&report)?)?;
    } else {
        report::write(&report, &mut out)?;
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
    let mut manifest = Manifest::open(&file.inflated)
        .with_context(|| format!("cannot use {}", manifest_path(dir).display()))?;
    let mut bytes = Structures::default();
    bytes.manifest.add(&file);
    bytes.manifest.files = 1;
    let primer = manifest::primer(&file.inflated);
    let mut check = Check { dir, primer, listed: BTreeMap::new(), damaged: Vec::new() };
    let [.., ranges, _] = manifest.parts.clone();
    for (at, part) in ranges.iter().enumerate() {
        check.part(Kind::Range, part, |stored| {
            manifest.open_range(at, &stored.inflated)?;
            bytes.ranges.add(stored);
            Ok(())
        });
    }
    let [terms, positions, documents, column_parts, similar, prepared, _, spelling] = &manifest.parts;
    let mut tiers = Vec::new();
    for ((terms, positions), entry) in terms.iter().zip(positions).zip(&manifest.shards) {
        check.part(Kind::Terms, terms, |stored| {
            let shard = TermShard::open(&stored.inflated)?;
            ensure!(
                shard.tier_parts().len() == entry.tier_files as usize,
                "it has not as many files of long lists as the manifest says"
            );
            tiers.extend_from_slice(shard.tier_parts());
            bytes.terms.add(stored);
            bytes.term_dictionary_inflated += shard.dictionary_bytes() as u64;
            bytes.postings_inflated += shard.posting_bytes() as u64;
            Ok(())
        });
        check.part(Kind::Positions, positions, |stored| {
            PositionFile::open(&stored.inflated)?;
            bytes.positions.add(stored);
            Ok(())
        });
    }
    for part in &tiers {
        check.part(Kind::Tier, part, |stored| {
            TierContent::open(&stored.inflated)?;
            bytes.tiers.add(stored);
            Ok(())
        });
    }
    for (at, part) in documents.iter().enumerate() {
        check.part(Kind::Documents, part, |stored| {
            let documents = DocumentBlock::open(&stored.inflated)?.len();
            let listed = manifest.documents_in(at).unwrap_or_default();
            ensure!(
                documents == listed as usize,
                "it holds a block of {documents} documents, and the manifest says {listed}"
            );
            bytes.documents.add(stored);
            Ok(())
        });
    }
    let mut columns = Vec::new();
    for (entry, part) in manifest.columns.iter().zip(column_parts) {
        check.part(Kind::Column, part, |stored| {
            let column = Column::open(&stored.inflated, entry.kind, manifest.statistics.documents)?;
            bytes.columns.add(stored);
            columns.push(ColumnReport {
                name: entry.name.clone(),
                kind: entry.kind.name(),
                values: column.len(),
                stored: stored.stored_bytes,
                inflated: stored.inflated.len() as u64,
            });
            Ok(())
        });
    }
    for part in similar {
        check.part(Kind::Similar, part, |stored| {
            SimilarFile::open(&stored.inflated, manifest.statistics.documents)?;
            bytes.similar.add(stored);
            Ok(())
        });
    }
    for (key, part) in manifest.prepared.iter().zip(prepared) {
        check.part(Kind::Prepared, part, |stored| {
            PreparedFile::open(&stored.inflated)?.completions(key)?;
            bytes.prepared.add(stored);
            Ok(())
        });
    }
    for part in spelling {
        check.part(Kind::Spelling, part, |stored| {
            SpellingFile::open(&stored.inflated)?;
            bytes.spelling.add(stored);
            Ok(())
        });
    }
    check.lengths();
    let files = check.listed.len() as u64;
    for (kind, weight) in [
        (Kind::Terms, &mut bytes.terms),
        (Kind::Positions, &mut bytes.positions),
        (Kind::Tier, &mut bytes.tiers),
        (Kind::Documents, &mut bytes.documents),
        (Kind::Column, &mut bytes.columns),
        (Kind::Similar, &mut bytes.similar),
        (Kind::Prepared, &mut bytes.prepared),
        (Kind::Range, &mut bytes.ranges),
        (Kind::Spelling, &mut bytes.spelling),
    ] {
        weight.files = check.listed.values().filter(|(listed, _)| *listed == kind).count() as u64;
    }
    bytes.other = other_files(dir, &check.listed)?;
    let total = bytes.total();
    let statistics = &manifest.statistics;
    Ok(Report {
        format_version: FORMAT_VERSION,
        documents: statistics.documents,
        terms: statistics.counts.terms,
        postings: statistics.counts.postings,
        positions: statistics.counts.positions,
        text_bytes: statistics.text_bytes,
        words: MEASURED.iter().map(|field| field.name()).zip(statistics.field_words).collect(),
        files: 1 + files + bytes.other.files,
        index_without_documents: total.stored - bytes.documents.stored - bytes.other.stored,
        columns,
        bytes,
        damaged: check.damaged,
        generator: manifest.generator,
    })
}

/// The checks of the files that a manifest lists.
struct Check<'a> {
    dir: &'a Path,
    primer: &'a [u8],
    /// Names of the files so far, with the kind of what is in them and where the last of it ends.
    listed: BTreeMap<String, (Kind, u64)>,
    damaged: Vec<Damaged>,
}

impl Check<'_> {
    /// Reads a part and hands it to `open`; what is wrong with it is noted, once a file.
    fn part(&mut self, kind: Kind, part: &StoredPart, open: impl FnOnce(&Stored) -> Result<()>) {
        let location = part.location(kind);
        let listed = self.listed.entry(location.file.clone()).or_insert((kind, 0));
        listed.1 = listed.1.max(part.offset.saturating_add(part.bytes));
        let file = format!("{FOLDER}/{}", location.file);
        if self.damaged.iter().any(|damaged| damaged.file == file) {
            return;
        }
        let checked = read_blob(self.dir, &location, self.primer).and_then(|stored| {
            open(&stored)
                .with_context(|| format!("cannot use {}", volume_path(self.dir, &location).display()))
        });
        if let Err(error) = checked {
            self.damaged.push(Damaged { file, error: format!("{error:#}") });
        }
    }

    /// Sees whether files whose parts are sound are as long as these.
    fn lengths(&mut self) {
        for (name, (_, listed)) in &self.listed {
            let file = format!("{FOLDER}/{name}");
            let path = self.dir.join(&file);
            let stored = path.metadata().map_or(*listed, |metadata| metadata.len());
            if stored != *listed && !self.damaged.iter().any(|damaged| damaged.file == file) {
                let path = path.display();
                let error =
                    format!("cannot use {path}: it has {stored} bytes, and the manifest says {listed}");
                self.damaged.push(Damaged { file, error });
            }
        }
    }
}

/// What lies in the folder beside the manifest and the `listed` files.
fn other_files(dir: &Path, listed: &BTreeMap<String, (Kind, u64)>) -> Result<Weight> {
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
            let is_listed =
                name.to_str().is_some_and(|name| name == MANIFEST_NAME || listed.contains_key(name));
            let metadata = entry.metadata().with_context(unreadable)?;
            if metadata.is_file() && !is_listed {
                others.files += 1;
                others.parts += 1;
                others.stored += metadata.len();
                others.inflated += metadata.len();
            }
        }
    }
    Ok(others)
}
