//! English forms.

use keyseek_text::english::{MAX_FORMS, forms};
use proptest::prelude::*;

fn check(word: &str, expect: &[&str]) {
    let found = forms(word);
    for form in expect {
        assert!(found.iter().any(|found| found == form), "{form} of {word}, found {found:?}");
    }
}

#[test]
fn forms_of_words() {
    check("monitors", &["monitor", "monitoring", "monitored"]);
    check("monitor", &["monitors", "monitoring", "monitored"]);
    check("monitoring", &["monitor", "monitors", "monitored"]);
    check("running", &["run", "runs"]);
    check("run", &["runs", "running"]);
    check("library", &["libraries"]);
    check("libraries", &["library"]);
    check("caching", &["cache", "cached", "caches"]);
    check("caches", &["cache", "caching", "cached"]);
    check("cached", &["cache", "caching", "caches"]);
    check("stopped", &["stop", "stops", "stopping"]);
    check("stop", &["stopped", "stopping"]);
    check("added", &["add", "adds", "adding"]);
    check("calling", &["call", "calls", "called"]);
    check("controlled", &["control", "controls", "controlling"]);
    check("processes", &["process", "processing", "processed"]);
    check("process", &["processes"]);
    check("indexes", &["index", "indexing", "indexed"]);
    check("searches", &["search", "searching", "searched"]);
    check("queried", &["query", "queries", "querying"]);
    check("deploys", &["deploy", "deployed", "deploying"]);
    check("deploy", &["deploys", "deployed"]);
    check("heroes", &["hero"]);
    check("committed", &["commit", "commits"]);
    check("use", &["used", "using", "uses"]);
    check("using", &["use", "used", "uses"]);
    check("agreed", &["agree"]);
    check("freeing", &["free", "freed"]);
    check("ties", &["tie"]);
    check("classes", &["class"]);
    check("boxes", &["box"]);
    check("passed", &["pass", "passes"]);
    check("debugging", &["debug", "debugs"]);
}

#[test]
fn words_without_forms() {
    for word in ["", "go", "k8s", "c++", "node.js", "서버", "café"] {
        assert!(forms(word).is_empty(), "{word}");
    }
    for (word, not) in
        [("string", "str"), ("status", "statu"), ("class", "clas"), ("analysis", "analysi"), ("bed", "b")]
    {
        assert!(!forms(word).iter().any(|form| form == not), "{not} of {word}");
    }
}

proptest! {
    #[test]
    fn forms_are_few_and_distinct(word in "[a-z]{0,12}(s|es|ies|ed|ied|ing|y|e|ss)?") {
        let found = forms(&word);
        prop_assert!(found.len() <= MAX_FORMS);
        for (at, form) in found.iter().enumerate() {
            prop_assert!(form.len() >= 2 && *form != word && !found[..at].contains(form), "{} of {}", form, &word);
        }
    }

    #[test]
    fn any_text_is_safe(word in any::<String>()) {
        forms(&word);
    }
}
