//! Groups of inflected forms, and synonyms.

use super::*;

fn check_group(documents: &[(&str, &str)], word: &str, expect: &str) {
    let documents: Vec<_> = documents.iter().map(|(lang, text)| document(lang, text)).collect();
    let terms = Terms::read(&keyseek_build::index(&documents, &IndexOptions::default(), &Silent).unwrap());
    assert_eq!(terms.0[word].group.join(" "), expect, "{word}");
}

#[test]
fn forms_of_a_word_keep_their_postings_and_are_one_group() {
    let texts = [("en", "run fast"), ("ko", "running 이야기"), ("", "it runs")];
    check_group(&texts, "run", "running runs");
    check_group(&texts, "running", "run runs");
    check_group(&texts, "fast", "");
    let terms = Terms::of(&["run", "running"]);
    assert_eq!(terms.0["running"].postings, [(1, false, vec![0])]);
}

#[test]
fn digits_and_short_words_have_no_forms() {
    check_group(&[("en", "k8s k8 log4j log4js go goes as a")], "k8s", "");
    check_group(&[("en", "go gos as ass")], "ass", "");
}

#[test]
fn words_go_by_the_language_of_their_documents() {
    check_group(&[("de", "Katze Katzen")], "katze", "katzen");
    check_group(&[("ko", "katze katzen")], "katze", "");
    check_group(&[("de", "runs"), ("en", "run runs runs")], "runs", "run");
    check_group(&[("ru", "индекс индекса docs doc")], "индекс", "индекса");
    check_group(&[("ru", "индекс индекса docs doc")], "doc", "docs");
}

#[test]
fn shards_do_not_cut_groups() {
    let options = IndexOptions { shard_bytes: 1, ..IndexOptions::default() };
    let terms = Terms::with(&["run rung runner runs running sun suns 구름"], &options);
    assert_eq!(terms.0["run"].group, ["running", "runs"]);
    assert_eq!(terms.0["suns"].group, ["sun"]);
}

fn check_synonyms(options: &IndexOptions, text: &str, word: &str, expect: &str) {
    let terms = Terms::with(&[text], options);
    let synonyms = terms.0.get(word).map(|term| term.synonyms.join(" "));
    assert_eq!(synonyms.unwrap_or_default(), expect, "{word} of {text}");
}

#[test]
fn a_word_of_a_set_leads_to_those_of_the_corpus() {
    let options = IndexOptions::default();
    check_synonyms(&options, "도커를 쓴다", "docker", "도커");
    check_synonyms(&options, "도커를 쓴다", "도커", "");
    check_synonyms(&options, "도커와 Docker", "docker", "도커");
    check_synonyms(&options, "도커와 Docker", "도커", "docker");
    check_synonyms(&options, "Kubernetes", "k8s", "kubernetes");
    check_synonyms(&options, "고래를 본다", "docker", "");
    check_synonyms(&options, "메시지", "메세지", "메시지");
    check_synonyms(&options, "container", "콘테이너", "container");
    let terms = Terms::of(&["도커를"]);
    assert_eq!(terms.0["docker"].postings, [], "no document holds it");
}

#[test]
fn the_user_adds_sets() {
    let set = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    let synonyms = vec![set(&["Keyseek", "키싴"]), set(&["두 낱말", "떡"]), set(&["캐쉬", "레디스"])];
    let options = IndexOptions { synonyms, ..IndexOptions::default() };
    check_synonyms(&options, "키싴을", "keyseek", "키싴");
    check_synonyms(&options, "두 낱말 떡", "떡", "");
    check_synonyms(&options, "redis 레디스 캐시", "캐시", "레디스");
}
