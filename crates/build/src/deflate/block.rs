//! A range of a text → a block: stored, with fixed codes or with codes of its own, whatever takes the fewest bits.

use super::bits::BitWriter;
use super::header::{Header, Lengths};
use super::huffman;
use super::lengths::Chooser;
use super::matches::Matches;
use super::parse::{Counts, Parser, Prices, Step};
use super::split;
use super::symbols::{self, DISTANCES, END, LENGTH_SYMBOLS, LITERALS, Symbol};
use std::ops::Range;

/// Bits of a symbol at most.
const MOST_BITS: usize = 15;
/// Bytes of a stored block at most.
const MOST_STORED: usize = 65_535;
/// Ranges of so few bytes may be smaller with fixed codes than with a head.
const SMALL: usize = 512;
/// Parts of fewer bytes are one block. With 4 KiB, shards and positions are 0.15 % larger.
const LEAST_CUT: usize = 2 << 10;
/// Steps over a text, and the codes that they are written with.
#[derive(Debug)]
pub(super) struct Block {
    steps: Vec<Step>,
    lengths: Lengths,
    /// None with fixed codes.
    header: Option<Header>,
    /// Number of bits that it takes.
    pub(super) bits: u32,
}

impl Default for Block {
    /// Nothing, with fixed codes.
    fn default() -> Self {
        Self { steps: Vec::new(), lengths: Lengths::fixed(), header: None, bits: 10 }
    }
}

/// Finds blocks.
#[derive(Debug, Default, Clone)]
pub(super) struct Planner {
    parser: Parser,
    chooser: Chooser,
}

impl Planner {
    /// First steps over a text, and ranges of it that are to be blocks, each with the steps over it.
    pub(super) fn cut<'a>(
        &mut self,
        text: &[u8],
        matches: &Matches,
        steps: &'a mut Vec<Step>,
    ) -> Vec<(Range<usize>, &'a [Step])> {
        self.parser.parse(text, 0..text.len(), matches, &Prices::guess(text), steps);
        let prices = Prices::of(&Counts::of(steps, text));
        self.parser.parse(text, 0..text.len(), matches, &prices, steps);
        if text.len() < LEAST_CUT { vec![(0..text.len(), steps)] } else { split::split(text, steps) }
    }

    /// The best block for a range of a text of which these are steps already.
    pub(super) fn plan(
        &mut self,
        text: &[u8],
        range: Range<usize>,
        steps: &[Step],
        matches: &Matches,
    ) -> Block {
        let bytes = &text[range.clone()];
        let counts = Counts::of(steps, bytes);
        let lengths = self.lengths(&counts);
        let header = Header::new(&lengths);
        // The cheapest steps with these codes are no worse than those that the codes were made for.
        let (steps, bits) = self.steps(text, range.clone(), matches, &lengths);
        let own = Block { bits: header.bits + bits, steps, lengths, header: Some(header) };
        if range.len() >= SMALL {
            return own;
        }
        let lengths = Lengths::fixed();
        let (steps, bits) = self.steps(text, range, matches, &lengths);
        let fixed = Block { bits: 3 + bits, steps, lengths, header: None };
        if fixed.bits < own.bits { fixed } else { own }
    }

    /// The cheapest steps where symbols have so many bits, and how many all have.
    fn steps(
        &mut self,
        text: &[u8],
        range: Range<usize>,
        matches: &Matches,
        lengths: &Lengths,
    ) -> (Vec<Step>, u32) {
        let mut steps = Vec::new();
        self.parser.parse(text, range.clone(), matches, &Prices::of_codes(lengths), &mut steps);
        let bits = lengths.bits(&Counts::of(&steps, &text[range]));
        (steps, bits)
    }

    /// Number of bits of each symbol, where symbols occur so often.
    fn lengths(&mut self, Counts { literals, distances }: &Counts) -> Lengths {
        let mut lengths = Lengths::default();
        if !self.chooser.choose(literals, &mut lengths.literals) {
            huffman::lengths(literals, MOST_BITS, &mut lengths.literals);
        }
        if !self.chooser.choose(distances, &mut lengths.distances) {
            huffman::lengths(distances, MOST_BITS, &mut lengths.distances);
            // Some inflaters want a whole code.
            let used = lengths.distances.iter().filter(|bits| **bits > 0).count();
            let unused = lengths.distances.iter_mut().filter(|bits| **bits == 0);
            unused.take(2usize.saturating_sub(used)).for_each(|bits| *bits = 1);
        }
        lengths
    }
}

impl Block {
    /// Writes the block over these bytes.
    pub(super) fn write(&self, bytes: &[u8], is_last: bool, bits: &mut BitWriter) {
        let chunks = bytes.len().div_ceil(MOST_STORED).max(1) as u32;
        let stored = 3 + bits.padding(3) + 8 * bytes.len() as u32 + 32 * chunks + 8 * (chunks - 1);
        if stored < self.bits {
            return store(bytes, is_last, bits);
        }
        match &self.header {
            Some(header) => header.write(is_last, bits),
            None => bits.write(u32::from(is_last) | 1 << 1, 3),
        }
        let mut literals = [0; 288];
        let mut distances = [0; DISTANCES];
        if self.header.is_some() {
            huffman::codes(&self.lengths.literals, &mut literals);
        } else {
            // Two that cannot occur have codes, too.
            let mut lengths = [8; 288];
            lengths[..LITERALS].copy_from_slice(&self.lengths.literals);
            huffman::codes(&lengths, &mut literals);
        }
        huffman::codes(&self.lengths.distances, &mut distances);
        let mut at = 0;
        for step in &self.steps {
            if step.is_literal() {
                let literal = usize::from(bytes[at]);
                bits.write(literals[literal].into(), self.lengths.literals[literal].into());
            } else {
                let Symbol { symbol, extra, extra_bits } = LENGTH_SYMBOLS[usize::from(step.length)];
                bits.write(literals[symbol].into(), self.lengths.literals[symbol].into());
                bits.write(extra, extra_bits);
                let Symbol { symbol, extra, extra_bits } = symbols::distance(step.distance());
                bits.write(distances[symbol].into(), self.lengths.distances[symbol].into());
                bits.write(extra, extra_bits);
            }
            at += usize::from(step.length);
        }
        bits.write(literals[END].into(), self.lengths.literals[END].into());
    }
}

/// Writes bytes as they are.
pub(super) fn store(bytes: &[u8], is_last: bool, bits: &mut BitWriter) {
    let mut chunks = bytes.chunks(MOST_STORED).peekable();
    while let Some(chunk) = chunks.next() {
        bits.write(u32::from(is_last && chunks.peek().is_none()), 3);
        let length = chunk.len() as u16;
        bits.write_bytes(&length.to_le_bytes());
        bits.write_bytes(&(!length).to_le_bytes());
        bits.write_bytes(chunk);
    }
}
