//! Particles and endings: a Hangul word is stripped to a stem where the corpus attests the stem.
//!
//! [`strips`] reads a word as a stem and a suffix in every way that the rules of Korean allow, many of them wrong: 위키백과
//! as 위키백 and 과, 로그인 as 로그 and 인, 정확도 as 정확 and 도. The longest suffix is taken that stands these questions:
//!
//! - Does the stem exist? It stands by itself somewhere, or with suffixes that begin with different syllables (위키백 has 과,
//!   과의 and 과는, which 위키백과 explains as well), or it is made of words that exist, or the suffix is one that no noun ends in.
//! - Is the word a noun of its own? 로그인 is one where 로그인을 stands, since 인을 is no suffix and 로그 cannot explain it.
//! - Is the stem common enough? A word that stands eight times and its stem once elsewhere is hardly a form of that.
//! - Is the stem itself but an ending? 하지만 is no 하지 with a particle, although 하지 is a word.
//!
//! What stays unsure stays whole: a search for the stem then finds it by its beginning, a search for the word exactly.
//!
//! Of 110 strips drawn at random from 52 stories and from 330 posts of a blog, at least 108 each were right by eye: what is
//! cut off is no part of the word, and the stem is that word or the stem of that verb.

use super::known::Known;
use crate::index::vocabulary::Surface;
use keyseek_text::korean::{is_suffix, strips};
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};

/// Bytes of a Hangul syllable.
pub(super) const SYLLABLE: usize = 3;
/// A stem and the words that it is made of have at least two syllables.
const MIN_STEM: usize = 2 * SYLLABLE;

/// A word that may as well be a noun stands at most this many times as often as all else that attests its stem.
const MAX_TIMES_STEM: usize = 8;
/// A word is a noun of its own where one in this many of its occurrences is followed by a particle that its stem cannot
/// explain. Fewer are slips of the pen: one 컴포넌트로를 among twenty 컴포넌트로.
const NOUN_SHARE: usize = 10;

/// A particle shows 보고 to be a noun, a report, but most 보고 are seeing.
const SHOWN_SHARE: usize = 4;
/// Suffixes of one syllable in which nouns end as well: 정확도, 로그인, 고속도로, 위키백과, 실시간, 최대한.
const ENDINGS_OF_NOUNS: &str = "이가의로과도인시중별만나라다한";
/// Nouns that end in 한 have these before it: 제한, 권한, 기한, 최대한, 최소한, 무한, 북한, 남한, 극한, 유한.
const BEFORE_HAN: &str = "권제기대소무북남극유";
/// Syllables that make nouns of nouns.
const DERIVATIONS: &str = "적화성자형용식력률론님";
/// How the suffixes begin that no noun ends in: the stem is a word though nothing else attests it. Of the 1,657 words that
/// only this strips in the two corpora 200 were looked at, and 197 were right.
const CERTAIN: &[&str] = &[
    "를",
    "에",
    "으로",
    "까지",
    "부터",
    "처럼",
    "들이",
    "들은",
    "들을",
    "들의",
    "들에",
    "이다",
    "입니다",
    "이라",
    "이며",
    "이고",
    "이었",
    "인데",
    "합니",
    "하는",
    "하고",
    "하여",
    "하게",
    "하기",
    "하지",
    "하면",
    "하며",
    "하던",
    "하도록",
    "하려",
    "하거",
    "하였",
    "하겠",
    "한다",
    "했",
    "해서",
    "해야",
    "해보",
    "해주",
    "할때",
    "할수",
    "되",
    "된",
    "될",
    "됩",
    "돼",
    "됐",
    "시키",
    "시킨",
    "시킬",
    "시킵",
    "시켜",
    "시켰",
];

/// For each surface the length of the stem that its occurrences go to, if it is stripped.
pub(super) fn stems(surfaces: &[Surface], known: &Known) -> Vec<Option<usize>> {
    let readings: Vec<Vec<usize>> = surfaces.par_iter().map(|surface| readings(&surface.text)).collect();
    let evidence = Evidence::new(surfaces, &readings, known);
    (0..surfaces.len()).into_par_iter().map(|at| evidence.choose(at)).collect()
}

/// The words that particles show to be nouns, in at least one of [`SHOWN_SHARE`] of their occurrences.
pub(super) fn nouns(surfaces: &[Surface], stems: &[Option<usize>]) -> HashSet<String> {
    let mut counts: HashMap<&str, (usize, usize)> = HashMap::new();
    for (surface, stem) in surfaces.iter().zip(stems) {
        let (word, suffix) = surface.text.split_at(stem.unwrap_or(surface.text.len()));
        let is_shown = suffix.starts_with(takes_noun) && !suffix.starts_with('에') && suffix != "는";
        let (shown, all) = counts.entry(word).or_default();
        *shown += if is_shown { surface.count } else { 0 };
        *all += surface.count;
    }
    let nouns = counts.into_iter().filter(|(_, (shown, all))| *shown > 0 && shown * SHOWN_SHARE >= *all);
    nouns.map(|(word, _)| word.to_owned()).collect()
}

/// The lengths of the stems that a word may have, the shortest first.
fn readings(text: &str) -> Vec<usize> {
    let is_hangul = text.starts_with(|ch| ('가'..='힣').contains(&ch));
    if is_hangul { strips(text).map(|strip| strip.stem.len()).collect() } else { Vec::new() }
}

/// Whether a suffix that begins with a syllable says that a noun stands before it: 을, 의, 에서, but not 하는 or 만.
fn takes_noun(syllable: char) -> bool {
    "이가을를은는의에와과로으".contains(syllable)
}

/// Whether no noun ends as this suffix does.
fn is_certain(stem: &str, suffix: &str) -> bool {
    let last = stem.chars().next_back().unwrap_or(' ');
    // 었, 겠: the suffix is a verb's, as in 있었을 and 하겠는.
    let is_past = (u32::from(last).wrapping_sub(0xAC00)) % 28 == 20;
    let agrees = match suffix {
        "을" => true,
        "인" => last == '적',
        "한" => !BEFORE_HAN.contains(last),
        _ => CERTAIN.iter().any(|start| suffix.starts_with(start)),
    };
    agrees && !is_past
}

/// What attests a stem.
#[derive(Debug, Default)]
struct Stem {
    /// Surfaces that may be this stem with a suffix.
    inflected: Vec<usize>,
    /// Occurrences of it by itself and with any suffix.
    occurrences: usize,
    stands_alone: bool,
}

struct Evidence<'a> {
    surfaces: &'a [Surface],
    readings: &'a [Vec<usize>],
    known: &'a Known<'a>,
    stems: HashMap<&'a str, Stem>,
}

impl<'a> Evidence<'a> {
    fn new(surfaces: &'a [Surface], readings: &'a [Vec<usize>], known: &'a Known<'a>) -> Self {
        let mut stems: HashMap<&str, Stem> = HashMap::new();
        for (at, (surface, readings)) in surfaces.iter().zip(readings).enumerate() {
            for &length in readings {
                let stem = stems.entry(&surface.text[..length]).or_default();
                stem.inflected.push(at);
                stem.occurrences += surface.count;
            }
        }
        for surface in surfaces {
            if let Some(stem) = stems.get_mut(surface.text.as_str()) {
                stem.stands_alone = true;
                stem.occurrences += surface.count;
            }
        }
        Self { surfaces, readings, known, stems }
    }

    /// The stem of a surface.
    fn choose(&self, at: usize) -> Option<usize> {
        let surface = &self.surfaces[at];
        if self.known.contains(&surface.text) {
            return None;
        }
        self.readings[at].iter().copied().find(|&length| self.accepts(surface, length))
    }

    fn accepts(&self, surface: &Surface, length: usize) -> bool {
        let (text, suffix) = surface.text.split_at(length);
        if self.known.contains(text) {
            return true;
        }
        let Some(stem) = self.stems.get(text) else { return false };
        if is_suffix(text) && !self.is_object(stem, length) {
            return false;
        }
        if is_certain(text, suffix) {
            return true;
        }
        if suffix.len() > SYLLABLE || !ENDINGS_OF_NOUNS.contains(suffix) {
            return self.is_attested(stem, length) || self.is_made_of_words(text);
        }
        let count = surface.count;
        self.is_attested(stem, length)
            && count <= MAX_TIMES_STEM * (stem.occurrences - count)
            && NOUN_SHARE * self.unexplained(&surface.text, length) < count
    }

    /// Whether a stem stands by itself, or with suffixes that begin with different syllables.
    fn is_attested(&self, stem: &Stem, length: usize) -> bool {
        let mut first = stem.inflected.iter().map(|&at| self.surfaces[at].text[length..].chars().next());
        let one = first.next();
        stem.stands_alone || first.any(|other| Some(other) != one)
    }

    /// Whether a stem that nothing attests is made of words that exist: 개발자 of 개발, 인증절차 of 인증 and 절차.
    fn is_made_of_words(&self, text: &str) -> bool {
        let is_word = |word: &str| self.is_word(word);
        let (before_last, last) = text.split_at(text.len() - SYLLABLE);
        if before_last.len() >= MIN_STEM && DERIVATIONS.contains(last) && is_word(before_last) {
            return true;
        }
        let borders = (MIN_STEM..=text.len().saturating_sub(MIN_STEM)).step_by(SYLLABLE);
        borders.map(|border| text.split_at(border)).any(|(front, back)| is_word(front) && is_word(back))
    }

    fn is_word(&self, word: &str) -> bool {
        self.known.contains(word)
            || self.stems.get(word).is_some_and(|stem| self.is_attested(stem, word.len()))
            || self.surfaces.binary_search_by(|surface| surface.text.as_str().cmp(word)).is_ok()
    }

    /// Whether a stem is something's object or owner somewhere, as only nouns are: 하나의, 인수를.
    fn is_object(&self, stem: &Stem, length: usize) -> bool {
        stem.inflected.iter().any(|&at| self.surfaces[at].text[length..].starts_with(['을', '를', '의']))
    }

    /// How often a word takes particles that its reading as a stem of some length and a suffix does not explain.
    fn unexplained(&self, word: &str, length: usize) -> usize {
        let Some(stem) = self.stems.get(word) else { return 0 };
        let unexplained = stem.inflected.iter().filter(|&&at| {
            let suffix = &self.surfaces[at].text[word.len()..];
            suffix.starts_with(takes_noun) && !self.readings[at].contains(&length)
        });
        unexplained.map(|&at| self.surfaces[at].count).sum()
    }
}
