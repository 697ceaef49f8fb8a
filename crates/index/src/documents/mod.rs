//! Documents: what a hit shows, kept in blocks of whole documents.
//!
//! ```text
//! varint          number of documents in the block
//! per document, in the order of their ids:
//!   string        url
//!   string        title
//!   string        language, empty when unknown
//!   string        date, empty when unknown
//!   list          tags, each a string
//!   list          sections, each three strings: id, heading, text
//!   list          metadata, each a name (string), a kind (byte) and a value:
//!                 0 text (string), 1 number (8 bytes, IEEE 754, little endian), 2 list of strings
//! ```
//!
//! A string is its length in bytes as a varint and its UTF-8; a list is its length as a varint and its items. The first
//! document id of each block stands in the manifest.

mod reader;
mod writer;

pub use reader::{DocumentBlock, StoredDocument};
pub use writer::DocumentBlockWriter;
