//! Compounds: a long Hangul word is findable by the words at its end and inside it.
//!
//! 무중단배포 is found by 배포, 관계형데이터저장소 by 데이터 and 저장소. A word at its start is found as the beginning of a term anyway.
//! Words of at least two syllables that the corpus attests cut the compound; only its head may be unknown. What one syllable
//! too many or too few would make a word is therefore none: 회의사항 is 회의 and 사항 but not 의사, 비동기 not 동기.

use super::known::Known;
use crate::index::merge::Surface;
use keyseek_text::korean::is_suffix;
use rayon::prelude::*;
use std::collections::HashSet;
use std::ops::Range;

/// Compounds have at least this many syllables.
const MIN_SYLLABLES: usize = 4;
/// Parts have at least this many.
const MIN_PART: usize = 2;
/// The corpus has a word at least this often for it to be a part.
const MIN_OCCURRENCES: usize = 2;
/// Bytes of a Hangul syllable.
const SYLLABLE: usize = 3;

/// A word inside a longer one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// Place of the longer word.
    pub(super) word: usize,
    /// Where in it the part lies.
    pub(super) range: Range<usize>,
}

/// The parts of all compounds among words that are sorted by text.
pub(super) fn parts(words: &[Surface], nouns: &HashSet<String>, known: &Known) -> Vec<Part> {
    let lexicon = Lexicon { words, nouns, known };
    words
        .par_iter()
        .enumerate()
        .flat_map_iter(|(at, word)| {
            let ranges = if is_long(&word.text) { lexicon.cut(&word.text) } else { Vec::new() };
            ranges.into_iter().map(move |range| Part { word: at, range })
        })
        .collect()
}

fn is_long(text: &str) -> bool {
    text.len() >= MIN_SYLLABLES * SYLLABLE && text.chars().all(|ch| ('가'..='힣').contains(&ch))
}

/// The best way to cut the end of a word into parts.
#[derive(Debug, Clone, Copy)]
struct Cut {
    parts: usize,
    /// Logarithms of the parts' counts, added up.
    weight: f64,
    /// Where the first part ends.
    end: usize,
}

struct Lexicon<'a> {
    words: &'a [Surface],
    nouns: &'a HashSet<String>,
    known: &'a Known<'a>,
}

impl Lexicon<'_> {
    fn cut(&self, text: &str) -> Vec<Range<usize>> {
        let syllables = text.len() / SYLLABLE;
        // The best cut of the text from each syllable on.
        let mut best: Vec<Option<Cut>> = vec![None; syllables + 1];
        best[syllables] = Some(Cut { parts: 0, weight: 0.0, end: syllables });
        for start in (0..=syllables - MIN_PART).rev() {
            for end in start + MIN_PART..=syllables {
                if end - start == syllables {
                    continue;
                }
                let (Some(after), Some(weight)) =
                    (best[end], self.weight(&text[start * SYLLABLE..end * SYLLABLE]))
                else {
                    continue;
                };
                let cut = Cut { parts: after.parts + 1, weight: after.weight + weight, end };
                let is_better = |other: &Cut| (cut.parts, -cut.weight) < (other.parts, -other.weight);
                if best[start].as_ref().is_none_or(is_better) {
                    best[start] = Some(cut);
                }
            }
        }
        let is_head = |head: &usize| best[*head].is_some() && !self.is_crossed(text, *head);
        let head = if best[0].is_some() { Some(0) } else if self.known.contains(text) { None } else { (MIN_PART..syllables).find(is_head) };
        let mut ranges = Vec::new();
        let mut start = head.unwrap_or(syllables);
        while let Some(cut) = best[start].filter(|cut| cut.end > start) {
            if start > 0 {
                ranges.push(start * SYLLABLE..cut.end * SYLLABLE);
            }
            start = cut.end;
        }
        ranges
    }

    /// Whether a word lies across a border, as 디자인 does in 디자인상, which is not 디자 and 인상.
    fn is_crossed(&self, text: &str, border: usize) -> bool {
        let syllables = text.len() / SYLLABLE;
        (0..border).any(|start| {
            (border + 1..=syllables)
                .filter(|end| end - start >= MIN_PART && end - start < syllables)
                .any(|end| self.weight(&text[start * SYLLABLE..end * SYLLABLE]).is_some())
        })
    }

    /// How well a word is attested; none if it is no part.
    fn weight(&self, part: &str) -> Option<f64> {
        let at = self.words.binary_search_by(|word| word.text.as_str().cmp(part));
        let count = at.map_or(0, |at| self.words[at].occurrences.len());
        let looks_like_noun = || count >= MIN_OCCURRENCES && !part.ends_with(is_ending) && !is_suffix(part);
        let attested = self.known.contains(part) || self.nouns.contains(part) || looks_like_noun();
        attested.then(|| (count.max(1) as f64).ln())
    }
}

/// Whether words that end in a syllable are mostly inflected: 주는, 보고, 제가.
fn is_ending(syllable: char) -> bool {
    "는은을를의이가도만고면지게서나며던려다요로와과에든자네죠라히런기니록갈릴야여큼녕".contains(syllable)
}
