//! Suggestions: terms of the index that the word being typed may become, and terms like a word that nothing holds.

use crate::dictionary::{Depth, Dictionary, Term};
use crate::engine::{Engine, Step, replaced};
use crate::query::{Query, Word};
use keyseek_index::Error;
use std::cmp::Reverse;

/// A shorter start of keys, about one syllable, says too little: more than a tenth of all terms may start so.
const SHORTEST_START: usize = 2;

/// As many completions are prepared for a beginning that many shards share.
const PREPARED: usize = 8;

/// Of so many words of a query that finds nothing, so many related terms each are given.
const RELATED: usize = 3;

impl Engine {
    /// Completions of the last word of a query, as whole queries: those of the most documents first. None when a space
    /// follows the word.
    ///
    /// # Errors
    /// When a supplied file turns out to be malformed.
    pub fn suggest(&self, text: &str, limit: usize) -> Result<Step<Vec<String>>, Error> {
        self.suggestions(&|dictionary| completions(dictionary, text, limit))
    }

    /// What to search for instead of a query that finds nothing.
    pub(crate) fn related(&self, query: &Query) -> Result<Step<Vec<String>>, Error> {
        self.suggestions(&|dictionary| related(dictionary, query))
    }

    /// What some code of the secondary module finds.
    fn suggestions(
        &self,
        find: &dyn Fn(&mut Dictionary<'_>) -> Vec<String>,
    ) -> Result<Step<Vec<String>>, Error> {
        let mut dictionary = Dictionary::new(&self.manifest, &self.blobs, Depth::BEST, 1);
        let mut suggestions = Vec::new();
        if dictionary.has_secondary() {
            suggestions = find(&mut dictionary);
        }
        dictionary.answer(suggestions)
    }
}

/// Prepares the completions of a beginning.
pub(crate) fn prepare(engine: &Engine, start: &[u8]) -> Result<Step<Vec<Vec<u8>>>, Error> {
    let mut dictionary = Dictionary::new(&engine.manifest, &engine.blobs, Depth::BEST, 1);
    let terms = most_frequent(&mut dictionary, start, PREPARED);
    let keys = terms.into_iter().map(|(_, term)| dictionary.key(term)).collect();
    dictionary.answer(keys)
}

/// The query with its last word completed; none when a space follows the word.
#[inline(never)]
fn completions(dictionary: &mut Dictionary<'_>, text: &str, limit: usize) -> Vec<String> {
    let query = Query::parse(text);
    let mut completions = Vec::new();
    if let Some(word) = query.words().last().filter(|word| word.unfinished) {
        let mut keys = Vec::new();
        let prepared = if limit <= PREPARED { dictionary.completions(&word.key) } else { None };
        match prepared {
            Some(prepared) => keys.extend(prepared.into_iter().map(<[u8]>::to_vec)),
            None if dictionary.is_waiting() => {}
            None => {
                for (_, term) in most_frequent(dictionary, &word.key, limit) {
                    keys.push(dictionary.key(term));
                }
            }
        }
        for key in keys.into_iter().take(limit) {
            completions.push(replaced(text, &[(word.range.clone(), key)]));
        }
    }
    completions
}

/// Terms like the first words of a query.
#[inline(never)]
fn related(dictionary: &mut Dictionary<'_>, query: &Query) -> Vec<String> {
    let mut terms = Vec::new();
    for word in query.words().take(RELATED) {
        for (_, term) in related_to(dictionary, word, RELATED) {
            terms.push(keyseek_text::decode(&dictionary.key(term)));
        }
    }
    terms
}

/// The terms that share the longest start with a word, those of the most documents first.
fn related_to(dictionary: &mut Dictionary<'_>, word: &Word, limit: usize) -> Vec<(u32, Term)> {
    let mut length = word.key.len();
    let mut terms = Vec::new();
    while length > SHORTEST_START && terms.is_empty() && !dictionary.needs_more() {
        length -= 1;
        terms = most_frequent(dictionary, word.key.get(..length).unwrap_or_default(), limit);
    }
    terms
}

/// The words longer than `start` that most documents hold in one form, with that number, most first; ties go by the order of the
/// keys. Of the forms of a word the first that starts so stands for all: 서버 for 서버를. A form of the word that `start` is by
/// itself is no other word.
fn most_frequent(dictionary: &mut Dictionary<'_>, start: &[u8], limit: usize) -> Vec<(u32, Term)> {
    let mut best: Vec<(u32, Term)> = Vec::new();
    if start.len() < SHORTEST_START {
        return best;
    }
    let typed = dictionary.held(start);
    for (shard, range) in dictionary.longer(start) {
        for ordinal in range.clone() {
            let term = Term { shard, ordinal };
            let frequency = dictionary.document_frequency(term);
            if frequency == 0 || best.partition_point(|(other, _)| *other >= frequency) >= limit {
                continue;
            }
            let mut forms = Vec::new();
            dictionary.add_forms(term, &mut forms);
            if forms.iter().any(|form| Some(*form) == typed) {
                continue;
            }
            let mut word = term;
            for form in forms {
                if range.contains(&form.ordinal)
                    && form.ordinal < word.ordinal
                    && dictionary.document_frequency(form) > 0
                {
                    word = form;
                }
            }
            let most = best.iter().find(|(_, other)| *other == word).map_or(0, |(most, _)| *most);
            if frequency > most {
                best.retain(|(_, other)| *other != word);
                let rank = |(frequency, word): &(u32, Term)| (Reverse(*frequency), word.shard, word.ordinal);
                let one = (frequency, word);
                best.insert(best.partition_point(|other| rank(other) < rank(&one)), one);
                best.truncate(limit);
            }
        }
    }
    best
}
