//! `keyseek inspect`.

use crate::support::{Sample, files, keyseek};
use serde_json::Value;
use std::fs;

#[test]
fn numbers_agree_with_the_folder() {
    let sample = Sample::build();
    let index = sample.index();
    let run = keyseek(["inspect", index.to_str().unwrap(), "--json"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(report["documents"], 4);
    assert_eq!(report["generator"], concat!("keyseek ", env!("CARGO_PKG_VERSION")));
    assert_eq!(report["damaged"], serde_json::json!([]));
    for field in ["title", "heading", "tag", "body"] {
        assert!(report["words"][field].is_u64(), "{field}");
    }
    assert!(report["words"]["body"].as_u64() > report["words"]["title"].as_u64());

    let names = files(&index);
    assert_eq!(report["files"], names.len());
    let size = |name: &String| fs::metadata(index.join(name)).unwrap().len();
    let bytes = &report["bytes"];
    let stored = |structure: &str| bytes[structure]["stored"].as_u64().unwrap();
    let structures = ["manifest", "terms", "positions", "documents", "columns", "similar", "other"];
    assert_eq!(structures.map(stored).iter().sum::<u64>(), names.iter().map(size).sum::<u64>());
    for (structure, parts) in [("manifest", 1), ("terms", 1), ("columns", 3)] {
        assert_eq!(
            (&bytes[structure]["files"], &bytes[structure]["parts"]),
            (&1.into(), &parts.into()),
            "{structure}"
        );
    }
    let documents: u64 = names.iter().filter(|name| name.starts_with("index/documents-")).map(size).sum();
    assert_eq!(stored("documents"), documents);
    let without_documents =
        ["manifest", "terms", "positions", "columns", "similar"].map(stored).iter().sum::<u64>();
    assert_eq!(report["index_without_documents"], without_documents);
    let columns = report["columns"].as_array().unwrap();
    let named: Vec<_> =
        columns.iter().map(|column| (&column["name"], &column["kind"], &column["values"])).collect();
    let expected = [("tags", "text", 2), ("date", "date", 1), ("lang", "text", 2)];
    let expected = expected.map(|(name, kind, values)| (name.into(), kind.into(), values.into()));
    assert_eq!(
        named,
        expected
            .iter()
            .map(|(name, kind, values): &(Value, Value, Value)| (name, kind, values))
            .collect::<Vec<_>>()
    );
    let inflated = bytes["terms"]["inflated"].as_u64().unwrap();
    let parts = ["term_dictionary_inflated", "postings_inflated"].map(|part| bytes[part].as_u64().unwrap());
    assert!(parts.iter().all(|part| *part > 0) && parts.iter().sum::<u64>() < inflated);
}

#[test]
fn the_report_is_readable() {
    let sample = Sample::build();
    let run = keyseek(["inspect", sample.index().to_str().unwrap()]);
    assert_eq!(run.code, 0);
    assert!(run.stdout.contains("format version"), "{}", run.stdout);
    assert!(run.stdout.contains("index without documents: "), "{}", run.stdout);
    for structure in [
        "manifest",
        "terms and postings",
        "positions",
        "documents",
        "columns",
        "  tags (text)",
        "similar documents",
        "spelling dictionary",
        "other files",
        "total",
    ] {
        assert!(run.stdout.lines().any(|line| line.starts_with(structure)), "{structure} in {}", run.stdout);
    }
}

#[test]
fn files_of_the_build_before_are_other_files() {
    let sample = Sample::build();
    let source = sample.path("documents.jsonl");
    let index = sample.index();
    fs::write(&source, r#"{"url":"/new/","title":"Postgres","body":"A table more."}"#).unwrap();
    keyseek(["build", source.to_str().unwrap(), "--out", index.to_str().unwrap()]);
    let run = keyseek(["inspect", index.to_str().unwrap(), "--json"]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!((run.code, &report["documents"]), (0, &Value::from(1)));
    assert_eq!(report["files"], files(&index).len());
}
