//! `keyseek build`.

use crate::support::{DOCUMENTS, Sample, command, fails, files, finish, keyseek};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

fn build(sources: &[&Path], out: &Path, options: &[&str]) -> crate::support::Run {
    finish(command().arg("build").args(sources).arg("--out").arg(out).args(options))
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_build_says_what_it_did() {
    let folder = TempDir::new().unwrap();
    let source = folder.path().join("documents.jsonl");
    fs::write(&source, DOCUMENTS).unwrap();
    let out = folder.path().join("deep/search");
    let run = build(&[&source], &out, &[]);
    assert_eq!(run.code, 0);
    assert_eq!(run.stdout, "");
    assert!(run.stderr.contains("keyseek: 4 documents, "), "{}", run.stderr);
    assert!(run.stderr.contains(&format!("written to {} in ", out.display())), "{}", run.stderr);
    assert!(!run.stderr.contains('\x1b'), "no progress bar where nobody looks: {:?}", run.stderr);
    assert!(files(&out).contains(&"manifest.keyseek".to_owned()));
}

#[test]
fn the_browser_files_come_with_the_index_or_are_missed_aloud() {
    let sample = Sample::build();
    let again = build(&[&sample.path("documents.jsonl")], &sample.index(), &[]);
    let names = files(&sample.index());
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    if again.stderr.contains("`make build`") {
        assert!(!has("keyseek.js") && !has("keyseek-search.js"), "{names:?}");
    } else {
        assert!(has("keyseek.js") && has("keyseek-search.js"), "{names:?}");
        assert!(
            names.iter().any(|name| name.starts_with("keyseek-") && name.ends_with(".wasm.ks")),
            "{names:?}"
        );
        assert!(fs::metadata(sample.path("search/keyseek.js")).unwrap().len() > 0);
    }
}

#[test]
fn a_single_file_holds_the_module_and_the_index() {
    let sample = Sample::build();
    let out = sample.path("single");
    let run = build(&[&sample.path("documents.jsonl")], &out, &["--single-file"]);
    if run.stderr.contains("`make build`") {
        assert_eq!((run.code, out.exists()), (2, false), "{}", run.stderr);
        return;
    }
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(files(&out), ["keyseek-files.json", "keyseek-single.js"]);
    let script = fs::read_to_string(out.join("keyseek-single.js")).unwrap();
    assert!(script.starts_with("(()=>{const KEYSEEK_FILES={\"primary\":\""));
    // Loaded at once, so that there is no use in volumes.
    let folder = sample.path("files");
    assert_eq!(build(&[&sample.path("documents.jsonl")], &folder, &["--no-ranges"]).code, 0);
    let index = files(&folder);
    for name in index.iter().filter(|name| name.starts_with("index/") || name.starts_with("manifest")) {
        assert!(script.contains(&format!("\n\"{name}\":\"")), "{name}");
    }
    assert!(!script.contains("import(") && !script.contains("</script"));
}

#[test]
fn the_same_sources_give_the_same_bytes() {
    let sample = Sample::build();
    let other = sample.path("other");
    build(&[&sample.path("documents.jsonl")], &other, &["--quiet"]);
    let names = files(&other);
    assert_eq!(names, files(&sample.index()));
    for name in names {
        assert_eq!(
            fs::read(other.join(&name)).unwrap(),
            fs::read(sample.index().join(&name)).unwrap(),
            "{name}"
        );
    }
}

#[test]
fn addresses_follow_the_options() {
    let folder = TempDir::new().unwrap();
    let pages = folder.path().join("pages");
    fs::create_dir(&pages).unwrap();
    let page = r#"<html><head><title>Kanban</title><link rel="canonical" href="https://example.com/board/"></head>
        <body><p>Cards move from left to right.</p></body></html>"#;
    fs::write(pages.join("kanban.html"), page).unwrap();
    let check = |name: &str, options: &[&str], expected: &str| {
        let out = folder.path().join(name);
        assert_eq!(build(&[&pages], &out, options).code, 0);
        let run = keyseek(["search", text(&out), "kanban", "--json"]);
        assert!(run.stdout.contains(&format!("\"url\":\"{expected}\"")), "{}", run.stdout);
    };
    check("plain", &[], "/kanban.html");
    check("path", &["--base-url", "/guide", "--html-url", "path"], "/guide/kanban.html");
    check("canonical", &["--html-url", "canonical"], "https://example.com/board/");
}

#[test]
fn problems_are_listed_and_do_not_fail_the_build() {
    let folder = TempDir::new().unwrap();
    let source = folder.path().join("many.jsonl");
    fs::write(&source, format!("{DOCUMENTS}{}", "broken\n".repeat(25))).unwrap();
    let out = folder.path().join("out");
    let listed = |run: &crate::support::Run| run.stderr.matches("many.jsonl:").count();

    let run = build(&[&source], &out, &[]);
    assert_eq!((run.code, listed(&run)), (0, 20), "{}", run.stderr);
    assert!(run.stderr.contains("5 more problems; --verbose lists all"), "{}", run.stderr);
    assert!(run.stderr.contains("25 problems"), "{}", run.stderr);

    let run = build(&[&source], &out, &["--verbose"]);
    assert_eq!((run.code, listed(&run)), (0, 25), "{}", run.stderr);

    let run = build(&[&source], &out, &["--quiet"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));

    let strict = folder.path().join("strict");
    let run = build(&[&source], &strict, &["--strict"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("25 problems in the sources, and --strict allows none"), "{}", run.stderr);
    assert!(!strict.exists());
}

#[test]
fn sources_that_give_nothing_are_errors() {
    let folder = TempDir::new().unwrap();
    let out = folder.path().join("out");
    let missing = folder.path().join("nowhere");
    let empty_folder = folder.path().join("empty");
    fs::create_dir(&empty_folder).unwrap();
    let empty_file = folder.path().join("empty.md");
    fs::write(&empty_file, "").unwrap();
    let picture = folder.path().join("picture.png");
    fs::write(&picture, "not read").unwrap();
    let check = |source: &Path, expected: &str| {
        fails(["build", text(source), "--out", text(&out)], expected);
        assert!(!out.exists());
    };
    check(&missing, "does not exist");
    check(&empty_folder, "nothing to index");
    check(&picture, "unknown kind");
    check(&empty_file, "hold no document to index");
}

#[test]
fn a_folder_that_is_not_ours_is_left_alone() {
    let sample = Sample::build();
    let thesis = sample.path("thesis");
    fs::create_dir(&thesis).unwrap();
    fs::write(thesis.join("thesis.tex"), "ten years of work").unwrap();
    let source = sample.path("documents.jsonl");
    fails(["build", text(&source), "--out", text(&thesis)], "was not written by keyseek");
    assert_eq!(files(&thesis), ["thesis.tex"]);

    // At once, not when all the work is done.
    fails(["build", "/nowhere/at/all", "--out", text(&thesis)], "was not written by keyseek");

    fails(["build", text(&source), "--out", text(&source)], text(&source));
    assert_eq!(fs::read_to_string(&source).unwrap(), DOCUMENTS);
}

#[test]
fn a_later_build_takes_the_place_of_the_earlier() {
    let sample = Sample::build();
    let source = sample.path("documents.jsonl");
    fs::write(&source, r#"{"url":"/new/","title":"Postgres","body":"A table more."}"#).unwrap();
    assert_eq!(build(&[&source], &sample.index(), &[]).code, 0);
    assert_eq!(sample.search(&["postgres"]).code, 0);
    assert_eq!(sample.search(&["celery"]).code, 1);
}

#[test]
fn what_is_written_is_not_read() {
    let folder = TempDir::new().unwrap();
    let page = |name: &str| {
        let html =
            format!("<html><head><title>{name}</title></head><body><p>Cards move right.</p></body></html>");
        fs::write(folder.path().join(name), html).unwrap();
    };
    page("kanban.html");
    // As most call it: from within the site, by a relative path.
    let build = || finish(command().current_dir(&folder).args(["build", ".", "--out", "deep/search"]));
    assert!(build().stderr.contains("keyseek: 1 document, "));
    page("deep/search/preview.html");
    let again = build();
    assert!(again.stderr.contains("keyseek: 1 document, "), "{}", again.stderr);
    page("deep/other.html");
    assert!(build().stderr.contains("keyseek: 2 documents, "));
}

#[test]
fn synonyms_of_the_site_are_found() {
    let sample = Sample::build();
    let list = sample.path("synonyms");
    fs::write(&list, "# what our readers say\nkafka, messagebus\n").unwrap();
    assert_eq!(sample.search(&["messagebus "]).code, 1);
    let run = build(&[&sample.path("documents.jsonl")], &sample.index(), &["--synonyms", text(&list)]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let (answer, _) = sample.answer(&["messagebus "]);
    assert_eq!((&answer["reading"], &answer["total"]), (&"synonym".into(), &2.into()));
}

#[test]
fn words_of_the_site_are_left_whole() {
    let folder = TempDir::new().unwrap();
    let source = folder.path().join("documents.jsonl");
    // 하루가 is 하루 with a particle, unless it is a name.
    let documents =
        [("/name/", "하루가 이름이다. 하루가 좋다."), ("/day/", "하루 동안. 하루를 쓴다. 하루에 한 번.")];
    let lines = documents.map(|(url, body)| format!(r#"{{"url":"{url}","title":"글","body":"{body}"}}"#));
    fs::write(&source, lines.join("\n")).unwrap();
    let list = folder.path().join("words");
    fs::write(&list, "하루가 # a name\n").unwrap();
    let check = |out: &str, options: &[&str], expected: &[&str]| {
        let out = folder.path().join(out);
        assert_eq!(build(&[&source], &out, options).code, 0);
        let run = keyseek(["search", text(&out), "하루 ", "--json"]);
        let answer: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        let exact = answer["hits"].as_array().unwrap().iter().filter(|hit| hit["reading"] == "exact");
        let mut exact: Vec<&str> = exact.map(|hit| hit["url"].as_str().unwrap()).collect();
        exact.sort_unstable();
        assert_eq!(exact, expected);
    };
    check("without", &[], &["/day/", "/name/"]);
    check("with", &["--words", text(&list)], &["/day/"]);
}

#[test]
fn lists_that_cannot_be_used_are_errors() {
    let sample = Sample::build();
    let (source, list, out) = (sample.path("documents.jsonl"), sample.path("list"), sample.path("out"));
    let check = |option: &str, lines: &str, line: usize, expected: &str| {
        fs::write(&list, lines).unwrap();
        let expected = format!("{}:{line}: {expected}", list.display());
        fails(["build", text(&source), "--out", text(&out), option, text(&list)], &expected);
        assert!(!out.exists());
    };
    check("--synonyms", "docker, 도커\n\nkafka\n", 3, "expected two or more words");
    check("--synonyms", "docker,\n", 1, "a word is missing");
    check("--words", "# names\n하루가\n하루 가\n", 3, "expected one word");
    check("--words", "docker, 도커\n", 1, "expected one word");
    for (option, what) in [("--synonyms", "synonyms"), ("--words", "words")] {
        let args = ["build", text(&source), "--out", text(&out), option, "/nowhere/list"];
        fails(args, &format!("cannot read the {what} in /nowhere/list"));
    }
}

#[test]
fn usage_is_explained() {
    let short = keyseek(["build", "-h"]);
    let long = keyseek(["build", "--help"]);
    assert_eq!((short.code, long.code), (0, 0));
    assert!(long.stdout.len() > short.stdout.len());
    assert!(long.stdout.contains("Examples:") && !short.stdout.contains("Examples:"));
    assert_eq!(keyseek(["--version"]).stdout, concat!("keyseek ", env!("CARGO_PKG_VERSION"), "\n"));
    for wrong in [&["build", "posts"][..], &["build", "--out", "x"], &["sing"], &[]] {
        assert_eq!(keyseek(wrong).code, 2, "{wrong:?}");
    }
}
