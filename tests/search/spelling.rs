//! The spelling dictionary of large indexes: a misspelt word finds the terms like it that many documents hold, for few files.

use crate::support::{Site, document};
use keyseek_build::index::IndexOptions;
use keyseek_index::Document;
use keyseek_index::spelling::frequency;
use keyseek_search::{Answer, Blob, SearchOptions, Step};
use keyseek_text::key;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// An index is large where its lists are cut.
fn options(first_tier: usize) -> IndexOptions {
    IndexOptions { first_tier: Some(first_tier), shard_bytes: 60, ..IndexOptions::default() }
}

/// Documents of these texts.
fn documents(texts: &[String]) -> Vec<Document> {
    texts.iter().enumerate().map(|(at, text)| document(&format!("/{at}"), "", text)).collect()
}

/// Many words that begin like each word that is looked for, each in a few documents; of the words themselves the first are in most.
fn large() -> Site {
    let texts: Vec<String> = (0..120)
        .map(|at| {
            let others: String = (0..9).map(|place| format!(" {}", made_up(at * 9 + place))).collect();
            let words = ["kafka", "monitor", "javascript", "모니터링을", "브라우저", "자바스크립트"];
            let words: Vec<&str> = words
                .iter()
                .enumerate()
                .filter(|(place, _)| at % (place + 2) == 0)
                .map(|(_, word)| *word)
                .collect();
            words.join(" ") + &others
        })
        .collect();
    Site::new(&documents(&texts), &options(16))
}

fn made_up(number: usize) -> String {
    let start = ["k", "m", "j", "모", "브", "자"][number % 6];
    let rest = number / 6;
    let syllable = |code: usize| char::from_u32(0xAC00 + (code * 4973 % 11172) as u32).unwrap();
    let letter = |code: usize| char::from(b'a' + (code % 26) as u8);
    if number % 6 < 3 {
        format!("{start}{}{}{}q", letter(rest), letter(rest / 26), letter(rest * 7))
    } else {
        format!("{start}{}{}", syllable(rest), syllable(rest * 3 + 1))
    }
}

/// The answer of an engine that has nothing yet, and what it needed, round by round.
fn cold(site: &Site, query: &str) -> (Answer, Vec<Vec<Blob>>) {
    let mut site = Site::open(site.files.clone()).unwrap();
    let mut rounds = Vec::new();
    loop {
        match site.engine.search(query, &SearchOptions::default()).unwrap() {
            Step::Answer(answer) => break (answer, rounds),
            Step::Need(blobs) => {
                site.supply(&blobs).unwrap();
                rounds.push(blobs);
            }
        }
    }
}

#[test]
fn a_misspelt_word_finds_the_frequent_neighbour() {
    let site = large();
    for (query, corrected) in [
        ("kakfa ", "kafka "),
        ("kafk", "-"),
        ("kafja", "kafka"),
        ("lafka ", "kafka "),
        ("afka ", "kafka "),
        ("akfka ", "kafka "),
        ("wkafka ", "kafka "),
        ("momitor ", "monitor "),
        ("javasrci", "javascript"),
        ("havascr", "javascript"),
        ("javasrcitp ", "javascript "),
        ("모니터렁 ", "모니터링 "),
        ("오니터링 ", "모니터링 "),
        ("브라으저 ", "브라우저 "),
        ("프라우ㅈ", "브라우저"),
        ("자바스크링", "자바스크립트"),
        ("자바스키립투 ", "자바스크립트 "),
        ("xyzzy ", "-"),
    ] {
        let (answer, _) = cold(&site, query);
        assert_eq!(answer.corrected.as_deref().unwrap_or("-"), corrected, "{query}");
    }
}

#[test]
fn it_takes_a_round_more_and_few_shards() {
    let site = large();
    let shards = (0..).take_while(|at| site.engine.location(Blob::Terms(*at)).is_some()).count();
    assert!(shards > 100, "{shards}");
    for query in ["kakfa ", "lafka ", "모니터렁 ", "오니터링 ", "javasrcitp "] {
        let (answer, rounds) = cold(&site, query);
        assert!(answer.corrected.is_some(), "{query}");
        let count =
            |is_meant: &dyn Fn(&Blob) -> bool| rounds.iter().flatten().filter(|blob| is_meant(blob)).count();
        let terms = count(&|blob| matches!(blob, Blob::Terms(_)));
        assert!(terms * 5 < shards, "{query} {rounds:?}");
        let of_spelling =
            rounds.iter().filter(|blobs| blobs.iter().any(|blob| matches!(blob, Blob::Spelling(_))));
        assert_eq!(of_spelling.count(), 1, "{query} {rounds:?}");
        let all = (0..).take_while(|at| site.engine.location(Blob::Spelling(*at)).is_some()).count();
        assert!(count(&|blob| matches!(blob, Blob::Spelling(_))) * 2 < all, "{query} {all} {rounds:?}");
    }
}

#[test]
fn small_indexes_have_none() {
    let texts = ["kafka monitor".to_owned(), "kafka".to_owned()];
    for (first_tier, has) in [(0, false), (2, true)] {
        let mut site = Site::new(&documents(&texts), &options(first_tier));
        assert_eq!(site.engine.location(Blob::Spelling(0)).is_some(), has);
        assert_eq!(site.files.keys().any(|path| path.contains("/spelling-")), has);
        assert_eq!(site.search("kakfa ").corrected.as_deref(), Some("kafka "));
    }
}

#[test]
fn its_code_is_there_before_it_is_walked() {
    let texts = ["kafka monitor".to_owned(), "kafka".to_owned()];
    // No key is as small as those of the word: it has no shard.
    let mut site = Site::new(&documents(&texts), &options(1000));
    site.engine.lack_secondary();
    for query in ["apples ", "apples", "kakfa "] {
        let Step::Need(needs) = site.engine.search(query, &SearchOptions::default()).unwrap() else {
            panic!("{query}")
        };
        assert!(needs.contains(&Blob::Secondary), "{query} {needs:?}");
        assert!(!needs.iter().any(|blob| matches!(blob, Blob::Spelling(_))), "{query} {needs:?}");
    }
}

#[test]
fn where_a_file_of_it_cannot_be_had_a_word_is_no_typing_error() {
    let mut site = large();
    let ask = |site: &mut Site, lost: bool| {
        let is_lost = move |name: &str| lost && name.starts_with("spelling-");
        site.run_without(&is_lost, |engine| engine.search("kakfa 브라우저 ", &SearchOptions::default()))
            .unwrap()
    };
    let (whole, missing) = ask(&mut site, false);
    assert_eq!((whole.corrected.as_deref(), missing.len()), (Some("kafka 브라우저 "), 0));
    let (answer, missing) = ask(&mut site, true);
    assert_eq!(answer.corrected, None);
    assert!(answer.total > 0 && !missing.is_empty());
    assert!(missing.iter().all(|name| name.starts_with("spelling-")), "{missing:?}");
}

/// A word with one key wrong, left out, too many or in another order.
fn misspelt() -> impl Strategy<Value = String> {
    let word = prop::sample::select(WORDS.to_vec()).prop_map(|word| word.chars().collect::<Vec<char>>());
    (word, any::<prop::sample::Index>(), 0..4u8, prop::sample::select("abckr".chars().collect::<Vec<char>>()))
        .prop_map(|(mut word, at, edit, letter)| {
            let at = at.index(word.len() - 1);
            match edit {
                0 => word[at] = letter,
                1 => drop(word.remove(at)),
                2 => word.insert(at, letter),
                _ => word.swap(at, at + 1),
            }
            word.into_iter().collect()
        })
}

const WORDS: [&str; 9] =
    ["kafka", "kafkas", "kaftan", "captain", "rotor", "rotors", "motor", "carbon", "branch"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// What is found is what a small index finds, but for neighbours that fewer documents hold than some others.
    #[test]
    fn corrections_are_as_frequent_as_those_of_a_small_index(
        texts in prop::collection::vec(prop::collection::vec(prop::sample::select(WORDS.to_vec()), 1..5), 1..40),
        word in misspelt(),
        finished: bool,
    ) {
        let texts: Vec<String> = texts.iter().map(|words| words.join(" ")).collect();
        let query = word + if finished { " " } else { "" };
        let expected = Site::new(&documents(&texts), &options(0)).search(&query);
        let answer = Site::new(&documents(&texts), &options(1000)).search(&query);
        let held = |answer: &Answer| answer.corrected.as_ref().map(|word| {
            let word = word.trim();
            frequency(texts.iter().filter(|text| text.split(' ').any(|held| held == word)).count() as u32)
        });
        prop_assert_eq!(held(&answer), held(&expected));
        prop_assert_eq!(answer.reading, expected.reading);
        let urls = |answer: &Answer| answer.hits.iter().map(|hit| hit.url.clone()).collect::<BTreeSet<_>>();
        prop_assert!(urls(&answer).is_subset(&urls(&expected)));
        if expected.corrected.is_none() || key(&query).is_empty() {
            prop_assert_eq!(answer, expected);
        }
    }
}
