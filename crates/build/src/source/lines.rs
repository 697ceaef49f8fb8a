//! A file of lines, some lines at a time: it is never held as a whole, and each piece can be parsed on another thread.

use std::fs::{File, Metadata};
use std::io::{BufRead, BufReader, Read, Result};

use super::{Problem, ProblemKind, SourceFile, text};

/// Bytes of one piece, but for the end of its last line.
const PIECE: u64 = 1 << 20;

/// Some lines of a file.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Lines {
    /// With their line breaks.
    pub(super) bytes: Vec<u8>,
    /// The number of the first, from 1.
    pub(super) first: usize,
    /// Where in the file they stand.
    pub(super) offset: u64,
    /// What was wrong with reading them.
    pub(super) problems: Vec<Problem>,
}

impl Lines {
    /// Bytes there.
    pub(crate) fn len(&self) -> u64 {
        self.bytes.len() as u64
    }

    /// Where in the file they stand.
    pub(crate) const fn offset(&self) -> u64 {
        self.offset
    }
}

/// Reads a file of lines. The pieces depend on the file alone.
#[derive(Debug)]
pub(crate) struct LineReader<'a> {
    file: &'a SourceFile,
    opened: Option<(BufReader<File>, Metadata)>,
    /// Why it could not be opened.
    problem: Option<Problem>,
    /// Lines and bytes that were read.
    line: usize,
    offset: u64,
    /// Whether something other than white space was read.
    has_text: bool,
}

impl<'a> LineReader<'a> {
    pub(crate) fn open(file: &'a SourceFile) -> Self {
        let open = || {
            let opened = File::open(&file.path)?;
            let metadata = opened.metadata()?;
            Ok((BufReader::with_capacity(1 << 16, opened), metadata))
        };
        let opened: Result<_> = open();
        let problem = opened.as_ref().err().map(|error| text::unreadable(file, error));
        Self { file, opened: opened.ok(), problem, line: 0, offset: 0, has_text: false }
    }

    /// The next piece; its problems are also about what comes after it. None at the end.
    pub(crate) fn next(&mut self) -> Option<Lines> {
        let mut lines = Lines { first: self.line + 1, offset: self.offset, ..Lines::default() };
        lines.problems.extend(self.problem.take());
        if let Some((mut reader, before)) = self.opened.take() {
            match self.read(&mut reader, &mut lines) {
                Ok(true) => self.opened = Some((reader, before)),
                Ok(false) => self.finish(&before, reader.get_ref(), &mut lines.problems),
                Err(error) => lines.problems.push(text::unreadable(self.file, &error)),
            }
        }
        (!lines.bytes.is_empty() || !lines.problems.is_empty()).then_some(lines)
    }

    /// Reads a piece; false at the end of the file.
    fn read(&mut self, reader: &mut BufReader<File>, lines: &mut Lines) -> Result<bool> {
        let mut read = reader.take(PIECE).read_to_end(&mut lines.bytes)? as u64;
        if read == PIECE && !lines.bytes.ends_with(b"\n") {
            read += reader.take(text::MOST_BYTES).read_until(b'\n', &mut lines.bytes)? as u64;
        }
        let is_at_end = read < PIECE;
        let breaks = lines.bytes.iter().filter(|byte| **byte == b'\n').count();
        self.line += breaks;
        self.offset += read;
        if read >= text::MOST_BYTES && !lines.bytes.ends_with(b"\n") {
            let end = lines.bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
            let rest = self.pass_over(reader)?;
            let bytes = (lines.bytes.len() - end) as u64 + rest;
            self.line += 1;
            self.offset += rest;
            lines.bytes.truncate(end);
            let kind = ProblemKind::TooLarge { bytes, most: text::MOST_BYTES };
            lines.problems.push(Problem::at_line(&self.file.path, self.line, kind));
            self.has_text = true;
        }
        self.has_text = self.has_text || !lines.bytes.trim_ascii().is_empty();
        Ok(!is_at_end)
    }

    /// Reads to the end of a line without keeping it; its bytes.
    fn pass_over(&self, reader: &mut BufReader<File>) -> Result<u64> {
        let mut passed = 0;
        loop {
            let held = reader.fill_buf()?;
            let end = held.iter().position(|byte| *byte == b'\n');
            let length = end.map_or(held.len(), |at| at + 1);
            reader.consume(length);
            passed += length as u64;
            if end.is_some() || length == 0 {
                return Ok(passed);
            }
        }
    }

    fn finish(&self, before: &Metadata, opened: &File, problems: &mut Vec<Problem>) {
        if text::has_changed(before, opened) {
            problems.push(Problem::in_file(&self.file.path, ProblemKind::Changed));
        }
        if !self.has_text {
            problems.push(Problem::in_file(&self.file.path, ProblemKind::Empty));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Format;

    #[test]
    fn pieces_are_whole_lines_and_make_up_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.jsonl");
        let check = |line: &str, count: usize, last: &str| {
            let content = line.repeat(count) + last;
            std::fs::write(&path, &content).unwrap();
            let file =
                SourceFile { path: path.clone(), relative: "a.jsonl".to_owned(), format: Format::JsonLines };
            let mut reader = LineReader::open(&file);
            let (mut read, mut number) = (Vec::new(), 1);
            while let Some(lines) = reader.next() {
                assert_eq!((lines.first, lines.offset), (number, read.len() as u64));
                assert!(lines.problems.is_empty());
                number += lines.bytes.iter().filter(|byte| **byte == b'\n').count();
                read.extend(lines.bytes);
                assert!(read.ends_with(b"\n") || read.len() == content.len());
            }
            assert!(read == content.as_bytes());
        };
        check("x", 1, "");
        check("{\"url\":\"/a\"}\n", 300_000, "");
        check("{\"url\":\"/a\"}\r\n", 300_000, "{}");
        check("0123456789abcdef\n", 1 << 20, "");
        check("0123456789abcde\n", (1 << 16) * 3, "");
        check(&"y".repeat(3 << 20), 1, "\n");
    }
}
