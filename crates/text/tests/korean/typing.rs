//! Words that are still being typed.

use keyseek_text::korean::{starts_suffix, strips, unfinished_strips};
use keyseek_text::{decode, key, states};
use proptest::prelude::*;

fn check(typed: &str, expect: &[&str]) {
    let key = key(typed);
    let stems: Vec<String> =
        unfinished_strips(&key).into_iter().map(|length| decode(&key[..length])).collect();
    assert_eq!(stems, expect, "{typed}");
}

#[test]
fn unfinished_words() {
    check("모니터링으", &["모니터링"]);
    check("모니터링으ㄹ", &["모니터링"]);
    check("모니터링ㅇ", &["모니터링"]);
    check("서벌", &["서버"]);
    check("서버르", &["서버"]);
    check("서버에ㅅ", &["서버에", "서버"]);
    check("대시보드", &["대시보"]);
    check("서버", &[]);
    check("", &[]);
    check("docker르", &[]);
}

/// Suffixes of every class.
const SUFFIXES: &str = "은 는 이 가 을 를 의 에 에서 에게 로 으로 와 과 도 만 부터 까지 마다 조차 마저 밖에 처럼 보다 만의 나 이나 \
    라도 이라도 라는 이라는 라고 이라고 란 이란 든지 에는 에도 와의 과의 들 들이 들을 들은 들의 들에게 에서는 에서도 에서의 으로는 로는 \
    으로부터 로부터의 까지는 에게서 한테 께서 로서 으로써 대로 만큼 뿐만 씩 끼리 입니다 이다 다 인 이고 이며 이지만 였다 이었다 이라서 \
    이므로 인데 일 임 인지 이기도 이었습니다 이에요 예요 죠 하는 하다 한다 합니다 했다 했습니다 했던 하고 하며 하면 하면서 하지 하지만 \
    하기 하기로 하기를 하여 해서 해야 해야한다 했고 할 할때 한 함 함으로써 해 하게 하려고 하도록 하는데 하는지 하세요 하시면 해보자 \
    해주는 됩니다 된다 되는 됐다 되었다 되고 되어 되어있는 돼 될 된 됨 시킨다 시키는 시켰다 당한 받은 히 스러운 로운 없이 있는 별로 시에";

fn all_states(stem: &str, suffix: &str) {
    let word = format!("{stem}{suffix}");
    if !strips(&word).any(|strip| strip.stem == stem) {
        return; // They do not agree.
    }
    let length = key(stem).len();
    for state in states(&word).skip(length) {
        let key = key(&state);
        assert!(unfinished_strips(&key).contains(&length), "{stem} in {state} of {word}");
    }
}

#[test]
fn every_state_of_a_suffix_keeps_the_stem() {
    let mut agreeing = 0;
    for suffix in SUFFIXES.split_whitespace() {
        for stem in ["서버", "커널", "모니터링", "함수", "닭값", "조회", "결과", "목표", "타입", "있는"]
        {
            agreeing += usize::from(strips(&format!("{stem}{suffix}")).any(|strip| strip.stem == stem));
            all_states(stem, suffix);
        }
        for state in states(suffix) {
            assert!(starts_suffix(&key(&state)), "{state} of {suffix}");
        }
    }
    assert!(agreeing > 1000, "{agreeing} pairs agree");
}

#[test]
fn starts() {
    for typed in ["ㄹ", "르", "를", "에ㅅ", "ㅇ", "입닏", "하느"] {
        assert!(starts_suffix(&key(typed)), "{typed}");
    }
    for typed in ["", "ㅋ", "ㅏ", "r", "언어", "를ㄹ", "에ㅋ"] {
        assert!(!starts_suffix(&key(typed)), "{typed}");
    }
}

proptest! {
    #[test]
    fn any_stem_survives(stem in "[가-힣]{2,5}", suffix in 0..SUFFIXES.split_whitespace().count()) {
        all_states(&stem, SUFFIXES.split_whitespace().nth(suffix).unwrap());
    }

    #[test]
    fn any_bytes_are_safe(key in proptest::collection::vec(any::<u8>(), 0..80)) {
        let mut last = usize::MAX;
        for length in unfinished_strips(&key) {
            prop_assert!(length < last && length < key.len());
            last = length;
        }
        starts_suffix(&key);
    }

    #[test]
    fn jamo_in_any_order_are_safe(key in proptest::collection::vec(0x80..=0xA0u8, 0..80)) {
        for length in unfinished_strips(&key) {
            prop_assert!(length < key.len() && starts_suffix(&key[length..]));
        }
    }
}
