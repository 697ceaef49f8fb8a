//! Whether the best documents stand first, beside other engines: writes `bench/RELEVANCE.md` and prints it.
//!
//! ```text
//! cargo run --release -p keyseek-bench --bin relevance -- [--date DATE] [--only ENGINE] [--set SET] [--show SET]
//! ```
//!
//! `--only` measures one engine beside the reference, `keyseek` or a module's name of `bench/relevance`; `--set` measures on
//! one set; with either nothing is written. `--show` lists the queries of a set at which Keyseek falls behind the reference,
//! the worst first, with what both have on the first page; relevant documents have a star. The other engines must have been
//! installed: `make relevance` does both.

use anyhow::{Context, bail, ensure};
use keyseek_bench::relevance::metrics::Metrics;
use keyseek_bench::relevance::sets::Set;
use keyseek_bench::relevance::{Ranking, peers, reference, variants};
use keyseek_bench::report::{Report, share, version_of};
use std::collections::BTreeMap;

const OUTPUT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/RELEVANCE.md");
const KEYSEEK: &str = "keyseek";

struct Arguments {
    date: String,
    only: Option<String>,
    set: Option<String>,
    show: Option<String>,
}

fn main() -> anyhow::Result<()> {
    let arguments = arguments()?;
    let wanted = arguments.show.as_ref().or(arguments.set.as_ref());
    let mut sets = Set::all()?;
    sets.retain(|set| wanted.is_none_or(|wanted| set.name == wanted));
    ensure!(!sets.is_empty(), "there is no set to measure on");
    if arguments.show.is_some() {
        sets.iter().for_each(show);
        return Ok(());
    }
    let mut report = Report::default();
    introduce(&mut report, &arguments);
    let mut settings = BTreeMap::new();
    for set in &sets {
        add_set(&mut report, set, &mut settings, arguments.only.as_deref())?;
    }
    if !settings.is_empty() {
        add_settings(&mut report, &settings);
    }
    if arguments.only.is_none() && arguments.set.is_none() {
        return report.publish(OUTPUT);
    }
    report.print();
    Ok(())
}

fn arguments() -> anyhow::Result<Arguments> {
    let mut arguments = Arguments {
        date: std::env::var("KEYSEEK_DATE").unwrap_or_else(|_| "no date given".to_owned()),
        only: None,
        set: None,
        show: None,
    };
    let mut given = std::env::args().skip(1);
    while let Some(name) = given.next() {
        let value = given.next().with_context(|| format!("{name} needs a value"))?;
        match name.as_str() {
            "--date" => arguments.date = value,
            "--only" if value == KEYSEEK || peers::PEERS.contains(&value.as_str()) => {
                arguments.only = Some(value);
            }
            "--only" => bail!("--only takes {KEYSEEK} or one of {}", peers::PEERS.join(", ")),
            "--set" => arguments.set = Some(value),
            "--show" => arguments.show = Some(value),
            _ => bail!("{name} is unknown; there are --date, --only, --set and --show"),
        }
    }
    Ok(arguments)
}

fn introduce(report: &mut Report, arguments: &Arguments) {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    report.section(
        "Relevance",
        &format!(
            "Made by `make relevance`: {}, keyseek {}, {}, node {}, {} on {} with {cores} cores; the numbers depend on \
             neither the machine nor the run.",
            arguments.date,
            env!("CARGO_PKG_VERSION"),
            version_of("rustc"),
            version_of("node"),
            std::env::consts::OS,
            std::env::consts::ARCH,
        ),
    );
    report.paragraph(
        "Every engine gets the same documents with the same fields (url, title, body, tags) and each query as it stands. \
         nDCG@10 with the gain 2^grade − 1; MAP over the first 100; MRR@10; R@1, the share of queries whose first document \
         is relevant; empty, the share with no document at all. How the sets are made is in \
         `bench/src/relevance/sets.rs`, the formulas with their sources in `bench/src/relevance/metrics.rs`.",
    );
}

fn add_set(
    report: &mut Report,
    set: &Set,
    settings: &mut BTreeMap<String, BTreeMap<&'static str, String>>,
    only: Option<&str>,
) -> anyhow::Result<()> {
    let mut title = set.name.to_owned();
    title[..1].make_ascii_uppercase();
    let (documents, queries) = (set.records.len(), set.queries.len());
    report.section(&title, &format!("{documents} documents, {queries} queries: {}.", set.about));
    let head = |first| [first, "nDCG@10", "MAP", "MRR@10", "R@1", "empty"];
    let variants = if only.is_none_or(|only| only == KEYSEEK) { variants::rankings(set) } else { Vec::new() };
    let mut rows: Vec<(String, Metrics)> = Vec::new();
    rows.extend(variants.first().map(|(name, rankings)| ((*name).to_owned(), mean(set, rankings))));
    rows.push((reference::NAME.to_owned(), mean(set, &reference::rankings(set))));
    let folder = peers::write(set)?;
    for peer in peers::PEERS.into_iter().filter(|peer| only.is_none_or(|only| only == *peer)) {
        let run = peers::run(peer, set, &folder)?;
        rows.push((run.name.clone(), mean(set, &run.rankings)));
        settings.entry(run.name).or_default().insert(set.language, run.settings);
    }
    report.table(&head("engine"), rows.iter().map(|(name, metrics)| (name.as_str(), cells(metrics))));
    if !variants.is_empty() {
        report.paragraph(&standing(&rows));
        let rows = variants.iter().map(|(name, rankings)| (*name, cells(&mean(set, rankings))));
        report.table(&head("a part switched off"), rows);
    }
    Ok(())
}

/// Says of the first row which others are ahead of it, and in what.
fn standing(rows: &[(String, Metrics)]) -> String {
    let Some(((_, ours), others)) = rows.split_first() else { return String::new() };
    let ahead: Vec<String> = others
        .iter()
        .filter_map(|(name, theirs)| {
            let columns = [
                ("nDCG@10", ours.ndcg, theirs.ndcg),
                ("MAP", ours.map, theirs.map),
                ("MRR@10", ours.mrr, theirs.mrr),
                ("R@1", ours.first, theirs.first),
            ];
            let better: Vec<_> = columns
                .iter()
                .filter(|(_, ours, theirs)| theirs > ours)
                .map(|(column, ..)| *column)
                .collect();
            (!better.is_empty()).then(|| format!("{name} in {}", better.join(", ")))
        })
        .collect();
    if ahead.is_empty() {
        return "No other engine is ahead of Keyseek in any column.".to_owned();
    }
    format!("Ahead of Keyseek: {}.", ahead.join("; "))
}

fn mean(set: &Set, rankings: &[Ranking]) -> Metrics {
    Metrics::mean(rankings.iter().zip(set.queries.iter().map(|query| &query.judgements)))
}

fn cells(metrics: &Metrics) -> Vec<String> {
    [metrics.ndcg, metrics.map, metrics.mrr, metrics.first, metrics.empty].map(share).into()
}

fn add_settings(report: &mut Report, settings: &BTreeMap<String, BTreeMap<&str, String>>) {
    report.section(
        "Settings",
        "What each engine was told, by the language of the set. Other settings were tried on these very sets and the best \
         kept, which favours the others: Keyseek has its defaults.",
    );
    for (engine, languages) in settings {
        for (language, text) in languages {
            report.item(&format!("{engine}, {language}: {text}"));
        }
    }
}

fn show(set: &Set) {
    let complete = variants::rankings(set).swap_remove(0).1;
    let reference = reference::rankings(set);
    let mut losses: Vec<(f64, usize)> = Vec::new();
    for (at, query) in set.queries.iter().enumerate() {
        let [ours, theirs] =
            [&complete, &reference].map(|rankings| Metrics::of(&rankings[at], &query.judgements).ndcg);
        losses.push((ours - theirs, at));
    }
    losses.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (loss, at) in losses.into_iter().filter(|(loss, _)| *loss < 0.0) {
        let query = &set.queries[at];
        println!("{loss:+.3}\t{}", query.text);
        for (name, rankings) in [("keyseek", &complete), ("reference", &reference)] {
            let page = rankings[at].iter().take(10).map(|doc| {
                let mark = if query.judgements.contains_key(doc) { "*" } else { "" };
                format!("{}{mark}", set.records[*doc].url)
            });
            println!("\t{name}\t{}", page.collect::<Vec<_>>().join(" "));
        }
    }
}
