//! Reads the files of a build some megabytes at a time, in their order, all of them or one share of several.

use std::ops::Range;

use rayon::prelude::*;

use super::lines::{LineReader, Lines};
use super::prepare::{Prepared, prepare};
use super::{Format, ProblemKind, SourceFile, SourceOptions, json_lines, parse};
use crate::Progress;

/// Files of one batch at most.
const MOST_FILES: usize = 4096;

/// The sizes of files in bytes; 0 for those that cannot be asked.
pub(crate) fn sizes(files: &[SourceFile]) -> Vec<u64> {
    files.par_iter().map(|file| std::fs::metadata(&file.path).map_or(0, |metadata| metadata.len())).collect()
}

/// One share of several that are about as large, of bytes of files in their order. A page belongs to the share in which it
/// begins, and so do some lines of a file of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Share {
    /// From 1.
    pub(crate) number: u32,
    pub(crate) of: u32,
}

impl Share {
    /// Everything.
    pub(crate) const ALL: Self = Self { number: 1, of: 1 };

    fn range(self, sizes: &[u64]) -> Range<u64> {
        let total: u128 = sizes.iter().map(|size| u128::from(place(*size))).sum();
        let border = |number: u32| (total * u128::from(number) / u128::from(self.of)) as u64;
        let end = if self.number == self.of { u64::MAX } else { border(self.number) };
        border(self.number - 1)..end
    }
}

/// The room of a file among all: an empty one has a place, too.
const fn place(size: u64) -> u64 {
    size.saturating_add(1)
}

/// Reads files.
pub(crate) struct Reader<'a> {
    files: &'a [SourceFile],
    sizes: &'a [u64],
    options: &'a SourceOptions,
    share: Range<u64>,
    /// The next file, and where it starts among the bytes of all.
    next: usize,
    start: u64,
    lines: Option<LineReader<'a>>,
    /// The last file with a wrong encoding.
    invalid: Option<u32>,
}

/// What is parsed as one.
enum Unit {
    File,
    Lines(Lines),
}

impl<'a> Reader<'a> {
    pub(crate) fn new(
        files: &'a [SourceFile],
        sizes: &'a [u64],
        options: &'a SourceOptions,
        share: Share,
    ) -> Self {
        let share = share.range(sizes);
        Self { files, sizes, options, share, next: 0, start: 0, lines: None, invalid: None }
    }

    /// What the next files gave, about `bytes` bytes of them or one file that is larger, each with its number. None at the
    /// end.
    pub(crate) fn next(&mut self, bytes: u64, progress: &dyn Progress) -> Option<Vec<(u32, Prepared)>> {
        let mut units = Vec::new();
        let mut size = 0;
        while let Some((number, unit, unit_size)) = self.unit(bytes.saturating_sub(size), units.is_empty()) {
            units.push((number, unit, unit_size));
            size += unit_size;
            if size >= bytes || units.len() >= MOST_FILES {
                break;
            }
        }
        if units.is_empty() {
            return None;
        }
        let files = self.files;
        let options = self.options;
        let prepare = |(number, unit, size): (usize, Unit, u64)| {
            let file = &files[number];
            let parsed = match unit {
                Unit::File => parse(file, options),
                Unit::Lines(lines) => json_lines::parse_lines(&lines, file),
            };
            let prepared = prepare(file, parsed);
            progress.advance(size);
            (number as u32, prepared)
        };
        let mut read: Vec<_> = units.into_par_iter().with_max_len(1).map(prepare).collect();
        // One such problem a file: a wrong encoding spoils every line in the same way.
        for (number, prepared) in &mut read {
            if self.files[*number as usize].format == Format::JsonLines {
                prepared.problems.retain(|problem| {
                    let is_invalid = matches!(problem.kind, ProblemKind::InvalidUtf8 { .. });
                    !is_invalid || self.invalid.replace(*number) != Some(*number)
                });
            }
        }
        Some(read)
    }

    /// What is to be parsed next, if it has at most `most` bytes or must be had whatever its size.
    fn unit(&mut self, most: u64, is_first: bool) -> Option<(usize, Unit, u64)> {
        loop {
            let (file, size) = (self.files.get(self.next)?, self.sizes.get(self.next).copied()?);
            let number = self.next;
            if self.start >= self.share.end {
                return None;
            }
            if file.format == Format::JsonLines && self.start + place(size) > self.share.start {
                let reader = self.lines.get_or_insert_with(|| LineReader::open(file));
                if let Some(lines) = reader.next() {
                    // What was added to the file since it was asked for its size belongs to where it ended.
                    let at = self.start + lines.offset().min(size);
                    if at >= self.share.end {
                        return None;
                    }
                    if at >= self.share.start {
                        let size = lines.len();
                        return Some((number, Unit::Lines(lines), size));
                    }
                    continue;
                }
            } else if file.format != Format::JsonLines && self.share.contains(&self.start) {
                if size > most && !is_first {
                    return None;
                }
                self.go_on(size);
                return Some((number, Unit::File, size));
            }
            self.go_on(size);
        }
    }

    fn go_on(&mut self, size: u64) {
        self.lines = None;
        self.next += 1;
        self.start += place(size);
    }
}
