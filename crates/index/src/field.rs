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
    /// Part of a longer written word, in any other field than the title: it makes the word findable, but is not a word there.
    Part = 4,
    /// Part of a longer written word of the title.
    TitlePart = 5,
}

/// Every field, in the order of their discriminants.
pub const FIELDS: [Field; 6] =
    [Field::Title, Field::Heading, Field::Tag, Field::Body, Field::Part, Field::TitlePart];

impl Field {
    /// Column of this field in per-field arrays.
    pub const fn column(self) -> usize {
        self as usize
    }

    /// Bit of this field in a field mask.
    pub const fn bit(self) -> u8 {
        1 << self as u8
    }

    /// The field for parts of the words of this field.
    #[must_use]
    pub const fn of_parts(self) -> Self {
        match self {
            Self::Title | Self::TitlePart => Self::TitlePart,
            _ => Self::Part,
        }
    }

    /// Whether what occurs here is a part of a longer word.
    pub const fn is_of_parts(self) -> bool {
        matches!(self, Self::Part | Self::TitlePart)
    }

    /// Name as users write it in queries.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Heading => "heading",
            Self::Tag => "tag",
            Self::Body => "body",
            Self::Part => "part",
            Self::TitlePart => "title_part",
        }
    }
}
