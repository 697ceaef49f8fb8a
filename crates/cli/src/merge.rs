//! `keyseek merge`: parts of an index → a folder that a site can serve.

use crate::build::{Manner, carry, finish};
use crate::progress::Bar;
use crate::{Outcome, numbers};
use anyhow::Result;
use keyseek_build::folder::Staging;
use keyseek_build::index::IndexOptions;
use std::path::PathBuf;
use std::time::Instant;

const EXAMPLES: &str = "\
Examples:
  keyseek build archive --part 1/2 --out one.part     on one machine
  keyseek build archive --part 2/2 --out two.part     on another
  keyseek merge one.part two.part --out archive/search";

/// Join the parts of an index that several machines built
///
/// The parts come from `keyseek build --part`, all with the same sources and options; their order does not matter. The
/// result is, byte for byte, what one build of the sources gives. The folder DIR must be new, empty or written by an
/// earlier build.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Args {
    /// The parts, all of them
    #[arg(required = true, value_name = "PART")]
    parts: Vec<PathBuf>,
    /// The folder to write
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Memory to make do with, about, such as `256M` or `2G`
    #[arg(long, value_name = "SIZE", default_value = "512M", value_parser = numbers::parse_memory)]
    memory: usize,
    #[command(flatten)]
    manner: Manner,
}

/// Merges and writes.
pub fn run(args: &Args) -> Result<Outcome> {
    let started = Instant::now();
    let staging = Staging::begin(&args.out)?;
    let temporary = Some(staging.folder().to_owned());
    let options = IndexOptions { memory: args.memory, temporary, ..IndexOptions::default() };
    let bar = Bar::new(args.manner.quiet);
    carry(&staging)?;
    let built = keyseek_build::merge(&args.parts, &options, &staging, &bar);
    bar.finish();
    finish(built, staging, &args.out, args.manner, started)
}
