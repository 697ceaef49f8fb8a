//! What the lexicon decides on real posts, printed for an eye to judge: `cargo test lexicon::samples -- --nocapture`.
//!
//! `KEYSEEK_SAMPLES` is the number of decisions shown of each kind, `KEYSEEK_SEED` any word that draws others.

use super::{Known, Tables, compounds, korean, stripped};
use crate::index::vocabulary::Surface;
use crate::index::{IndexOptions, IndexWriter};
use crate::source::{SourceOptions, assemble, discover, parse};
use keyseek_index::Document;
use keyseek_text::korean::strips;
use std::path::PathBuf;

fn corpus(name: &str) -> Option<Vec<Document>> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
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

/// Prints some of the lines, always the same for the same seed.
fn print_some(mut lines: Vec<String>) {
    let variable = |name| std::env::var(name).unwrap_or_default();
    let (shown, seed) = (variable("KEYSEEK_SAMPLES").parse().unwrap_or(20), variable("KEYSEEK_SEED"));
    lines.sort_by_cached_key(|line| {
        let mix =
            |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29);
        seed.bytes().chain(line.bytes()).fold(1, mix)
    });
    for line in lines.iter().take(shown) {
        println!("{line}");
    }
}

#[test]
fn decisions_on_real_posts() {
    for name in ["stories", "yceffort-blog/posts"] {
        let Some(documents) = corpus(name) else { return };
        let surfaces = IndexWriter::vocabulary_of(&documents).surfaces;
        let tables = Tables::new(&IndexOptions::default().synonyms);
        let known = Known::new(&tables, &[]);
        let stems = korean::stems(&surfaces, &known);
        let words = stripped(surfaces.clone(), &stems);
        let parts = compounds::parts(&words, &korean::nouns(&surfaces, &stems), &known);
        let count_in = |words: &[Surface], word: &str| {
            let at = words.binary_search_by(|known| known.text.as_str().cmp(word));
            at.map_or(0, |at| words[at].count)
        };

        let hangul =
            surfaces.iter().filter(|surface| surface.text.starts_with(|ch| ('가'..='힣').contains(&ch)));
        println!("{name}: {} of {} Hangul words stripped", stems.iter().flatten().count(), hangul.count());
        let decided = || surfaces.iter().zip(&stems);
        let strip = |(surface, stem): (&Surface, &Option<usize>)| {
            let (stem, suffix) = surface.text.split_at((*stem)?);
            let count = surface.count;
            Some(format!("STRIP\t{stem}\t{suffix}\t{count}\tof {}", count_in(&words, stem)))
        };
        print_some(decided().filter_map(strip).collect());

        let keep = |(surface, stem): (&Surface, &Option<usize>)| {
            let strip = strips(&surface.text).next().filter(|_| stem.is_none())?;
            Some(format!("KEPT\t{}\t{}\t{}", strip.stem, strip.suffix, surface.count))
        };
        print_some(decided().filter_map(keep).collect());

        println!("{name}: {} parts in {} words", parts.len(), words.len());
        let part = |part: &compounds::Part| {
            let (word, part) = (&words[part.word], &words[part.word].text[part.range.clone()]);
            let count = word.count;
            format!("PART\t{}\t{part}\t{count}\tof {}", word.text, count_in(&words, part))
        };
        print_some(parts.iter().map(part).collect());
    }
}
