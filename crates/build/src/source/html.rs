//! HTML pages, and pieces of HTML inside other formats.
//!
//! html5gum tokenizes (WHATWG conformant, no unsafe code, no dependency, no recursion); `walk` keeps the open
//! elements itself. scraper, html5ever's tree builder, holds the whole page as nodes and searches its stack at
//! each block: 100,000 nested `<div>`s take 39 s against 0.04 s here, and the Rust documentation is read at
//! 42 MB/s against 110. lol_html neither decodes entities nor knows implied end tags.
//!
//! - **Title:** the `<h1>` if the content has exactly one, else `og:title`, else `<title>`, site suffix and
//!   all.
//! - **Content:** what is marked `data-keyseek-body` (or `data-pagefind-body`), else `<main>`, else a single
//!   `<article>`, else `<body>`; the first of these that has any text.
//! - **Left out:** navigation, footers, asides, scripts, form controls, hidden and ignored elements, and a
//!   `<header>` outside the content.
//! - **Sections** start at headings. A heading without an id takes that of an element inside it, or the last
//!   one between it and the text before: an anchor, or the section that it opens.

mod elements;
mod head;
mod lines;
mod stack;
mod tags;
mod walk;

use std::borrow::Cow;

use encoding_rs::Encoding;
use keyseek_index::document::{Document, MetaValue, Section};

use self::head::Head;
use self::walk::{Page, Region, RegionKind, Walk};
use super::{HtmlUrl, Parsed, SourceFile, SourceOptions, dates, text, urls};

/// Reads a page.
pub(super) fn parse(file: &SourceFile, options: &SourceOptions) -> Parsed {
    let mut parsed = Parsed::default();
    let Some(bytes) = text::read_bytes(file, &mut parsed.problems) else {
        return parsed;
    };
    let html = text::decode_as(&bytes, named_charset(&bytes), file, &mut parsed.problems);
    let mut walk = Walk::default();
    tags::feed(&html, &mut walk);
    let page = walk.finish();
    if page.head.is_redirect {
        parsed.passed_over.redirects = 1;
    } else if page.head.is_noindex {
        parsed.passed_over.noindex = 1;
    } else {
        parsed.documents.push(document(page, file, options));
    }
    parsed
}

/// The text of a piece of HTML, in sections at its headings, each with its heading's level (0 without
/// heading).
pub(super) fn fragment(html: &str) -> Vec<(u8, Section)> {
    let mut walk = Walk::fragment();
    tags::feed(html, &mut walk);
    let page = walk.finish();
    let mut sections = Vec::new();
    push_sections(&page, 0..page.text.len(), 0..page.marks.len(), None, &mut sections);
    let without_heading = sections.len() - page.marks.len();
    let levels = std::iter::repeat_n(0, without_heading).chain(page.marks.iter().map(|mark| mark.level));
    levels.zip(sections).collect()
}

fn document(page: Page, file: &SourceFile, options: &SourceOptions) -> Document {
    let regions = content(&page);
    let is_title = |mark: &usize| page.marks.get(*mark).is_some_and(|mark| mark.level == 1);
    let mut titles = regions.iter().flat_map(|region| region.marks.clone()).filter(is_title);
    let title = titles.next().filter(|_| titles.next().is_none());

    let mut sections = Vec::new();
    for region in &regions {
        push_sections(&page, region.text.clone(), region.marks.clone(), title, &mut sections);
    }
    let heading = title.and_then(|mark| page.marks.get(mark)).map(|mark| mark.heading.as_str());
    let head = page.head;
    let title = heading.into_iter().chain([head.og_title.as_str(), head.title.as_str()]);
    let title = title.map(text::one_line).find(|title| !title.is_empty()).unwrap_or_default();
    let date = [&head.published, &head.date, &head.time].into_iter().find(|date| !date.is_empty());

    let mut document = Document {
        url: url(file, &head, options),
        title,
        lang: text::language_tag(&head.lang),
        date: date.map(|date| dates::to_iso(date)).unwrap_or_default(),
        sections,
        ..Document::default()
    };
    document.tags = text::tidy_tags(head.tags.into_iter().map(Cow::Owned));
    if !head.description.is_empty() {
        document.meta.insert("description".to_owned(), MetaValue::Text(text::one_line(&head.description)));
    }
    let keywords: Vec<String> = text::tidy_tags(head.keywords.split(',').map(Cow::Borrowed));
    if !keywords.is_empty() {
        document.meta.insert("keywords".to_owned(), MetaValue::List(keywords));
    }
    document
}

fn url(file: &SourceFile, head: &Head, options: &SourceOptions) -> String {
    if options.html_url == HtmlUrl::Canonical && !head.canonical.is_empty() {
        return head.canonical.clone();
    }
    urls::below(&options.base_url, &urls::from_html_path(&file.relative))
}

/// The stretches of the page that are its content.
fn content(page: &Page) -> Vec<Region> {
    let whole = || Region { kind: RegionKind::Main, text: 0..page.text.len(), marks: 0..page.marks.len() };
    let of_kind = |kind| page.regions.iter().filter(move |region| region.kind == kind);
    let has_text = |region: &&Region| {
        let text = page.text.get(cut(page, region)).unwrap_or_default();
        !text.trim().is_empty() || !region.marks.is_empty()
    };
    for kind in [RegionKind::Marked, RegionKind::Main, RegionKind::Article] {
        // Several articles are a list of them, so the page is the list.
        if kind == RegionKind::Article && of_kind(kind).count() > 1 {
            break;
        }
        let regions: Vec<Region> = of_kind(kind)
            .filter(has_text)
            .map(|region| Region { kind, text: cut(page, region), marks: region.marks.clone() })
            .collect();
        if !regions.is_empty() {
            return regions;
        }
    }
    vec![whole()]
}

/// A region's bytes in the finished text, which lost the white space at its end.
fn cut(page: &Page, region: &Region) -> std::ops::Range<usize> {
    region.text.start.min(page.text.len())..region.text.end.min(page.text.len())
}

/// Cuts a stretch of the page at its headings. The heading that became the title starts no section.
fn push_sections(
    page: &Page,
    text: std::ops::Range<usize>,
    marks: std::ops::Range<usize>,
    title: Option<usize>,
    sections: &mut Vec<Section>,
) {
    let piece = |range: std::ops::Range<usize>| {
        let start = range.start.min(page.text.len());
        text::trim_block(page.text.get(start..range.end.clamp(start, page.text.len())).unwrap_or_default())
    };
    let cuts = || marks.clone().filter(|at| Some(*at) != title).filter_map(|at| page.marks.get(at));
    let first = piece(text.start..cuts().next().map_or(text.end, |mark| mark.at));
    if !first.is_empty() {
        match sections.last_mut() {
            // Only the first section may be without heading: a later region goes on in the last section.
            Some(last) if last.text.is_empty() => first.clone_into(&mut last.text),
            Some(last) => {
                last.text.push('\n');
                last.text.push_str(first);
            }
            None => sections.push(Section { text: first.to_owned(), ..Section::default() }),
        }
    }
    let ends = cuts().skip(1).map(|mark| mark.at).chain([text.end]);
    sections.extend(cuts().zip(ends).map(|(mark, end)| Section {
        id: mark.id.clone(),
        heading: mark.heading.clone(),
        text: piece(mark.at..end).to_owned(),
    }));
}

/// The charset of a `<meta>` in the first 1024 bytes, where HTML wants it.
fn named_charset(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes.get(..1024).unwrap_or(bytes).to_ascii_lowercase();
    let start = String::from_utf8_lossy(&start);
    for tag in start.split("<meta").skip(1) {
        let tag = tag.split('>').next().unwrap_or_default();
        let Some((_, value)) = tag.split_once("charset") else {
            continue;
        };
        let value = value.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
        let label = value.split(['"', '\'', ';', ' ', '\t', '\n', '/']).next().unwrap_or_default();
        let encoding = Encoding::for_label(label.as_bytes())?;
        // A page that can be read up to here is not UTF-16, whatever it says.
        return Some(encoding.output_encoding());
    }
    None
}

#[cfg(test)]
mod tests;
