//! What the lexicon makes of real posts, where they are at hand.

use super::*;
use keyseek_build::source::{SourceOptions, assemble, discover, parse};
use keyseek_text::korean::strips;
use keyseek_text::words;
use std::path::{Path, PathBuf};
use std::time::Instant;

fn corpus(name: &str) -> Option<Vec<Document>> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let path =
        std::env::var_os("KEYSEEK_SHARED").map_or_else(beside, PathBuf::from).join("corpora").join(name);
    if !path.exists() {
        println!("passed over: no {} here; set KEYSEEK_SHARED to the folder that has it", path.display());
        return None;
    }
    let parsed = discover(&[path], &[]).unwrap().files.into_iter().map(|file| {
        let parsed = parse(&file, &SourceOptions::default());
        (file, parsed)
    });
    Some(assemble(parsed.collect()).documents)
}

/// Builds and prints; returns the bytes of the index without its documents, compressed.
fn measure(name: &str, documents: &[Document]) -> (Indexed, usize) {
    let start = Instant::now();
    let indexed = keyseek_build::index(documents, &IndexOptions::default(), &Silent).unwrap();
    let seconds = start.elapsed().as_secs_f64();
    let bytes = |part: &str| -> usize {
        let named = indexed.files.iter().filter(|(path, _)| path.contains(part));
        named.map(|(_, bytes)| bytes.len()).sum()
    };
    let (terms, positions) = (bytes("/terms-"), bytes("/positions-"));
    let found_by = terms + positions + bytes("manifest");
    println!("{name}: {:?}", indexed.lexicon);
    println!("  {:?}", indexed.statistics.counts);
    println!("  {terms} bytes of terms, {positions} of positions, {} with the manifest", found_by);
    println!("  {:.1} MB/s of text", indexed.statistics.text_bytes as f64 / 1e6 / seconds);
    (indexed, found_by)
}

#[test]
fn the_stories() {
    let Some(documents) = corpus("stories") else { return };
    let (indexed, bytes) = measure("stories", &documents);
    let counts = indexed.lexicon;
    assert!(counts.terms < counts.surfaces * 4 / 5, "{counts:?}");
    assert!(
        counts.strips > 6_000 && counts.parts > 200 && counts.groups > 100 && counts.aliases > 300,
        "{counts:?}"
    );
    assert!(bytes <= 180_000, "the index without its documents takes {bytes} bytes");
    every_word_is_found(&documents, &Terms::read(&indexed));
}

#[test]
fn the_blog() {
    let Some(documents) = corpus("yceffort-blog/posts") else { return };
    let (indexed, _) = measure("blog", &documents);
    every_word_is_found(&documents, &Terms::read(&indexed));
}

fn every_word_is_found(documents: &[Document], terms: &Terms) {
    for (doc, document) in (0..).zip(documents) {
        for word in document.sections.iter().flat_map(|section| words(&section.text)) {
            if word.script != keyseek_text::Script::Hangul {
                continue;
            }
            let word = decode(&keyseek_text::key(&word.text));
            let found = terms.holds(doc, &word) || strips(&word).any(|strip| terms.holds(doc, strip.stem));
            assert!(found, "{word} of {}", document.url);
        }
    }
}
