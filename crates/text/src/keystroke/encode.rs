//! Text to keys. Total: every character has a key.

use super::layout::{FIRST_CONSONANT, Keys, compatibility_keys, final_keys, vowel_keys};

/// Appends the keys that type a term to `out`.
///
/// ```
/// let mut out = Vec::new();
/// keyseek_text::encode("검ㅅ", &mut out);
/// assert!(keyseek_text::key("검색").starts_with(&out));
/// ```
pub fn encode(term: &str, out: &mut Vec<u8>) {
    if term.is_ascii() {
        return out.extend_from_slice(term.as_bytes());
    }
    // A syllable is three bytes of text and mostly two or three keys.
    out.reserve(term.len());
    for ch in term.chars() {
        encode_char(ch, out);
    }
}

/// The keys that type a term.
///
/// ```
/// use keyseek_text::{decode, key};
/// assert_eq!(key("c++"), b"c++");
/// assert_eq!(key("각"), [0x80, 0x93, 0x80]);
/// assert_eq!(decode(&key("독학일기")), "독학일기");
/// ```
pub fn key(term: &str) -> Vec<u8> {
    let mut out = Vec::new();
    encode(term, &mut out);
    out
}

/// Appends the keys of one character.
#[inline]
pub fn encode_char(ch: char, out: &mut Vec<u8>) {
    if ch.is_ascii() {
        out.push(ch as u8);
    } else if let Some((initial, vowel, last)) = syllable(ch) {
        // The 19 consonant keys are in the order of the syllables' initials.
        out.push(FIRST_CONSONANT + initial);
        push(vowel_keys(vowel), out);
        push(final_keys(last), out);
    } else if let Some(keys) = compatibility_keys(ch) {
        push(Some(keys), out);
    } else {
        let mut buffer = [0; 4];
        out.extend_from_slice(ch.encode_utf8(&mut buffer).as_bytes());
    }
}

#[inline]
fn push(keys: Option<Keys>, out: &mut Vec<u8>) {
    if let Some([first, second]) = keys {
        out.push(first);
        if second > 0 {
            out.push(second);
        }
    }
}

/// The indices of a precomposed syllable's initial (0..19), vowel (0..21) and final (0..28, 0 for none).
#[inline]
fn syllable(ch: char) -> Option<(u8, usize, usize)> {
    let index = (ch as u32).checked_sub(0xAC00).filter(|&index| index < 11_172)? as usize;
    Some(((index / 588) as u8, index / 28 % 21, index % 28))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keystroke::jamo_char;

    #[test]
    fn keys_are_what_is_pressed() {
        let check = |term: &str, pressed: &str| {
            let shown: String =
                key(term).iter().map(|&byte| jamo_char(byte).unwrap_or(char::from(byte))).collect();
            assert_eq!(shown, pressed, "{term}");
        };
        check("검색", "ㄱㅓㅁㅅㅐㄱ");
        check("독학일기", "ㄷㅗㄱㅎㅏㄱㅇㅣㄹㄱㅣ");
        check("닭", "ㄷㅏㄹㄱ");
        check("왜", "ㅇㅗㅐ");
        check("의", "ㅇㅡㅣ");
        check("꽃", "ㄲㅗㅊ");
        check("있", "ㅇㅣㅆ");
        check("얘", "ㅇㅒ");
        check("쀍", "ㅃㅜㅔㄹㄱ");
        check("ㅘㄺㅄㄲㅔ", "ㅗㅏㄹㄱㅂㅅㄲㅔ");
        check("힣", "ㅎㅣㅎ");
        check("node.js", "node.js");
    }

    #[test]
    fn other_characters_are_utf8() {
        assert_eq!(key("石é"), "石é".as_bytes());
        assert_eq!(key("\u{1F600}"), "\u{1F600}".as_bytes());
        assert_eq!(key("ㅿ"), "ㅿ".as_bytes(), "an old jamo has no key");
    }
}
