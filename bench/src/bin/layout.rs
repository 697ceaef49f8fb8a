//! What a first search loads, by the sizes at which shards and blocks are full: writes `bench/LAYOUT.md` and prints it.
//!
//! ```text
//! cargo run --release -p keyseek-bench --bin layout -- [--site NAME=FOLDER]…
//! ```
//!
//! The numbers depend on the corpora and the code alone. A site is a folder of pages that is measured beside the corpora.

use anyhow::{Context, bail};
use keyseek_bench::cold::{Loaded, first_search};
use keyseek_bench::corpus::{self, Corpus};
use keyseek_bench::random::Random;
use keyseek_bench::report::Report;
use keyseek_bench::truth::Texts;
use keyseek_bench::words::{Attested, Words};
use keyseek_build::Silent;
use keyseek_build::index::{IndexOptions, Indexed};
use keyseek_index::Document;
use std::path::Path;

const OUTPUT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/LAYOUT.md");
const SEED: u64 = 7;
/// Queries of each kind.
const QUERIES: usize = 25;
/// Words of at least so many documents are searched for: a page of hits is what readers wait for.
const FULL_PAGE: usize = 10;

fn main() -> anyhow::Result<()> {
    let mut sites = Vec::new();
    sites.extend(Corpus::Blog.load().map(|documents| (Corpus::Blog.name().to_owned(), documents)));
    let mut given = std::env::args().skip(1);
    while let Some(argument) = given.next() {
        let value = given.next().filter(|_| argument == "--site");
        let Some((name, folder)) = value.as_deref().and_then(|value| value.split_once('=')) else {
            bail!("{argument} is unknown; there is --site NAME=FOLDER");
        };
        sites.push((name.to_owned(), corpus::read(Path::new(folder))));
    }
    let mut report = Report::default();
    report.section(
        "Layout",
        "What the first search of a page loads of an index, in kB as stored, to show ten hits: the mean over queries of one \
         word, of two words and of the beginning of a word, each of which ten documents hold. The module and its scripts come \
         on top. The builder takes shards of 16 and blocks of 8 as long as these make at most 2,000 files for 50,000 documents. \
         Made by `cargo run --release -p keyseek-bench --bin layout -- --site NAME=FOLDER`.",
    );
    for (name, documents) in &sites {
        add_site(&mut report, name, documents);
    }
    let text = report.finish();
    print!("{text}");
    std::fs::write(OUTPUT, text).with_context(|| format!("{OUTPUT} cannot be written"))
}

fn add_site(report: &mut Report, name: &str, documents: &[Document]) {
    let kinds = queries(documents);
    report.section(
        &format!("{name}: {} documents", documents.len()),
        "By shard and block, KiB before compression:",
    );
    let mut rows = Vec::new();
    for shard in [16, 32, 64] {
        for block in [4, 8, 16] {
            let options = IndexOptions {
                shard_bytes: shard << 10,
                block_bytes: block << 10,
                ..IndexOptions::default()
            };
            let indexed =
                keyseek_build::index(documents, &options, &Silent).expect("documents can be indexed");
            rows.push((format!("{shard}, {block}"), cells(&indexed, &kinds)));
        }
    }
    let head = [
        "shard, block",
        "files",
        "all kB",
        "manifest",
        "one word",
        "two words",
        "beginning",
        "terms",
        "positions",
        "documents",
        "requests",
        "rounds",
    ];
    report.table(&head, rows.iter().map(|(name, cells)| (name.as_str(), cells.clone())));
}

fn cells(indexed: &Indexed, kinds: &[Vec<String>; 3]) -> Vec<String> {
    let kb = |bytes: usize, of: usize| format!("{:.1}", bytes as f64 / 1000.0 / of.max(1) as f64);
    let mut cells = vec![
        indexed.files.len().to_string(),
        format!("{:.0}", indexed.files.values().map(Vec::len).sum::<usize>() as f64 / 1000.0),
    ];
    let mut all = Loaded::default();
    let mut asked = 0;
    let mut of_kinds = Vec::new();
    for queries in kinds {
        let mut of_kind = Loaded::default();
        for query in queries {
            of_kind += first_search(indexed, query);
        }
        of_kinds.push(kb(of_kind.total().bytes, queries.len()));
        all += of_kind;
        asked += queries.len();
    }
    cells.push(kb(all.manifest.bytes, asked));
    cells.extend(of_kinds);
    cells.extend([all.terms, all.positions, all.documents].map(|weight| kb(weight.bytes, asked)));
    let mean = |count: usize| format!("{:.1}", count as f64 / asked.max(1) as f64);
    cells.extend([mean(all.total().files), mean(all.rounds)]);
    cells
}

/// Words, pairs of words and beginnings of words.
fn queries(documents: &[Document]) -> [Vec<String>; 3] {
    let words = Words::new(&Texts::new(documents));
    let mut random = Random::new(SEED);
    let common = |word: &Attested| word.docs.len() >= FULL_PAGE;
    let single: Vec<String> = words
        .nouns
        .iter()
        .chain(&words.latin)
        .filter(|word| common(word))
        .map(|word| word.text.clone())
        .collect();
    let pairs = words.pairs.iter().filter(|(_, docs)| docs.len() >= FULL_PAGE / 2);
    let pairs = pairs.map(|([first, second], _)| format!("{first} {second}")).collect();
    let beginnings = single.iter().filter(|word| word.chars().count() > 2);
    let beginnings = beginnings.map(|word| word.chars().take(2).collect()).collect();
    [
        random.choose(single.clone(), QUERIES),
        random.choose(pairs, QUERIES),
        random.choose(beginnings, QUERIES),
    ]
}
