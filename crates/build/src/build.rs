//! Sources → the files of an index: what reads, analyses and writes, in their order.

use crate::index::{Edits, IndexWriter, Memory, Numbers, Sink};
use crate::source::{self, Candidates, Found, PassedOver, Prepared, Problem, Reader, Selection, Share};
use crate::{BuildError, BuildOptions, Built, Progress, Report, Stage};
use keyseek_index::{DocId, Document};
use std::cell::RefCell;
use std::path::PathBuf;

/// Bytes of files that are read at a time, at least and at most: enough to keep all cores busy.
const BATCH_BYTES: (usize, usize) = (1 << 20, 16 << 20);

/// Reads the sources and builds their index, in memory.
///
/// # Errors
/// When a source is missing or there is no document at all. Whatever else is wrong with a file is among the problems.
pub fn build(options: &BuildOptions, progress: &dyn Progress) -> Result<Built, BuildError> {
    let sink = Memory::default();
    let report = build_to(options, &sink, progress)?;
    Ok(Built { files: sink.into_files(), report })
}

/// Reads the sources and builds their index, each file of which goes to `sink` as soon as it is there.
///
/// # Errors
/// As [`build`], or when a file cannot be kept.
pub fn build_to(
    options: &BuildOptions,
    sink: &dyn Sink,
    progress: &dyn Progress,
) -> Result<Report, BuildError> {
    let found = source::discover(&options.sources, &options.exclude)?;
    let sizes = source::sizes(&found.files);
    let mut writer = IndexWriter::new(&options.index);
    let gathered = Gathered::read(&found, &sizes, options, Share::ALL, &mut writer, progress)?;
    let path = |file: u32| found.files.get(file as usize).map(|file| file.path.clone()).unwrap_or_default();
    gathered.write(writer, &path, sink, progress)
}

/// What was gathered from files, but for the documents themselves.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    pub(crate) candidates: Candidates,
    pub(crate) problems: Vec<Problem>,
    pub(crate) files_passed_over: usize,
    pub(crate) passed_over: PassedOver,
}

impl Gathered {
    /// Reads and analyses a share of the files that were found.
    pub(crate) fn read(
        found: &Found,
        sizes: &[u64],
        options: &BuildOptions,
        share: Share,
        writer: &mut IndexWriter<'_>,
        progress: &dyn Progress,
    ) -> Result<Self, BuildError> {
        let mut gathered = Self {
            problems: found.problems.clone(),
            files_passed_over: found.passed_over,
            ..Self::default()
        };
        progress.stage(Stage::Read, sizes.iter().sum::<u64>() / u64::from(share.of));
        let batch = (options.index.memory / 32).clamp(BATCH_BYTES.0, BATCH_BYTES.1) as u64;
        let mut reader = Reader::new(&found.files, sizes, &options.source, share);
        while let Some(files) = reader.next(batch, progress) {
            let mut documents = Vec::new();
            for (file, Prepared { documents: prepared, problems, passed_over }) in files {
                gathered.problems.extend(problems);
                gathered.passed_over += passed_over;
                for (document, identity) in prepared {
                    if gathered.candidates.add(identity, file) {
                        documents.push(document);
                    }
                }
            }
            writer.add(&documents)?;
        }
        Ok(gathered)
    }

    /// Decides which documents stay and writes their index; `path` is that of a file by its number.
    pub(crate) fn write(
        self,
        writer: IndexWriter<'_>,
        path: &dyn Fn(u32) -> PathBuf,
        sink: &dyn Sink,
        progress: &dyn Progress,
    ) -> Result<Report, BuildError> {
        let Self { candidates, problems, files_passed_over, passed_over } = self;
        let selection = candidates.select();
        if selection.is_empty() {
            return Err(BuildError::NoDocuments { problems });
        }
        let merged = selection.merged;
        let edits = Told { selection, path, problems: RefCell::new(problems) };
        let written = writer.finish(&edits, sink, progress)?;
        Ok(Report {
            statistics: written.statistics,
            problems: edits.problems.into_inner(),
            files_passed_over,
            passed_over,
            merged,
            unknown_columns: written.unknown_columns,
        })
    }
}

/// A selection that tells why documents are left out.
struct Told<'a> {
    selection: Selection,
    path: &'a dyn Fn(u32) -> PathBuf,
    problems: RefCell<Vec<Problem>>,
}

impl Edits for Told<'_> {
    fn numbers(&self) -> Numbers {
        self.selection.numbers()
    }

    fn edit(&self, at: DocId, document: &mut Document) {
        self.selection.edit(at, document);
    }

    fn leave_out(&self, at: DocId, document: &Document) {
        self.problems.borrow_mut().extend(self.selection.problem(at, &document.url, self.path));
    }
}
