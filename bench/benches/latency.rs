//! How long a query takes once every file is loaded, by what it asks of the engine.
//!
//! Each benchmark goes round a set of queries made from the corpus, so that its time is that of a query of this kind, not
//! of one query.

use criterion::{BenchmarkGroup, Criterion, criterion_group, criterion_main, measurement::WallTime};
use keyseek_bench::corpus::Corpus;
use keyseek_bench::queries::{self, Kind};
use keyseek_bench::random::Random;
use keyseek_bench::site::Site;
use keyseek_bench::truth::Texts;
use keyseek_bench::typing::first_keys;
use keyseek_bench::words::Words;
use keyseek_build::index::IndexOptions;
use keyseek_search::SearchOptions;
use std::time::Duration;

const SEED: u64 = 2025;
/// Queries that a benchmark goes round.
const QUERIES: usize = 64;
/// The benchmarks that ask the queries of a kind.
const KINDS: [(&str, &str); 12] = [
    ("exact", "Hangul word"),
    ("stem", "Hangul word + particle"),
    ("forms", "English, another form"),
    ("synonym", "another word or spelling"),
    ("spaced", "space removed"),
    ("joined", "space put in"),
    ("segments", "end of a compound"),
    ("initials", "initials"),
    ("typo-1", "a wrong key"),
    ("typo-2", "two slips"),
    ("layout", "other layout"),
    ("scattered", "two words, apart, as one"),
];

fn latency(criterion: &mut Criterion) {
    for corpus in Corpus::ALL {
        let Some(documents) = corpus.load() else { continue };
        let site = Site::new(&documents, &IndexOptions::default());
        let texts = Texts::new(&documents);
        let words = Words::new(&texts);
        let kinds = queries::kinds(&words, &texts, 2 * QUERIES, SEED);
        let mut group = criterion.benchmark_group(corpus.name());
        group
            .warm_up_time(Duration::from_millis(500))
            .measurement_time(Duration::from_secs(2))
            .sample_size(50);
        let options = SearchOptions::default();
        for (name, kind) in KINDS {
            measure(&mut group, &site, name, of_kind(&kinds, kind), &options);
        }
        for (name, keys) in [("prefix-1", 1), ("prefix-2", 2), ("prefix-3", 3)] {
            let starts =
                words.nouns.iter().chain(&words.latin).filter_map(|word| first_keys(&word.text, keys));
            measure(&mut group, &site, name, choose(starts.collect()), &options);
        }
        for (name, count) in [("words-3", 3), ("words-12", 12)] {
            measure(&mut group, &site, name, choose(runs(&texts, count)), &options);
        }
        // The values of all columns counted, and all scores explained.
        let full = SearchOptions { facets: site.columns(), explain: true, ..options };
        measure(&mut group, &site, "words-3-full", choose(runs(&texts, 3)), &full);
        group.finish();
    }
}

fn of_kind(kinds: &[Kind], name: &str) -> Vec<String> {
    let cases = kinds.iter().filter(|kind| kind.name == name).flat_map(|kind| &kind.cases);
    choose(cases.map(|case| case.query.clone()).collect())
}

fn choose(mut queries: Vec<String>) -> Vec<String> {
    queries.sort_unstable();
    queries.dedup();
    Random::new(SEED).choose(queries, QUERIES)
}

/// Runs of neighbouring words, one a line of text that is long enough.
fn runs(texts: &Texts, count: usize) -> Vec<String> {
    let lines = texts.folded().iter().flat_map(|text| text.lines());
    let runs = lines.map(|line| line.split_whitespace().take(count).collect::<Vec<_>>());
    runs.filter(|run| run.len() == count).map(|run| run.join(" ")).collect()
}

fn measure(
    group: &mut BenchmarkGroup<'_, WallTime>,
    site: &Site,
    name: &str,
    queries: Vec<String>,
    options: &SearchOptions,
) {
    if queries.is_empty() {
        eprintln!("there are no queries for {name}");
        return;
    }
    let mut round = queries.iter().cycle();
    group.bench_function(name, |bencher| {
        bencher.iter(|| round.next().map(|query| site.search(query, options)));
    });
}

criterion_group!(benches, latency);
criterion_main!(benches);
