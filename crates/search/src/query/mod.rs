//! Query text → words and what is asked of them.
//!
//! ```text
//! 웹 플러그인          documents with both words, then documents with one
//! "웹 플러그인"        the words next to each other, in this order; particles do not count
//! -wordpress           documents that do not hold the word
//! docker OR podman     either word
//! title:kafka          the word in the title; also heading:, tag: and body:
//! kube*                words that start so
//! ```
//!
//! A bad query is not an error: it gives fewer words, and warnings that say what was passed over.

mod function_words;
mod operators;
mod warnings;
mod word;

pub use word::Word;

use keyseek_index::Field;
use keyseek_text::{Script, Token, TokenKind, ends_in_unfinished_particle, words};
use operators::{Operators, Piece};

/// Words beyond this are passed over: no question needs more, and each costs a lookup.
pub const MAX_WORDS: usize = 32;

/// Queries of more clauses than this are long.
const SHORT: usize = 3;

/// A parsed query.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// What a document should hold, in the order of the query.
    pub clauses: Vec<Clause>,
    /// What it must not hold.
    pub excluded: Vec<Term>,
    /// What was passed over, as sentences.
    pub warnings: Vec<String>,
}

/// What a document should hold: any of the terms that `OR` connects, or the only one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Clause {
    /// At least one.
    pub alternatives: Vec<Term>,
    /// Whether it is a word such as *the* or 어떻게, beside others that say what is meant.
    pub is_function_word: bool,
}

/// A word, or words that are to stand next to each other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Term {
    /// At least one.
    pub words: Vec<Word>,
    /// Whether it stood between quotation marks: then it is only read as typed.
    pub quoted: bool,
    /// The field that it is to stand in.
    pub field: Option<Field>,
}

impl Term {
    /// The word, when it is only one and may be read in every way.
    pub fn word(&self) -> Option<&Word> {
        match self.words.as_slice() {
            [word] if !self.quoted => Some(word),
            _ => None,
        }
    }
}

impl Clause {
    /// Whether words are to stand next to each other.
    pub(crate) fn is_placed(&self) -> bool {
        self.alternatives.iter().any(|term| term.words.len() > 1)
    }

    fn of(term: Term) -> Self {
        Self { alternatives: vec![term], is_function_word: false }
    }

    fn of_word(word: Word) -> Self {
        Self::of(Term { words: vec![word], quoted: false, field: None })
    }

    /// Takes the last word out of the last term.
    fn take_word(&mut self) -> Option<Word> {
        self.alternatives.pop()?.words.pop()
    }

    /// The word, when nothing but a word is asked for.
    pub fn plain_word(&self) -> Option<&Word> {
        match self.alternatives.as_slice() {
            [term] if term.field.is_none() => term.word(),
            _ => None,
        }
    }
}

/// Whether too many of so many postings are likely to be of terms that begin so: each key leaves an eighth of them, and half a
/// million are too many.
pub fn begins_too_much(key: &[u8], postings: u64) -> bool {
    postings.checked_shr(19 + 3 * key.len() as u32).unwrap_or(0) > 0
}

impl Query {
    /// Parses a query; never fails.
    pub fn parse(text: &str) -> Self {
        Self::of(if Self::may_have_operators(text) { operators::read(text) } else { operators::none(text) })
    }

    /// Whether there may be operators in a query.
    pub(crate) fn may_have_operators(text: &str) -> bool {
        operators::may_have(text)
    }

    /// Parses a query in which nothing is taken for an operator.
    pub(crate) fn plain(text: &str) -> Self {
        Self::of(operators::none(text))
    }

    fn of(operators: Operators) -> Self {
        let (words, is_cut) = read_words(&operators.text);
        let mut words = words.into_iter();
        let mut query = Self { warnings: operators.warnings, ..Self::default() };
        if is_cut {
            query.warnings.push(warnings::TOO_LONG.to_owned());
        }
        // Whether there is a clause that `OR` can add to.
        let mut can_add = false;
        for (at, piece) in operators.pieces.iter().enumerate() {
            let mut inside = Vec::new();
            while words.as_slice().first().is_some_and(|word| word.range.start < piece.range.end)
                && let Some(word) = words.next()
            {
                inside.push(word);
            }
            let Some(last) = inside.last_mut() else { continue };
            if piece.unfinished {
                last.leave_open();
            }
            let is_followed = operators.pieces.get(at + 1).is_some_and(|next| next.is_alternative);
            query.add(piece, inside, piece.is_alternative && can_add, is_followed);
            can_add = !piece.excluded;
        }
        if query.is_long() {
            query.open_compounds();
            query.mark_function_words();
        }
        if query.clauses.is_empty() && !query.excluded.is_empty() {
            query.warnings.push(warnings::ONLY_EXCLUDED.to_owned());
        }
        query
    }

    /// Leaves out the beginning of a word behind other words where, in an index of so many postings, too much begins so: it narrows
    /// nothing down, and would take millions of postings.
    pub(crate) fn pass_over_beginning(&mut self, postings: u64) {
        if let [_, .., last] = self.clauses.as_slice()
            && let Some(word) = last.plain_word()
            && word.unfinished
            && begins_too_much(&word.key, postings)
        {
            self.clauses.pop();
        }
    }

    /// The words that are searched for, in the order of the query.
    pub fn words(&self) -> impl Iterator<Item = &Word> {
        let mut words = Vec::new();
        for clause in &self.clauses {
            for term in &clause.alternatives {
                for word in &term.words {
                    words.push(word);
                }
            }
        }
        words.into_iter()
    }

    /// Whether the query is a question or a title rather than a few words that the reader has in mind.
    pub(crate) fn is_long(&self) -> bool {
        self.clauses.len() > SHORT
    }

    /// Takes words apart that hyphens hold together: in a long query *load-deflection* is as good as *load* and *deflection*.
    fn open_compounds(&mut self) {
        for mut clause in std::mem::take(&mut self.clauses) {
            let is_compound = |word: &Word| {
                word.parts.len() > 1 && word.text.as_bytes().split(|byte| *byte == b'-').all(is_long_word)
            };
            if clause.plain_word().is_some_and(is_compound)
                && let Some(word) = clause.take_word()
            {
                for part in word.parts {
                    self.add_word(part);
                }
            } else {
                self.clauses.push(clause);
            }
        }
    }

    /// Marks function words, unless there are no others.
    fn mark_function_words(&mut self) {
        let is_one = |clause: &Clause| {
            let word = clause.plain_word().filter(|word| !word.unfinished);
            word.is_some_and(|word| function_words::is_function_word(&word.text, word.script))
        };
        if self.clauses.iter().all(is_one) {
            return;
        }
        for clause in &mut self.clauses {
            clause.is_function_word = is_one(clause);
        }
    }

    /// Positions that the words take in a text that holds them all next to each other.
    pub(crate) fn length(&self) -> u32 {
        let mut length = 0;
        for clause in &self.clauses {
            for term in &clause.alternatives {
                for word in &term.words {
                    length += word.parts.len().max(1) as u32;
                }
            }
        }
        length
    }

    /// Adds the words of a piece: as one term where an operator applies to them, else each as a clause of its own.
    fn add(&mut self, piece: &Piece, words: Vec<Word>, is_alternative: bool, is_followed: bool) {
        if piece.quoted || piece.excluded || is_alternative || is_followed || piece.field.is_some() {
            return self.add_term(piece, words, is_alternative);
        }
        for word in words {
            self.add_word(word);
        }
    }

    /// Adds the words of a piece that an operator applies to, as one term.
    #[inline(never)]
    fn add_term(&mut self, piece: &Piece, words: Vec<Word>, is_alternative: bool) {
        let term = Term { words, quoted: piece.quoted, field: piece.field };
        if piece.excluded {
            self.excluded.push(term);
        } else if is_alternative && let Some(clause) = self.clauses.last_mut() {
            clause.alternatives.push(term);
        } else {
            self.clauses.push(Clause::of(term));
        }
    }

    /// Adds a word. One that stands twice is searched for once, as unfinished as its last occurrence.
    fn add_word(&mut self, mut word: Word) {
        for clause in &mut self.clauses {
            if clause.plain_word().is_some_and(|earlier| earlier.key == word.key)
                && let Some(earlier) = clause.take_word()
            {
                word.repeated = earlier.repeated;
                word.repeated.push(earlier.range);
                *clause = Clause::of_word(word);
                return;
            }
        }
        self.clauses.push(Clause::of_word(word));
    }
}

/// The words of a query without its operators, and whether there were more than are searched for.
fn read_words(text: &str) -> (Vec<Word>, bool) {
    let mut tokens: Vec<Token> = Vec::new();
    for token in words(text) {
        tokens.push(token);
        if tokens.len() == 4 * MAX_WORDS {
            break;
        }
    }
    let mut is_finished = text.chars().next_back().is_some_and(ends_word);
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
    let mut words: Vec<Word> = Vec::new();
    for token in &tokens {
        let count = words.len();
        match words.last_mut() {
            Some(whole) if token.kind == TokenKind::Part => whole.parts.push(Word::new(text, token)),
            // Scripts without spaces run on across kana and Han.
            Some(run) if token.glued && is_spaceless(run.script) && is_spaceless(token.script) => {
                *run = run.joined(&Word::new(text, token));
            }
            _ if count < MAX_WORDS => words.push(Word::new(text, token)),
            _ => return (words, true),
        }
    }
    if !is_finished && let Some(last) = words.last_mut() {
        last.leave_open();
    }
    (words, false)
}

fn is_long_word(part: &[u8]) -> bool {
    part.len() > 2 && part.iter().all(u8::is_ascii_lowercase)
}

/// Whether a character at the end of a query says that the word before it is complete.
fn ends_word(ch: char) -> bool {
    ch.is_whitespace()
        || matches!(ch, '?' | '!' | ',' | ';' | ')' | ']' | '"' | '”' | '＂' | '？' | '！' | '。')
}

pub(crate) const fn is_spaceless(script: Script) -> bool {
    matches!(script, Script::Han | Script::Kana | Script::Thai)
}

#[cfg(test)]
mod tests;
