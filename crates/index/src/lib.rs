//! The stored form of a Keyseek index: one folder a structure, its writer beside its reader, its bytes in the
//! module comment. `FORMAT.md` is the whole picture.
//!
//! Everything is written once and then only read. Readers borrow or own plain bytes, check them before they trust
//! them, and answer any corrupted file with an [`Error`]. This crate does no I/O, names no files' places and knows
//! nothing of compression: callers hand over the bytes of a file, inflated.
#![forbid(unsafe_code)]
#![cfg_attr(
    not(test),
    warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)
)]

mod codec;
pub mod columns;
pub mod document;
pub mod documents;
mod error;
mod field;
pub mod frame;
pub mod manifest;
pub mod norms;
pub mod pack;
pub mod positions;
pub mod postings;
pub mod prepared;
pub mod similar;
pub mod spelling;
pub mod terms;
pub mod tiers;

pub use document::{DocId, Document, MetaValue, Section};
pub use error::Error;
pub use field::{FIELDS, Field};
