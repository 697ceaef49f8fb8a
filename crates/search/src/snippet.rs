//! Snippets: the best place of a document's text, cut out and marked.
//!
//! The place is the first window that holds every word of the query; else the one that holds the most different words, then
//! the most matches, then the earliest.
//! It is cut at the borders of sentences where one is near, else of words. Runs are plain text: whatever looks like
//! markup in a post is text here, too.

use crate::answer::Run;
use crate::matches::Needle;
use keyseek_index::documents::StoredSection;
use keyseek_text::{encode, folded_chars, is_consonant, is_jamo, is_vowel, tokens};
use std::ops::Range;

/// Length of a snippet in columns: two lines of a result list. A wide character takes two.
const COLUMNS: usize = 180;
/// How much of a snippet stands before its first match, at most.
const LEAD_COLUMNS: usize = 60;
/// How far matches may lie apart to fit into one snippet, bytes.
const WINDOW_BYTES: usize = 300;

/// How much of a document is read to find a better place than the one there is, bytes. Ten long posts were read in 14 ms
/// to the end and in 2 ms so far, natively, on a busy machine.
const ENOUGH_BYTES: usize = 12 << 10;

/// A place in a text that was found, and the word of the query that it answers.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mark {
    range: Range<usize>,
    word: usize,
}

/// Cuts a snippet out of the sections of a document. `needles` are the keys to mark, by word of the query.
pub(crate) fn cut(sections: &[StoredSection<'_>], needles: &[&[Needle]]) -> Vec<Run> {
    let needles = Needles::new(needles);
    let mut best: Option<(u32, &StoredSection<'_>, Vec<Mark>)> = None;
    let mut read = 0;
    for section in sections {
        if read > ENOUGH_BYTES && best.as_ref().is_some_and(|(_, _, marks)| !marks.is_empty()) {
            break;
        }
        let marks = needles.find(section.text);
        read += section.text.len();
        let heading = u32::from(!section.text.is_empty() && !needles.find(section.heading).is_empty());
        let (worth, window) = best_window(&marks).unwrap_or((heading, 0..0));
        if best.as_ref().is_none_or(|(before, ..)| worth > *before) {
            let is_complete = needles.are_all_in(marks.get(window.clone()).unwrap_or_default());
            best = Some((worth, section, marks.get(window).unwrap_or_default().to_vec()));
            if is_complete {
                break;
            }
        }
    }
    best.map(|(_, section, marks)| runs(section.text, &marks)).unwrap_or_default()
}

/// The keys of a query, ready to be looked for.
struct Needles<'a> {
    by_word: Vec<(usize, &'a Needle)>,
    /// The words that have needles, a bit each.
    words: u64,
    /// Whether some key starts with this byte: most tokens are dismissed by it.
    first: [bool; 256],
    /// Whether some key may be the end of a longer Hangul word.
    has_inner: bool,
}

impl<'a> Needles<'a> {
    fn new(needles: &[&'a [Needle]]) -> Self {
        let mut all = Self { by_word: Vec::new(), words: 0, first: [false; 256], has_inner: false };
        for (word, needle) in
            needles.iter().enumerate().flat_map(|(word, list)| list.iter().map(move |one| (word, one)))
        {
            all.words |= bit(word);
            all.has_inner |= is_inner(needle);
            let first = needle.key.first().and_then(|byte| all.first.get_mut(usize::from(*byte)));
            if let Some(slot) = first {
                *slot = true;
            }
            all.by_word.push((word, needle));
        }
        all
    }

    /// Whether every word of the query is among the marks.
    fn are_all_in(&self, marks: &[Mark]) -> bool {
        words_of(marks) == self.words
    }

    /// The places of `text` to mark, in order. They end with the first window that holds every word: no later one is
    /// better, and most texts need not be read further.
    fn find(&self, text: &str) -> Vec<Mark> {
        let mut marks: Vec<Mark> = Vec::new();
        let mut key = Vec::new();
        let mut last = usize::MAX;
        for token in tokens(text) {
            if token.range.start > last || (token.range.start > ENOUGH_BYTES && !marks.is_empty()) {
                break;
            }
            key.clear();
            encode(&token.text, &mut key);
            let Some(first) = key.first().copied() else { continue };
            let starts = self.first.get(usize::from(first)).is_some_and(|held| *held);
            if !(starts || self.has_inner && is_jamo(first)) {
                continue;
            }
            let before = marks.len();
            for (word, needle) in &self.by_word {
                if let Some(range) = place(text, &token.range, &key, needle) {
                    marks.push(Mark { range, word: *word });
                }
            }
            if marks.len() > before && last == usize::MAX {
                let from = marks.partition_point(|mark| mark.range.start + WINDOW_BYTES < token.range.end);
                if self.are_all_in(marks.get(from..).unwrap_or_default()) {
                    last = marks.get(from).map_or(last, |mark| mark.range.start + WINDOW_BYTES);
                }
            }
        }
        marks
    }
}

/// The words that are marked, a bit each.
fn words_of(marks: &[Mark]) -> u64 {
    marks.iter().fold(0, |words, mark| words | bit(mark.word))
}

const fn bit(word: usize) -> u64 {
    1 << (word & 63)
}

/// Where in a token a needle is to be marked.
fn place(text: &str, token: &Range<usize>, key: &[u8], needle: &Needle) -> Option<Range<usize>> {
    let length = needle.key.len();
    if let Some(rest) = key.strip_prefix(needle.key.as_slice()) {
        return match rest {
            [] => Some(token.clone()),
            _ if needle.starts => Some(start_of(text, token, length)),
            // 검색 of 검색을, whose next key begins a syllable, but not 가나 of 가난.
            [next, vowel, ..] if is_consonant(*next) && is_vowel(*vowel) && length >= WORD_KEYS => {
                Some(start_of(text, token, length))
            }
            _ => None,
        };
    }
    // 배포 of 무중단배포. A consonant before a vowel begins a syllable, so the two agree where they meet.
    let before = key.strip_suffix(needle.key.as_slice())?;
    is_inner(needle).then(|| start_of(text, token, before.len()).end..token.end)
}

/// Whether a key is marked at the end of longer Hangul words, too.
fn is_inner(needle: &Needle) -> bool {
    needle.key.len() >= WORD_KEYS && needle.key.iter().all(|byte| is_jamo(*byte))
}

/// Keys of two Hangul syllables, the least that a word has.
const WORD_KEYS: usize = 4;

/// The first characters of a token whose keys are at least `keys` bytes.
fn start_of(text: &str, token: &Range<usize>, keys: usize) -> Range<usize> {
    let mut typed = Vec::new();
    let mut letter = [0; 4];
    for folded in folded_chars(text.get(token.clone()).unwrap_or_default()) {
        encode(folded.ch.encode_utf8(&mut letter), &mut typed);
        if typed.len() >= keys {
            return token.start..token.start + folded.range.end;
        }
    }
    token.clone()
}

/// The marks of the best window and what it is worth.
fn best_window(marks: &[Mark]) -> Option<(u32, Range<usize>)> {
    let mut best: Option<(u32, Range<usize>)> = None;
    for (from, first) in marks.iter().enumerate() {
        let near =
            marks.iter().skip(from).take_while(|mark| mark.range.end <= first.range.start + WINDOW_BYTES);
        // A single match longer than the window still counts.
        let count = near.count().max(1);
        let window = from..from + count;
        let words = words_of(marks.get(window.clone()).unwrap_or_default());
        let worth = 8 * words.count_ones() + count.min(7) as u32;
        if best.as_ref().is_none_or(|(before, _)| worth > *before) {
            best = Some((worth, window));
        }
    }
    best
}

/// The window around the marks as runs.
fn runs(text: &str, marks: &[Mark]) -> Vec<Run> {
    let window = window(text, marks);
    let mut runs = Runs::default();
    if window.start > 0 && !is_sentence_start(text, window.start) {
        runs.push("… ", false);
    }
    let mut at = window.start;
    for mark in marks {
        let (start, end) = (mark.range.start.max(at), mark.range.end.min(window.end));
        if start < end {
            runs.push(text.get(at..start).unwrap_or_default(), false);
            runs.push(text.get(start..end).unwrap_or_default(), true);
            at = end;
        }
    }
    runs.push(text.get(at..window.end).unwrap_or_default(), false);
    if window.end < text.trim_end().len() {
        runs.push(" …", false);
    }
    runs.finish()
}

/// Where a snippet starts and ends, on borders of characters.
fn window(text: &str, marks: &[Mark]) -> Range<usize> {
    let first = marks.first().map_or(0, |mark| mark.range.start);
    let last = marks.iter().map(|mark| mark.range.end).max().unwrap_or(0);
    let start = lead_in(text, first);
    let mut columns = 0;
    let mut end = start;
    for (at, ch) in text.get(start..).unwrap_or_default().char_indices() {
        columns += width(ch);
        if columns > COLUMNS && start + at >= last {
            break;
        }
        end = start + at + ch.len_utf8();
    }
    if end < text.len() {
        let tail = last.max(start)..end;
        let cut = text.get(tail.clone()).and_then(|tail| tail.rfind(char::is_whitespace));
        end = cut.map_or(end, |cut| tail.start + cut);
    }
    start..end
}

/// Where to start so that a match at `first` has some text before it: at a sentence if one starts near, else at a word.
fn lead_in(text: &str, first: usize) -> usize {
    let before = text.get(..first).unwrap_or_default();
    let mut columns = 0;
    let mut furthest = first;
    let mut word = None;
    for (at, ch) in before.char_indices().rev() {
        columns += width(ch);
        if columns > LEAD_COLUMNS {
            return word.unwrap_or(furthest);
        }
        if ch.is_whitespace() {
            word = Some(at + ch.len_utf8());
        }
        furthest = at;
        if is_sentence_start(text, at) && columns > LEAD_COLUMNS / 3 {
            return at;
        }
    }
    0
}

/// Whether a sentence starts here: after a line break, or after `.`, `!`, `?` or `。` and perhaps a space; Korean
/// sentences are often glued.
fn is_sentence_start(text: &str, at: usize) -> bool {
    let Some((before, after)) = text.split_at_checked(at) else { return false };
    if after.starts_with(char::is_whitespace) {
        return false;
    }
    let trimmed = before.trim_end();
    let spaced = trimmed.len() < before.len();
    if trimmed.is_empty() || before.get(trimmed.len()..).is_some_and(|gap| gap.contains('\n')) {
        return true;
    }
    let glued = after.starts_with(|ch| ('가'..='힣').contains(&ch));
    trimmed.ends_with('。') || (trimmed.ends_with(['.', '!', '?']) && (spaced || glued))
}

fn width(ch: char) -> usize {
    if ch < '\u{1100}' { 1 } else { 2 }
}

/// Collects runs: white space is folded to single spaces and neighbours of one kind are joined.
#[derive(Default)]
struct Runs {
    runs: Vec<Run>,
    space: bool,
}

impl Runs {
    fn push(&mut self, text: &str, mark: bool) {
        for ch in text.chars() {
            let space = ch.is_whitespace();
            if space && self.space {
                continue;
            }
            self.space = space;
            let ch = if space { ' ' } else { ch };
            match self.runs.last_mut() {
                Some(run) if run.mark == mark => run.text.push(ch),
                _ => self.runs.push(Run { text: ch.to_string(), mark }),
            }
        }
    }

    fn finish(mut self) -> Vec<Run> {
        if let Some(first) = self.runs.first_mut() {
            let trimmed = first.text.trim_start().len();
            first.text.drain(..first.text.len() - trimmed);
        }
        if let Some(last) = self.runs.last_mut() {
            last.text.truncate(last.text.trim_end().len());
        }
        self.runs.retain(|run| !run.text.is_empty());
        self.runs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, words: &[(&str, bool)], expected: &str) {
        let sections = [StoredSection { text, ..StoredSection::default() }];
        let needles: Vec<Vec<Needle>> = words
            .iter()
            .map(|(word, starts)| {
                vec![Needle { key: keyseek_text::key(word), starts: *starts, reading: crate::Reading::Exact }]
            })
            .collect();
        let needles: Vec<&[Needle]> = needles.iter().map(Vec::as_slice).collect();
        let shown: String = cut(&sections, &needles)
            .iter()
            .map(|run| if run.mark { format!("[{}]", run.text) } else { run.text.clone() })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn marks_what_was_typed() {
        check(
            "Kafka 모니터링을 한다.",
            &[("kafka", false), ("모니터ㄹ", true)],
            "[Kafka] [모니터링]을 한다.",
        );
        check("Docker를 쓴다", &[("docker", true)], "[Docker]를 쓴다");
        check("자바스크립트", &[("자바", true)], "[자바]스크립트");
        check("e\u{301}te\u{301}s", &[("ete", true)], "[e\u{301}te\u{301}]s");
        check("검색을 재검색한다", &[("검색", false)], "[검색]을 재검색한다");
        check("무중단배포 배포", &[("배포", false)], "무중단[배포] [배포]");
        check("가난", &[("가나", false)], "가난");
        check("java javascript", &[("java", false)], "[java] javascript");
        check("node.js", &[("node.js", false), ("js", false)], "[node.js]");
    }

    #[test]
    fn markup_stays_text() {
        check("a <b>form</b> & \"x\"", &[("form", false)], "a <b>[form]</b> & \"x\"");
    }

    #[test]
    fn takes_the_place_with_the_most_words() {
        let filler = "이것은 다른 이야기이다. ".repeat(40);
        let text = format!("검색 이야기. {filler}검색 색인 이야기를 한다.");
        check(
            &text,
            &[("검색", false), ("색인", false)],
            "이것은 다른 이야기이다. [검색] [색인] 이야기를 한다.",
        );
    }

    #[test]
    fn without_a_match_the_text_starts() {
        check("첫 문장이다.\n둘째 문장이다.", &[("없다", false)], "첫 문장이다. 둘째 문장이다.");
        check("", &[("없다", false)], "");
    }

    #[test]
    fn long_texts_are_cut_at_words() {
        let text = "word ".repeat(100);
        let sections = [StoredSection { text: &text, ..StoredSection::default() }];
        let runs = cut(&sections, &[]);
        assert_eq!(runs.len(), 1);
        assert!(runs[0].text.ends_with("word …"), "{}", runs[0].text);
        assert!(runs[0].text.len() <= COLUMNS + " …".len());
    }
}
