//! Positions: where in a document a term stands, counted in words from the start of its title.
//!
//! A position list belongs to a posting list and has, for each posting, as many positions as the posting has
//! occurrences, each as the distance from the one before (the first from 0), a varint. The fields of a document follow
//! each other in one space of positions with a gap between them, so that no phrase runs from one into the next.
//! A file of positions holds the lists of one term shard in the order of its terms; where a list begins follows from the
//! frequencies of the postings before it.

mod reader;
mod writer;

pub use reader::{PositionFile, Positions};
pub use writer::encode;
