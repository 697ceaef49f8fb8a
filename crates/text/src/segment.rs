//! Word breaks: text as runs of one script.
//!
//! Owns the classes of characters. Runs are cut at every border between scripts; joining them to written forms such as
//! `node.js` is the tokenizer's work. It is not UAX #29, which does not cut `Docker를`.

use core::ops::Range;

use crate::class::{Class, class};
use crate::fold::{FoldedChars, folded_chars};

/// What kind of writing a character belongs to, as far as word breaks care.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Script {
    /// Hangul syllables and jamo.
    Hangul,
    /// Latin letters.
    Latin,
    /// Decimal digits.
    Digit,
    /// Chinese characters.
    Han,
    /// Hiragana and katakana.
    Kana,
    /// Thai, and Lao, Khmer and Burmese, which are written without spaces as well.
    Thai,
    /// The letters of every other script: Greek, Cyrillic, Arabic, Hebrew, Devanagari and so on.
    OtherLetter,
    /// Everything that is neither letter, digit nor space.
    Symbol,
    /// White space.
    Space,
}

/// A run of one script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// The script of every visible character of the run.
    pub script: Script,
    /// The bytes of the source.
    pub range: Range<usize>,
}

/// Cuts text into runs of one script, which concatenate to exactly the text and are never empty.
///
/// Characters that folding drops belong to the run before them.
///
/// ```
/// use keyseek_text::{Script, segments};
/// let text = "Docker를 써요";
/// let runs: Vec<_> = segments(text).map(|run| (run.script, &text[run.range])).collect();
/// assert_eq!(runs[..2], [(Script::Latin, "Docker"), (Script::Hangul, "를")]);
/// ```
pub fn segments(text: &str) -> impl Iterator<Item = Segment> + '_ {
    Segments { chars: folded_chars(text), start: 0, length: text.len() }
}

struct Segments<'a> {
    chars: FoldedChars<'a>,
    start: usize,
    length: usize,
}

impl Iterator for Segments<'_> {
    type Item = Segment;

    fn next(&mut self) -> Option<Segment> {
        let start = self.start;
        let (first, mut end) = match self.chars.next() {
            Some(first) => (script(first.ch), first.range.end),
            // Nothing but dropped characters.
            None if start < self.length => (Script::Symbol, self.length),
            None => return None,
        };
        while self.chars.peek().is_some_and(|next| script(next) == first) {
            if let Some(next) = self.chars.next() {
                end = next.range.end;
            }
        }
        self.start = end;
        Some(Segment { script: first, range: start..end })
    }
}

/// The script of a folded character.
#[inline]
pub fn script(ch: char) -> Script {
    match ch {
        'a'..='z' | 'A'..='Z' => Script::Latin,
        '0'..='9' => Script::Digit,
        ' ' | '\t'..='\r' => Script::Space,
        '\0'..='\x7F' => Script::Symbol,
        '가'..='힣' | 'ㄱ'..='ㆎ' => Script::Hangul,
        _ => other_script(ch),
    }
}

fn other_script(ch: char) -> Script {
    match ch as u32 {
        0x3040..=0x30FF if !matches!(ch, '\u{30A0}' | '・') => Script::Kana,
        0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0x3005 | 0x3007 | 0xF900..=0xFAFF | 0x20000..=0x3FFFF => {
            Script::Han
        }
        0x1100..=0x11FF | 0xA960..=0xA97F | 0xD7B0..=0xD7FF => Script::Hangul,
        0x31F0..=0x31FF | 0xFF66..=0xFF9F => Script::Kana,
        0xC0..=0x2AF if !matches!(ch, '×' | '÷') => Script::Latin,
        0x1E00..=0x1EFF | 0x2C60..=0x2C7F | 0xA720..=0xA7FF | 0xFB00..=0xFB06 => Script::Latin,
        // The signs of Indic scripts that are no letters but stand inside words: virama and nukta.
        0x900..=0xDFF if matches!(ch as u32 & 0x7F, 0x3C | 0x4D) || ch == '\u{DCA}' => Script::OtherLetter,
        // The marks of Thai, Lao, Burmese and Khmer stand inside words; their digits and signs do not.
        0xE31..=0xE3A | 0xE47..=0xE4E | 0xEB1..=0xEBC | 0xEC8..=0xECD | 0x102B..=0x103E | 0x17B4..=0x17D3 => {
            Script::Thai
        }
        _ if ch.is_whitespace() => Script::Space,
        // Numbers in circles, fractions and the like are signs, not digits.
        0x2150..=0x215F | 0x2189 | 0x2460..=0x24FF | 0x2776..=0x2793 | 0x3192..=0x33FF | 0xBC..=0xBE => {
            Script::Symbol
        }
        // No letters or numbers, and frequent: quotation marks, arrows, 、 and 。, pictures.
        0x2010..=0x206F
        | 0x2190..=0x2BFF
        | 0x3001..=0x3004
        | 0x3008..=0x3020
        | 0x30FB
        | 0x1F300..=0x1FAFF => Script::Symbol,
        code => match (class(ch), code) {
            (Some(Class::Letter), 0xE00..=0xEFF | 0x1000..=0x109F | 0x1780..=0x17FF) => Script::Thai,
            (Some(Class::Letter), _) => Script::OtherLetter,
            (Some(Class::Number), _) => Script::Digit,
            (None, _) => Script::Symbol,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        let runs: Vec<&str> = segments(text).map(|run| &text[run.range]).collect();
        assert_eq!(runs.join("|"), expect, "{text}");
        assert_eq!(runs.concat(), text);
    }

    #[test]
    fn borders() {
        check("", "");
        check("Docker를 써요.", "Docker|를| |써요|.");
        check("3.14버전", "3|.|14|버전");
        check("他山之石이라는", "他山之石|이라는");
        check("모니터ㄹ ㅋㅋㅋ", "모니터ㄹ| |ㅋㅋㅋ");
        check("カタカナ・ひらがな々", "カタカナ|・|ひらがな|々");
        check("ＮＧ１", "ＮＧ|１");
        check("\u{200B}a\u{301}b", "\u{200B}a\u{301}b");
        check("\u{200B}", "\u{200B}");
        check("हिन्दी में", "हिन्दी| |में");
        check("สวัสดี๑", "สวัสดี|๑");
        check("Привет, κόσμε", "Привет|,| |κόσμε");
        check("①½㎏👍", "①½㎏👍");
        check("ß1", "ß|1");
        check("Əli ɓ", "Əli| |ɓ");
    }
}
