//! Runs: words with their occurrences, sorted by word, and how many of them become one.
//!
//! ```text
//! per word:  length (varint), bytes; number of occurrences (varint); last document (varint); length (varint), bytes of
//!            [`Occurrences`]
//! ```
//!
//! Each run is of documents that follow those of the run before. A merge reads every run from front to back and holds one
//! word at a time, so that it needs little memory however much there is.

use super::occurrences::Occurrences;
use crate::temporary::{Data, Reader, Temporary, TemporaryError, write_varint};
use keyseek_index::DocId;
use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;
use std::ops::Range;
use std::sync::Arc;

/// Files that are open at once at most: half of what systems allow a program by default.
const MOST_FILES: usize = 128;

/// A run.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    data: Arc<Data>,
    /// Where in the data it stands.
    range: Range<u64>,
    /// The number of what the run calls document 0.
    base: DocId,
}

impl Run {
    /// A run in a range of data, whose documents are numbered from `base` on.
    pub(crate) fn new(data: Arc<Data>, range: Range<u64>, base: DocId) -> Self {
        Self { data, range, base }
    }

    fn of(data: Data) -> Self {
        let range = 0..data.len();
        Self::new(Arc::new(data), range, 0)
    }
}

/// Appends a word to a run.
pub(super) fn write(word: &[u8], occurrences: &Occurrences, out: &mut Vec<u8>) {
    write_varint(word.len() as u64, out);
    out.extend_from_slice(word);
    write_varint(occurrences.count, out);
    write_varint(u64::from(occurrences.last), out);
    write_varint(occurrences.bytes.len() as u64, out);
    out.extend_from_slice(&occurrences.bytes);
}

/// Runs as they come in: in memory while they are small together, then joined into files.
#[derive(Debug)]
pub(super) struct Runs {
    place: Temporary,
    /// Bytes in memory at most.
    most: usize,
    held: Vec<Run>,
    held_bytes: u64,
    files: Vec<Run>,
}

impl Runs {
    pub(super) fn new(place: &Temporary, most: usize) -> Self {
        let place = place.holding(0);
        Self { place, most, held: Vec::new(), held_bytes: 0, files: Vec::new() }
    }

    /// Adds runs that are in files of their own, of documents that follow those before.
    pub(super) fn add_files(&mut self, runs: Vec<Run>) {
        self.files.extend(runs);
    }

    /// Adds a run of documents that follow those before.
    pub(super) fn add(&mut self, run: Vec<u8>) -> Result<(), TemporaryError> {
        self.held_bytes += run.len() as u64;
        self.held.push(Run::of(Data::of(run)));
        if self.held_bytes > self.most as u64 {
            let run = self.join(&self.held)?;
            self.files.push(run);
            self.held.clear();
            self.held_bytes = 0;
        }
        if self.files.len() == MOST_FILES {
            let run = self.join(&self.files)?;
            self.files = vec![run];
        }
        Ok(())
    }

    fn join(&self, runs: &[Run]) -> Result<Run, TemporaryError> {
        let mut store = self.place.store();
        join(runs, |record| store.write(record))?;
        store.finish().map(Run::of)
    }

    /// All runs, in the order of their documents.
    pub(super) fn finish(mut self) -> Vec<Run> {
        self.files.append(&mut self.held);
        self.files
    }
}

/// Writes some runs as one, record by record.
pub(crate) fn join<E: From<TemporaryError>>(
    runs: &[Run],
    mut write_record: impl FnMut(&[u8]) -> Result<(), E>,
) -> Result<(), E> {
    let mut record = Vec::new();
    merge(runs, |word, occurrences| {
        record.clear();
        write(word, occurrences, &mut record);
        write_record(&record)
    })
}

/// Hands over every word of some runs once, in order, with all its occurrences.
pub(super) fn merge<E: From<TemporaryError>>(
    runs: &[Run],
    mut visit: impl FnMut(&[u8], &Occurrences) -> Result<(), E>,
) -> Result<(), E> {
    let mut heads = BinaryHeap::with_capacity(runs.len());
    for (number, run) in runs.iter().enumerate() {
        let reader = run.data.reader(run.range.clone());
        let occurrences = Occurrences::default();
        let mut head = Head { number, base: run.base, reader, word: Vec::new(), occurrences };
        if head.advance()? {
            heads.push(head);
        }
    }
    let (mut word, mut joined) = (Vec::new(), Occurrences::default());
    while let Some(mut head) = heads.peek_mut() {
        if head.word != word {
            if !word.is_empty() {
                visit(&word, &joined)?;
            }
            word.clone_from(&head.word);
            joined.clear();
        }
        joined.append(&head.occurrences, head.base);
        if !head.advance()? {
            PeekMut::pop(head);
        }
    }
    if word.is_empty() { Ok(()) } else { visit(&word, &joined) }
}

/// A run and the word that it stands at.
#[derive(Debug)]
struct Head<'a> {
    number: usize,
    base: DocId,
    reader: Reader<'a>,
    word: Vec<u8>,
    occurrences: Occurrences,
}

impl Head<'_> {
    /// Goes to the next word; false at the end.
    fn advance(&mut self) -> Result<bool, TemporaryError> {
        if self.reader.is_at_end() {
            return Ok(false);
        }
        let length = self.reader.varint()? as usize;
        self.reader.bytes(length, &mut self.word)?;
        let (count, last) = (self.reader.varint()?, self.reader.varint()? as DocId);
        let length = self.reader.varint()? as usize;
        self.reader.bytes(length, &mut self.occurrences.bytes)?;
        (self.occurrences.count, self.occurrences.last) = (count, last);
        Ok(true)
    }
}

/// The greatest is the one whose word comes first, of two with one word the one of earlier documents.
impl Ord for Head<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        other.word.cmp(&self.word).then(other.number.cmp(&self.number))
    }
}

impl PartialOrd for Head<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Head<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Head<'_> {}

#[cfg(test)]
mod tests {
    use super::*;
    use keyseek_index::Field;
    use keyseek_index::terms::Occurrence;
    use std::collections::BTreeMap;

    #[test]
    fn merged_runs_are_one_run_of_all_documents() {
        let words = ["kafka", "redis", "가", "도커", "모니터링"];
        let mut expected: BTreeMap<&str, Occurrences> = BTreeMap::new();
        for most in [0, 60, 1 << 20] {
            expected.clear();
            let folder = tempfile::tempdir().unwrap();
            let mut runs = Runs::new(&Temporary::new(Some(folder.path()), 0), most);
            for run in 0..300u32 {
                let mut held: BTreeMap<&str, Occurrences> = BTreeMap::new();
                for (at, word) in (0..).zip(words).filter(|(at, _)| run % (at + 2) == 0) {
                    for doc in [2 * run, 2 * run + 1] {
                        let occurrence = Occurrence { doc, position: at, field: Field::Body };
                        held.entry(word).or_default().push(occurrence);
                        expected.entry(word).or_default().push(occurrence);
                    }
                }
                let mut bytes = Vec::new();
                held.iter().for_each(|(word, all)| write(word.as_bytes(), all, &mut bytes));
                runs.add(bytes).unwrap();
            }
            let mut seen = Vec::new();
            merge(&runs.finish(), |word, all| {
                seen.push((word.to_vec(), all.count, all.last, all.bytes.clone()));
                Ok::<_, TemporaryError>(())
            })
            .unwrap();
            let expected: Vec<_> = expected
                .iter()
                .map(|(word, all)| (word.as_bytes().to_vec(), all.count, all.last, all.bytes.clone()))
                .collect();
            assert_eq!(seen, expected, "{most} bytes in memory");
        }
    }
}
