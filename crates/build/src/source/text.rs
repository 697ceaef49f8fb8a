//! Bytes of a file to text, and the small clean-ups that all formats share.
//!
//! HTML and XML say their own encoding and are decoded by their modules; everything else is UTF-8, or UTF-16
//! when a byte order mark says so.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fs::{File, Metadata};
use std::io::{self, Read};

use encoding_rs::{Encoding, UTF_8};

use super::{Problem, ProblemKind, SourceFile};

/// Bytes of a page or a line at most: no reader wants more, and no browser should load it.
pub(super) const MOST_BYTES: u64 = 64 << 20;

/// Reads the file, or says why it cannot be used.
pub(super) fn read_bytes(file: &SourceFile, problems: &mut Vec<Problem>) -> Option<Vec<u8>> {
    let read = || {
        let mut opened = File::open(&file.path)?;
        let before = opened.metadata()?;
        if before.len() > MOST_BYTES {
            return Ok(Err(before.len()));
        }
        let mut bytes = Vec::with_capacity(before.len() as usize + 1);
        opened.by_ref().take(MOST_BYTES).read_to_end(&mut bytes)?;
        Ok(Ok((bytes, has_changed(&before, &opened))))
    };
    let kind = match read() {
        Ok(Ok((bytes, has_changed))) => {
            if has_changed {
                problems.push(Problem::in_file(&file.path, ProblemKind::Changed));
            }
            if !bytes.trim_ascii().is_empty() {
                return Some(bytes);
            }
            ProblemKind::Empty
        }
        Ok(Err(bytes)) => ProblemKind::TooLarge { bytes, most: MOST_BYTES },
        Err(error) => ProblemKind::Unreadable { reason: io::Error::to_string(&error) },
    };
    problems.push(Problem::in_file(&file.path, kind));
    None
}

/// Whether somebody wrote into a file since it was opened.
pub(super) fn has_changed(before: &Metadata, opened: &File) -> bool {
    let state = |metadata: &Metadata| (metadata.len(), metadata.modified().ok());
    opened.metadata().is_ok_and(|after| state(before) != state(&after))
}

/// The text of a file that is UTF-8 unless a byte order mark says otherwise; bytes that do not fit become
/// replacement characters and one problem.
pub(super) fn read_text(file: &SourceFile, problems: &mut Vec<Problem>) -> Option<String> {
    let bytes = read_bytes(file, problems)?;
    // The normal case takes the bytes over as they are.
    match String::from_utf8(bytes) {
        Ok(text) if !text.starts_with('\u{feff}') => Some(text),
        Ok(text) => Some(text.trim_start_matches('\u{feff}').to_owned()),
        Err(error) => Some(decode_as(error.as_bytes(), None, file, problems).into_owned()),
    }
}

/// The text by its byte order mark, else in the encoding that the file names, else as UTF-8.
pub(super) fn decode_as<'a>(
    bytes: &'a [u8],
    named: Option<&'static Encoding>,
    file: &SourceFile,
    problems: &mut Vec<Problem>,
) -> Cow<'a, str> {
    let (encoding, start) = Encoding::for_bom(bytes).unwrap_or((named.unwrap_or(UTF_8), 0));
    let body = bytes.get(start..).unwrap_or_default();
    let (text, replaced) = encoding.decode_without_bom_handling(body);
    if replaced {
        let kind = if encoding == UTF_8 {
            let valid = std::str::from_utf8(body).err().map_or(0, |error| error.valid_up_to());
            ProblemKind::InvalidUtf8 { offset: (start + valid) as u64 }
        } else {
            ProblemKind::InvalidText { encoding: encoding.name() }
        };
        problems.push(Problem::in_file(&file.path, kind));
    }
    text
}

/// The problem of a file that the system does not let us read.
pub(super) fn unreadable(file: &SourceFile, error: &std::io::Error) -> Problem {
    Problem::in_file(&file.path, ProblemKind::Unreadable { reason: error.to_string() })
}

/// A title in one line: every white-space character, NBSP and hair space among them, is a plain space,
/// without runs.
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// Text with its lines trimmed at the end and blank lines at both ends removed. What stands inside is left
/// alone.
pub(super) fn trim_block(text: &str) -> &str {
    let text = text.trim_end();
    // The first line keeps its indentation only when something stands before it, so a plain trim is right.
    text.trim_start_matches(['\n', '\r', ' ', '\t', '\u{a0}', '\u{feff}'])
}

/// Tags in order, without `#`, blanks and duplicates.
pub(super) fn tidy_tags<'a>(tags: impl IntoIterator<Item = Cow<'a, str>>) -> Vec<String> {
    let mut seen = HashSet::new();
    let tags = tags.into_iter().map(|tag| one_line(tag.trim().trim_start_matches('#')));
    tags.filter(|tag| !tag.is_empty() && seen.insert(tag.clone())).collect()
}

/// A language tag as documents keep it: `ko_KR` is `ko-kr`.
pub(super) fn language_tag(text: &str) -> String {
    let tag = text.trim().replace('_', "-").to_ascii_lowercase();
    // POSIX names may carry an encoding: `ko_KR.UTF-8`.
    tag.split('.').next().unwrap_or_default().to_owned()
}
