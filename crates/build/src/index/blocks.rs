//! Documents → block files.

use super::files::{self, Stored};
use crate::Progress;
use keyseek_index::Document;
use keyseek_index::documents::DocumentBlockWriter;
use keyseek_index::frame::Kind;
use rayon::prelude::*;

/// Cuts documents into runs that each fill a block of about `block_bytes`.
pub(super) fn cut(documents: &[Document], block_bytes: usize) -> Vec<&[Document]> {
    let mut blocks = Vec::new();
    let (mut start, mut size) = (0, 0);
    for (at, document) in documents.iter().enumerate() {
        let sections = document.sections.iter().map(|section| section.heading.len() + section.text.len());
        size += document.url.len() + document.title.len() + sections.sum::<usize>();
        if size >= block_bytes {
            blocks.push(&documents[start..=at]);
            (start, size) = (at + 1, 0);
        }
    }
    if start < documents.len() {
        blocks.push(&documents[start..]);
    }
    blocks
}

/// Writes and compresses every block, on all cores, in order.
pub(super) fn write(blocks: &[&[Document]], progress: &dyn Progress) -> Vec<Stored> {
    blocks
        .par_iter()
        .map(|documents| {
            let mut writer = DocumentBlockWriter::default();
            for document in *documents {
                writer.add(document);
            }
            let stored = files::store(Kind::Documents, &writer.finish());
            progress.advance(1);
            stored
        })
        .collect()
}
