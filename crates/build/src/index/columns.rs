//! Documents → column files: one for each declared field that a document has a value in.
//!
//! Spellings of a text that the analyzer folds to the same are one value, shown as most documents write it: `Kafka` and
//! `kafka` are one tag, and a filter, which folds too, finds what the count beside it promises. Texts sort by their folded
//! form, so that small letters do not follow all capitals.

use super::volumes::Volumes;
use super::{IndexError, files};
use keyseek_index::columns::{ColumnKind, ColumnValue, ColumnWriter};
use keyseek_index::manifest::{ColumnEntry, StoredPart};
use keyseek_index::{DocId, Document, MetaValue};
use keyseek_text::fold;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The columns that are written without being asked for, where documents have such values.
pub(super) const DEFAULT: [&str; 3] = ["tags", "date", "lang"];

/// The columns of an index while documents are added.
#[derive(Debug)]
pub(super) struct Columns(Vec<Column>);

/// The columns of an index.
#[derive(Debug, Default)]
pub(super) struct WrittenColumns {
    /// As the manifest lists them.
    pub(super) entries: Vec<ColumnEntry>,
    /// Where they are.
    pub(super) parts: Vec<StoredPart>,
    /// Fields that were declared and that no document has.
    pub(super) unknown: Vec<String>,
}

impl Columns {
    /// A column for each of the declared fields, in their order.
    pub(super) fn new(declared: &[String]) -> Self {
        let mut seen = BTreeSet::new();
        let names = declared.iter().filter(|name| seen.insert(name.as_str()));
        Self(names.map(|name| Column { name: name.clone(), ..Column::default() }).collect())
    }

    /// Adds the next document.
    pub(super) fn add(&mut self, doc: DocId, document: &Document) {
        for column in &mut self.0 {
            for value in values(document, &column.name) {
                column.values.add(doc, &value);
            }
        }
    }

    /// Writes those that have values.
    pub(super) fn write(self, mut volumes: Volumes<'_>) -> Result<WrittenColumns, IndexError> {
        let mut written = WrittenColumns::default();
        for Column { name, values } in self.0 {
            let (kind, values, file) = values.encode();
            if values == 0 && !DEFAULT.contains(&name.as_str()) {
                written.unknown.push(name.clone());
            }
            // A single language tells no document from another.
            let needed = if name == "lang" { 2 } else { 1 };
            if values >= needed {
                volumes.add(&files::deflate(&file))?;
                written.entries.push(ColumnEntry { name, kind });
            }
        }
        written.parts = volumes.finish()?;
        Ok(written)
    }
}

#[derive(Debug, Default)]
struct Column {
    name: String,
    values: Values,
}

/// A value of a field of one document.
#[derive(Debug, Clone, PartialEq)]
enum Value<'a> {
    Text(&'a str),
    Number(f64),
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

/// The values of a column with their documents in ascending order.
#[derive(Debug, Default)]
struct Values {
    /// By text, as it is spelled.
    texts: HashMap<String, Vec<DocId>>,
    /// By the bits of the number.
    numbers: HashMap<u64, Vec<DocId>>,
    /// Whether some text is no date.
    has_other_than_dates: bool,
}

impl Values {
    fn add(&mut self, doc: DocId, value: &Value<'_>) {
        let documents = match value {
            Value::Number(number) => self.numbers.entry(number.to_bits()).or_default(),
            Value::Text(text) => match self.texts.get_mut(*text) {
                Some(documents) => documents,
                None => {
                    self.has_other_than_dates |= !starts_with_date(text);
                    self.texts.entry((*text).to_owned()).or_default()
                }
            },
        };
        if documents.last() != Some(&doc) {
            documents.push(doc);
        }
    }

    /// The kind of the column, the number of its values, and its file. Where some values are texts, numbers are, too.
    fn encode(self) -> (ColumnKind, usize, Vec<u8>) {
        let mut writer = ColumnWriter::default();
        if self.texts.is_empty() {
            let mut numbers: Vec<_> =
                self.numbers.into_iter().map(|(bits, documents)| (f64::from_bits(bits), documents)).collect();
            numbers.sort_by(|a, b| a.0.total_cmp(&b.0));
            for (number, documents) in &numbers {
                writer.add(ColumnValue::Number(*number), documents);
            }
            return (ColumnKind::Number, numbers.len(), writer.finish());
        }
        let is_date = !self.has_other_than_dates && self.numbers.is_empty();
        let texts = self.into_texts();
        for spellings in texts.values() {
            let mut documents: Vec<DocId> = spellings.values().flatten().copied().collect();
            documents.sort_unstable();
            documents.dedup();
            let usual = spellings.iter().rev().max_by_key(|(_, documents)| documents.len());
            let usual = usual.map(|(text, _)| text.as_str()).unwrap_or_default();
            writer.add(ColumnValue::Text(usual), &documents);
        }
        (if is_date { ColumnKind::Date } else { ColumnKind::Text }, texts.len(), writer.finish())
    }

    /// The documents of each spelling of each text, by its folded form.
    fn into_texts(self) -> BTreeMap<String, BTreeMap<String, Vec<DocId>>> {
        let mut texts: BTreeMap<String, BTreeMap<String, Vec<DocId>>> = BTreeMap::new();
        // Numbers as people write them, `3` and not `3.0`.
        let numbers =
            self.numbers.into_iter().map(|(bits, documents)| (f64::from_bits(bits).to_string(), documents));
        for (text, documents) in self.texts.into_iter().chain(numbers) {
            texts.entry(fold(&text)).or_default().entry(text).or_default().extend(documents);
        }
        texts
    }
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
    use keyseek_index::frame::Kind;
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
        let mut columns = Columns::new(&[name.to_owned()]);
        (0..).zip(documents).for_each(|(doc, document)| columns.add(doc, document));
        let sink = files::Memory::default();
        let written = columns.write(Volumes::new(&sink, Kind::Column, 0)).unwrap();
        let (Some(entry), Some((_, stored))) = (written.entries.first(), sink.into_files().pop_first())
        else {
            return written.unknown.concat();
        };
        let mut file = Vec::new();
        DeflateDecoder::new(stored.as_slice()).read_to_end(&mut file).unwrap();
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
        let mut columns = Columns::new(&declared);
        columns.add(0, &document("", &[], &[]));
        let written = columns.write(Volumes::new(&files::Memory::default(), Kind::Column, 0)).unwrap();
        assert_eq!((written.entries.len(), written.unknown), (0, vec!["views".to_owned()]));
    }
}
