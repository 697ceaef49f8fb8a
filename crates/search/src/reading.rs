//! Readings: the ways in which typed text can mean a term, from strict to loose.

use serde::{Serialize, Serializer};

/// How a word of the query was read to find a document. Ordered: a looser reading never ranks above a stricter one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reading {
    /// The word as typed is a term.
    Exact,
    /// The word as typed, with other spaces: 로드밸런서 is 로드 밸런서. It is no looser than [`Self::Exact`].
    Spaced,
    /// The word as typed and the term are forms of one word: 서버를 is 서버, *running* is *run*.
    Stem,
    /// The term is a synonym or another spelling: 도커 is *docker*.
    Synonym,
    /// The word as typed starts a term.
    Prefix,
    /// The term is derived from the word, or both from a third: *stateful* of *state*. Only tried in long queries.
    Derived,
    /// The word is the initial consonants of a term: ㅋㄷㄹㅂ is 코드리뷰.
    Initials,
    /// The word is a part of a longer one, or made of such parts: 배포 is in 무중단배포, and 접근ㅅ may be 접근 with a particle
    /// that is being typed.
    Segments,
    /// The term is a few keystrokes away.
    Typo,
    /// The word was typed on the other keyboard layout: *ahslxjfld* is 모니터링.
    Layout,
    /// The word is made of terms that the document holds, but not next to each other.
    Scattered,
}

/// Every reading, by its number.
const READINGS: [Reading; 11] = [
    Reading::Exact,
    Reading::Spaced,
    Reading::Stem,
    Reading::Synonym,
    Reading::Prefix,
    Reading::Derived,
    Reading::Initials,
    Reading::Segments,
    Reading::Typo,
    Reading::Layout,
    Reading::Scattered,
];

impl Reading {
    /// The reading of a number, as stored; the loosest for one that no reading has.
    pub(crate) fn of_number(number: u8) -> Self {
        READINGS.get(usize::from(number)).copied().unwrap_or(Self::Scattered)
    }

    /// What a match counts for beside an exact one. It orders documents that hold only some of the words; among those
    /// that hold all, the readings themselves do.
    pub(crate) const fn weight(self) -> f32 {
        match self {
            Self::Exact | Self::Spaced => 1.0,
            Self::Stem => 0.95,
            Self::Synonym => 0.9,
            Self::Prefix | Self::Derived => 0.6,
            Self::Initials | Self::Segments => 0.5,
            Self::Typo | Self::Layout => 0.4,
            Self::Scattered => 0.2,
        }
    }

    /// What documents are ordered by before their scores: smaller is stricter.
    pub(crate) const fn tier(self) -> u8 {
        match self {
            Self::Exact | Self::Spaced => 0,
            _ => self as u8,
        }
    }

    /// Name in answers.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Spaced => "spaced",
            Self::Stem => "stem",
            Self::Synonym => "synonym",
            Self::Prefix => "prefix",
            Self::Derived => "derived",
            Self::Initials => "initials",
            Self::Segments => "segments",
            Self::Typo => "typo",
            Self::Layout => "layout",
            Self::Scattered => "scattered",
        }
    }

    /// Whether the word is taken to mean something else than what was typed, so that the answer should say so.
    pub const fn is_correction(self) -> bool {
        matches!(self, Self::Typo | Self::Layout)
    }
}

impl Serialize for Reading {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// A set of readings: those that a search may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Readings(u16);

impl Readings {
    /// Every reading.
    pub const ALL: Self = Self(u16::MAX);

    /// The set without a reading.
    #[must_use]
    pub const fn without(self, reading: Reading) -> Self {
        Self(self.0 & !(1 << reading as u16))
    }

    /// Whether a reading is in the set.
    pub const fn contains(self, reading: Reading) -> bool {
        self.0 & 1 << reading as u16 != 0
    }
}

impl Default for Readings {
    fn default() -> Self {
        Self::ALL
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings_are_listed_in_their_order_and_all_of_them() {
        for (number, reading) in READINGS.into_iter().enumerate() {
            assert_eq!(reading as usize, number);
            assert_eq!(Reading::of_number(number as u8), reading);
        }
        assert_eq!(READINGS.len(), Reading::Scattered as usize + 1);
        assert_eq!(Reading::of_number(u8::MAX), Reading::Scattered);
    }
}
