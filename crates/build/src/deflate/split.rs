//! Steps over a text → blocks, each with codes of its own where that is worth its head.
//!
//! The steps are cut into short runs, and the two neighbours that lose the least by it become one, again and again.

use super::parse::{BIT, Counts, Step, log2};
use std::ops::Range;

/// Number of steps in a run. With 256, shards and positions are 0.04 % larger.
const RUN: usize = 192;

/// Ranges of the text, and the steps over each.
pub(super) fn split<'a>(text: &[u8], mut steps: &'a [Step]) -> Vec<(Range<usize>, &'a [Step])> {
    let mut blocks = Vec::with_capacity(steps.len() / RUN + 1);
    let (mut start, mut rest) = (0, steps);
    while !rest.is_empty() {
        let run = if rest.len() < 2 * RUN { rest.len() } else { RUN };
        let (run, later) = rest.split_at(run);
        rest = later;
        let end = start + run.iter().map(|step| usize::from(step.length)).sum::<usize>();
        blocks.push(Block::new(start..end, run.len(), Counts::of(run, &text[start..end])));
        start = end;
    }
    for at in 1..blocks.len() {
        blocks[at - 1].joined = blocks[at - 1].join(&blocks[at]).bits;
    }
    while let Some((at, _)) = best(&blocks) {
        let next = blocks.remove(at + 1);
        blocks[at] = blocks[at].join(&next);
        if let Some(next) = blocks.get(at + 1) {
            blocks[at].joined = blocks[at].join(next).bits;
        }
        if at > 0 {
            blocks[at - 1].joined = blocks[at - 1].join(&blocks[at]).bits;
        }
    }
    let cut = |block: Block| {
        let (within, later) = steps.split_at(block.steps);
        steps = later;
        (block.range, within)
    };
    blocks.into_iter().map(cut).collect()
}

/// The block that gains the most, or loses nothing, by the one behind it, and what it gains.
fn best(blocks: &[Block]) -> Option<(usize, u64)> {
    let gains = blocks.iter().zip(blocks.iter().skip(1)).enumerate();
    gains
        .filter_map(|(at, (one, two))| Some((at, (one.bits + two.bits).checked_sub(one.joined)?)))
        .max_by_key(|(at, gain)| (*gain, std::cmp::Reverse(*at)))
}

struct Block {
    range: Range<usize>,
    /// Number of steps.
    steps: usize,
    counts: Counts,
    /// What it takes, and with the block behind it, as estimated in units of prices.
    bits: u64,
    joined: u64,
}

impl Block {
    fn new(range: Range<usize>, steps: usize, counts: Counts) -> Self {
        let bits = estimate(&counts.literals) + estimate(&counts.distances);
        Self { range, steps, counts, bits, joined: 0 }
    }

    fn join(&self, next: &Self) -> Self {
        let mut counts = self.counts.clone();
        counts.add(&next.counts);
        Self::new(self.range.start..next.range.end, self.steps + next.steps, counts)
    }
}

/// What symbols take that occur so often, and what is said of them in the head.
fn estimate(counts: &[u32]) -> u64 {
    let all = log2(counts.iter().sum());
    let mut bits = 0;
    let mut used_before = false;
    for count in counts {
        if *count > 0 {
            bits += u64::from(*count) * u64::from(all - log2(*count)) + USED;
        } else if used_before {
            bits += GAP;
        }
        used_before = *count > 0;
    }
    bits
}

/// What the head says of a symbol that is used, and of some that are not, in units of prices.
const USED: u64 = 3 * BIT as u64;
const GAP: u64 = 5 * BIT as u64;
