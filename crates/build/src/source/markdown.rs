//! Markdown: CommonMark with tables, strikethrough, footnotes, task lists and heading attributes, and front
//! matter.
//!
//! Fields that are known: `title`, `date`, `lang` or `language`, `tags` and `tag`, `url`, `permalink` and
//! `slug` (the page's address), `draft` and `published`. Every other field becomes metadata, `description`
//! among them.
//!
//! A heading's fragment is its `{#id}`, or the slug that GitHub and the common site generators make of its
//! text.

mod text;

use keyseek_index::document::Document;
use pulldown_cmark::{Options, Parser};

use self::text::Writer;
use super::fields::{self, Fields};
use super::{Parsed, SourceFile, SourceOptions, dates, front_matter, mdx, urls};

const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES);

/// Reads a page of Markdown.
pub(super) fn parse(file: &SourceFile, options: &SourceOptions) -> Parsed {
    let mut parsed = Parsed::default();
    let Some(page) = super::text::read_text(file, &mut parsed.problems) else {
        return parsed;
    };
    let (mut fields, body) = front_matter::split(&page, &file.path, &mut parsed.problems);
    if fields::is(&fields, "draft", true) || fields::is(&fields, "published", false) {
        parsed.passed_over.drafts = 1;
        return parsed;
    }
    fields.remove("draft");
    fields.remove("published");

    let mut document = Document { url: url(&mut fields, file, options), ..Document::default() };
    document.title = super::text::one_line(&fields::take_text(&mut fields, "title").unwrap_or_default());
    document.date = dates::to_iso(&fields::take_text(&mut fields, "date").unwrap_or_default());
    for name in ["lang", "language"] {
        if document.lang.is_empty() {
            document.lang =
                super::text::language_tag(&fields::take_text(&mut fields, name).unwrap_or_default());
        }
    }
    for name in ["tags", "tag"] {
        let tags = fields::take_list(&mut fields, name);
        fields::add_tags(&mut document, tags);
    }
    fields::into_meta(fields, &mut document);

    let is_mdx = file.relative.to_ascii_lowercase().ends_with(".mdx");
    let stripped = is_mdx.then(|| mdx::strip(body));
    let body = stripped.as_deref().unwrap_or(body);
    let mut writer = Writer::new(document.title);
    for event in Parser::new_ext(body, OPTIONS) {
        writer.write(event);
    }
    (document.title, document.sections) = writer.finish();
    parsed.documents.push(document);
    parsed
}

/// The address that the front matter gives, or the path's.
///
/// `url`, `permalink` and a `slug` with `/` in front are the whole address, `slug: name` is its last part.
/// Jekyll's patterns (`/:year/:title/`) are for the whole site to resolve and are passed over.
fn url(fields: &mut Fields, file: &SourceFile, options: &SourceOptions) -> String {
    let from_path = urls::from_markdown_path(&file.relative);
    let mut url = None;
    for name in ["url", "permalink", "slug"] {
        if url.is_some() {
            break;
        }
        let is_usable = fields.get(name).and_then(fields::scalar).is_some_and(|given| {
            let given = given.trim();
            !given.is_empty()
                && (urls::is_absolute(given) || !given.split('/').any(|part| part.starts_with(':')))
        });
        if !is_usable {
            continue;
        }
        let given = fields::take_text(fields, name).unwrap_or_default().trim().to_owned();
        url = Some(if given.starts_with('/') || urls::is_absolute(&given) {
            given
        } else if name == "slug" {
            urls::replace_last_segment(&from_path, &given)
        } else {
            format!("/{given}")
        });
    }
    urls::below(&options.base_url, &url.unwrap_or(from_path))
}

#[cfg(test)]
mod tests;
