//! Keys: round trips, and every state of an input method as a prefix.

use keyseek_text::{MAX_CHAR_KEYS, decode, encode, fold, from_qwerty, is_jamo, key, states, to_qwerty};
use proptest::prelude::*;

#[test]
fn every_syllable_round_trips() {
    let mut keys = std::collections::HashSet::new();
    for syllable in '가'..='힣' {
        let term = syllable.to_string();
        let key = key(&term);
        assert!(key.len() <= MAX_CHAR_KEYS && key.iter().all(|&byte| is_jamo(byte)), "{term}");
        assert_eq!(decode(&key), term);
        assert!(keys.insert(key), "{term} shares its key");
    }
    assert_eq!(keys.len(), 11_172);
}

fn hangul() -> impl Strategy<Value = String> {
    proptest::string::string_regex("[가-힣]{1,8}").unwrap()
}

proptest! {
    #[test]
    fn words_round_trip(word in hangul()) {
        prop_assert_eq!(decode(&key(&word)), word);
    }

    #[test]
    fn mixed_terms_round_trip(term in "([가-힣]{1,3}|[a-z0-9.+#-]{1,5}|[漢字石あンéя]{1,2}){0,5}") {
        prop_assert_eq!(decode(&key(&term)), term);
    }

    #[test]
    fn states_are_prefixes(word in hangul()) {
        let whole = key(&word);
        let mut shown = String::new();
        for (length, state) in (1..).zip(states(&word)) {
            prop_assert_eq!(key(&state), &whole[..length], "{} of {}", &state, &word);
            shown = state;
        }
        prop_assert_eq!(shown, word);
    }

    #[test]
    fn decode_is_total(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
        // Composing again what was composed changes nothing.
        let text = decode(&bytes);
        prop_assert_eq!(decode(&key(&text)), text);
    }

    #[test]
    fn any_text_has_a_key(text in any::<String>()) {
        let folded = fold(&text);
        let mut bytes = vec![b'x'];
        encode(&folded, &mut bytes);
        prop_assert_eq!(&bytes[1..], &key(&folded));
        prop_assert!(bytes.len() <= 1 + folded.chars().count() * MAX_CHAR_KEYS);
        prop_assert_eq!(key(&decode(&bytes[1..])), &bytes[1..]);
    }

    #[test]
    fn layouts_are_inverse(word in hangul()) {
        let typed = to_qwerty(&key(&word)).unwrap();
        prop_assert!(typed.bytes().all(|byte| byte.is_ascii_alphabetic()));
        prop_assert_eq!(from_qwerty(&typed), Some(key(&word)));
    }
}
