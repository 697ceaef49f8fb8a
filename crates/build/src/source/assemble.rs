//! Joins the documents of all files: the one place where documents see each other.
//!
//! In this order: a document with neither title nor text is dropped; an empty title is filled in; a document
//! equal to an earlier one in title, text and language is merged into it (a page that awaits translation
//! stands in both languages); stories that share an address get a hash; of two different pages with one
//! address the later is dropped. Everything depends on the order of the files only, never on threads.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;

use keyseek_index::document::{Document, MetaValue};
use sha2::{Digest, Sha256};

use super::{Format, Parsed, PassedOver, Problem, ProblemKind, SourceFile, text, urls};

/// All documents, ready to be numbered.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Assembled {
    /// With unique addresses and titles that are not empty, in the order of the files.
    pub documents: Vec<Document>,
    /// The problems of all files, in their order, then those between files.
    pub problems: Vec<Problem>,
    /// Documents left out because an earlier one has the same title, text and language.
    pub merged: usize,
    /// Documents that their authors keep out of search.
    pub passed_over: PassedOver,
}

/// Joins what the files gave, in the order of the files.
pub fn assemble(parsed: Vec<(SourceFile, Parsed)>) -> Assembled {
    let mut assembled = Assembled::default();
    let mut kept: Vec<(Document, usize)> = Vec::new();
    let mut files = Vec::with_capacity(parsed.len());
    let mut by_content: HashMap<u64, Vec<usize>> = HashMap::new();

    for (file, parsed) in parsed {
        assembled.problems.extend(parsed.problems);
        assembled.passed_over += parsed.passed_over;
        for mut document in parsed.documents {
            if is_empty(&document) {
                let kind = ProblemKind::EmptyDocument { url: document.url };
                assembled.problems.push(Problem::in_file(&file.path, kind));
                continue;
            }
            if document.title.is_empty() {
                document.title = fallback_title(&document, &file);
            }
            let same_hash = by_content.entry(content_hash(&document)).or_default();
            let equal = same_hash.iter().find_map(|at| {
                let (earlier, _) = kept.get(*at)?;
                is_same_content(earlier, &document).then_some(*at)
            });
            if let Some((earlier, _)) = equal.and_then(|at| kept.get_mut(at)) {
                keep_higher_views(earlier, document);
                assembled.merged += 1;
            } else {
                same_hash.push(kept.len());
                kept.push((document, files.len()));
            }
        }
        files.push(file);
    }
    tell_stories_apart(&mut kept, &files);
    keep_first_of_each_url(kept, &files, &mut assembled);
    assembled
}

fn is_empty(document: &Document) -> bool {
    document.title.is_empty()
        && document.sections.iter().all(|section| section.heading.is_empty() && section.text.is_empty())
}

/// The first heading; then the file's name, or the address where one file holds many documents.
fn fallback_title(document: &Document, file: &SourceFile) -> String {
    let heading =
        document.sections.iter().map(|section| &section.heading).find(|heading| !heading.is_empty());
    if let Some(heading) = heading {
        return heading.clone();
    }
    let name = match file.format {
        Format::Html | Format::Markdown => text::one_line(&urls::title_from_path(&file.relative)),
        Format::JsonLines | Format::Feed | Format::Story => String::new(),
    };
    if name.is_empty() { document.url.clone() } else { name }
}

/// Equal contents have equal hashes; that equal hashes mean equal contents is checked by comparing.
fn content_hash(document: &Document) -> u64 {
    let mut hasher = DefaultHasher::new();
    document.title.hash(&mut hasher);
    for section in &document.sections {
        section.heading.hash(&mut hasher);
        section.text.hash(&mut hasher);
    }
    hasher.finish()
}

fn is_same_content(a: &Document, b: &Document) -> bool {
    a.title == b.title
        && a.lang == b.lang
        && a.sections.len() == b.sections.len()
        && a.sections.iter().zip(&b.sections).all(|(a, b)| a.heading == b.heading && a.text == b.text)
}

fn keep_higher_views(earlier: &mut Document, later: Document) {
    if let (Some(MetaValue::Number(views)), Some(MetaValue::Number(more))) =
        (earlier.meta.get_mut("views"), later.meta.get("views"))
    {
        *views = views.max(*more);
    }
}

/// Stories have addresses made from their titles. Where that gives several stories one address (or a title no
/// letters), all of them get a hash of their content, so that an address does not depend on which file is
/// read first.
fn tell_stories_apart(kept: &mut [(Document, usize)], files: &[SourceFile]) {
    let is_story = |file: usize| files.get(file).is_some_and(|file| file.format == Format::Story);
    let mut count: HashMap<String, usize> = HashMap::new();
    for (document, _) in kept.iter().filter(|(_, file)| is_story(*file)) {
        *count.entry(document.url.clone()).or_default() += 1;
    }
    for (document, _) in kept.iter_mut().filter(|(_, file)| is_story(*file)) {
        let is_shared = count.get(&document.url).is_some_and(|count| *count > 1);
        if is_shared || document.url.ends_with('/') {
            let separator = if document.url.ends_with('/') { "" } else { "-" };
            document.url = format!("{}{separator}{}", document.url, short_hash(document));
        }
    }
}

/// Eight hexadecimal digits of title and text.
fn short_hash(document: &Document) -> String {
    let mut hasher = Sha256::new();
    hasher.update(document.title.as_bytes());
    for section in &document.sections {
        hasher.update([0]);
        hasher.update(section.text.as_bytes());
    }
    hasher.finalize().iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

fn keep_first_of_each_url(kept: Vec<(Document, usize)>, files: &[SourceFile], assembled: &mut Assembled) {
    let path = |file: usize| files.get(file).map(|file| file.path.clone()).unwrap_or_default();
    let mut owners: HashMap<String, PathBuf> = HashMap::with_capacity(kept.len());
    assembled.documents.reserve_exact(kept.len());
    for (document, file) in kept {
        match owners.entry(document.url.clone()) {
            Entry::Vacant(owner) => {
                owner.insert(path(file));
                assembled.documents.push(document);
            }
            Entry::Occupied(owner) => {
                let kind = ProblemKind::SameUrl { url: document.url, first: owner.get().clone() };
                assembled.problems.push(Problem::in_file(&path(file), kind));
            }
        }
    }
}
