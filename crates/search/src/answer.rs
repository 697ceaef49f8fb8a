//! What a search gives back.
//!
//! Structs become trees of one type of value, of which serde makes JSON and the browser module JavaScript: the same in both.
//! What serde derives is 2.3 kB more of the browser module, gzipped.

use crate::Reading;
use crate::columns::{Facet, FacetValue};
use crate::ranking::{ClauseScore, Ranked, ScoreExplanation};
use crate::snippet::{self, Scanner};
use keyseek_index::MetaValue;
use keyseek_index::documents::StoredDocument;
use serde::{Serialize, Serializer};

/// The answer to a query.
#[derive(Debug, Clone, Default, PartialEq)]
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
    /// How many of the found documents hold each value, by column; none when no facets were asked for.
    pub facets: Option<Vec<Facet>>,
    /// What in the query was passed over or not understood, as sentences.
    pub warnings: Vec<String>,
    /// When nothing was found: terms of the index that start as the words of the query do.
    pub suggestions: Vec<String>,
}

/// One document that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Address of the page.
    pub url: String,
    /// Title as plain text.
    pub title: String,
    /// The title cut into runs.
    pub title_runs: Vec<Run>,
    /// How well the document answers the query; comparable within one answer only.
    pub score: f32,
    /// The loosest reading that was needed for this document.
    pub reading: Reading,
    /// The best place of the text, cut into runs that together are plain text.
    pub snippet: Vec<Run>,
    /// Of a long page the best sections, at most three, in the order of the page; empty when it has not two with fragments,
    /// or none of them was found.
    pub sections: Vec<Section>,
    /// Language of the document; empty when unknown.
    pub lang: String,
    /// Date of the document; empty when unknown.
    pub date: String,
    /// Tags.
    pub tags: Vec<String>,
    /// Other fields of the document, by name.
    pub meta: Vec<(String, MetaValue)>,
    /// How the score came about, when that was asked for.
    pub explanation: Option<ScoreExplanation>,
}

impl Hit {
    /// A ranked document, with what a scanner finds in it.
    pub(crate) fn of(ranked: &Ranked, document: &StoredDocument, scanner: &Scanner<'_>) -> Self {
        let excerpts = snippet::excerpts(document, scanner);
        Self {
            url: document.url.clone(),
            title: document.title.clone(),
            title_runs: excerpts.title,
            score: ranked.score,
            reading: ranked.reading,
            snippet: excerpts.snippet,
            sections: excerpts.sections,
            lang: document.lang.clone(),
            date: document.date.clone(),
            tags: document.tags.clone(),
            meta: document.meta.clone(),
            explanation: None,
        }
    }
}

/// A section of a document that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Address of the page with the section's fragment.
    pub url: String,
    /// Heading as plain text.
    pub title: String,
    /// The best place of the section, or its opening when the heading alone was found; empty when it has no text.
    pub snippet: Vec<Run>,
}

/// A run of text that is marked as a whole or not at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Plain text, never markup.
    pub text: String,
    /// Whether the text was found.
    pub mark: bool,
}

/// What is serialized.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// Nothing.
    Null,
    /// Yes or no.
    Flag(bool),
    /// How many.
    Count(u32),
    /// A score or a part of one.
    Score(f32),
    /// A number of a document's metadata.
    Number(f64),
    /// A text.
    Text(&'a str),
    /// Values in order.
    List(Vec<Value<'a>>),
    /// Values by name.
    Map(Vec<(&'a str, Value<'a>)>),
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
            Self::List(list) => serializer.collect_seq(list),
            Self::Map(fields) => serializer.collect_map(fields.iter().map(|(name, value)| (name, value))),
        }
    }
}

impl<'a> Value<'a> {
    fn list<T>(items: &'a [T], value: fn(&'a T) -> Self) -> Self {
        let mut list = Vec::with_capacity(items.len());
        for item in items {
            list.push(value(item));
        }
        Self::List(list)
    }

    fn texts(texts: &'a [String]) -> Self {
        Self::list(texts, |text| Self::Text(text))
    }

    fn meta(value: &'a MetaValue) -> Self {
        match value {
            MetaValue::Text(text) => Self::Text(text),
            MetaValue::Number(number) => Self::Number(*number),
            MetaValue::List(list) => Self::texts(list),
        }
    }
}

impl Answer {
    /// The answer as a tree of values.
    pub fn value(&self) -> Value<'_> {
        let mut fields = vec![
            ("query", Value::Text(&self.query)),
            ("total", Value::Count(self.total as u32)),
            ("reading", self.reading.map_or(Value::Null, |reading| Value::Text(reading.name()))),
            ("corrected", self.corrected.as_deref().map_or(Value::Null, Value::Text)),
            ("hits", Value::list(&self.hits, Hit::value)),
            ("warnings", Value::texts(&self.warnings)),
            ("suggestions", Value::texts(&self.suggestions)),
        ];
        if let Some(facets) = &self.facets {
            let mut columns = Vec::with_capacity(facets.len());
            for facet in facets {
                columns.push((facet.name.as_str(), facet.value()));
            }
            fields.push(("facets", Value::Map(columns)));
        }
        Value::Map(fields)
    }
}

impl Hit {
    fn value(&self) -> Value<'_> {
        let mut meta = Vec::with_capacity(self.meta.len());
        for (name, value) in &self.meta {
            meta.push((name.as_str(), Value::meta(value)));
        }
        let mut fields = vec![
            ("url", Value::Text(&self.url)),
            ("title", Value::Text(&self.title)),
            ("title_marks", Value::list(&self.title_runs, Run::value)),
            ("score", Value::Score(self.score)),
            ("reading", Value::Text(self.reading.name())),
            ("snippet", Value::list(&self.snippet, Run::value)),
            ("sections", Value::list(&self.sections, Section::value)),
            ("lang", Value::Text(&self.lang)),
            ("date", Value::Text(&self.date)),
            ("tags", Value::texts(&self.tags)),
            ("meta", Value::Map(meta)),
        ];
        if let Some(explanation) = &self.explanation {
            fields.push(("explanation", explanation.value()));
        }
        Value::Map(fields)
    }
}

impl Section {
    fn value(&self) -> Value<'_> {
        Value::Map(vec![
            ("url", Value::Text(&self.url)),
            ("title", Value::Text(&self.title)),
            ("snippet", Value::list(&self.snippet, Run::value)),
        ])
    }
}

impl Run {
    fn value(&self) -> Value<'_> {
        Value::Map(vec![("text", Value::Text(&self.text)), ("mark", Value::Flag(self.mark))])
    }
}

impl Facet {
    fn value(&self) -> Value<'_> {
        Value::Map(vec![
            ("distinct", Value::Count(self.distinct as u32)),
            ("values", Value::list(&self.values, FacetValue::value)),
        ])
    }
}

impl FacetValue {
    fn value(&self) -> Value<'_> {
        Value::Map(vec![("value", Value::meta(&self.value)), ("count", Value::Count(self.count))])
    }
}

impl ScoreExplanation {
    fn value(&self) -> Value<'_> {
        Value::Map(vec![
            ("clauses", Value::list(&self.clauses, ClauseScore::value)),
            ("title_factor", Value::Score(self.title_factor)),
            ("prior_factor", Value::Score(self.prior_factor)),
        ])
    }
}

impl ClauseScore {
    fn value(&self) -> Value<'_> {
        let mut occurrences = Vec::with_capacity(self.occurrences.len());
        for (field, count) in &self.occurrences {
            occurrences.push((*field, Value::Count(*count)));
        }
        Value::Map(vec![
            ("clause", Value::Count(self.clause as u32)),
            ("reading", Value::Text(self.reading.name())),
            ("occurrences", Value::Map(occurrences)),
            ("rarity", Value::Score(self.rarity)),
            ("words", Value::Score(self.words)),
            ("proximity", Value::Score(self.proximity)),
        ])
    }
}

impl Serialize for Answer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}

impl Serialize for Facet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}

impl Serialize for Hit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}
