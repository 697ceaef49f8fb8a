//! Any text is cut into runs, tokens and words that stand where they say.
#![no_main]

use keyseek_text::{
    MAX_CHAR_KEYS, MAX_TERM_CHARS, Token, TokenKind, fold, folded_chars, key, segments, tokens, words,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    check_folding(text);
    let runs: Vec<&str> = segments(text).map(|run| &text[run.range]).collect();
    assert!(runs.iter().all(|run| !run.is_empty()));
    assert_eq!(runs.concat(), text);

    let all: Vec<Token> = tokens(text).collect();
    check_tokens(text, &all);
    let mut rest = all.iter();
    let mut last = 0;
    for word in words(text) {
        let token = rest.find(|token| token.range == word.range && token.kind == word.kind);
        let token = token.expect("a word is a token");
        assert_eq!(word.text, token.text);
        assert!(word.position <= token.position && word.position >= last);
        last = word.position;
    }
});

fn check_folding(text: &str) {
    let folded = fold(text);
    assert_eq!(fold(&folded), folded, "folding again changes something");
    let mut end = None;
    for one in folded_chars(text) {
        assert!(text.get(one.range.clone()).is_some());
        assert!(end.is_none_or(|end| one.range.start == end || one.range.end == end));
        end = Some(one.range.end);
    }
    assert!(end.is_none_or(|end| end == text.len()));
}

fn check_tokens(text: &str, all: &[Token]) {
    let mut next = 0;
    let mut whole: Option<&Token> = None;
    let mut parts = 0;
    for token in all {
        assert!(text.get(token.range.clone()).is_some_and(|source| !source.is_empty()));
        assert!(!token.text.is_empty() && token.text.chars().count() <= MAX_TERM_CHARS);
        assert_eq!(fold(&token.text), token.text);
        assert!(key(&token.text).len() <= MAX_TERM_CHARS * MAX_CHAR_KEYS);
        assert_eq!(token.position, next, "{:?} of {text:?}", token.text);
        match token.kind {
            TokenKind::Whole => {
                assert!(parts == 0 && token.parts > 0);
                (whole, parts) = (Some(token), token.parts);
            }
            TokenKind::Part => {
                let whole = whole.expect("a part follows its whole");
                assert!(whole.range.start <= token.range.start && token.range.end <= whole.range.end);
                parts = parts.checked_sub(1).expect("a whole has no more parts than it says");
                next += 1;
            }
            TokenKind::Word => {
                assert_eq!(parts, 0, "{text:?}");
                next += 1;
            }
        }
    }
    assert_eq!(parts, 0, "{text:?}");
}
