//! Query text → words.
//!
//! A bad query is not an error: it gives fewer words, and warnings that say what was passed over.

use keyseek_text::{Script, Token, TokenKind, ends_in_unfinished_particle, key, words};

/// Words beyond this are passed over: no question needs more, and each costs a lookup.
pub const MAX_WORDS: usize = 32;

const TOO_LONG: &str = "Only the first 32 words of the query were searched for.";

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
    /// The word as it was typed.
    pub source: String,
    /// Its keystroke key.
    pub key: Vec<u8>,
    /// The parts of a written form such as `node.js`; empty for a plain word.
    pub parts: Vec<Word>,
    /// The script that it is written in.
    pub script: Script,
    /// Whether more keys of it may follow: it is the last word and nothing stands after it.
    pub unfinished: bool,
}

impl Word {
    fn new(text: &str, token: &Token) -> Self {
        Self {
            key: key(&token.text),
            text: token.text.clone(),
            source: text.get(token.range.clone()).unwrap_or_default().to_owned(),
            parts: Vec::new(),
            script: token.script,
            unfinished: false,
        }
    }

    /// This word with nothing more to come.
    pub(crate) fn finished(&self) -> Self {
        Self { unfinished: false, parts: self.parts.iter().map(Self::finished).collect(), ..self.clone() }
    }

    /// This word and the next one written without a space.
    pub(crate) fn joined(&self, next: &Self) -> Self {
        let mut key = self.key.clone();
        key.extend_from_slice(&next.key);
        Self {
            text: self.text.clone() + &next.text,
            source: self.source.clone() + &next.source,
            key,
            parts: Vec::new(),
            script: next.script,
            unfinished: next.unfinished,
        }
    }
}

impl Query {
    /// Parses a query; never fails.
    pub fn parse(text: &str) -> Self {
        let mut query = Self::default();
        let mut tokens: Vec<Token> = words(text).take(4 * MAX_WORDS).collect();
        let mut is_finished = text.ends_with(char::is_whitespace);
        if let Some((last, rest)) = tokens.split_last() {
            // A particle that is complete was left out by the analyzer; what stands before it is complete, too.
            let tail = text.get(last.range.end..).unwrap_or_default();
            is_finished |= tail.chars().any(|ch| ('가'..='힣').contains(&ch));
            let before = rest.last().map(|token| token.script);
            if !is_finished && ends_in_unfinished_particle(text, last, before) {
                tokens.pop();
                is_finished = true;
            }
        }
        let mut unread = false;
        for token in &tokens {
            let count = query.words.len();
            match query.words.last_mut() {
                Some(whole) if token.kind == TokenKind::Part => whole.parts.push(Word::new(text, token)),
                // Scripts without spaces run on across kana and Han.
                Some(run) if token.glued && is_spaceless(run.script) && is_spaceless(token.script) => {
                    *run = run.joined(&Word::new(text, token));
                }
                _ if count < MAX_WORDS => query.words.push(Word::new(text, token)),
                _ => unread = true,
            }
        }
        if unread {
            query.warnings.push(TOO_LONG.to_owned());
        } else if !is_finished && let Some(last) = query.words.last_mut() {
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

const fn is_spaceless(script: Script) -> bool {
    matches!(script, Script::Han | Script::Kana | Script::Thai)
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
    fn a_particle_after_a_latin_word_ends_it() {
        check("Docker를", "docker");
        check("Docker르", "docker");
        check("Dockerㄹ", "docker");
        check("docker 로그", "docker 로그…");
    }

    #[test]
    fn written_forms_keep_their_parts() {
        check("node.js 배포", "node.js(node js) 배포…");
        check("node.j", "node.j(node j…)…");
    }

    #[test]
    fn scripts_without_spaces_run_on() {
        check("食べる 全文検索", "食べる 全文検索…");
        check("他山之石이라는", "他山之石");
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
        assert_eq!(query.warnings, [TOO_LONG]);
        assert!(TOO_LONG.contains(&MAX_WORDS.to_string()));
    }
}
