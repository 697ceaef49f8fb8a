//! A document: what a source gives, what the document store keeps, what a hit is made from.
//!
//! One type serves the builder, the document store and the search, so that a field added here reaches all three.

use std::collections::BTreeMap;

/// A document's number in one index, dense from 0.
pub type DocId = u32;

/// One page or post.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    /// Address of the page, unique in an index; relative addresses are kept as the source gave them.
    pub url: String,
    /// Title as shown; never empty after a build.
    pub title: String,
    /// BCP 47 language tag in lower case, such as `ko` or `en-us`; empty when unknown.
    pub lang: String,
    /// Date as the source wrote it, ISO 8601 where that could be read (`2018-05-31` or with a time); empty when unknown.
    pub date: String,
    /// Tags in the source's order, without `#`, no duplicates.
    pub tags: Vec<String>,
    /// The text in reading order. The first section may have no heading.
    pub sections: Vec<Section>,
    /// Every other field of the source, by name.
    pub meta: BTreeMap<String, MetaValue>,
}

/// A heading and the text below it, up to the next heading.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Section {
    /// Fragment that leads to the heading (`install` for `#install`); empty when it has none.
    pub id: String,
    /// Heading as plain text; empty for text before the first heading.
    pub heading: String,
    /// Plain text; paragraphs stand on lines of their own.
    pub text: String,
}

/// The value of a metadata field.
#[derive(Debug, Clone, PartialEq)]
pub enum MetaValue {
    /// Text; booleans become `true` and `false`, nested values their JSON.
    Text(String),
    /// A number, kept exact up to 2^53.
    Number(f64),
    /// Several texts.
    List(Vec<String>),
}
