use super::*;

/// Terms with their positions, and `+` before those that are glued.
fn check(text: &str, expect: &str) {
    let shown: Vec<String> = tokens(text)
        .map(|token| format!("{}{}@{}", if token.glued { "+" } else { "" }, token.text, token.position))
        .collect();
    assert_eq!(shown.join(" "), expect, "{text}");
}

#[test]
fn borders_between_scripts() {
    check("", "");
    check("Docker를 써요", "docker@0 +를@1 써요@2");
    check("hbase최적화", "hbase@0 +최적화@1");
    check("他山之石이라는", "他山之石@0 +이라는@1");
    check("모니터ㄹ ㅋㅋㅋ ㅋㄷㄹㅂ", "모니터ㄹ@0 ㅋㅋㅋ@1 ㅋㄷㄹㅂ@2");
    check("네요ㅋㅋㅋ인터뷰 ㅠㅠ를 안녕ㅎ하세요", "네요@0 +ㅋㅋㅋ@1 +인터뷰@2 ㅠㅠ@3 +를@4 안녕ㅎ하세요@5");
    check("Docker(도커)를", "docker@0 도커@1 를@2");
    check("OTP\u{A0}관리", "otp@0 관리@1");
    check("Привет, κόσμε", "привет@0 κοσμε@1");
    check("👍 🎉 ①", "");
    check("カタカナとかな", "カタカナとかな@0");
    check("สวัสดีครับ API", "สวัสดีครับ@0 api@1");
}

#[test]
fn positions_of_wholes_and_parts() {
    check("Node.js와 js", "node.js@0 node@0 js@1 +와@2 js@3");
    check("node js", "node@0 js@1");
    check("100ms로", "100ms@0 100@0 +ms@1 +로@2");
    check("C++로", "c++@0 c@0 +로@1");
    check("쓰는C++", "쓰는@0 +c++@1 +c@1");
    check("v1.2.3은", "v1.2.3@0 1@0 2@1 3@2 +은@3");
    check("user's는", "user@0 +는@1");
}

#[test]
fn scripts_and_parts() {
    let check = |text: &str, script: Script, parts: u8| {
        let first = tokens(text).next().unwrap();
        assert_eq!((first.script, first.parts), (script, parts), "{text}");
    };
    check("3.14", Script::Digit, 2);
    check("2018", Script::Digit, 0);
    check("100ms", Script::Latin, 2);
    check("k8s", Script::Latin, 0);
    check("c++", Script::Latin, 1);
    check("한글", Script::Hangul, 0);
    check("漢字", Script::Han, 0);
}

#[test]
fn ways_of_writing_agree() {
    let check = |text: &str, expect: &str| {
        let terms = |text| tokens(text).map(|token| token.text).collect::<Vec<_>>();
        assert_eq!(terms(text), terms(expect), "{text}");
    };
    check("ＮＧＩＮＸ　１．２", "nginx 1.2");
    check("\u{1112}\u{1161}\u{11AB}\u{1100}\u{1173}\u{11AF}", "한글");
    check("Key\u{AD}seek\u{200B}", "keyseek");
    check("Cafe\u{301} café", "cafe cafe");
    check("don’t", "don't");
}

#[test]
fn long_runs_are_cut() {
    for ch in ["a", "1", "한", "漢", "ß"] {
        let text = ch.repeat(1000);
        let found: Vec<Token> = tokens(&text).collect();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].text.chars().count(), MAX_TERM_CHARS);
        assert_eq!(found[0].range, 0..text.len());
    }
}
