//! One item of a feed, put together from XML events.

use std::borrow::Cow;

use keyseek_index::document::{Document, MetaValue, Section};
use quick_xml::events::{BytesStart, Event};

use super::attribute;
use crate::source::{dates, html, text, urls};

/// How the text of an element is meant.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Plain,
    Html,
    /// Elements of HTML stand in the feed as they are.
    Xhtml,
}

/// An item while it is read, and after.
#[derive(Debug, Default)]
pub(super) struct Item {
    language: String,
    link: String,
    /// `guid` or `id`, unless it says that it is no address.
    id: String,
    title: String,
    content: Option<(Kind, String)>,
    summary: Option<(Kind, String)>,
    published: String,
    updated: String,
    author: String,
    tags: Vec<String>,
    /// The element whose text is read, and how many elements are open inside it.
    field: Option<(String, Kind)>,
    depth: usize,
    value: String,
}

impl Item {
    /// Starts at the item's start tag.
    pub(super) fn new(tag: &BytesStart<'_>) -> Self {
        Self { language: attribute(tag, "xml:lang").unwrap_or_default(), ..Self::default() }
    }

    /// Takes the next event; false at the item's end tag.
    pub(super) fn write(&mut self, event: &Event<'_>) -> bool {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::Empty(tag) => {
                self.start(tag);
                self.end(tag.name().0);
            }
            Event::End(tag) => {
                if self.field.is_none() {
                    return false;
                }
                self.end(tag.name().0);
            }
            Event::Text(text) => self.push(&text.xml10_content()),
            Event::CData(text) => self.push(&text.xml10_content()),
            Event::GeneralRef(reference) => match (reference.resolve_char_ref(), &**reference) {
                (Ok(Some(c)), _) => self.push(c.encode_utf8(&mut [0; 4])),
                (_, "lt") => self.push("<"),
                (_, "gt") => self.push(">"),
                (_, "amp") => self.push("&"),
                (_, "quot") => self.push("\""),
                (_, "apos") => self.push("'"),
                // HTML's own entities need a document type that readers of feeds never fetch.
                (_, name) => self.value.push_str(&format!("&{name};")),
            },
            Event::Comment(_) | Event::PI(_) | Event::Decl(_) | Event::DocType(_) | Event::Eof => {}
        }
        true
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        let name = tag.name();
        if self.field.is_some() {
            self.depth += 1;
            if name.0 == "name" {
                // `<author><name>…</name><email>…</email></author>`: only the name.
                self.value.clear();
            }
            self.value.push_str(&format!("<{}>", name.0));
            return;
        }
        match name.0 {
            "link" | "atom:link" => {
                let is_page = attribute(tag, "rel").is_none_or(|rel| rel == "alternate");
                if let Some(href) = attribute(tag, "href").filter(|_| is_page && self.link.is_empty()) {
                    self.link = href;
                }
            }
            "category" | "atom:category" => {
                self.tags.extend(attribute(tag, "label").or_else(|| attribute(tag, "term")));
            }
            _ => {}
        }
        let kind = match (attribute(tag, "type").as_deref(), name.0) {
            (Some("xhtml"), _) => Kind::Xhtml,
            (Some("html" | "text/html"), _) | (_, "description" | "content:encoded") => Kind::Html,
            _ => Kind::Plain,
        };
        let is_address = attribute(tag, "isPermaLink").is_none_or(|value| value != "false");
        let field = if is_address { name.0 } else { "" };
        self.field = Some((field.to_owned(), kind));
        self.depth = 0;
        self.value.clear();
    }

    fn push(&mut self, text: &str) {
        let Some((_, kind)) = &self.field else {
            return;
        };
        if self.depth > 0 || *kind == Kind::Xhtml {
            // It stands between tags that will be read as HTML, so what XML unescaped is escaped again.
            self.value.push_str(&text.replace('&', "&amp;").replace('<', "&lt;"));
        } else {
            self.value.push_str(text);
        }
    }

    fn end(&mut self, name: &str) {
        if self.depth > 0 {
            self.depth -= 1;
            self.value.push_str(&format!("</{name}>"));
            return;
        }
        let Some((field, kind)) = self.field.take() else {
            return;
        };
        let value = std::mem::take(&mut self.value);
        let trimmed = value.trim();
        if trimmed.is_empty() {
            return;
        }
        match field.as_str() {
            "link" if self.link.is_empty() => trimmed.clone_into(&mut self.link),
            "guid" | "id" | "atom:id" => trimmed.clone_into(&mut self.id),
            "title" | "atom:title" => self.title = title(kind, trimmed),
            "content:encoded" | "content" | "atom:content" => self.content = Some((kind, value)),
            "description" | "summary" | "atom:summary" => self.summary = Some((kind, value)),
            "pubDate" | "published" | "atom:published" => self.published = dates::to_iso(trimmed),
            "dc:date" | "updated" | "atom:updated" => self.updated = dates::to_iso(trimmed),
            "author" | "dc:creator" | "atom:author" => {
                let name = trimmed.split("</name>").next().unwrap_or_default();
                self.author = plain(name);
            }
            "category" | "dc:subject" => self.tags.push(plain(trimmed)),
            _ => {}
        }
    }

    /// The document; its address is empty when the item has none.
    pub(super) fn into_document(self, feed_language: &str) -> Document {
        let url = if self.link.is_empty() && urls::is_absolute(&self.id) && self.id.contains("://") {
            self.id
        } else {
            self.link
        };
        let language = if self.language.is_empty() { feed_language } else { &self.language };
        let mut document = Document {
            url,
            title: self.title,
            lang: text::language_tag(language),
            date: if self.published.is_empty() { self.updated } else { self.published },
            tags: text::tidy_tags(self.tags.into_iter().map(Cow::Owned)),
            ..Document::default()
        };
        let (body, description) = match self.content {
            Some(content) => (Some(content), self.summary),
            None => (self.summary, None),
        };
        document.sections = body.map(|(kind, value)| sections(kind, &value)).unwrap_or_default();
        let description = description.map(|(kind, value)| {
            let sections = sections(kind, &value);
            let texts = sections.iter().flat_map(|section| [section.heading.as_str(), section.text.as_str()]);
            text::one_line(&texts.collect::<Vec<_>>().join(" "))
        });
        let meta = [("description", description.unwrap_or_default()), ("author", self.author)];
        let meta = meta.into_iter().filter(|(_, value)| !value.is_empty());
        document.meta = meta.map(|(name, value)| (name.to_owned(), MetaValue::Text(value))).collect();
        document
    }
}

fn sections(kind: Kind, value: &str) -> Vec<Section> {
    if kind == Kind::Plain {
        let text = text::trim_block(value).to_owned();
        return if text.is_empty() { Vec::new() } else { vec![Section { text, ..Section::default() }] };
    }
    html::fragment(value).into_iter().map(|(_, section)| section).collect()
}

/// The title in plain text. RSS does not say whether titles are HTML; entities in them are, angle brackets
/// are not, so that `Vec<T>` keeps its `<T>`.
fn title(kind: Kind, value: &str) -> String {
    let is_html = kind != Kind::Plain || (!value.contains('<') && value.contains('&') && value.contains(';'));
    if is_html { plain(value) } else { text::one_line(value) }
}

/// A short piece of HTML in one line.
fn plain(html: &str) -> String {
    let sections = html::fragment(html);
    let texts = sections.iter().flat_map(|(_, section)| [section.heading.as_str(), section.text.as_str()]);
    text::one_line(&texts.collect::<Vec<_>>().join(" "))
}
