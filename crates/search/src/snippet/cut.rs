//! Cutting: a window of a text as marked runs of plain text.
//!
//! A snippet starts and ends at the border of a sentence where one is near, else of a word, else of what is read as one
//! character. Whatever looks like markup in a post is text here, too.

use super::Found;
use super::scan::Mark;
use crate::answer::Run;
use std::ops::Range;

/// Length of a snippet in columns: two lines of a result list. A wide character takes two.
const COLUMNS: usize = 180;
/// How much of a snippet stands before its first match, at most.
const LEAD_COLUMNS: usize = 60;

/// A whole text as runs.
pub(super) fn marked(text: &str, marks: &[Mark]) -> Vec<Run> {
    let mut runs = Runs::default();
    runs.push_marked(text, 0..text.len(), marks);
    runs.runs
}

/// The text around the window that was found, with all marks in it.
pub(super) fn cut(found: &Found<'_>) -> Vec<Run> {
    let text = found.section.text.as_str();
    let window = found.marks.get(found.window.marks.clone()).unwrap_or_default();
    let first = window.first().map_or(0, |mark| mark.range.start);
    let last = window.last().map_or(0, |mark| mark.range.end);
    let start = start(text, first);
    let end = end(text, start, last);
    let mut runs = Runs { folds: true, ..Runs::default() };
    if start > 0 && border(text, start) != Border::Sentence {
        runs.push("… ", false);
    }
    runs.push_marked(text, start..end, &found.marks);
    if text.get(end..).unwrap_or_default().chars().any(|ch| !ch.is_whitespace()) {
        runs.push(" …", false);
    }
    runs.runs
}

/// Where to start so that a match at `first` has some text before it.
fn start(text: &str, first: usize) -> usize {
    let mut columns = 0;
    // The strongest border so far, of several the last.
    let mut best = (Border::None, first);
    for (at, ch) in text.get(..first).unwrap_or_default().char_indices().rev() {
        columns += width(ch);
        let border = border(text, at);
        if columns > LEAD_COLUMNS {
            return best.1;
        }
        if border >= best.0 {
            best = (border, at);
        }
        // A sentence that starts nearer may have the one before it.
        if border == Border::Sentence && columns > LEAD_COLUMNS / 3 {
            return at;
        }
    }
    0
}

/// Where a snippet from `start` on ends, not before `last`.
fn end(text: &str, start: usize, last: usize) -> usize {
    let mut columns = 0;
    let mut best = (Border::None, last.max(start));
    let mut next = ' ';
    for (at, ch) in text.get(start..).unwrap_or_default().char_indices() {
        let at = start + at;
        columns += width(ch);
        let before = std::mem::replace(&mut next, ch);
        if at < last || at == start {
            continue;
        }
        let is_inside = is_plain(before) && is_plain(ch);
        let mut border = if is_inside { Border::Character } else { border(text, at) };
        if columns > COLUMNS && (border != Border::None || best.0 != Border::None) {
            return if best.0 == Border::None { at } else { best.1 };
        }
        if columns <= COLUMNS / 2 {
            border = border.min(Border::Word);
        }
        if border >= best.0 {
            best = (border, at);
        }
    }
    text.len()
}

/// What stands between two characters, from weak to strong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Border {
    None,
    Character,
    Word,
    Sentence,
}

/// What ends and starts here. A sentence starts behind a line break, or behind `.`, `!`, `?` or the like and a space. Korean
/// sentences are often glued, 했다.그리고; but `node.js`, `1.5`, `example.com` and `.NET` are no sentences. Nothing starts
/// inside of what is seen as one character.
fn border(text: &str, at: usize) -> Border {
    let (before, after) = text.split_at_checked(at).unwrap_or_default();
    let Some(next) = after.chars().next() else { return Border::None };
    let mut chars = before.chars().rev();
    let mut last = chars.next().unwrap_or('\n');
    if is_plain(last) && is_plain(next) {
        return Border::Character;
    }
    if is_joined(last, next) || next.is_whitespace() {
        return if next.is_whitespace() { Border::Character } else { Border::None };
    }
    let is_spaced = last.is_whitespace();
    let weaker = if is_spaced { Border::Word } else { Border::Character };
    while last.is_whitespace() || is_closing(last) {
        if last == '\n' {
            return if is_spaced { Border::Sentence } else { weaker };
        }
        last = chars.next().unwrap_or('\n');
    }
    let is_end = match last {
        '。' | '！' | '？' => is_spaced || !is_closing(next),
        '.' | '!' | '?' => is_spaced || is_glued(chars.next().unwrap_or(' '), next),
        _ => false,
    };
    if is_end { Border::Sentence } else { weaker }
}

/// Whether a character is one of those that most words are made of; two of them only have the border of characters between them.
fn is_plain(ch: char) -> bool {
    matches!(ch, 'a'..='z' | '가'..='힣')
}

/// Whether a sentence ends in one character and its full stop, and the next one starts with another right behind it.
fn is_glued(end: char, next: char) -> bool {
    if end.is_ascii() && !matches!(end, '.' | '!' | '?') && !is_closing(end) {
        return end.is_ascii_alphabetic() && matches!(next, '가'..='힣' | '\u{1100}'..='\u{1112}');
    }
    next.is_ascii_uppercase() || !next.is_ascii() && !is_closing(next)
}

/// Whether a mark closes a quotation or bracket, and so belongs to the sentence that ended in it.
fn is_closing(ch: char) -> bool {
    matches!(ch, ')' | ']' | '"' | '\'' | '”' | '’' | '」' | '』' | '）')
}

/// Whether two characters are seen as one.
fn is_joined(before: char, after: char) -> bool {
    extends(after)
        || match before {
            '\u{200D}' => true,
            '\u{1100}'..='\u{115F}' => matches!(after, '\u{1100}'..='\u{115F}' | '가'..='힣'),
            '\u{1F1E6}'..='\u{1F1FF}' => matches!(after, '\u{1F1E6}'..='\u{1F1FF}'),
            _ => false,
        }
}

/// Whether a character is seen as a part of the one before it: marks, the vowel and final of a Hangul syllable in parts,
/// what joins and colours emoji. The marks of Thai and the scripts of India lie where they lie in all of their blocks.
fn extends(ch: char) -> bool {
    match ch as u32 {
        ..0x300 => false,
        0x900..=0xDFF => matches!(ch as u32 & 0x7F, 0..=3 | 0x3C | 0x3E..=0x4D),
        0xE31 | 0xE33..=0xE3A | 0xE47..=0xE4E => true,
        0x300..=0x36F | 0x483..=0x489 | 0x1160..=0x11FF | 0x200C | 0x200D | 0x20D0..=0x20FF => true,
        0x3099 | 0x309A | 0xFE00..=0xFE0F | 0x1F3FB..=0x1F3FF | 0xE0020..=0xE007F => true,
        _ => false,
    }
}

fn width(ch: char) -> usize {
    if ch < '\u{300}' {
        1
    } else if extends(ch) {
        0
    } else if ch < '\u{1100}' {
        1
    } else {
        2
    }
}

/// Collects runs; neighbours of one kind are joined.
#[derive(Default)]
struct Runs {
    runs: Vec<Run>,
    /// Whether white space is folded to single spaces, and left out at both ends.
    folds: bool,
    /// Whether a space stands before what comes next.
    space: bool,
}

impl Runs {
    /// Appends a part of a text, with what of the marks lies in it.
    fn push_marked(&mut self, text: &str, part: Range<usize>, marks: &[Mark]) {
        let mut at = part.start;
        for mark in marks {
            let (start, end) = (mark.range.start.max(at), mark.range.end.min(part.end));
            if start < end {
                self.push(text.get(at..start).unwrap_or_default(), false);
                self.push(text.get(start..end).unwrap_or_default(), true);
                at = end;
            }
        }
        self.push(text.get(at..part.end).unwrap_or_default(), false);
    }

    fn push(&mut self, text: &str, mark: bool) {
        if !self.folds {
            return self.append(text, mark, text.len());
        }
        for (at, word) in text.split(char::is_whitespace).enumerate() {
            self.space |= at > 0 && !self.runs.is_empty();
            if !word.is_empty() {
                if std::mem::take(&mut self.space) {
                    self.append(" ", false, text.len());
                }
                self.append(word, mark, text.len());
            }
        }
    }

    /// Appends text to the last run or to a new one, which has room for so many bytes.
    fn append(&mut self, text: &str, mark: bool, room: usize) {
        if self.runs.last().is_none_or(|run| run.mark != mark) && !text.is_empty() {
            self.runs.push(Run { text: String::with_capacity(room), mark });
        }
        if let Some(run) = self.runs.last_mut() {
            run.text.push_str(text);
        }
    }
}

#[cfg(test)]
mod tests;
