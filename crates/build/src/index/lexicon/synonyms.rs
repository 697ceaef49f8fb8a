//! Synonyms: words that stand for each other, and spellings of one word, from tables.
//!
//! A set is used where the corpus has one of its words: every word of it then has a key, held by no document if the corpus
//! lacks the word, and points at the others that the corpus has. Another spelling of a word stands wherever the word does,
//! so 콘테이너 finds `container` although no set has both; the sets themselves are not joined, since a user's 캐시 = redis must
//! not make 캐쉬 find everything that some other set calls redis.

use keyseek_text::{TokenKind, fold, tokens};
use std::collections::{BTreeMap, HashMap};

const SYNONYMS: &str = include_str!("../../data/synonyms.txt");
const SPELLINGS: &str = include_str!("../../data/spellings.txt");

/// The built-in tables and the user's.
#[derive(Debug)]
pub(super) struct Tables {
    /// Each with at least two words.
    sets: Vec<Vec<String>>,
}

impl Tables {
    pub(super) fn new(user: &[Vec<String>]) -> Self {
        let spellings: Vec<Vec<String>> = sets(SPELLINGS).collect();
        let others: HashMap<String, &Vec<String>> =
            spellings.iter().flat_map(|set| set.iter().map(move |word| (word.clone(), set))).collect();
        let user = user
            .iter()
            .map(|set| set.iter().map(|word| fold(word.trim())).filter(|word| is_term(word)).collect());
        let mut expanded: Vec<Vec<String>> = Vec::new();
        for set in sets(SYNONYMS).chain(user) {
            let mut words: Vec<String> = Vec::new();
            for word in &set {
                let spellings = others.get(word).map_or(std::slice::from_ref(word), |set| set.as_slice());
                words.extend(spellings.iter().cloned());
            }
            expanded.push(words);
        }
        expanded.extend(spellings.iter().cloned());
        for set in &mut expanded {
            set.sort_unstable();
            set.dedup();
        }
        expanded.retain(|set| set.len() > 1);
        Self { sets: expanded }
    }

    /// Every word of the tables.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.sets.iter().flatten().map(String::as_str)
    }

    /// The words that have synonyms in the corpus, and those.
    pub(super) fn aliases(&self, is_attested: impl Fn(&str) -> bool) -> BTreeMap<String, Vec<String>> {
        let mut aliases: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for set in &self.sets {
            let attested: Vec<&String> = set.iter().filter(|word| is_attested(word)).collect();
            for word in set {
                let others = attested.iter().copied().filter(|other| *other != word);
                let targets: Vec<String> = others.cloned().collect();
                if !targets.is_empty() {
                    aliases.entry(word.clone()).or_default().extend(targets);
                }
            }
        }
        for targets in aliases.values_mut() {
            targets.sort_unstable();
            targets.dedup();
        }
        aliases
    }
}

/// The sets of a file: one a line, its words parted by commas.
fn sets(file: &'static str) -> impl Iterator<Item = Vec<String>> {
    lines(file).map(|line| line.split(',').map(|word| fold(word.trim())).collect())
}

/// The lines of a file without comments.
pub(super) fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    let written = file.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
    written.filter(|line| !line.is_empty())
}

/// Whether folded text is one term, and so can stand in a dictionary of terms.
fn is_term(text: &str) -> bool {
    let mut tokens = tokens(text);
    let first = tokens.next();
    first.is_some_and(|token| {
        token.text == text && (token.kind == TokenKind::Whole || tokens.next().is_none())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn tables_hold_terms_and_no_word_twice() {
        let check = |file: &'static str, name: &str, least: usize| {
            let mut seen: HashMap<String, usize> = HashMap::new();
            let mut count = 0;
            for set in sets(file) {
                assert!(set.len() > 1, "{name}: {set:?}");
                for word in &set {
                    assert!(is_term(word), "{name}: {word} is not one term");
                    assert_eq!(seen.insert(word.clone(), count), None, "{name}: {word} stands twice");
                }
                count += 1;
            }
            assert!(count >= least, "{name} has {count} sets");
        };
        check(SYNONYMS, "synonyms", 250);
        check(SPELLINGS, "spellings", 120);
    }

    #[test]
    fn sets_are_used_where_one_word_is_attested() {
        let check = |user: &[&[&str]], attested: &[&str], word: &str, expect: &str| {
            let user: Vec<Vec<String>> =
                user.iter().map(|set| set.iter().map(|word| (*word).to_owned()).collect()).collect();
            let aliases = Tables::new(&user).aliases(|word| attested.contains(&word));
            assert_eq!(
                aliases.get(word).map_or(String::new(), |targets| targets.join(" ")),
                expect,
                "{word}"
            );
        };
        check(&[], &["도커"], "docker", "도커");
        check(&[], &["도커"], "도커", "");
        check(&[], &["도커", "docker"], "도커", "docker");
        check(&[], &["container"], "콘테이너", "container");
        check(&[], &[], "docker", "");
        check(&[], &["kubernetes", "k8s"], "쿠버네티스", "k8s kubernetes");
        check(&[&["Keyseek", "키싴", "키 싴"]], &["keyseek"], "키싴", "keyseek");
        check(&[&["Keyseek", "키싴", "키 싴"]], &["keyseek"], "키 싴", "");
    }
}
