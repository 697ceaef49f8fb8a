//! Known words: those that need no evidence in the corpus.
//!
//! They are the words of the tables and of the user's list. A known word is never stripped, is a stem wherever it stands
//! before a particle, and is a part wherever it stands in a compound.

use super::synonyms::Tables;
use keyseek_text::fold;
use std::collections::HashSet;

/// Words that look as if they ended in a particle, one a line.
const WHOLE: &str = include_str!("../../data/whole.txt");

/// Words that need no evidence.
#[derive(Debug, Default)]
pub(super) struct Known<'a> {
    words: HashSet<&'a str>,
    user: HashSet<String>,
    whole: HashSet<&'static str>,
}

impl<'a> Known<'a> {
    pub(super) fn new(tables: &'a Tables, user: &[String]) -> Self {
        let user = user.iter().map(|word| fold(word.trim())).filter(|word| !word.is_empty()).collect();
        let whole = super::synonyms::lines(WHOLE).collect();
        Self { words: tables.words().collect(), user, whole }
    }

    /// Whether the word exists, whatever the corpus says.
    pub(super) fn contains(&self, word: &str) -> bool {
        self.words.contains(word) || self.user.contains(word) || self.whole.contains(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use keyseek_text::korean::strips;

    #[test]
    fn words_that_no_rule_strips_need_no_list() {
        let needless = super::super::synonyms::lines(WHOLE).filter(|word| strips(word).next().is_none());
        assert_eq!(needless.collect::<Vec<_>>(), [""; 0]);
    }
}
