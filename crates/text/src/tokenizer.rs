//! The tokenizer: reads folded characters and returns tokens, one after the other.
//!
//! Owns reading runs and numbering; `written/` decides what a written form such as `node.js` or `100ms` is made of. Memory
//! is bounded for any text: no more than one term's characters of a run and a few dozen atoms of a form are kept.

use core::ops::Range;

use crate::fold::{FoldedChar, FoldedChars, folded_chars};
use crate::segment::{Script, script};
use crate::token::{MAX_TERM_CHARS, Token, TokenKind};
use crate::written::{self, Clump, is_connector};

/// Cuts text into tokens.
///
/// ```
/// use keyseek_text::{TokenKind::*, tokens};
/// let found: Vec<_> = tokens("C++로 3.14버전").map(|token| (token.text, token.kind, token.position)).collect();
/// let found: Vec<_> = found.iter().map(|(text, kind, position)| (text.as_str(), *kind, *position)).collect();
/// assert_eq!(found, [
///     ("c++", Whole, 0), ("c", Part, 0), ("로", Word, 1),
///     ("3.14", Whole, 2), ("3", Part, 2), ("14", Part, 3), ("버전", Word, 4),
/// ]);
/// ```
pub fn tokens(text: &str) -> Tokens<'_> {
    let mut chars = folded_chars(text);
    let current = chars.next();
    Tokens {
        reader: Reader { chars, current, before: ' ' },
        out: Out { ready: Vec::new(), position: 0, end: None },
        clump: Clump::default(),
    }
}

/// The iterator that [`tokens`] returns.
#[derive(Clone, Debug)]
pub struct Tokens<'a> {
    reader: Reader<'a>,
    out: Out,
    clump: Clump,
}

/// Reads folded characters.
#[derive(Clone, Debug)]
struct Reader<'a> {
    chars: FoldedChars<'a>,
    /// The character to be read, already taken from `chars`.
    current: Option<FoldedChar>,
    /// The character before it.
    before: char,
}

/// Numbers tokens and keeps those that are found but not yet returned.
#[derive(Clone, Debug)]
pub(crate) struct Out {
    /// The next one last, once a form was read to its end.
    ready: Vec<Token>,
    position: u32,
    /// The end of the last word, part or whole in the source.
    end: Option<usize>,
}

impl Out {
    /// A word or a part, which advances the position.
    pub(crate) fn word(
        &mut self,
        text: String,
        range: Range<usize>,
        kind: TokenKind,
        script: Script,
    ) -> Token {
        let glued = self.end == Some(range.start);
        self.end = Some(range.end);
        let position = self.position;
        self.position = position.saturating_add(1);
        Token { text, range, position, kind, script, glued, parts: 0 }
    }

    /// Queues a word or a part.
    pub(crate) fn push_word(&mut self, text: String, range: Range<usize>, kind: TokenKind, script: Script) {
        let token = self.word(text, range, kind, script);
        self.ready.push(token);
    }

    /// Queues a whole, whose parts are queued after it.
    pub(crate) fn push_whole(&mut self, text: String, range: Range<usize>, script: Script, parts: u8) {
        let glued = self.end == Some(range.start);
        // A part that starts inside the form, `net` of `.net`, stands where the whole stands.
        self.ready.push(Token {
            text,
            range,
            position: self.position,
            kind: TokenKind::Whole,
            script,
            glued,
            parts,
        });
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        loop {
            if let Some(token) = self.out.ready.pop() {
                return Some(token);
            }
            let ch = self.reader.current.as_ref()?.ch;
            match script(ch) {
                Script::Latin | Script::Digit => self.written_forms(),
                Script::Symbol if ch == '.' && self.reader.opens_dotted_name() => self.written_forms(),
                Script::Symbol if ch == '%' && self.reader.opens_escape() => self.reader.escape(),
                Script::Symbol | Script::Space => self.reader.advance(),
                other => return Some(self.run(other)),
            }
        }
    }
}

impl Tokens<'_> {
    /// Reads a run of a script whose runs are words.
    ///
    /// Hangul is cut around jamo that begin with a doubled one, laughter and tears (네요ㅋㅋㅋ is 네요 and ㅋㅋㅋ). Other jamo stay:
    /// they are a syllable that is still being typed (모니터ㄹ), or Latin typed in the wrong layout (ㅏㅁ라ㅁ is kafka).
    fn run(&mut self, of: Script) -> Token {
        let mut text = String::with_capacity(16);
        let mut count = 0;
        let (mut laughter, mut after_jamo) = (false, false);
        let mut range: Option<Range<usize>> = None;
        let reader = &mut self.reader;
        while let Some(current) = reader.current.as_ref().filter(|current| script(current.ch) == of) {
            if of == Script::Hangul {
                let is_jamo = is_jamo_letter(current.ch);
                let opens_laughter = is_jamo && !after_jamo && reader.chars.peek() == Some(current.ch);
                if range.is_some() && (opens_laughter || (laughter && !is_jamo)) {
                    break;
                }
                laughter |= opens_laughter;
                after_jamo = is_jamo;
            }
            if count < MAX_TERM_CHARS {
                text.push(current.ch);
                count += 1;
            }
            range = Some(range.map_or(current.range.start, |range| range.start)..current.range.end);
            reader.advance();
        }
        self.out.word(text, range.unwrap_or_default(), TokenKind::Word, of)
    }

    /// Reads letters, digits and what connects them, and queues the forms that they make.
    fn written_forms(&mut self) {
        let Self { reader, out, clump } = self;
        clump.open(reader.before);
        if let Some(dot) = reader.current.as_ref().filter(|current| current.ch == '.') {
            clump.push_dot(dot.range.start);
            reader.advance();
        }
        let mut connector = None;
        loop {
            reader.atom(clump, connector);
            connector = None;
            // The digits of c++17 follow at once.
            if reader.letter_or_digit().is_none() {
                connector = reader.connector(clump);
                if connector.is_none() {
                    break;
                }
                reader.advance();
            }
            if clump.is_full() {
                clump.continues = true;
                break;
            }
        }
        clump.close(reader.current.as_ref().map(|current| current.ch), out);
        out.ready.reverse();
        out.end = Some(clump.end());
    }
}

impl Reader<'_> {
    #[inline]
    fn advance(&mut self) {
        if let Some(current) = &self.current {
            self.before = current.ch;
        }
        self.current = self.chars.next();
    }

    /// The script of the character to be read, if it is a Latin letter or a digit.
    #[inline]
    fn letter_or_digit(&self) -> Option<Script> {
        written::letter_or_digit(self.current.as_ref()?.ch)
    }

    /// Whether the dot to be read opens a name such as `.net` or `.gitignore`.
    fn opens_dotted_name(&self) -> bool {
        let opens = matches!(
            self.before,
            ' ' | '(' | '[' | '{' | '"' | '\'' | '`' | ',' | '*' | '/' | '=' | ':' | '<' | '>' | '|'
        );
        opens && self.chars.peek().is_some_and(|next| script(next) == Script::Latin)
    }

    /// Whether the percent sign to be read opens an escape of an address, `%EC`, and is not a percentage.
    fn opens_escape(&self) -> bool {
        let mut chars = self.chars.clone();
        let mut is_digit = || chars.next().is_some_and(|next| next.ch.is_ascii_hexdigit());
        let is_escape = is_digit() && is_digit();
        // Half a ligature would be left over: `æ` is two letters and one character.
        !self.before.is_ascii_digit() && is_escape && !chars.is_inside_ligature()
    }

    /// The four characters behind the one to be read, NUL behind the end.
    fn ahead(&self) -> [char; 4] {
        let mut ahead = ['\0'; 4];
        let mut chars = self.chars.clone();
        for place in &mut ahead {
            *place = chars.next().map_or('\0', |next| next.ch);
        }
        ahead
    }

    /// Passes over an escape, whose hexadecimal digits are no word.
    fn escape(&mut self) {
        for _ in 0..3 {
            self.advance();
        }
        self.before = '%';
    }

    /// Reads one atom: letters and digits with no connector between, and the `++` or `#` of a language's name.
    fn atom(&mut self, clump: &mut Clump, connector: Option<char>) {
        clump.open_atom(connector, self.current.as_ref().map_or(0, |current| current.range.start));
        let mut group = 0;
        while let Some(current) = &self.current {
            let Some(script) = written::letter_or_digit(current.ch) else { break };
            clump.push(current.ch, script, &current.range);
            // English abstracts take 267 million instructions so and 342 letter by letter (callgrind, 1.6 MB).
            let letters = self.chars.take_ascii_letters();
            clump.push_letters(letters, self.chars.offset());
            self.advance();
            if !letters.is_empty() {
                self.before = 'a';
            }
            group += 1;
            if self.at(',') && group <= 3 && clump.is_whole_number() && self.digit_group_follows() {
                self.advance();
                group = 0;
            }
        }
        for _ in 0..self.language_mark(clump) {
            if let Some(mark) = &self.current {
                clump.push_mark(mark.ch, mark.range.end);
            }
            self.advance();
        }
    }

    /// The number of symbols to be read that belong to the name of a language: 2 for `++`, 1 for `#`.
    fn language_mark(&self, clump: &Clump) -> usize {
        let (Some('+' | '#'), Some(letters)) =
            (self.current.as_ref().map(|current| current.ch), clump.letters())
        else {
            return 0;
        };
        let is_open = |ch: char| matches!(ch, '+' | '#') || script(ch) == Script::Latin;
        let [first, second, ..] = self.ahead();
        if self.at('+') && letters <= 8 && first == '+' && !is_open(second) {
            2
        } else if self.at('#') && letters <= 2 && !is_open(first) {
            1
        } else {
            0
        }
    }

    fn at(&self, ch: char) -> bool {
        self.current.as_ref().is_some_and(|current| current.ch == ch)
    }

    /// Whether exactly three digits follow the comma to be read.
    fn digit_group_follows(&self) -> bool {
        self.ahead().map(|ch| ch.is_ascii_digit()) == [true, true, true, false]
    }

    /// The connector to be read, if letters or digits follow it; takes English clitics on the way.
    fn connector(&mut self, clump: &mut Clump) -> Option<char> {
        loop {
            let ch = self.current.as_ref()?.ch;
            if !is_connector(ch) || self.chars.peek().and_then(written::letter_or_digit).is_none() {
                return None;
            }
            if ch != '\'' {
                return Some(ch);
            }
            let Some(clitic) = written::clitic(self.ahead()) else { return Some(ch) };
            let mut end = 0;
            for _ in 0..=clitic.len() {
                end = self.current.as_ref().map_or(end, |current| current.range.end);
                self.advance();
            }
            clump.push_clitic(clitic, end);
        }
    }
}

/// Whether a folded character is a compatibility jamo.
fn is_jamo_letter(ch: char) -> bool {
    ('ㄱ'..='ㆎ').contains(&ch)
}

#[cfg(test)]
mod tests;
