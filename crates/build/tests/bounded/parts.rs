//! Parts, joined, are the index that one build gives; what does not belong together is refused.

use super::*;
use keyseek_build::folder::FolderError;
use keyseek_build::index::Sink;
use keyseek_build::{BuildError, build_part, merge};
use std::sync::Mutex;

#[derive(Default)]
struct Files(Mutex<BTreeMap<String, Vec<u8>>>);

impl Sink for Files {
    fn put(&self, path: &str, bytes: Vec<u8>) -> Result<(), FolderError> {
        self.0.lock().unwrap().insert(path.to_owned(), bytes);
        Ok(())
    }
}

fn make(sources: &[PathBuf], number: u32, of: u32, index: IndexOptions, out: &Path) {
    let options = BuildOptions { sources: sources.to_vec(), index, ..BuildOptions::default() };
    build_part(&options, number, of, out, &Silent).unwrap();
}

fn refused(parts: &[PathBuf], expected: &str) {
    let sink = Files::default();
    let error = merge(parts, &IndexOptions::default(), &sink, &Silent).unwrap_err();
    assert!(matches!(error, BuildError::Part(_)), "{error}");
    assert!(error.to_string().contains(expected), "{expected:?} in {error}");
    assert!(sink.0.into_inner().unwrap().is_empty());
}

#[test]
fn parts_become_the_index_of_one_build() {
    let folder = tempfile::tempdir().unwrap();
    let sources = site(folder.path());
    let whole = build_site(&sources, 512 << 20);
    for of in [1, 2, 3, 7, 40] {
        let part = |number| folder.path().join(format!("{number}.part"));
        for number in 1..=of {
            let memory = MEMORIES[number as usize % MEMORIES.len()];
            make(&sources, number, of, options(memory), &part(number));
        }
        let sink = Files::default();
        let parts: Vec<_> = (1..=of).rev().map(part).collect();
        let report = merge(&parts, &options(2_000), &sink, &Silent).unwrap();
        assert!(sink.0.into_inner().unwrap() == whole.files, "{of} parts");
        assert_eq!(report.merged, whole.report.merged, "{of} parts");
        assert_eq!(sorted(&report.problems), sorted(&whole.report.problems), "{of} parts");
        assert_eq!(report.passed_over, whole.report.passed_over);
    }
}

#[test]
fn parts_that_do_not_belong_together_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let sources = site(folder.path());
    let at = |name: &str| folder.path().join(name);
    make(&sources, 1, 3, options(0), &at("1"));
    make(&sources, 2, 3, options(0), &at("2"));
    make(&sources, 3, 3, options(0), &at("3"));
    make(&sources, 2, 2, options(0), &at("of-two"));
    make(&sources, 2, 3, IndexOptions { words: vec!["x".to_owned()], ..options(0) }, &at("other-words"));
    make(&sources[..2], 2, 3, options(0), &at("other-sources"));
    std::fs::copy(at("2"), at("copy")).unwrap();
    let check = |names: &[&str], expected: &str| {
        refused(&names.iter().map(|name| at(name)).collect::<Vec<_>>(), expected);
    };
    check(&["1", "3"], "missing: 2;");
    check(&["2"], "missing: 1, 3;");
    check(&["1", "2", "copy", "3"], "both part 2");
    check(&["1", "of-two", "3"], "their numbers of parts differ");
    check(&["1", "other-words", "3"], "their options differ");
    check(&["1", "other-sources", "3"], "their sources differ");
    check(&["1", "image.png", "3"], "not a part");
    check(&["1", "md", "3"], "not a part");
    check(&["1", "nowhere", "3"], "cannot read");
}

#[test]
fn damaged_parts_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let sources = site(folder.path());
    let path = folder.path().join("part");
    make(&sources[2..3], 1, 1, options(0), &path);
    let whole = std::fs::read(&path).unwrap();
    let damaged = folder.path().join("damaged");
    for at in (0..whole.len()).step_by(whole.len() / 97) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x10;
        std::fs::write(&damaged, &bytes).unwrap();
        refused(std::slice::from_ref(&damaged), "");
        std::fs::write(&damaged, &whole[..at]).unwrap();
        refused(std::slice::from_ref(&damaged), "");
    }
}
