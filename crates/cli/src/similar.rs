//! `keyseek similar`: the documents most like one.

use crate::Outcome;
use crate::index_folder::IndexFolder;
use crate::terminal::{self, Style};
use anyhow::{Context, Result};
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  keyseek similar public/search /posts/kafka/
  keyseek similar public/search /posts/kafka/ --json | jq -r '.[].url'

Exit codes: 0 there are similar documents, 1 there are none, 2 error.";

/// List the documents most like one
///
/// They are what a blog shows at the foot of a post. The score says how alike they are, 1 for the same text.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Args {
    /// The folder that `keyseek build` wrote
    dir: PathBuf,
    /// Address of the document, as hits give it
    url: String,
    /// The largest number of documents; the index lists at most five
    #[arg(long, value_name = "N", default_value_t = 5)]
    limit: usize,
    /// Print one JSON array of hits on one line
    #[arg(long)]
    json: bool,
}

/// Lists.
pub fn run(args: &Args) -> Result<Outcome> {
    let hits = IndexFolder::open(&args.dir)?.similar(&args.url, args.limit)?;
    let style = Style::of_stdout();
    let mut out = BufWriter::new(io::stdout().lock());
    let mut write = || -> io::Result<()> {
        if args.json {
            writeln!(out, "{}", serde_json::to_string(&hits)?)?;
        } else {
            for hit in &hits {
                let url = terminal::plain(&hit.url);
                writeln!(out, "{:3.0} %  {}\n       {url}", 100.0 * hit.score, style.bold(&hit.title))?;
            }
        }
        out.flush()
    };
    write().context("cannot write the documents")?;
    Ok(if hits.is_empty() { Outcome::NothingFound } else { Outcome::Done })
}
