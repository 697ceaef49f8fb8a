//! The scan, against a tokenizer that reads everything.

use super::*;
use crate::Reading;
use proptest::prelude::*;

/// Needles by word; one that ends in `*` marks the start of longer words, and `|` stands between those of one word.
pub(in crate::snippet) fn needles(words: &[&str]) -> Vec<Vec<Needle>> {
    let needle = |word: &str| Needle {
        key: keyseek_text::key(word.trim_end_matches('*')),
        starts: word.ends_with('*'),
        reading: Reading::Exact,
    };
    words.iter().map(|word| word.split('|').map(needle).collect()).collect()
}

fn find(text: &str, words: &[&str]) -> Vec<Mark> {
    let needles = needles(words);
    let needles: Vec<_> = needles.iter().map(Vec::as_slice).collect();
    Scanner::new(&needles).find(text)
}

fn check(words: &[&str], expected: &str) {
    let text = expected.replace(['[', ']'], "");
    let mut shown = String::new();
    let mut at = 0;
    for mark in find(&text, words) {
        shown += &format!("{}[{}]", &text[at..mark.range.start], &text[mark.range.clone()]);
        at = mark.range.end;
    }
    assert_eq!(shown + &text[at..], expected, "{words:?}");
}

#[test]
fn words_and_what_they_are_in() {
    check(&["검색"], "[검색]을 재[검색]한다. [검색]");
    check(&["배포"], "무중단[배포] 무중단[배포]를 [배포]시스템 대용량[배포]처리");
    check(&["docker"], "[Docker]를 [docker]2 dockerize");
    check(&["java"], "[java] javascript [JAVA]-8");
    check(&["가나"], "가난 [가나]다");
    check(&["글"], "[글] [글]을 글로벌 한글");
    check(&["원"], "[원] [원]은 회원 원두막");
    check(&["node.js", "js"], "[node.js] vue.[js]");
    check(&["c++|c#"], "[C++]로 C, [C#]");
    check(&["1000|user-guide"], "[1,000]원 [user's-guide]");
    check(&["retry|user"], "max[Retry]Count retryable get[User] [user]Name userland mAXRETRY");
    check(&["server|name*"], "HTTP[Server] HTTPservers of[Name]s ofname, [name]d");
    check(&["検索"], "全文[検索]とは[検索]である");
    check(&[], "아무것도");
}

#[test]
fn every_reading() {
    check(&["모니터ㄹ*"], "[모니터링]을 모니터 [모니터렸]");
    check(&["자바*"], "[자바]스크립트");
    check(&["java*"], "[java]script");
    check(&["ㄱ*"], "[검]색 [ㄱ]ㄴ 나");
    check(&["코드리뷰"], "[코드리뷰]를");
    check(&["웹|플러그인"], "[웹] [플러그인]");
    check(&["로드|밸런서"], "[로드][밸런서] [로드] [밸런서]");
    check(&["메시지"], "[메시지]가 메세지");
    check(&["auto", "scaling"], "[auto]-[scaling] autoscaling");
}

#[test]
fn ways_of_writing() {
    check(&["ete"], "[e\u{301}te\u{301}] e\u{301}te\u{301}s");
    check(&["검색"], "[\u{1100}\u{1165}\u{11B7}\u{1109}\u{1162}\u{11A8}]\u{110B}\u{1173}\u{11AF}");
    check(&["검색"], "재[\u{1100}\u{1165}\u{11B7}색]");
    check(&["nginx"], "[ＮＧＩＮＸ] [ngi\u{AD}nx]");
    check(&["file"], "[ﬁle]");
    check(&["인터뷰"], "네요ㅋㅋㅋ[인터뷰]");
    check(&["ab"], "%EC%9E[ab] %ECa ％EC[ab] xab");
    check(&[".net"], "([.NET]) asp.net");
}

#[test]
fn marks_are_in_order_and_apart() {
    let text = "node.js와 웹플러그인";
    let marks = find(text, &["js", "node.js", "플러그인", "웹플|웹플러그인"]);
    let found: Vec<_> = marks.iter().map(|mark| (&text[mark.range.clone()], mark.words)).collect();
    assert_eq!(found, [("node.js", 3), ("웹플러그인", 12)]);
}

#[test]
fn a_text_is_read_until_it_cannot_be_outdone() {
    let text = "검색 ".repeat(1000);
    assert!(find(&text, &["검색"]).len() < 100);
    let text = format!("{}색인", "검색 ".repeat(1000));
    assert_eq!(find(&text, &["검색", "색인"]).len(), 1001);
}

/// Pieces of text that begin, continue, hide or only look like words.
fn piece() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "검색",
        "검",
        "색",
        "검ㅅ",
        "ㄱㅓ",
        "을",
        "에서",
        "배포",
        "무중단",
        "원",
        "회",
        "ㅋㅋㅋ",
        "ㅠ",
        "하다",
        "\u{1100}\u{1165}\u{11B7}",
        "\u{1109}\u{1162}\u{11A8}",
        "거\u{11B7}",
        "\u{1161}",
        "ﾡﾾ",
        "ㅏ",
        "a",
        "ab",
        "abc",
        "Docker",
        "HTTPDocker",
        "abDoc",
        "doc",
        "NODE",
        "node.js",
        "js",
        ".net",
        "c++",
        "C#",
        "c++17",
        "it's",
        "'s",
        "1,000",
        "1000",
        "10",
        "3.14",
        "v1.2.3",
        "100ms",
        "py27",
        "x",
        "e",
        "é",
        "e\u{301}",
        "ﬁ",
        "ß",
        "Ａ",
        "ａｂ",
        "%",
        "%EC",
        "%ab",
        "％",
        "-",
        "_",
        ".",
        "/",
        "&",
        "'",
        "’",
        ",",
        "\u{AD}",
        "\u{200B}",
        "\u{FE0F}",
        "…",
        "“",
        "検索",
        "検",
        "けんさく",
        "か\u{3099}",
        "が",
        "ー",
        "。",
        "Привет",
        "прив",
        "ά",
        "สวัสดี",
        "👍🏽",
        "①",
        "½",
        " ",
        " ",
        " ",
        "\n",
        "\t",
        "\u{A0}",
        "\u{3000}",
    ]);
    prop_oneof![8 => pieces.prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from), 1 => "[a-z%.가-힣]{1,3}"]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn finds_what_is_in_the_whole_text(
        text in text(),
        words in prop::collection::vec((text(), 0..40usize, any::<bool>(), any::<bool>()), 1..5),
    ) {
        let mut needles = Vec::new();
        for (other, at, is_held, starts) in &words {
            // Half of the words are of the text.
            let tokens: Vec<_> = tokens(if *is_held { &text } else { other }).collect();
            let Some(token) = tokens.get(at % tokens.len().max(1)) else { continue };
            let mut key = keyseek_text::key(&token.text);
            if *starts {
                key.truncate(at % 7 + 1);
            }
            needles.push(vec![Needle { key, starts: *starts, reading: Reading::Exact }]);
        }
        let needles: Vec<_> = needles.iter().map(Vec::as_slice).collect();
        let mut scanner = Scanner::new(&needles);
        // No window holds these, so that nothing is left out.
        scanner.words = u32::MAX;
        let mut all = Vec::new();
        scanner.read(&text, 0..text.len(), &mut Spelling::default(), &mut all);
        let found = scanner.find(&text);
        prop_assert_eq!(&found, &all);
        prop_assert!(found.is_sorted_by(|one, next| one.range.end <= next.range.start));
        for mark in &found {
            prop_assert!(!text[mark.range.clone()].is_empty());
        }
    }
}
