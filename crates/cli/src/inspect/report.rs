//! What there is to say about an index, and how it is written for people.

use crate::index_folder::Stored;
use crate::terminal;
use indicatif::HumanCount;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// What columns are called in the report, which lists each of them below.
const COLUMNS: &str = "columns";

/// What there is to say about an index.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    pub(super) generator: String,
    pub(super) format_version: u8,
    pub(super) documents: u32,
    pub(super) terms: u64,
    pub(super) postings: u64,
    pub(super) positions: u64,
    pub(super) text_bytes: u64,
    /// Words by field.
    pub(super) words: BTreeMap<&'static str, u64>,
    pub(super) columns: Vec<ColumnReport>,
    pub(super) files: u64,
    pub(super) bytes: Structures,
    /// Stored bytes of everything that a search needs but the document store.
    pub(super) index_without_documents: u64,
    pub(super) damaged: Vec<Damaged>,
}

/// Files and bytes by structure.
#[derive(Debug, Default, Serialize)]
pub(super) struct Structures {
    pub(super) manifest: Weight,
    /// Term dictionary and postings, which lie in the same files.
    pub(super) terms: Weight,
    /// The share of the term dictionary of the inflated bytes of `terms`.
    pub(super) term_dictionary_inflated: u64,
    /// The share of the posting lists of the inflated bytes of `terms`.
    pub(super) postings_inflated: u64,
    pub(super) positions: Weight,
    /// Lists that stand apart from their shards, their postings and positions.
    pub(super) tiers: Weight,
    pub(super) documents: Weight,
    pub(super) columns: Weight,
    pub(super) similar: Weight,
    /// Answers to beginnings of words.
    pub(super) prepared: Weight,
    /// Where the documents are, if the manifest does not say it.
    pub(super) ranges: Weight,
    /// Frequent terms, for words that are like one.
    pub(super) spelling: Weight,
    /// Files that the manifest does not list: the browser's, and those of the build before.
    pub(super) other: Weight,
}

impl Structures {
    /// Each with what it is called, in the order of the report.
    fn named(&self) -> [(&'static str, Weight); 11] {
        [
            ("manifest", self.manifest),
            ("terms and postings", self.terms),
            ("positions", self.positions),
            ("long lists", self.tiers),
            ("documents", self.documents),
            (COLUMNS, self.columns),
            ("similar documents", self.similar),
            ("prepared answers", self.prepared),
            ("ranges of blocks", self.ranges),
            ("spelling dictionary", self.spelling),
            ("other files", self.other),
        ]
    }

    /// Everything that lies in the folder.
    pub(super) fn total(&self) -> Weight {
        self.named().iter().fold(Weight::default(), |sum, (_, weight)| Weight {
            files: sum.files + weight.files,
            parts: sum.parts + weight.parts,
            stored: sum.stored + weight.stored,
            inflated: sum.inflated + weight.inflated,
        })
    }
}

/// A column that can be filtered, sorted and counted by.
#[derive(Debug, Serialize)]
pub(super) struct ColumnReport {
    pub(super) name: String,
    pub(super) kind: &'static str,
    /// Distinct values.
    pub(super) values: usize,
    pub(super) stored: u64,
    pub(super) inflated: u64,
}

/// What files of one kind amount to.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub(super) struct Weight {
    pub(super) files: u64,
    /// Shards, blocks or columns, which share files.
    pub(super) parts: u64,
    pub(super) stored: u64,
    pub(super) inflated: u64,
}

impl Weight {
    pub(super) fn add(&mut self, stored: &Stored) {
        self.parts += 1;
        self.stored += stored.stored_bytes;
        self.inflated += stored.inflated.len() as u64;
    }
}

/// A file that cannot be used.
#[derive(Debug, Serialize)]
pub(super) struct Damaged {
    /// Path relative to the index folder.
    pub(super) file: String,
    pub(super) error: String,
}

pub(super) fn write(report: &Report, out: &mut impl Write) -> io::Result<()> {
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
    writeln!(out, "\n{:<22}{:>12}{:>12}{:>16}{:>16}", "bytes", "files", "parts", "stored", "inflated")?;
    let mut row = |name: &str, weight: &Weight| {
        let [files, parts, stored, inflated] = [weight.files, weight.parts, weight.stored, weight.inflated]
            .map(|number| HumanCount(number).to_string());
        writeln!(out, "{name:<22}{files:>12}{parts:>12}{stored:>16}{inflated:>16}")
    };
    for (name, weight) in bytes.named() {
        row(name, &weight)?;
        for column in report.columns.iter().filter(|_| name == COLUMNS) {
            let weight =
                Weight { parts: 1, stored: column.stored, inflated: column.inflated, ..Weight::default() };
            row(&format!("  {} ({})", terminal::plain(&column.name), column.kind), &weight)?;
        }
    }
    row("total", &bytes.total())?;
    writeln!(
        out,
        "\nof terms and postings, inflated: term dictionary {}, posting lists {}",
        HumanCount(bytes.term_dictionary_inflated),
        HumanCount(bytes.postings_inflated)
    )?;
    writeln!(out, "index without documents: {} bytes", HumanCount(report.index_without_documents))
}
