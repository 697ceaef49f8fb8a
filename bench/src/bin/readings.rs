//! What each reading finds, what it gets wrong and how long it takes: writes `bench/READINGS.md` and prints it.
//!
//! ```text
//! cargo run --release -p keyseek-bench --bin readings -- [--date DATE] [--seed N] [--words N] [--show KIND]
//! ```
//!
//! `--show` lists the wrong hits and the missed documents of one kind of query over the blog, and writes nothing.
//!
//! All but the latency depends on the corpora, the seed and the code alone.

use anyhow::{Context, bail};
use keyseek_bench::corpus::{Corpus, text_bytes};
use keyseek_bench::golden::{self, Golden};
use keyseek_bench::measure::{Latency, SWITCHES, Score, Timed, faults, score, stripped, times};
use keyseek_bench::queries::{Case, Kind, kinds};
use keyseek_bench::random::Random;
use keyseek_bench::report::{Report, change, micros, percent, version_of};
use keyseek_bench::site::Site;
use keyseek_bench::truth::Texts;
use keyseek_bench::words::Words;
use keyseek_build::index::{IndexOptions, LexiconSteps};
use keyseek_index::Document;
use keyseek_search::{Reading, Readings};
use std::collections::BTreeMap;
use std::time::Duration;

const NOUNS: &str = include_str!("../../../crates/text/tests/data/nouns.txt");
const OUTPUT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/READINGS.md");
/// The first kinds of query are words as they stand in the texts.
const WORD_KINDS: usize = 4;
/// What a query may take at most, 99 of 100 times.
const BUDGET: Duration = Duration::from_millis(2);

struct Arguments {
    date: String,
    seed: u64,
    words: usize,
    show: Option<String>,
}

fn main() -> anyhow::Result<()> {
    let arguments = arguments()?;
    if let Some(kind) = &arguments.show {
        show(&arguments, kind);
        return Ok(());
    }
    let mut report = Report::default();
    introduce(&mut report, &arguments);
    add_golden(&mut report)?;
    let corpora: Vec<Measured> =
        Corpus::ALL.into_iter().filter_map(|corpus| Measured::new(corpus, &arguments)).collect();
    if let Some(blog) = corpora.iter().find(|measured| measured.corpus == Corpus::Blog) {
        let scores = add_scores(&mut report, blog);
        add_switches(&mut report, blog, &scores);
    }
    add_stripped(&mut report, &corpora);
    add_latency(&mut report, &corpora, arguments.seed);
    report.publish(OUTPUT)
}

fn arguments() -> anyhow::Result<Arguments> {
    let mut arguments = Arguments {
        date: std::env::var("KEYSEEK_DATE").unwrap_or_else(|_| "no date given".to_owned()),
        seed: 2025,
        words: 300,
        show: None,
    };
    let mut given = std::env::args().skip(1);
    while let Some(name) = given.next() {
        let value = given.next().with_context(|| format!("{name} needs a value"))?;
        match name.as_str() {
            "--date" => arguments.date = value,
            "--seed" => arguments.seed = value.parse().context("--seed needs a number")?,
            "--words" => arguments.words = value.parse().context("--words needs a number")?,
            "--show" => arguments.show = Some(value),
            _ => bail!("{name} is unknown; there are --date, --seed, --words and --show"),
        }
    }
    Ok(arguments)
}

/// A corpus, its index and its queries.
struct Measured {
    corpus: Corpus,
    documents: Vec<Document>,
    texts: Texts,
    site: Site,
    kinds: Vec<Kind>,
}

impl Measured {
    fn new(corpus: Corpus, arguments: &Arguments) -> Option<Self> {
        let documents = corpus.load()?;
        let texts = Texts::new(&documents);
        let kinds = kinds(&Words::new(&texts), &texts, arguments.words, arguments.seed);
        let site = Site::new(&documents, &IndexOptions::default());
        Some(Self { corpus, documents, texts, site, kinds })
    }

    fn scores(&self, site: &Site, readings: Readings) -> Vec<Score> {
        self.kinds.iter().map(|kind| score(site, &self.texts, kind, readings)).collect()
    }
}

fn show(arguments: &Arguments, name: &str) {
    let Some(blog) = Measured::new(Corpus::Blog, arguments) else { return };
    for kind in blog.kinds.iter().filter(|kind| kind.name == name) {
        for (case, doc, reading) in faults(&blog.site, &blog.texts, kind) {
            let wanted = case.wanted.words.join(" ");
            let fault = reading.map_or("missed", |reading| reading.name());
            println!("{}\t{wanted}\t{fault}\t{}", case.query, blog.documents[doc as usize].url);
        }
    }
}

fn introduce(report: &mut Report, arguments: &Arguments) {
    report.section(
        "Readings",
        &format!(
            "Made by `cargo run --release -p keyseek-bench --bin readings`: {}, keyseek {}, {}, seed {}, up to {} \
             nouns and {} Latin words a corpus. What the queries are, is in `bench/src/queries.rs`; what they should \
             find, in `bench/src/truth.rs`.",
            arguments.date,
            env!("CARGO_PKG_VERSION"),
            version_of("rustc"),
            arguments.seed,
            arguments.words,
            arguments.words / 2,
        ),
    );
}

fn add_golden(report: &mut Report) -> anyhow::Result<()> {
    let options = IndexOptions::default();
    report.section("Judged cases", "Passed of all, by kind.");
    for (name, golden) in
        [("behaviours", golden::behaviours(&options)?), ("stories", golden::stories(&options)?)]
    {
        let Some(golden) = golden else { continue };
        add_kinds(report, name, &golden);
    }
    Ok(())
}

fn add_kinds(report: &mut Report, name: &str, golden: &Golden) {
    let cell = |(passed, all): (usize, usize)| vec![format!("{passed}/{all}")];
    let rows = golden.kinds.iter().map(|(kind, row)| (kind.as_str(), cell(*row)));
    report.table(&[name, "passed"], rows.chain([("**all**", cell(golden.total()))]));
    if !golden.failed.is_empty() {
        report.paragraph(&format!("Failed: {}.", golden.failed.join(", ")));
    }
}

fn add_scores(report: &mut Report, blog: &Measured) -> Vec<Score> {
    report.section(
        "Short queries",
        &format!(
            "Over the blog: {} documents, {:.1} MB of text. Recall: relevant documents found on any page. First page: \
             queries with the document that their words are from among the first ten. Wrong: hits among the first ten \
             that hold what is meant in no spelling. Empty: queries with no hit. All in percent.",
            blog.documents.len(),
            text_bytes(&blog.documents) as f64 / 1e6,
        ),
    );
    let scores = blog.scores(&blog.site, Readings::ALL);
    let rows = blog.kinds.iter().zip(&scores).map(|(kind, score)| {
        let shares = [score.recall, score.source, score.wrong, score.empty].map(percent);
        (kind.name, [kind.cases.len().to_string()].into_iter().chain(shares).collect())
    });
    report.table(&["query", "queries", "recall", "first page", "wrong", "empty"], rows);
    scores
}

fn add_switches(report: &mut Report, blog: &Measured, all: &[Score]) {
    report.section(
        "Each mechanism switched off",
        "The same queries with one reading left out, or over an index that was built without one step. The change in points; \
         a dot is no change.",
    );
    let mut without: Vec<(String, Vec<Score>)> = Vec::new();
    for reading in SWITCHES {
        let mut readings = Readings::ALL.without(reading);
        if reading == Reading::Stem {
            // A half-typed particle is read, too, where it is a whole one.
            readings = readings.without(Reading::Segments);
        }
        let scores = blog.scores(&blog.site, readings);
        without.push((reading.name().to_owned(), scores));
    }
    let steps = [
        ("build: strips", LexiconSteps { strips: false, ..LexiconSteps::ALL }),
        ("build: parts", LexiconSteps { parts: false, ..LexiconSteps::ALL }),
        ("build: groups", LexiconSteps { groups: false, ..LexiconSteps::ALL }),
        ("build: synonyms", LexiconSteps { synonyms: false, ..LexiconSteps::ALL }),
    ];
    for (name, lexicon) in steps {
        let site = Site::new(&blog.documents, &IndexOptions { lexicon, ..IndexOptions::default() });
        without.push((name.to_owned(), blog.scores(&site, Readings::ALL)));
    }
    let recall = without_table(blog, all, &without, |score| score.recall);
    let wrong = without_table(blog, all, &without, |score| score.wrong);
    for (name, rows) in [("recall, without", recall), ("wrong, without", wrong)] {
        let head: Vec<&str> = [name].into_iter().chain(without.iter().map(|one| one.0.as_str())).collect();
        report.table(&head, rows);
    }
}

fn without_table<'a>(
    blog: &'a Measured,
    all: &[Score],
    without: &[(String, Vec<Score>)],
    of: fn(&Score) -> f64,
) -> Vec<(&'a str, Vec<String>)> {
    let row = |at: usize| without.iter().map(|(_, scores)| change(of(&all[at]), of(&scores[at]))).collect();
    blog.kinds.iter().enumerate().map(|(at, kind)| (kind.name, row(at))).collect()
}

fn add_stripped(report: &mut Report, corpora: &[Measured]) {
    report.section(
        "Nouns that were stripped",
        &format!(
            "Of {} nouns that end like a particle (`crates/text/tests/data/nouns.txt`), those that stand in the text by \
             themselves, and those of them that are no term of the index because the builder took the end for a particle.",
            NOUNS.lines().count(),
        ),
    );
    let results: Vec<_> = corpora
        .iter()
        .map(|measured| (measured.corpus.name(), stripped(&measured.site, &measured.texts, NOUNS.lines())))
        .collect();
    let rows = results.iter().map(|(name, (standing, missing))| {
        (*name, vec![standing.to_string(), missing.len().to_string(), missing.join(", ")])
    });
    report.table(&["corpus", "nouns", "stripped", "which"], rows);
}

fn add_latency(report: &mut Report, corpora: &[Measured], seed: u64) {
    report.section(
        "Latency",
        &format!(
            "Microseconds, every file loaded, native, one thread; the fastest of three runs of each query. Ordered: until \
             all documents are found and ordered. Answered: until there are ten hits with their snippets. Full: the same \
             with the values of all columns counted and all scores explained. The budget is {} for p99, and what is over \
             that is bold.",
            micros(BUDGET),
        ),
    );
    for measured in corpora {
        let mut by_reading: BTreeMap<&str, Vec<Timed>> = BTreeMap::new();
        let mut every = Vec::new();
        let mut rows = Vec::new();
        for kind in &measured.kinds {
            let times = times(&measured.site, kind);
            for time in &times {
                by_reading
                    .entry(time.reading.map_or("nothing found", |one| one.name()))
                    .or_default()
                    .push(*time);
            }
            rows.push((kind.name, latency_row(&times)));
            every.extend(times);
        }
        rows.push(("**all**", latency_row(&every)));
        rows.push((
            "two or three words",
            latency_row(&times(&measured.site, &several(&measured.kinds, seed))),
        ));
        let columns = [
            "queries",
            "ordered: median",
            "p99",
            "answered: median",
            "p95",
            "p99",
            "max",
            "full: median",
            "p99",
        ];
        let head = |first| [first].into_iter().chain(columns).collect::<Vec<_>>();
        report.table(&head(measured.corpus.name()), rows);
        let rows = by_reading.into_iter().map(|(reading, times)| (reading, latency_row(&times)));
        report.table(&head("by the reading of the first hit"), rows);
    }
}

fn latency_row(times: &[Timed]) -> Vec<String> {
    let ordered = Latency::of(times.iter().map(|time| time.ordered).collect());
    let answered = Latency::of(times.iter().map(|time| time.answered).collect());
    let full = Latency::of(times.iter().map(|time| time.full).collect());
    let judged = |time: Duration| if time > BUDGET { format!("**{}**", micros(time)) } else { micros(time) };
    vec![
        times.len().to_string(),
        micros(ordered.median),
        micros(ordered.p99),
        micros(answered.median),
        micros(answered.p95),
        judged(answered.p99),
        micros(answered.max),
        micros(full.median),
        judged(full.p99),
    ]
}

/// Queries of two and three words that have nothing to do with each other.
fn several(kinds: &[Kind], seed: u64) -> Kind {
    let words: Vec<_> = kinds.iter().take(WORD_KINDS).flat_map(|kind| &kind.cases).collect();
    let mut random = Random::new(seed);
    let mut cases = Vec::new();
    for at in 0..words.len() {
        let mut chosen = random.choose(words.clone(), 2 + at % 2).into_iter();
        let Some(first) = chosen.next() else { break };
        let query =
            chosen.fold(first.query.trim_end().to_owned(), |query, word| query + " " + word.query.trim());
        cases.push(Case { query, ..first.clone() });
    }
    Kind { name: "two or three words", cases }
}
