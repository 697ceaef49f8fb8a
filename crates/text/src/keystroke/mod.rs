//! Keystrokes: a term as the keys a person presses to type it.
//!
//! This module owns the key alphabet and the two directions between text and keys. It deliberately does not fold:
//! give it terms that came from [`tokens`](crate::tokens) or [`fold`](crate::fold()).
//!
//! # Layout of a key
//!
//! | byte | meaning |
//! | --- | --- |
//! | `0x00..=0x7F` | the ASCII character itself |
//! | `0x80..=0x92` | one of the 19 consonant keys, ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ |
//! | `0x93..=0xA0` | one of the 14 vowel keys, ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅛㅜㅠㅡㅣ |
//! | `0xC2..=0xF4` | the lead byte of any other character, its UTF-8 continuation bytes after it |
//!
//! Continuation bytes share values with jamo, but they stand only behind a lead byte, and no lead byte is a jamo. So at
//! a border between characters one byte tells what follows, and no escape byte is needed. Compound vowels and finals are
//! two keys (ㅘ is ㅗㅏ, ㄺ is ㄹㄱ), doubled consonants and ㅐㅒㅔㅖ are one, as on the keyboard.
//!
//! Order of keys is order of bytes: ASCII, then Hangul in dictionary order of its keys, then everything else.

mod compose;
mod decode;
mod encode;
mod layout;

pub use compose::{Composer, States, states};
pub use decode::decode;
pub use encode::{encode, encode_char, key};
pub use layout::{
    FIRST_CONSONANT, from_qwerty, is_consonant, is_final, is_jamo, is_vowel, is_vowel_pair, jamo_char,
    jamo_key, to_qwerty,
};

/// The most bytes one folded character takes in a key: 쀍 is ㅃ, ㅜㅔ, ㄹㄱ.
pub const MAX_CHAR_KEYS: usize = 5;
