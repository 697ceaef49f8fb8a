//! The fields of a document that a term can occur in.

/// Where in a document a term occurs. The discriminant is the bit and the column of the field in every structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Field {
    /// The title.
    Title = 0,
    /// Headings of sections.
    Heading = 1,
    /// Tags.
    Tag = 2,
    /// Running text.
    Body = 3,
    /// Part of a longer written word, in any of the other fields: it makes the word findable, but is not a word there.
    Part = 4,
}

/// Every field, in the order of their discriminants.
pub const FIELDS: [Field; 5] = [Field::Title, Field::Heading, Field::Tag, Field::Body, Field::Part];

impl Field {
    /// Column of this field in per-field arrays.
    pub const fn column(self) -> usize {
        self as usize
    }

    /// Bit of this field in a field mask.
    pub const fn bit(self) -> u8 {
        1 << self as u8
    }

    /// Name as users write it in queries.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Heading => "heading",
            Self::Tag => "tag",
            Self::Body => "body",
            Self::Part => "part",
        }
    }
}
