//! Joins the documents of all files: the one place where documents see each other.
//!
//! In this order: a document with neither title nor text is dropped; an empty title is filled in; a document
//! equal to an earlier one in title, text and language is merged into it (a page that awaits translation
//! stands in both languages); stories that share an address get a hash; of two different pages with one
//! address the later is dropped. Everything depends on the order of the files only, never on threads.
//!
//! What needs a document by itself is done by [`prepare`], on any thread; what remains of it to compare are hashes, so that a
//! site's documents need not be in memory together.

use keyseek_index::document::Document;

use super::candidates::Candidates;
use super::prepare::{Prepared, prepare};
use super::{Parsed, PassedOver, Problem, SourceFile};
use crate::index::Edits;

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
    let mut candidates = Candidates::default();
    let mut documents = Vec::new();
    let mut files = Vec::with_capacity(parsed.len());
    for (at, (file, parsed)) in (0..).zip(parsed) {
        let Prepared { documents: prepared, problems, passed_over } = prepare(&file, parsed);
        assembled.problems.extend(problems);
        assembled.passed_over += passed_over;
        let kept = prepared.into_iter().filter_map(|(document, identity)| {
            let is_new = candidates.add(identity, at);
            is_new.then_some(document)
        });
        documents.extend(kept);
        files.push(file);
    }
    let selection = candidates.select();
    assembled.merged = selection.merged;
    let numbers = selection.numbers();
    for (at, mut document) in (0..).zip(documents) {
        if numbers.of(at).is_some() {
            selection.edit(at, &mut document);
            assembled.documents.push(document);
        } else {
            let path = |at: u32| files.get(at as usize).map(|file| file.path.clone()).unwrap_or_default();
            assembled.problems.extend(selection.problem(at, &document.url, path));
        }
    }
    assembled
}
