//! Folding: one comparable form of the many ways to write the same characters.
//!
//! Owns case, width, diacritics, Hangul composition and invisible characters, and keeps the source range of every folded
//! character. It is not NFKC: compatibility jamo stay as they are, because half-typed and initial-consonant queries are
//! made of them; what folds to another letter is in `letters.rs`.

use core::ops::Range;
use core::str::Chars;

use crate::keystroke::{FIRST_CONSONANT, jamo_char};
use crate::letters;

/// Folds text to its comparable form.
///
/// - Hangul typed as conjoining jamo is composed; a conjoining jamo alone becomes the compatibility jamo.
/// - Full-width ASCII becomes ASCII, half-width Hangul full-width, and every space, tab and line break `' '`.
/// - Letters become lower case and lose their diacritics; combining marks U+0300..=U+036F are dropped, and so are zero-width
///   characters, soft hyphens and variation selectors.
/// - The typographic apostrophe and hyphen become `'` and `-`.
///
/// Folding folded text changes nothing.
///
/// ```
/// use keyseek_text::fold;
/// assert_eq!(fold("ＮＧＩＮＸ\u{A0}Café"), "nginx cafe");
/// assert_eq!(fold("\u{1112}\u{1161}\u{11AB}글"), "한글");
/// assert_eq!(fold("모니터ㄹ"), "모니터ㄹ");
/// ```
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    out.extend(folded_chars(text).map(|folded| folded.ch));
    out
}

/// One folded character and the bytes of the source that it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoldedChar {
    /// The folded character.
    pub ch: char,
    /// The bytes of the source, dropped characters after it included; two characters of one ligature share them.
    pub range: Range<usize>,
}

/// Folds text one character at a time, with the source range of each.
///
/// ```
/// let chars: Vec<_> = keyseek_text::folded_chars("E\u{301}a").map(|folded| (folded.ch, folded.range)).collect();
/// assert_eq!(chars, [('e', 0..3), ('a', 3..4)]);
/// ```
pub fn folded_chars(text: &str) -> FoldedChars<'_> {
    let mut chars = FoldedChars { chars: text.chars(), length: text.len(), last: 0..0, pending: None };
    chars.skip_dropped();
    chars
}

/// The iterator that [`folded_chars`] returns.
#[derive(Clone, Debug)]
pub struct FoldedChars<'a> {
    chars: Chars<'a>,
    length: usize,
    /// The range of the character that was returned last.
    last: Range<usize>,
    /// The second letter of a ligature that was returned last.
    pending: Option<char>,
}

impl<'a> FoldedChars<'a> {
    /// The place in the source that is read up to.
    #[inline]
    pub fn offset(&self) -> usize {
        self.length - self.chars.as_str().len()
    }

    /// The next folded character, not taken.
    #[inline]
    pub fn peek(&self) -> Option<char> {
        if let Some(second) = self.pending {
            return Some(second);
        }
        match self.chars.as_str().as_bytes().first() {
            Some(byte) if byte.is_ascii() => Some(char::from(fold_ascii(*byte))),
            Some(_) => self.clone().next().map(|folded| folded.ch),
            None => None,
        }
    }

    /// Whether the character that was returned last is the first letter of a ligature.
    pub(crate) fn is_inside_ligature(&self) -> bool {
        self.pending.is_some()
    }

    /// Takes the ASCII letters to be read, as they stand in the source.
    ///
    /// The last one stays where something follows that may be dropped, and so belong to its range.
    #[inline]
    pub(crate) fn take_ascii_letters(&mut self) -> &'a str {
        if self.pending.is_some() {
            return "";
        }
        let rest = self.chars.as_str();
        let mut length = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        if rest.as_bytes().get(length).is_some_and(|after| !after.is_ascii()) {
            length = length.saturating_sub(1);
        }
        let (letters, after) = rest.split_at_checked(length).unwrap_or(("", rest));
        self.chars = after.chars();
        letters
    }

    #[inline]
    fn skip_dropped(&mut self) {
        // Every dropped character has one of these lead bytes; most text has none of them.
        while let Some(0xC2 | 0xCC | 0xCD | 0xE1 | 0xE2 | 0xE3 | 0xEF) =
            self.chars.as_str().as_bytes().first()
        {
            let mut after = self.chars.clone();
            if !after.next().is_some_and(is_dropped) {
                break;
            }
            self.chars = after;
        }
    }

    /// Takes the next character if `accept` maps it.
    #[inline]
    fn take_if<T>(&mut self, accept: impl Fn(u32) -> Option<T>) -> Option<T> {
        let mut after = self.chars.clone();
        let accepted = accept(after.next()? as u32)?;
        self.chars = after;
        Some(accepted)
    }

    /// Folds a character that is not ASCII, composing it with what follows.
    fn fold_other(&mut self, ch: char) -> char {
        let code = ch as u32;
        match code {
            // A syllable, and one without a final takes a conjoining final.
            0xAC00..=0xD7A3 if (code - 0xAC00).is_multiple_of(28) => return self.with_final(code),
            0x3041..=0x3096 | 0x30A1..=0x30FA => return self.with_voicing(code),
            0x3099 | 0x309A => return char_or(code + 2, ch),
            0x2E80..=0x9FFF | 0xAC00..=0xD7A3 if ch != '\u{3000}' => return ch,
            // The 19 consonant keys are in the order of the initials.
            0x1100..=0x1112 => {
                let vowel = self.take_if(|next| next.checked_sub(0x1161).filter(|&vowel| vowel < 21));
                return match vowel {
                    Some(vowel) => self.with_final(0xAC00 + (code - 0x1100) * 588 + vowel * 28),
                    None => jamo_char(FIRST_CONSONANT + (code - 0x1100) as u8).unwrap_or(ch),
                };
            }
            0x1161..=0x1175 => return char_or(0x314F + code - 0x1161, ch),
            0x11A8..=0x11C2 => return compatibility_final(code - 0x11A8).unwrap_or(ch),
            0xFF01..=0xFF5E => {
                let ascii = (code - 0xFEE0) as u8;
                return char::from(fold_ascii(ascii));
            }
            0xFFA1..=0xFFBE => return char_or(0x3131 + code - 0xFFA1, ch),
            // Half-width vowels stand in four groups of six, two places apart.
            0xFFC2..=0xFFDC if (code - 0xFFC2) % 8 < 6 => {
                let index = (code - 0xFFC2) / 8 * 6 + (code - 0xFFC2) % 8;
                return char_or(0x314F + index, ch);
            }
            0x2010 | 0x2011 => return '-',
            0x2019 | 0x02BB | 0x02BC => return '\'',
            _ => {}
        }
        if ch.is_whitespace() {
            return ' ';
        }
        let (letter, second) = letters::fold_letter(ch).unwrap_or((ch, None));
        self.pending = second;
        letter
    }

    fn with_final(&mut self, syllable: u32) -> char {
        let last = self.take_if(|next| next.checked_sub(0x11A7).filter(|last| (1..28).contains(last)));
        char_or(syllable + last.unwrap_or(0), char::REPLACEMENT_CHARACTER)
    }

    /// Kana with a combining voicing mark, as file systems decompose them.
    fn with_voicing(&mut self, code: u32) -> char {
        let place = if code >= 0x30A1 { code - 0x60 } else { code };
        let step = self.take_if(|next| match (next, place) {
            (0x3099, 0x3046) => Some(0x4E),
            (0x3099, 0x304B..=0x3062) if place % 2 == 1 => Some(1),
            (0x3099, 0x3064..=0x3069) if place % 2 == 0 => Some(1),
            (0x3099 | 0x309A, 0x306F..=0x307D) if place % 3 == 0 => Some(next - 0x3098),
            _ => None,
        });
        char_or(code + step.unwrap_or(0), char::REPLACEMENT_CHARACTER)
    }
}

impl Iterator for FoldedChars<'_> {
    type Item = FoldedChar;

    #[inline]
    fn next(&mut self) -> Option<FoldedChar> {
        if let Some(ch) = self.pending.take() {
            return Some(FoldedChar { ch, range: self.last.clone() });
        }
        let start = self.offset();
        let ch = self.chars.next()?;
        let ch = if ch.is_ascii() { char::from(fold_ascii(ch as u8)) } else { self.fold_other(ch) };
        self.skip_dropped();
        self.last = start..self.offset();
        Some(FoldedChar { ch, range: self.last.clone() })
    }
}

/// The compatibility jamo of the conjoining finals from U+11A8, as offsets from U+3131.
pub(crate) const FINALS: &[u8; 27] =
    &[0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 19, 20, 21, 22, 23, 25, 26, 27, 28, 29];

fn compatibility_final(index: u32) -> Option<char> {
    char::from_u32(0x3131 + u32::from(*FINALS.get(index as usize)?))
}

#[inline]
fn char_or(code: u32, otherwise: char) -> char {
    char::from_u32(code).unwrap_or(otherwise)
}

#[inline]
fn fold_ascii(byte: u8) -> u8 {
    match byte {
        b'\t'..=b'\r' => b' ',
        _ => byte.to_ascii_lowercase(),
    }
}

/// Characters that are not seen, or that only mark the letter before them.
#[inline]
fn is_dropped(ch: char) -> bool {
    matches!(ch,
        '\u{AD}' | '\u{300}'..='\u{36F}'
        | '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' // Hangul fillers
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folded_forms() {
        let check = |text: &str, expect: &str| {
            assert_eq!(fold(text), expect, "{text}");
            assert_eq!(fold(expect), expect, "folding {expect} again");
        };
        check("", "");
        check("Docker를\tKafka\r\n", "docker를 kafka  ");
        check("ＮＧＩＮＸ　１．２", "nginx 1.2");
        check("가\u{A0}나\u{2009}다", "가 나 다");
        check("\u{1100}\u{1161}\u{11A8}", "각");
        check("가\u{11A8}", "각");
        check("각\u{11A8}", "각ㄱ");
        check("\u{1100}\u{1100}\u{1161}", "ㄱ가");
        check("\u{1112}\u{1175}\u{11C2}", "힣");
        check("\u{1161}\u{11C2}", "ㅏㅎ");
        check("ㄱㅏ ㅋㅋㅋ ㄺㅘ", "ㄱㅏ ㅋㅋㅋ ㄺㅘ");
        check("ﾡﾾￂￇￊￏￒￗￚￜ", "ㄱㅎㅏㅔㅕㅚㅛㅠㅡㅣ");
        check("\u{FEFF}Key\u{AD}seek\u{200B}", "keyseek");
        check("don’t e‑mail", "don't e-mail");
        check("か\u{3099}ハ\u{309A}う\u{3099}つ\u{3099}と\u{3099}ホ\u{3099}あ\u{3099}", "がパゔづどボあ゛");
        check("ｶﾞ", "ｶﾞ");
        check("他山之石", "他山之石");
        check("\u{1F44D}\u{FE0F}", "\u{1F44D}");
        check("ПРИВЕТ", "привет");
    }

    #[test]
    fn ranges_cover_the_source() {
        for text in ["", "abc", "\u{200B}a\u{301}\u{200B}b", "\u{1112}\u{1161}\u{11AB}글", "ßx", "e\u{301}"]
        {
            let mut end = None;
            for FoldedChar { range, .. } in folded_chars(text) {
                assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end));
                assert!(end.is_none_or(|end| range.start == end || range.end == end), "{text:?}");
                end = Some(range.end);
            }
            assert!(end.is_none_or(|end| end == text.len()));
        }
    }
}
