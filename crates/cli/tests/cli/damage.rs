//! Damaged indexes: every answer is an error that names the file, or the right one, and never a panic.

use crate::support::{Run, Sample, files, keyseek};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// Places at which each file is damaged.
const PLACES: usize = 12;

fn index_files(index: &Path) -> Vec<String> {
    let is_read = |name: &String| name == "manifest.keyseek" || name.starts_with("index/");
    files(index).into_iter().filter(is_read).collect()
}

fn inspect(index: &Path) -> Run {
    keyseek(["inspect", index.to_str().unwrap(), "--json"])
}

/// Puts `damaged` in the place of a file, runs the command in every way that reads it, and puts the file back.
fn check(sample: &Sample, name: &str, damaged: Option<&[u8]>, what: &str) {
    let path = sample.index().join(name);
    let whole = fs::read(&path).unwrap();
    match damaged {
        Some(damaged) => fs::write(&path, damaged).unwrap(),
        None => fs::remove_file(&path).unwrap(),
    }
    let file_name = path.file_name().unwrap().to_str().unwrap();

    let inspected = inspect(&sample.index());
    if inspected.code == 2 {
        assert!(inspected.stderr.contains(file_name), "{what}: {}", inspected.stderr);
    } else {
        // A changed bit in the padding of DEFLATE data changes nothing of what is in it.
        assert_eq!(inspected.code, 0, "{what}");
    }
    for query in ["kafka 모니터링", "d", ""] {
        let searched = sample.search(&[query, "--json", "--facets", "tags", "--sort", "date,lang"]);
        if searched.code == 2 {
            assert!(searched.stderr.contains(file_name), "{what}: {}", searched.stderr);
            assert_eq!(inspected.code, 2, "{what}: search noticed, inspect did not");
        }
    }
    fs::write(&path, whole).unwrap();
}

#[test]
fn flipped_bytes_never_panic() {
    let sample = Sample::build();
    for name in index_files(&sample.index()) {
        let whole = fs::read(sample.index().join(&name)).unwrap();
        let step = (whole.len() / PLACES).max(1);
        for (at, mask) in (0..whole.len()).step_by(step).zip([0x01, 0x10, 0x80, 0xff].into_iter().cycle()) {
            let mut damaged = whole.clone();
            damaged[at] ^= mask;
            check(&sample, &name, Some(&damaged), &format!("byte {at} of {name}"));
        }
    }
    assert_eq!(inspect(&sample.index()).code, 0, "every file was put back");
}

#[test]
fn cut_missing_and_foreign_files_are_named() {
    let sample = Sample::build();
    for name in index_files(&sample.index()) {
        let whole = fs::read(sample.index().join(&name)).unwrap();
        for length in [0, 1, whole.len() / 2, whole.len() - 1] {
            check(&sample, &name, Some(&whole[..length]), &format!("{name} cut at {length}"));
        }
        check(&sample, &name, Some(b"<!doctype html>"), &format!("{name} replaced"));
        check(&sample, &name, Some(&[whole.as_slice(), b"x"].concat()), &format!("{name} with a byte more"));
        if name != "manifest.keyseek" {
            check(&sample, &name, None, &format!("{name} removed"));
        }
    }
}

#[test]
fn inspect_lists_every_damaged_file() {
    let sample = Sample::build();
    let index = sample.index();
    let blobs: Vec<String> =
        index_files(&index).into_iter().filter(|name| name.starts_with("index/")).collect();
    fs::write(index.join(&blobs[0]), "").unwrap();
    fs::remove_file(index.join(&blobs[1])).unwrap();
    let run = inspect(&index);
    assert_eq!(run.code, 2);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let named: Vec<&str> = report["damaged"]
        .as_array()
        .unwrap()
        .iter()
        .map(|damaged| damaged["file"].as_str().unwrap())
        .collect();
    assert_eq!(named.len(), 2);
    for blob in &blobs[..2] {
        assert!(
            named.contains(&blob.as_str()) && run.stderr.contains(blob.as_str()),
            "{blob}: {}",
            run.stderr
        );
    }
    assert!(run.stderr.starts_with("keyseek: 2 files of the index cannot be used"), "{}", run.stderr);
}

#[test]
fn another_format_version_says_so() {
    use flate2::{Compression, read::DeflateDecoder, write::DeflateEncoder};
    use std::io::{Read, Write};

    let sample = Sample::build();
    let path = sample.index().join("manifest.keyseek");
    let mut manifest = Vec::new();
    DeflateDecoder::new(fs::read(&path).unwrap().as_slice()).read_to_end(&mut manifest).unwrap();
    manifest[4] += 1;
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&manifest).unwrap();
    fs::write(&path, encoder.finish().unwrap()).unwrap();
    for run in [inspect(&sample.index()), sample.search(&["kafka"])] {
        assert_eq!(run.code, 2);
        let expected = format!("manifest.keyseek: format version {} cannot be read", manifest[4]);
        assert!(run.stderr.contains(&expected), "{}", run.stderr);
    }
}
