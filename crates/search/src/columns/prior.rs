//! The prior: what is known of a document before anything is asked, such as how often it is read or how new it is.

use keyseek_index::columns::Column;

/// A column whose larger values make a document likelier to be what is looked for.
///
/// A score is multiplied by 1 + weight × the place of the document's value among all values, from almost 0 for the smallest to 1
/// for the largest: so one number is as good as another, views or dates, and a few very large ones do not drown the rest.
/// With a weight of 0.2 it decides between documents that answer a query about equally well. There is none unless asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Prior {
    /// Name of the column.
    pub column: String,
    /// How much it counts; negative numbers count as 0.
    pub weight: f32,
}

/// What the score of each document is multiplied by.
pub(super) fn factors(column: &Column, weight: f32, documents: u32) -> Vec<f32> {
    let mut factors = vec![1.0; documents as usize];
    for at in 0..column.len() {
        let factor = 1.0 + weight.max(0.0) * (at + 1) as f32 / column.len() as f32;
        for doc in column.documents(at) {
            // Of several values the largest counts, and it comes last.
            if let Some(slot) = factors.get_mut(*doc as usize) {
                *slot = factor;
            }
        }
    }
    factors
}
