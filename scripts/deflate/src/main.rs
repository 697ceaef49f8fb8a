//! `keyseek-deflate < FILE > COMPRESSED`: raw DEFLATE by Zopfli. It takes seconds for a tenth less than what compressors of a site's
//! files have time for: worth it for the browser module, which is compressed once and loaded by every reader.
//!
//! Zopfli's own command makes at most 15 blocks. The module's streams, each with symbols of its own, need more of them.
#![forbid(unsafe_code)]

use anyhow::Context;
use std::io::{Read, Write};
use std::num::NonZeroU64;

/// Rounds after which hardly a byte is saved any more.
const ROUNDS: u64 = 400;
/// Places where a block ends and another begins, at most.
const SPLITS: u16 = 40;

fn main() -> anyhow::Result<()> {
    let mut content = Vec::new();
    std::io::stdin().read_to_end(&mut content).context("cannot read the standard input")?;
    let options = zopfli::Options {
        iteration_count: NonZeroU64::new(ROUNDS).unwrap_or(NonZeroU64::MIN),
        maximum_block_splits: SPLITS,
        ..zopfli::Options::default()
    };
    let mut compressed = Vec::new();
    zopfli::compress(options, zopfli::Format::Deflate, content.as_slice(), &mut compressed)
        .context("cannot compress the standard input")?;
    std::io::stdout().write_all(&compressed).context("cannot write to the standard output")
}
