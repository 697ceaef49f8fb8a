//! Particles, endings and compounds.

use super::*;

#[test]
fn a_stem_that_stands_alone_is_attested() {
    check("구름에서는 비가", &["구름 사진"], "구름 비가");
    check("모니터링에서는 모니터링", &[], "모니터링 모니터링");
    check("이용자들이 이용자로 이용자까지", &["이용자"], "이용자 이용자 이용자");
    check("안정적인 안정적으로", &[], "안정적 안정적");
    check("순서대로", &["순서"], "순서");
    check("계측하는 계측합니다 계측했습니다", &["계측"], "계측 계측 계측");
}

#[test]
fn a_stem_with_different_suffixes_is_attested() {
    check("바위가", &["바위는 크다"], "바위");
    check("바위가", &["비위는 약하다"], "바위가");
    check("소나무가 소나무만", &[], "소나무 소나무");
}

#[test]
fn a_suffix_that_no_noun_ends_in_needs_no_witness() {
    check("마라톤을 달렸다", &[], "마라톤 달렸다");
    check("게이트웨이에서는 관측하는 예방합니다", &[], "게이트웨이 관측 예방");
    check("있었을 하더라도", &[], "있었을 하더라도");
    check("마라톤은", &[], "마라톤은");
}

#[test]
fn words_that_look_like_a_stem_and_a_suffix_stay_whole() {
    check("도로 결과 회의 나라 효과", &["도 결 회 나 효"], "도로 결과 회의 나라 효과");
    check("위키백과", &["위키백과의 위키백과는 위키백과에서"], "위키백과");
    check("코끼리과", &["코끼리과의 코끼리과는"], "코끼리과");
    // 로그인 and 정확도 are in the list; 물안경점인 takes particles that 물안경점 and 인 cannot explain.
    check("로그인 화면 로그", &["정확도 정확"], "로그인 화면 로그");
    check("달나라인", &["달나라인을 달나라인의 달나라"], "달나라인");
    check("달나라인", &["달나라 달나라는"], "달나라");
    check("하지만 하지", &["하지 않는다"], "하지만 하지");
    check("하나의 하나", &["하나를"], "하나 하나");
}

#[test]
fn a_stem_may_be_made_of_words() {
    check("구름사진도", &["구름 사진을 구름사진만"], "구름사진|[사진]");
    check("구름사진만큼", &["구름 사진 사진"], "구름사진|[사진]");
    check("달력형처럼", &["달력"], "달력형");
}

#[test]
fn positions_are_those_of_the_words() {
    let terms = Terms::of(&["구름을 보는 구름 구름에"]);
    assert_eq!(terms.0["구름"].postings, [(0, false, vec![0, 2, 3])]);
}

#[test]
fn compounds_have_parts() {
    check("무중단배포 이야기", &["배포 전에 할 일: 배포 점검"], "무중단배포|[배포] 이야기");
    check("무중단배포를", &["배포를 미룬다"], "무중단배포|[배포]");
    check("구름사진관리", &["구름을 사진을 관리를"], "구름사진관리|[관리]|[사진]");
    check("구름사진첩", &["사진을"], "구름사진첩");
    // The head is found by prefix, and twice the same is once.
    check("사진사진", &["사진을"], "사진사진");
}

#[test]
fn a_syllable_too_many_makes_no_part() {
    check("회의사항", &["의사 의사를 만난다"], "회의사항");
    check("회의사항", &["의사를 사항을 회의를"], "회의사항|[사항]");
    // Where nothing says which of two cuts is right there is none.
    check("회의사항", &["의사를 사항을"], "회의사항");
    check("비동기", &["동기 동기를"], "비동기");
    check("디자인상", &["인상을 디자인을"], "디자인상");
    check("알려주는", &["주는 것을 주는"], "알려주는");
}

#[test]
fn the_users_words_need_no_witness() {
    let options =
        IndexOptions { words: vec!["얼음땡".into(), "술래".into()], ..IndexOptions::default() };
    let terms = Terms::with(&["얼음땡도 얼음땡이 오늘술래 술래잡기만"], &options);
    assert_eq!(terms.text(0), "얼음땡 얼음땡 오늘술래|[술래] 술래잡기만");
    assert_eq!(Terms::of(&["얼음땡도"]).text(0), "얼음땡도");
}
