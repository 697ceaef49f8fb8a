//! Atoms: letters and digits with no connector between, and the one or two parts that each is in a form.
//!
//! Owns the border between letters and digits: where it parts two words (`100ms`) and where it is inside a name (`k8s`).

use core::ops::Range;

use crate::segment::Script;
use crate::token::MAX_TERM_CHARS;

/// Letters before digits are a part of their own from this length on: `python27` has parts, `ipv6` and `k8s` have none.
const MIN_NAME_BYTES: usize = 4;

/// Letters and digits with no connector between.
#[derive(Clone, Debug)]
pub(super) struct Atom {
    /// The bytes of the clump's text.
    pub(super) text: Range<usize>,
    /// The bytes of the source.
    pub(super) range: Range<usize>,
    /// The connector before it.
    pub(super) connector: Option<char>,
    pub(super) chars: usize,
    pub(super) first: Option<Script>,
    pub(super) last: Option<Script>,
    /// The number of runs of one script.
    pub(super) runs: usize,
    /// Where the second run begins, in the clump's text and in the source.
    pub(super) split: (usize, usize),
    /// The end of the letters in the clump's text and in the source, where `++` or `#` follows.
    pub(super) marked: Option<(usize, usize)>,
}

/// One part that a form is made of.
pub(super) struct Part {
    pub(super) text: Range<usize>,
    pub(super) range: Range<usize>,
    pub(super) script: Script,
}

impl Atom {
    /// Notes that a character of a script follows, at a place in the clump's text and in the source.
    #[inline]
    pub(super) fn enter(&mut self, script: Script, text_at: usize, at: usize) {
        if self.last == Some(script) {
            return;
        }
        self.last = Some(script);
        self.first = self.first.or(Some(script));
        self.runs += 1;
        if self.runs == 2 {
            self.split = (text_at, at);
        }
    }

    /// Whether the atom is letters only or digits only, so that it has no parts.
    #[inline]
    pub(super) fn is_plain(&self) -> bool {
        self.runs == 1 && self.marked.is_none()
    }

    pub(super) fn script(&self) -> Script {
        match (self.first, self.runs) {
            (Some(Script::Digit), 1) => Script::Digit,
            _ => Script::Latin,
        }
    }

    /// The atom as its only part.
    pub(super) fn whole(&self) -> Part {
        Part { text: self.text.clone(), range: self.range.clone(), script: self.script() }
    }

    /// Adds the one or two parts of the atom in a form, where the connector `next` follows it.
    pub(super) fn add_parts(&self, alone: bool, next: Option<char>, text: &str, parts: &mut Vec<Part>) {
        if let Some((text_end, end)) = self.marked.filter(|_| alone) {
            let part =
                Part { text: self.text.start..text_end, range: self.range.start..end, script: self.script() };
            return parts.push(part);
        }
        if self.runs != 2 || self.chars > MAX_TERM_CHARS {
            return parts.push(self.whole());
        }
        let (text_split, split) = self.split;
        let (front, back) = match self.first {
            Some(Script::Digit) => (Script::Digit, Script::Latin),
            _ => (Script::Latin, Script::Digit),
        };
        let front = Part { text: self.text.start..text_split, range: self.range.start..split, script: front };
        let back = Part { text: text_split..self.text.end, range: split..self.range.end, script: back };
        let written = |part: &Part| text.get(part.text.clone()).unwrap_or_default();
        match back.script {
            // The v of v1.2.3 is no word: 1.2.3 is the same version.
            Script::Digit if next == Some('.') && written(&front) == "v" => parts.push(back),
            Script::Digit if front.text.len() < MIN_NAME_BYTES => parts.push(self.whole()),
            Script::Latin if matches!(written(&back), "st" | "nd" | "rd" | "th") => parts.push(self.whole()),
            _ => {
                parts.push(front);
                parts.push(back);
            }
        }
    }
}
