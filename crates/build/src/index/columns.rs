//! Documents → column files: one for each declared field that a document has a value in.
//!
//! Spellings of a text that the analyzer folds to the same are one value, shown as most documents write it: `Kafka` and
//! `kafka` are one tag, and a filter, which folds too, finds what the count beside it promises. Texts sort by their folded
//! form, so that small letters do not follow all capitals.

use super::files::{self, Stored};
use keyseek_index::columns::{ColumnKind, ColumnValue, ColumnWriter};
use keyseek_index::frame::Kind;
use keyseek_index::manifest::ColumnEntry;
use keyseek_index::{DocId, Document, MetaValue};
use keyseek_text::fold;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// The columns that are written without being asked for, where documents have such values.
pub(super) const DEFAULT: [&str; 3] = ["tags", "date", "lang"];

/// The columns of an index.
#[derive(Debug, Default)]
pub(super) struct Columns {
    /// As the manifest lists them.
    pub(super) entries: Vec<ColumnEntry>,
    pub(super) stored: Vec<Stored>,
    /// Fields that were declared and that no document has.
    pub(super) unknown: Vec<String>,
}

/// Writes a column for each of the declared fields, in their order.
pub(super) fn write(documents: &[Document], declared: &[String]) -> Columns {
    let mut columns = Columns::default();
    let mut seen = BTreeSet::new();
    for name in declared.iter().filter(|name| seen.insert(name.as_str())) {
        let fields: Vec<Vec<Value<'_>>> = documents.iter().map(|document| values(document, name)).collect();
        let (kind, values, file) = encode(&fields);
        if values == 0 && !DEFAULT.contains(&name.as_str()) {
            columns.unknown.push(name.clone());
        }
        // A single language tells no document from another.
        let needed = if name == "lang" { 2 } else { 1 };
        if values >= needed {
            let stored = files::store(Kind::Column, &file);
            columns.entries.push(ColumnEntry { name: name.clone(), kind, file: stored.file });
            columns.stored.push(stored);
        }
    }
    columns
}

/// A value of a field of one document.
#[derive(Debug, Clone, PartialEq)]
enum Value<'a> {
    Text(&'a str),
    Number(f64),
}

impl<'a> Value<'a> {
    /// The value as text; numbers as people write them, `3` and not `3.0`.
    fn text(&self) -> Cow<'a, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Number(number) => Cow::Owned(number.to_string()),
        }
    }
}

/// The values of a field of a document. Blank texts are none, nor is a number that has no place among the others.
fn values<'a>(document: &'a Document, name: &str) -> Vec<Value<'a>> {
    let texts = |list: &'a [String]| list.iter().map(|text| Value::Text(text.trim())).collect();
    let mut values: Vec<Value<'a>> = match name {
        "url" => vec![Value::Text(&document.url)],
        "title" => vec![Value::Text(document.title.trim())],
        "lang" => vec![Value::Text(&document.lang)],
        "date" => vec![Value::Text(document.date.trim())],
        "tags" => texts(&document.tags),
        _ => match document.meta.get(name) {
            Some(MetaValue::Text(text)) => vec![Value::Text(text.trim())],
            // Zero has two signs and is one number.
            Some(MetaValue::Number(number)) => vec![Value::Number(number + 0.0)],
            Some(MetaValue::List(list)) => texts(list),
            None => Vec::new(),
        },
    };
    values.retain(|value| match value {
        Value::Text(text) => !text.is_empty(),
        Value::Number(number) => number.is_finite(),
    });
    values
}

/// The kind of a column, the number of its values, and its file. Where some values are texts, numbers are, too.
fn encode(fields: &[Vec<Value<'_>>]) -> (ColumnKind, usize, Vec<u8>) {
    let mut all = fields.iter().flatten();
    let is_number = all.clone().all(|value| matches!(value, Value::Number(_)));
    let is_date = all.all(|value| matches!(value, Value::Text(text) if starts_with_date(text)));
    let mut writer = ColumnWriter::default();
    if is_number {
        let numbers = numbers(fields);
        for (number, documents) in &numbers {
            writer.add(ColumnValue::Number(*number), documents);
        }
        return (ColumnKind::Number, numbers.len(), writer.finish());
    }
    let texts = texts(fields);
    for spellings in texts.values() {
        let documents: BTreeSet<DocId> = spellings.values().flatten().copied().collect();
        let usual = spellings.iter().rev().max_by_key(|(_, documents)| documents.len());
        let usual = usual.map(|(text, _)| text.as_ref()).unwrap_or_default();
        writer.add(ColumnValue::Text(usual), &documents.into_iter().collect::<Vec<_>>());
    }
    (if is_date { ColumnKind::Date } else { ColumnKind::Text }, texts.len(), writer.finish())
}

/// Numbers in ascending order with their documents.
fn numbers(fields: &[Vec<Value<'_>>]) -> Vec<(f64, Vec<DocId>)> {
    let mut held: Vec<(f64, DocId)> = Vec::new();
    for (doc, values) in (0..).zip(fields) {
        held.extend(values.iter().filter_map(|value| match value {
            Value::Number(number) => Some((*number, doc)),
            Value::Text(_) => None,
        }));
    }
    held.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut numbers: Vec<(f64, Vec<DocId>)> = Vec::new();
    for (number, doc) in held {
        match numbers.last_mut() {
            Some((last, documents)) if *last == number => documents.push(doc),
            _ => numbers.push((number, vec![doc])),
        }
    }
    numbers
}

/// The documents of each spelling of each text, by its folded form.
type Texts<'a> = BTreeMap<String, BTreeMap<Cow<'a, str>, BTreeSet<DocId>>>;

fn texts<'a>(fields: &[Vec<Value<'a>>]) -> Texts<'a> {
    let mut texts = Texts::new();
    for (doc, values) in (0..).zip(fields) {
        for text in values.iter().map(Value::text) {
            texts.entry(fold(&text)).or_default().entry(text).or_default().insert(doc);
        }
    }
    texts
}

/// Whether a text begins as dates in ISO 8601 do, with a year, a month and a day.
fn starts_with_date(text: &str) -> bool {
    let date = text.as_bytes().get(..10).unwrap_or_default();
    !date.is_empty()
        && date.iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::read::DeflateDecoder;
    use keyseek_index::columns::Column;
    use std::io::Read;

    fn document(lang: &str, tags: &[&str], meta: &[(&str, MetaValue)]) -> Document {
        Document {
            lang: lang.to_owned(),
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            meta: meta.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
            ..Document::default()
        }
    }

    /// The kind of a column and its values with their documents, as text; empty when there is no such column.
    fn show(documents: &[Document], name: &str) -> String {
        let columns = write(documents, &[name.to_owned()]);
        let (Some(entry), Some(stored)) = (columns.entries.first(), columns.stored.first()) else {
            return columns.unknown.concat();
        };
        let mut file = Vec::new();
        DeflateDecoder::new(stored.bytes.as_slice()).read_to_end(&mut file).unwrap();
        let column = Column::open(&file, entry.kind, documents.len() as u32).unwrap();
        let values = (0..column.len()).map(|at| match column.value(at) {
            ColumnValue::Text(text) => format!(" {text:?}{:?}", column.documents(at)),
            ColumnValue::Number(number) => format!(" {number}{:?}", column.documents(at)),
        });
        format!("{}:{}", entry.kind.name(), values.collect::<String>())
    }

    #[test]
    fn a_field_becomes_a_column_of_one_kind() {
        let text = |text: &str| MetaValue::Text(text.to_owned());
        let list = |list: &[&str]| MetaValue::List(list.iter().map(|text| (*text).to_owned()).collect());
        let check = |values: &[MetaValue], expected: &str| {
            let documents: Vec<_> =
                values.iter().map(|value| document("", &[], &[("field", value.clone())])).collect();
            assert_eq!(show(&documents, "field"), expected, "{values:?}");
        };
        check(&[text("b"), text("a"), text("b")], r#"text: "a"[1] "b"[0, 2]"#);
        check(&[text("Zoo"), text("apple"), text("사과")], r#"text: "apple"[1] "Zoo"[0] "사과"[2]"#);
        check(&[list(&["b", "a"]), list(&[]), list(&["b", "b", " "])], r#"text: "a"[0] "b"[0, 2]"#);
        check(
            &[MetaValue::Number(10.0), MetaValue::Number(-2.5), MetaValue::Number(10.0)],
            "number: -2.5[1] 10[0, 2]",
        );
        check(&[MetaValue::Number(0.0), MetaValue::Number(-0.0)], "number: 0[0, 1]");
        check(&[MetaValue::Number(f64::NAN), MetaValue::Number(1.0)], "number: 1[1]");
        check(&[MetaValue::Number(3.0), text("many")], r#"text: "3"[0] "many"[1]"#);
        check(
            &[text("2020-05-01"), text("2019-01-01T10:00Z")],
            r#"date: "2019-01-01T10:00Z"[1] "2020-05-01"[0]"#,
        );
        check(&[text("2020-05-01"), text("soon")], r#"text: "2020-05-01"[0] "soon"[1]"#);
        check(&[text(" ")], "field");
    }

    #[test]
    fn spellings_that_fold_to_the_same_are_one_value() {
        let documents = [
            document("", &["kafka"], &[]),
            document("", &["Kafka", "KAFKA"], &[]),
            document("", &["Kafka"], &[]),
        ];
        assert_eq!(show(&documents, "tags"), r#"text: "Kafka"[0, 1, 2]"#);
    }

    #[test]
    fn one_language_needs_no_column() {
        let check = |langs: &[&str], expected: &str| {
            let documents: Vec<_> = langs.iter().map(|lang| document(lang, &[], &[])).collect();
            assert_eq!(show(&documents, "lang"), expected);
        };
        check(&["ko", "ko", ""], "");
        check(&["ko", "en", ""], r#"text: "en"[1] "ko"[0]"#);
    }

    #[test]
    fn only_what_was_asked_for_by_name_is_missed() {
        let declared = ["tags", "date", "lang", "views", "views"].map(str::to_owned);
        let columns = write(&[document("", &[], &[])], &declared);
        assert_eq!((columns.entries.len(), columns.unknown), (0, vec!["views".to_owned()]));
    }
}
