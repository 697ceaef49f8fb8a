//! Against the textbook's table, over random keys of few letters, and over words that readers type wrong.

use super::super::reference::{self, distances};
use super::*;
use fst::{IntoStreamer, Set, Streamer};
use keyseek_text::key;
use proptest::collection::{btree_set, vec};
use proptest::prelude::*;

/// An automaton's parameters, to be built from and to be computed slowly with.
#[derive(Debug, Clone)]
struct Case {
    word: Vec<u8>,
    edits: u8,
    extent: Extent,
    fixed: usize,
}

impl Case {
    fn automaton(&self) -> EditDistance {
        match self.extent {
            Extent::Whole => EditDistance::whole(&self.word, self.edits),
            Extent::Prefix => EditDistance::prefix(&self.word, self.edits),
        }
        .with_fixed_first(self.fixed)
    }

    fn distance(&self, key: &[u8]) -> Option<u8> {
        let may_be_longer = self.extent == Extent::Prefix;
        reference::distance(&self.word, self.edits, self.fixed, may_be_longer, key)
    }
}

/// Few letters, so that there is much to confuse; zero is what pads a word.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    vec(prop::sample::select(vec![b'a', b'b', 0, 0x93]), 0..12)
}

fn case() -> impl Strategy<Value = Case> {
    let extent = prop::sample::select(vec![Extent::Whole, Extent::Prefix]);
    (bytes(), 0..=MAX_EDITS, extent, 0..3usize).prop_map(|(word, edits, extent, fixed)| Case {
        word,
        edits,
        extent,
        fixed,
    })
}

/// A key made from a word by a few edits, which random keys rarely are.
fn edited(mut key: Vec<u8>, edits: &[(u8, usize, u8)]) -> Vec<u8> {
    for &(kind, at, byte) in edits {
        let at = at % (key.len() + 1);
        match kind {
            0 => key.insert(at, byte),
            1 if at < key.len() => drop(key.remove(at)),
            2 if at < key.len() => key[at] = byte,
            _ if at + 1 < key.len() => key.swap(at, at + 1),
            _ => key.extend_from_slice(&[byte, b'a', b'b']),
        }
    }
    key
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn it_is_the_textbooks_distance(
        case in case(),
        random in bytes(),
        edits in vec((0..4u8, 0..16usize, prop::sample::select(vec![b'a', b'b', b'c', 0])), 0..4),
    ) {
        let automaton = case.automaton();
        for key in [random, edited(case.word.clone(), &edits)] {
            let expected = case.distance(&key);
            prop_assert_eq!(automaton.distance(&key), expected, "{:?}", &key);
            let mut row = automaton.start();
            for at in 0..=key.len() {
                let so_far = case.distance(&key[..at]);
                prop_assert_eq!(automaton.is_match(&row), so_far.is_some(), "{:?}", &key[..at]);
                prop_assert!(automaton.can_match(&row) || expected.is_none(), "{:?} is pruned", &key);
                prop_assert_eq!(
                    automaton.will_always_match(&row),
                    case.extent == Extent::Prefix && so_far.is_some()
                );
                // What is not pruned leads somewhere: the rest of the word from one of the columns.
                prop_assert!(!automaton.can_match(&row) || (0..=case.word.len()).any(|from| {
                    case.distance(&[&key[..at], &case.word[from..]].concat()).is_some()
                }), "{:?} is not pruned", &key[..at]);
                if let Some(byte) = key.get(at) {
                    row = automaton.accept(&row, *byte);
                }
            }
        }
    }
}

proptest! {
    #[test]
    fn a_walk_finds_what_a_scan_finds(case in case(), keys in btree_set(bytes(), 0..300)) {
        let set = Set::from_iter(&keys).unwrap();
        let automaton = case.automaton();
        let mut stream = set.search(&automaton).into_stream();
        let mut found = Vec::new();
        while let Some(key) = stream.next() {
            found.push(key.to_vec());
        }
        let expected: Vec<_> = keys.into_iter().filter(|key| case.distance(key).is_some()).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn any_bytes_of_any_length_are_a_word(word in vec(any::<u8>(), 0..400), key in vec(any::<u8>(), 0..400)) {
        prop_assert_eq!(EditDistance::whole(&word, u8::MAX).distance(&word), Some(0));
        let distance = EditDistance::whole(&word, MAX_EDITS).distance(&key);
        prop_assert_eq!(distance.is_some(), *distances(&word, &key).last().unwrap() <= 2);
    }
}

fn check(typed: &str, term: &str, edits: u8) {
    let (typed_key, term_key) = (key(typed), key(term));
    for (a, b) in [(&typed_key, &term_key), (&term_key, &typed_key)] {
        assert_eq!(EditDistance::whole(a, 2).distance(b), (edits <= 2).then_some(edits), "{typed} {term}");
        assert_eq!(EditDistance::whole(a, 1).distance(b), (edits <= 1).then_some(edits), "{typed} {term}");
    }
}

#[test]
fn words_that_are_typed_wrong() {
    check("커뮤니케이선", "커뮤니케이션", 1);
    check("메세지", "메시지", 1);
    check("kakfa", "kafka", 1);
    check("캐시", "해시", 1);
    check("콘테이너", "컨테이너", 1);
    check("컨텐츠", "콘텐츠", 1);
    check("메소드", "메서드", 1);
    check("디렉토리", "디렉터리", 1);
    check("엑세스", "액세스", 1);
    check("라이센스", "라이선스", 1);
    check("캐쉬", "캐시", 1);
    check("어플리케이션", "애플리케이션", 1);
    check("kubenretes", "kubernetes", 1);
    check("쿠버네티스", "쿠버네티스", 0);
    // 값 is ㄱㅏㅂㅅ and 갓 ㄱㅏㅅ; 石 and 右 share their first byte.
    check("값", "갓", 1);
    check("石", "右", 2);
    check("石", "é", 3);
}

#[test]
fn beginnings_that_are_typed_wrong() {
    let check = |typed: &str, term: &str, expected: Option<u8>| {
        assert_eq!(EditDistance::prefix(&key(typed), 1).distance(&key(term)), expected, "{typed} {term}");
    };
    check("mointor", "monitoring", Some(1));
    check("커뮤티케", "커뮤니케이션", Some(1));
    check("커뮤니케", "커뮤니케이션", Some(0));
    check("메세", "메시지", Some(1));
    check("monitoring", "monitorin", Some(1));
    check("monitoring", "monitori", None);
    check("m", "kafka", Some(1));
}

#[test]
fn the_first_keys_can_be_fixed() {
    let check = |typed: &str, fixed: usize, term: &str, expected: Option<u8>| {
        let automaton = EditDistance::whole(&key(typed), 2).with_fixed_first(fixed);
        assert_eq!(automaton.distance(&key(term)), expected, "{typed} {term}");
    };
    check("캐시", 0, "해시", Some(1));
    check("캐시", 1, "해시", None);
    check("캐시", 1, "캐쉬", Some(1));
    check("kakfa", 2, "kafka", Some(1));
    check("akfka", 1, "kafka", None);
    check("ab", 9, "ab", Some(0));
    check("ab", 9, "abc", Some(1));
    check("ab", usize::MAX, "ac", None);
}
