//! Keys whose first syllables begin with given consonants: ㅋㄷㄹㅂ finds 코드리뷰.
//!
//! A syllable is a consonant, one vowel or two that make one, and up to two final consonants. Whether a consonant is a
//! final or the next initial is known one key later: directly before a vowel it is an initial. So this follows the keys
//! as an input method does (see [`keyseek_text::Composer`]), which is deterministic, and compares an initial when its
//! vowel comes. Jamo that make no syllable are not passed over: neither ㅋㅋㅋ nor 코ㅏ드 is accepted.

use fst::Automaton;
use keyseek_text::{is_consonant, is_final, is_vowel, is_vowel_pair};

/// Accepts the keys whose first syllables begin with given consonants, whatever follows them.
#[derive(Debug, Clone)]
pub struct Initials {
    consonants: Vec<u8>,
}

/// How far a key has been followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Initials that were compared, and were right.
    found: u32,
    place: Place,
}

/// The place in the syllables, with the last key where the next depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Start,
    /// A consonant that can only be an initial.
    Initial(u8),
    Vowel(u8),
    CompoundVowel,
    /// A consonant behind a vowel: a final, or the next initial.
    Final(u8),
    /// The second of two such consonants that make a final.
    CompoundFinal(u8),
    /// All that were asked for were found.
    Accepted,
    /// There is no way on.
    Rejected,
}

impl Initials {
    /// Reads the keys of a query; none unless they are consonants only, and two or more.
    pub fn new(query_keys: &[u8]) -> Option<Self> {
        let consonants = query_keys.iter().all(|&key| is_consonant(key));
        (consonants && query_keys.len() >= 2).then(|| Self { consonants: query_keys.to_vec() })
    }

    /// After a vowel behind `initial`, which begins a syllable with it.
    fn syllable(&self, found: u32, initial: u8, vowel: u8) -> Progress {
        if self.consonants.get(found as usize) != Some(&initial) {
            return Progress { found, place: Place::Rejected };
        }
        let found = found + 1;
        let done = self.consonants.len() <= found as usize;
        Progress { found, place: if done { Place::Accepted } else { Place::Vowel(vowel) } }
    }

    /// After a consonant that begins a syllable.
    fn initial(&self, found: u32, consonant: u8) -> Place {
        if self.consonants.get(found as usize) == Some(&consonant) {
            Place::Initial(consonant)
        } else {
            Place::Rejected
        }
    }
}

impl Automaton for Initials {
    type State = Progress;

    fn start(&self) -> Progress {
        Progress { found: 0, place: Place::Start }
    }

    fn is_match(&self, progress: &Progress) -> bool {
        progress.place == Place::Accepted
    }

    /// Exact: behind any syllable the next one that is asked for may follow.
    fn can_match(&self, progress: &Progress) -> bool {
        progress.place != Place::Rejected
    }

    fn will_always_match(&self, progress: &Progress) -> bool {
        progress.place == Place::Accepted
    }

    fn accept(&self, &Progress { found, place }: &Progress, key: u8) -> Progress {
        let place = if is_vowel(key) {
            match place {
                Place::Initial(initial) | Place::Final(initial) | Place::CompoundFinal(initial) => {
                    return self.syllable(found, initial, key);
                }
                Place::Vowel(first) if is_vowel_pair(first, key) => Place::CompoundVowel,
                Place::Accepted => place,
                _ => Place::Rejected,
            }
        } else if is_consonant(key) {
            match place {
                Place::Start | Place::CompoundFinal(_) => self.initial(found, key),
                Place::Vowel(_) | Place::CompoundVowel if is_final(key, None) => Place::Final(key),
                Place::Vowel(_) | Place::CompoundVowel => self.initial(found, key),
                Place::Final(first) if is_final(first, Some(key)) => Place::CompoundFinal(key),
                Place::Final(_) => self.initial(found, key),
                Place::Initial(_) | Place::Rejected => Place::Rejected,
                Place::Accepted => place,
            }
        } else if place == Place::Accepted {
            place
        } else {
            Place::Rejected
        };
        Progress { found, place }
    }
}

#[cfg(test)]
mod tests {
    use super::super::reference::{has_initials, initial};
    use super::*;
    use fst::{IntoStreamer, Set, Streamer};
    use keyseek_text::{decode, key};
    use proptest::collection::{btree_set, vec};
    use proptest::prelude::*;

    fn accepts(automaton: &Initials, key: &[u8]) -> bool {
        let mut progress = automaton.start();
        for &byte in key {
            progress = automaton.accept(&progress, byte);
        }
        automaton.is_match(&progress)
    }

    fn query() -> impl Strategy<Value = String> {
        let consonants: Vec<char> = "ㄱㄹㅂㅅㅇㄲㅃ".chars().collect();
        vec(prop::sample::select(consonants), 2..4).prop_map(String::from_iter)
    }

    /// Words of few consonants, with compound vowels and finals, literal jamo and what is not Hangul between them.
    fn word() -> impl Strategy<Value = String> {
        let characters: Vec<char> =
            "가거과괴갉각라륄록랍바빠뷔밟밥사쇠삯삭아의읽알없까꿔깎ㄱㅂㅏㅗㄳㅋa.石é".chars().collect();
        vec(prop::sample::select(characters), 0..5).prop_map(String::from_iter)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4096))]

        #[test]
        fn words_by_their_initials(query in query(), word in word(), any in "[가-힣]{0,4}[a-zㄱ-ㅣ가-힣]{0,2}") {
            let automaton = Initials::new(&key(&query)).unwrap();
            for word in [word, any] {
                let own: String = word.chars().map_while(initial).take(4).collect();
                prop_assert_eq!(accepts(&automaton, &key(&word)), has_initials(&query, &key(&word)), "{}", &word);
                if let Some(automaton) = Initials::new(&key(&own)) {
                    prop_assert_eq!(
                        accepts(&automaton, &key(&word)), has_initials(&own, &key(&word)), "{} {}", &own, &word
                    );
                }
            }
        }

        #[test]
        fn random_keys(query in query(), random in vec(0x80..=0xA0u8, 0..12)) {
            let automaton = Initials::new(&key(&query)).unwrap();
            prop_assert_eq!(accepts(&automaton, &random), has_initials(&query, &random), "{}", decode(&random));
            // Nothing is pruned that leads to a match, and everything else is: what is asked for may always follow.
            let mut progress = automaton.start();
            for (at, &byte) in random.iter().enumerate() {
                progress = automaton.accept(&progress, byte);
                let so_far = &random[..=at];
                let can_match = (0..=query.chars().count()).any(|from| {
                    let rest: String = query.chars().skip(from).flat_map(|consonant| [consonant, 'ㅏ']).collect();
                    has_initials(&query, &[so_far, &key(&rest)].concat())
                        || has_initials(&query, &[so_far, &key("ㅏ"), &key(&rest)].concat())
                });
                prop_assert_eq!(automaton.can_match(&progress), can_match, "{} of {}", decode(so_far), decode(&random));
                prop_assert_eq!(automaton.will_always_match(&progress), has_initials(&query, so_far));
            }
        }
    }

    proptest! {
        #[test]
        fn a_walk_finds_what_a_scan_finds(query in query(), words in btree_set(word(), 0..200)) {
            let keys: std::collections::BTreeSet<Vec<u8>> = words.iter().map(|word| key(word)).collect();
            let set = Set::from_iter(&keys).unwrap();
            let mut stream = set.search(Initials::new(&key(&query)).unwrap()).into_stream();
            let mut found = Vec::new();
            while let Some(key) = stream.next() {
                found.push(key.to_vec());
            }
            let expected: Vec<_> = keys.into_iter().filter(|key| has_initials(&query, key)).collect();
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn technical_words() {
        let check = |query: &str, word: &str, expected: bool| {
            assert_eq!(accepts(&Initials::new(&key(query)).unwrap(), &key(word)), expected, "{query} {word}");
        };
        check("ㅋㄷㄹㅂ", "코드리뷰", true);
        check("ㅋㄷㄹㅂ", "코드리뷰어", true);
        check("ㅋㄷㄹㅂ", "코드리팩터링", false);
        check("ㅋㄷ", "코드", true);
        check("ㅋㄷ", "콛", false);
        check("ㅋㄷ", "쿼드", true);
        check("ㅇㅎ", "읽히", true);
        check("ㅇㄱ", "읽기", true);
        check("ㅇㄱ", "일기", true);
        check("ㅇㄹ", "읽기", false);
        check("ㅇㅇ", "의외", true);
        check("ㄲㄲ", "깎까", true);
        check("ㄱㄱ", "까까", false);
        check("ㅋㅋ", "ㅋㅋㅋ", false);
        check("ㅋㅋ", "크크", true);
        check("ㄷㅅ", "db서버", false);
        check("ㄳ", "검색", true);
    }

    #[test]
    fn only_consonants_are_a_query() {
        let check = |query: &str, expected: bool| {
            assert_eq!(Initials::new(&key(query)).is_some(), expected, "{query}")
        };
        check("ㅋㄷ", true);
        check("ㄲㄸ", true);
        check("ㄳ", true);
        check("ㅋ", false);
        check("", false);
        check("ㅋㅏ", false);
        check("ㅋㄷ2", false);
        check("kd", false);
        check("石", false);
    }
}
