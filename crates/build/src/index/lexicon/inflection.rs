//! Forms of one word, by the Snowball stemmer of its language.
//!
//! Snowball takes off what derives other words as well: *stateful* has the stem of *state*, and *iterable* that of *iterate*.
//! Of the English words with one stem those are inflected forms that the spelling rules of [`keyseek_text::english`]
//! make of one another, by plural, *-ing*, *-ed* and *-s*; the rules alone would take *rating* for a form of *rat*. A group
//! with others says so, and a query reads those as derived. For other languages the stemmer alone decides: they inflect by
//! more endings than a few rules hold.
//!
//! The forms keep postings of their own, so that the form as typed can rank first and every form can be completed; a group
//! says that they are one word. Folding has taken the diacritics off, so stems of French or Polish are rougher than
//! Snowball makes them, but alike for all forms.

use super::language::Language;
use crate::index::vocabulary::Surface;
use keyseek_text::english::forms;
use keyseek_text::{Script, script};
use rayon::prelude::*;
use snowball_stemmers_rs::Stemmer;
use std::collections::BTreeMap;

/// Shorter words are names and abbreviations.
const MIN_CHARS: usize = 3;
/// The members of a group share so many characters. Snowball knows that dying is a form of die, but a group from die to
/// dying would hold everything between them in one shard.
const SHARED_CHARS: usize = 3;

/// Forms of one word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    /// The places of two or more words, in ascending order.
    pub(super) members: Vec<usize>,
    /// Whether some are derived from others rather than inflected.
    pub(super) has_derived: bool,
}

/// The groups of words; no word is in two.
pub(super) fn groups(words: &[Surface]) -> Vec<Group> {
    let stems: Vec<Option<(Language, String)>> = words
        .par_iter()
        .map(|word| {
            let script = inflected_script(&word.text)?;
            let language = word.language.writing(script, &word.text)?;
            let start: String = word.text.chars().take(SHARED_CHARS).collect();
            let stem = Stemmer::create(language.algorithm()?).stem(&word.text).into_owned();
            Some((language, start + " " + &stem))
        })
        .collect();
    let mut groups: BTreeMap<(Language, String), Vec<usize>> = BTreeMap::new();
    for (at, stem) in stems.into_iter().enumerate() {
        if let Some(stem) = stem {
            groups.entry(stem).or_default().push(at);
        }
    }
    let groups = groups.into_iter().filter(|(_, members)| members.len() > 1);
    groups
        .map(|((language, _), members)| {
            let is_english = language == Language::ENGLISH;
            Group { has_derived: is_english && has_derived(words, &members), members }
        })
        .collect()
}

/// Whether the spelling rules do not make all of some English words of each of the others.
fn has_derived(words: &[Surface], members: &[usize]) -> bool {
    members.iter().any(|member| {
        let forms = forms(&words[*member].text);
        members.iter().any(|other| other != member && !forms.contains(&words[*other].text))
    })
}

/// The script of a word that may have forms: letters of one script other than Hangul and the spaceless ones.
fn inflected_script(text: &str) -> Option<Script> {
    let found = script(text.chars().next()?);
    let inflected = matches!(found, Script::Latin | Script::OtherLetter);
    (inflected && text.chars().count() >= MIN_CHARS && text.chars().all(|ch| script(ch) == found))
        .then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::IndexWriter;
    use keyseek_index::{Document, Section};

    /// Words by document, and the groups that they make.
    fn check(documents: &[(&str, &str)], expect: &str) {
        let documents: Vec<_> = documents
            .iter()
            .map(|(lang, text)| Document {
                lang: (*lang).to_owned(),
                sections: vec![Section { text: (*text).to_owned(), ..Section::default() }],
                ..Document::default()
            })
            .collect();
        let words = IndexWriter::vocabulary_of(&documents).surfaces;
        let groups: Vec<_> = groups(&words)
            .into_iter()
            .map(|group| {
                let members: Vec<_> = group.members.iter().map(|at| words[*at].text.as_str()).collect();
                members.join(" ") + if group.has_derived { " +" } else { "" }
            })
            .collect();
        assert_eq!(groups.join(", "), expect);
    }

    #[test]
    fn forms_of_one_word_are_a_group() {
        check(&[("en", "run runs running runner rung")], "run running runs");
        check(&[("ko", "monitor monitoring 모니터링 k8s k8ss go goes")], "monitor monitoring");
        check(&[("", "die dies dying library libraries")], "die dies, libraries library");
        check(&[("de-at", "häuser haus hauses katze katzen")], "haus hauser hauses, katze katzen");
        check(&[("ru", "индекс индекса run runs")], "run runs, индекс индекса");
        check(&[("en", "индекс индекса")], "индекс индекса");
        check(&[("", "")], "");
    }

    #[test]
    fn groups_with_english_words_derived_from_others_say_so() {
        check(&[("en", "state stated stateful states")], "state stated stateful states +");
        check(
            &[("en", "iterable iterables iterate iterates iterating iteration")],
            "iterable iterables iterate iterates iterating iteration +",
        );
        check(
            &[("en", "contain contained container containers")],
            "contain contained container containers +",
        );
        check(&[("en", "monitor monitored monitoring monitors")], "monitor monitored monitoring monitors");
        check(&[("en", "cached caches caching")], "cached caches caching");
        check(
            &[("en", "program programmed programming programs")],
            "program programmed programming programs",
        );
        check(&[("en", "queries query querying")], "queries query querying");
        check(&[("en", "quick quickly")], "quick quickly +");
    }

    #[test]
    fn a_word_goes_by_the_language_of_most_occurrences() {
        check(&[("en", "stelle"), ("de", "stelle stellen stelle stellen")], "stelle stellen");
        check(&[("de", "runs"), ("en", "runs run runs")], "run runs");
    }
}
