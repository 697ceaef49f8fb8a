//! `keyseek build` and `keyseek merge` of sites that are large, or on machines that have little room.

use crate::support::{command, fails, files, finish, keyseek};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

struct Site(TempDir);

impl Site {
    /// Of so many documents, in which no two words are the same twice.
    fn new(documents: usize) -> Self {
        let site = Self(TempDir::new().unwrap());
        let line = |at: usize| {
            let words: Vec<String> =
                (0..40).map(|place| format!("w{}", (at * 31 + place * place) % 9973)).collect();
            format!("{{\"url\":\"/{at}/\",\"title\":\"문서 {at}\",\"body\":\"{}\"}}\n", words.join(" "))
        };
        fs::write(site.at("site.jsonl"), (0..documents).map(line).collect::<String>()).unwrap();
        site
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Runs `keyseek build` on the site with more arguments.
    fn build(&self, out: &str, args: &[&str]) -> crate::support::Run {
        finish(command().arg("build").arg(self.at("site.jsonl")).arg("--out").arg(self.at(out)).args(args))
    }

    fn contents(&self, out: &str) -> Vec<(String, Vec<u8>)> {
        let read = |name: String| (name.clone(), fs::read(self.at(out).join(name)).unwrap());
        files(&self.at(out)).into_iter().map(read).collect()
    }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn parts_are_merged_into_what_one_build_gives() {
    let site = Site::new(3000);
    assert_eq!(site.build("whole", &["--facet", "title"]).code, 0);
    assert_eq!(site.build("little", &["--facet", "title", "--memory", "16M"]).code, 0);
    assert!(site.contents("little") == site.contents("whole"));
    for part in ["1/3", "2/3", "3/3"] {
        let run = site.build(&part.replace("/3", ".part"), &["--facet", "title", "--part", part]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert!(run.stderr.contains(&format!("part {}: ", part.replace('/', " of "))), "{}", run.stderr);
    }
    let [one, two, three, merged] = ["1.part", "2.part", "3.part", "merged"].map(|name| site.at(name));
    let run = keyseek(["merge", text(&three), text(&one), text(&two), "--out", text(&merged)]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("3,000 documents"), "{}", run.stderr);
    assert!(site.contents("merged") == site.contents("whole"));

    let other = site.at("other");
    fails(["merge", text(&one), text(&three), "--out", text(&other)], "missing: 2;");
    fails(["merge", text(&one), text(&one), "--out", text(&other)], "both part 1");
    fails(["merge", text(&site.at("site.jsonl")), "--out", text(&other)], "not a part of an index");
    assert!(!other.exists());
}

#[test]
fn hosts_without_parts_of_files_get_a_file_for_each() {
    let site = Site::new(600);
    let ask = |out: &str| {
        let index = site.at(out);
        let searched = keyseek(["search", text(&index), "문서 w31", "--facets", "date", "--json"]);
        assert_eq!(searched.code, 0, "{}", searched.stderr);
        let inspected = keyseek(["inspect", text(&index), "--json"]);
        assert_eq!(inspected.code, 0, "{}", inspected.stderr);
        let mut answer: serde_json::Value = serde_json::from_str(&searched.stdout).unwrap();
        answer["took_ms"].take();
        let report: serde_json::Value = serde_json::from_str(&inspected.stdout).unwrap();
        let count =
            |what: &str| ["terms", "documents"].map(|kind| report["bytes"][kind][what].as_u64().unwrap());
        (answer, count("files"), count("parts"))
    };
    assert_eq!(site.build("parts", &[]).code, 0);
    assert_eq!(site.build("files", &["--no-ranges"]).code, 0);
    let [(answer, files, parts), (same_answer, many_files, file_parts)] = ["parts", "files"].map(ask);
    assert_eq!(answer, same_answer);
    // All terms fit into one shard.
    assert!(parts[1] > files[1], "{files:?} {parts:?}");
    assert_eq!(many_files, file_parts);
    assert!(many_files[1] > files[1], "{files:?} {many_files:?}");

    assert_eq!(site.build("1.part", &["--no-ranges", "--part", "1/1"]).code, 0);
    let merged = keyseek(["merge", text(&site.at("1.part")), "--out", text(&site.at("merged"))]);
    assert_eq!(merged.code, 0, "{}", merged.stderr);
    assert!(site.contents("merged") == site.contents("files"));
}

#[test]
fn of_frequent_words_the_best_pages_are_read_first() {
    let site = Site::new(600);
    assert_eq!(site.build("all", &[]).code, 0);
    assert_eq!(site.build("best", &["--first-tier", "24"]).code, 0);
    let search = |out: &str, arguments: &[&str]| {
        let searched = finish(command().args(["search", text(&site.at(out)), "문서"]).args(arguments));
        assert_eq!(searched.code, 0, "{}", searched.stderr);
        searched.stdout
    };
    // The same page, and it says that there are more than were counted.
    let [(all, count), (best, best_count)] = ["all", "best"].map(|out| {
        let said = search(out, &[]);
        let (hits, count) = said.trim_end().rsplit_once('\n').unwrap();
        (hits.to_owned(), count.to_owned())
    });
    assert_eq!(all, best);
    assert_eq!((count.as_str(), best_count.as_str()), ("600 results", "at least 24 results"));
    let json = |out: &str, arguments: &[&str]| -> serde_json::Value {
        serde_json::from_str(&search(out, &[arguments, &["--json"]].concat())).unwrap()
    };
    assert_eq!(json("best", &[])["at_least"], true);
    assert!(json("all", &[]).get("at_least").is_none());
    let counted = json("best", &["--facets", "date"]);
    assert_eq!((&counted["total"], counted.get("at_least")), (&600.into(), None));

    let report = keyseek(["inspect", text(&site.at("best")), "--json"]);
    assert_eq!(report.code, 0, "{}", report.stderr);
    let report: serde_json::Value = serde_json::from_str(&report.stdout).unwrap();
    assert!(report["bytes"]["tiers"]["parts"].as_u64().unwrap() > 2, "{report}");
    assert!(report["bytes"]["spelling"]["parts"].as_u64().unwrap() > 2, "{report}");
    let misspelt = |out: &str| keyseek(["search", text(&site.at(out)), "w123x ", "--json"]);
    for out in ["all", "best"] {
        let answer: serde_json::Value = serde_json::from_str(&misspelt(out).stdout).unwrap();
        assert_eq!((&answer["reading"], answer["corrected"].is_string()), (&"typo".into(), true), "{answer}");
    }

    // Parts are merged into the same, and what is damaged is noticed.
    for part in ["1/2", "2/2"] {
        let run = site.build(&part.replace("/2", ".part"), &["--first-tier", "24", "--part", part]);
        assert_eq!(run.code, 0, "{}", run.stderr);
    }
    let [one, two, merged] = ["1.part", "2.part", "merged"].map(|name| site.at(name));
    let run = keyseek(["merge", text(&one), text(&two), "--out", text(&merged)]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(site.contents("merged") == site.contents("best"));
    for kind in ["/tiers-", "/spelling-"] {
        let damaged = files(&merged).into_iter().find(|name| name.contains(kind)).unwrap();
        let mut bytes = fs::read(merged.join(&damaged)).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        fs::write(merged.join(&damaged), bytes).unwrap();
        let run = keyseek(["inspect", text(&merged)]);
        assert!(run.code == 2 && run.stderr.contains(&damaged), "{}", run.stderr);
    }
}

#[test]
fn options_that_make_no_sense_are_refused() {
    let site = Site::new(1);
    for (option, value) in [
        ("--memory", "1M"),
        ("--memory", "much"),
        ("--part", "3/2"),
        ("--part", "0/2"),
        ("--part", "1"),
        ("--part", "1/9999"),
    ] {
        let run = site.build("out", &[option, value]);
        assert_eq!(run.code, 2, "{option} {value}");
        assert!(run.stderr.contains("expected"), "{}", run.stderr);
    }
    fs::create_dir(site.at("folder")).unwrap();
    let run = site.build("folder", &["--part", "1/1"]);
    assert!(run.code == 2 && run.stderr.contains("a part is a file"), "{}", run.stderr);
}

#[test]
fn two_builds_do_not_write_into_one_folder() {
    let site = Site::new(2);
    assert_eq!(site.build("out", &[]).code, 0);
    let before = site.contents("out");
    let staging = site.at("out/.keyseek-build");
    fs::create_dir(&staging).unwrap();
    let lock = fs::File::create(staging.join("lock")).unwrap();
    lock.lock().unwrap();
    let run = site.build("out", &[]);
    assert!(run.code == 2 && run.stderr.contains("another build is writing"), "{}", run.stderr);
    drop(lock);
    assert_eq!(site.build("out", &[]).code, 0);
    assert!(site.contents("out") == before);
}

/// A limit on the size of files stands for a disk that is full: the system refuses to write on.
#[cfg(unix)]
#[test]
fn a_build_that_cannot_write_on_leaves_what_was_there() {
    let site = Site::new(1500);
    let limited = |out: &Path, args: &str| {
        let script = format!("trap '' XFSZ; ulimit -f 20; exec \"$0\" build \"$1\" --out \"$2\" {args}");
        let mut shell = std::process::Command::new("sh");
        shell.args(["-c", &script, env!("CARGO_BIN_EXE_keyseek")]).arg(site.at("site.jsonl")).arg(out);
        let run = finish(&mut shell);
        assert_eq!(run.code, 2, "{}", run.stderr);
        assert!(run.stderr.contains("no file so large"), "{}", run.stderr);
    };
    limited(&site.at("deep/new"), "");
    assert!(!site.at("deep").exists());
    limited(&site.at("new.part"), "--part 1/1");
    assert_eq!(files(site.0.path()), ["site.jsonl"]);

    let small = site.at("small.jsonl");
    fs::write(&small, "{\"url\":\"/\",\"body\":\"kafka\"}").unwrap();
    let out = site.at("out");
    assert_eq!(finish(command().arg("build").arg(&small).arg("--out").arg(&out)).code, 0);
    let before = site.contents("out");
    limited(&out, "");
    assert!(site.contents("out") == before);
}
