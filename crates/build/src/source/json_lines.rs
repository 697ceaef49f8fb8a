//! JSON lines: one document a line, for content that lives in a database or comes from another program.
//!
//! ```text
//! {"url": "/a/", "title": "A", "body": "plain text", "lang": "ko", "tags": ["x"], "date": "2018-05-31",
//!  "sections": [{"id": "b", "heading": "B", "text": "…"}], "headings": ["C"], "views": 3}
//! ```
//! (on one line.) Only `url` is needed, and a `title` or some text. Other fields become metadata. The file is
//! read some lines at a time and never held as a whole.

use keyseek_index::document::{Document, Section};
use serde_json::Value;

use super::fields::{self, Fields};
use super::lines::{LineReader, Lines};
use super::{Parsed, Problem, ProblemKind, SourceFile, dates, text};

/// Reads a file of JSON lines.
pub(super) fn parse(file: &SourceFile) -> Parsed {
    let mut parsed = Parsed::default();
    let mut reader = LineReader::open(file);
    let mut invalid = false;
    while let Some(lines) = reader.next() {
        let part = parse_lines(&lines, file);
        parsed.documents.extend(part.documents);
        // One such problem a file: a wrong encoding spoils every line in the same way.
        parsed.problems.extend(part.problems.into_iter().filter(|problem| {
            let is_invalid = matches!(problem.kind, ProblemKind::InvalidUtf8 { .. });
            !(is_invalid && std::mem::replace(&mut invalid, true))
        }));
    }
    parsed
}

/// Reads some lines of a file.
pub(super) fn parse_lines(lines: &Lines, file: &SourceFile) -> Parsed {
    let mut parsed = Parsed::default();
    let mut offset = lines.offset;
    let mut invalid = false;
    for (number, line) in (lines.first..).zip(lines.bytes.split_inclusive(|byte| *byte == b'\n')) {
        let start = if number == 1 && line.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        let bytes = &line[start..];
        if !bytes.trim_ascii().is_empty() {
            let text = match std::str::from_utf8(bytes) {
                Ok(text) => text.into(),
                Err(error) => {
                    if !invalid {
                        let offset = offset + (start + error.valid_up_to()) as u64;
                        let kind = ProblemKind::InvalidUtf8 { offset };
                        parsed.problems.push(Problem::at_line(&file.path, number, kind));
                        invalid = true;
                    }
                    String::from_utf8_lossy(bytes)
                }
            };
            read_line(&text, number, file, &mut parsed);
        }
        offset += line.len() as u64;
    }
    parsed.problems.extend(lines.problems.iter().cloned());
    parsed
}

fn read_line(line: &str, number: usize, file: &SourceFile, parsed: &mut Parsed) {
    let problem = |kind| Problem::at_line(&file.path, number, kind);
    match serde_json::from_str::<Fields>(line) {
        Ok(fields) => {
            let (document, wrong) = document(fields);
            parsed.problems.extend(wrong.into_iter().map(problem));
            parsed.documents.extend(document);
        }
        Err(error) => {
            // The parser counts bytes in the line that it was given; its own "at line 1 column 9" would
            // mislead.
            let column = line
                .as_bytes()
                .get(..error.column().saturating_sub(1))
                .map_or(1, |before| String::from_utf8_lossy(before).chars().count() + 1);
            let reason = error.to_string();
            let reason = reason.split(" at line ").next().unwrap_or_default().to_owned();
            parsed
                .problems
                .push(Problem { column: Some(column), ..problem(ProblemKind::JsonLine { reason }) });
        }
    }
}

/// The document of one object, unless it has no address; and what is wrong with the object.
fn document(mut fields: Fields) -> (Option<Document>, Vec<ProblemKind>) {
    let mut wrong = Vec::new();
    let mut take = |fields: &mut Fields, field: &'static str| {
        let text = fields::take_text(fields, field);
        // What is left under the name is null, a list or an object.
        if fields.remove(field).is_some_and(|value| !value.is_null()) {
            wrong.push(ProblemKind::FieldType { field, expected: "text" });
        }
        text.unwrap_or_default()
    };
    let url = take(&mut fields, "url").trim().to_owned();
    let title = take(&mut fields, "title");
    let body = take(&mut fields, "body");
    let lang = take(&mut fields, "lang");
    let date = take(&mut fields, "date");

    let mut document = Document {
        url,
        title: text::one_line(&title),
        lang: text::language_tag(&lang),
        date: dates::to_iso(&date),
        ..Document::default()
    };
    let body = text::trim_block(&body);
    if !body.is_empty() {
        document.sections.push(Section { text: body.to_owned(), ..Section::default() });
    }
    match fields.remove("sections") {
        None | Some(Value::Null) => {}
        Some(Value::Array(items)) if items.iter().all(Value::is_object) => {
            document.sections.extend(items.into_iter().filter_map(section));
        }
        Some(_) => wrong.push(ProblemKind::FieldType {
            field: "sections",
            expected: "a list of {\"id\", \"heading\", \"text\"} objects",
        }),
    }
    for heading in fields::take_list(&mut fields, "headings") {
        document.sections.push(Section { heading: text::one_line(&heading), ..Section::default() });
    }
    let tags = fields::take_list(&mut fields, "tags");
    fields::add_tags(&mut document, tags);
    fields::into_meta(fields, &mut document);

    if document.url.is_empty() {
        wrong.push(ProblemKind::NoUrl { field: "\"url\"" });
        return (None, wrong);
    }
    (Some(document), wrong)
}

fn section(item: Value) -> Option<Section> {
    let Value::Object(mut fields) = item else {
        return None;
    };
    let mut take = |name| fields::take_text(&mut fields, name).unwrap_or_default();
    let section = Section {
        id: take("id").trim_start_matches('#').to_owned(),
        heading: text::one_line(&take("heading")),
        text: text::trim_block(&take("text")).to_owned(),
    };
    (section != Section::default()).then_some(section)
}
