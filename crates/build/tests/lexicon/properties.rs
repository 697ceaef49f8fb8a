//! Nothing is lost, and nothing depends on the number of threads.

use super::*;
use keyseek_text::korean::strips;
use keyseek_text::words;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

const STEMS: &[&str] = &[
    "구름",
    "나무",
    "서버",
    "로그",
    "로그인",
    "도로",
    "고속도로",
    "회의",
    "위키백과",
    "모니터링",
    "안정적",
    "개발",
    "개발자",
    "정확",
    "정확도",
    "최대",
    "최대한",
    "하나",
    "하지",
    "데이터",
    "저장소",
    "데이터저장소",
    "무중단배포",
    "배포",
    "docker",
    "v1.2.3",
    "他山之石",
];
const SUFFIXES: &[&str] = &[
    "",
    "가",
    "이",
    "을",
    "를",
    "은",
    "는",
    "의",
    "에",
    "에서",
    "에서는",
    "로",
    "으로",
    "과",
    "와",
    "도",
    "만",
    "들이",
    "들을",
    "인",
    "한",
    "하는",
    "합니다",
    "했다",
    "이다",
    "입니다",
    "까지",
    "라",
    "나",
    "다",
    "시",
    "중",
    "별",
];

fn texts() -> impl Strategy<Value = Vec<String>> {
    let word = prop_oneof![
        8 => (select(STEMS), select(SUFFIXES)).prop_map(|(stem, suffix)| format!("{stem}{suffix}")),
        1 => "[가-힣]{1,7}",
        1 => "[가각나하이에서도ㄱㅏ]{1,6}",
    ];
    vec(vec(word, 0..12).prop_map(|words| words.join(" ")), 1..6)
}

/// The rule of a query: a word is found by its own key or by the stem of one of its strips.
fn is_found(terms: &Terms, doc: DocId, word: &str) -> bool {
    terms.holds(doc, word) || strips(word).any(|strip| terms.holds(doc, strip.stem))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_word_is_found(texts in texts()) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let terms = Terms::of(&texts);
        for (doc, text) in (0..).zip(&texts) {
            for word in words(text) {
                // Keys are what is pressed: 가ㄱ and 각 are the same.
                let word = decode(&keyseek_text::key(&word.text));
                prop_assert!(is_found(&terms, doc, &word), "{word} of {text}: {}", terms.text(doc));
            }
        }
    }

    #[test]
    fn no_shard_size_changes_what_an_index_holds(texts in texts(), shard_bytes in 1usize..200) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let small = IndexOptions { shard_bytes, ..IndexOptions::default() };
        prop_assert_eq!(Terms::with(&texts, &small).0, Terms::of(&texts).0);
    }
}

#[test]
fn threads_do_not_change_the_bytes() {
    let texts: Vec<String> = (0..400)
        .map(|number| {
            let word = |at: usize| {
                format!("{}{}", STEMS[(number * at) % STEMS.len()], SUFFIXES[(number + at) % SUFFIXES.len()])
            };
            (1..20).map(word).collect::<Vec<_>>().join(" ") + " run runs 搜索引擎"
        })
        .collect();
    let documents: Vec<Document> = texts.iter().map(|text| document("ko", text)).collect();
    let build = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| keyseek_build::index(&documents, &IndexOptions::default(), &Silent).unwrap().files)
    };
    let one = build(1);
    for threads in [2, 7] {
        assert!(build(threads) == one, "{threads} threads build other bytes than one");
    }
}
