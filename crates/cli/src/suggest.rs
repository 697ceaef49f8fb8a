//! `keyseek suggest`: what the last word of a query may become.

use crate::Outcome;
use crate::index_folder::IndexFolder;
use anyhow::{Context, Result};
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  keyseek suggest public/search 'kafka 모니'
  keyseek suggest public/search kube --limit 5 --json

Exit codes: 0 there are suggestions, 1 there are none, 2 error.";

/// Complete the last word of a query
///
/// Prints whole queries, one a line, the one whose last word stands in most documents first.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Args {
    /// The folder that `keyseek build` wrote
    dir: PathBuf,
    /// What was typed so far
    query: OsString,
    /// The largest number of suggestions
    #[arg(long, value_name = "N", default_value_t = 8)]
    limit: usize,
    /// Print one JSON array on one line
    #[arg(long)]
    json: bool,
}

/// Suggests.
pub fn run(args: &Args) -> Result<Outcome> {
    let query = args.query.to_string_lossy();
    let suggestions = IndexFolder::open(&args.dir)?.suggest(&query, args.limit)?;
    let mut out = io::stdout().lock();
    let written = if args.json {
        writeln!(out, "{}", serde_json::to_string(&suggestions)?)
    } else {
        suggestions.iter().try_for_each(|suggestion| writeln!(out, "{suggestion}"))
    };
    written.context("cannot write the suggestions")?;
    Ok(if suggestions.is_empty() { Outcome::NothingFound } else { Outcome::Done })
}
