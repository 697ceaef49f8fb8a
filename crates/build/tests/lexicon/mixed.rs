//! Particles behind other scripts, and languages without spaces.

use super::*;

#[test]
fn particles_that_stand_apart_take_no_position() {
    let terms = Terms::of(&["Docker를 쓴다", "도커(Docker)는 쓴다"]);
    assert_eq!(terms.text(0), "docker 쓴다");
    assert_eq!(terms.0["쓴다"].postings, [(0, false, vec![1]), (1, false, vec![2])]);
}

#[test]
fn written_forms_share_the_position_of_their_first_part() {
    check("Node.js에서 돈다", &[], "node.js|node js 돈다");
}

#[test]
fn runs_are_cut_into_words() {
    check("全文検索エンジン", &[], "全文検索エンジン|全文 検索 エンジン");
    check(
        "東京に行きました。とても大きな東京",
        &[],
        "東京に行きました|東京 に 行き まし た とても大きな東京|とても 大きな 東京",
    );
    check("搜索引擎是一个程序", &[], "搜索 引擎 是 一个 程序");
    check("สวัสดีชาวโลก", &[], "สวัสดี ชาว โลก");
    check("ສະບາຍດີ", &[], "ສະບາຍດີ|ສະບາຍ ດີ");
    check("ជំរាបសួរ", &[], "ជំរាបសួរ|ជំរាប សួរ");
    // Nine characters: too long for a term as a whole.
    check("မင်္ဂလာပါ", &[], "မင်္ဂလာ ပါ");
}

#[test]
fn a_short_run_is_found_as_written() {
    check("他山之石이라는 말", &[], "他山之石|他 山 之 石 말");
    check("公認認證書를", &[], "公認認證書|公認 認證 書");
    let terms = Terms::of(&["公認認證書를 쓴다"]);
    assert_eq!(terms.0["公認認證書"].postings, [(0, false, vec![0])]);
    assert_eq!(terms.0["쓴다"].postings, [(0, false, vec![3])]);
}

#[test]
fn long_words_are_cut_like_all_terms() {
    let long = "ア".repeat(100);
    check(&long, &[], &"ア".repeat(64));
}
