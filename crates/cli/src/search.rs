//! `keyseek search`: a query, or a file of them, answered from an index folder.

use crate::index_folder::IndexFolder;
use crate::terminal::{self, Style};
use crate::{Outcome, explain, numbers};
use anyhow::{Context, Result};
use keyseek_search::{Answer, Hit, Query, Reading, SearchOptions};
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
    #[arg(required_unless_present = "queries")]
    query: Option<OsString>,
    /// The largest number of hits to show
    #[arg(long, value_name = "N", default_value_t = SearchOptions::default().limit)]
    limit: usize,
    /// Hits to pass over
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: usize,
    /// Answer with one JSON object on one line
    #[arg(long)]
    json: bool,
    /// Answer every line of FILE, `-` for stdin, with one JSON object a line
    #[arg(long, value_name = "FILE", requires = "json", conflicts_with = "query")]
    queries: Option<PathBuf>,
    /// Show, instead of hits, how each word was read
    ///
    /// Lists every reading in the order in which they are tried, when it is tried, how many documents it found (`-` where
    /// it was not tried) and the terms that led to them.
    #[arg(long, conflicts_with_all = ["queries", "limit", "offset"])]
    explain: bool,
}

/// An answer as it is printed for machines.
#[derive(Serialize)]
struct Timed<'a> {
    query: &'a str,
    total: usize,
    took_ms: f64,
    reading: Option<Reading>,
    corrected: Option<&'a str>,
    hits: &'a [Hit],
    warnings: &'a [String],
}

/// Searches.
pub fn run(args: &Args) -> Result<Outcome> {
    let options = SearchOptions { limit: args.limit, offset: args.offset, ..SearchOptions::default() };
    if let Some(queries) = &args.queries {
        return answer_lines(&args.dir, queries, &options);
    }
    let query = args.query.as_deref().unwrap_or_default().to_string_lossy();
    if args.explain {
        return explain_words(&args.dir, &query, args.json);
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

/// Says how the words of a query are read.
fn explain_words(dir: &Path, query: &str, json: bool) -> Result<Outcome> {
    let words = IndexFolder::open(dir)?.explain(query)?;
    let mut out = BufWriter::new(io::stdout().lock());
    if json {
        explain::write_json(query, &words, &mut out)?;
    } else {
        explain::write_tables(&words, Style::of_stdout(), &mut out)?;
        for warning in Query::parse(query).warnings {
            terminal::say(&warning);
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
        took_ms,
        reading: answer.reading,
        corrected: answer.corrected.as_deref(),
        hits: &answer.hits,
        warnings: &answer.warnings,
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
        writeln!(out)?;
    }
    writeln!(out, "{}", numbers::count(answer.total as u64, "result"))
}
