//! The `keyseek` command: one file a subcommand. This one parses the command line, prints an error once and decides on
//! the exit code.
//!
//! Results go to stdout, everything else to stderr. Exit codes: 0 done or found, 1 nothing found, 2 error. A reader that
//! stops reading, as `head` does, is no error.
#![forbid(unsafe_code)]
#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod build;
mod columns;
mod explain;
mod index_folder;
mod inspect;
mod merge;
mod module;
mod numbers;
mod progress;
mod search;
mod serve;
mod similar;
mod single_file;
mod suggest;
mod terminal;
mod weights;
mod word_lists;

use clap::{Parser, Subcommand};
use std::io;
use std::process::ExitCode;

const EXAMPLES: &str = "\
Examples:
  keyseek build public --out public/search    index a site and write what its pages need
  keyseek search public/search 'kafka 모니터링'   search it here
  keyseek inspect public/search               see what it holds and whether it is whole
  keyseek serve public                        preview the site with its search

Exit codes: 0 done or found, 1 nothing found, 2 error.";

/// Full-text search for web pages with no search server
///
/// `build` compiles pages into a folder of static files. A page that includes its `keyseek-search.js` searches them in
/// the reader's browser; `search` answers the same from the command line.
#[derive(Debug, Parser)]
#[command(name = "keyseek", version, after_long_help = EXAMPLES, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Build(build::Args),
    Merge(merge::Args),
    Search(search::Args),
    Suggest(suggest::Args),
    Similar(similar::Args),
    Inspect(inspect::Args),
    Serve(serve::Args),
}

/// How a command that did not fail ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// It did what it was asked for, or found something.
    Done,
    /// It searched and found nothing.
    NothingFound,
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Build(args) => build::run(&args),
        Command::Merge(args) => merge::run(&args),
        Command::Search(args) => search::run(&args),
        Command::Suggest(args) => suggest::run(&args),
        Command::Similar(args) => similar::run(&args),
        Command::Inspect(args) => inspect::run(&args),
        Command::Serve(args) => serve::run(&args),
    };
    match result {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::NothingFound) => ExitCode::from(1),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            terminal::say(&format!("{error:#}"));
            ExitCode::from(2)
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}
