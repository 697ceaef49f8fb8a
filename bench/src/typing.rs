//! What comes out when a word is typed half, wrong, on the other layout or on another machine.

use crate::random::Random;
use crate::truth::is_syllable;
use keyseek_text::{decode, fold, from_qwerty, is_jamo, key, states, to_qwerty};

/// A slip of one key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    /// A key too many.
    Insert,
    /// A key left out.
    Delete,
    /// A wrong key.
    Substitute,
    /// Two keys swapped.
    Transpose,
}

impl Slip {
    /// Every slip.
    pub const ALL: [Self; 4] = [Self::Insert, Self::Delete, Self::Substitute, Self::Transpose];
}

/// A word with a slip at the first key or at one behind it, as the input method shows it; none when the slip changes
/// nothing, or joins with its neighbours to other keys.
pub fn slipped(word: &str, slip: Slip, at_first: bool, random: &mut Random) -> Option<String> {
    let right = key(word);
    let mut keys = right.clone();
    let at = if at_first { 0 } else { 1 + random.below(keys.len().checked_sub(1).filter(|&rest| rest > 0)?) };
    let alphabet: Vec<u8> = match word.starts_with(is_syllable) {
        true => (0..=u8::MAX).filter(|byte| is_jamo(*byte)).collect(),
        false => (b'a'..=b'z').collect(),
    };
    let other = *random.pick(&alphabet)?;
    match slip {
        Slip::Insert => keys.insert(at, other),
        Slip::Delete => drop(keys.remove(at)),
        Slip::Substitute => keys[at] = other,
        Slip::Transpose if at + 1 < keys.len() => keys.swap(at, at + 1),
        Slip::Transpose => return None,
    }
    let typed = decode(&keys);
    (keys != right && key(&typed) == keys).then_some(typed)
}

/// Every state that the input method shows while the last syllable of a word is typed, the whole word left out: 모니털 and
/// 모니터리 of 모니터링. Of a Latin word the first half, and all but the last letter.
pub fn halves(word: &str) -> Vec<String> {
    let Some((last, _)) = word.char_indices().next_back() else { return Vec::new() };
    if !word.starts_with(is_syllable) {
        return vec![word[..word.len().div_ceil(2)].to_owned(), word[..last].to_owned()];
    }
    let all: Vec<String> = states(word).collect();
    all[key(&word[..last]).len()..all.len() - 1].to_vec()
}

/// A word typed on the other layout: 모니터링 is *ahslxjfld*, *docker* is 애찯ㄱ.
pub fn on_other_layout(word: &str) -> Option<String> {
    match word.starts_with(is_syllable) {
        true => to_qwerty(&key(word)),
        false => from_qwerty(word).map(|keys| decode(&keys)),
    }
}

/// Syllables as conjoining jamo, as macOS writes file names.
pub fn decomposed(word: &str) -> String {
    let jamo = |ch: char| {
        let index = ch as u32 - 0xAC00;
        let parts = [0x1100 + index / 588, 0x1161 + index / 28 % 21, 0x11A7 + index % 28];
        parts.into_iter().filter(|code| *code != 0x11A7).filter_map(char::from_u32)
    };
    word.chars().flat_map(jamo).collect()
}

/// Letters and digits in full width.
pub fn full_width(word: &str) -> String {
    word.chars().filter_map(|ch| char::from_u32(ch as u32 + 0xFEE0)).collect()
}

/// The particles that agree with the last sound of a word, from those that follow nouns most often.
pub fn particles(word: &str) -> [&'static str; 11] {
    let last =
        word.chars().next_back().filter(|ch| is_syllable(*ch)).map_or(0, |ch| (ch as u32 - 0xAC00) % 28);
    let (closed, takes_eu) = (last != 0, !matches!(last, 0 | 8));
    let either = |after_consonant, after_vowel| if closed { after_consonant } else { after_vowel };
    [
        either("을", "를"),
        either("은", "는"),
        either("이", "가"),
        "의",
        "에",
        "에서",
        "에서는",
        if takes_eu { "으로" } else { "로" },
        either("과", "와"),
        "도",
        either("이라는", "라는"),
    ]
}

/// The first keys of a word, as the input method shows them.
pub fn first_keys(word: &str, count: usize) -> Option<String> {
    states(&fold(word)).nth(count.checked_sub(1)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_out_as_they_are_typed() {
        assert_eq!(halves("모니터링"), ["모니털", "모니터리"]);
        assert_eq!(halves("서버"), ["섭"]);
        assert_eq!(halves("kafka"), ["kaf", "kafk"]);
        assert_eq!(on_other_layout("docker").as_deref(), Some("애찯ㄱ"));
        assert_eq!(fold(&decomposed("닭값이")), "닭값이");
        assert_eq!(full_width("k8s"), "ｋ８ｓ");
        assert_eq!(particles("서울")[7], "로");
        assert_eq!(first_keys("검색", 2).as_deref(), Some("거"));
    }

    #[test]
    fn a_slip_is_one_key() {
        let mut random = Random::new(1);
        for word in ["모니터링", "kafka", "데이터베이스"] {
            for slip in Slip::ALL {
                for typed in (0..50).filter_map(|_| slipped(word, slip, false, &mut random)) {
                    let (typed, right) = (key(&typed), key(word));
                    assert_eq!(typed[0], right[0]);
                    assert!(typed.len().abs_diff(right.len()) <= 1 && typed != right);
                }
            }
        }
    }
}
