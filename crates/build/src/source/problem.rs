//! What can be wrong with a source file. Every text says what to do about it.

use std::fmt;
use std::path::{Path, PathBuf};

use thiserror::Error;

/// Something in a file that could not be used as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub path: PathBuf,
    /// The line, from 1, where there is one.
    pub line: Option<usize>,
    /// The column, from 1, where there is one.
    pub column: Option<usize>,
    /// What is wrong.
    pub kind: ProblemKind,
}

impl Problem {
    /// A problem with the file as a whole.
    pub(super) fn in_file(path: &Path, kind: ProblemKind) -> Self {
        Self { path: path.to_owned(), line: None, column: None, kind }
    }

    /// A problem with one line of it.
    pub(super) fn at_line(path: &Path, line: usize, kind: ProblemKind) -> Self {
        Self { path: path.to_owned(), line: Some(line), column: None, kind }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
            if let Some(column) = self.column {
                write!(f, ":{column}")?;
            }
        }
        write!(f, ": {}", self.kind)
    }
}

/// The kinds of problem.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ProblemKind {
    /// The system did not let us read it.
    #[error("cannot be read ({reason}); check that it exists and that you may read it")]
    Unreadable {
        /// What the system said.
        reason: String,
    },
    /// The name cannot be made into an address.
    #[error("its name is not valid UTF-8, so it has no address; rename it")]
    NameNotUtf8,
    /// No bytes, or only white space.
    #[error("the file is empty; write something in it or remove it")]
    Empty,
    /// More than one page can be.
    #[error("{bytes} bytes are more than one page or line can have ({most}); it was left out: divide it")]
    TooLarge {
        /// Bytes there, of a line at least so many.
        bytes: u64,
        /// Bytes that are read.
        most: u64,
    },
    /// Somebody wrote into the file.
    #[error(
        "the file changed while it was read, so that what was indexed may be neither the old nor the new text; build again"
    )]
    Changed,
    /// What another program found when it made a part of an index.
    #[error("{text}")]
    OfPart {
        /// What it said.
        text: String,
    },
    /// Bytes that are not text.
    #[error(
        "not valid UTF-8 at byte {offset}; the text was indexed with replacement characters: save the file as UTF-8"
    )]
    InvalidUtf8 {
        /// Where in the file, from 0.
        offset: u64,
    },
    /// Bytes that the encoding which the file names does not have.
    #[error(
        "not valid {encoding}, which the file says it is; the text was indexed with replacement characters: correct the encoding"
    )]
    InvalidText {
        /// The encoding's name.
        encoding: &'static str,
    },
    /// A `.txt` file of another kind.
    #[error(
        "not a story page: expected posts that start with a line `조회수 N`, then a blank line, the title, a blank line \
         and the body; for other texts use .md or .jsonl"
    )]
    NotAStoryPage,
    /// A post that breaks off.
    #[error(
        "this post has no {missing}; expected `조회수 N`, a blank line, the title, a blank line, the body"
    )]
    BrokenStory {
        /// `title` or `body`.
        missing: &'static str,
    },
    /// Front matter that does not parse.
    #[error(
        "the {language} front matter is not valid ({reason}); the page was indexed without it: correct it"
    )]
    FrontMatter {
        /// `YAML` or `TOML`.
        language: &'static str,
        /// What the parser said.
        reason: String,
    },
    /// Front matter that never ends.
    #[error(
        "the front matter is not closed; end it with a line `{fence}`. The page was indexed with it as plain text"
    )]
    UnclosedFrontMatter {
        /// `---` or `+++`.
        fence: &'static str,
    },
    /// A line that is not a JSON object.
    #[error(
        "not a valid JSON object ({reason}); the line was left out: write one {{\"url\", \"title\", \"body\"}} object a line"
    )]
    JsonLine {
        /// What the parser said.
        reason: String,
    },
    /// A field of the wrong type.
    #[error("the field `{field}` is not {expected}; it was left out of the document")]
    FieldType {
        /// Its name.
        field: &'static str,
        /// What belongs there.
        expected: &'static str,
    },
    /// A document without an address.
    #[error("no {field}, so a hit could not lead anywhere; the document was left out: add one")]
    NoUrl {
        /// What the format calls it.
        field: &'static str,
    },
    /// XML that does not parse.
    #[error("not well-formed XML ({reason}); what stands from here on was left out: correct it")]
    Xml {
        /// What the parser said.
        reason: String,
    },
    /// An `.xml` file of another kind.
    #[error("not a feed: expected <rss>, <rdf:RDF> or <feed> at the top, got {root}; leave this file out")]
    NotAFeed {
        /// The outermost element, or that there is none.
        root: String,
    },
    /// A document with neither title nor text.
    #[error("the document `{url}` has no title and no text; it was left out")]
    EmptyDocument {
        /// Its address.
        url: String,
    },
    /// Two documents that differ but claim one address.
    #[error("`{url}` is already the address of another page, in {}; this page was left out: give it its own address", first.display())]
    SameUrl {
        /// The address.
        url: String,
        /// The file that has it.
        first: PathBuf,
    },
}
