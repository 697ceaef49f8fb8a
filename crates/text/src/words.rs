//! Words: tokens as both the builder and a query count them.
//!
//! A particle that follows something else than Hangul stands apart from what it belongs to: 를 in `Docker를`, 을 in
//! `칸반(Kanban)을`. It is no word and takes no position, so that `Docker를 쓴다` has *docker* and *쓴다* next to each other, as
//! `docker 쓴다` has.

use crate::korean::{is_suffix, starts_suffix};
use crate::token::{Token, TokenKind};
use crate::tokenizer::{Tokens, tokens};
use crate::{Script, is_jamo, key};

/// The words of a text: its tokens less the particles that stand apart, positions counted without them.
///
/// ```
/// let words: Vec<_> = keyseek_text::words("Docker를 쓴다").map(|word| (word.text, word.position)).collect();
/// assert_eq!(words, [("docker".to_owned(), 0), ("쓴다".to_owned(), 1)]);
/// ```
pub fn words(text: &str) -> Words<'_> {
    Words { text, tokens: tokens(text), before: None, left_out: 0 }
}

/// The iterator that [`words`] returns.
#[derive(Clone, Debug)]
pub struct Words<'a> {
    text: &'a str,
    tokens: Tokens<'a>,
    /// The script of the token before.
    before: Option<Script>,
    left_out: u32,
}

impl Iterator for Words<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        loop {
            let mut token = self.tokens.next()?;
            let before = self.before.replace(token.script);
            if may_be_particle(self.text, &token, before) && is_suffix(&token.text) {
                self.left_out = self.left_out.saturating_add(1);
                continue;
            }
            token.position = token.position.saturating_sub(self.left_out);
            return Some(token);
        }
    }
}

/// Whether the last word of a text is the start of a particle that stands apart, still being typed: ㄹ or 르 on the way to
/// `Docker를`. `before` is the script of the word before it.
pub fn ends_in_unfinished_particle(text: &str, last: &Token, before: Option<Script>) -> bool {
    let typed = key(&last.text);
    typed.iter().all(|byte| is_jamo(*byte)) && may_be_particle(text, last, before) && starts_suffix(&typed)
}

/// Whether a token is Hangul right behind something else than Hangul, or behind a mark that closes.
fn may_be_particle(text: &str, token: &Token, before: Option<Script>) -> bool {
    if token.script != Script::Hangul || token.kind != TokenKind::Word {
        return false;
    }
    let follows_word = token.glued
        && match before {
            Some(Script::Hangul) | None => false,
            // Units of what the number counts: 3시, 10만, 40도.
            Some(Script::Digit) => !matches!(token.text.as_str(), "시" | "만" | "도" | "일" | "인"),
            Some(_) => true,
        };
    follows_word || follows_closing(text.get(..token.range.start).unwrap_or_default())
}

/// Whether text ends in a mark that closes what a particle may follow: a bracket, a quote, the sign of a unit or a brand.
fn follows_closing(text: &str) -> bool {
    const CLOSING: &str = ")]}）］｝」』》〉】〕”’%％℃°™®";
    // These open as well as close, and stand several in a row: **Docker**를, `"도커"`는.
    const TWO_FACED: &str = "\"'`*_~>";
    const OPENING: &str = "([{<（「『《〈【“‘=";
    // `str::contains` would bring the search for whole strings, 1 kB of the browser module, gzipped.
    let is_one_of = |marks: &str, ch: char| marks.chars().any(|mark| mark == ch);
    let mut chars = text.chars().rev();
    match chars.next() {
        Some(mark) if is_one_of(CLOSING, mark) => true,
        Some(mark) if is_one_of(TWO_FACED, mark) => chars
            .find(|mark| !is_one_of(TWO_FACED, *mark))
            .is_some_and(|before| !before.is_whitespace() && !is_one_of(OPENING, before)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        let found: Vec<_> = words(text).map(|word| word.text).collect();
        assert_eq!(found.join(" "), expect, "{text}");
    }

    #[test]
    fn particles_that_stand_apart_are_no_words() {
        check("Docker를 쓴다", "docker 쓴다");
        check("Node.js에서는 v1.2.3이 100ms로", "node.js node js v1.2.3 1 2 3 100ms 100 ms");
        check("hbase최적화 Docker컨테이너를", "hbase 최적화 docker 컨테이너를");
        check("他山之石이라는 말", "他山之石 말");
        check("도커(Docker)는 (배포)에서도", "도커 docker 배포");
        check("(이 글은) \"이 글\" 이 글", "이 글은 이 글 이 글");
        check("\"배포\"를 **배포**는 `배포`의 “배포”가 ‘배포’도", "배포 배포 배포 배포 배포");
        check("100%의 50을 3시 10만 40도 3월에는", "100 50 3 시 10 만 40 도 3 월에는");
        check("ㅋㅋㅋ는", "ㅋㅋㅋ 는");
        check("했다.이 글", "했다 이 글");
    }

    #[test]
    fn they_take_no_position() {
        let positions: Vec<_> = words("AWS의 EC2에서는 된다").map(|word| word.position).collect();
        assert_eq!(positions, [0, 1, 2]);
    }

    #[test]
    fn particles_are_known_while_they_are_typed() {
        for text in ["Dockerㄹ", "Docker르", "iframe을", "Docker에ㅅ", "(Kanban)으"] {
            let typed: Vec<_> = tokens(text).collect();
            let (last, rest) = typed.split_last().unwrap();
            assert!(ends_in_unfinished_particle(text, last, rest.last().map(|token| token.script)), "{text}");
        }
        let typed: Vec<_> = tokens("hbase최").collect();
        assert!(!ends_in_unfinished_particle("hbase최", &typed[1], Some(Script::Latin)));
    }
}
