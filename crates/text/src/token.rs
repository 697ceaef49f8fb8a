//! Tokens: the words of a text, with their places.
//!
//! Owns what a token is and how tokens are numbered; `tokenizer.rs` finds them. Particles, stems and languages without
//! spaces are not cut: a run of Hangul, Han, Kana or Thai is one token, and whoever segments it further does so from its
//! range.
//!
//! # Positions
//!
//! Words and parts are numbered one after the other. A whole takes the position of its first part and does not advance,
//! so `Node.js` and `node js` give the same positions. A query that holds a whole with at least two parts may be
//! answered by the whole or by its parts as a phrase; one with a single part (`c++`, `.net`) only by the whole.

use core::ops::Range;

use crate::segment::Script;

/// A term holds at most this many folded characters; longer runs are cut, so that their prefix stays findable.
///
/// A key is therefore at most `MAX_TERM_CHARS * MAX_CHAR_KEYS` = 320 bytes long.
pub const MAX_TERM_CHARS: usize = 64;

/// One token of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The term: folded, and at most [`MAX_TERM_CHARS`] characters.
    pub text: String,
    /// The bytes of the source, the whole run even where `text` is cut.
    pub range: Range<usize>,
    /// The number of words and parts before this one.
    pub position: u32,
    /// Whether the token is a word, a written form or a part of one.
    pub kind: TokenKind,
    /// The script; a form of letters and digits is Latin.
    pub script: Script,
    /// Whether the token follows the one before it with no space or symbol between: 를 in `Docker를`.
    pub glued: bool,
    /// The number of parts that follow a whole; 0 for words and parts.
    pub parts: u8,
}

/// What a token is to its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// A plain word.
    Word,
    /// A written form that has parts: `node.js`, `c++`, `v1.2.3`, `100ms`; its parts follow it at once.
    Whole,
    /// A part of the whole before it.
    Part,
}
