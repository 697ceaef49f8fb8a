//! Queries → recall, wrong hits, latency.

use crate::queries::{Case, Kind};
use crate::site::Site;
use crate::truth::Texts;
use keyseek_index::DocId;
use keyseek_search::{Reading, Readings, SearchOptions};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Hits on the first page of an answer.
const PAGE: usize = 10;
/// Times that a query is run for its latency; the fastest counts, since the machine may have other work.
const RUNS: usize = 3;
/// Queries of a kind that are timed.
const TIMED: usize = 200;

/// What the queries of one kind found, as shares of 1.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Score {
    /// Relevant documents that were found on any page, the mean of the queries.
    pub recall: f64,
    /// Queries with the document that their words are from on the first page.
    pub source: f64,
    /// Wrong hits of all hits on first pages.
    pub wrong: f64,
    /// Queries with no hit at all.
    pub empty: f64,
}

/// Asks the queries of a kind, with some readings.
pub fn score(site: &Site, texts: &Texts, kind: &Kind, readings: Readings) -> Score {
    let mut sum = Score::default();
    let mut hits = 0.0;
    for case in &kind.cases {
        let found = site.documents(&case.query, readings);
        let relevant = found.iter().filter(|(doc, _)| case.relevant.binary_search(doc).is_ok()).count();
        let page = &found[..found.len().min(PAGE)];
        sum.recall += relevant as f64 / case.relevant.len().max(1) as f64;
        sum.source += f64::from(page.iter().any(|(doc, _)| *doc == case.source));
        sum.empty += f64::from(found.is_empty());
        sum.wrong +=
            page.iter().filter(|(doc, reading)| is_wrong(texts, case, *doc, *reading)).count() as f64;
        hits += page.len() as f64;
    }
    let queries = kind.cases.len().max(1) as f64;
    Score {
        recall: sum.recall / queries,
        source: sum.source / queries,
        wrong: if hits > 0.0 { sum.wrong / hits } else { 0.0 },
        empty: sum.empty / queries,
    }
}

/// What went wrong with a query: a document, and the reading of a wrong hit or none for a document that was missed.
pub type Fault<'a> = (&'a Case, DocId, Option<Reading>);

/// The wrong hits on the first pages of a kind, and the relevant documents that were not found at all.
pub fn faults<'a>(site: &Site, texts: &Texts, kind: &'a Kind) -> Vec<Fault<'a>> {
    let mut faults = Vec::new();
    for case in &kind.cases {
        let found = site.documents(&case.query, Readings::ALL);
        let page = found.iter().take(PAGE).filter(|(doc, reading)| is_wrong(texts, case, *doc, *reading));
        faults.extend(page.map(|(doc, reading)| (case, *doc, Some(*reading))));
        let missed = case.relevant.iter().filter(|doc| !found.iter().any(|(hit, _)| hit == *doc));
        faults.extend(missed.map(|doc| (case, *doc, None)));
    }
    faults
}

/// The builder's word is taken for what is a synonym: the scan does not know those.
fn is_wrong(texts: &Texts, case: &Case, doc: DocId, reading: Reading) -> bool {
    reading != Reading::Synonym && texts.is_wrong(doc, &case.wanted)
}

/// How long queries took.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Latency {
    /// Half of the queries took no longer.
    pub median: Duration,
    /// Of twenty queries one took longer.
    pub p95: Duration,
    /// Of a hundred queries one took longer.
    pub p99: Duration,
    /// The slowest.
    pub max: Duration,
}

impl Latency {
    /// Sums up the times of queries.
    pub fn of(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        let at = |share: f64| {
            let rank = (times.len() as f64 * share).ceil() as usize;
            times.get(rank.saturating_sub(1)).copied().unwrap_or_default()
        };
        Self { median: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1.0) }
    }
}

/// A query's time, every file being loaded.
#[derive(Debug, Clone, Copy)]
pub struct Timed {
    /// The reading of its first hit.
    pub reading: Option<Reading>,
    /// Until all documents are found and ordered.
    pub ordered: Duration,
    /// Until there are ten hits with their snippets.
    pub answered: Duration,
    /// The same with the values of all columns counted and all scores explained.
    pub full: Duration,
}

/// Times the first queries of a kind.
pub fn times(site: &Site, kind: &Kind) -> Vec<Timed> {
    let options = SearchOptions { limit: PAGE, ..SearchOptions::default() };
    let full = SearchOptions { facets: site.columns(), explain: true, ..options.clone() };
    let time = |case: &Case| Timed {
        reading: site.search(&case.query, &options).reading,
        ordered: fastest(|| site.documents(black_box(&case.query), Readings::ALL)),
        answered: fastest(|| site.search(black_box(&case.query), &options)),
        full: fastest(|| site.search(black_box(&case.query), &full)),
    };
    kind.cases.iter().take(TIMED).map(time).collect()
}

fn fastest<T>(run: impl Fn() -> T) -> Duration {
    let time = || {
        let start = Instant::now();
        black_box(run());
        start.elapsed()
    };
    (0..RUNS).map(|_| time()).min().unwrap_or_default()
}

/// The words of a list that stand in the texts by themselves, and those of them that are no term of the index.
pub fn stripped<'a>(
    site: &Site,
    texts: &Texts,
    list: impl Iterator<Item = &'a str>,
) -> (usize, Vec<&'a str>) {
    let standing: std::collections::HashSet<&str> =
        texts.folded().iter().flat_map(|text| crate::truth::runs(text)).collect();
    let standing: Vec<&str> = list.filter(|word| standing.contains(word)).collect();
    let is_term =
        |word: &str| site.documents(word, exact()).iter().any(|(_, reading)| *reading == Reading::Exact);
    let missing = standing.iter().copied().filter(|word| !is_term(word)).collect();
    (standing.len(), missing)
}

/// The one reading that cannot be switched off.
fn exact() -> Readings {
    SWITCHES.into_iter().fold(Readings::ALL, Readings::without)
}

/// The readings that can be switched off.
pub const SWITCHES: [Reading; 9] = [
    Reading::Stem,
    Reading::Synonym,
    Reading::Spaced,
    Reading::Prefix,
    Reading::Initials,
    Reading::Segments,
    Reading::Typo,
    Reading::Layout,
    Reading::Scattered,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_queries() {
        let latency = Latency::of((1..=200).map(Duration::from_micros).collect());
        let micros = [latency.median, latency.p95, latency.p99, latency.max].map(|time| time.as_micros());
        assert_eq!(micros, [100, 190, 198, 200]);
        assert_eq!(Latency::of(Vec::new()), Latency::default());
    }
}
