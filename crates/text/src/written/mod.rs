//! Written forms: what letters, digits and the symbols between them are together.
//!
//! Owns the rules that make `node.js`, `v1.2.3`, `R&D`, `c++` or `100ms` findable as written and by part. A *clump* is
//! what stands together: *atoms* of letters and digits with one connector between each two. A slash or ampersand splits
//! a clump into *sides*, because `Node.js/Express` is two names; only two or three sides of at most four characters
//! (`CI/CD`, `R&D`, `24/7`) are one form, and not inside addresses and paths.
//!
//! What has more than [`MAX_PARTS`] parts or [`MAX_WHOLE_CHARS`] characters is nothing that a person types: only its parts
//! are kept, as words.

mod atom;

use core::ops::Range;

use self::atom::{Atom, Part};
use crate::segment::{Script, script};
use crate::token::{MAX_TERM_CHARS, TokenKind};
use crate::tokenizer::Out;

/// The most parts that a whole has.
const MAX_PARTS: usize = 4;
/// The most characters that a whole has.
const MAX_WHOLE_CHARS: usize = 32;
/// The most characters of a side of `CI/CD`.
const MAX_SIDE_CHARS: usize = 4;
/// A clump is handled in pieces of this many atoms, so that memory stays bounded.
const MAX_ATOMS: usize = 64;

/// Symbols that connect letters and digits into one written form.
#[inline]
pub(crate) fn is_connector(ch: char) -> bool {
    matches!(ch, '.' | '-' | '_' | '\'' | '/' | '&')
}

/// The script of a Latin letter or a digit.
#[inline]
pub(crate) fn letter_or_digit(ch: char) -> Option<Script> {
    match script(ch) {
        script @ (Script::Latin | Script::Digit) => Some(script),
        _ => None,
    }
}

/// The English clitic that follows an apostrophe, given what stands behind it.
pub(crate) fn clitic([first, second, third, _]: [char; 4]) -> Option<&'static str> {
    let clitic = match (first, second) {
        ('l', 'l') => "ll",
        ('r', 'e') => "re",
        ('v', 'e') => "ve",
        ('s', _) => "s",
        ('t', _) => "t",
        ('d', _) => "d",
        ('m', _) => "m",
        _ => return None,
    };
    let after = if clitic.len() == 1 { second } else { third };
    letter_or_digit(after).is_none().then_some(clitic)
}

/// A written form being read; see the module's description.
#[derive(Clone, Debug, Default)]
pub(crate) struct Clump {
    text: String,
    atoms: Vec<Atom>,
    before: char,
    dot: Option<usize>,
    end: usize,
    /// Whether this clump was cut off for its length and the next one continues it.
    pub(crate) continues: bool,
    continued: bool,
}

impl Clump {
    /// Starts a clump after the character `before`.
    pub(crate) fn open(&mut self, before: char) {
        self.text.clear();
        self.atoms.clear();
        self.before = before;
        self.dot = None;
        self.continued = core::mem::take(&mut self.continues);
    }

    /// Takes the dot before a name such as `.net`, at a place in the source.
    pub(crate) fn push_dot(&mut self, at: usize) {
        self.text.push('.');
        self.dot = Some(at);
    }

    /// Starts an atom behind a connector.
    #[inline]
    pub(crate) fn open_atom(&mut self, connector: Option<char>, at: usize) {
        if let Some(connector) = connector {
            self.text.push(connector);
        }
        let text = self.text.len()..self.text.len();
        let atom = Atom {
            text,
            range: at..at,
            connector,
            chars: 0,
            first: None,
            last: None,
            runs: 0,
            split: (0, 0),
            marked: None,
        };
        self.atoms.push(atom);
    }

    /// Adds a letter or digit to the last atom.
    #[inline]
    pub(crate) fn push(&mut self, ch: char, script: Script, range: &Range<usize>) {
        let Some(atom) = self.atoms.last_mut() else { return };
        atom.enter(script, self.text.len(), range.start);
        if atom.chars < MAX_TERM_CHARS {
            self.text.push(ch);
            atom.text.end = self.text.len();
        }
        atom.chars += 1;
        atom.range.end = range.end;
        self.end = range.end;
    }

    /// Adds ASCII letters of either case to the last atom, which end at a place in the source.
    #[inline]
    pub(crate) fn push_letters(&mut self, letters: &str, end: usize) {
        let Some(atom) = self.atoms.last_mut().filter(|_| !letters.is_empty()) else { return };
        let at = self.text.len();
        atom.enter(Script::Latin, at, end - letters.len());
        let kept = letters.get(..MAX_TERM_CHARS.saturating_sub(atom.chars)).unwrap_or(letters);
        self.text.push_str(kept);
        if let Some(added) = self.text.get_mut(at..) {
            added.make_ascii_lowercase();
        }
        atom.text.end = self.text.len();
        atom.chars += letters.len();
        atom.range.end = end;
        self.end = end;
    }

    /// The number of letters of the last atom, if it is nothing but letters.
    pub(crate) fn letters(&self) -> Option<usize> {
        let atom = self.atoms.last().filter(|atom| atom.runs == 1 && atom.last == Some(Script::Latin))?;
        Some(atom.chars)
    }

    /// Whether the last atom is digits that a comma may group.
    pub(crate) fn is_whole_number(&self) -> bool {
        self.atoms.last().is_some_and(|atom| {
            atom.runs == 1 && atom.last == Some(Script::Digit) && atom.connector != Some('.')
        })
    }

    /// Adds a symbol of a language's name, `++` or `#`, to the last atom.
    pub(crate) fn push_mark(&mut self, symbol: char, end: usize) {
        let Some(atom) = self.atoms.last_mut() else { return };
        atom.marked = atom.marked.or(Some((atom.text.end, atom.range.end)));
        self.text.push(symbol);
        atom.chars += 1;
        atom.text.end = self.text.len();
        atom.range.end = end;
        self.end = end;
    }

    /// Adds a clitic with its apostrophe, of which a possessive `'s` is dropped and others stay in their word.
    pub(crate) fn push_clitic(&mut self, clitic: &str, end: usize) {
        self.end = end;
        let Some(atom) =
            self.atoms.last_mut().filter(|atom| clitic != "s" && atom.chars + clitic.len() < MAX_TERM_CHARS)
        else {
            return;
        };
        self.text.push('\'');
        self.text.push_str(clitic);
        atom.chars += 1 + clitic.len();
        atom.text.end = self.text.len();
        atom.range.end = end;
        atom.runs = 1;
    }

    pub(crate) fn is_full(&self) -> bool {
        self.atoms.len() >= MAX_ATOMS
    }

    /// The end of the clump in the source.
    pub(crate) fn end(&self) -> usize {
        self.end
    }

    /// Queues the tokens of the clump, which the character `after` follows.
    pub(crate) fn close(&self, after: Option<char>, out: &mut Out) {
        let whole = !self.continues && !self.continued;
        if whole && self.is_short_pair(after) {
            return self.form(&self.atoms, whole, out);
        }
        let is_side_border = |atom: &Atom| matches!(atom.connector, Some('/' | '&'));
        let mut rest = self.atoms.as_slice();
        while !rest.is_empty() {
            let length = 1 + rest.iter().skip(1).take_while(|atom| !is_side_border(atom)).count();
            let (side, others) = rest.split_at_checked(length).unwrap_or((rest, &[]));
            self.form(side, whole, out);
            rest = others;
        }
    }

    /// Whether the clump is a form such as `CI/CD` and does not stand in an address or path.
    fn is_short_pair(&self, after: Option<char>) -> bool {
        (2..=3).contains(&self.atoms.len())
            && self.dot.is_none()
            && self.atoms.iter().skip(1).all(|atom| matches!(atom.connector, Some('/' | '&')))
            && self.atoms.iter().all(|atom| atom.chars <= MAX_SIDE_CHARS)
            && !matches!(self.before, '/' | '=' | '&' | '?' | '%' | '@' | '~' | '\\' | ':' | '.')
            && !matches!(after, Some('/' | '=' | '&' | '?' | '@' | '\\'))
    }

    /// Queues one form: a word, a whole and its parts, or what each atom makes alone.
    fn form(&self, atoms: &[Atom], whole: bool, out: &mut Out) {
        let (Some(first), Some(last)) = (atoms.first(), atoms.last()) else { return };
        let alone = atoms.len() == 1;
        let dot = self.dot.filter(|_| whole && first.connector.is_none() && first.text.start == 1);
        let text = first.text.start - usize::from(dot.is_some())..last.text.end;
        if alone && dot.is_none() && first.is_plain() {
            return self.queue(first.whole(), TokenKind::Word, out);
        }
        let mut parts = Vec::new();
        for (at, atom) in atoms.iter().enumerate() {
            let next = atoms.get(at + 1).and_then(|next| next.connector);
            atom.add_parts(alone, next, &self.text, &mut parts);
        }
        let count = parts.len();
        if count == 1 && alone && dot.is_none() && first.marked.is_none() {
            return self.queue(first.whole(), TokenKind::Word, out);
        }
        let chars = self.text.get(text.clone()).map_or(0, |text| text.chars().count());
        if (whole || alone) && count <= MAX_PARTS && chars <= MAX_WHOLE_CHARS {
            let range = dot.unwrap_or(first.range.start)..last.range.end;
            let digits = atoms.iter().all(|atom| atom.script() == Script::Digit);
            let script = if digits { Script::Digit } else { Script::Latin };
            out.push_whole(self.text(text), range, script, count as u8);
            for part in parts {
                self.queue(part, TokenKind::Part, out);
            }
        } else if alone {
            self.queue(first.whole(), TokenKind::Word, out);
        } else {
            for atom in atoms {
                self.form(core::slice::from_ref(atom), false, out);
            }
        }
    }

    fn queue(&self, part: Part, kind: TokenKind, out: &mut Out) {
        out.push_word(self.text(part.text), part.range, kind, part.script);
    }

    fn text(&self, range: Range<usize>) -> String {
        self.text.get(range).unwrap_or_default().to_owned()
    }
}

#[cfg(test)]
mod tests;
