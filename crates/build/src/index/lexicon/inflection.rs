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

use crate::index::merge::Surface;
use keyseek_index::Document;
use keyseek_text::english::forms;
use keyseek_text::{Script, script};
use rayon::prelude::*;
use snowball_stemmers_rs::{Algorithm, Stemmer};
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
pub(super) fn groups(words: &[Surface], documents: &[Document]) -> Vec<Group> {
    let languages: Vec<Language> = documents.iter().map(|document| Language::of(&document.lang)).collect();
    let first = languages.first().copied().unwrap_or(Language::ENGLISH);
    let one_language = languages.iter().all(|language| *language == first);
    let language = |word: &Surface| if one_language { first } else { majority(word, &languages) };
    let stems: Vec<Option<(u8, String)>> = words
        .par_iter()
        .map(|word| {
            let script = inflected_script(&word.text)?;
            let language = language(word).writing(script, &word.text)?;
            let start: String = word.text.chars().take(SHARED_CHARS).collect();
            let stem = Stemmer::create(language.algorithm()?).stem(&word.text).into_owned();
            Some((language.0, start + " " + &stem))
        })
        .collect();
    let mut groups: BTreeMap<(u8, String), Vec<usize>> = BTreeMap::new();
    for (at, stem) in stems.into_iter().enumerate() {
        if let Some(stem) = stem {
            groups.entry(stem).or_default().push(at);
        }
    }
    let groups = groups.into_iter().filter(|(_, members)| members.len() > 1);
    groups
        .map(|((language, _), members)| {
            let is_english = Language(language) == Language::ENGLISH;
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

/// The language of most occurrences; of two as frequent the one that [`LANGUAGES`] names first.
fn majority(word: &Surface, languages: &[Language]) -> Language {
    let mut counts = [0u32; LANGUAGES.len()];
    for occurrence in &word.occurrences {
        if let Some(language) = languages.get(occurrence.doc as usize) {
            counts[usize::from(language.0)] += 1;
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0);
    Language(counts.iter().position(|count| *count == most).unwrap_or(0) as u8)
}

/// A language that Snowball knows, as its place in [`LANGUAGES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Language(u8);

/// The first and the last letter of a script; none for Latin.
type Letters = Option<(char, char)>;

/// Languages by their tags, with their letters.
const LANGUAGES: &[(&str, Algorithm, Letters)] = &[
    ("en", Algorithm::English, None),
    ("ca", Algorithm::Catalan, None),
    ("cs", Algorithm::Czech, None),
    ("da", Algorithm::Danish, None),
    ("de", Algorithm::German, None),
    ("eo", Algorithm::Esperanto, None),
    ("es", Algorithm::Spanish, None),
    ("et", Algorithm::Estonian, None),
    ("eu", Algorithm::Basque, None),
    ("fi", Algorithm::Finnish, None),
    ("fr", Algorithm::French, None),
    ("ga", Algorithm::Irish, None),
    ("hu", Algorithm::Hungarian, None),
    ("id", Algorithm::Indonesian, None),
    ("it", Algorithm::Italian, None),
    ("lt", Algorithm::Lithuanian, None),
    ("nb", Algorithm::Norwegian, None),
    ("nl", Algorithm::Dutch, None),
    ("nn", Algorithm::Norwegian, None),
    ("no", Algorithm::Norwegian, None),
    ("pl", Algorithm::Polish, None),
    ("pt", Algorithm::Portuguese, None),
    ("ro", Algorithm::Romanian, None),
    ("sv", Algorithm::Swedish, None),
    ("tr", Algorithm::Turkish, None),
    // The first language of a script is what a text of no known language is read as.
    ("ru", Algorithm::Russian, Some(('Ѐ', 'ԯ'))),
    ("uk", Algorithm::Ukrainian, Some(('Ѐ', 'ԯ'))),
    ("el", Algorithm::Greek, Some(('Ͱ', 'Ͽ'))),
    ("ar", Algorithm::Arabic, Some(('؀', 'ۿ'))),
    ("fa", Algorithm::Persian, Some(('؀', 'ۿ'))),
    ("hy", Algorithm::Armenian, Some(('԰', '֏'))),
    ("hi", Algorithm::Hindi, Some(('ऀ', 'ॿ'))),
    ("ta", Algorithm::Tamil, Some(('஀', '௿'))),
];

impl Language {
    const ENGLISH: Self = Self(0);

    /// The language of a tag such as `en-us`; English for what Snowball does not know, since Korean, Japanese and Chinese
    /// posts mix English in.
    fn of(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        let at = LANGUAGES.iter().position(|(known, ..)| known.eq_ignore_ascii_case(primary));
        Self(at.unwrap_or(0) as u8)
    }

    /// This language if its words are written so, otherwise the likeliest that is: English words stand in Russian posts.
    fn writing(self, script: Script, text: &str) -> Option<Self> {
        let first = text.chars().next()?;
        let writes = |language: &Self| match LANGUAGES.get(usize::from(language.0)) {
            Some((_, _, None)) => script == Script::Latin,
            Some((_, _, Some((from, to)))) => (*from..=*to).contains(&first),
            None => false,
        };
        let all = (0..LANGUAGES.len()).map(|at| Self(at as u8));
        std::iter::once(self).chain(all).find(writes)
    }

    fn algorithm(self) -> Option<Algorithm> {
        LANGUAGES.get(usize::from(self.0)).map(|(_, algorithm, _)| *algorithm)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use keyseek_index::Field;
    use keyseek_index::terms::Occurrence;

    /// Words by document, and the groups that they make.
    fn check(documents: &[(&str, &str)], expect: &str) {
        let mut words: BTreeMap<&str, Vec<Occurrence>> = BTreeMap::new();
        for (doc, (_, text)) in (0..).zip(documents) {
            for (position, word) in (0..).zip(text.split(' ')) {
                words.entry(word).or_default().push(Occurrence { doc, position, field: Field::Body });
            }
        }
        let words: Vec<_> = words
            .into_iter()
            .map(|(text, occurrences)| Surface { text: text.to_owned(), occurrences })
            .collect();
        let documents: Vec<_> = documents
            .iter()
            .map(|(lang, _)| Document { lang: (*lang).to_owned(), ..Document::default() })
            .collect();
        let groups: Vec<_> = groups(&words, &documents)
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
        check(&[("de-at", "häuser haus hauses katze katzen")], "haus hauses, katze katzen");
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
