//! Forms of one word, and words for one thing.

use crate::dictionary::{Dictionary, Term};
use crate::matches::Found;
use crate::query::Word;
use crate::reading::Reading;
use keyseek_text::{Script, english, key, korean};

/// Terms that are the word without its particle or ending, complete or still being typed, and the inflected forms that
/// the builder put into one group with the word.
pub(crate) fn forms(dictionary: &mut Dictionary<'_>, word: &Word) -> Found {
    let mut terms = stems(dictionary, word);
    if let Some(term) = dictionary.term(&word.key) {
        terms.extend(dictionary.forms(term));
    } else if word.script == Script::Latin {
        for form in english::forms(&word.text) {
            if let Some(term) = dictionary.held(&key(&form)) {
                terms.push(term);
                terms.extend(dictionary.forms(term));
            }
        }
    }
    dictionary.found(&distinct(terms), Reading::Stem)
}

/// Terms that the builder's tables or the site's own say are the same as the word or its stem.
pub(crate) fn synonyms(dictionary: &mut Dictionary<'_>, word: &Word) -> Found {
    let mut words = stems(dictionary, word);
    words.extend(dictionary.term(&word.key));
    let mut terms = Vec::new();
    for word in words {
        for synonym in dictionary.synonyms(word) {
            terms.extend(dictionary.held(synonym));
        }
    }
    dictionary.found(&distinct(terms), Reading::Synonym)
}

/// The terms that a Hangul word is without a particle or an ending.
pub(super) fn stems(dictionary: &mut Dictionary<'_>, word: &Word) -> Vec<Term> {
    let mut terms = Vec::new();
    if word.script == Script::Hangul {
        for strip in korean::strips(&word.text) {
            terms.extend(dictionary.term(&key(strip.stem)));
        }
        if word.unfinished {
            for length in korean::unfinished_strips(&word.key) {
                terms.extend(dictionary.term(word.key.get(..length).unwrap_or_default()));
            }
        }
    }
    terms
}

fn distinct(terms: Vec<Term>) -> Vec<Term> {
    let mut distinct = Vec::with_capacity(terms.len());
    for term in terms {
        if !distinct.contains(&term) {
            distinct.push(term);
        }
    }
    distinct
}
