//! Beginnings: which characters of a text a key may begin with, told by their bytes.

use keyseek_text::{FIRST_CONSONANT, encode_char, is_jamo};

/// How many syllables there are, how many share an initial and a vowel, and how many such pairs share an initial.
const SYLLABLES: usize = 11_172;
const FINALS: usize = 28;
const VOWELS: usize = 21;

/// The characters that the keys begin with.
pub(super) struct Beginnings {
    /// By the first byte of a character how many bytes to go on, since no key begins there; 0 where one may begin.
    steps: [u8; 256],
    /// For each initial and vowel the finals, a bit each, with which a key may begin, and with which one may inside a word.
    syllables: [(u32, u32); SYLLABLES / FINALS],
    /// Whether a key may begin with one of 64 characters of Unicode, by the low eight bits of its number without the last six:
    /// what the first two bytes of their UTF-8 have in common.
    blocks: [bool; 256],
    /// Whether a key begins with an ASCII character.
    pub(super) letters: bool,
}

impl Beginnings {
    /// Those of no key.
    pub(super) fn none() -> Self {
        let mut beginnings = Self {
            steps: [1; 256],
            syllables: [(0, 0); SYLLABLES / FINALS],
            blocks: [false; 256],
            letters: false,
        };
        for (byte, step) in beginnings.steps.iter_mut().enumerate() {
            *step = match byte {
                0xE4..=0xED => 3,
                // Folding makes other characters of these, but leaves ideographs and syllables as they are.
                0xC2.. => 0,
                _ => 1,
            };
        }
        // Other scripts lie before and behind the syllables, which begin and end in the middle of a block.
        for block in 0xA000 >> 6..0xAC00 >> 6 {
            beginnings.set_block(block);
        }
        beginnings.set_block(0xD780 >> 6);
        beginnings.set_block(0xD7C0 >> 6);
        beginnings
    }

    /// Adds a key, which begins with the byte `first`; `inner` says whether it is looked for inside of words.
    pub(super) fn add(&mut self, first: u8, key: &[u8], inner: bool) {
        if is_jamo(first) {
            return self.add_syllables(first, key, inner);
        }
        self.letters |= first.is_ascii();
        self.set_step(usize::from(first));
        self.set_step(usize::from(first.to_ascii_uppercase()));
    }

    /// Notes the syllables that a key with this first jamo may begin with: those of its initial that are typed as it goes on.
    fn add_syllables(&mut self, first: u8, key: &[u8], inner: bool) {
        let start = usize::from(first.saturating_sub(FIRST_CONSONANT)) * VOWELS;
        let mut typed = Vec::new();
        for pair in start..start + VOWELS {
            for last in 0..FINALS {
                let code = 0xAC00 + (pair * FINALS + last) as u32;
                typed.clear();
                encode_char(char::from_u32(code).unwrap_or_default(), &mut typed);
                if key.starts_with(&typed) || typed.starts_with(key) {
                    if let Some((begin, inside)) = self.syllables.get_mut(pair) {
                        *begin |= 1 << last;
                        *inside |= u32::from(inner) << last;
                    }
                    self.set_block(code >> 6);
                } else if last == 0 {
                    // Another vowel.
                    break;
                }
            }
        }
    }

    /// Notes that a key may begin with one of the 64 characters from 64 times `block` on.
    fn set_block(&mut self, block: u32) {
        if let Some(slot) = self.blocks.get_mut(block as usize & 0xFF) {
            *slot = true;
        }
        self.set_step(0xE0 | block as usize >> 6);
    }

    /// Notes that a key may begin with a character that begins with this byte.
    fn set_step(&mut self, byte: usize) {
        if let Some(step) = self.steps.get_mut(byte) {
            *step = 0;
        }
    }

    /// How many bytes no key begins with from a byte of UTF-8 on; 0 where one may begin.
    #[inline]
    pub(super) fn step(&self, byte: u8) -> usize {
        self.steps.get(usize::from(byte)).map_or(1, |step| usize::from(*step))
    }

    /// Whether a key may begin with a character that begins with these bytes.
    #[inline]
    pub(super) fn begins_block(&self, first: u8, second: Option<&u8>) -> bool {
        let second = second.copied().unwrap_or_default();
        self.blocks
            .get(usize::from(first & 3) << 6 | usize::from(second & 0x3F))
            .is_some_and(|begins| *begins)
    }

    /// Whether a key may begin with a syllable, by its number, inside of a word or anywhere.
    #[inline]
    pub(super) fn syllable(&self, index: usize, inside: bool) -> bool {
        let (begin, inner) = self.syllables.get(index / FINALS).copied().unwrap_or_default();
        let finals = if inside { inner } else { begin };
        finals >> (index % FINALS) & 1 == 1
    }
}

/// Whether a character that begins with this byte is a syllable or beside the syllables in Unicode.
#[inline]
pub(super) const fn is_lead_of_syllable(byte: u8) -> bool {
    matches!(byte, 0xEA..=0xED)
}

/// The number of the Hangul syllable at a place, in the order of Unicode.
#[inline]
pub(super) fn syllable(bytes: &[u8], at: usize) -> Option<usize> {
    let [first @ 0xEA..=0xED, second, third, ..] = bytes.get(at..)? else { return None };
    let code = u32::from(first & 0xF) << 12 | u32::from(second & 0x3F) << 6 | u32::from(third & 0x3F);
    code.checked_sub(0xAC00).map(|index| index as usize).filter(|index| *index < SYLLABLES)
}
