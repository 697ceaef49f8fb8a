//! The words of all chunks → one list, sorted.

use super::analyze::Chunk;
use keyseek_index::terms::Occurrence;
use rayon::prelude::*;

/// A word as it is written in documents, folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Surface {
    pub(super) text: String,
    /// In ascending order of document and position.
    pub(super) occurrences: Vec<Occurrence>,
}

/// Joins chunks of ascending documents.
pub(super) fn merge(chunks: Vec<Chunk>) -> Vec<Surface> {
    let mut parts: Vec<(String, usize, Vec<Occurrence>)> = chunks
        .into_iter()
        .enumerate()
        .flat_map(|(at, chunk)| {
            chunk.words.into_iter().map(move |(text, occurrences)| (text, at, occurrences))
        })
        .collect();
    parts.par_sort_unstable_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
    let mut surfaces: Vec<Surface> = Vec::new();
    for (text, _, occurrences) in parts {
        match surfaces.last_mut() {
            Some(surface) if surface.text == text => surface.occurrences.extend(occurrences),
            _ => surfaces.push(Surface { text, occurrences }),
        }
    }
    surfaces
}
