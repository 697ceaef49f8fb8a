//! Windows: which marks of a text stand together best.

use super::scan::Mark;
use std::ops::Range;

/// How far matches may lie apart to fit into one snippet, bytes.
const WINDOW_BYTES: usize = 300;
/// How far neighbouring words lie apart: a particle of two syllables, a mark and a space.
const NEAR_BYTES: usize = 8;
/// What a word of the query counts for, more than all of the following together.
pub(super) const WORD: u32 = 32;
/// So many matches are as good as more.
const MANY: usize = 7;
/// So many pairs of different words next to each other are as good as more.
const PAIRS: usize = 4;

/// Marks that stand together, and what they are worth: for different words first, then for matches and for words that are
/// neighbours.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Window {
    pub(super) worth: u32,
    pub(super) marks: Range<usize>,
}

/// The first of the best windows; nothing when there are no marks.
pub(super) fn best(marks: &[Mark]) -> Window {
    let mut best = Window::default();
    for (from, first) in marks.iter().enumerate() {
        let rest = marks.get(from..).unwrap_or_default();
        let near = rest.iter().take_while(|mark| mark.range.end <= first.range.start + WINDOW_BYTES);
        // A single match longer than the window still counts.
        let count = near.count().max(1);
        let worth = worth(rest.get(..count).unwrap_or_default());
        if worth > best.worth {
            best = Window { worth, marks: from..from + count };
        }
    }
    best
}

/// Where the text need not be read further, if the last window holds every word and many matches.
pub(super) fn enough(marks: &[Mark], words: u32) -> usize {
    let window = marks.get(marks.len().saturating_sub(MANY)..).unwrap_or_default();
    match window {
        [first, .., last]
            if window.len() == MANY
                && last.range.end <= first.range.start + WINDOW_BYTES
                && words_of(window) == words =>
        {
            first.range.start + WINDOW_BYTES
        }
        _ => usize::MAX,
    }
}

/// The words that are marked, a bit each.
pub(super) fn words_of(marks: &[Mark]) -> u32 {
    marks.iter().fold(0, |words, mark| words | mark.words)
}

fn worth(marks: &[Mark]) -> u32 {
    let mut pairs = 0;
    for pair in marks.windows(2) {
        if let [one, next] = pair
            && next.range.start <= one.range.end + NEAR_BYTES
            && next.words != one.words
        {
            pairs += 1;
        }
    }
    WORD * words_of(marks).count_ones() + (marks.len().min(MANY) + 4 * pairs.min(PAIRS)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Marks of four bytes by where they start and the word that they are.
    fn marks(places: &[(usize, u32)]) -> Vec<Mark> {
        places.iter().map(|(at, word)| Mark { range: *at..at + 4, words: 1 << word }).collect()
    }

    #[test]
    fn words_count_before_matches_and_neighbours() {
        let check = |places: &[(usize, u32)], expected| assert_eq!(best(&marks(places)).marks, expected);
        check(&[], 0..0);
        check(&[(0, 0), (1000, 0), (1010, 0)], 1..3);
        check(&[(0, 0), (10, 0), (20, 0), (1000, 0), (1200, 1)], 3..5);
        check(&[(0, 0), (200, 1), (1000, 0), (1005, 1)], 2..4);
        check(&[(0, 0), (5, 1), (1000, 0), (1005, 1)], 0..2);
        check(&[(0, 0), (298, 0), (310, 0)], 1..3);
    }

    #[test]
    fn a_match_longer_than_the_window_counts() {
        let mark = Mark { range: 0..2 * WINDOW_BYTES, words: 1 };
        assert_eq!(best(&[mark]).marks, 0..1);
    }

    #[test]
    fn all_words_and_many_matches_are_enough() {
        let many: Vec<_> = (0..MANY).map(|at| (1000 + 10 * at, at as u32 % 2)).collect();
        assert_eq!(enough(&marks(&many), 3), 1000 + WINDOW_BYTES);
        assert_eq!(enough(&marks(&many), 7), usize::MAX);
        assert_eq!(enough(&marks(&many[1..]), 3), usize::MAX);
        assert_eq!(enough(&[], 0), usize::MAX);
    }
}
