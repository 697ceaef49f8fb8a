//! What a search gives back.
//!
//! Structs are serialized as maps by name with values of one type, which is the same in JSON. What serde derives for
//! them is 2.3 kB more of the browser module, gzipped: code for each type of a field, and in serde-wasm-bindgen a hash
//! table of the names of fields.

use crate::Reading;
use keyseek_index::MetaValue;
use serde::{Serialize, Serializer};

/// The answer to a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The query as it was asked.
    pub query: String,
    /// How many documents were found, all pages together.
    pub total: usize,
    /// The reading of the best hit; none when nothing was found.
    pub reading: Option<Reading>,
    /// The query as it was understood, when words of it were read as typing errors or typed on the other layout; else
    /// none.
    pub corrected: Option<String>,
    /// The hits of the page that was asked for, best first.
    pub hits: Vec<Hit>,
    /// What in the query was passed over or not understood, as sentences.
    pub warnings: Vec<String>,
}

/// One document that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Address of the page.
    pub url: String,
    /// Title as plain text.
    pub title: String,
    /// How well the document answers the query; comparable within one answer only.
    pub score: f32,
    /// The loosest reading that was needed for this document.
    pub reading: Reading,
    /// The best place of the text, cut into runs that together are plain text.
    pub snippet: Vec<Run>,
    /// Language of the document; empty when unknown.
    pub lang: String,
    /// Date of the document; empty when unknown.
    pub date: String,
    /// Tags.
    pub tags: Vec<String>,
    /// Other fields of the document, by name.
    pub meta: Vec<(String, MetaValue)>,
}

/// A run of text that is marked as a whole or not at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Plain text, never markup.
    pub text: String,
    /// Whether the text was found.
    pub mark: bool,
}

impl Serialize for Answer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map([
            ("query", Value::Text(&self.query)),
            ("total", Value::Count(self.total as u32)),
            ("reading", self.reading.map_or(Value::Null, |reading| Value::Text(reading.name()))),
            ("corrected", self.corrected.as_deref().map_or(Value::Null, Value::Text)),
            ("hits", Value::Hits(&self.hits)),
            ("warnings", Value::Texts(&self.warnings)),
        ])
    }
}

impl Serialize for Hit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map([
            ("url", Value::Text(&self.url)),
            ("title", Value::Text(&self.title)),
            ("score", Value::Score(self.score)),
            ("reading", Value::Text(self.reading.name())),
            ("snippet", Value::Runs(&self.snippet)),
            ("lang", Value::Text(&self.lang)),
            ("date", Value::Text(&self.date)),
            ("tags", Value::Texts(&self.tags)),
            ("meta", Value::Meta(&self.meta)),
        ])
    }
}

impl Serialize for Run {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map([("text", Value::Text(&self.text)), ("mark", Value::Flag(self.mark))])
    }
}

/// The value of a field.
enum Value<'a> {
    Null,
    Flag(bool),
    Count(u32),
    Score(f32),
    Number(f64),
    Text(&'a str),
    Texts(&'a [String]),
    Runs(&'a [Run]),
    Hits(&'a [Hit]),
    Meta(&'a [(String, MetaValue)]),
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_none(),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Count(count) => serializer.serialize_u32(*count),
            Self::Score(score) => serializer.serialize_f32(*score),
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Texts(texts) => serializer.collect_seq(*texts),
            Self::Runs(runs) => serializer.collect_seq(*runs),
            Self::Hits(hits) => serializer.collect_seq(*hits),
            Self::Meta(meta) => serializer.collect_map(meta.iter().map(|(name, value)| {
                let value = match value {
                    MetaValue::Text(text) => Value::Text(text),
                    MetaValue::Number(number) => Value::Number(*number),
                    MetaValue::List(list) => Value::Texts(list),
                };
                (name.as_str(), value)
            })),
        }
    }
}
