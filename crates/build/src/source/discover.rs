//! Finds the files below the sources. It looks at names and kinds only and opens no file.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;
use walkdir::{DirEntry, WalkDir};

use super::{Format, Problem, ProblemKind, SourceFile};

/// The files to read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// In order: the sources as given, each source's files by relative path.
    pub files: Vec<SourceFile>,
    /// Files of other kinds (images, styles, …), broken or looping links and pages written for machines.
    pub passed_over: usize,
    /// Folders that could not be listed and names that cannot be used.
    pub problems: Vec<Problem>,
}

/// Why there is nothing to build from.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum SourceError {
    /// No source was named.
    #[error("no source was given; name a folder or a file to index")]
    NoSources,
    /// A source is not there.
    #[error("the source {} does not exist; check the path", path.display())]
    Missing {
        /// As given.
        path: PathBuf,
    },
    /// A source may not be read.
    #[error("the source {} cannot be read; check its permissions", path.display())]
    Unreadable {
        /// As given.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A source is a file that no format reads.
    #[error(
        "the source {} is of an unknown kind; expected a folder, or an .html, .md, .mdx, .jsonl, .xml or .txt file",
        path.display()
    )]
    UnknownKind {
        /// As given.
        path: PathBuf,
    },
    /// The sources hold no file that a format reads.
    #[error("nothing to index in {sources}; expected .html, .md, .mdx, .jsonl, .xml or .txt files there")]
    NothingToIndex {
        /// The sources, separated by commas.
        sources: String,
    },
}

/// Lists the files below the sources, in the same order on every machine.
///
/// A folder's hidden folders, `node_modules` and the folders in `exclude` (the output folder, if it lies
/// inside a source) are not entered. Links are followed, loops are not. What a site generator writes beside
/// its pages for machines and not for readers is passed over: `404.html` at the root, and in a folder with
/// HTML pages also feeds and `.txt` files, which would repeat the pages (or are `sitemap.xml` and
/// `robots.txt`). Named as a source itself, such a file is read.
///
/// # Errors
/// A source is missing, unreadable or of an unknown kind, or there is nothing to index at all.
pub fn discover(sources: &[PathBuf], exclude: &[PathBuf]) -> Result<Found, SourceError> {
    if sources.is_empty() {
        return Err(SourceError::NoSources);
    }
    let exclude: Vec<PathBuf> = exclude.iter().filter_map(|folder| folder.canonicalize().ok()).collect();
    let mut found = Found::default();
    for source in sources {
        let kind = std::fs::metadata(source).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => SourceError::Missing { path: source.clone() },
            _ => SourceError::Unreadable { path: source.clone(), source: error },
        })?;
        if kind.is_dir() {
            walk(source, &exclude, &mut found)?;
        } else {
            let format =
                format_of(source).ok_or_else(|| SourceError::UnknownKind { path: source.clone() })?;
            std::fs::File::open(source)
                .map_err(|error| SourceError::Unreadable { path: source.clone(), source: error })?;
            let relative = source.file_name().unwrap_or_default().to_string_lossy().into_owned();
            found.files.push(SourceFile { path: source.clone(), relative, format });
        }
    }
    if found.files.is_empty() {
        let names: Vec<String> = sources.iter().map(|source| source.display().to_string()).collect();
        return Err(SourceError::NothingToIndex { sources: names.join(", ") });
    }
    Ok(found)
}

fn walk(source: &Path, exclude: &[PathBuf], found: &mut Found) -> Result<(), SourceError> {
    let mut files = Vec::new();
    let entries = WalkDir::new(source).follow_links(true).into_iter();
    for entry in entries.filter_entry(|entry| entry.depth() == 0 || is_entered(entry, exclude)) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) if error.depth() == 0 => {
                let source_error =
                    error.into_io_error().unwrap_or_else(|| io::Error::other("a loop of links"));
                return Err(SourceError::Unreadable { path: source.to_owned(), source: source_error });
            }
            Err(error) => {
                let is_link = error.path().is_some_and(Path::is_symlink);
                let is_refused =
                    error.io_error().is_some_and(|io| io.kind() == io::ErrorKind::PermissionDenied);
                let is_gone = error.io_error().is_some_and(|io| io.kind() == io::ErrorKind::NotFound);
                // A link that leads to itself has no error kind of its own.
                if error.loop_ancestor().is_some() || is_gone || (is_link && !is_refused) {
                    found.passed_over += 1;
                } else {
                    let path = error.path().unwrap_or(source).to_owned();
                    let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                    found.problems.push(Problem::in_file(&path, ProblemKind::Unreadable { reason }));
                }
                continue;
            }
        };
        if !entry.file_type().is_file() {
            continue;
        }
        let Some(format) = format_of(entry.path()) else {
            found.passed_over += 1;
            continue;
        };
        match relative_path(source, entry.path()) {
            Some(relative) => files.push(SourceFile { path: entry.into_path(), relative, format }),
            None => found.problems.push(Problem::in_file(entry.path(), ProblemKind::NameNotUtf8)),
        }
    }

    let has_pages = files.iter().any(|file| file.format == Format::Html);
    let before = files.len();
    files.retain(|file| match file.format {
        Format::Html => !matches!(file.relative.as_str(), "404.html" | "404/index.html"),
        Format::Feed | Format::Story => !has_pages,
        Format::Markdown | Format::JsonLines => true,
    });
    found.passed_over += before - files.len();
    files.sort_by(|a, b| a.relative.cmp(&b.relative));
    found.files.append(&mut files);
    Ok(())
}

/// Whether the walk goes into a folder, or looks at a file.
fn is_entered(entry: &DirEntry, exclude: &[PathBuf]) -> bool {
    let name = entry.file_name();
    if name.as_encoded_bytes().starts_with(b".") || name == "node_modules" {
        return false;
    }
    // A folder's real path is looked up only when its name could match: one system call a folder is saved.
    let may_match =
        entry.file_type().is_dir() && exclude.iter().any(|folder| folder.file_name() == Some(name));
    !may_match || entry.path().canonicalize().map_or(true, |real| !exclude.contains(&real))
}

fn relative_path(source: &Path, path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.strip_prefix(source).ok()?.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}

fn format_of(path: &Path) -> Option<Format> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "html" | "htm" | "xhtml" => Some(Format::Html),
        "md" | "markdown" | "mdx" => Some(Format::Markdown),
        "jsonl" | "ndjson" => Some(Format::JsonLines),
        "txt" => Some(Format::Story),
        "xml" | "rss" | "atom" => Some(Format::Feed),
        _ => None,
    }
}
