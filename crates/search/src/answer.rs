//! What a search gives back.

use crate::Reading;
use keyseek_index::MetaValue;
use serde::{Serialize, Serializer};

/// The answer to a query.
#[derive(Debug, Clone, PartialEq, Serialize)]
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
#[derive(Debug, Clone, PartialEq, Serialize)]
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
    #[serde(serialize_with = "serialize_meta")]
    pub meta: Vec<(String, MetaValue)>,
}

/// A run of text that is marked as a whole or not at all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Run {
    /// Plain text, never markup.
    pub text: String,
    /// Whether the text was found.
    pub mark: bool,
}

fn serialize_meta<S: Serializer>(meta: &[(String, MetaValue)], serializer: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    #[serde(untagged)]
    enum Value<'a> {
        Text(&'a str),
        Number(f64),
        List(&'a [String]),
    }
    serializer.collect_map(meta.iter().map(|(name, value)| {
        let value = match value {
            MetaValue::Text(text) => Value::Text(text),
            MetaValue::Number(number) => Value::Number(*number),
            MetaValue::List(list) => Value::List(list),
        };
        (name, value)
    }))
}
