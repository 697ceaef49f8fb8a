//! Readings: the ways in which typed text can mean a term, from strict to loose.

use serde::Serialize;

/// How a word of the query was read to find a document. Ordered: a looser reading never ranks above a stricter one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Reading {
    /// The word as typed is a term.
    Exact,
    /// The word as typed starts a term.
    Prefix,
    /// The word as typed is made of terms.
    Segments,
}

impl Reading {
    /// Every reading from strict to loose.
    pub const ALL: [Self; 3] = [Self::Exact, Self::Prefix, Self::Segments];

    /// What a match counts for beside an exact one. It orders documents that hold only some of the words; among those
    /// that hold all, the readings themselves do.
    pub(crate) const fn weight(self) -> f32 {
        match self {
            Self::Exact => 1.0,
            Self::Prefix => 0.6,
            Self::Segments => 0.5,
        }
    }

    /// Name in answers.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Prefix => "prefix",
            Self::Segments => "segments",
        }
    }
}
