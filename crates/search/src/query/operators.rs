//! Operators: `"phrase"`, `-exclude`, `OR`, `title:word` and a trailing `*`, read from the text before it is cut into words.
//!
//! The text is cut at spaces and quotation marks into pieces, and what belongs to an operator is blanked out, byte for
//! byte, so that the analyzer reads the rest as it would read it in a document. A mark that is no operator where it stands
//! (the hyphens of `--help`, the colons of `std::vec` and `https://`) is left to the analyzer.

use super::warnings;
use keyseek_index::Field;
use keyseek_text::is_letter;
use std::ops::Range;

/// A piece of the query, and what its operators say of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Piece {
    /// Where it stands in the query, without its operators.
    pub(super) range: Range<usize>,
    /// It stands between quotation marks.
    pub(super) quoted: bool,
    /// Documents that hold it are left out.
    pub(super) excluded: bool,
    /// `OR` stands before it.
    pub(super) is_alternative: bool,
    /// More keys of it may follow: a `*` stands behind it.
    pub(super) unfinished: bool,
    /// The field that it is to stand in.
    pub(super) field: Option<Field>,
}

/// The pieces of a query, and its text without operators.
#[derive(Debug, Default)]
pub(super) struct Operators {
    pub(super) pieces: Vec<Piece>,
    /// As long as the query.
    pub(super) text: String,
    pub(super) warnings: Vec<String>,
}

/// Whether a query may have operators, by the characters that they are written with.
pub(super) fn may_have(query: &str) -> bool {
    let mut before = ' ';
    for ch in query.chars() {
        if is_quote(ch)
            || matches!((before, ch), (_, ':' | '*' | '|') | ('O', 'R'))
            || ch == '-' && before.is_whitespace()
        {
            return true;
        }
        before = ch;
    }
    false
}

/// A query without operators.
pub(super) fn none(query: &str) -> Operators {
    let piece = Piece { range: 0..query.len(), ..Piece::default() };
    Operators { pieces: vec![piece], text: query.to_owned(), warnings: Vec::new() }
}

/// Reads the operators of a query; never fails.
#[inline(never)]
pub(super) fn read(query: &str) -> Operators {
    let mut operators = Operators::default();
    let mut is_alternative = false;
    let mut at = 0;
    while let Some(first) = rest(query, at).chars().next() {
        if first.is_whitespace() {
            operators.keep(query, at..at + first.len_utf8());
            at += first.len_utf8();
            continue;
        }
        let word = start(rest(query, at), char::is_whitespace);
        if !operators.pieces.is_empty() && matches!(word, "OR" | "|") {
            operators.blank(word.len());
            is_alternative = true;
            at += word.len();
            continue;
        }
        let mut piece = Piece { is_alternative: std::mem::take(&mut is_alternative), ..Piece::default() };
        if is_exclusion(word) {
            piece.excluded = true;
            operators.blank(1);
            at += 1;
        }
        if let Some((name, value)) = named_field(rest(query, at)) {
            piece.field = field(name);
            if piece.field.is_some() {
                operators.blank(value);
                at += value;
            } else {
                operators.warnings.push(warnings::unknown_field(name));
            }
        }
        at = operators.operand(query, at, piece);
    }
    operators
}

impl Operators {
    /// Reads what the operators of `piece` apply to, and returns where it ends.
    fn operand(&mut self, query: &str, at: usize, mut piece: Piece) -> usize {
        let text = rest(query, at);
        let opening = text.chars().next().filter(|ch| is_quote(*ch)).map_or(0, char::len_utf8);
        if opening > 0 {
            let inner = rest(query, at + opening);
            let length = start(inner, is_quote).len();
            if length == inner.len() {
                self.warnings.push(warnings::UNCLOSED.to_owned());
            }
            piece.quoted = true;
            piece.range = at + opening..at + opening + length;
            // The marks stay: `"도커"는` has a particle because of them.
            let closing = rest(query, piece.range.end).chars().next().map_or(0, char::len_utf8);
            let end = piece.range.end + closing;
            self.keep(query, at..end);
            self.pieces.push(piece);
            return end;
        }
        let word = start(text, |ch| ch.is_whitespace() || is_quote(ch));
        let stars = word.bytes().rev().take_while(|byte| *byte == b'*').count();
        let (length, written) = (word.len(), word.len() - stars);
        piece.unfinished = stars > 0;
        piece.range = at..at + written;
        self.keep(query, piece.range.clone());
        self.blank(stars);
        self.pieces.push(piece);
        at + length
    }

    fn keep(&mut self, query: &str, range: Range<usize>) {
        self.text.push_str(query.get(range).unwrap_or_default());
    }

    fn blank(&mut self, bytes: usize) {
        for _ in 0..bytes {
            self.text.push(' ');
        }
    }
}

fn rest(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or_default()
}

/// A text up to the first character that ends it.
fn start(text: &str, ends: fn(char) -> bool) -> &str {
    let mut length = 0;
    for ch in text.chars() {
        if ends(ch) {
            break;
        }
        length += ch.len_utf8();
    }
    text.get(..length).unwrap_or_default()
}

fn is_quote(ch: char) -> bool {
    matches!(ch, '"' | '“' | '”' | '„' | '＂')
}

/// Whether a hyphen before a word excludes it: not the hyphens of `--help`, nor one that stands alone.
fn is_exclusion(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next() == Some('-') && chars.next().is_some_and(|next| next != '-')
}

/// The name before a colon, and where the value after it begins. Letters are needed before it, and a letter or a quotation
/// mark after it: `10:30`, `localhost:80`, `https://` and `std::vec` are no fields.
fn named_field(text: &str) -> Option<(&str, usize)> {
    let colon = text.bytes().position(|byte| !byte.is_ascii_alphabetic())?;
    let mut after = rest(text, colon).chars();
    let names = colon > 1 && after.next() == Some(':');
    (names && after.next().is_some_and(|ch| is_letter(ch) || is_quote(ch)))
        .then_some((text.get(..colon)?, colon + 1))
}

/// The field that users call `name`.
fn field(name: &str) -> Option<Field> {
    let is = |other| name.eq_ignore_ascii_case(other);
    match () {
        () if is("title") => Some(Field::Title),
        () if is("heading") => Some(Field::Heading),
        () if is("tag") || is("tags") => Some(Field::Tag),
        () if is("body") => Some(Field::Body),
        () => None,
    }
}
