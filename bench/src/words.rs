//! The words of a corpus that queries are made from, found without the analyzer.
//!
//! A *noun* is a run of Hangul that stands by itself somewhere and takes 을 or 를 and another particle elsewhere: few verbs,
//! and no noun with a particle, do; but what is another noun and a particle is left out. A *Latin word* is a run of three or more letters.

use crate::truth::{Texts, is_particle, is_syllable, runs};
use keyseek_index::DocId;
use std::collections::BTreeMap;

/// Particles of case and topic, by the word's last sound: after a consonant, after a vowel.
const CASES: [(&str, &str); 6] =
    [("은", "는"), ("이", "가"), ("의", "의"), ("에", "에"), ("과", "와"), ("으로", "로")];
/// Shorter words are syllables and letters, longer ones mostly names of functions.
const SYLLABLES: std::ops::RangeInclusive<usize> = 2..=7;
const LETTERS: std::ops::RangeInclusive<usize> = 3..=14;

/// A part of a compound is a noun, or stands by itself in this many documents.
const OFTEN: usize = 5;

/// A word, and the documents that hold it by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attested {
    /// The word, folded.
    pub text: String,
    /// In ascending order.
    pub docs: Vec<DocId>,
}

/// The words of a corpus, in the order of their text.
#[derive(Debug)]
pub struct Words {
    /// Hangul nouns.
    pub nouns: Vec<Attested>,
    /// Words of Latin letters.
    pub latin: Vec<Attested>,
    /// Neighbouring nouns with one space between, and the documents that hold them so.
    pub pairs: Vec<([String; 2], Vec<DocId>)>,
    /// Nouns made of two words, cut between them.
    pub compounds: Vec<([String; 2], Vec<DocId>)>,
}

impl Words {
    /// Finds the words of a corpus.
    pub fn new(texts: &Texts) -> Self {
        let mut all: BTreeMap<&str, Vec<DocId>> = BTreeMap::new();
        for (doc, text) in (0..).zip(texts.folded()) {
            for run in runs(text) {
                let docs = all.entry(run).or_default();
                if docs.last() != Some(&doc) {
                    docs.push(doc);
                }
            }
        }
        let attested =
            |(text, docs): (&&str, &Vec<DocId>)| Attested { text: (*text).to_owned(), docs: docs.clone() };
        let nouns: Vec<_> = all.iter().filter(|(word, _)| is_noun(word, &all)).map(attested).collect();
        let nouns = without_particles(nouns);
        let latin =
            |word: &str| LETTERS.contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_lowercase());
        let latin = all.iter().filter(|(word, docs)| latin(word) && docs.len() > 1).map(attested).collect();
        let is_known = |word: &str| nouns.binary_search_by(|noun| noun.text.as_str().cmp(word)).is_ok();
        let stands = |word: &str| is_known(word) || all.get(word).is_some_and(|docs| docs.len() >= OFTEN);
        let compounds =
            nouns.iter().filter_map(|noun| Some((cut(&noun.text, stands)?, noun.docs.clone()))).collect();
        let pairs = pairs(texts, is_known);
        Self { nouns, latin, pairs, compounds }
    }
}

fn is_noun(word: &str, all: &BTreeMap<&str, Vec<DocId>>) -> bool {
    if !word.starts_with(is_syllable) || !SYLLABLES.contains(&word.chars().count()) {
        return false;
    }
    let closed = word.chars().next_back().is_some_and(|last| !(last as u32 - 0xAC00).is_multiple_of(28));
    let takes = |pair: (&str, &str)| {
        all.contains_key(format!("{word}{}", if closed { pair.0 } else { pair.1 }).as_str())
    };
    takes(("을", "를")) && CASES.into_iter().any(takes)
}

/// 객체만 takes 을 as well.
fn without_particles(nouns: Vec<Attested>) -> Vec<Attested> {
    let is_noun = |text: &str| nouns.binary_search_by(|noun| noun.text.as_str().cmp(text)).is_ok();
    let has_particle = |noun: &Attested| {
        noun.text
            .char_indices()
            .skip(2)
            .any(|(at, _)| is_particle(&noun.text[at..]) && is_noun(&noun.text[..at]))
    };
    nouns.iter().filter(|noun| !has_particle(noun)).cloned().collect()
}

/// A word as two words, if it is.
fn cut(word: &str, is_known: impl Fn(&str) -> bool) -> Option<[String; 2]> {
    let borders = word.char_indices().skip(2).map(|(at, _)| at);
    let mut cuts = borders.map(|at| word.split_at(at)).filter(|(_, end)| end.chars().count() > 1);
    let (first, second) = cuts.find(|(first, second)| is_known(first) && is_known(second))?;
    Some([first.to_owned(), second.to_owned()])
}

fn pairs(texts: &Texts, is_known: impl Fn(&str) -> bool) -> Vec<([String; 2], Vec<DocId>)> {
    let mut pairs: BTreeMap<[&str; 2], Vec<DocId>> = BTreeMap::new();
    for (doc, text) in (0..).zip(texts.folded()) {
        for line in text.split('\n') {
            let words: Vec<&str> = line.split(' ').collect();
            for pair in words.windows(2).filter(|pair| pair.iter().all(|word| is_known(word))) {
                let docs = pairs.entry([pair[0], pair[1]]).or_default();
                if docs.last() != Some(&doc) {
                    docs.push(doc);
                }
            }
        }
    }
    pairs.into_iter().map(|(pair, docs)| (pair.map(str::to_owned), docs)).collect()
}
