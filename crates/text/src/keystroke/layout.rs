//! The two-set (dubeolsik) keyboard layout: which key types which jamo, and which Latin letter stands on the same key.
//!
//! Owns the tables; knows nothing of syllables.

use crate::fold::FINALS;

/// The byte of the first consonant key, ㄱ.
pub const FIRST_CONSONANT: u8 = 0x80;
/// The byte of the first vowel key, ㅏ.
pub(super) const FIRST_VOWEL: u8 = 0x93;
/// The byte of the last vowel key, ㅣ.
pub(super) const LAST_VOWEL: u8 = 0xA0;

/// The Latin letter on each key, from [`FIRST_CONSONANT`] on; a capital is typed with shift.
const QWERTY: &[u8; 33] = b"rRseEfaqQtTdwWczxvgkoiOjpuPhynbml";

/// One or two keys; the second is 0 where there is none.
pub(super) type Keys = [u8; 2];

// The keys of each compatibility jamo U+3131..=U+3163, from `FIRST_CONSONANT` on, two for the compounds.
const NONE: u8 = 0xFF;
#[rustfmt::skip]
const COMPATIBILITY: [Keys; 51] = keys([
    (0, NONE), (1, NONE), (0, 9), (2, NONE), (2, 12), (2, 18), // ㄱㄲㄳㄴㄵㄶ
    (3, NONE), (4, NONE), (5, NONE), (5, 0), (5, 6), (5, 7), // ㄷㄸㄹㄺㄻㄼ
    (5, 9), (5, 16), (5, 17), (5, 18), (6, NONE), (7, NONE), // ㄽㄾㄿㅀㅁㅂ
    (8, NONE), (7, 9), (9, NONE), (10, NONE), (11, NONE), (12, NONE), // ㅃㅄㅅㅆㅇㅈ
    (13, NONE), (14, NONE), (15, NONE), (16, NONE), (17, NONE), (18, NONE), // ㅉㅊㅋㅌㅍㅎ
    (19, NONE), (20, NONE), (21, NONE), (22, NONE), (23, NONE), (24, NONE), // ㅏㅐㅑㅒㅓㅔ
    (25, NONE), (26, NONE), (27, NONE), (27, 19), (27, 20), (27, 32), // ㅕㅖㅗㅘㅙㅚ
    (28, NONE), (29, NONE), (29, 23), (29, 24), (29, 32), (30, NONE), // ㅛㅜㅝㅞㅟㅠ
    (31, NONE), (31, 32), (32, NONE), // ㅡㅢㅣ
]);

#[allow(clippy::indexing_slicing)] // It runs in the compiler.
const fn keys<const N: usize>(places: [(u8, u8); N]) -> [Keys; N] {
    let mut keys = [[0; 2]; N];
    let mut at = 0;
    while at < N {
        let (first, second) = places[at];
        keys[at] = [FIRST_CONSONANT + first, if second == NONE { 0 } else { FIRST_CONSONANT + second }];
        at += 1;
    }
    keys
}

/// Whether a byte of a key, at a border between characters, is a jamo.
///
/// ```
/// let key = keyseek_text::key("웹js");
/// assert!(keyseek_text::is_jamo(key[0]));
/// assert!(!keyseek_text::is_jamo(key[key.len() - 1]));
/// ```
#[inline]
pub const fn is_jamo(byte: u8) -> bool {
    matches!(byte, FIRST_CONSONANT..=LAST_VOWEL)
}

/// Whether a byte of a key is one of the 19 consonant keys.
#[inline]
pub const fn is_consonant(byte: u8) -> bool {
    matches!(byte, FIRST_CONSONANT..FIRST_VOWEL)
}

/// Whether a byte of a key is one of the 14 vowel keys.
#[inline]
pub const fn is_vowel(byte: u8) -> bool {
    matches!(byte, FIRST_VOWEL..=LAST_VOWEL)
}

/// The compatibility jamo that a key byte types.
pub fn jamo_char(byte: u8) -> Option<char> {
    let place = COMPATIBILITY.iter().position(|keys| *keys == [byte, 0])?;
    char::from_u32(0x3131 + place as u32)
}

/// The key byte of a compatibility jamo that is one key; none for compounds (ㅘ, ㄺ) and for other characters.
pub fn jamo_key(jamo: char) -> Option<u8> {
    match compatibility_keys(jamo)? {
        [key, 0] => Some(key),
        _ => None,
    }
}

/// The one or two keys of the compatibility jamo at a place from U+3131.
#[inline]
fn keys_at(place: usize) -> Option<Keys> {
    COMPATIBILITY.get(place).copied()
}

/// The one or two keys of a compatibility jamo.
#[inline]
pub(super) fn compatibility_keys(jamo: char) -> Option<Keys> {
    keys_at((jamo as usize).checked_sub(0x3131)?)
}

/// The one or two keys of the vowel with an index of 0..21 in a syllable.
#[inline]
pub(super) fn vowel_keys(index: usize) -> Option<Keys> {
    keys_at(30 + index)
}

/// The one or two keys of the final with an index of 1..=27 in a syllable.
#[inline]
pub(super) fn final_keys(index: usize) -> Option<Keys> {
    keys_at(usize::from(*FINALS.get(index.checked_sub(1)?)?))
}

/// The index of 0..21 of the vowel that one or two keys make.
pub(super) fn vowel_index(keys: Keys) -> Option<u32> {
    (0..21).find(|&index| vowel_keys(index as usize) == Some(keys))
}

/// The index of 1..=27 of the final that one or two keys make.
pub(super) fn final_index(keys: Keys) -> Option<u32> {
    (1..28).find(|&index| final_keys(index as usize) == Some(keys))
}

/// Whether two vowel keys make one vowel: ㅗ and ㅏ make ㅘ.
pub fn is_vowel_pair(first: u8, second: u8) -> bool {
    vowel_index([first, second]).is_some()
}

/// Whether one or two consonant keys make the final of a syllable.
pub fn is_final(first: u8, second: Option<u8>) -> bool {
    final_index([first, second.unwrap_or(0)]).is_some()
}

/// The Latin letters on the keys of a Hangul key: what was meant when the layout was left on Hangul.
///
/// Shifted keys give capitals, so fold the answer before it is looked up. `None` when no key is a jamo, or when a
/// character is in neither layout: then the text was not typed in the wrong one.
///
/// ```
/// use keyseek_text::{key, to_qwerty};
/// assert_eq!(to_qwerty(&key("애찯ㄱ")).as_deref(), Some("docker"));
/// assert_eq!(to_qwerty(&key("docker")), None);
/// ```
pub fn to_qwerty(key: &[u8]) -> Option<String> {
    let mut jamo = false;
    let mut text = String::with_capacity(key.len());
    for &byte in key {
        if is_jamo(byte) {
            jamo = true;
            text.push(char::from(*QWERTY.get(usize::from(byte - FIRST_CONSONANT))?));
        } else if byte.is_ascii() && !byte.is_ascii_alphabetic() {
            text.push(char::from(byte));
        } else {
            return None;
        }
    }
    jamo.then_some(text)
}

/// The Hangul keys that Latin letters stand on: what was meant when the layout was left on Latin.
///
/// Give the text in its original case: `T` types ㅆ and `t` ㅅ, which folded text cannot tell apart. A capital with
/// nothing on its shifted key types the plain one. `None` when there is no letter, or a character is in neither layout.
///
/// ```
/// use keyseek_text::{decode, from_qwerty};
/// assert_eq!(from_qwerty("ahslxjfld").map(|key| decode(&key)).as_deref(), Some("모니터링"));
/// assert_eq!(from_qwerty("모니터링"), None);
/// ```
pub fn from_qwerty(text: &str) -> Option<Vec<u8>> {
    let mut letters = false;
    let mut key = Vec::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphabetic() {
            letters = true;
            let place = |letter: u8| QWERTY.iter().position(|&on_key| on_key == letter);
            let place = place(byte).or_else(|| place(byte.to_ascii_lowercase()))?;
            key.push(FIRST_CONSONANT + u8::try_from(place).ok()?);
        } else if byte.is_ascii() {
            key.push(byte);
        } else {
            return None;
        }
    }
    letters.then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keystroke::{decode, key};

    #[test]
    fn bytes_are_disjoint_and_ordered() {
        for byte in 0..=255u8 {
            assert_eq!(is_jamo(byte), is_consonant(byte) || is_vowel(byte));
            assert!(!(is_consonant(byte) && is_vowel(byte)));
            assert_eq!(jamo_char(byte).is_some(), is_jamo(byte));
            if let Some(jamo) = jamo_char(byte) {
                assert_eq!(jamo_key(jamo), Some(byte));
            }
        }
        assert_eq!(jamo_key('ㅘ'), None);
        assert_eq!(jamo_key('가'), None);
    }

    #[test]
    fn both_layouts() {
        let check = |latin: &str, hangul: &str| {
            assert_eq!(from_qwerty(latin).map(|key| decode(&key)).as_deref(), Some(hangul), "{latin}");
            assert_eq!(to_qwerty(&key(hangul)).as_deref(), Some(latin), "{hangul}");
        };
        check("ahslxjfld", "모니터링");
        check("ehzj", "도커");
        check("akdlvpdlwl", "마이페이지");
        check("helm", "ㅗ디ㅡ");
        check("docker", "애찯ㄱ");
        check("dlTek", "있다");
        check("Rhr", "꼭");
        check("gksrmf2.0", "한글2.0");
        assert_eq!(from_qwerty("AHS"), from_qwerty("ahs"));
        assert_eq!(from_qwerty("2018"), None);
        assert_eq!(from_qwerty("é"), None);
        assert_eq!(to_qwerty(&key("js는")), None);
        assert_eq!(to_qwerty(&key("石")), None);
    }
}
