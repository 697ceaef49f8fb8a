//! Sources to documents: files in five formats, each read into [`Document`]s.
//!
//! ```text
//! discover(sources)  → the files, in a stable order
//! parse(file)        → its documents and problems; one file a call, so that many threads can share the work
//! assemble(parsed)   → all documents: duplicates merged, addresses unique, titles filled in
//! ```
//!
//! A build reads by [`Reader`], some megabytes of files at a time, and keeps of each document only what tells it from
//! others, in [`Candidates`]; `assemble` does the same with documents that are all in memory.
//!
//! One module a format: `story` is the plainest and serves as the template for the next. A format only finds
//! the text, the structure and the fields; it never splits words, folds case or looks at other files. Nothing
//! here writes a file or prints: what goes wrong is a [`Problem`] for the caller to show.
//!
//! **Invariant:** once a file is discovered, nothing in it stops the build. It gives documents, problems or
//! both.

mod assemble;
mod candidates;
mod dates;
mod discover;
mod feed;
mod fields;
mod front_matter;
mod html;
mod json_lines;
mod lines;
mod markdown;
mod mdx;
mod prepare;
mod problem;
mod read;
mod story;
mod text;
mod urls;

use std::path::PathBuf;

use keyseek_index::document::Document;

pub use self::assemble::{Assembled, assemble};
pub(crate) use self::candidates::{Candidate, Candidates, Selection};
pub use self::discover::{Found, SourceError, discover};
pub(crate) use self::prepare::{Prepared, Story};
pub use self::problem::{Problem, ProblemKind};
pub(crate) use self::read::{Reader, Share, sizes};

/// How files become documents.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SourceOptions {
    /// Put before every address that starts at the site's root (`/guide` makes `/a/` into `/guide/a/`);
    /// addresses with a host are left alone. The default is empty.
    pub base_url: String,
    /// Where an HTML page's address comes from.
    pub html_url: HtmlUrl,
}

/// Where an HTML page's address comes from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum HtmlUrl {
    /// The file's path in the source folder, so that a preview and a mirror work.
    #[default]
    Path,
    /// The page's `<link rel=canonical>`, or the path when there is none.
    Canonical,
}

/// What a file holds, told from its extension.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// An HTML page: `.html`, `.htm`, `.xhtml`.
    Html,
    /// Markdown with optional front matter: `.md`, `.markdown`, `.mdx`.
    Markdown,
    /// One JSON object a line: `.jsonl`, `.ndjson`.
    JsonLines,
    /// A captured page of company stories: `.txt`.
    Story,
    /// An RSS or Atom feed: `.xml`, `.rss`, `.atom`.
    Feed,
}

/// One file to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Where to read it.
    pub path: PathBuf,
    /// Its path inside the source folder with `/` between the parts; its name when the source is the file
    /// itself.
    pub relative: String,
    /// What it holds.
    pub format: Format,
}

/// What one file gave.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Parsed {
    /// The documents, in the file's order.
    pub documents: Vec<Document>,
    /// What could not be used, and what to do about it.
    pub problems: Vec<Problem>,
    /// Documents that their author keeps out of search.
    pub passed_over: PassedOver,
}

/// Documents that were read and left out on purpose, counted by reason.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PassedOver {
    /// Marked `draft: true` or `published: false`.
    pub drafts: usize,
    /// Marked `noindex` for robots.
    pub noindex: usize,
    /// Pages that only send the reader elsewhere.
    pub redirects: usize,
}

impl PassedOver {
    /// All of them.
    pub fn total(&self) -> usize {
        self.drafts + self.noindex + self.redirects
    }
}

impl std::ops::AddAssign for PassedOver {
    fn add_assign(&mut self, other: Self) {
        self.drafts += other.drafts;
        self.noindex += other.noindex;
        self.redirects += other.redirects;
    }
}

/// Reads one file into its documents. It never fails as a whole: what cannot be used is a problem, the rest
/// is kept.
pub fn parse(file: &SourceFile, options: &SourceOptions) -> Parsed {
    match file.format {
        Format::Html => html::parse(file, options),
        Format::Markdown => markdown::parse(file, options),
        Format::JsonLines => json_lines::parse(file),
        Format::Story => story::parse(file, options),
        Format::Feed => feed::parse(file),
    }
}
