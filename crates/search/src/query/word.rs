//! A word of a query.

use keyseek_text::{Script, Token, key};
use std::ops::Range;

/// A word of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The word as folded by the analyzer.
    pub text: String,
    /// The word as it was typed.
    pub source: String,
    /// Where it stands in the query, bytes: the last place, if it stands there several times.
    pub range: Range<usize>,
    /// Where else it stands.
    pub repeated: Vec<Range<usize>>,
    /// Its keystroke key.
    pub key: Vec<u8>,
    /// The parts of a written form such as `node.js`; empty for a plain word.
    pub parts: Vec<Word>,
    /// The script that it is written in.
    pub script: Script,
    /// Whether more keys of it may follow: it is the last word and nothing stands after it, or a `*` does.
    pub unfinished: bool,
}

impl Word {
    pub(super) fn new(text: &str, token: &Token) -> Self {
        Self {
            key: key(&token.text),
            text: token.text.clone(),
            source: text.get(token.range.clone()).unwrap_or_default().to_owned(),
            range: token.range.clone(),
            repeated: Vec::new(),
            parts: Vec::new(),
            script: token.script,
            unfinished: false,
        }
    }

    /// Whether it stands at a place of the query.
    pub(crate) fn stands_at(&self, range: &Range<usize>) -> bool {
        self.range == *range || self.repeated.contains(range)
    }

    /// This word with nothing more to come, where it stands last.
    pub(crate) fn finished(&self) -> Self {
        let mut parts = Vec::with_capacity(self.parts.len());
        for part in &self.parts {
            parts.push(part.finished());
        }
        Self {
            text: self.text.clone(),
            source: self.source.clone(),
            range: self.range.clone(),
            repeated: Vec::new(),
            key: self.key.clone(),
            parts,
            script: self.script,
            unfinished: false,
        }
    }

    /// Lets more keys follow.
    pub(super) fn leave_open(&mut self) {
        self.unfinished = true;
        if let Some(part) = self.parts.last_mut() {
            part.unfinished = true;
        }
    }

    /// This word and the next one written without a space.
    pub(crate) fn joined(&self, next: &Self) -> Self {
        let mut key = self.key.clone();
        key.extend_from_slice(&next.key);
        Self {
            text: self.text.clone() + &next.text,
            source: self.source.clone() + &next.source,
            range: self.range.start..next.range.end,
            repeated: Vec::new(),
            key,
            parts: Vec::new(),
            script: next.script,
            unfinished: next.unfinished,
        }
    }
}
