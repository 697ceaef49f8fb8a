//! Any file of any format gives documents and problems, whatever is in it.
#![no_main]

use keyseek_build::source::{Format, HtmlUrl, SourceFile, SourceOptions, assemble, parse};
use libfuzzer_sys::fuzz_target;
use std::collections::HashSet;
use std::io::{Seek, Write};
use std::path::PathBuf;
use std::sync::{LazyLock, Mutex};
use tempfile::NamedTempFile;

const FORMATS: [(Format, &str); 6] = [
    (Format::Html, "a/page.html"),
    (Format::Markdown, "a/post.md"),
    (Format::Markdown, "a/post.mdx"),
    (Format::JsonLines, "posts.jsonl"),
    (Format::Story, "stories.txt"),
    (Format::Feed, "feed.xml"),
];

/// The parsers read files; this one is written anew each time, in memory where the system has a place for that.
static FILE: LazyLock<Mutex<NamedTempFile>> = LazyLock::new(|| {
    let shared = PathBuf::from("/dev/shm");
    let folder = if shared.is_dir() { shared } else { std::env::temp_dir() };
    Mutex::new(NamedTempFile::new_in(folder).expect("a temporary file can be made"))
});

fuzz_target!(|input: &[u8]| {
    let Some((&choice, bytes)) = input.split_first() else { return };
    let mut file = FILE.lock().expect("there is one thread");
    file.as_file().set_len(0).expect("the file can be cut");
    file.rewind().expect("the file can be sought in");
    file.write_all(bytes).expect("the file can be written");

    let (format, relative) = FORMATS[usize::from(choice) % FORMATS.len()];
    let source = SourceFile { path: file.path().to_owned(), relative: relative.to_owned(), format };
    let html_url = if choice & 0x80 == 0 { HtmlUrl::Path } else { HtmlUrl::Canonical };
    let parsed = parse(&source, &SourceOptions { base_url: String::new(), html_url });
    let assembled = assemble(vec![(source, parsed)]);
    let mut urls = HashSet::new();
    for document in &assembled.documents {
        assert!(!document.title.is_empty(), "a title is empty: {document:?}");
        assert!(urls.insert(&document.url), "two documents have one address: {}", document.url);
        let distinct: HashSet<_> = document.tags.iter().collect();
        assert_eq!(distinct.len(), document.tags.len(), "a tag stands twice: {:?}", document.tags);
    }
});
