//! Walks a page once and writes its text down, with marks for headings and for the regions that may be its
//! content.
//!
//! Only the stack of open elements is kept, never a tree, so memory is the text plus the depth and nesting
//! costs no recursion. Which region is the content is known only at the end (a `data-keyseek-body` may come
//! last), so all text is written and cut later.

use super::elements::{self, Gap, Name};
use super::head::Head;
use super::lines::Lines;
use super::stack::{Ending, Inside, Stack};
use super::tags::{Attribute, Sink, Tag};

/// A page's text, and where things stand in it.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) head: Head,
    pub(super) text: String,
    pub(super) marks: Vec<Mark>,
    pub(super) regions: Vec<Region>,
}

/// A heading.
#[derive(Debug)]
pub(super) struct Mark {
    pub(super) level: u8,
    pub(super) id: String,
    pub(super) heading: String,
    /// Where the text after it starts.
    pub(super) at: usize,
}

/// A stretch of the page that may be its content.
#[derive(Debug)]
pub(super) struct Region {
    pub(super) kind: RegionKind,
    /// Bytes of the text.
    pub(super) text: std::ops::Range<usize>,
    /// Headings.
    pub(super) marks: std::ops::Range<usize>,
}

/// In order of precedence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RegionKind {
    /// `data-keyseek-body`, `data-pagefind-body`.
    Marked,
    Main,
    Article,
}

/// A link inside the page, which may turn out to be a heading's `#` or `§`.
#[derive(Debug, Clone, Copy)]
struct Anchor {
    in_heading: bool,
    start: usize,
}

#[derive(Debug)]
struct Heading {
    level: u8,
    id: String,
    text: Lines,
}

/// The walk. Give it a page, then take the [`Page`].
#[derive(Debug, Default)]
pub(super) struct Walk {
    head: Head,
    body: Lines,
    marks: Vec<Mark>,
    regions: Vec<Region>,
    stack: Stack,
    open_regions: Vec<usize>,
    anchors: Vec<Anchor>,
    heading: Option<Heading>,
    in_title: bool,
    /// The last id since the last text: the fragment of a heading that has none of its own.
    last_id: String,
    last_id_at: usize,
    /// The ids of open sections. The first heading in one that has no id takes it, which leaves it empty.
    owners: Vec<String>,
}

impl Walk {
    /// A walk through a piece of content rather than a page.
    pub(super) fn fragment() -> Self {
        let outermost = Inside { content: true, fragment: true, ..Inside::default() };
        Self { stack: Stack::inside_of(outermost), ..Self::default() }
    }

    /// Ends what is still open.
    pub(super) fn finish(mut self) -> Page {
        self.close_down_to(0);
        Page { head: self.head, text: self.body.finish(), marks: self.marks, regions: self.regions }
    }

    /// Where text goes now.
    fn target(&mut self) -> &mut Lines {
        match &mut self.heading {
            Some(heading) => &mut heading.text,
            None => &mut self.body,
        }
    }

    fn write_start_gap(&mut self, gap: Gap) {
        // A block after a heading's text is not part of the heading: the author forgot to close it, or put a
        // subtitle or a button's menu inside.
        if gap == Gap::Line && self.heading.as_ref().is_some_and(|heading| !heading.text.is_empty()) {
            self.end_heading();
        }
        self.target().gap(gap);
    }

    /// Ends elements until the stack has this many.
    fn close_down_to(&mut self, depth: usize) {
        while self.stack.len() > depth {
            self.close_last();
        }
    }

    fn close_last(&mut self) {
        let Some(open) = self.stack.pop() else {
            return;
        };
        match open.ending {
            Ending::Plain => {}
            Ending::Title => self.in_title = false,
            Ending::Heading => self.end_heading(),
            Ending::Anchor => self.end_anchor(open.inside.superscript),
            Ending::Region => {
                if let Some(region) = self.open_regions.pop().and_then(|at| self.regions.get_mut(at)) {
                    region.text.end = self.body.len();
                    region.marks.end = self.marks.len();
                }
            }
        }
        if open.owns_id {
            self.owners.pop();
        }
        if open.gap != Gap::None && !self.stack.inside().skipped {
            self.target().gap(open.gap);
        }
    }

    fn end_heading(&mut self) {
        let Some(Heading { level, id, text }) = self.heading.take() else {
            return;
        };
        self.body.gap(Gap::Line);
        let heading = super::super::text::one_line(&text.finish());
        if !heading.is_empty() {
            self.marks.push(Mark { level, id, heading, at: self.body.len() });
        }
        self.last_id.clear();
    }

    /// Takes back a link that is only a heading's `#`, `§` or `¶`, or a footnote's number.
    fn end_anchor(&mut self, in_superscript: bool) {
        /// Longer texts are content whatever they are made of.
        const LONGEST: usize = 16;
        let in_heading = self.heading.is_some();
        let Some(anchor) = self.anchors.pop().filter(|anchor| anchor.in_heading == in_heading) else {
            return;
        };
        let is_sign = |c: char| if in_superscript { !c.is_alphabetic() } else { !c.is_alphanumeric() };
        let target = self.target();
        if target.len() - anchor.start.min(target.len()) <= LONGEST
            && target.since(anchor.start).chars().all(is_sign)
        {
            target.cut(anchor.start);
        }
    }

    fn note_id(&mut self, tag: &Tag) {
        let name = if tag.name == elements::A { tag.get(Attribute::Name) } else { None };
        let Some(id) = tag.get(Attribute::Id).or(name).map(str::trim).filter(|id| !id.is_empty()) else {
            return;
        };
        match &mut self.heading {
            Some(heading) if heading.id.is_empty() => id.clone_into(&mut heading.id),
            Some(_) => {}
            None => {
                id.clone_into(&mut self.last_id);
                self.last_id_at = self.body.len();
            }
        }
    }

    fn start_heading(&mut self, level: u8, tag: &Tag) {
        self.end_heading();
        let own = tag.get(Attribute::Id).unwrap_or_default().trim();
        let of_section = self.owners.last_mut().map(std::mem::take).unwrap_or_default();
        let id = match own {
            "" if self.last_id_at == self.body.len() && !self.last_id.is_empty() => {
                std::mem::take(&mut self.last_id)
            }
            "" => of_section,
            own => own.to_owned(),
        };
        self.heading = Some(Heading { level, id, text: Lines::default() });
    }

    fn region_kind(&self, tag: &Tag) -> Option<RegionKind> {
        let kind = if tag.has(Attribute::IsBody) {
            RegionKind::Marked
        } else if tag.name == elements::MAIN || tag.get(Attribute::Role) == Some("main") {
            RegionKind::Main
        } else if tag.name == elements::ARTICLE {
            RegionKind::Article
        } else {
            return None;
        };
        let is_inner =
            self.open_regions.iter().filter_map(|at| self.regions.get(*at)).any(|open| open.kind == kind);
        (!is_inner).then_some(kind)
    }

    fn is_skipped(&self, tag: &Tag, inside: Inside) -> bool {
        elements::is_skipped(tag.name)
            || (tag.name == elements::HEADER && !inside.content)
            || (tag.name == elements::ASIDE && !inside.fragment)
            || (tag.name == elements::DIALOG && !tag.has(Attribute::Open))
            || tag.has(Attribute::Ignore)
            || tag.get(Attribute::Hidden).is_some_and(|hidden| hidden != "until-found")
            || tag.get(Attribute::AriaHidden) == Some("true")
            || tag.get(Attribute::Role).is_some_and(elements::is_skipped_role)
    }
}

impl Sink for Walk {
    fn start(&mut self, tag: &Tag) {
        while let Some(depth) = self.stack.implied_end(tag.name) {
            self.close_down_to(depth);
        }
        let mut inside = self.stack.inside();
        let gap = match elements::gap(tag.name, tag.is_custom) {
            Gap::Line if tag.name == elements::BR && self.heading.is_some() => Gap::Space,
            gap => gap,
        };
        if !inside.foreign && !inside.skipped {
            self.head.read(tag);
        }
        if !inside.skipped {
            self.write_start_gap(gap);
        }
        let starts_foreign = matches!(tag.name, elements::SVG | elements::MATH);
        if (elements::is_void(tag.name) && !inside.foreign)
            || (tag.self_closing && (inside.foreign || starts_foreign))
        {
            return;
        }

        inside.foreign = match tag.name {
            _ if starts_foreign => true,
            // Inside these, a drawing holds HTML again.
            elements::FOREIGNOBJECT | elements::DESC | elements::TITLE => false,
            _ => inside.foreign,
        };
        if tag.name == elements::TITLE && !self.stack.inside().foreign {
            // The first title in the page is the page's; the text of none is part of the page's text.
            self.in_title = self.head.title.is_empty();
            inside.skipped = true;
            return self.stack.push(tag.name, gap, inside, Ending::Title);
        }
        inside.skipped |= self.is_skipped(tag, inside);
        if inside.skipped {
            return self.stack.push(tag.name, gap, inside, Ending::Plain);
        }

        self.note_id(tag);
        inside.preformatted |= matches!(tag.name, elements::PRE | elements::LISTING | elements::XMP);
        inside.superscript |= tag.name == elements::SUP;
        inside.content |= matches!(tag.name, elements::MAIN | elements::ARTICLE | elements::SECTION);
        let ending = if let Some(kind) = self.region_kind(tag) {
            inside.content = true;
            self.open_regions.push(self.regions.len());
            let (text, marks) = (self.body.len(), self.marks.len());
            self.regions.push(Region { kind, text: text..text, marks: marks..marks });
            Ending::Region
        } else if let Some(level) = elements::heading_level(tag.name) {
            self.start_heading(level, tag);
            Ending::Heading
        } else if tag.name == elements::A
            && tag.get(Attribute::Href).is_some_and(|href| href.starts_with('#'))
        {
            let (in_heading, start) = (self.heading.is_some(), self.target().len());
            self.anchors.push(Anchor { in_heading, start });
            Ending::Anchor
        } else {
            Ending::Plain
        };
        self.stack.push(tag.name, gap, inside, ending);
        if matches!(tag.name, elements::SECTION | elements::ARTICLE | elements::DETAILS | elements::LI)
            && let Some(id) = tag.get(Attribute::Id)
        {
            self.stack.own_id();
            self.owners.push(id.trim().to_owned());
        }
    }

    fn end(&mut self, name: Name) {
        // Text may follow `</body>`; browsers put it inside.
        if matches!(name, elements::BODY | elements::HTML) {
            return;
        }
        if let Some(depth) = self.stack.explicit_end(name) {
            self.close_down_to(depth);
        } else if elements::heading_level(name).is_some() {
            // `<h2>…</h3>` ends the heading, as in browsers.
            self.end_heading();
        } else if matches!(name, elements::P | elements::BR) && !self.stack.inside().skipped {
            // So do `</p>` and `</br>` break the line.
            self.target().gap(Gap::Line);
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_title {
            self.head.title.push_str(text);
        }
        let inside = self.stack.inside();
        if inside.skipped {
            return;
        }
        if inside.preformatted {
            self.target().write_verbatim(text);
        } else {
            self.target().write(text);
        }
    }

    fn is_foreign(&self) -> bool {
        self.stack.inside().foreign
    }
}
