//! Segments and tokens: what holds for any text.

use keyseek_text::{MAX_TERM_CHARS, Token, TokenKind, fold, segments, tokens};
use proptest::prelude::*;

/// Texts of what the tokenizer has rules for, denser than chance makes them.
fn dense() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zA-Z]{1,5}",
        "[0-9]{1,4}",
        "[가-힣]{1,3}",
        "[ㄱ-ㅎㅏ-ㅣ]{1,2}",
        Just("%EC".to_owned()),
        "[-._'&/+#:,’ ]{1,3}",
        Just("'s".to_owned()),
        "[éÉßﬁΩйＡ１漢カ\u{301}\u{200B}\u{AD}\u{1100}\u{1161}\u{11A8}\u{A0}①👍]{1,3}",
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![dense(), any::<String>()]
}

fn letters(text: &str) -> String {
    fold(text).chars().filter(|ch| ch.is_alphanumeric()).collect()
}

/// A little NFD for Hangul.
fn decompose(text: &str) -> String {
    let mut out = String::new();
    for ch in text.chars() {
        match (ch as u32).checked_sub(0xAC00).filter(|&index| index < 11_172) {
            Some(index) => {
                out.extend(char::from_u32(0x1100 + index / 588));
                out.extend(char::from_u32(0x1161 + index / 28 % 21));
                out.extend((index % 28 > 0).then(|| char::from_u32(0x11A7 + index % 28)).flatten());
            }
            None => out.push(ch),
        }
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn segments_concatenate(text in any_text()) {
        let mut end = 0;
        let mut before = None;
        for segment in segments(&text) {
            prop_assert!(segment.range.start == end && segment.range.end > end);
            prop_assert!(text.is_char_boundary(segment.range.end));
            prop_assert_ne!(before, Some(segment.script));
            end = segment.range.end;
            before = Some(segment.script);
        }
        prop_assert_eq!(end, text.len());
    }

    #[test]
    fn folding_is_idempotent(text in any_text()) {
        let folded = fold(&text);
        prop_assert_eq!(fold(&folded), folded);
    }

    #[test]
    fn tokens_are_what_stands_in_their_range(text in any_text()) {
        for token in tokens(&text) {
            let source = text.get(token.range.clone());
            prop_assert!(source.is_some(), "{:?} is not at character borders", token.range);
            prop_assert!(!token.text.is_empty() && token.text.chars().count() <= MAX_TERM_CHARS);
            prop_assert_eq!(&fold(&token.text), &token.text);
            let source = letters(source.unwrap());
            let same = source.starts_with(&letters(&token.text)) || text.contains("'s") || text.contains("’s");
            prop_assert!(same, "{:?} from {:?}", token, source);
        }
    }

    #[test]
    fn tokens_are_in_order(text in any_text()) {
        let mut position = 0;
        let mut end = 0;
        let mut whole: Option<Token> = None;
        let mut parts = 0;
        for token in tokens(&text) {
            prop_assert_eq!(token.position, position);
            match token.kind {
                TokenKind::Whole => {
                    prop_assert!(parts == 0 && token.parts > 0 && token.range.start >= end);
                    parts = token.parts;
                    whole = Some(token);
                    continue;
                }
                TokenKind::Part => {
                    let whole = whole.as_ref().unwrap();
                    prop_assert!(parts > 0);
                    prop_assert!(whole.range.start <= token.range.start && token.range.end <= whole.range.end);
                    parts -= 1;
                }
                TokenKind::Word => prop_assert_eq!(parts, 0),
            }
            prop_assert!(token.range.start >= end || token.range.len() <= 3, "{:?} overlaps", token);
            end = token.range.end;
            position += 1;
        }
        prop_assert_eq!(parts, 0);
    }

    #[test]
    fn every_letter_is_in_a_token(text in "[a-z0-9가-힣漢 .,/_+#:-]{0,40}") {
        let mut covered = vec![false; text.len()];
        for token in tokens(&text) {
            covered[token.range].fill(true);
        }
        for (at, ch) in text.char_indices().filter(|(_, ch)| ch.is_alphanumeric()) {
            prop_assert!(covered[at], "{} at {} of {:?}", ch, at, text);
        }
    }

    /// Without free conjoining jamo, which would compose with decomposed neighbours.
    #[test]
    fn decomposed_text_gives_the_same_terms(
        text in dense().prop_map(|text| text.replace(['\u{1100}', '\u{1161}', '\u{11A8}'], "")),
    ) {
        let terms = |text: &str| tokens(text).map(|token| (token.text, token.position)).collect::<Vec<_>>();
        prop_assert_eq!(terms(&decompose(&text)), terms(&text));
    }

    /// Dropped characters go the slow way around the runs of plain letters.
    #[test]
    fn dropped_characters_change_nothing(text in dense()) {
        let text = fold(&text);
        let terms = |text: &str| {
            tokens(text).map(|token| (token.text, token.position, token.kind, token.glued)).collect::<Vec<_>>()
        };
        let spread: String = text.chars().flat_map(|ch| [ch, '\u{200D}']).collect();
        prop_assert_eq!(terms(&spread), terms(&text));
    }

    #[test]
    fn a_word_is_the_same_in_any_text(word in "[a-z]{1,8}|[가-힣]{1,5}|[a-z]{2,4}\\.[a-z]{2,4}|[0-9]{1,3}[a-z]{2}") {
        let alone: Vec<_> = tokens(&word).map(|token| token.text).collect();
        for text in [format!("앞 {word}"), format!("({word})"), format!("{word}, 뒤"), format!("\"{word}\".")] {
            let inside: Vec<_> = tokens(&text).map(|token| token.text).filter(|term| term != "앞" && term != "뒤").collect();
            prop_assert_eq!(&inside, &alone, "{}", text);
        }
    }
}

/// No text makes more tokens or longer terms than its length allows: the work grows with the length, not its square.
#[test]
fn long_runs_make_no_long_work() {
    let check = |length: usize, piece: &str, most: usize| {
        let times = length / piece.len();
        let mut count = 0;
        let mut bytes = 0;
        for token in tokens(&piece.repeat(times)) {
            count += 1;
            bytes += token.text.len();
        }
        assert!(count <= most * times + 1, "{piece:?} gives {count} tokens");
        assert!(bytes <= 4 * length, "{piece:?} gives {bytes} bytes of terms");
    };
    // Pieces that join to one run give one token, and so at most one term.
    for piece in ["a", "7", "한", "ㅋ", "漢", "a\u{301}\u{200B}"] {
        check(1_000_000, piece, 0);
    }
    for piece in ["'", "+", ".", "\u{301}", "\u{200B}", "👍"] {
        check(200_000, piece, 0);
    }
    for (piece, most) in [
        ("a.", 1),
        ("a/", 1),
        ("a-1", 3),
        ("a'", 1),
        ("a's", 1),
        ("1,000,", 2),
        ("a1", 1),
        ("c++", 2),
        (".a", 2),
        ("a한", 2),
        ("ㅋㅋ한", 2),
        ("1a 한", 4),
        ("%ec", 0),
    ] {
        check(200_000, piece, most);
    }
}
