//! The lexicon: words as written → the terms under which the index holds them.
//!
//! ```text
//! korean       particles and endings are taken off where the corpus attests the stem
//! compounds    a long Hangul word is findable by the words at its end and inside it
//! identifiers  an identifier is findable by the words that it is made of
//! inflection   inflected forms of one word make a group
//! synonyms     other spellings and other words for the same, from tables
//! language     the language of a word, by the documents that it stands in
//! known        words that need no evidence: those of the tables and the user's
//! ```
//!
//! All of it is decided by word, not by occurrence, once the vocabulary of the whole corpus is counted: nothing reads the
//! text a second time, and the decisions depend on the words alone, not on the number of threads.

mod compounds;
mod identifiers;
mod inflection;
mod known;
mod korean;
mod language;
#[cfg(test)]
mod samples;
mod synonyms;

use super::IndexOptions;
use super::vocabulary::{Source, Sources, Surface};
use keyseek_text::key;
use known::Known;
pub(crate) use language::{Language, Languages};
use rayon::prelude::*;
use std::collections::BTreeMap;
use synonyms::Tables;

/// A term of the index.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Term {
    pub(super) key: Vec<u8>,
    /// Occurrences; none for a term that only has synonyms.
    pub(super) count: usize,
    /// Where they come from.
    pub(super) sources: Sources,
    /// The group of forms of one word that the term belongs to.
    pub(super) group: Option<GroupOf>,
    /// The keys of its synonyms.
    pub(super) aliases: Vec<Vec<u8>>,
}

/// The group that a term belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct GroupOf {
    pub(super) number: u32,
    /// Whether some of its words are derived from others rather than forms of them.
    pub(super) has_derived: bool,
}

/// What the lexicon made of the words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct LexiconCounts {
    /// Distinct words as written.
    pub surfaces: usize,
    /// Those that lost a particle or an ending.
    pub strips: usize,
    /// Pairs of a compound or an identifier and a word inside it.
    pub parts: usize,
    /// Groups of inflected forms.
    pub groups: usize,
    /// Terms with synonyms.
    pub aliases: usize,
    /// Distinct terms.
    pub terms: usize,
}

/// Makes the terms of a corpus, sorted by key.
pub(super) fn terms(surfaces: Vec<Surface>, options: &IndexOptions) -> (Vec<Term>, LexiconCounts) {
    let tables = Tables::new(&options.synonyms);
    let known = Known::new(&tables, &options.words);
    let mut counts = LexiconCounts { surfaces: surfaces.len(), ..LexiconCounts::default() };

    let steps = options.lexicon;
    let (surfaces, identifiers) = identifiers::unmarked(surfaces);
    let stems = if steps.strips { korean::stems(&surfaces, &known) } else { vec![None; surfaces.len()] };
    counts.strips = stems.iter().flatten().count();
    let nouns = korean::nouns(&surfaces, &stems);
    let mut words = stripped(surfaces, &stems);
    let mut parts = Vec::new();
    if steps.parts {
        parts = compounds::parts(&words, &nouns, &known);
        parts.extend(identifiers::parts(&words, &identifiers));
    }
    counts.parts = parts.len();
    add_parts(&mut words, &parts);
    // By the places of words, to which no others may be added any more.
    let groups = if steps.groups { inflection::groups(&words) } else { Vec::new() };
    let is_held = |word: &str| words.binary_search_by(|held| held.text.as_str().cmp(word)).is_ok();
    let aliases = if steps.synonyms { tables.aliases(is_held) } else { BTreeMap::new() };
    counts.aliases = aliases.len();

    let mut terms: Vec<Term> = words
        .into_par_iter()
        .map(|word| Term {
            key: key(&word.text),
            count: word.count,
            sources: word.sources,
            ..Term::default()
        })
        .collect();
    counts.groups = groups.len();
    for (number, group) in (0..).zip(groups) {
        for member in group.members {
            terms[member].group = Some(GroupOf { number, has_derived: group.has_derived });
        }
    }
    let with_aliases = aliases.into_iter().map(|(word, targets)| Term {
        key: key(&word),
        aliases: targets.iter().map(|target| key(target)).collect(),
        ..Term::default()
    });
    terms.extend(with_aliases);
    let terms = by_key(terms);
    counts.terms = terms.len();
    (terms, counts)
}

/// Gives the occurrences of stripped words to their stems. The result is sorted by text.
fn stripped(mut words: Vec<Surface>, stems: &[Option<usize>]) -> Vec<Surface> {
    for (word, stem) in words.iter_mut().zip(stems) {
        if let Some(length) = stem {
            word.text.truncate(*length);
        }
    }
    joined(words)
}

/// Adds the occurrences of compounds to the words that are parts of them. `words` stays sorted by text.
fn add_parts(words: &mut Vec<Surface>, parts: &[compounds::Part]) {
    let added = |part: &compounds::Part| {
        let compound = &words[part.word];
        let sources = compound.sources.as_slice().iter().map(|source| Source::part(*source));
        Surface {
            text: compound.text[part.range.clone()].to_owned(),
            sources: Sources::Several(sources.collect()),
            ..*compound
        }
    };
    let added: Vec<Surface> = parts.par_iter().map(added).collect();
    words.extend(added);
    *words = joined(std::mem::take(words));
}

/// Joins words of the same text, sorted by text.
fn joined(mut words: Vec<Surface>) -> Vec<Surface> {
    words.par_sort_by(|a, b| a.text.cmp(&b.text));
    words.dedup_by(|next, word| {
        let same = next.text == word.text;
        if same {
            word.count += next.count;
            word.sources.append(&next.sources);
        }
        same
    });
    words
}

/// Sorts terms by key and joins those with one key: what has synonyms with what occurs, and 각 with 가ㄱ.
fn by_key(mut terms: Vec<Term>) -> Vec<Term> {
    terms.par_sort_by(|a, b| a.key.cmp(&b.key));
    terms.dedup_by(|next, term| {
        let same = next.key == term.key;
        if same {
            term.count += next.count;
            term.sources.append(&next.sources);
            term.aliases.append(&mut next.aliases);
            term.group = term.group.or(next.group);
        }
        same
    });
    terms
}
