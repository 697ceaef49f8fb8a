//! What the lexicon decides on real posts, printed for an eye to judge: `cargo test lexicon::samples -- --nocapture`.

use super::{compounds, known::Known, korean, stripped, synonyms::Tables};
use crate::index::analyze;
use crate::index::merge::{self, Surface};
use crate::source::{SourceOptions, assemble, discover, parse};
use crate::{Silent, index::IndexOptions};
use keyseek_index::Document;
use std::path::PathBuf;

/// Decisions shown of each kind and corpus.
const SHOWN: usize = 100;

fn corpus(name: &str) -> Option<Vec<Document>> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let path = std::env::var_os("KEYSEEK_SHARED").map_or_else(beside, PathBuf::from).join("corpora").join(name);
    if !path.exists() {
        println!("{} is missing, so nothing is shown; set KEYSEEK_SHARED to see it", path.display());
        return None;
    }
    let parsed = discover(&[path], &[]).unwrap().files.into_iter().map(|file| {
        let parsed = parse(&file, &SourceOptions::default());
        (file, parsed)
    });
    Some(assemble(parsed.collect()).documents)
}

/// Evenly spread, in an order that looks random.
fn sample<T>(mut all: Vec<T>, hash: impl Fn(&T) -> String) -> Vec<T> {
    let shown = std::env::var("KEYSEEK_SAMPLES").ok().and_then(|shown| shown.parse().ok()).unwrap_or(SHOWN);
    let seed = std::env::var("KEYSEEK_SEED").unwrap_or_default();
    all.sort_by_cached_key(|one| {
        let hash = format!("{seed}{}", hash(one));
        hash.bytes().fold(0xCBF2_9CE4_8422_2325u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29)
        })
    });
    all.truncate(shown);
    all
}

#[test]
fn decisions_on_real_posts() {
    for name in ["stories", "yceffort-blog/posts"] {
        let Some(documents) = corpus(name) else { return };
        let surfaces = merge::merge(analyze::chunks(&documents, &Silent));
        let options = IndexOptions::default();
        let tables = Tables::new(&options.synonyms);
        let known = Known::new(&tables, &options.words);
        let stems = korean::stems(&surfaces, &known);
        let count = |word: &str| {
            let at = surfaces.binary_search_by(|surface| surface.text.as_str().cmp(word));
            at.map_or(0, |at| surfaces[at].occurrences.len())
        };

        let pairs: Vec<(&Surface, usize)> =
            surfaces.iter().zip(&stems).filter_map(|(surface, stem)| Some((surface, (*stem)?))).collect();
        let hangul = surfaces.iter().filter(|surface| surface.text.starts_with(|ch| ('가'..='힣').contains(&ch))).count();
        let occurrences: usize = pairs.iter().map(|(surface, _)| surface.occurrences.len()).sum();
        println!("{name}: {hangul} Hangul surfaces, {} stripped, {occurrences} occurrences", pairs.len());
        for (surface, stem) in sample(pairs, |pair| pair.0.text.clone()) {
            let (stem, suffix) = surface.text.split_at(stem);
            println!("STRIP\t{stem}\t{suffix}\t{}\tstem alone {}", surface.occurrences.len(), count(stem));
        }
        let kept: Vec<(&Surface, String)> = surfaces
            .iter()
            .zip(&stems)
            .filter(|(_, stem)| stem.is_none())
            .filter_map(|(surface, _)| {
                let strips: Vec<_> = keyseek_text::korean::strips(&surface.text)
                    .map(|strip| format!("{}+{} ({})", strip.stem, strip.suffix, count(strip.stem)))
                    .collect();
                (!strips.is_empty()).then(|| (surface, strips.join(", ")))
            })
            .collect();
        println!("{name}: {} could be stripped and are not", kept.len());
        for (surface, strips) in sample(kept, |pair| pair.0.text.clone()) {
            println!("KEPT\t{}\t{}\t{strips}", surface.text, surface.occurrences.len());
        }
        let words = stripped(surfaces.clone(), &stems);
        let parts = compounds::parts(&words, &korean::nouns(&surfaces, &stems), &known);
        println!("{name}: {} words, {} parts", words.len(), parts.len());
        for part in sample(parts, |part| words[part.word].text.clone()) {
            let word = &words[part.word];
            let place = words.binary_search_by(|word| word.text.as_str().cmp(&words[part.word].text[part.range.clone()]));
            let count = place.map_or(0, |at| words[at].occurrences.len());
            println!("PART\t{}\t{}\t{}\tof {count}", word.text, &word.text[part.range], word.occurrences.len());
        }
    }
}

