//! Words made of words: 웹플러그인 is 웹 플러그인, *autoscaling* is *auto scaling*, *node.js* is *node js*.
//!
//! The segments are found by a walk over the index's own terms, without a dictionary. They must stand next to each other:
//! fine pieces that merely occur in one document are the largest source of wrong hits (a third of them, measured on
//! Korean Wikipedia with a morphological analyser).

use super::{inflected, typed};
use crate::dictionary::{Dictionary, Places, Term};
use crate::matches::{Found, Match, Needle, has_word, is_part, rarer};
use crate::order;
use crate::query::Word;
use crate::reading::Reading;
use keyseek_text::{Script, key};

/// Longer words are no compounds but noise; the walk looks up a number of pieces that grows with the square of it.
const LONGEST: usize = 32;
/// No term of the posts this was tried on has a longer piece.
const LONGEST_PIECE: usize = 12;
/// What a piece costs, and a piece of one syllable or letter beside it: 웹 is a word, but most are not.
const PIECE: u32 = 2;
const SINGLE: u32 = 3;

/// Documents in which the segments stand next to each other, in order.
pub(crate) fn adjacent(dictionary: &mut Dictionary<'_>, word: &Word) -> Found {
    let mut found = in_order(dictionary, &word.finished(), Reading::Spaced);
    if word.unfinished {
        // The last segment may be the start of a term: *kaf* and *ka…* before *kafkaesque* are not the word *kafka*.
        found.add(in_order(dictionary, word, Reading::Segments));
    }
    found
}

fn in_order(dictionary: &mut Dictionary<'_>, word: &Word, reading: Reading) -> Found {
    let segments = cut(dictionary, word);
    if segments.len() < 2 || dictionary.needs_more() {
        return Found::default();
    }
    let mut runs: Option<Vec<Places>> = None;
    for segment in &segments {
        let places = places(dictionary, segment);
        runs = Some(match runs {
            None => places,
            Some(before) => follow(&before, &places),
        });
    }
    let matches = runs.unwrap_or_default().into_iter().map(|run| {
        let reading = if has_word(&run.frequencies) { reading } else { Reading::Segments };
        Match { doc: run.doc, reading, frequencies: run.frequencies }
    });
    found(dictionary, &segments, matches.collect(), reading)
}

/// Documents that hold every segment somewhere.
pub(crate) fn scattered(dictionary: &mut Dictionary<'_>, word: &Word) -> Found {
    let segments = cut(dictionary, word);
    // A lone syllable that is not where it should be means nothing.
    if segments.len() < 2 || segments.iter().any(|segment| segment.is_single) {
        return Found::default();
    }
    let mut both: Option<Vec<Match>> = None;
    for segment in &segments {
        let matches = dictionary.documents(&segment.terms, Reading::Scattered);
        both = Some(match both {
            None => matches,
            Some(before) => intersect(&before, &matches),
        });
    }
    found(dictionary, &segments, both.unwrap_or_default(), Reading::Scattered)
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
    }
    found
}

/// A piece of a word, and the terms that it is.
struct Segment {
    terms: Vec<Term>,
    is_single: bool,
}

/// The parts of a written form, or the pieces of a word that cost least; empty when there are none.
fn cut(dictionary: &mut Dictionary<'_>, word: &Word) -> Vec<Segment> {
    if !word.parts.is_empty() {
        // A form with one part, such as c++, is not the same as its part.
        let parts = if word.parts.len() > 1 { word.parts.as_slice() } else { &[] };
        return parts
            .iter()
            .map(|part| Segment { terms: terms(dictionary, part), is_single: false })
            .collect();
    }
    let chars: Vec<char> = word.text.chars().collect();
    if chars.len() < 2 || chars.len() > LONGEST {
        return Vec::new();
    }
    let is_spaceless = matches!(word.script, Script::Han | Script::Kana | Script::Thai);
    let shortest = if word.script == Script::Latin { 2 } else { 1 };
    // best[end]: the least cost of cutting the first `end` characters, and where the last piece of that starts.
    let mut best = vec![(u32::MAX, 0); chars.len() + 1];
    if let Some(first) = best.first_mut() {
        first.0 = 0;
    }
    for end in shortest..=chars.len() {
        for start in end.saturating_sub(LONGEST_PIECE)..=end - shortest {
            let before = best.get(start).map_or(u32::MAX, |cut| cut.0);
            let single = if end - start == 1 && !is_spaceless { SINGLE } else { 0 };
            let cost = before.saturating_add(PIECE + single);
            let is_whole = end - start == chars.len();
            if !is_whole
                && best.get(end).is_some_and(|cut| cost < cut.0)
                && !terms(dictionary, &piece(word, &chars, start, end)).is_empty()
                && let Some(slot) = best.get_mut(end)
            {
                *slot = (cost, start);
            }
        }
    }
    let mut segments = Vec::new();
    let mut end = chars.len();
    while let Some((cost, start)) = best.get(end).copied().filter(|_| end > 0) {
        if cost == u32::MAX {
            return Vec::new();
        }
        let terms = terms(dictionary, &piece(word, &chars, start, end));
        segments.push(Segment { terms, is_single: end - start == 1 && !is_spaceless });
        end = start;
    }
    segments.reverse();
    segments
}

fn piece(word: &Word, chars: &[char], start: usize, end: usize) -> Word {
    let text: String = chars.get(start..end).unwrap_or_default().iter().collect();
    Word {
        key: key(&text),
        source: text.clone(),
        text,
        parts: Vec::new(),
        script: word.script,
        unfinished: word.unfinished && end == chars.len(),
    }
}

/// The terms that a piece is: itself and its other forms, without its ending, or what it starts.
fn terms(dictionary: &mut Dictionary<'_>, piece: &Word) -> Vec<Term> {
    let mut terms: Vec<Term> = dictionary.held(&piece.key).into_iter().collect();
    terms.extend(inflected::stems(dictionary, piece));
    if let Some(term) = terms.first().copied() {
        terms.extend(dictionary.forms(term));
    }
    if piece.unfinished {
        terms.extend(dictionary.longer_terms(&piece.key));
    }
    terms
}

/// Where any of the terms of a segment stands, by document.
fn places(dictionary: &mut Dictionary<'_>, segment: &Segment) -> Vec<Places> {
    let mut all: Vec<Places> = Vec::new();
    for term in &segment.terms {
        dictionary.places(*term, &mut all);
    }
    let mut joined: Vec<Places> = Vec::with_capacity(all.len());
    for at in order::by_document(&mut all.iter().map(|places| places.doc)) {
        let Some(places) = all.get_mut(at) else { continue };
        let places = std::mem::take(places);
        match joined.last_mut() {
            Some(last) if last.doc == places.doc => last.positions.extend_from_slice(&places.positions),
            _ => joined.push(places),
        }
    }
    joined
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
        let is_near = |start: &u32| {
            let follows = |end: &u32| *start == end.saturating_add(1) || (has_part && *start == *end);
            one.positions.iter().any(follows)
        };
        let positions: Vec<u32> = other.positions.iter().copied().filter(is_near).collect();
        if !positions.is_empty() {
            let frequencies = rarer(&one.frequencies, &other.frequencies);
            both.push(Places { doc: one.doc, frequencies, positions });
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
        for term in segments.iter().flat_map(|segment| segment.terms.iter().take(MARKED)) {
            needles.push(Needle { key: dictionary.key(*term), starts: false, reading });
        }
    }
    Found { matches, needles, corrected: None }
}

/// Of a piece that is the start of many terms, so many are marked.
const MARKED: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn followers_stand_behind_or_inside() {
        let (word, part) = ([0, 0, 0, 1, 0], [0, 0, 0, 0, 1]);
        let places = |doc, frequencies, positions| Places { doc, frequencies, positions };
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
