//! The plan: every reading of a word, in order.
//!
//! To add a reading, write a function that finds its documents, in `readings/`, and give it a line here. A step is tried
//! when its condition holds after the steps before it; what it finds is added under its own reading, and a document
//! keeps the strictest reading under which it was found.

use crate::dictionary::Dictionary;
use crate::matches::{Found, kept};
use crate::query::Word;
use crate::reading::{Reading, Readings};
use crate::readings::{inflected, initials, layout, segments, typed, typo};
use keyseek_index::Field;
use keyseek_text::{is_consonant, key, korean};

/// When a step is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum When {
    /// For every word to which it applies.
    Always,
    /// For a word that is still being typed, or that nothing was found for.
    UnfinishedOrNothing,
    /// For every word of a query that is a question or a title.
    InLongQuery,
    /// For a word that few documents hold as a term, in any form of it.
    Few,
    /// For a word that is still being typed, where few documents hold what begins so: in the place of [`Self::Few`], where that is enough
    /// and would cost more, see [`Dictionary::narrows`].
    FewBegun,
    /// For a word that is no term in any reading so far: what its pieces find does not count.
    NoTerm,
    /// For a word that nothing was found for.
    Nothing,
    /// For two or more consonants and nothing else.
    Consonants,
}

/// Fewer documents than this are few: they do not fill the first page of an answer.
const FEW: usize = 10;

/// A reading, when it is tried, and what finds its documents.
pub(crate) struct Step {
    pub(crate) reading: Reading,
    pub(crate) when: When,
    find: fn(&mut Dictionary<'_>, &Word) -> Found,
}

impl Step {
    /// Whether its code is in the secondary module, see [`crate::Blob::Secondary`].
    const fn is_secondary(&self) -> bool {
        matches!(self.when, When::NoTerm | When::Nothing | When::Consonants)
    }
}

/// From strict to loose, by the order of [`Reading`], but for two. Stems with other particles than the word has are words that
/// the builder could not tell, so they are tried where it told none. The layout is tried before wrong keys: what types a
/// word on the other layout seldom means another one (recall of such queries 98.4 %, and 96.7 % the other way round).
pub(crate) const PLAN: [Step; 14] = [
    Step { reading: Reading::Exact, when: When::Always, find: typed::exact },
    Step { reading: Reading::Stem, when: When::Always, find: inflected::forms },
    Step { reading: Reading::Synonym, when: When::Always, find: inflected::synonyms },
    Step { reading: Reading::Spaced, when: When::Few, find: segments::adjacent },
    Step { reading: Reading::Prefix, when: When::UnfinishedOrNothing, find: typed::prefix },
    Step { reading: Reading::Spaced, when: When::FewBegun, find: segments::adjacent },
    Step { reading: Reading::Derived, when: When::InLongQuery, find: inflected::derived },
    Step { reading: Reading::Initials, when: When::Consonants, find: initials::initials },
    Step { reading: Reading::Segments, when: When::Always, find: inflected::half_typed },
    Step { reading: Reading::Stem, when: When::Nothing, find: inflected::other_particles },
    Step { reading: Reading::Layout, when: When::Nothing, find: layout::other_layout },
    Step { reading: Reading::Typo, when: When::Nothing, find: typo::one_key },
    Step { reading: Reading::Typo, when: When::Nothing, find: typo::two_keys },
    Step { reading: Reading::Scattered, when: When::NoTerm, find: segments::scattered },
];

/// What a word is read for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scope {
    /// The readings that may be used.
    pub(crate) readings: Readings,
    /// The only field in which the word counts.
    pub(crate) field: Option<Field>,
    /// Whether it is one word of a question or a title.
    pub(crate) is_long: bool,
}

/// The documents that hold `word`, each under its strictest reading; `tried` is told of every step that was taken and what it found. Where a shard is missing, its blob goes among the needs of the dictionary and what is
/// returned is not to be used.
pub(crate) fn find(
    dictionary: &mut Dictionary<'_>,
    word: &Word,
    scope: &Scope,
    tried: &mut impl FnMut(&Step, &Found),
) -> Found {
    let mut found = Found::default();
    let mut is_term = false;
    dictionary.begin_word();
    if scope.readings.contains(Reading::Synonym) && !dictionary.is_heavy() {
        dictionary.expect_synonyms(&word.key);
        for strip in korean::strips(&word.text) {
            dictionary.expect_synonyms(&key(strip.stem));
        }
    }
    // Whether a strict step lacks something: then it is not known how much was found. What a loose step lacks does not keep
    // the next from naming what it needs, so that all that a word may need after its own shard comes in one round.
    let mut is_unknown = false;
    // Initials have no pieces.
    let is_consonants = word.key.len() >= 2 && word.key.iter().all(|&key| is_consonant(key));
    let narrows = word.unfinished && dictionary.narrows();
    for step in PLAN.iter().filter(|step| scope.readings.contains(step.reading)) {
        // Without one of its shards it is not known how much was found: a word that could not be looked up is no typing error.
        let is_due = match step.when {
            When::Always => true,
            When::InLongQuery => scope.is_long,
            // Where lists have tiers those of all that begins so are not read in vain.
            When::UnfinishedOrNothing => {
                word.unfinished || found.matches.is_empty() && !(is_unknown && dictionary.has_tiers())
            }
            When::Few => !narrows && strict(&found) < FEW && !is_unknown && !is_consonants,
            When::FewBegun => narrows && found.matches.len() < FEW && !is_unknown && !is_consonants,
            When::NoTerm => !is_term && !is_unknown && !is_consonants,
            When::Nothing => found.matches.is_empty() && !is_unknown,
            When::Consonants => is_consonants,
        };
        if is_due {
            dictionary.begin_step();
            let can_find = !step.is_secondary() || dictionary.has_secondary();
            let mut more = if can_find { (step.find)(dictionary, word) } else { Found::default() };
            if !can_find && step.when == When::Consonants {
                // What its code will need, in the same round as the code.
                dictionary.longer(word.key.get(..1).unwrap_or_default());
            }
            if let Some(field) = scope.field {
                more.matches = kept(&more.matches, &|one| one.holds(field));
            }
            tried(step, &more);
            let is_strict = !matches!(step.when, When::Few | When::FewBegun | When::NoTerm | When::Nothing);
            is_unknown |= dictionary.needs_more() && (is_strict || dictionary.has_lost());
            is_term |= step.reading != Reading::Spaced && !more.matches.is_empty();
            found.add(more);
        }
    }
    found
}

/// How many documents hold the word as a term, in any form of it, as far as that matters.
fn strict(found: &Found) -> usize {
    found.matches.iter().filter(|one| one.reading < Reading::Prefix).take(FEW).count()
}
