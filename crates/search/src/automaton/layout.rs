//! The word that the same keys give on the other keyboard layout.
//!
//! Whoever forgets to switch types `ahslxjfld` for 모니터링 and 애찯ㄱ for docker. Which keys those are is
//! [`keyseek_text`]'s knowledge; this decides whether what they give can be a word at all. Whether it is one is for the
//! dictionary to say: 웹 read as `dnpq` passes here.

use keyseek_text::{decode, fold, from_qwerty, key, to_qwerty};

/// The other layout's reading of one word, given as typed: folding would lose the shift key (`T` is ㅆ, `t` is ㅅ).
///
/// Latin gives Hangul where every syllable is complete, except that the last may so far be one consonant. Hangul gives
/// Latin letters, in capitals where shift was held. Digits and `-._` are on both layouts and stay. None for anything else.
pub fn other_layout(text_as_typed: &str) -> Option<String> {
    let read = match from_qwerty(text_as_typed) {
        Some(keys) => decode(&keys),
        // Folding composes decomposed Hangul; the Latin letters that it would change are in neither layout here.
        None => return to_qwerty(&key(&fold(text_as_typed))).filter(|read| read.chars().all(is_word_char)),
    };
    let (mut is_hangul, mut after_syllable, mut begun) = (false, false, false);
    for ch in read.chars() {
        match ch {
            // Only the last syllable is left half-typed.
            _ if begun => return None,
            '가'..='힣' => (is_hangul, after_syllable) = (true, true),
            // A consonant alone is no word that was left half-typed, and it would begin a tenth of the dictionary.
            'ㄱ'..='ㅎ' if after_syllable => begun = true,
            _ if is_word_char(ch) && !ch.is_ascii_alphabetic() => after_syllable = false,
            _ => return None,
        }
    }
    is_hangul.then_some(read)
}

fn is_word_char(ch: char) -> bool {
    ch.is_ascii_alphanumeric() || matches!(ch, '-' | '.' | '_')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(typed: &str, meant: Option<&str>) {
        assert_eq!(other_layout(typed).as_deref(), meant, "{typed}");
    }

    #[test]
    fn latin_that_was_meant_to_be_hangul() {
        check("ahslxjfld", Some("모니터링"));
        check("akdlvpdlwl", Some("마이페이지"));
        check("rjator", Some("검색"));
        check("dlTek", Some("있다"));
        check("dltek", Some("잇다"));
        check("Qnfl", Some("뿌리"));
        check("Wkwmd", Some("짜증"));
        check("Eoans", Some("때문"));
        check("Rhr", Some("꼭"));
        check("dOrl", Some("얘기"));
        check("dPdir", Some("예약"));
        check("AHSLXJFLD", Some("모니터링"));
        check("gksrmf2.0", Some("한글2.0"));
    }

    #[test]
    fn the_last_syllable_may_be_half_typed() {
        check("ahslxjfl", Some("모니터리"));
        check("ahslxjf", Some("모니털"));
        check("rjat", Some("검ㅅ"));
        check("rjatt", None);
        check("r", None);
        check("zefq", None);
        check("k", None);
        check("2r", None);
    }

    #[test]
    fn latin_that_is_no_hangul() {
        check("monitoring", None);
        check("kafka", None);
        check("PdPd", None);
        check("node.js", None);
        check("2018", None);
        check("c++", None);
        check("", None);
        check("é", None);
        check("rjator 검색", None);
    }

    #[test]
    fn hangul_that_was_meant_to_be_latin() {
        check("애찯ㄱ", Some("docker"));
        check("ㅗ디ㅡ", Some("helm"));
        check("ㅏㅁ람", Some("kafka"));
        check("ㅜㅐㅇㄷ.ㅓㄴ", Some("node.js"));
        check("ㅏ8ㄴ", Some("k8s"));
        check("\u{110B}\u{1162}\u{110E}\u{1161}\u{11AE}ㄱ", Some("docker"));
        check("ㄲㄷㅁㅊㅅ", Some("React"));
        check("웹", Some("dnpq"));
    }

    #[test]
    fn hangul_that_is_no_latin() {
        check("docker를", None);
        check("검색 엔진", None);
        check("ㅊ++", None);
        check("石", None);
        check("검石", None);
    }

    proptest! {
        #[test]
        fn hangul_comes_back(word in "[가-힣]{1,8}") {
            let typed = other_layout(&word);
            prop_assert_eq!(typed.as_deref().and_then(other_layout), Some(word));
        }

        #[test]
        fn half_typed_hangul_comes_back(word in "[가-힣]{2,5}") {
            let states: Vec<String> = keyseek_text::states(&word).collect();
            for state in states.into_iter().filter(|state| state.chars().any(|ch| matches!(ch, '가'..='힣'))) {
                let typed = other_layout(&state);
                prop_assert_eq!(typed.as_deref().and_then(other_layout), Some(state));
            }
        }

        #[test]
        fn latin_comes_back(word in "[a-z]{1,10}") {
            let typed = keyseek_text::from_qwerty(&word).map(|keys| decode(&keys));
            prop_assert_eq!(typed.as_deref().and_then(other_layout), Some(word));
        }

        #[test]
        fn any_text_is_read(text in any::<String>()) {
            other_layout(&text);
        }
    }
}
