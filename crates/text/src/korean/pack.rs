//! Tables to bytes, while compiling: written in Hangul, stored in keys.
//!
//! # Layout
//!
//! A list is its morphemes one after the other; a morpheme is one byte below `0x80`, `next << 3 | agreement` or 0 for that of the one
//! before, and then its keys, which are jamo, all of `0x80` or above.

#![allow(clippy::indexing_slicing, clippy::panic)] // Nothing here runs but in the compiler.

use super::table::Group;

/// The keys of the 21 vowels of a syllable as steps from ㅏ, the second in the high nibble, plus one.
const VOWELS: [u8; 21] = [
    0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x18, 0x28, 0xE8, 0x09, 0x0A, 0x5A, 0x6A, 0xEA,
    0x0B, 0x0C, 0xEC, 0x0D,
];

/// The keys of the finals that suffixes have, by their index in a syllable.
const fn final_key(last: u32) -> &'static [u8] {
    match last {
        1 => &[0x80],        // ㄱ
        2 => &[0x81],        // ㄲ
        4 => &[0x82],        // ㄴ
        6 => &[0x82, 0x92],  // ㄶ
        7 => &[0x83],        // ㄷ
        8 => &[0x85],        // ㄹ
        16 => &[0x86],       // ㅁ
        17 => &[0x87],       // ㅂ
        18 => &[0x87, 0x89], // ㅄ
        19 => &[0x89],       // ㅅ
        20 => &[0x8A],       // ㅆ
        21 => &[0x8B],       // ㅇ
        25 => &[0x90],       // ㅌ
        26 => &[0x91],       // ㅍ
        27 => &[0x92],       // ㅎ
        _ => panic!("a final that has no key here"),
    }
}

/// A buffer that constant functions can fill.
struct Out<const N: usize> {
    bytes: [u8; N],
    length: usize,
}

impl<const N: usize> Out<N> {
    const fn push(mut self, byte: u8) -> Self {
        if self.length < N {
            self.bytes[self.length] = byte;
        }
        self.length += 1;
        self
    }

    /// A syllable, or one of the consonants that endings begin with.
    const fn push_keys(mut self, ch: u32) -> Self {
        match ch {
            0x3134 => return self.push(0x82), // ㄴ
            0x3139 => return self.push(0x85), // ㄹ
            0x3141 => return self.push(0x86), // ㅁ
            0x3142 => return self.push(0x87), // ㅂ
            _ => {}
        }
        let index = ch - 0xAC00;
        let vowel = VOWELS[(index / 28 % 21) as usize];
        self = self.push(0x80 + (index / 588) as u8).push(0x93 + (vowel & 0xF));
        if vowel >> 4 != 0 {
            self = self.push(0x93 + (vowel >> 4) - 1);
        }
        if !index.is_multiple_of(28) {
            let keys = final_key(index % 28);
            self = self.push(keys[0]);
            if keys.len() > 1 {
                self = self.push(keys[1]);
            }
        }
        self
    }

    const fn push_group(mut self, group: &Group) -> Self {
        let text = group.morphemes.as_bytes();
        let mut at = 0;
        self = self.push(group.next << 3 | group.agreement);
        while at < text.len() {
            if text[at] == b' ' {
                self = self.push(0);
                at += 1;
            }
            let (a, b, c) = (text[at] as u32, text[at + 1] as u32, text[at + 2] as u32);
            self = self.push_keys((a & 0xF) << 12 | (b & 0x3F) << 6 | c & 0x3F);
            at += 3;
        }
        self
    }

    const fn push_list(mut self, list: &[Group]) -> Self {
        let mut at = 0;
        while at < list.len() {
            self = self.push_group(&list[at]);
            at += 1;
        }
        self
    }
}

/// The bytes that a list takes.
pub(super) const fn length(list: &[Group]) -> usize {
    Out::<0> { bytes: [], length: 0 }.push_list(list).length
}

/// The bytes of a list.
pub(super) const fn pack<const N: usize>(list: &[Group]) -> [u8; N] {
    Out::<N> { bytes: [0; N], length: 0 }.push_list(list).bytes
}
