//! What can be chosen for each structure of a shard.

/// How the keys of a shard are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dictionary {
    /// As an FST whose outputs are ordinals.
    Map,
    /// The same without its head and foot.
    BareMap,
    /// As an FST without outputs: ordinals must be counted.
    Set,
    /// As columns: bytes shared with the key before, other bytes, these themselves.
    FrontCoded,
}

/// How it is known where a list begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lengths {
    /// From the lists before it.
    None,
    /// By columns of the bytes of posting lists and of position lists.
    Bytes,
    /// By the same, less what a list of its postings has at least.
    Excess,
}

/// How document ids are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Documents {
    /// Distances as varints, all in one column.
    Column,
    /// Distances as varints, those of a list before its codes.
    ByList,
    /// Distances as varints, each before its code.
    Interleaved,
    /// First ids of all lists as varints, then distances.
    FirstsApart,
    /// Distances as Rice codes, in one column of bits.
    Rice,
    /// Distances as Rice codes, each list to whole bytes, before its codes.
    RiceByList,
    /// Interpolative, each list to whole bytes, before its codes.
    Interpolative,
    /// Elias–Fano, each list to whole bytes, before its codes.
    EliasFano,
    /// Distances by a range coder.
    Ranged,
}

/// How frequencies are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Codes {
    /// A byte for common masks with a frequency of up to 32.
    Common,
    /// A byte for one field with a frequency of up to 3, otherwise a mask and varints.
    Small,
    /// The same, all varints behind all bytes.
    SmallApart,
    /// As [`Self::Small`], frequencies over 4 rounded to two bits: positions would need counts of their own.
    SmallQuantised,
    /// The bytes of [`Self::Common`] by a range coder, with one more for how many documents the term has.
    Ranged,
}

/// How positions are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Positions {
    /// Distances as varints.
    Varints,
    /// The first of each posting, then the other distances, as varints.
    FirstsApart,
    /// The low bytes of all distances, then the high ones.
    Planes,
    /// Distances as Rice codes, with a parameter and to whole bytes by list.
    RiceByList,
    /// Distances as Rice codes in one column of bits, the parameter from the words of the document and the frequency.
    Rice,
    /// Interpolative, below the last position of each document, in one column of bits.
    Interpolative,
    /// Distances by a range coder, with models by the words of the document and the frequency.
    Ranged,
}

/// A choice for each structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// Of the keys.
    pub dictionary: Dictionary,
    /// Of the begins of lists.
    pub lengths: Lengths,
    /// Of the document ids.
    pub documents: Documents,
    /// Of the frequencies.
    pub codes: Codes,
    /// Of the positions.
    pub positions: Positions,
}

/// As an index is stored.
pub const STORED: Choice = Choice {
    dictionary: Dictionary::Map,
    lengths: Lengths::None,
    documents: Documents::Column,
    codes: Codes::Common,
    positions: Positions::Varints,
};

/// As format version 4 had it.
pub const BEFORE: Choice =
    Choice { lengths: Lengths::Bytes, documents: Documents::ByList, codes: Codes::Small, ..STORED };
