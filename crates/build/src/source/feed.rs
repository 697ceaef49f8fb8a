//! Feeds: RSS 2.0, RSS 1.0 and Atom.
//!
//! | document | RSS | Atom |
//! | --- | --- | --- |
//! | url | `link`, or a `guid` that is an address | `link` with `rel=alternate` or none, or an `id` that is one |
//! | title | `title` | `title` |
//! | text | `content:encoded`, else `description` | `content`, else `summary` |
//! | date | `pubDate`, `dc:date` | `published`, else `updated` |
//! | tags | `category`, `dc:subject` | `category term` |
//! | meta | `author`, `dc:creator`; `description` when there is content too | `author name`; `summary` likewise |
//!
//! Text is HTML, escaped, in CDATA or (Atom's xhtml) as elements. Where the XML breaks off, the items before
//! are kept.

mod item;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use self::item::Item;
use super::{Parsed, Problem, ProblemKind, SourceFile, text};

/// Reads a feed.
pub(super) fn parse(file: &SourceFile) -> Parsed {
    let mut parsed = Parsed::default();
    let Some(bytes) = text::read_bytes(file, &mut parsed.problems) else {
        return parsed;
    };
    let xml = text::decode_as(&bytes, named_encoding(&bytes), file, &mut parsed.problems);
    let mut feed = FeedReader { file, xml: &xml, parsed, root: None, language: String::new(), line: (0, 1) };
    feed.read();
    if feed.root.as_deref().is_none_or(|root| !matches!(root, "rss" | "feed" | "rdf:RDF" | "atom:feed")) {
        let root = feed.root.take().map_or_else(|| "no element".to_owned(), |root| format!("<{root}>"));
        feed.parsed.problems = vec![Problem::in_file(&file.path, ProblemKind::NotAFeed { root })];
    }
    feed.parsed
}

struct FeedReader<'a> {
    file: &'a SourceFile,
    xml: &'a str,
    parsed: Parsed,
    root: Option<String>,
    /// Of the whole feed.
    language: String,
    /// A place in the text and its line, from which the next line number is counted on.
    line: (usize, usize),
}

impl FeedReader<'_> {
    fn read(&mut self) {
        let mut reader = Reader::from_str(self.xml);
        reader.config_mut().allow_dangling_amp = true;
        let mut item: Option<(Item, usize)> = None;
        let mut in_language = false;
        loop {
            let position = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            let event = match reader.read_event() {
                Ok(Event::Eof) => {
                    if let Some((_, start)) = item {
                        let kind = ProblemKind::Xml { reason: "the file ends inside an item".to_owned() };
                        let line = self.line_of(start);
                        self.parsed.problems.push(Problem::at_line(&self.file.path, line, kind));
                    }
                    return;
                }
                Ok(event) => event,
                Err(error) => {
                    let at = usize::try_from(reader.error_position()).unwrap_or(position);
                    let kind = ProblemKind::Xml { reason: error.to_string() };
                    let line = self.line_of(at);
                    return self.parsed.problems.push(Problem::at_line(&self.file.path, line, kind));
                }
            };
            if let Some((open, _)) = &mut item {
                if open.write(&event) {
                    continue;
                }
                // The item's own end tag.
                if let Some((finished, start)) = item.take() {
                    self.finish(finished, start);
                }
                continue;
            }
            match event {
                Event::Start(tag) => {
                    let name = tag.name();
                    in_language = name.0 == "language";
                    if self.root.is_none() {
                        self.root = Some(name.0.to_owned());
                        if self.root.as_deref() == Some("html") {
                            return;
                        }
                    }
                    if let Some(language) = attribute(&tag, "xml:lang").filter(|_| self.language.is_empty()) {
                        self.language = language;
                    }
                    if matches!(name.0, "item" | "entry" | "atom:entry") {
                        item = Some((Item::new(&tag), position));
                    }
                }
                Event::Empty(tag) if self.root.is_none() => self.root = Some(tag.name().0.to_owned()),
                Event::Text(text) if in_language && self.language.is_empty() => {
                    self.language = text.xml10_content().trim().to_owned();
                }
                Event::End(_) => in_language = false,
                _ => {}
            }
        }
    }

    fn finish(&mut self, item: Item, start: usize) {
        let document = item.into_document(&self.language);
        if document.url.trim().is_empty() {
            let line = self.line_of(start);
            let kind = ProblemKind::NoUrl { field: "<link>" };
            self.parsed.problems.push(Problem::at_line(&self.file.path, line, kind));
        } else {
            self.parsed.documents.push(document);
        }
    }

    /// The line of a place. Places come in order, so the text is counted through only once.
    fn line_of(&mut self, at: usize) -> usize {
        let (from, line) = self.line;
        let between = self.xml.as_bytes().get(from..at.max(from)).unwrap_or_default();
        self.line = (at.max(from), line + between.iter().filter(|byte| **byte == b'\n').count());
        self.line.1
    }
}

/// An attribute's value without escapes.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.html_attributes().flatten().find(|attribute| attribute.key.0 == name)?;
    let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
    Some(value.trim().to_owned())
}

/// The encoding of the XML declaration.
fn named_encoding(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let start = String::from_utf8_lossy(bytes.get(..200).unwrap_or(bytes));
    let declaration = start.trim_start_matches('\u{feff}').strip_prefix("<?xml")?.split("?>").next()?;
    let (_, value) = declaration.split_once("encoding")?;
    let label = value.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let label = label.split(['"', '\'', ' ']).next()?;
    encoding_rs::Encoding::for_label(label.as_bytes()).map(encoding_rs::Encoding::output_encoding)
}
