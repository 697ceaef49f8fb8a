//! Languages whose words have forms that Snowball knows, and which of them a word is written in.

use crate::index::vocabulary::Numbers;
use keyseek_index::DocId;
use keyseek_text::Script;
use snowball_stemmers_rs::Algorithm;

/// The languages of documents, in the order in which they were analysed.
#[derive(Debug, Clone, Default)]
pub(crate) struct Languages(Vec<Language>);

impl Languages {
    /// Adds the language of the next document.
    pub(crate) fn push(&mut self, language: Language) {
        self.0.push(language);
    }

    /// All of them.
    pub(crate) fn as_slice(&self) -> &[Language] {
        &self.0
    }

    /// The language of all documents that stay, if it is one; English if there are none.
    pub(in crate::index) fn only(&self, numbers: &Numbers) -> Option<Language> {
        let stays = |(at, _): &(DocId, &Language)| numbers.of(*at).is_some();
        let mut staying = (0..).zip(&self.0).filter(stays).map(|(_, language)| *language);
        let first = staying.next().unwrap_or_default();
        staying.all(|language| language == first).then_some(first)
    }

    /// Counts the occurrences of a word by language.
    pub(in crate::index) fn counter(&self) -> LanguageCounter<'_> {
        LanguageCounter { languages: &self.0, counts: [0; LANGUAGES.len()] }
    }
}

/// How often a word occurs in which language.
#[derive(Debug)]
pub(in crate::index) struct LanguageCounter<'a> {
    languages: &'a [Language],
    counts: [u32; LANGUAGES.len()],
}

impl LanguageCounter<'_> {
    /// Counts an occurrence in what was analysed as document `at`.
    pub(in crate::index) fn add(&mut self, at: DocId) {
        if let Some(language) = self.languages.get(at as usize) {
            self.counts[usize::from(language.0)] += 1;
        }
    }

    /// The language of most occurrences; of two as frequent the one that [`LANGUAGES`] names first.
    pub(in crate::index) fn most(&self) -> Language {
        let most = self.counts.iter().copied().max().unwrap_or(0);
        Language(self.counts.iter().position(|count| *count == most).unwrap_or(0) as u8)
    }
}

/// A language that Snowball knows, as its place in [`LANGUAGES`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Language(u8);

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
    pub(super) const ENGLISH: Self = Self(0);

    /// The language of a tag such as `en-us`; English for what Snowball does not know, since Korean, Japanese and Chinese
    /// posts mix English in.
    pub(crate) fn of(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        let at = LANGUAGES.iter().position(|(known, ..)| known.eq_ignore_ascii_case(primary));
        Self(at.unwrap_or(0) as u8)
    }

    /// The language as a byte.
    pub(crate) const fn to_byte(self) -> u8 {
        self.0
    }

    /// The language that became a byte.
    pub(crate) fn from_byte(byte: u8) -> Option<Self> {
        (usize::from(byte) < LANGUAGES.len()).then_some(Self(byte))
    }

    /// This language if its words are written so, otherwise the likeliest that is: English words stand in Russian posts.
    pub(super) fn writing(self, script: Script, text: &str) -> Option<Self> {
        let first = text.chars().next()?;
        let writes = |language: &Self| match LANGUAGES.get(usize::from(language.0)) {
            Some((_, _, None)) => script == Script::Latin,
            Some((_, _, Some((from, to)))) => (*from..=*to).contains(&first),
            None => false,
        };
        let all = (0..LANGUAGES.len()).map(|at| Self(at as u8));
        std::iter::once(self).chain(all).find(writes)
    }

    pub(super) fn algorithm(self) -> Option<Algorithm> {
        LANGUAGES.get(usize::from(self.0)).map(|(_, algorithm, _)| *algorithm)
    }
}
