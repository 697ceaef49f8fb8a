//! Markdown events to sections of plain text.

use std::collections::HashMap;

use keyseek_index::document::Section;
use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use crate::source::{html, text};

/// Collects sections. Separators are written only when text follows.
#[derive(Debug)]
pub(super) struct Writer {
    title: String,
    sections: Vec<Section>,
    current: Section,
    heading: Option<Heading>,
    gap: &'static str,
    in_code: bool,
    /// A block of HTML, put together from its lines.
    html: Option<String>,
    /// An inline `<script>` or the like whose end tag has not come yet.
    skipped: Option<&'static str>,
    slugs: HashMap<String, usize>,
    had_first_h1: bool,
}

#[derive(Debug)]
struct Heading {
    level: HeadingLevel,
    id: Option<String>,
    text: String,
}

/// Elements whose content is no text. In a paragraph, Markdown gives their tags and content one by one.
const SKIPPED: [&str; 4] = ["script", "style", "template", "svg"];

impl Writer {
    /// A writer for a page with this title, or one without a title that takes it from its first `# Heading`.
    pub(super) fn new(title: String) -> Self {
        Self {
            title,
            sections: Vec::new(),
            current: Section::default(),
            heading: None,
            gap: "",
            in_code: false,
            html: None,
            skipped: None,
            slugs: HashMap::new(),
            had_first_h1: false,
        }
    }

    /// The title and the sections.
    pub(super) fn finish(mut self) -> (String, Vec<Section>) {
        self.end_section();
        (self.title, self.sections)
    }

    pub(super) fn write(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) => self.push(&text),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.push(&text),
            Event::Html(html) => match &mut self.html {
                Some(block) => block.push_str(&html),
                None => self.html_block(&html),
            },
            Event::InlineHtml(tag) => self.inline_html(&tag),
            Event::SoftBreak => self.separate(" "),
            Event::HardBreak | Event::Rule => self.separate("\n"),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, id, .. } => {
                let id = id.map(|id| id.to_string());
                self.heading = Some(Heading { level, id, text: String::new() });
                self.gap = "";
            }
            Tag::CodeBlock(_) => {
                self.separate("\n");
                self.in_code = true;
            }
            Tag::HtmlBlock => self.html = Some(String::new()),
            Tag::Image { .. } => self.separate(" "),
            Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. } => {}
            Tag::TableCell => {}
            _ => self.separate("\n"),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::CodeBlock => {
                self.in_code = false;
                let end = self.current.text.trim_end_matches(['\n', '\r']).len();
                self.current.text.truncate(end);
                self.separate("\n");
            }
            TagEnd::HtmlBlock => {
                if let Some(block) = self.html.take() {
                    self.html_block(&block);
                }
            }
            TagEnd::Image => self.separate(" "),
            TagEnd::TableCell => self.separate("\t"),
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link => {}
            _ => {
                self.separate("\n");
                // An unclosed `<script>` does not reach out of its paragraph.
                self.skipped = None;
            }
        }
    }

    /// Separates what comes next from what was written; a line break outdoes a tab, a tab a space.
    fn separate(&mut self, gap: &'static str) {
        const ORDER: [&str; 4] = ["", " ", "\t", "\n"];
        let rank = |gap| ORDER.iter().position(|other| *other == gap);
        if rank(gap) > rank(self.gap) {
            self.gap = gap;
        }
    }

    fn push(&mut self, text: &str) {
        if self.skipped.is_some() || text.is_empty() {
            return;
        }
        if let Some(html) = &mut self.html {
            html.push_str(text);
            return;
        }
        let target = match &mut self.heading {
            Some(heading) => &mut heading.text,
            None => &mut self.current.text,
        };
        let gap = std::mem::take(&mut self.gap);
        let is_there = gap == " " && (target.ends_with(' ') || text.starts_with(' '));
        if !target.is_empty() && !is_there {
            target.push_str(gap);
        }
        if self.in_code || !target.is_empty() {
            target.push_str(text);
        } else {
            target.push_str(text.trim_start());
        }
    }

    fn end_heading(&mut self) {
        let Some(Heading { level, id, text }) = self.heading.take() else {
            return;
        };
        self.gap = "";
        let heading = text::one_line(&text);
        let id = self.fragment(id, &heading);
        let level = level as u8;
        self.start_section(level, id, heading);
    }

    /// Starts a section, unless the heading is the page's title.
    fn start_section(&mut self, level: u8, id: String, heading: String) {
        let is_first_h1 = level == 1 && !self.had_first_h1;
        self.had_first_h1 |= is_first_h1;
        if is_first_h1 && self.title.is_empty() && !heading.is_empty() {
            self.title = heading;
            self.separate("\n");
        } else if is_first_h1 && self.title == heading {
            self.separate("\n");
        } else {
            self.end_section();
            self.current = Section { id, heading, text: String::new() };
        }
    }

    fn end_section(&mut self) {
        let mut section = std::mem::take(&mut self.current);
        section.text = text::trim_block(&section.text).to_owned();
        self.gap = "";
        if !section.heading.is_empty() || !section.text.is_empty() {
            self.sections.push(section);
        }
    }

    /// The heading's own id, or its slug, numbered when it came before: `a`, `a-1`, `a-2`.
    fn fragment(&mut self, id: Option<String>, heading: &str) -> String {
        if let Some(id) = id {
            self.slugs.entry(id.clone()).or_default();
            return id;
        }
        let slug = github_slug(heading);
        let mut fragment = slug.clone();
        while self.slugs.contains_key(&fragment) {
            let count = self.slugs.entry(slug.clone()).or_default();
            *count += 1;
            fragment = format!("{slug}-{count}");
        }
        self.slugs.insert(fragment.clone(), 0);
        fragment
    }

    fn html_block(&mut self, block: &str) {
        for (level, section) in html::fragment(block) {
            if level > 0 {
                self.start_section(level, section.id, section.heading);
            }
            self.separate("\n");
            self.push(&section.text);
        }
        self.separate("\n");
    }

    fn inline_html(&mut self, tag: &str) {
        let (is_end, name) = match tag.strip_prefix("</") {
            Some(name) => (true, name),
            None => (false, tag.trim_start_matches('<')),
        };
        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if let Some(open) = self.skipped {
            if is_end && name.eq_ignore_ascii_case(open) {
                self.skipped = None;
            }
        } else if name.eq_ignore_ascii_case("br") {
            self.separate("\n");
        } else if !is_end && !tag.ends_with("/>") {
            self.skipped = SKIPPED.into_iter().find(|skipped| name.eq_ignore_ascii_case(skipped));
        }
    }
}

/// GitHub's slug: lower case, letters, digits, `-` and `_` stay, a space is `-`, everything else goes.
fn github_slug(heading: &str) -> String {
    let mut slug = String::with_capacity(heading.len());
    for c in heading.chars().flat_map(char::to_lowercase) {
        match c {
            ' ' => slug.push('-'),
            '-' | '_' => slug.push(c),
            c if c.is_alphanumeric() => slug.push(c),
            _ => {}
        }
    }
    slug
}
