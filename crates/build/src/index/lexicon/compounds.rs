//! Compounds: a long Hangul word is findable by the words at its end and inside it.
//!
//! 무중단배포 is found by 배포, 대용량데이터처리 by 데이터 and 처리. The word at its start is found as the beginning of a term anyway.
//! Words of at least two syllables that the corpus attests cut the compound; only its head may be unknown. So what a
//! syllable too many or too few makes a word is none: 회의사항 is 회의 and 사항, not 의사, and 비동기 is not cut at all (of heads of
//! one syllable about half are wrong: 비|동기, 온|라인, 컴|파일).
//!
//! Of 100 parts drawn at random from 52 stories and from 330 posts of a blog, 98 and 91 were right by eye.

use super::known::Known;
use super::korean::SYLLABLE;
use crate::index::vocabulary::Surface;
use keyseek_text::korean::is_suffix;
use rayon::prelude::*;
use std::cmp::Ordering;
use std::collections::HashSet;
use std::ops::Range;

/// Parts have at least this many syllables, and so has the head of a compound.
const MIN_PART: usize = 2;
/// A part that no particle shows to be a noun stands in the corpus at least this often. With 1 half of the parts added were
/// wrong (살펴보니까 as 살펴보 and 니까).
const MIN_OCCURRENCES: usize = 2;
/// Words that end so are mostly inflected: 주는, 보고, 제가, 되어버릴.
const ENDINGS: &str =
    "는은을를의이가도만고면지게서나며던려다요로와과에든자네죠라히런기니록갈릴야여큼녕데엔수일";
/// Words that begin so are mostly two, the first of them a verb: 한다음, 하는법.
const VERBS: &str = "하한할했되된될됐있없";

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
    text.len() >= 2 * MIN_PART * SYLLABLE && text.chars().all(|ch| ('가'..='힣').contains(&ch))
}

/// The best way to cut the rest of a word into parts.
#[derive(Debug, Clone, Copy)]
struct Cut {
    parts: usize,
    /// Logarithms of the parts' counts, added up.
    weight: f64,
    /// Where the first part ends.
    end: usize,
}

impl Cut {
    /// Fewer parts are better, then more frequent ones.
    fn cmp(&self, other: &Self) -> Ordering {
        self.parts.cmp(&other.parts).then(other.weight.total_cmp(&self.weight))
    }
}

struct Lexicon<'a> {
    words: &'a [Surface],
    nouns: &'a HashSet<String>,
    known: &'a Known<'a>,
}

impl Lexicon<'_> {
    /// The parts of a word, as ranges of its bytes; none twice.
    fn cut(&self, text: &str) -> Vec<Range<usize>> {
        let syllables = text.len() / SYLLABLE;
        let cuts = self.cuts(text, syllables);
        let is_cut = |start: usize| cuts[start].is_some();
        let head = if is_cut(0) {
            Some(0)
        } else if self.known.contains(text) {
            None
        } else {
            (MIN_PART..syllables).find(|&head| is_cut(head) && !self.is_crossed(text, head))
        };
        let mut ranges: Vec<Range<usize>> = Vec::new();
        let mut start = head.unwrap_or(syllables);
        while let Some(cut) = cuts[start].filter(|cut| cut.end > start) {
            let range = start * SYLLABLE..cut.end * SYLLABLE;
            let is_new = !ranges.iter().any(|known| text[known.clone()] == text[range.clone()]);
            if start > 0 && is_new && !text.starts_with(&text[range.clone()]) {
                ranges.push(range);
            }
            start = cut.end;
        }
        ranges
    }

    /// The best cut of a word from each syllable on.
    fn cuts(&self, text: &str, syllables: usize) -> Vec<Option<Cut>> {
        let mut best: Vec<Option<Cut>> = vec![None; syllables + 1];
        best[syllables] = Some(Cut { parts: 0, weight: 0.0, end: syllables });
        for start in (0..=syllables - MIN_PART).rev() {
            // A word is no part of itself.
            let ends = (start + MIN_PART..=syllables).filter(|end| end - start < syllables);
            let cuts = ends.filter_map(|end| {
                let after = best[end]?;
                let weight = self.weight(&text[start * SYLLABLE..end * SYLLABLE])?;
                Some(Cut { parts: after.parts + 1, weight: after.weight + weight, end })
            });
            best[start] = cuts.min_by(Cut::cmp);
        }
        best
    }

    /// Whether a word lies across a border, as 디자인 does in 디자인상, which is not 디자 and 인상.
    fn is_crossed(&self, text: &str, border: usize) -> bool {
        let syllables = text.len() / SYLLABLE;
        (0..border).any(|start| {
            (border + 1..=syllables)
                .filter(|end| end - start < syllables)
                .any(|end| self.weight(&text[start * SYLLABLE..end * SYLLABLE]).is_some())
        })
    }

    /// How well a word is attested; none if it is no part.
    fn weight(&self, part: &str) -> Option<f64> {
        let at = self.words.binary_search_by(|word| word.text.as_str().cmp(part));
        let count = at.map_or(0, |at| self.words[at].count);
        let is_noun = self.known.contains(part) || self.nouns.contains(part);
        let inflected = || {
            let (first, last) = (|first| VERBS.contains(first), |last| ENDINGS.contains(last));
            part.starts_with(first) || part.ends_with(last) || is_suffix(part)
        };
        let attested = is_noun || (count >= MIN_OCCURRENCES && !inflected());
        attested.then(|| (count.max(1) as f64).ln())
    }
}
