//! Keyseek with its defaults, and with one part switched off: what each part is worth.

use super::sets::Set;
use super::{DEPTH, Ranking};
use crate::site::Site;
use keyseek_build::index::{IndexOptions, LexiconSteps};
use keyseek_search::{Reading, Readings, SearchOptions, Weights};

/// A way in which Keyseek is asked.
#[derive(Debug)]
pub struct Variant {
    /// Name in tables.
    pub name: &'static str,
    /// What the builder's lexicon does.
    pub lexicon: LexiconSteps,
    /// How a search is asked for.
    pub options: SearchOptions,
}

/// Every variant, the defaults first.
pub fn variants() -> Vec<Variant> {
    let defaults =
        || Variant { name: "Keyseek", lexicon: LexiconSteps::ALL, options: SearchOptions::default() };
    let without = |name, reading| {
        let options = SearchOptions { readings: Readings::ALL.without(reading), ..SearchOptions::default() };
        Variant { name, options, ..defaults() }
    };
    let weighted = |name, weights| {
        let options = SearchOptions { weights, ..SearchOptions::default() };
        Variant { name, options, ..defaults() }
    };
    let built = |name, lexicon| Variant { name, lexicon, ..defaults() };
    let weights = Weights::default();
    vec![
        defaults(),
        weighted("without complete first", Weights { complete_first: false, ..weights }),
        weighted("without strict first", Weights { strict_first: false, ..weights }),
        weighted("without proximity", Weights { proximity: 0.0, ..weights }),
        weighted("without function words", Weights { function_word: 1.0, ..weights }),
        weighted("without whole titles", Weights { whole_title: 0.0, ..weights }),
        weighted(
            "without field weights",
            Weights { title: 1.0, heading: 1.0, tag: 1.0, part: 1.0, ..weights },
        ),
        weighted("without lengths", Weights { length: 0.0, ..weights }),
        without("without stem", Reading::Stem),
        without("without derived", Reading::Derived),
        without("without synonym", Reading::Synonym),
        without("without spaced", Reading::Spaced),
        without("without prefix", Reading::Prefix),
        without("without typo", Reading::Typo),
        without("without scattered", Reading::Scattered),
        built("without strips (build)", LexiconSteps { strips: false, ..LexiconSteps::ALL }),
        built("without parts (build)", LexiconSteps { parts: false, ..LexiconSteps::ALL }),
    ]
}

/// The rankings of a set's queries by each variant.
pub fn rankings(set: &Set) -> Vec<(&'static str, Vec<Ranking>)> {
    let documents: Vec<_> = set.records.iter().map(|record| record.document()).collect();
    let site = |lexicon| Site::new(&documents, &IndexOptions { lexicon, ..IndexOptions::default() });
    let complete = site(LexiconSteps::ALL);
    let rankings = variants().into_iter().map(|variant| {
        let lesser = (variant.lexicon != LexiconSteps::ALL).then(|| site(variant.lexicon));
        let site = lesser.as_ref().unwrap_or(&complete);
        let ranking = |text: &str| {
            let found = site.ranked(text, &variant.options);
            found.into_iter().take(DEPTH).map(|(doc, _)| doc as usize).collect()
        };
        (variant.name, set.queries.iter().map(|query| ranking(&query.text)).collect())
    });
    rankings.collect()
}
