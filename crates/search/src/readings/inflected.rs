//! Forms of one word, and words for one thing.

use crate::dictionary::{Dictionary, Term};
use crate::matches::Found;
use crate::query::Word;
use crate::reading::Reading;
use keyseek_text::{Script, decode, english, key, korean};

/// Terms that are the word without its particle or ending, and the inflected forms that the builder put into one group
/// with the word.
pub(crate) fn forms(dictionary: &mut Dictionary<'_>, word: &Word) -> Found {
    let mut terms = Vec::new();
    add_stems(dictionary, word, &mut terms);
    // What no document holds may be a term all the same, for its synonyms.
    if let Some(term) = dictionary.held(&word.key) {
        dictionary.add_forms(term, &mut terms);
    } else if word.script == Script::Latin {
        for form in english::forms(&word.text) {
            if let Some(term) = dictionary.held(&key(&form)) {
                terms.push(term);
                dictionary.add_forms(term, &mut terms);
            }
        }
    }
    dictionary.found(&distinct(terms), Reading::Stem)
}

/// Terms that a word being typed is with the start of a particle or an ending, and their synonyms: 접근ㅅ may become 접근시,
/// but 접근성 as well.
pub(crate) fn half_typed(dictionary: &mut Dictionary<'_>, word: &Word) -> Found {
    let mut terms = Vec::new();
    add_half_typed_stems(dictionary, word, &mut terms);
    for term in terms.clone() {
        add_synonyms(dictionary, term, &mut terms);
    }
    dictionary.found(&distinct(terms), Reading::Segments)
}

/// Terms that are the stem of the word with another particle or ending. Where nothing attests the stem 마라톤, the builder
/// leaves 마라톤은 whole; 마라톤을 and what is typed on the way to it mean it as well.
pub(crate) fn other_particles(dictionary: &mut Dictionary<'_>, word: &Word) -> Found {
    if word.script != Script::Hangul {
        return Found::default();
    }
    let mut terms = Vec::new();
    for strip in korean::strips(&word.text) {
        if terms.is_empty() {
            terms = with_stem(dictionary, strip.stem);
        }
    }
    if word.unfinished && terms.is_empty() {
        for length in korean::unfinished_strips(&word.key) {
            let stem = decode(word.key.get(..length).unwrap_or_default());
            // Two syllables and the start of a particle may as well be a word that was typed wrong: 오것, 이것 rather than 오거나.
            if terms.is_empty() && stem.chars().count() > 2 {
                terms = with_stem(dictionary, &stem);
            }
        }
    }
    if terms.is_empty() {
        terms = of_one_verb(dictionary, word);
    }
    dictionary.found(&terms, Reading::Stem)
}

/// The terms that may be forms of the same verb as the word: 만들었다 and 만드는 for 만들기.
fn of_one_verb(dictionary: &mut Dictionary<'_>, word: &Word) -> Vec<Term> {
    let mut stems = korean::verb_stems(&word.text);
    stems.retain(|stem| start_of_forms(stem).is_some());
    let mut starts = Vec::new();
    let mut terms = Vec::new();
    for start in stems.iter().filter_map(|stem| start_of_forms(stem)) {
        if !starts.contains(&start) {
            dictionary.add_longer(&start, &mut terms);
            starts.push(start);
        }
    }
    terms.retain(|term| {
        let others = korean::verb_stems(&decode(&dictionary.key(*term)));
        others.iter().any(|other| stems.contains(other))
    });
    distinct(terms)
}

/// A stem of one syllable has so many keys at least, a consonant at its end among them: what a shorter one may become begins like too
/// many other words.
const MIN_SYLLABLE_KEYS: usize = 3;

/// The keys with which all forms of a verb begin; none for a stem of which too much else begins so.
fn start_of_forms(stem: &str) -> Option<Vec<u8>> {
    let (at, _) = stem.char_indices().next_back()?;
    let syllable = key(stem.get(at..)?);
    if at == 0 {
        return (syllable.len() >= MIN_SYLLABLE_KEYS).then_some(syllable);
    }
    // The vowel of the last syllable may become another one.
    let mut start = key(stem.get(..at)?);
    start.extend(syllable.first());
    Some(start)
}

/// The terms that are a stem and a particle or an ending.
fn with_stem(dictionary: &mut Dictionary<'_>, stem: &str) -> Vec<Term> {
    let mut terms = Vec::new();
    dictionary.add_longer(&key(stem), &mut terms);
    terms.retain(|term| korean::strips(&decode(&dictionary.key(*term))).any(|strip| strip.stem == stem));
    terms
}

/// Terms that have the stem of the word and are no form of it, as *stateful* has that of *state*.
pub(crate) fn derived(dictionary: &mut Dictionary<'_>, word: &Word) -> Found {
    let mut terms = Vec::new();
    if let Some(term) = dictionary.term(&word.key) {
        dictionary.add_derived(term, &mut terms);
    }
    dictionary.found(&terms, Reading::Derived)
}

/// Terms that the builder's tables or the site's own say are the same as the word or its stem.
pub(crate) fn synonyms(dictionary: &mut Dictionary<'_>, word: &Word) -> Found {
    let (mut words, mut synonyms) = (Vec::new(), Vec::new());
    add_stems(dictionary, word, &mut words);
    dictionary.add_term(&word.key, &mut words);
    if dictionary.leaves_synonyms {
        words.clear();
    }
    for term in words {
        add_synonyms(dictionary, term, &mut synonyms);
    }
    dictionary.found(&distinct(synonyms), Reading::Synonym)
}

fn add_synonyms(dictionary: &mut Dictionary<'_>, term: Term, terms: &mut Vec<Term>) {
    for synonym in dictionary.synonyms(term) {
        dictionary.add_held(synonym, terms);
    }
}

/// Adds the terms that a Hangul word is without a particle or an ending.
pub(super) fn add_stems(dictionary: &mut Dictionary<'_>, word: &Word, terms: &mut Vec<Term>) {
    if word.script == Script::Hangul {
        for strip in korean::strips(&word.text) {
            dictionary.add_term(&key(strip.stem), terms);
        }
    }
}

/// Adds the terms that a Hangul word being typed is without the start of a particle or an ending.
pub(super) fn add_half_typed_stems(dictionary: &mut Dictionary<'_>, word: &Word, terms: &mut Vec<Term>) {
    if word.script == Script::Hangul && word.unfinished {
        for length in korean::unfinished_strips(&word.key) {
            dictionary.add_term(word.key.get(..length).unwrap_or_default(), terms);
        }
    }
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
