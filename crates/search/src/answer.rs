//! What a search gives back, and which values that is for whoever reads it.

use crate::Reading;
use crate::columns::{Facet, FacetValue};
use crate::ranking::{ClauseScore, Ranked, ScoreExplanation};
use crate::snippet::{self, Scanner};
use crate::value::{Tree, Value, Write};
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
    /// Whether there may be more than `total`: of words that very many documents hold only the best of these were looked through.
    pub at_least: bool,
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

impl Answer {
    /// The answer as a tree of values.
    pub fn value(&self) -> Value<'_> {
        let mut tree = Tree::default();
        self.write(&mut tree);
        tree.finish()
    }

    /// Writes the answer as a map.
    pub fn write<'a>(&'a self, writer: &mut impl Write<'a>) {
        writer.map(7 + usize::from(self.at_least) + usize::from(self.facets.is_some()));
        writer.text_field("query", &self.query);
        writer.text("total");
        writer.count(self.total as u32);
        if self.at_least {
            writer.text("at_least");
            writer.flag(true);
        }
        writer.text("reading");
        match self.reading {
            Some(reading) => writer.text(reading.name()),
            None => writer.null(),
        }
        writer.text("corrected");
        match &self.corrected {
            Some(corrected) => writer.text(corrected),
            None => writer.null(),
        }
        writer.text("hits");
        writer.list(self.hits.len());
        for hit in &self.hits {
            hit.write(writer);
        }
        writer.text("warnings");
        write_texts(&self.warnings, writer);
        writer.text("suggestions");
        write_texts(&self.suggestions, writer);
        if let Some(facets) = &self.facets {
            writer.text("facets");
            writer.map(facets.len());
            for facet in facets {
                writer.text(&facet.name);
                facet.write(writer);
            }
        }
    }
}

impl Hit {
    fn write<'a>(&'a self, writer: &mut impl Write<'a>) {
        writer.map(11 + usize::from(self.explanation.is_some()));
        writer.text_field("url", &self.url);
        writer.text_field("title", &self.title);
        write_runs("title_marks", &self.title_runs, writer);
        writer.text("score");
        writer.score(self.score);
        writer.text_field("reading", self.reading.name());
        write_runs("snippet", &self.snippet, writer);
        writer.text("sections");
        writer.list(self.sections.len());
        for section in &self.sections {
            writer.map(3);
            writer.text_field("url", &section.url);
            writer.text_field("title", &section.title);
            write_runs("snippet", &section.snippet, writer);
        }
        writer.text_field("lang", &self.lang);
        writer.text_field("date", &self.date);
        writer.text("tags");
        write_texts(&self.tags, writer);
        writer.text("meta");
        writer.map(self.meta.len());
        for (name, value) in &self.meta {
            writer.text(name);
            write_meta(value, writer);
        }
        if let Some(explanation) = &self.explanation {
            writer.text("explanation");
            explanation.write(writer);
        }
    }
}

#[inline(never)]
fn write_texts<'a>(texts: &'a [String], writer: &mut impl Write<'a>) {
    writer.list(texts.len());
    for text in texts {
        writer.text(text);
    }
}

#[inline(never)]
fn write_meta<'a>(value: &'a MetaValue, writer: &mut impl Write<'a>) {
    match value {
        MetaValue::Text(text) => writer.text(text),
        MetaValue::Number(number) => writer.number(*number),
        MetaValue::List(list) => write_texts(list, writer),
    }
}

/// A field that is a text cut into runs.
#[inline(never)]
fn write_runs<'a>(name: &'a str, runs: &'a [Run], writer: &mut impl Write<'a>) {
    writer.text(name);
    writer.list(runs.len());
    for run in runs {
        writer.map(2);
        writer.text_field("text", &run.text);
        writer.text("mark");
        writer.flag(run.mark);
    }
}

impl Facet {
    #[inline(never)]
    fn write<'a>(&'a self, writer: &mut impl Write<'a>) {
        writer.map(2);
        writer.text("distinct");
        writer.count(self.distinct as u32);
        writer.text("values");
        writer.list(self.values.len());
        for FacetValue { value, count } in &self.values {
            writer.map(2);
            writer.text("value");
            write_meta(value, writer);
            writer.text("count");
            writer.count(*count);
        }
    }
}

impl ScoreExplanation {
    #[inline(never)]
    fn write<'a>(&'a self, writer: &mut impl Write<'a>) {
        writer.map(3);
        writer.text("clauses");
        writer.list(self.clauses.len());
        for ClauseScore { clause, reading, occurrences, rarity, words, proximity } in &self.clauses {
            writer.map(6);
            writer.text("clause");
            writer.count(*clause as u32);
            writer.text_field("reading", reading.name());
            writer.text("occurrences");
            writer.map(occurrences.len());
            for (field, count) in occurrences {
                writer.text(field);
                writer.count(*count);
            }
            for (name, score) in [("rarity", rarity), ("words", words), ("proximity", proximity)] {
                writer.text(name);
                writer.score(*score);
            }
        }
        for (name, factor) in [("title_factor", self.title_factor), ("prior_factor", self.prior_factor)] {
            writer.text(name);
            writer.score(factor);
        }
    }
}

impl Serialize for Answer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}

impl Serialize for Facet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut tree = Tree::default();
        self.write(&mut tree);
        tree.finish().serialize(serializer)
    }
}

impl Serialize for Hit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut tree = Tree::default();
        self.write(&mut tree);
        tree.finish().serialize(serializer)
    }
}
