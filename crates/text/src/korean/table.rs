//! The suffixes: which morphemes may follow which.
//!
//! A suffix begins after a [`NOUN`]; each morpheme says what it agrees with and which state it leads to, and a state says
//! which lists may follow. Stacks such as 에서는, 하는지를 and 이었으므로 are paths, so 290 morphemes in 1.4 kB make many
//! thousand suffixes; two technical blogs hold a thousand of them.
//!
//! Left out, because they strip more wrong than right even where the stem is attested: 고, 지, 게, 기, 자 and 니 at once after
//! a noun, and 지만 (이미지 is not 이미, and 페이지만 not 페이); 는, 게, 지 and 도록 after the copula 이 (어린이는 is not 어린); 님, 간,
//! 상, 성, 화, 형, which make other words rather than forms.

use super::pack::{length, pack};

/// What a morpheme may follow: a vowel, the final ㄹ, any other consonant. The sum of those that apply.
pub(super) const VOWEL: u8 = 1;
pub(super) const RIEUL: u8 = 2;
pub(super) const OTHER: u8 = 4;
const CONSONANT: u8 = RIEUL | OTHER;
pub(super) const ANY: u8 = VOWEL | CONSONANT;
/// The key of ㄹ.
pub(super) const RIEUL_KEY: u8 = 0x85;
/// The keys of 으.
pub(super) const EU_KEYS: [u8; 2] = [0x8B, 0x9F];

// States, after which a suffix may end up to ADVERBIAL.

/// Nothing follows.
pub(super) const END: u8 = 0;
/// After the stem.
pub(super) const NOUN: u8 = 1;
/// After what still behaves as a noun: 들, 까지, 만, and the nominal endings 기 and 음.
const NOMINAL: u8 = 2;
/// After 고, 지 and the like, which take auxiliaries and verbs: 하고는, 하고있는, 하지않는.
const AND: u8 = 3;
/// After 해, 되어: 해서, 해야, 해보다, 되어있다.
const CONNECTIVE: u8 = 4;
/// After 라고, 다고, 해야: 라고는, 라고하는, 해야한다.
const QUOTED: u8 = 5;
/// After 다: 다고, 다는, 다면.
const DECLARED: u8 = 6;
/// After the adnominal ㄹ and 는: 할때, 하는것.
const ADNOMINAL: u8 = 7;
/// After 에, 에서, 로, 처럼: auxiliaries and the copula, no case.
pub(super) const ADVERBIAL: u8 = 8;
/// After the copula 이. No suffix ends here and below.
const COPULA: u8 = 9;
/// After a verb's stem: 하, 되, 시키.
const VERB: u8 = 10;
/// After a past stem: 했, 되었, 였, and 겠.
const PAST: u8 = 11;

/// A run of morphemes that agree and continue alike.
pub(super) struct Group {
    pub(super) agreement: u8,
    pub(super) next: u8,
    /// Parted by spaces; a bare consonant is the final of the syllable before it.
    pub(super) morphemes: &'static str,
}

const fn group(agreement: u8, next: u8, morphemes: &'static str) -> Group {
    Group { agreement, next, morphemes }
}

const CASE: &[Group] = &[
    group(CONSONANT, END, "이 을"),
    group(VOWEL, END, "가 를"),
    group(ANY, END, "의"),
    group(ANY, ADVERBIAL, "에 에서 에게"),
    group(VOWEL | RIEUL, ADVERBIAL, "로 로서 로써"),
    group(OTHER, ADVERBIAL, "으로 으로서 으로써"),
    group(VOWEL, ADVERBIAL, "와"),
    group(CONSONANT, ADVERBIAL, "과"),
];

/// Particles that follow nouns but no other particle.
const PLACE: &[Group] = &[
    group(ANY, ADVERBIAL, "에게서 께 께서 한테 한테서 처럼 같이"),
    group(ANY, NOMINAL, "마다 대로 만큼 뿐 씩 쯤 끼리"),
    group(ANY, END, "같은"),
];

/// Bound nouns that are often written without the space: 생성시, 실행중인, 버전별로.
const BOUND: &[Group] = &[group(ANY, NOMINAL, "시 중 별")];

/// Auxiliary particles, which follow nouns and adverbs alike.
const AUXILIARY: &[Group] = &[
    group(ANY, END, "도"),
    group(VOWEL, END, "는"),
    group(CONSONANT, END, "은"),
    group(ANY, NOMINAL, "만 까지 부터 조차 마저"),
    group(ANY, ADVERBIAL, "보다 밖에"),
    group(ANY, COPULA, "이"),
];

/// Genitive and comparison after an adverb: 에서의, 으로부터의, 에서처럼.
const AFTER_ADVERB: &[Group] = &[group(ANY, ADVERBIAL, "의 처럼 뿐")];

const PLURAL: &[Group] = &[group(ANY, NOMINAL, "들")];

/// What the copula becomes after a vowel: 서버였다, 서버라서. After 이 they make its full forms.
const AFTER_VOWEL: &[Group] = &[
    group(VOWEL, END, "라 라는 라면 라면서 라며 라서 라도 라든지 라든가 란 라기"),
    group(VOWEL, END, "랑 나 나마 며 든 든지 든가 여서 예요 에요 죠 네요"),
    group(VOWEL, QUOTED, "라고 여야"),
    group(VOWEL, DECLARED, "다"),
    group(VOWEL, END, "랍니다"),
    group(VOWEL, PAST, "였"),
];

/// Endings of the copula alone. Its 임 takes no particle, or 런타임을 would be 런타.
const COPULA_ENDINGS: &[Group] = &[
    group(VOWEL, END, "ㅁ ㅁ에도"),
    group(ANY, END, "어서 야 어도"),
    group(ANY, QUOTED, "어야"),
    group(ANY, PAST, "었"),
];

/// Endings of verbs and the copula.
const ENDINGS: &[Group] = &[
    group(VOWEL, ADNOMINAL, "ㄴ ㄹ"),
    group(CONSONANT, ADNOMINAL, "은 을"),
    group(VOWEL, NOMINAL, "ㄴ지 ㄴ가 ㄹ지 ㄹ까"),
    group(CONSONANT, NOMINAL, "음 을지 을까"),
    group(VOWEL, END, "ㅂ니까 ㄴ들 ㄹ수록 ㄴ데요 ㄴ가요 ㄹ까요 ㄹ게요 ㄹ텐데 ㅂ시다"),
    group(VOWEL, DECLARED, "ㅂ니다"),
    group(CONSONANT, DECLARED, "습니다"),
    group(ANY, DECLARED, "다"),
    group(CONSONANT, END, "습니까 으며 으나 으니 으므로 을수록 을텐데"),
    group(VOWEL, END, "며 니 므로"),
    group(VOWEL, ADVERBIAL, "면 면서 니까 ㄴ데"),
    group(CONSONANT, ADVERBIAL, "으면 으면서 으니까"),
    group(ANY, AND, "고"),
    group(ANY, NOMINAL, "기 기전"),
    group(ANY, END, "지만 던 던가 거나 든 든지 든가 더라도 더니 더라 길 긴 자 자마자"),
    group(ANY, END, "나 네 네요 냐 군요 구나 구요 죠 지요 듯 듯이 되"),
    group(ANY, END, "거든 거든요 더군요 더라고요 더라구요 잖아요"),
    group(VOWEL, VERB, "시"),
    group(VOWEL, CONNECTIVE, "셔"),
    group(VOWEL, PAST, "셨"),
    group(ANY, PAST, "겠"),
];

/// Endings of verbs.
const VERB_ENDINGS: &[Group] = &[
    group(VOWEL, DECLARED, "ㄴ다"),
    group(CONSONANT, DECLARED, "는다"),
    group(VOWEL, NOMINAL, "ㅁ"),
    group(ANY, ADNOMINAL, "는"),
    group(ANY, AND, "지"),
    group(ANY, NOMINAL, "는지 는가 는데"),
    group(ANY, END, "는데요 나요 느냐 라 라는 자는 게끔 도록 곤 느라 건 세요 십시오"),
    group(ANY, QUOTED, "게 자고 라고 고자"),
    group(VOWEL, END, "러 려 려는 려면 려던 려다"),
    group(VOWEL, QUOTED, "려고"),
    group(CONSONANT, END, "으려는 으려면 으러"),
    group(CONSONANT, QUOTED, "으려고"),
    group(CONSONANT, CONNECTIVE, "아 어"),
    group(CONSONANT, PAST, "았 었"),
];

/// Verbs that follow a noun.
const VERBS: &[Group] = &[
    group(ANY, VERB, "하 되 시키 당하 받 스럽"),
    group(ANY, CONNECTIVE, "해 하여 돼 되어 시켜 당해 스러워"),
    group(ANY, PAST, "했 하였 됐 되었 시켰 당했 스러웠"),
    group(ANY, ADNOMINAL, "스러운 스러울"),
    group(ANY, AND, "히"),
    group(VOWEL, VERB, "롭"),
    group(VOWEL, ADNOMINAL, "로운 로울"),
    group(VOWEL, CONNECTIVE, "로워"),
];

/// Verbs that follow nouns as well as other verbs: 문제없는, 되어있다, 하고싶은, 하지않는.
const AUXILIARY_VERBS: &[Group] = &[group(ANY, VERB, "있 없 않 싶"), group(ANY, ADVERBIAL, "없이")];

const AFTER_CONNECTIVE: &[Group] = &[
    group(ANY, ADVERBIAL, "서"),
    group(ANY, END, "도 요 라"),
    group(ANY, QUOTED, "야"),
    group(ANY, VERB, "주 보 지 두 놓 내 오 나가 가 버리 드리"),
    group(ANY, CONNECTIVE, "줘 봐 져 둬 놔 내 와 나가 버려 드려"),
    group(ANY, PAST, "줬 봤 졌 뒀 놨 냈 왔 나갔 갔 버렸 드렸"),
];

const AFTER_AND: &[Group] = &[group(ANY, END, "서")];

const AFTER_DECLARED: &[Group] = &[
    group(ANY, QUOTED, "고 라고"),
    group(ANY, END, "는 라는 면 며 만 지만 던가"),
    group(ANY, ADVERBIAL, "가 면서"),
    group(ANY, END, "ㅂ니다"),
];

const AFTER_ADNOMINAL: &[Group] =
    &[group(ANY, NOMINAL, "때 것"), group(ANY, AND, "수"), group(ANY, QUOTED, "만")];

macro_rules! lists {
    ($($name:ident $list:ident)*) => {
        /// A list, as its place in [`LISTS`].
        #[derive(Clone, Copy)]
        enum List { $($name),* }
        use List::*;

        /// The lists as bytes.
        const LISTS: &[&[u8]] = &[$({ const PACKED: [u8; length($list)] = pack($list); &PACKED }),*];

        #[cfg(test)]
        const SOURCES: &[&[Group]] = &[$($list),*];
    };
}

lists! {
    Case CASE
    Place PLACE
    Bound BOUND
    Auxiliary AUXILIARY
    AfterAdverb AFTER_ADVERB
    Plural PLURAL
    AfterVowel AFTER_VOWEL
    CopulaEndings COPULA_ENDINGS
    Endings ENDINGS
    VerbEndings VERB_ENDINGS
    Verbs VERBS
    AuxiliaryVerbs AUXILIARY_VERBS
    AfterConnective AFTER_CONNECTIVE
    AfterAnd AFTER_AND
    AfterDeclared AFTER_DECLARED
    AfterAdnominal AFTER_ADNOMINAL
}

/// The lists that may follow each state, as a set of bits.
#[allow(clippy::indexing_slicing)] // It runs in the compiler.
const FOLLOWERS: [u16; 12] = {
    let mut followers = [0; 12];
    followers[NOUN as usize] =
        set(&[Case, Place, Bound, Auxiliary, Plural, AfterVowel, Verbs, AuxiliaryVerbs]);
    followers[NOMINAL as usize] = set(&[Case, Place, Auxiliary, AfterVowel]);
    followers[AND as usize] = set(&[Auxiliary, AfterVowel, AuxiliaryVerbs, AfterAnd]);
    followers[CONNECTIVE as usize] = set(&[AuxiliaryVerbs, AfterConnective]);
    followers[QUOTED as usize] = set(&[Auxiliary, AfterVowel, Verbs]);
    followers[DECLARED as usize] = set(&[AfterDeclared]);
    followers[ADNOMINAL as usize] = set(&[AfterAdnominal]);
    followers[ADVERBIAL as usize] = set(&[Auxiliary, AfterAdverb, AfterVowel]);
    followers[COPULA as usize] = set(&[AfterVowel, CopulaEndings, Endings]);
    followers[VERB as usize] = set(&[Endings, VerbEndings]);
    followers[PAST as usize] = set(&[Endings, VerbEndings]);
    followers
};

#[allow(clippy::indexing_slicing)]
const fn set(lists: &[List]) -> u16 {
    let mut bits = 0;
    let mut at = 0;
    while at < lists.len() {
        bits |= 1 << lists[at] as u16;
        at += 1;
    }
    bits
}

/// A morpheme as it is stored.
pub(super) struct Morpheme<'a> {
    pub(super) keys: &'a [u8],
    pub(super) agreement: u8,
    pub(super) next: u8,
}

/// The morphemes that may follow a state.
pub(super) fn after(state: u8) -> impl Iterator<Item = Morpheme<'static>> {
    let lists = FOLLOWERS.get(usize::from(state)).copied().unwrap_or(0);
    Morphemes { lists, list: &[], head: 0 }
}

struct Morphemes<'a> {
    /// Those behind this one, as a set of bits.
    lists: u16,
    list: &'a [u8],
    /// That of the morpheme before.
    head: u8,
}

impl<'a> Iterator for Morphemes<'a> {
    type Item = Morpheme<'a>;

    fn next(&mut self) -> Option<Morpheme<'a>> {
        while self.list.is_empty() {
            self.list = LISTS.get(self.lists.trailing_zeros() as usize)?;
            self.lists &= self.lists - 1;
        }
        let (&head, rest) = self.list.split_first()?;
        if head > 0 {
            self.head = head;
        }
        let length = rest.iter().position(|byte| byte.is_ascii()).unwrap_or(rest.len());
        let (keys, after) = rest.split_at_checked(length)?;
        self.list = after;
        Some(Morpheme { keys, agreement: self.head & 7, next: self.head >> 3 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keystroke::key;

    #[test]
    fn packed_as_written() {
        let (mut count, mut bytes) = (0, 0);
        assert_eq!(LISTS.len(), SOURCES.len());
        for (list, groups) in LISTS.iter().zip(SOURCES) {
            let mut stored = Morphemes { lists: 0, list, head: 0 };
            for group in *groups {
                for text in group.morphemes.split(' ') {
                    let morpheme = stored.next().unwrap();
                    assert_eq!(morpheme.keys, key(text), "{text}");
                    assert_eq!((morpheme.agreement, morpheme.next), (group.agreement, group.next), "{text}");
                    count += 1;
                }
            }
            assert!(stored.next().is_none());
            bytes += list.len();
        }
        // The figures that the module comment gives.
        assert!((270..310).contains(&count) && bytes < 1536, "{count} morphemes in {bytes} bytes");
    }

    #[test]
    fn constants_are_keys() {
        assert_eq!(key("ㄹ"), [RIEUL_KEY]);
        assert_eq!(key("으"), EU_KEYS);
    }

    #[test]
    fn no_morpheme_stands_twice_in_a_list() {
        for groups in SOURCES {
            let mut seen = std::collections::HashSet::new();
            for group in *groups {
                for text in group.morphemes.split(' ') {
                    assert!(seen.insert((text, group.next)), "{text}");
                }
            }
        }
    }
}
