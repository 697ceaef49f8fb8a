//! What a page says about itself: its title, and its `<meta>`, `<link>`, `<html>` and `<time>` tags.

use super::elements;
use super::tags::{Attribute, Tag};

/// What was found. Empty strings are things not found.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// `<title>`.
    pub(super) title: String,
    /// `og:title`.
    pub(super) og_title: String,
    pub(super) lang: String,
    pub(super) description: String,
    pub(super) keywords: String,
    /// Each `article:tag`, and the keywords if they carry `data-keyseek-tags`.
    pub(super) tags: Vec<String>,
    /// `article:published_time`.
    pub(super) published: String,
    /// `<meta name=date>` and its relatives.
    pub(super) date: String,
    /// The first `<time datetime>`.
    pub(super) time: String,
    pub(super) canonical: String,
    /// The author keeps the page out of search engines.
    pub(super) is_noindex: bool,
    /// The page only sends the reader elsewhere.
    pub(super) is_redirect: bool,
}

impl Head {
    /// Reads one tag.
    pub(super) fn read(&mut self, tag: &Tag) {
        let value = |attribute| tag.get(attribute).unwrap_or_default().trim();
        match tag.name {
            elements::META => self.read_meta(tag),
            elements::HTML => keep_first(&mut self.lang, value(Attribute::Lang)),
            elements::TIME => keep_first(&mut self.time, value(Attribute::Datetime)),
            elements::LINK if value(Attribute::Rel).eq_ignore_ascii_case("canonical") => {
                keep_first(&mut self.canonical, value(Attribute::Href));
            }
            _ => {}
        }
    }

    fn read_meta(&mut self, tag: &Tag) {
        let content = tag.get(Attribute::Content).unwrap_or_default().trim();
        let words = |text: &str| text.to_ascii_lowercase();
        if tag.get(Attribute::HttpEquiv).is_some_and(|name| name.trim().eq_ignore_ascii_case("refresh")) {
            // Without an address the page only loads itself again.
            self.is_redirect |= words(content).contains("url=");
            return;
        }
        let name = words(
            tag.get(Attribute::Property).or_else(|| tag.get(Attribute::Name)).unwrap_or_default().trim(),
        );
        match name.as_str() {
            "og:title" => keep_first(&mut self.og_title, content),
            "description" => keep_first(&mut self.description, content),
            "keywords" if tag.has(Attribute::Tags) => self.tags.extend(content.split(',').map(str::to_owned)),
            "keywords" => keep_first(&mut self.keywords, content),
            "article:tag" => self.tags.push(content.to_owned()),
            "article:published_time" => keep_first(&mut self.published, content),
            "date" | "pubdate" | "dc.date" | "dcterms.date" | "dcterms.created" => {
                keep_first(&mut self.date, content)
            }
            "robots" => {
                let content = words(content);
                let mut directives = content.split([',', ' ']);
                self.is_noindex |= directives.any(|word| matches!(word, "noindex" | "none"));
            }
            _ => {}
        }
    }
}

fn keep_first(slot: &mut String, value: &str) {
    if slot.is_empty() {
        value.clone_into(slot);
    }
}
