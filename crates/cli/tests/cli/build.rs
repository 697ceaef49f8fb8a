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
            names.iter().any(|name| name.starts_with("keyseek-") && name.ends_with(".wasm")),
            "{names:?}"
        );
        assert!(fs::metadata(sample.path("search/keyseek.js")).unwrap().len() > 0);
    }
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
