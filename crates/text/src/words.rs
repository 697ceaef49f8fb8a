//! Words: tokens as both the builder and a query count them.
//!
//! A particle that follows a Latin word or a closing bracket stands apart from what it belongs to: 를 in
//! `Docker를`, 을 in `칸반(Kanban)을`. It is no word and takes no position, so that `Docker를 쓴다` has *docker* and *쓴다* next
//! to each other, as `docker 쓴다` has.

use crate::korean::is_suffix;
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

impl Words<'_> {
    /// Whether a token belongs to what stands before it rather than being a word.
    fn is_apart(&self, token: &Token) -> bool {
        token.script == Script::Hangul
            && token.kind == TokenKind::Word
            && follows_closely(self.text, token, self.before)
            && is_suffix(&token.text)
    }
}

impl Iterator for Words<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        loop {
            let mut token = self.tokens.next()?;
            if self.is_apart(&token) {
                self.left_out = self.left_out.saturating_add(1);
                continue;
            }
            self.before = Some(token.script);
            token.position = token.position.saturating_sub(self.left_out);
            return Some(token);
        }
    }
}

/// Whether the last word of a text is the start of a particle after a Latin word or a bracket, still being typed: ㄹ or
/// 르 on the way to `Docker를`.
pub fn ends_in_unfinished_particle(text: &str, last: &Token, before: Option<Script>) -> bool {
    let typed = key(&last.text);
    last.script == Script::Hangul
        && typed.iter().all(|byte| is_jamo(*byte))
        && follows_closely(text, last, before)
        && crate::korean::starts_suffix(&typed)
}

/// Whether a token stands right behind a Latin word or a closing bracket or quote.
fn follows_closely(text: &str, token: &Token, before: Option<Script>) -> bool {
    if token.glued {
        // Not after a digit: 일, 시, 도 and 만 are units there.
        return before == Some(Script::Latin);
    }
    let source = text.get(..token.range.start).unwrap_or_default();
    source.ends_with([')', ']', '}', '"', '\'', '”', '’', '`', '」', '』', '》', '〉', '>'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[(&str, u32)]) {
        let found: Vec<_> = words(text).map(|word| (word.text, word.position)).collect();
        let found: Vec<_> = found.iter().map(|(text, position)| (text.as_str(), *position)).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn particles_that_stand_apart_are_no_words() {
        check("AWS의 EC2에서는 된다", &[("aws", 0), ("ec2", 1), ("된다", 2)]);
        check("칸반(Kanban)을 쓴다", &[("칸반", 0), ("kanban", 1), ("쓴다", 2)]);
        check("C++로 짠 3.14버전", &[("c++", 0), ("c", 0), ("짠", 1), ("3.14", 2), ("3", 2), ("14", 3), ("버전", 4)]);
        check("hbase최적화", &[("hbase", 0), ("최적화", 1)]);
        check("이 글은", &[("이", 0), ("글은", 1)]);
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
