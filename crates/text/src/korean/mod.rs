//! Korean particles and endings, taken off by rule.
//!
//! Owns which suffixes there are, how they stack and what they agree with. It deliberately has no dictionary: whether a
//! stem is a word is for the corpus to say, so everything here is generous, and the callers accept only stems that the
//! index attests.
//!
//! A suffix is a path through the classes of `table.rs`: 으로부터의 is 으로, 부터, 의; 했습니다 is 했, 습니다. Matching goes over
//! [keys](crate::key), not syllables, for two reasons: endings that begin with a final consonant need no contracted forms
//! (한다 is 하 and ㄴ다, 됩니다 is 되 and ㅂ니다), and a suffix that is still being typed is just a prefix.

mod pack;
mod table;
mod verbs;

pub use verbs::verb_stems;

use crate::keystroke::{is_consonant, is_jamo, is_vowel, key};
use table::{ADVERBIAL, ANY, END, EU_KEYS, NOUN, OTHER, RIEUL, RIEUL_KEY, VOWEL};

/// A stem keeps at least this many syllables.
const MIN_SYLLABLES: usize = 2;

/// No suffix has more keys or morphemes; 하지않았었으므로 has 22 keys in 7. They bound the work on hostile input.
const MAX_KEYS: usize = 40;
const MAX_MORPHEMES: u32 = 8;

/// A way to read a Hangul word as a stem and a suffix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Strip<'a> {
    /// The word without the suffix, at least two syllables.
    pub stem: &'a str,
    /// A particle, an ending of 하다, 되다, 이다 and the like, or a run of them.
    pub suffix: &'a str,
}

/// All ways to read a folded word as a stem and a suffix, the longest suffix first.
///
/// The suffix agrees with the stem's last sound: 은, 이, 을, 과 and 으로 follow a consonant, 는, 가, 를 and 와 a vowel, 로 a
/// vowel or ㄹ. A word that is not all Hangul syllables has none.
///
/// ```
/// use keyseek_text::korean::strips;
/// let read: Vec<_> = strips("서버에서는").map(|strip| (strip.stem, strip.suffix)).collect();
/// assert_eq!(read, [("서버", "에서는"), ("서버에서", "는")]);
/// assert_eq!(strips("결과").count(), 0);
/// ```
pub fn strips(word: &str) -> impl Iterator<Item = Strip<'_>> {
    let keys = if word.chars().all(|ch| ('가'..='힣').contains(&ch)) { key(word) } else { Vec::new() };
    let mut at = 0;
    let mut syllables = 0;
    core::iter::from_fn(move || {
        while let Some((stem, suffix)) = keys.split_at_checked(at) {
            at += 1;
            if !opens_syllable(suffix) {
                continue;
            }
            syllables += 1;
            if syllables > MIN_SYLLABLES && matches(suffix, last_sound(stem), Until::Whole) {
                // A syllable is three bytes of UTF-8.
                let (stem, suffix) = word.split_at_checked((syllables - 1) * 3)?;
                return Some(Strip { stem, suffix });
            }
        }
        None
    })
}

/// Whether folded text is as a whole a particle or an ending, such as can follow a Latin word, a number or a bracket.
///
/// Any form is accepted, since `SQL` may be read 에스큐엘 or 시퀄: both `SQL를` and `SQL을`.
///
/// ```
/// use keyseek_text::korean::is_suffix;
/// assert!(is_suffix("를") && is_suffix("에서는") && is_suffix("입니다"));
/// assert!(!is_suffix("언어"));
/// ```
pub fn is_suffix(text: &str) -> bool {
    text.chars().all(|ch| ('가'..='힣').contains(&ch)) && matches(&key(text), ANY, Until::Whole)
}

/// The stems that the keys of a word being typed may stand for, when the rest is the start of a suffix: lengths in bytes
/// of the key, longest stem first.
///
/// ```
/// use keyseek_text::{decode, key, korean::unfinished_strips};
/// let stems = |typed| {
///     let key = key(typed);
///     unfinished_strips(&key).into_iter().map(|length| decode(&key[..length])).collect::<Vec<_>>()
/// };
/// assert_eq!(stems("모니터링으"), ["모니터링"]);
/// assert_eq!(stems("서벌"), ["서버"]);
/// ```
pub fn unfinished_strips(key: &[u8]) -> Vec<usize> {
    let hangul = key.iter().all(|&byte| is_jamo(byte));
    let start = if hangul { key.len().saturating_sub(MAX_KEYS) } else { key.len() };
    let mut lengths = Vec::new();
    let mut length = key.len();
    while length > start {
        length -= 1;
        let Some((stem, suffix)) = key.split_at_checked(length) else { break };
        let opens = opens_syllable(suffix) || matches!(suffix, [only] if is_consonant(*only));
        if opens && syllables(stem) >= MIN_SYLLABLES && matches(suffix, last_sound(stem), Until::Start) {
            lengths.push(length);
        }
    }
    lengths
}

/// Whether keys are the start of a suffix, or a whole one: a particle being typed after a Latin word.
///
/// ```
/// use keyseek_text::{key, korean::starts_suffix};
/// assert!(starts_suffix(&key("ㄹ")) && starts_suffix(&key("에ㅅ")) && starts_suffix(&key("를")));
/// assert!(!starts_suffix(&key("ㅋ")) && !starts_suffix(b""));
/// ```
pub fn starts_suffix(key: &[u8]) -> bool {
    !key.is_empty() && matches(key, ANY, Until::Start)
}

/// Whether keys begin with the initial and the vowel of a syllable.
fn opens_syllable(keys: &[u8]) -> bool {
    matches!(keys, [initial, vowel, ..] if is_consonant(*initial) && is_vowel(*vowel))
}

/// How many syllables with an initial and a vowel some keys type.
pub fn syllables(mut keys: &[u8]) -> usize {
    let mut count = 0;
    while let Some((_, rest)) = keys.split_first() {
        count += usize::from(opens_syllable(keys));
        keys = rest;
    }
    count
}

/// What particles agree with after these keys.
fn last_sound(keys: &[u8]) -> u8 {
    match keys {
        // No noun ends in 으: 값으로 is 값 and 으로.
        [.., initial, vowel] if [*initial, *vowel] == EU_KEYS => 0,
        [.., last] if is_vowel(*last) => VOWEL,
        [.., RIEUL_KEY] => RIEUL,
        _ => OTHER,
    }
}

/// What keys are compared with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Until {
    /// A whole suffix.
    Whole,
    /// A suffix of which more may be to come.
    Start,
}

/// Whether keys are a suffix, or the start of one, after a noun that ends in a sound.
fn matches(keys: &[u8], sound: u8, until: Until) -> bool {
    keys.len() <= MAX_KEYS && walk(keys, sound, NOUN, until, MAX_MORPHEMES)
}

fn walk(keys: &[u8], sound: u8, state: u8, until: Until, left: u32) -> bool {
    let Some(left) = left.checked_sub(1) else { return false };
    for morpheme in table::after(state) {
        if morpheme.agreement & sound == 0 {
            continue;
        }
        if let Some(rest) = keys.strip_prefix(morpheme.keys) {
            let ends = rest.is_empty() && (until == Until::Start || morpheme.next <= ADVERBIAL);
            let sound = last_sound(morpheme.keys);
            if ends || (morpheme.next != END && walk(rest, sound, morpheme.next, until, left)) {
                return true;
            }
        } else if until == Until::Start && morpheme.keys.starts_with(keys) {
            return true;
        }
    }
    false
}
