//! The query language and the score, against a scan of the text.

use crate::support::{Site, document};
use keyseek_build::index::IndexOptions;
use keyseek_search::{Answer, SearchOptions, Weights};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Words with and without particles, and what each is without.
const WORDS: [(&str, &str); 9] = [
    ("검색", "검색"),
    ("검색을", "검색"),
    ("색인", "색인"),
    ("색인에서", "색인"),
    ("서버", "서버"),
    ("서버는", "서버"),
    ("kafka", "kafka"),
    ("Docker를", "docker"),
    ("svg", "svg"),
];

/// Places in [`WORDS`].
type Words = Vec<usize>;

fn words(most: usize) -> impl Strategy<Value = Words> {
    prop::collection::vec(0..WORDS.len(), 0..most)
}

fn write(words: &[usize]) -> String {
    words.iter().map(|at| WORDS[*at].0).collect::<Vec<_>>().join(" ")
}

fn bases(words: &[usize]) -> Vec<&'static str> {
    words.iter().map(|at| WORDS[*at].1).collect()
}

/// A document that has every word without its particle, so that particles come off, and the given ones: title and text.
fn site(texts: &[(Words, Words)], size: usize) -> Site {
    let mut documents = vec![document("/all", "", "검색, 색인. 서버. kafka. docker. svg. 검색. 색인. 서버.")];
    documents.extend(
        (0..).zip(texts).map(|(at, (title, text))| document(&format!("/{at}"), &write(title), &write(text))),
    );
    Site::new(&documents, &IndexOptions { shard_bytes: size, block_bytes: size, ..IndexOptions::default() })
}

/// The places of the texts that an answer lists, as a set.
fn listed(answer: &Answer) -> BTreeSet<usize> {
    answer.hits.iter().filter_map(|hit| hit.url[1..].parse().ok()).collect()
}

fn texts() -> impl Strategy<Value = Vec<(Words, Words)>> {
    prop::collection::vec((words(3), words(12)), 1..10)
}

/// The texts for which something holds of a field.
fn scan(texts: &[(Words, Words)], holds: impl Fn(&[&str]) -> bool) -> BTreeSet<usize> {
    let matches = |(title, text): &(Words, Words)| holds(&bases(title)) || holds(&bases(text));
    texts.iter().enumerate().filter(|(_, text)| matches(text)).map(|(at, _)| at).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_phrase_is_what_stands_together(texts in texts(), phrase in words(4), size in 1..400usize) {
        prop_assume!(!phrase.is_empty());
        let mut site = site(&texts, size);
        let wanted = bases(&phrase);
        let expected = scan(&texts, |text| text.windows(wanted.len()).any(|window| window == wanted));
        prop_assert_eq!(listed(&site.search(&format!("\"{}\"", write(&phrase)))), expected);
    }

    #[test]
    fn what_is_excluded_is_not_listed(texts in texts(), word in 0..WORDS.len(), phrase in words(3), size in 1..400usize) {
        let mut site = site(&texts, size);
        let holding = |wanted: &[&str]| scan(&texts, |text| text.windows(wanted.len()).any(|window| window == wanted));
        let mut expected = holding(&[WORDS[word].1]);
        let mut query = WORDS[word].0.to_owned() + " ";
        if !phrase.is_empty() {
            query += &format!("-\"{}\"", write(&phrase));
            expected = &expected - &holding(&bases(&phrase));
        }
        prop_assert_eq!(listed(&site.search(&query)), expected);
    }

    #[test]
    fn alternatives_are_a_union_and_fields_a_choice(texts in texts(), one in 0..WORDS.len(), other in 0..WORDS.len()) {
        let mut site = site(&texts, 200);
        let either = scan(&texts, |text| text.contains(&WORDS[one].1) || text.contains(&WORDS[other].1));
        prop_assert_eq!(listed(&site.search(&format!("{} OR {} ", WORDS[one].0, WORDS[other].0))), either);
        let in_title = texts.iter().enumerate().filter(|(_, (title, _))| bases(title).contains(&WORDS[one].1));
        let expected: BTreeSet<usize> = in_title.map(|(at, _)| at).collect();
        prop_assert_eq!(listed(&site.search(&format!("title:{} ", WORDS[one].0))), expected);
    }

    #[test]
    fn nearness_is_what_a_scan_of_the_text_says(texts in texts(), first in 0..WORDS.len(), second in 0..WORDS.len()) {
        prop_assume!(WORDS[first].1 != WORDS[second].1);
        let mut site = site(&texts, 200);
        let query = format!("{} {} ", WORDS[first].0, WORDS[second].0);
        let options = SearchOptions { limit: 1000, explain: true, ..SearchOptions::default() };
        let answer = site.run(|engine| engine.search(&query, &options)).unwrap();
        for hit in &answer.hits {
            let explanation = hit.explanation.as_ref().unwrap();
            let sum: f32 = explanation.clauses.iter().map(|clause| clause.words + clause.proximity).sum();
            prop_assert!((sum * explanation.title_factor - hit.score).abs() < 1e-3, "{hit:?}");
            let Ok(at) = hit.url[1..].parse::<usize>() else { continue };
            let near = closeness(&texts[at].0, first, second) + closeness(&texts[at].1, first, second);
            if let [before, clause] = &explanation.clauses[..] {
                let expected = before.rarity.min(clause.rarity) * near / (1.0 + near) * Weights::default().proximity;
                prop_assert!((clause.proximity - expected).abs() < 1e-3, "{} is not {expected}", clause.proximity);
            }
        }
    }
}

/// 1/d² for each occurrence of the second word, d its distance from the nearest of the first.
fn closeness(text: &[usize], first: usize, second: usize) -> f32 {
    let text = bases(text);
    let places =
        |word: usize| -> Vec<usize> { (0..text.len()).filter(|at| text[*at] == WORDS[word].1).collect() };
    let mut sum = 0.0;
    for place in places(second) {
        let distance = |at: &usize| if *at < place { place - at } else { at - place + 1 };
        match places(first).iter().map(distance).min() {
            Some(distance) if distance <= 8 => sum += 1.0 / (distance * distance) as f32,
            _ => {}
        }
    }
    sum
}

#[test]
fn parts_of_words_of_the_title_are_in_the_title() {
    let mut site = Site::new(
        &[
            document("/a", "무중단배포 소개", "설정을 쓴다."),
            document("/b", "소개", "무중단배포. 배포. 배포를 한다."),
        ],
        &IndexOptions { words: vec!["배포".to_owned()], ..IndexOptions::default() },
    );
    let urls = |answer: Answer| answer.hits.into_iter().map(|hit| hit.url).collect::<Vec<_>>();
    assert_eq!(urls(site.search("title:배포 ")), ["/a"]);
    assert_eq!(urls(site.search("배포 ")).len(), 2);
}

#[test]
fn suggestions_are_terms_that_most_documents_hold() {
    let mut site = Site::new(
        &[
            document("/a", "Apache Kafka", "검색기"),
            document("/b", "kafka", "검색 검색"),
            document("/c", "kafkaesque", "검색 kafka"),
        ],
        &IndexOptions::default(),
    );
    let mut check = |text: &str, expected: &[&str]| {
        assert_eq!(site.run(|engine| engine.suggest(text, 5)).unwrap(), expected, "{text:?}");
    };
    check("apache ka", &["apache kafka", "apache kafkaesque"]);
    check("-title:Kafka 겂", &[]);
    check("로그 거", &["로그 검색", "로그 검색기"]);
    check("kafka", &["kafkaesque"]);
    check("kafka ", &[]);
    check("", &[]);
    let related = |query: &str, site: &mut Site| site.search(query).suggestions;
    assert_eq!(related("kafzzzzzzz ", &mut site), ["kafka", "kafkaesque"]);
    assert_eq!(related("kafka ", &mut site), [""; 0]);
}

#[test]
fn a_word_is_suggested_once_and_without_particles() {
    let mut site = Site::new(
        &[
            document("/a", "서버리스", "서버실을 본다. 서버실은 서버를 켠다. 서버가 꺼진다. runner"),
            document("/b", "서버리스", "서버를 위한 서버실을 서버리스의 runs running"),
            document("/c", "서버리스", "서버는 서버를 서버실이 run running"),
        ],
        &IndexOptions::default(),
    );
    let mut check = |text: &str, expected: &[&str]| {
        assert_eq!(site.run(|engine| engine.suggest(text, 5)).unwrap(), expected, "{text:?}");
    };
    check("서", &["서버", "서버리스", "서버실"]);
    check("서버", &["서버리스", "서버실"]);
    check("ru", &["run", "runner"]);
    check("run", &["runner"]);
}

#[test]
fn a_question_is_answered_by_its_rare_words() {
    let mut site = Site::new(
        &[
            document("/quake", "1556년 산시성 지진", "지진으로 도시가 무너졌다. 피해가 컸다."),
            document(
                "/most",
                "가장 큰 도시",
                "어디인가 하면 가장 큰 도시는 어디인가 하는 글이다. 가장 크다.",
            ),
            document("/where", "어디인가", "가장 좋은 곳은 어디인가. 어디인가, 가장 좋은 곳은."),
            document(
                "/what",
                "What is the most common question",
                "What is it, where is it, and what was the most of it?",
            ),
            document("/kafka", "Kafka consumer lag", "The lag of a consumer is how far it is behind."),
        ],
        &IndexOptions::default(),
    );
    let mut best = |query: &str| site.search(query).hits.first().map(|hit| hit.url.clone());
    assert_eq!(best("지진 피해가 가장 컸던 도시는 어디인가?").as_deref(), Some("/quake"));
    assert_eq!(best("what is the lag of a kafka consumer?").as_deref(), Some("/kafka"));
    assert_eq!(best("what is it").as_deref(), Some("/what"));
}

#[test]
fn hostile_operators_are_answered() {
    let mut site = Site::new(&[document("/a", "검색", "kafka")], &IndexOptions::default());
    for query in [
        "\"",
        "\"\"",
        "-",
        "--",
        "OR",
        "| |",
        "title:",
        "title:\"",
        "-\"",
        "*",
        "**",
        "a OR",
        "-a OR -b",
        "OR OR OR",
        "-title:\"a",
        "”“",
    ] {
        let answer = site.search(query);
        assert!(answer.total <= 1, "{query:?}");
    }
    assert_eq!(site.search("-없음").total, 1, "what is only left out leaves the rest");
    assert_eq!(site.search(&"-a ".repeat(1000)).total, 1);
    assert_eq!(site.search(&"\"".repeat(1001)).total, 0);
}

#[test]
fn a_phrase_holds_while_its_last_word_is_begun() {
    let many: String = (0..300).map(|at| format!("p{at:03} ")).collect();
    let mut site =
        Site::new(&[document("/a", "", "stored plan"), document("/b", "", &many)], &IndexOptions::default());
    for typed in ["\"stored", "\"stored ", "\"stored p", "\"stored pl", "\"stored plan", "\"stored plan\""] {
        let urls: Vec<_> = site.search(typed).hits.into_iter().map(|hit| hit.url).collect();
        assert_eq!(urls, ["/a"], "{typed:?}");
    }
}

#[test]
fn a_word_that_stands_twice_is_put_right_twice() {
    let documents = [document("/a", "", "kafka docker")];
    let mut site = Site::new(&documents, &IndexOptions::default());
    let corrected = site.search("kafak dokcer kafak ").corrected;
    assert_eq!(corrected.as_deref(), Some("kafka docker kafka "));
}

#[test]
fn of_a_long_query_what_holds_all_as_typed_stands_first() {
    let mut site = Site::new(
        &[
            document("/short", "", "alpha beta gamma"),
            document("/all", "", &format!("{} alpha beta gamma delta", "filler ".repeat(200))),
            document("/forms", "", "alphas betas gammas deltas alphas betas gammas deltas"),
        ],
        &IndexOptions::default(),
    );
    assert_eq!(site.search("alpha beta gamma delta ").hits[0].url, "/all");
}

#[test]
fn derived_words_are_found_by_long_queries_alone() {
    let mut documents = [document("/a", "", "a stateful machine"), document("/b", "", "the state of it")];
    documents.iter_mut().for_each(|document| document.lang = "en".to_owned());
    let mut site = Site::new(&documents, &IndexOptions::default());
    let mut found = |query: &str| -> Vec<(String, &str)> {
        site.search(query).hits.into_iter().map(|hit| (hit.url, hit.reading.name())).collect()
    };
    assert_eq!(found("state "), [("/b".to_owned(), "exact")]);
    let long = found("state xyzzy plugh frobnicate ");
    assert_eq!(long, [("/b".to_owned(), "exact"), ("/a".to_owned(), "derived")]);
}
