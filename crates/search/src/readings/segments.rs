//! Words made of words: 웹플러그인 is 웹 플러그인, *autoscaling* is *auto scaling*, *node.js* is *node js*.
//!
//! The segments are found by a walk over the index's own terms, without a dictionary. They must stand next to each other:
//! fine pieces that merely occur in one document are the largest source of wrong hits (a third of them, measured on
//! Korean Wikipedia with a morphological analyser).

use super::{inflected, typed};
use crate::dictionary::{Dictionary, Term};
use crate::matches::{Found, Match, Needle, Places, has_word, is_part, rarer};
use crate::query::{Word, begins_too_much};
use crate::reading::Reading;
use keyseek_text::{Script, key, korean};

/// Longer words are no compounds but noise; the walk looks up a number of pieces that grows with the square of it.
const LONGEST: usize = 32;
/// No term of the posts this was tried on has a longer piece.
const LONGEST_PIECE: usize = 12;
/// What a piece costs, and a piece of one syllable or letter beside it: 웹 is a word, but most are not.
const PIECE: u32 = 2;
const SINGLE: u32 = 3;

/// Segments in more postings than this are not asked whether they stand next to each other: in a large index their positions would
/// be megabytes, for a reading of a word that hardly any document holds.
const MOST_POSTINGS: u32 = 1 << 15;

/// Documents in which the segments stand next to each other, in order.
pub(crate) fn adjacent(dictionary: &mut Dictionary<'_>, word: &Word) -> Found {
    let cuts = Cuts::of(dictionary, word);
    let whole = cuts.segments(dictionary, &word.finished());
    let mut found = beside(dictionary, &whole, Reading::Spaced);
    if word.unfinished {
        // The last segment may be the start of a term: *kaf* and *ka…* before *kafkaesque* are not the word *kafka*.
        let begun = cuts.segments(dictionary, word);
        found.add(beside(dictionary, &begun, Reading::Segments));
    }
    found
}

/// Documents in which segments that are not too frequent stand next to each other, in order.
fn beside(dictionary: &mut Dictionary<'_>, segments: &[Segment], reading: Reading) -> Found {
    let mut postings = 0u32;
    for segment in segments {
        for term in &segment.terms {
            postings = postings.saturating_add(dictionary.document_frequency(*term));
        }
    }
    if postings > MOST_POSTINGS {
        return Found::default();
    }
    together(dictionary, segments, reading)
}

/// Documents in which two or more segments stand next to each other, in order.
pub(super) fn together(dictionary: &mut Dictionary<'_>, segments: &[Segment], reading: Reading) -> Found {
    if segments.len() < 2 || dictionary.needs_more() {
        return Found::default();
    }
    let mut runs: Option<Vec<Places>> = None;
    for segment in segments {
        let places = dictionary.places_of_all(&segment.terms);
        runs = Some(match runs {
            None => places,
            Some(before) => follow(&before, &places),
        });
    }
    let mut matches = Vec::new();
    for run in runs.unwrap_or_default() {
        let reading = if has_word(&run.frequencies) { reading } else { Reading::Segments };
        matches.push(Match { doc: run.doc, reading, frequencies: run.frequencies, norms: run.norms });
    }
    found(dictionary, segments, matches, reading)
}

/// Documents that hold every segment somewhere.
pub(crate) fn scattered(dictionary: &mut Dictionary<'_>, word: &Word) -> Found {
    let segments = cut(dictionary, word);
    // A lone syllable that is not where it should be means nothing.
    if segments.len() < 2 || segments.iter().any(|segment| segment.is_single) {
        return Found::default();
    }
    let was_cut = dictionary.is_cut();
    let mut both: Option<Vec<Match>> = None;
    for segment in &segments {
        let matches = dictionary.documents(&segment.terms, Reading::Scattered);
        both = Some(match both {
            None => matches,
            Some(before) => intersect(&before, &matches),
        });
    }
    let both = both.unwrap_or_default();
    if !both.is_empty() {
        // So loose a reading need not find all.
        dictionary.set_cut(was_cut);
    }
    found(dictionary, &segments, both, Reading::Scattered)
}

/// Documents that hold two neighbouring words of the query written as one: 데이터 베이스 is 데이터베이스.
pub(crate) fn joined(dictionary: &mut Dictionary<'_>, first: &Word, second: &Word) -> Found {
    let joined = first.joined(second);
    let mut found = typed::exact(dictionary, &joined);
    found.add(inflected::forms(dictionary, &joined));
    for one in found.matches.iter_mut().filter(|one| one.reading < Reading::Segments) {
        one.reading = Reading::Spaced;
    }
    if joined.unfinished {
        found.add(typed::prefix(dictionary, &joined));
        found.add(inflected::half_typed(dictionary, &joined));
    }
    found
}

/// A piece of a word, and the terms that it is.
pub(super) struct Segment {
    pub(super) terms: Vec<Term>,
    pub(super) is_single: bool,
}

/// The pieces that a word is cut into; empty when there are none.
pub(super) fn cut(dictionary: &mut Dictionary<'_>, word: &Word) -> Vec<Segment> {
    Cuts::of(dictionary, word).segments(dictionary, word)
}

/// The ways to cut a word at the least cost, up to its last piece, which depends on whether the word is finished.
struct Cuts {
    chars: Vec<char>,
    /// By end: the least cost of cutting so many characters, and where the last piece of that starts.
    best: Vec<(u32, usize)>,
}

impl Cuts {
    fn of(dictionary: &mut Dictionary<'_>, word: &Word) -> Self {
        // Collecting them would be 0.1 kB more of the browser module.
        let mut chars = Vec::with_capacity(word.text.len());
        for ch in word.text.chars() {
            chars.push(ch);
        }
        let mut cuts = Self { best: vec![(0, 0)], chars };
        if word.parts.is_empty() && (2..=LONGEST).contains(&cuts.chars.len()) {
            for end in 1..cuts.chars.len() {
                let best = cuts.last(dictionary, word, end);
                cuts.best.push(best);
            }
        }
        cuts
    }

    /// The least cost of cutting the first `end` characters, and where the last piece of that starts.
    fn last(&self, dictionary: &mut Dictionary<'_>, word: &Word, end: usize) -> (u32, usize) {
        let mut best = (u32::MAX, 0);
        for start in end.saturating_sub(LONGEST_PIECE)..(end + 1).saturating_sub(shortest(word)) {
            let before = self.best.get(start).map_or(u32::MAX, |cut| cut.0);
            let single = if is_single(word, start, end) { SINGLE } else { 0 };
            let cost = before.saturating_add(PIECE + single);
            let is_whole = end - start == self.chars.len();
            if !is_whole && cost < best.0 && self.is_any(dictionary, word, start, end) {
                best = (cost, start);
            }
        }
        best
    }

    /// Whether a piece is any term; in a large index, where each piece that is tried would load a shard, whether it is one that many
    /// documents hold.
    fn is_any(&self, dictionary: &mut Dictionary<'_>, word: &Word, start: usize, end: usize) -> bool {
        if dictionary.has_spelling() {
            return self.is_frequent(dictionary, word, start, end);
        }
        !terms(dictionary, &self.piece(word, start, end)).is_empty()
    }

    /// Whether the spelling dictionary has a piece, itself or without its ending, or what it starts; see [`terms`].
    #[inline(never)]
    fn is_frequent(&self, dictionary: &mut Dictionary<'_>, word: &Word, start: usize, end: usize) -> bool {
        if end == shortest(word) {
            // With the first piece that is tried the files of all others are asked for, wherever these begin.
            for start in 0..(self.chars.len() + 1).saturating_sub(end) {
                dictionary.is_spelled(&self.piece(word, start, start + end).key, true);
            }
        }
        let piece = self.piece(word, start, end);
        let begins = piece.unfinished && !begins_too_much(&piece.key, dictionary.postings());
        if dictionary.is_spelled(&piece.key, begins) {
            return true;
        }
        let mut stems = Vec::new();
        if piece.script == Script::Hangul {
            for strip in korean::strips(&piece.text) {
                stems.push(key(strip.stem));
            }
            if piece.unfinished {
                for length in korean::unfinished_strips(&piece.key) {
                    stems.push(piece.key.get(..length).unwrap_or_default().to_vec());
                }
            }
        }
        stems.iter().any(|stem| dictionary.is_spelled(stem, false))
    }

    /// The parts of a written form, or the pieces of a word that cost least; empty when there are none.
    fn segments(&self, dictionary: &mut Dictionary<'_>, word: &Word) -> Vec<Segment> {
        let mut segments = Vec::new();
        // A form with one part, such as c++, is not the same as its part.
        if word.parts.len() > 1 {
            for part in &word.parts {
                segments.push(Segment { terms: terms(dictionary, part), is_single: false });
            }
        }
        let mut end = self.chars.len();
        if self.best.len() < end {
            return segments;
        }
        let mut cut = self.last(dictionary, word, end);
        while end > 0 {
            let (cost, start) = cut;
            if cost == u32::MAX {
                return Vec::new();
            }
            let terms = terms(dictionary, &self.piece(word, start, end));
            segments.push(Segment { terms, is_single: is_single(word, start, end) });
            end = start;
            cut = self.best.get(end).copied().unwrap_or_default();
        }
        segments.reverse();
        segments
    }

    fn piece(&self, word: &Word, start: usize, end: usize) -> Word {
        let mut text = String::new();
        for ch in self.chars.get(start..end).unwrap_or_default() {
            text.push(*ch);
        }
        Word {
            key: key(&text),
            source: text.clone(),
            range: word.range.clone(),
            repeated: Vec::new(),
            text,
            parts: Vec::new(),
            script: word.script,
            unfinished: word.unfinished && end == self.chars.len(),
        }
    }
}

/// How many characters a piece has at least.
fn shortest(word: &Word) -> usize {
    if word.script == Script::Latin { 2 } else { 1 }
}

/// Whether a piece is a lone syllable, of a script in which that is seldom a word.
fn is_single(word: &Word, start: usize, end: usize) -> bool {
    end - start == 1 && !matches!(word.script, Script::Han | Script::Kana | Script::Thai)
}

/// The terms that a piece is: itself and its other forms, without its ending, or what it starts.
fn terms(dictionary: &mut Dictionary<'_>, piece: &Word) -> Vec<Term> {
    let mut terms = Vec::new();
    dictionary.add_held(&piece.key, &mut terms);
    inflected::add_stems(dictionary, piece, &mut terms);
    inflected::add_half_typed_stems(dictionary, piece, &mut terms);
    if let Some(term) = terms.first().copied() {
        dictionary.add_forms(term, &mut terms);
    }
    if piece.unfinished && !begins_too_much(&piece.key, dictionary.postings()) {
        dictionary.add_longer(&piece.key, &mut terms);
    }
    terms
}

/// The places of `next` that stand right behind one of `before`, or in the same word where one of them is a part of words:
/// the parts of a compound share its position. Without a part it would be one word taken for two: *kaf* and *ka…* are not
/// *kafka*.
fn follow(before: &[Places], next: &[Places]) -> Vec<Places> {
    let mut both = Vec::new();
    for one in before {
        let at = next.binary_search_by_key(&one.doc, |other| other.doc);
        let Some(other) = at.ok().and_then(|at| next.get(at)) else { continue };
        let has_part = is_part(&one.frequencies) || is_part(&other.frequencies);
        let mut positions = Vec::new();
        for start in &other.positions {
            let follows = |end: &u32| *start == end.saturating_add(1) || (has_part && start == end);
            if one.positions.iter().any(follows) {
                positions.push(*start);
            }
        }
        if !positions.is_empty() {
            let frequencies = rarer(&one.frequencies, &other.frequencies);
            both.push(Places { doc: one.doc, frequencies, norms: one.norms, positions });
        }
    }
    both
}

/// The documents of both lists, with the rarer occurrences of the two.
fn intersect(a: &[Match], b: &[Match]) -> Vec<Match> {
    let mut both = Vec::new();
    for one in a {
        let at = b.binary_search_by_key(&one.doc, |other| other.doc);
        if let Some(other) = at.ok().and_then(|at| b.get(at)) {
            both.push(Match { frequencies: rarer(&one.frequencies, &other.frequencies), ..*one });
        }
    }
    both
}

fn found(
    dictionary: &mut Dictionary<'_>,
    segments: &[Segment],
    matches: Vec<Match>,
    reading: Reading,
) -> Found {
    let mut needles = Vec::new();
    if !matches.is_empty() {
        for segment in segments {
            for term in segment.terms.iter().take(MARKED) {
                needles.push(Needle { key: dictionary.key(*term), starts: false, reading });
            }
        }
    }
    Found { matches, needles, ..Found::default() }
}

/// Of a piece that is the start of many terms, so many are marked.
const MARKED: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;
    use keyseek_index::norms::DocumentNorms;

    #[test]
    fn followers_stand_behind_or_inside() {
        let (word, part) = ([0, 0, 0, 1, 0, 0], [0, 0, 0, 0, 1, 0]);
        let norms = DocumentNorms::default();
        let places = |doc, frequencies, positions| Places { doc, frequencies, norms, positions };
        let before = [places(1, word, vec![4, 9]), places(2, word, vec![7])];
        let check = |frequencies, next: Vec<u32>, expected: &[u32]| {
            let runs = follow(&before, &[places(1, frequencies, next)]);
            let places: Vec<u32> = runs.into_iter().flat_map(|run| run.positions).collect();
            assert_eq!(places, expected);
        };
        check(word, vec![5, 8, 10], &[5, 10]);
        check(part, vec![4], &[4]);
        check(word, vec![4], &[]);
        check(word, vec![3, 6], &[]);
    }
}
