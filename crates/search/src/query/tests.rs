use super::*;

fn check(text: &str, expected: &str) {
    let query = Query::parse(text);
    let clauses = query.clauses.iter().map(|clause| {
        let terms: Vec<_> = clause.alternatives.iter().map(write_term).collect();
        terms.join("|")
    });
    let excluded = query.excluded.iter().map(|term| format!("-{}", write_term(term)));
    let written: Vec<String> = clauses.chain(excluded).collect();
    assert_eq!(written.join(" "), expected, "{text:?}");
}

fn write_term(term: &Term) -> String {
    let words: Vec<_> = term.words.iter().map(write).collect();
    let quote = if term.quoted { "\"" } else { "" };
    let field = term.field.map(|field| format!("{}:", field.name())).unwrap_or_default();
    format!("{field}{quote}{}{quote}", words.join("_"))
}

fn write(word: &Word) -> String {
    let parts: Vec<_> = word.parts.iter().map(write).collect();
    let parts = if parts.is_empty() { String::new() } else { format!("({})", parts.join(" ")) };
    format!("{}{parts}{}", word.text, if word.unfinished { "…" } else { "" })
}

fn check_warning(text: &str, expected: &str) {
    let warnings = Query::parse(text).warnings;
    let found = warnings.iter().any(|warning| warning.contains(expected));
    assert!(found != expected.is_empty() && warnings.len() <= 1, "{text:?}: {warnings:?}");
}

#[test]
fn the_last_word_is_unfinished_until_a_space_follows() {
    check("kafka 모니터ㄹ", "kafka 모니터ㄹ…");
    check("kafka ", "kafka");
    check("Kafka", "kafka…");
    check("", "");
    check(" \u{0}\u{7} ", "");
}

#[test]
fn a_particle_after_a_latin_word_ends_it() {
    check("Docker를", "docker");
    check("Docker르", "docker");
    check("Dockerㄹ", "docker");
    check("docker 로그", "docker 로그…");
}

#[test]
fn written_forms_keep_their_parts() {
    check("node.js 배포", "node.js(node js) 배포…");
    check("node.j", "node.j(node j…)…");
}

#[test]
fn scripts_without_spaces_run_on() {
    check("食べる 全文検索", "食べる 全文検索…");
    check("他山之石이라는", "他山之石");
}

#[test]
fn repeated_words_are_one() {
    check("kafka svg kafka", "kafka… svg");
}

#[test]
fn phrases_stand_together() {
    check("\"웹 플러그인을\" kafka ", "\"웹_플러그인을\" kafka");
    check("로그 “웹 플러그인”", "로그 \"웹_플러그인\"");
    check("\"도커\"는 ", "\"도커\"");
    check("\"웹 플러그", "\"웹_플러그…\"");
    check("\"\" \" \" kafka ", "kafka");
    check("\"!!\" OR kafka ", "kafka");
}

#[test]
fn exclusions_are_apart() {
    check("kafka -redis -\"메시지 큐\" ", "kafka -redis -\"메시지_큐\"");
    check("-redis ", "-redis");
    check("--help kafka-connect - x ", "help kafka-connect(kafka connect) x");
    check("gcc -O2 ", "gcc -o2");
}

#[test]
fn alternatives_are_one_clause() {
    check("docker OR podman 배포 ", "docker|podman 배포");
    check("docker | podman OR \"container d\" ", "docker|podman|\"container_d\"");
    check("hbase최적화 OR kafka ", "hbase_최적화|kafka");
    check("OR mapping ", "or mapping");
    check("kafka OR", "kafka");
    check("kafka OR -redis ", "kafka -redis");
    check("-redis OR kafka ", "kafka -redis");
    check("kafka or redis ", "kafka or redis");
}

#[test]
fn fields_and_stars() {
    check("title:kafka 배포 ", "title:kafka 배포");
    check("tag:\"Apache Kafka\" -Tags:redis ", "tag:\"apache_kafka\" -tag:redis");
    check("kube* 배포 ", "kube… 배포");
    check("title:모니* ** * ", "title:모니…");
    check("title: kafka ", "title kafka");
    check("heading:\"웹 플", "heading:\"웹_플…\"");
}

#[test]
fn colons_that_are_no_fields_are_text() {
    check("std::vec 10:30 https://kafka ", "std vec 10 30 https kafka");
    check("nginx:latest ", "nginx latest");
    check_warning("nginx:latest ", "no field “nginx”");
    check_warning("std::vec localhost:80 https://a 10:30 c:a ", "");
}

#[test]
fn bad_queries_give_warnings() {
    check_warning("\"웹 플러그인", "not closed");
    check_warning("\"", "not closed");
    check_warning("-redis", "what to leave out");
    let text: String = (0..1000).map(|number| format!("w{number} ")).collect();
    assert_eq!(Query::parse(&text).words().count(), MAX_WORDS);
    check_warning(&text, "first 32 words");
}

proptest::proptest! {
    #[test]
    fn a_query_without_operators_is_read_the_same_as_if_there_might_be(text in r#"([a-z가-힣 .,'()OR\t/#+_-]|node\.js|ㄱ|サ|\PC){0,24}"#) {
        if !Query::may_have_operators(&text) {
            proptest::prop_assert_eq!(Query::plain(&text), Query::of(operators::read(&text)));
        }
    }
}

#[test]
fn where_operators_may_be() {
    for text in ["\"a", "-a", "a -b", "a OR b", "a | b", "title:a", "a*"] {
        assert!(Query::may_have_operators(text), "{text}");
    }
    for text in ["", "a-b", "docker-compose 설정", "C++ 'a'", "or", "O R"] {
        assert!(!Query::may_have_operators(text), "{text}");
    }
}

#[test]
fn a_short_beginning_behind_other_words_is_passed_over_in_a_large_index() {
    let clauses = |text: &str, postings: u64| {
        let mut query = Query::parse(text);
        query.pass_over_beginning(postings);
        query.clauses.len()
    };
    let few = (1 << 22) - 1;
    assert_eq!(["kafka s", "kafka s ", "s", "도커 ㅅ"].map(|text| clauses(text, few)), [2, 2, 1, 2]);
    assert_eq!(["kafka s", "kafka s ", "s", "도커 ㅅ"].map(|text| clauses(text, few + 1)), [1, 2, 1, 1]);
    assert_eq!(["kafka st", "도커 서", "도커 title:s"].map(|text| clauses(text, few + 1)), [2; 3]);
    assert_eq!(["kafka st", "도커 서", "kafka str"].map(|text| clauses(text, 1 << 25)), [1, 1, 2]);
    assert_eq!(clauses("kafka strawberrystrawberrystrawberry", u64::MAX), 2);
}
