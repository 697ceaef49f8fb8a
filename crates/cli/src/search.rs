//! `keyseek search`: a query, or a file of them, answered from an index folder.

use crate::index_folder::IndexFolder;
use crate::terminal::{self, Style};
use crate::{Outcome, columns, explain, numbers, weights};
use anyhow::{Context, Result};
use keyseek_search::{Answer, Facet, Hit, Prior, Query, Reading, SearchOptions};
use serde::Serialize;
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Columns that a hit's address and snippet are indented by: below the title, after `1. `.
const INDENT: usize = 3;

const EXAMPLES: &str = "\
Examples:
  keyseek search public/search 'kafka 모니터링'
  keyseek search public/search docker --limit 5 --offset 5
  keyseek search public/search docker --json | jq -r '.hits[].url'
  keyseek search public/search --queries queries.txt --json >answers.jsonl
  keyseek search public/search 'kafak 모니터링' --explain
  keyseek search public/search kafka --filter 'tags!=Redis' --filter 'date>=2020' --facets tags,lang
  keyseek search public/search --filter 'views=100..' --sort=-date,title

Exit codes: 0 found, 1 nothing found, 2 error; with --queries and --explain 0 when every query was answered.";

/// Search an index
///
/// Answers as the widget in the page does, and says how the query was read where that was not exactly. The last word may
/// be unfinished, unless a space follows it.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Args {
    /// The folder that `keyseek build` wrote
    dir: PathBuf,
    /// What to search for
    ///
    /// With none, or an empty one, --filter, --facets and --sort apply to all documents.
    #[arg(required_unless_present_any = ["queries", "filters", "facets", "sort"])]
    query: Option<OsString>,
    /// The largest number of hits to show
    #[arg(long, value_name = "N", default_value_t = SearchOptions::default().limit)]
    limit: usize,
    /// Hits to pass over
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: usize,
    #[command(flatten)]
    columns: columns::ColumnArgs,
    /// Answer with one JSON object on one line
    #[arg(long)]
    json: bool,
    /// Answer every line of FILE, `-` for stdin, with one JSON object a line
    #[arg(long, value_name = "FILE", requires = "json", conflicts_with = "query")]
    queries: Option<PathBuf>,
    /// Show how each word was read, and how the scores of the hits came about
    ///
    /// Lists every reading in the order in which they are tried, when it is tried, how many documents it found (`-` where
    /// it was not tried) and the terms that led to them; then the hits, with what each part of the query adds to them.
    #[arg(long, conflicts_with = "queries")]
    explain: bool,
    /// Raise documents with larger values in a column, such as views or date, by up to WEIGHT (0.2) times their score
    #[arg(long, value_name = "COLUMN[=WEIGHT]", value_parser = weights::prior)]
    prior: Option<Prior>,
    /// Weigh a sign of a good answer: title, heading, tag, body, part, proximity or whole_title
    #[arg(long, value_name = "NAME=WEIGHT", value_parser = weights::weight)]
    weight: Vec<(String, f32)>,
}

/// An answer as it is printed for machines.
#[derive(Serialize)]
struct Timed<'a> {
    query: &'a str,
    total: usize,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    at_least: bool,
    took_ms: f64,
    reading: Option<Reading>,
    corrected: Option<&'a str>,
    hits: &'a [Hit],
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "columns::serialize_facets")]
    facets: Option<&'a [Facet]>,
    warnings: &'a [String],
    suggestions: &'a [String],
}

/// Searches.
pub fn run(args: &Args) -> Result<Outcome> {
    let mut options = SearchOptions { limit: args.limit, offset: args.offset, ..SearchOptions::default() };
    args.columns.apply(&mut options)?;
    options.prior = args.prior.clone();
    for (name, weight) in &args.weight {
        options.weights.set(name, *weight);
    }
    if let Some(queries) = &args.queries {
        return answer_lines(&args.dir, queries, &options);
    }
    let query = args.query.as_deref().unwrap_or_default().to_string_lossy();
    if args.explain {
        return explain_query(&args.dir, &query, &options, args.json);
    }
    let started = Instant::now();
    let answer = IndexFolder::open(&args.dir)?.search(&query, &options)?;
    let mut out = BufWriter::new(io::stdout().lock());
    if args.json {
        write_json(&answer, started, &mut out)?;
    } else {
        write_hits(&answer, args.offset, Style::of_stdout(), &mut out)?;
        for warning in &answer.warnings {
            terminal::say(warning);
        }
    }
    out.flush().context("cannot write the answer")?;
    Ok(if answer.total > 0 { Outcome::Done } else { Outcome::NothingFound })
}

/// Says how the words of a query are read, and how the scores of its hits came about.
fn explain_query(dir: &Path, query: &str, options: &SearchOptions, json: bool) -> Result<Outcome> {
    let mut index = IndexFolder::open(dir)?;
    let words = index.explain(query)?;
    let answer = index.search(query, &SearchOptions { explain: true, ..options.clone() })?;
    let mut out = BufWriter::new(io::stdout().lock());
    if json {
        explain::write_json(query, &words, &answer.hits, &mut out)?;
    } else {
        let style = Style::of_stdout();
        explain::write_tables(&words, style, &mut out)?;
        explain::write_scores(&Query::parse(query), &answer.hits, style, &mut out)?;
        for warning in &answer.warnings {
            terminal::say(warning);
        }
    }
    out.flush().context("cannot write the answer")?;
    Ok(Outcome::Done)
}

/// Answers the queries of a file, one a line. Each answer is written at once, so that a program can ask one by one.
fn answer_lines(dir: &Path, queries: &Path, options: &SearchOptions) -> Result<Outcome> {
    let mut index = IndexFolder::open(dir)?;
    let unreadable = || format!("cannot read the queries in {}", queries.display());
    let mut input: Box<dyn BufRead> = if queries == Path::new("-") {
        Box::new(io::stdin().lock())
    } else {
        Box::new(BufReader::new(File::open(queries).with_context(unreadable)?))
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line).with_context(unreadable)? > 0 {
        let text = line.strip_suffix(b"\n").unwrap_or(&line);
        let query = String::from_utf8_lossy(text.strip_suffix(b"\r").unwrap_or(text));
        let started = Instant::now();
        let answer = index.search(&query, options)?;
        write_json(&answer, started, &mut out)?;
        out.flush().context("cannot write the answer")?;
        line.clear();
    }
    Ok(Outcome::Done)
}

fn write_json(answer: &Answer, started: Instant, out: &mut impl Write) -> Result<()> {
    // Microseconds are as fine as a clock of a shared machine is worth.
    let took_ms = (started.elapsed().as_secs_f64() * 1e6).round() / 1e3;
    let timed = Timed {
        query: &answer.query,
        total: answer.total,
        at_least: answer.at_least,
        took_ms,
        reading: answer.reading,
        corrected: answer.corrected.as_deref(),
        hits: &answer.hits,
        facets: answer.facets.as_deref(),
        warnings: &answer.warnings,
        suggestions: &answer.suggestions,
    };
    writeln!(out, "{}", serde_json::to_string(&timed)?)?;
    Ok(())
}

fn write_hits(answer: &Answer, offset: usize, style: Style, out: &mut impl Write) -> io::Result<()> {
    if let Some(corrected) = &answer.corrected {
        writeln!(out, "Showing results for \"{}\"\n", style.bold(corrected))?;
    }
    for (at, hit) in answer.hits.iter().enumerate() {
        writeln!(out, "{}. {}", offset.saturating_add(at + 1), style.bold(&hit.title))?;
        let reading = match hit.reading {
            Reading::Exact => String::new(),
            other => format!(" [{}]", other.name()),
        };
        writeln!(out, "{:INDENT$}{}{reading}", "", terminal::plain(&hit.url))?;
        for line in style.lines(&hit.snippet, INDENT) {
            writeln!(out, "{line}")?;
        }
        for section in &hit.sections {
            let (title, url) = (terminal::plain(&section.title), terminal::plain(&section.url));
            writeln!(out, "{:INDENT$}- {title}: {url}", "")?;
        }
        writeln!(out)?;
    }
    columns::write_facets(answer.facets.as_deref().unwrap_or_default(), style, out)?;
    let least = if answer.at_least { "at least " } else { "" };
    writeln!(out, "{least}{}", numbers::count(answer.total as u64, "result"))
}
