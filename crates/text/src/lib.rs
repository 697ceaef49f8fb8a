//! Keyseek's analyzer: text to tokens to terms to keys.
//!
//! The one definition of what a word is, compiled into the builder and into the browser module, so that index and query
//! cannot disagree. It has three layers, each in its own module:
//!
//! - [`fold`](fold()) makes one comparable form of the many ways to write the same characters;
//! - [`segments`] and [`tokens`] cut text at word breaks and script borders, keeping written forms such as `node.js`;
//! - [`key`] and [`decode`] go between a term and the keystrokes that type it, the form that the index is sorted by.
//!
//! It deliberately knows nothing of fields, documents or indexes, and does no I/O. It carries no Unicode tables but a few
//! kilobytes of its own, because every byte of it is sent to readers.
//!
//! ```
//! use keyseek_text::{TokenKind, key, tokens};
//!
//! let terms: Vec<String> = tokens("Docker를 Node.js에서").map(|token| token.text).collect();
//! assert_eq!(terms, ["docker", "를", "node.js", "node", "js", "에서"]);
//! assert!(key("모니터링").starts_with(&key("모니터ㄹ")));
//! ```

#![forbid(unsafe_code)]
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

mod capitals;
mod class;
pub mod english;
mod fold;
mod keystroke;
pub mod korean;
mod letters;
mod segment;
mod token;
mod tokenizer;
mod words;
mod written;

pub use capitals::begins_inner_word;
pub use class::is_letter;
pub use fold::{FoldedChar, FoldedChars, fold, folded_chars};
pub use keystroke::{
    Composer, FIRST_CONSONANT, MAX_CHAR_KEYS, States, decode, encode, encode_char, from_qwerty, is_consonant,
    is_final, is_jamo, is_vowel, is_vowel_pair, jamo_char, jamo_key, key, states, to_qwerty,
};
pub use segment::{Script, Segment, script, segments};
pub use token::{MAX_TERM_CHARS, Token, TokenKind};
pub use tokenizer::{Tokens, tokens};
pub use words::{Words, ends_in_unfinished_particle, words};
