//! Where an index lies changes no answer: in one pack or in many files, kept or let go. And what happens when some of the
//! files cannot be had.

use crate::support::{Site, document};
use keyseek_build::index::IndexOptions;
use keyseek_index::{Document, MetaValue, pack};
use keyseek_search::{Answer, Filter, Hit, Mode, Prior, SearchOptions, SortKey};
use proptest::prelude::*;
use std::collections::BTreeMap;

const WORDS: [&str; 18] = [
    "검색",
    "검색을",
    "색인",
    "검색엔진",
    "모니터링",
    "모니터",
    "kafka",
    "kafkaesque",
    "searching",
    "search",
    "searches",
    "Docker를",
    "node.js",
    "c++",
    "서버",
    "로드 밸런서",
    "로드밸런서",
    "他山之石",
];

fn words(most: usize) -> impl Strategy<Value = Vec<&'static str>> {
    prop::collection::vec(prop::sample::select(WORDS.to_vec()), 0..most)
}

prop_compose! {
    fn any_document()(
        title in words(3),
        texts in prop::collection::vec(words(8), 1..4),
        tags in prop::sample::subsequence(vec!["Kafka", "검색", "운영"], 0..3),
        views in prop::option::of(0..5u8),
    ) -> Document {
        let mut document = document("", &title.join(" "), "");
        let section = document.sections.remove(0);
        for (at, text) in texts.iter().enumerate() {
            let mut section = section.clone();
            (section.id, section.heading) = (format!("s{at}"), text.first().map_or_else(String::new, |word| (*word).to_owned()));
            section.text = text.join(" ");
            document.sections.push(section);
        }
        document.tags = tags.into_iter().map(str::to_owned).collect();
        document.meta.extend(views.map(|views| ("views".to_owned(), MetaValue::Number(views.into()))));
        document
    }
}

fn documents() -> impl Strategy<Value = Vec<Document>> {
    prop::collection::vec(any_document(), 1..16).prop_map(|mut documents| {
        for (at, document) in documents.iter_mut().enumerate() {
            document.url = format!("/{at}");
        }
        documents
    })
}

/// Something of everything that the query language and the readings know.
fn query() -> impl Strategy<Value = String> {
    let more = [
        "ㄱㅅ",
        "검ㅅ",
        "모니털",
        "kakfa",
        "lafka",
        "오니터링",
        "모니터렁",
        "ahslxjfld",
        "검색엔진을",
        "서버kafka",
        "se",
        "k",
        "ㄱ",
        "zzzz",
    ];
    let word = move || prop::sample::select([&WORDS[..], &more[..]].concat());
    let part = prop_oneof![
        4 => word().prop_map(str::to_owned),
        1 => (word(), word()).prop_map(|(a, b)| format!("\"{a} {b}\"")),
        1 => word().prop_map(|word| format!("-{word}")),
        1 => (word(), word()).prop_map(|(a, b)| format!("{a} OR {b}")),
        1 => word().prop_map(|word| format!("title:{word}")),
        1 => word().prop_map(|word| format!("{word}*")),
    ];
    (prop::collection::vec(part, 0..5), any::<bool>()).prop_map(|(parts, finished)| {
        let space = if finished { " " } else { "" };
        parts.join(" ") + space
    })
}

/// One thing that an index is asked.
#[derive(Debug, Clone)]
enum Question {
    Search(String, Box<SearchOptions>),
    Suggest(String),
    Similar(String),
}

/// What it answers.
#[derive(Debug, PartialEq)]
enum Reply {
    Answer(Answer),
    Suggestions(Vec<String>),
    Hits(Vec<Hit>),
}

prop_compose! {
    fn search()(
        query in query(),
        filter in prop::option::of(prop::sample::select(vec![("tags", Mode::None, "kafka"), ("views", Mode::Any, "2")])),
        facets in prop::sample::subsequence(vec!["tags", "views"], 0..2),
        sort in prop::option::of(any::<bool>()),
        prior in any::<bool>(),
        (offset, limit) in (0..4usize, 1..9usize),
    ) -> Question {
        let mut options = SearchOptions { limit, offset, ..SearchOptions::default() };
        options.filters.extend(filter.map(|(column, mode, value)| Filter { column: column.to_owned(), mode, values: vec![value.to_owned()] }));
        options.facets = facets.into_iter().map(str::to_owned).collect();
        options.sort.extend(sort.map(|descending| SortKey { column: "views".to_owned(), descending }));
        options.prior = prior.then(|| Prior { column: "views".to_owned(), weight: 0.5 });
        Question::Search(query, Box::new(options))
    }
}

fn question() -> impl Strategy<Value = Question> {
    prop_oneof![
        4 => search(),
        1 => query().prop_map(Question::Suggest),
        1 => (0..16usize).prop_map(|at| Question::Similar(format!("/{at}"))),
    ]
}

fn options(size: usize, first_tier: usize) -> IndexOptions {
    let columns = vec!["tags".to_owned(), "views".to_owned()];
    // Volumes of one part, of a few and of all.
    let volume_bytes = [0, 300, usize::MAX][size % 3];
    let primer_bytes = Some(if size.is_multiple_of(2) { size } else { 0 });
    // Norms beside the postings, and in the manifest.
    let norms_bytes = size.is_multiple_of(4).then_some(0);
    IndexOptions {
        shard_bytes: size,
        block_bytes: size,
        primer_bytes,
        norms_bytes,
        range_blocks: (size % 5 > 2).then_some((size % 5) as u8),
        first_tier: Some(first_tier),
        volume_bytes,
        columns,
        ..IndexOptions::default()
    }
}

fn ask(site: &mut Site, question: &Question) -> Reply {
    match question {
        Question::Search(query, options) => {
            Reply::Answer(site.run(|engine| engine.search(query, options)).unwrap())
        }
        Question::Suggest(query) => Reply::Suggestions(site.run(|engine| engine.suggest(query, 5)).unwrap()),
        Question::Similar(url) => Reply::Hits(site.run(|engine| engine.similar(url, 3)).unwrap()),
    }
}

/// The files of an index as they come out of the pack that a module carries.
fn unpacked(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    let packed = pack::encode(files);
    let files = pack::open(&packed).unwrap();
    files.into_iter().map(|(name, bytes)| (name.to_owned(), bytes.to_vec())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn placement_sizes_history_and_memory_change_no_answer(
        documents in documents(),
        questions in prop::collection::vec(question(), 1..6),
        size in 1..600usize,
        first_tier in 0..6usize,
        memory in 0..3000usize,
    ) {
        let one = Site::new(&documents, &options(usize::MAX, first_tier));
        let mut many = Site::new(&documents, &options(size, first_tier));
        let mut forgetful = Site::open(many.files.clone()).unwrap();
        forgetful.engine.lack_secondary();
        for question in &questions {
            let mut embedded = Site::open(unpacked(&one.files)).unwrap();
            let expected = ask(&mut embedded, question);
            prop_assert_eq!(&ask(&mut many, question), &expected);
            prop_assert_eq!(&ask(&mut forgetful, question), &expected);
            forgetful.engine.trim(memory);
        }
    }

    /// What is lost is missing, whatever was asked and loaded before; once it is there again nothing is.
    #[test]
    fn what_cannot_be_had_is_missing_and_nothing_else(
        documents in documents(),
        questions in prop::collection::vec(search(), 1..4),
        size in 1..600usize,
        first_tier in 0..6usize,
        lost in any::<u64>(),
    ) {
        let mut warm = Site::new(&documents, &options(size, first_tier));
        let is_lost = |name: &str| name.bytes().fold(lost, |sum, byte| sum.rotate_left(5) ^ u64::from(byte)) % 3 == 0;
        for question in &questions {
            let Question::Search(query, options) = question else { continue };
            let whole = ask(&mut warm, question);
            let mut cold = Site::open(warm.files.clone()).unwrap();
            let (answer, missing) = cold.run_without(&is_lost, |engine| engine.search(query, options)).unwrap();
            let again = warm.run_without(&is_lost, |engine| engine.search(query, options)).unwrap();
            prop_assert_eq!(&(answer.clone(), missing.clone()), &again);
            if missing.is_empty() {
                prop_assert_eq!(&Reply::Answer(answer), &whole);
            } else if let Reply::Answer(whole) = &whole
                && missing.iter().all(|name| name.starts_with("documents-"))
            {
                prop_assert_eq!(answer.total, whole.total);
                prop_assert!(answer.hits.len() < whole.hits.len());
                prop_assert!(answer.hits.iter().all(|hit| whole.hits.contains(hit)));
            }
            warm.engine.go_without(Vec::new());
            prop_assert_eq!(&ask(&mut warm, question), &whole);
        }
    }
}

#[test]
fn a_word_that_cannot_be_looked_up_is_no_typing_error() {
    let documents = [document("/a", "kafka", "검색"), document("/b", "kafks", "색인")];
    let mut site = Site::new(&documents, &options(1, 0));
    let search = |site: &mut Site, lost: bool| {
        let options = SearchOptions::default();
        site.run_without(&|name| lost && name.starts_with("terms-"), |engine| {
            engine.search("kafkx 검색 ", &options)
        })
    };
    assert_eq!(search(&mut site, false).unwrap().0.corrected.as_deref(), Some("kafka 검색 "));
    let (answer, missing) = search(&mut site, true).unwrap();
    assert_eq!((answer.total, answer.corrected), (0, None));
    assert!(!missing.is_empty());
}

#[test]
fn only_what_is_in_the_secondary_module_asks_for_it() {
    let documents =
        [document("/a", "kafka", "데이터베이스를 검색"), document("/b", "kafka streams", "로드 밸런서")];
    let asks = |text: &str, asked: &SearchOptions| {
        let mut site = Site::new(&documents, &options(usize::MAX, 0));
        let (_, missing) =
            site.run_without(&|name| name == "secondary", |engine| engine.search(text, asked)).unwrap();
        !missing.is_empty()
    };
    let plain = SearchOptions::default();
    for strict in ["kafka", "kaf", "검색", "데이터베ㅇ", "kafka streams", "kafka, (검색)", ""] {
        assert!(!asks(strict, &plain), "{strict}");
    }
    let operators = ["\"kafka streams\"", "kafka -streams", "title:kafka", "kafka OR streams", "kaf*"];
    for loose in ["kakfa ", "ㄱㅅ", "ㅏㄹ라ㅁ", "zzz "].into_iter().chain(operators) {
        assert!(asks(loose, &plain), "{loose}");
    }
    assert!(asks("kafka", &SearchOptions { facets: vec!["tags".to_owned()], ..plain.clone() }));
    assert!(asks("kafka", &SearchOptions { explain: true, ..plain.clone() }));
}

#[test]
fn trimming_lets_go_of_what_was_not_used_for_the_longest_time() {
    let documents = [document("/a", "kafka", "글"), document("/b", "색인", "글")];
    let mut site = Site::new(&documents, &options(1, 0));
    let mut supplied = Vec::new();
    for (query, bytes) in
        [("kafka ", 0), ("색인 ", usize::MAX), ("색인 ", usize::MAX), ("kafka ", 1), ("kafka ", 1)]
    {
        let before = site.supplied;
        site.search(query);
        supplied.push(site.supplied - before);
        site.engine.trim(bytes);
    }
    assert!(supplied[0] > 0 && supplied[1] > 0 && supplied[3] > 0 && supplied[4] > 0, "{supplied:?}");
    assert_eq!(supplied[2], 0);
}

#[test]
fn completions_of_many_shards_are_those_of_one() {
    let documents: Vec<_> =
        (0..40).map(|at| document(&format!("/{at}"), &format!("ka{at}"), "kb kafka")).collect();
    let mut one = Site::new(&documents, &options(usize::MAX, 0));
    let mut many = Site::new(&documents, &options(1, 0));
    for question in ["k", "ka", "kaf", "ka1", "ka3 kb"].map(|query| Question::Suggest(query.to_owned())) {
        assert_eq!(ask(&mut many, &question), ask(&mut one, &question), "{question:?}");
    }
    assert_eq!(many.search("kazz ").suggestions, one.search("kazz ").suggestions);
    assert_eq!(one.search("kazz ").suggestions.len(), 3);
}
