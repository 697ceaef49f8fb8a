//! Any text has keys, and any keys are text.
#![no_main]

use keyseek_text::{
    Composer, MAX_CHAR_KEYS, decode, encode, fold, from_qwerty, is_consonant, is_jamo, is_vowel, key, states,
    to_qwerty,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    // Half of all bytes are no keys; the other half of the runs has jamo where those would be.
    check_bytes(bytes);
    let jamo: Vec<u8> =
        bytes.iter().map(|byte| if byte % 4 == 0 { *byte / 4 + b'A' } else { 0x80 + byte % 33 }).collect();
    check_bytes(&jamo);
    check_text(&String::from_utf8_lossy(bytes));
});

fn check_bytes(bytes: &[u8]) {
    let text = decode(bytes);
    // Composing again what was composed changes nothing.
    assert_eq!(decode(&key(&text)), text);
    for layout in [to_qwerty(bytes).map(String::into_bytes), from_qwerty(&text)] {
        assert!(layout.is_none_or(|keys| !keys.is_empty()));
    }
    let mut input = Composer::default();
    for &byte in bytes {
        assert!(is_jamo(byte) == (is_consonant(byte) || is_vowel(byte)));
        input.push(byte);
    }
    let shown = input.text();
    assert_eq!(input.finish(), shown);
    let typed: Vec<u8> = bytes.iter().copied().filter(|byte| is_jamo(*byte)).collect();
    assert_eq!(key(&shown), typed, "an input method loses no key");
}

fn check_text(text: &str) {
    let folded = fold(text);
    let whole = key(&folded);
    assert!(whole.len() <= folded.chars().count() * MAX_CHAR_KEYS);
    assert_eq!(key(&decode(&whole)), whole);
    let mut before = Vec::new();
    for ch in folded.chars() {
        encode(ch.encode_utf8(&mut [0; 4]), &mut before);
        assert!(whole.starts_with(&before), "the key of a beginning is no beginning of the key");
    }
    // Quadratic, so only of what a person would type.
    if whole.len() <= 64 {
        let mut last = String::new();
        for state in states(&folded) {
            assert!(whole.starts_with(&key(&state)), "{state:?} of {folded:?}");
            last = state;
        }
        assert_eq!(key(&last), whole);
    }
}
