//! Where snippets begin and end.

use super::*;
use crate::snippet::scan::tests::needles;
use crate::snippet::{Scanner, StoredSection, window};
use proptest::prelude::*;

fn snippet(text: &str, words: &[&str]) -> Vec<Run> {
    let needles = needles(words);
    let needles: Vec<_> = needles.iter().map(Vec::as_slice).collect();
    let marks = Scanner::new(&needles).find(text);
    let section = &StoredSection { text: text.to_owned(), ..StoredSection::default() };
    cut(&Found { section, window: window::best(&marks), marks, heading: 0, words: 0 })
}

fn show(runs: &[Run]) -> String {
    runs.iter().map(|run| if run.mark { format!("[{}]", run.text) } else { run.text.clone() }).collect()
}

fn check(text: &str, words: &[&str], expected: &str) {
    assert_eq!(show(&snippet(text, words)), expected);
}

#[test]
fn short_texts_are_whole() {
    check("Kafka 모니터링을\n 한다.", &["kafka", "모니터ㄹ*"], "[Kafka] [모니터링]을 한다.");
    check("a <b>form</b> & \"x\"", &["form"], "a <b>[form]</b> & \"x\"");
    check("첫 문장이다.\n둘째 문장이다.", &["없다"], "첫 문장이다. 둘째 문장이다.");
    check("", &["없다"], "");
}

#[test]
fn takes_the_place_with_the_most_words() {
    let filler = "이것은 다른 이야기이다. ".repeat(2000);
    let text = format!("검색 이야기. {filler}검색 색인 이야기를 한다.");
    check(&text, &["검색", "색인"], "이것은 다른 이야기이다. [검색] [색인] 이야기를 한다.");
}

#[test]
fn all_that_is_shown_is_marked() {
    let text = format!("{}다음은 검색이다. 검색하고 나서 색인", "딴말 ".repeat(100));
    check(
        &text,
        &["검색", "색인"],
        &format!("… {}다음은 [검색]이다. [검색]하고 나서 [색인]", "딴말 ".repeat(10)),
    );
}

#[test]
fn starts_and_ends_at_sentences_that_are_near() {
    let long = "그 뒤의 긴 이야기가 이어지며 끝나지 않고".to_owned() + &" 이어진다".repeat(50);
    let text = format!(
        "{long} 끝났다.그리고 이제 바로 다음에 오는 것은 검색 이야기이다.{} {long}",
        " 참으로 그렇다.".repeat(5)
    );
    let expected =
        format!("그리고 이제 바로 다음에 오는 것은 [검색] 이야기이다.{} …", " 참으로 그렇다.".repeat(5));
    check(&text, &["검색"], &expected);
}

#[test]
fn long_texts_are_cut_at_words() {
    let text = "word ".repeat(100);
    let runs = snippet(&text, &[]);
    assert_eq!(runs.len(), 1);
    assert!(runs[0].text.ends_with("word …"), "{}", runs[0].text);
    assert!(runs[0].text.len() <= COLUMNS + " …".len());
}

#[test]
fn sentences() {
    // A bar stands where a sentence starts.
    let check = |expected: &str| {
        let text = expected.replace('|', "");
        let mut shown = String::new();
        for (at, ch) in text.char_indices() {
            if border(&text, at) == Border::Sentence {
                shown.push('|');
            }
            shown.push(ch);
        }
        assert_eq!(shown, expected);
    };
    check("|했다.|그리고 갔다. |다음 줄\n|끝");
    check("|입니다.|다음은 합니다!|그래서 뭐?|응 그래...|그리고");
    check("|node.js와 1.5와 example.com과 .NET, 3.1절");
    check("|했다.|Docker를 쓴다. |Kafka.|그래서");
    check("|\"했다.\" |그는 (했다.) |그리고 “했다.”|다음");
    check("|한다。|次に！|终");
    check("|\u{1112}\u{1162}\u{11BB}\u{1103}\u{1161}.|\u{1100}\u{1173}");
}

#[test]
fn characters_are_not_taken_apart() {
    for character in [
        "\u{1100}\u{1165}\u{11B7}",
        "e\u{301}",
        "👩\u{200D}👧",
        "👍🏽",
        "🇰🇷",
        "か\u{3099}",
        "ที่",
        "कि",
        "가\u{11B7}",
    ] {
        let text = format!("{character}x{character}");
        let inner = (1..character.len())
            .filter(|at| text.is_char_boundary(*at) && border(&text, *at) != Border::None);
        assert_eq!(inner.count(), 0, "{character}");
        assert!([0, 1].iter().all(|more| border(&text, character.len() + more) != Border::None));
        let long = character.repeat(200) + "검색" + &character.repeat(200);
        let shown = show(&snippet(&long, &["검색"])).replace(['…', ' ', '[', ']'], "").replace("검색", "");
        assert_eq!(shown.replace(character, ""), "");
    }
}

/// Words and borders of sentences.
fn text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "검색",
        "검색을 ",
        "색인 ",
        "kafka ",
        "했다.",
        "그리고",
        ". ",
        "\n",
        " ",
        "<b>",
        "node.js",
        "한글로만적은긴낱말",
        "\u{1100}\u{1165}\u{11B7}",
        "e\u{301}",
        "他山之石",
        "…",
        "👍🏽",
        "other words ",
        "\u{3000}",
        "&amp;",
    ]);
    prop::collection::vec(pieces, 0..200).prop_map(|pieces| pieces.concat())
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

proptest! {
    #[test]
    fn runs_are_a_part_of_the_text(text in text()) {
        let runs = snippet(&text, &["검색", "색인", "kafk*"]);
        let shown: String = runs.iter().map(|run| run.text.as_str()).collect();
        let part = shown.strip_prefix("… ").unwrap_or(&shown);
        let whole = folded(&text);
        let is_part = [part, part.strip_suffix(" …").unwrap_or(part), shown.strip_suffix(" …").unwrap_or(&shown)]
            .iter()
            .any(|part| whole.contains(part));
        prop_assert!(is_part, "{:?} is not in {:?}", shown, whole);
        prop_assert!(runs.windows(2).all(|pair| pair[0].mark != pair[1].mark));
        prop_assert!(runs.iter().all(|run| !run.text.is_empty()));
        let is_found = ["검색", "색인"].iter().any(|word| text.contains(word));
        prop_assert!(!is_found || runs.iter().any(|run| run.mark));
    }

    #[test]
    fn a_whole_text_is_kept(text in text()) {
        let needles = needles(&["검색", "kafk*"]);
        let needles: Vec<_> = needles.iter().map(Vec::as_slice).collect();
        let runs = marked(&text, &Scanner::new(&needles).find(&text));
        prop_assert_eq!(runs.iter().map(|run| run.text.as_str()).collect::<String>(), text);
    }
}
