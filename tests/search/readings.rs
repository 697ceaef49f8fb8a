//! Under which readings a query finds which documents, and in which order.

use crate::support::{Site, document};
use keyseek_build::index::IndexOptions;
use keyseek_index::Document;
use keyseek_search::Reading;

/// Documents of one text each, and what a query finds in them: their numbers from 0 on and the readings, best first.
fn check(texts: &[&str], query: &str, expected: &str) {
    let numbered = texts.iter().enumerate();
    let documents: Vec<Document> = numbered.map(|(at, text)| document(&format!("/{at}"), "", text)).collect();
    let found = Site::new(&documents, &IndexOptions::default()).documents(query);
    let found: Vec<String> = found.iter().map(|(doc, reading)| format!("{doc} {}", reading.name())).collect();
    assert_eq!(found.join(", "), expected, "{query:?} in {texts:?}");
}

#[test]
fn a_particle_that_is_half_typed_is_looser_than_the_start_of_a_term() {
    let texts = ["접근 접근 접근을 접근이", "웹 접근성"];
    check(&texts, "접근", "0 exact, 1 prefix");
    check(&texts, "접근ㅅ", "1 prefix, 0 segments");
    check(&texts, "접근시", "0 stem");
    check(&texts, "접근성", "1 exact");
    check(&texts, "접근에", "0 stem");
    check(&texts, "접근엣", "0 segments");
    check(&texts, "접근에서", "0 stem");
    // What is found does not change while 에서 is being typed.
    check(&["도커 이야기", "docker"], "도커에", "0 stem, 1 synonym");
    check(&["도커 이야기", "docker"], "도커엣", "1 segments, 0 segments");
}

#[test]
fn segments_that_are_scattered_follow_those_that_are_not() {
    let texts = ["시간 자바스크립트", "자바스크립트 이야기, 그리고 시간", "시간", "자바스크립트"];
    check(&texts, "시간자바스크립트 ", "0 spaced, 1 scattered");
    check(&texts[1..], "시간자바스크립트 ", "0 scattered");
    // Where the word is a term, its pieces are not looked for all over a text.
    let texts = ["데이터베이스", "데이터 베이스", "베이스와 데이터"];
    check(&texts, "데이터베이스 ", "0 exact, 1 spaced");
}

#[test]
fn a_word_with_other_spaces_is_found_where_few_documents_hold_it_as_a_term() {
    let others = ["대용량데이터베이스"; 12];
    let texts = [&["데이터 베이스", "데이터베이스를", "베이스"][..], &others].concat();
    let segments: Vec<String> = (3..15).map(|doc| format!("{doc} segments")).collect();
    check(&texts, "데이터베이스 ", &("1 exact, 0 spaced, ".to_owned() + &segments.join(", ")));
}

#[test]
fn segments_that_very_many_documents_hold_are_not_looked_for_next_to_each_other() {
    let reading = |documents: usize| {
        let documents = vec![document("/", "", "데이터 베이스"); documents];
        let found = Site::new(&documents, &IndexOptions::default()).documents("데이터베이스 ");
        assert_eq!(found.len(), documents.len());
        found[0].1
    };
    assert_eq!(reading(1 << 14), Reading::Spaced);
    assert_eq!(reading((1 << 14) + 1), Reading::Scattered);
}

#[test]
fn a_noun_is_found_by_another_particle() {
    // Nothing attests 마라톤 where it stands once, so 은 stays on it.
    let texts = ["마라톤은 길다", "마라톤화 광고"];
    check(&texts, "마라톤", "0 prefix, 1 prefix");
    check(&texts, "마라톤을", "0 stem");
    check(&texts, "마라톤에서 ", "0 stem");
    check(&texts, "마라톤에ㅅ", "0 stem");
    check(&texts, "마라토를", "");
    check(&["견고한 말", "견고성이 좋다"], "견고성을 ", "1 stem");
    check(&["정확한 말"], "정확도가 ", "");
}

#[test]
fn a_verb_is_found_in_another_form() {
    let texts =
        ["도구를 만들었다", "성능을 높였습니다", "코드를 고친 뒤", "빨라졌다", "고마웠어요", "장애를 겪었고"];
    for (query, expected) in [
        ("만들다 ", "0 stem"),
        ("만드는 ", "0 stem"),
        ("만들기", "0 stem"),
        ("높이다 ", "1 stem"),
        ("높인다 ", "1 stem"),
        ("고치기 ", "2 stem"),
        ("고쳤다 ", "2 stem"),
        ("빨라지는 ", "3 stem"),
        ("고맙다 ", "4 stem"),
        ("겪다 ", "5 stem"),
    ] {
        check(&texts, query, expected);
    }
    // Where the form itself stands, or what it was typed for, nothing else is looked for.
    check(&["만들기", "만들었다"], "만들기 ", "0 exact");
    check(&["높임말", "높였다"], "높임", "0 prefix");
}

#[test]
fn a_word_that_stands_nowhere_itself_is_found_in_its_forms_and_by_its_synonyms() {
    check(&["libraries", "라이브러리"], "library ", "0 stem, 1 synonym");
}

#[test]
fn identifiers_are_found_by_the_words_inside_them() {
    let texts = ["maxRetryCount", "retry", "HTTPServer.getUserName()", "URLs", "count"];
    check(&texts, "retry ", "1 exact, 0 segments");
    check(&texts, "retr", "1 prefix, 0 segments");
    check(&texts, "maxretrycount ", "0 exact");
    check(&texts, "username ", "2 segments");
    check(&texts, "\"user name\"", "2 segments");
    check(&texts, "server", "2 segments");
    check(&texts, "url ", "3 stem");
    // Words that stand only inside of others have forms, too, and leave the others theirs.
    check(&["abcDef", "library", "libraries"], "libraries ", "2 exact, 1 stem");
    check(&["maxRetries"], "retry ", "0 segments");
    // What stands everywhere is a name.
    let pages = ["LibreOffice"; 60];
    let found = |pages: &[&str]| {
        let texts = [&["office"][..], pages].concat();
        let documents: Vec<Document> = texts.iter().map(|text| document("/", "", text)).collect();
        Site::new(&documents, &IndexOptions::default()).documents("office ").len()
    };
    assert_eq!(found(&pages[..50]), 51);
    assert_eq!(found(&pages), 1);
}

#[test]
fn consonants_that_are_no_initials_are_letters_of_the_other_layout() {
    let texts = ["get", "www", "현대성", "react data"];
    check(&texts[..2], "ㅎㄷㅅ", "0 layout");
    check(&texts[..2], "ㅈㅈㅈ", "1 layout");
    check(&texts, "ㅎㄷㅅ", "2 initials");
    check(&texts, "ㅇㅁㅅㅁ", "3 layout");
    check(&["ㅋㅋㅋ", "zzz"], "ㅋㅋㅋ", "0 exact");
}

#[test]
fn han_words_are_found_in_korean_text() {
    let texts = ["他山之石이라는 말", "他山의 石", "經濟發展을 말한다", "大學敎에서 漢字를", "漢字語와 大學"];
    check(&texts, "他山之石", "0 exact");
    check(&texts, "他山之石을", "0 exact");
    check(&texts, "他山之", "0 prefix");
    check(&texts, "他山", "1 exact, 0 spaced");
    check(&texts, "石", "1 exact, 0 exact");
    check(&texts, "經濟發展", "2 exact");
    check(&texts, "經濟發", "2 prefix");
    check(&texts, "發展", "2 exact");
    check(&texts, "大學", "3 exact, 4 exact");
    check(&texts, "漢字를", "3 exact, 4 exact");
}

#[test]
fn a_word_that_its_neighbour_completes_is_no_slip() {
    let documents = [document("/0", "", "데이터베이스 성능"), document("/1", "", "데이터 케이스 성능")];
    let mut site = Site::new(&documents, &IndexOptions::default());
    let answer = site.search("데이터 베이스 성능 ");
    assert_eq!((answer.corrected, answer.hits[0].url.as_str()), (None, "/0"));
    assert_eq!(site.search("데이터 케이느 성능 ").corrected.as_deref(), Some("데이터 케이스 성능 "));
}
