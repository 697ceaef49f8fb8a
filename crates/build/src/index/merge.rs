//! The terms of all chunks → one list, sorted by key.

use super::analyze::Chunk;
use keyseek_index::terms::Occurrence;
use rayon::prelude::*;

/// A term of the whole index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    pub(super) key: Vec<u8>,
    /// In ascending order of document and position.
    pub(super) occurrences: Vec<Occurrence>,
}

/// Joins chunks of ascending documents.
pub(super) fn merge(chunks: Vec<Chunk>) -> Vec<Term> {
    let mut parts: Vec<(Vec<u8>, usize, Vec<Occurrence>)> = chunks
        .into_iter()
        .enumerate()
        .flat_map(|(at, chunk)| chunk.terms.into_iter().map(move |(key, occurrences)| (key, at, occurrences)))
        .collect();
    parts.par_sort_unstable_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
    let mut terms: Vec<Term> = Vec::new();
    for (key, _, occurrences) in parts {
        match terms.last_mut() {
            Some(term) if term.key == key => term.occurrences.extend(occurrences),
            _ => terms.push(Term { key, occurrences }),
        }
    }
    terms
}
