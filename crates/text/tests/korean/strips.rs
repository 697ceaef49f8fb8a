//! Whole words: their stems, in order, and what holds for any word.

use keyseek_text::korean::{is_suffix, strips};
use proptest::prelude::*;

fn stems(word: &str) -> Vec<&str> {
    strips(word).map(|strip| strip.stem).collect()
}

/// All stems of a word, the shortest first.
fn check(word: &str, expect: &[&str]) {
    assert_eq!(stems(word), expect, "{word}");
}

/// The shortest stem of a word.
fn check_shortest(word: &str, expect: &str) {
    assert_eq!(stems(word).first(), Some(&expect), "{word}");
}

#[test]
fn particles() {
    check("도커를", &["도커"]);
    check("볼륨으로부터의", &["볼륨", "볼륨으로", "볼륨으로부터"]);
    check_shortest("게이트웨이에서는", "게이트웨이");
    check("서버와의", &["서버", "서버와"]);
    check_shortest("함수들에게서", "함수");
    check("사용자들", &["사용자"]);
    check_shortest("어제까지는", "어제");
    check_shortest("순서대로", "순서");
    check_shortest("팀원끼리만", "팀원");
    check_shortest("도구로서의", "도구");
    check_shortest("누구한테서도", "누구");
    check_shortest("설명이라든지", "설명");
    check_shortest("조금이라도", "조금");
    check_shortest("하나씩만", "하나");
    check_shortest("서버밖에는", "서버");
    check_shortest("생성시에", "생성");
    check_shortest("버전별로는", "버전");
}

#[test]
fn agreement() {
    check("서버를", &["서버"]);
    check("서버을", &[]);
    check("볼륨을", &["볼륨"]);
    check("볼륨를", &[]);
    check("커널로", &["커널"]);
    check("커널으로", &[]);
    check("볼륨으로", &["볼륨"]);
    check("볼륨로", &[]);
    check("서버로", &["서버"]);
    check("커널과", &["커널"]);
    check("커널와", &[]);
    check("서버는커녕", &[]);
    check("커널이나", &["커널", "커널이"]);
    check("커널나", &[]);
    check("모듈였다", &[]);
    check("모듈이었다", &["모듈"]);
}

#[test]
fn copula() {
    check_shortest("문제입니다", "문제");
    check_shortest("문제였습니다", "문제");
    check_shortest("문제인지를", "문제");
    check_shortest("문제이므로", "문제");
    check_shortest("문제다", "문제");
    check_shortest("객체이지만", "객체");
    check_shortest("객체이자", "객체");
    check_shortest("객체라는", "객체");
    check_shortest("객체이기도", "객체");
    check_shortest("객체이더라도", "객체");
    check_shortest("객체예요", "객체");
    check_shortest("객체일때", "객체");
    check_shortest("안정적인", "안정적");
    check_shortest("안정적으로", "안정적");
    check_shortest("안정적이고", "안정적");
}

#[test]
fn verbs_of_nouns() {
    for ending in "하는 하다 한다 합니다 했다 했습니다 했던 하고 하며 하면 하면서 하지 하기 하기로 하기를 \
        하여 해서 해야 했고 할 한 함 함으로써 해 하게 하려고 하도록 하는데 하는지 하는지를 하였다 \
        합니까 할까요 할수록 하십시오 하세요 하시면 하셔서 했었다 했겠지만 해보면 해주는 해줘야 \
        해왔다 해야한다 해야만 하기전에 할때 할수있는 할만한 하는것 하자고 하라는 한다는 했다고 \
        했더라도 하다가 하느냐 하지않는 하고싶은 하게된다 됩니다 된다 되는 됐다 됐습니다 되었다 \
        되고 되며 되어 돼 될 된 됨 되어있는 시킨다 시키는 시켜서 시켰다 당한 당했다 받은 받았던 \
        없이 있는 히 스러운"
        .split(' ')
    {
        let word = format!("확인{ending}");
        assert!(stems(&word).contains(&"확인"), "{word}");
        assert!(is_suffix(ending), "{ending}");
    }
    check("자유롭게", &["자유"]);
    check("자유로운", &["자유"]);
}

#[test]
fn words_that_stay_whole() {
    check("", &[]);
    for word in "나라 도로 결과 회의 바로 서로 정의 하나 이미지 페이지 메시지 이야기 한국어 사용자 개발자 \
        비행기 강아지 데이터 모니터링 컨테이너 쿠버네티스"
        .split(' ')
    {
        check(word, &[]);
    }
    check("어린이는", &["어린이"]);
    check("페이지만", &["페이지"]);
    check("런타임을", &["런타임"]);
    check("값으로", &[]);
    check("방법으로는", &["방법", "방법으로"]);
    check("docker를", &[]);
    check("모니터ㄹ", &[]);
}

#[test]
fn suffixes_after_other_scripts() {
    for suffix in
        "를 을 의 에 가 는 로 으로 에서 이 와 과 은 라는 에서는 도 나 라고 보다 에는 입니다 들 들을 \
        하는 했습니다 인지"
            .split(' ')
    {
        assert!(is_suffix(suffix), "{suffix}");
    }
    for text in ["", "언어", "를를", "ㄹ", "docker", "서버", "데이터", "에서에", "하", "되", "에게이었"]
    {
        assert!(!is_suffix(text), "{text}");
    }
}

/// A final that a particle agrees with: none, ㄹ or another.
fn last(word: &str) -> u32 {
    word.chars().last().map_or(0, |ch| (ch as u32).wrapping_sub(0xAC00) % 28)
}

proptest! {
    #[test]
    fn strips_are_of_the_word(word in "([가-힣]|[은는이가을를의에서로도만까지하고했다]){0,10}") {
        let mut shortest = 0;
        for strip in strips(&word) {
            prop_assert_eq!(format!("{}{}", strip.stem, strip.suffix), &word[..]);
            prop_assert!(strip.stem.chars().count() >= 2 && strip.stem.len() > shortest);
            shortest = strip.stem.len();
            prop_assert!(is_suffix(strip.suffix), "{}", strip.suffix);
            let agrees = match strip.suffix {
                "은" | "이" | "을" | "과" => last(strip.stem) != 0,
                "는" | "가" | "를" | "와" => last(strip.stem) == 0,
                "로" => matches!(last(strip.stem), 0 | 8),
                "으로" => !matches!(last(strip.stem), 0 | 8),
                _ => true,
            };
            prop_assert!(agrees, "{}", word);
        }
    }

    #[test]
    fn any_text_is_safe(word in any::<String>()) {
        for strip in strips(&word) {
            prop_assert_eq!(strip.stem.len() + strip.suffix.len(), word.len());
        }
        is_suffix(&word);
    }
}

#[test]
fn long_runs_take_little_time() {
    for unit in ["만", "하고", "까지", "이", "하게되", "라고"] {
        let word = unit.repeat(1000);
        strips(&word).for_each(drop);
        assert!(!is_suffix(&word));
    }
}
