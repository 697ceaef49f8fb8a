//! Query text → words.
//!
//! A bad query is not an error: it gives fewer words, and warnings that say what was passed over.

use keyseek_text::{Token, TokenKind, tokens};

/// Words beyond this are passed over: no question needs more, and each costs a lookup.
pub const MAX_WORDS: usize = 32;

/// A parsed query.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// The distinct words in the order of their first occurrence.
    pub words: Vec<Word>,
    /// What was passed over, as sentences.
    pub warnings: Vec<String>,
}

/// A word of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The word as folded by the analyzer.
    pub text: String,
    /// Its keystroke key.
    pub key: Vec<u8>,
    /// The parts of a written form such as `node.js`; empty for a plain word.
    pub parts: Vec<Word>,
    /// Whether more keys of it may follow: it is the last word and nothing stands after it.
    pub unfinished: bool,
}

impl Word {
    fn new(token: &Token) -> Self {
        Self {
            key: keyseek_text::key(&token.text),
            text: token.text.clone(),
            parts: Vec::new(),
            unfinished: false,
        }
    }
}

impl Query {
    /// Parses a query; never fails.
    pub fn parse(text: &str) -> Self {
        let mut query = Self::default();
        let mut unread = false;
        for token in tokens(text) {
            if token.kind == TokenKind::Part
                && let Some(whole) = query.words.last_mut()
            {
                whole.parts.push(Word::new(&token));
            } else if query.words.len() < MAX_WORDS {
                query.words.push(Word::new(&token));
            } else {
                unread = true;
                break;
            }
        }
        if unread {
            query.warnings.push(format!("Only the first {MAX_WORDS} words of the query were searched for."));
        } else if !text.ends_with(char::is_whitespace)
            && let Some(last) = query.words.last_mut()
        {
            last.unfinished = true;
            if let Some(part) = last.parts.last_mut() {
                part.unfinished = true;
            }
        }
        query.join_repeated();
        query
    }

    /// A word that stands twice is searched for once, as unfinished as its last occurrence.
    fn join_repeated(&mut self) {
        let mut words: Vec<Word> = Vec::with_capacity(self.words.len());
        for word in self.words.drain(..) {
            match words.iter_mut().find(|earlier| earlier.key == word.key) {
                Some(earlier) => *earlier = word,
                None => words.push(word),
            }
        }
        self.words = words;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let written: Vec<String> = Query::parse(text).words.iter().map(write).collect();
        assert_eq!(written.join(" "), expected, "{text:?}");
    }

    fn write(word: &Word) -> String {
        let parts: Vec<_> = word.parts.iter().map(write).collect();
        let parts = if parts.is_empty() { String::new() } else { format!("({})", parts.join(" ")) };
        format!("{}{parts}{}", word.text, if word.unfinished { "…" } else { "" })
    }

    #[test]
    fn the_last_word_is_unfinished_until_a_space_follows() {
        check("kafka 모니터ㄹ", "kafka 모니터ㄹ…");
        check("kafka ", "kafka");
        check("Kafka", "kafka…");
        check("", "");
        check(" \u{0}\u{7} ", "");
    }

    #[test]
    fn written_forms_keep_their_parts() {
        check("node.js 배포", "node.js(node js) 배포…");
        check("node.j", "node.j(node j…)…");
    }

    #[test]
    fn repeated_words_are_one() {
        check("kafka svg kafka", "kafka… svg");
    }

    #[test]
    fn a_thousand_words_give_a_warning() {
        let text: String = (0..1000).map(|number| format!("w{number} ")).collect();
        let query = Query::parse(&text);
        assert_eq!(query.words.len(), MAX_WORDS);
        assert_eq!(query.warnings.len(), 1);
    }
}
