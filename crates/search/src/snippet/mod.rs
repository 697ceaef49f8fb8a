//! Snippets: what a hit shows of its document, cut out and marked.
//!
//! - `scan` finds what to mark in a text;
//! - `window` decides which marks stand together best;
//! - `cut` cuts a text there into marked runs;
//! - `sections` decides which sections of a long page are worth a link of their own.
//!
//! A document is read once for all of it.

mod cut;
mod scan;
mod sections;
mod window;

pub(crate) use scan::Scanner;

use crate::answer::{Run, Section};
use keyseek_index::Section as StoredSection;
use keyseek_index::documents::StoredDocument;
use scan::Mark;
use window::Window;

/// What a hit shows.
pub(crate) struct Excerpts {
    pub(crate) title: Vec<Run>,
    pub(crate) snippet: Vec<Run>,
    pub(crate) sections: Vec<Section>,
}

/// What was found in a section.
struct Found<'a> {
    section: &'a StoredSection,
    marks: Vec<Mark>,
    window: Window,
    /// How many places of the heading are marked.
    heading: usize,
    /// The words of the heading and the text, a bit each.
    words: u32,
}

/// Reads a document. The snippet is from its best window: the one with the most different words, then with the most
/// matches and neighbours, then the first; else it is the opening of the first section whose heading was found, or of
/// the document.
pub(crate) fn excerpts(document: &StoredDocument, scanner: &Scanner<'_>) -> Excerpts {
    let mut all = Vec::with_capacity(document.sections.len());
    for section in &document.sections {
        let heading = scanner.find(&section.heading);
        let marks = scanner.find(&section.text);
        let words = window::words_of(&heading) | window::words_of(&marks);
        all.push(Found { section, window: window::best(&marks), heading: heading.len(), words, marks });
    }
    let mut best: Option<(u32, &Found<'_>)> = None;
    for found in &all {
        let opens = found.heading > 0 && !found.section.text.is_empty();
        let worth = found.window.worth.max(u32::from(opens));
        if best.is_none_or(|(before, _)| worth > before) {
            best = Some((worth, found));
        }
    }
    Excerpts {
        title: cut::marked(&document.title, &scanner.find(&document.title)),
        snippet: best.map(|(_, found)| cut::cut(found)).unwrap_or_default(),
        sections: sections::choose(document, &all),
    }
}
