//! Columns: the values of one field of all documents, to filter, sort and count by.
//!
//! ```text
//! varint          number of distinct values, n
//! n values        in the order in which they sort: each a string, or in a column of numbers 8 bytes, IEEE 754, little
//!                 endian
//! per value       its document frequency, then its documents: the first id as it is, then the distance from the one
//!                 before, less one; varints
//! ```
//!
//! Which order texts sort in is for the builder to say; numbers ascend. A document may stand under several values, or under
//! none. A column is a file of its own; its name and its kind stand in the manifest.

mod reader;
mod writer;

pub use reader::Column;
pub use writer::ColumnWriter;

/// What the values of a column are. The discriminant is the kind's byte in the manifest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(u8)]
pub enum ColumnKind {
    /// Texts.
    #[default]
    Text = 0,
    /// Numbers.
    Number = 1,
    /// Texts that all begin with a date in ISO 8601, so that their order is that of time.
    Date = 2,
}

impl ColumnKind {
    /// Name as users see it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Date => "date",
        }
    }

    /// The kind of a byte in the manifest.
    pub(crate) const fn from_byte(byte: u8) -> Option<Self> {
        match byte {
            0 => Some(Self::Text),
            1 => Some(Self::Number),
            2 => Some(Self::Date),
            _ => None,
        }
    }
}

/// One value of a column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ColumnValue<'a> {
    /// A text or a date.
    Text(&'a str),
    /// A number.
    Number(f64),
}
