//! Parts: the documents of one share of the sources, read and analysed, for builds that are spread over machines.
//!
//! Each machine has all the sources and reads its share of them; one machine joins the parts, which gives the same bytes
//! as one build. A part is no index: which words become terms, and which documents stay, is decided when all are there.
//!
//! ```text
//! "KEYSPART", version (byte)
//! records    the documents, as blocks of the document store (see `index/records.rs`)
//! runs       the words with their occurrences (see `index/runs.rs`)
//! table      a row a document (see `table.rs`)
//! head       JSON: what the part is of, how it was made, where the sections end, what could not be used
//! 8 bytes    length of the head, little endian
//! 32 bytes   SHA-256 of all before
//! ```

mod file;
mod head;
mod table;

use crate::build::Gathered;
use crate::index::{self, IndexOptions, IndexWriter, Sink};
use crate::source::{self, Candidates, Share};
use crate::temporary::{TemporaryError, advice};
use crate::{BuildError, BuildOptions, Progress, Report};
use file::{PartReader, PartWriter};
use head::{Head, Settings};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Parts of one build at most: all are open at once, and systems allow a program about a thousand files.
pub const MOST_PARTS: u32 = 500;

/// Why a part could not be written, or parts not be merged.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PartError {
    /// There is no such part.
    #[error("there is no part {number} of {of}; name one of 1 to {of}, of {MOST_PARTS} at most")]
    Number {
        /// The number that was asked for.
        number: u32,
        /// Of how many.
        of: u32,
    },
    /// The file is no part.
    #[error("{} is not a part of an index; name files that `keyseek build --part` wrote", path.display())]
    NotAPart {
        /// The file.
        path: PathBuf,
    },
    /// The part was made by another version.
    #[error("{} was written by {got}, this is {expected}; build all parts with one version", path.display())]
    Version {
        /// The file.
        path: PathBuf,
        /// This version.
        expected: String,
        /// Its version.
        got: String,
    },
    /// The part is not what was written.
    #[error("{} is damaged or cut off; copy it again, or build this part again", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
    },
    /// Not all parts are there.
    #[error("of {of} parts {} missing: {}; build them with --part", are(missing), list(missing))]
    Missing {
        /// How many there are to be.
        of: u32,
        /// The numbers of those that were not named.
        missing: Vec<u32>,
    },
    /// A part was named twice.
    #[error("{} and {} are both part {number}; name each part once", first.display(), second.display())]
    Doubled {
        /// Its number.
        number: u32,
        /// One file.
        first: PathBuf,
        /// The other file.
        second: PathBuf,
    },
    /// Two parts do not belong together.
    #[error(
        "{} and {} are parts of different builds: their {what} differ; build all parts from the same sources with the same \
         options",
        first.display(),
        second.display()
    )]
    Foreign {
        /// What is not the same.
        what: &'static str,
        /// One file.
        first: PathBuf,
        /// The other file.
        second: PathBuf,
    },
    /// The system refused.
    #[error("cannot {action} {}{}", path.display(), advice(source))]
    Io {
        /// What was tried.
        action: &'static str,
        /// With which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

fn are(numbers: &[u32]) -> &'static str {
    if numbers.len() == 1 { "one is" } else { "some are" }
}

fn list(numbers: &[u32]) -> String {
    numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(", ")
}

/// What a part holds.
#[derive(Debug)]
pub struct PartReport {
    /// Documents that are not equal to an earlier one of the part.
    pub documents: usize,
    /// What could not be used of the sources.
    pub problems: Vec<source::Problem>,
    /// Bytes of the file.
    pub bytes: u64,
}

/// Reads and analyses share `number` of `of` of the sources, and writes it to the file `out`.
///
/// # Errors
/// When a source is missing, there is no such share, or the file cannot be written.
pub fn build_part(
    options: &BuildOptions,
    number: u32,
    of: u32,
    out: &Path,
    progress: &dyn Progress,
) -> Result<PartReport, BuildError> {
    if number == 0 || number > of || of > MOST_PARTS {
        return Err(PartError::Number { number, of }.into());
    }
    let share = Share { number, of };
    let found = source::discover(&options.sources, &options.exclude)?;
    let sizes = source::sizes(&found.files);
    let mut file = PartWriter::create(out)?;
    let mut writer = IndexWriter::new(&options.index);
    let gathered = Gathered::read(&found, &sizes, options, share, &mut writer, progress)?;
    let index = writer.gather()?;

    let mut head = Head::new(share, Settings::of(options), &found, &sizes);
    head.tell(&gathered, &found);
    head.records = file.copy(index.records.data(), index.records.range())?;
    index::join_runs(&index.runs, |record| file.write(record).map_err(BuildError::from))?;
    head.runs = file.written();
    table::write(&gathered.candidates, &index.analysed, |row| file.write(row))?;
    let bytes = file.finish(&head)?;
    Ok(PartReport { documents: gathered.candidates.list.len(), problems: gathered.problems, bytes })
}

/// Joins all parts of a build, in whatever order they are named, into the index that one build of the sources would give.
/// Of `options` only what concerns the machine is used, memory and temporary files; everything else stands in the parts.
///
/// # Errors
/// When parts are missing, damaged or do not belong together, there is no document, or a file cannot be kept.
pub fn merge(
    parts: &[PathBuf],
    options: &IndexOptions,
    sink: &dyn Sink,
    progress: &dyn Progress,
) -> Result<Report, BuildError> {
    let mut opened = parts.iter().map(|path| PartReader::open(path)).collect::<Result<Vec<_>, _>>()?;
    opened.sort_by_key(|part| part.head.number);
    check(&opened)?;
    let Some(first) = opened.first() else {
        return Err(PartError::Missing { of: 0, missing: Vec::new() }.into());
    };
    let options = first.head.settings.index_options(options);
    let mut writer = IndexWriter::new(&options);
    let mut gathered = Gathered::default();
    let mut paths: Vec<(u32, Vec<PathBuf>)> = Vec::new();
    for (at, part) in opened.into_iter().enumerate() {
        part.verify()?;
        let PartReader { head, path, data } = part;
        let (candidates, analysed) = table::read(&head, &data).map_err(|error| match error {
            Some(error) => BuildError::from(error),
            None => PartError::Damaged { path }.into(),
        })?;
        let base = gathered.candidates.list.len();
        if u32::try_from(base + candidates.list.len()).is_err() {
            return Err(index::IndexError::TooManyDocuments { count: base + candidates.list.len() }.into());
        }
        let data = Arc::new(data);
        writer.add_gathered(index::Gathered {
            runs: vec![index::Run::new(Arc::clone(&data), head.records..head.runs, base as u32)],
            records: index::Records::new(data, file::START..head.records),
            analysed,
        });
        gathered.candidates.append(candidates);
        gathered.problems.extend(head.problems(at == 0));
        gathered.files_passed_over = head.files_passed_over;
        gathered.passed_over += head.passed_over();
        paths.push((head.first_file, head.paths));
    }
    let path = |file: u32| {
        let of_part = paths.iter().rev().find(|(first, paths)| *first <= file && !paths.is_empty());
        of_part.and_then(|(first, paths)| paths.get((file - first) as usize)).cloned().unwrap_or_default()
    };
    gathered.write(writer, &path, sink, progress)
}

/// Whether all parts of one build are there, each once; they are in the order of their numbers.
fn check(parts: &[PartReader]) -> Result<(), PartError> {
    let Some(one) = parts.first() else { return Ok(()) };
    for other in parts.iter().skip(1) {
        if let Some(what) = one.head.differs_from(&other.head) {
            return Err(PartError::Foreign { what, first: one.path.clone(), second: other.path.clone() });
        }
    }
    for pair in parts.windows(2) {
        if let [first, second] = pair
            && first.head.number == second.head.number
        {
            let (first, number, second) = (first.path.clone(), first.head.number, second.path.clone());
            return Err(PartError::Doubled { number, first, second });
        }
    }
    let is_there = |number: &u32| parts.iter().any(|part| part.head.number == *number);
    let missing: Vec<u32> = (1..=one.head.of).filter(|number| !is_there(number)).collect();
    if missing.is_empty() { Ok(()) } else { Err(PartError::Missing { of: one.head.of, missing }) }
}
