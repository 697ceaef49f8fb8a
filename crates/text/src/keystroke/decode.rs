//! Keys back to text, for showing suggestions. Total: any bytes give text.

use super::compose::Composer;
use super::layout::is_jamo;

/// The text that a key types, composed as a two-set input method composes it.
///
/// For a folded term without literal jamo beside its syllables this is the term. Bytes that no term encodes to become
/// U+FFFD.
///
/// ```
/// use keyseek_text::{decode, key};
/// assert_eq!(decode(&key("쿠버네티스")), "쿠버네티스");
/// assert_eq!(decode(&key("모니터ㄹ")), "모니털");
/// assert_eq!(decode(b"v\xFF"), "v\u{FFFD}");
/// ```
pub fn decode(key: &[u8]) -> String {
    let mut input = Composer::default();
    let mut rest = key;
    while let Some((step, length)) = step(rest) {
        step.push_to(&mut input);
        rest = rest.get(length..).unwrap_or_default();
    }
    input.finish()
}

/// One step through a key.
pub(super) enum Step {
    Jamo(u8),
    Char(char),
}

impl Step {
    pub(super) fn push_to(self, input: &mut Composer) {
        match self {
            Step::Jamo(byte) => input.push(byte),
            Step::Char(ch) => input.push_char(ch),
        }
    }
}

/// The first step through a key and the number of its bytes, at least one.
pub(super) fn step(key: &[u8]) -> Option<(Step, usize)> {
    let &lead = key.first()?;
    if is_jamo(lead) {
        return Some((Step::Jamo(lead), 1));
    }
    let length = match lead {
        0..0x80 => 1,
        0xC2..0xE0 => 2,
        0xE0..0xF0 => 3,
        0xF0..0xF5 => 4,
        _ => 0,
    };
    let ch =
        key.get(..length).and_then(|bytes| str::from_utf8(bytes).ok()).and_then(|text| text.chars().next());
    match ch {
        // Characters that have keys of their own are never UTF-8 in a key.
        Some('가'..='힣' | 'ㄱ'..='ㅣ') => Some((Step::Char(char::REPLACEMENT_CHARACTER), length)),
        Some(ch) => Some((Step::Char(ch), length)),
        None => Some((Step::Char(char::REPLACEMENT_CHARACTER), 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keystroke::key;

    #[test]
    fn terms_come_back() {
        for term in [
            "",
            "검색",
            "독학일기",
            "node.js",
            "c++",
            "他山之石",
            "カナ",
            "한글2.0",
            "ㅋㅋㅋ",
            "ㅋㄷㄹㅂ",
            "é石ñ",
        ] {
            assert_eq!(decode(&key(term)), term);
        }
    }

    #[test]
    fn invalid_bytes_are_replaced() {
        let check = |key: &[u8], expect: &str| assert_eq!(decode(key), expect, "{key:x?}");
        check(b"\xFF", "\u{FFFD}");
        check(b"a\xA1b", "a\u{FFFD}b");
        check(b"\xE7", "\u{FFFD}");
        check(b"\xC1\xBF", "\u{FFFD}\u{FFFD}");
        check(b"\xE7\x80", "\u{FFFD}ㄱ");
        check("한ㄱ石".as_bytes(), "\u{FFFD}\u{FFFD}石");
    }
}
