//! A range of a text → a block: stored, with fixed codes or with codes of its own, whatever takes the fewest bits.

use super::bits::BitWriter;
use super::header::{HeadPrices, Header, Lengths};
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
/// Parts of fewer bytes are one block.
const LEAST_CUT: usize = 4 << 10;
/// Number of times that a block is parsed with the costs of what was found before, and with those of codes.
const GUESSES: usize = 1;
const ROUNDS: usize = 1;
/// Number of prices that are tried for a code, at first and later.
const FIRST_TRIES: u32 = 3;
const TRIES: u32 = 2;

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
        Self::fixed(Vec::new(), &Counts::of(&[], &[]))
    }
}

/// Finds blocks.
#[derive(Debug, Default, Clone)]
pub(super) struct Planner {
    parser: Parser,
    chooser: Chooser,
}

impl Planner {
    /// Cuts a text where blocks are to begin; first steps over each.
    pub(super) fn cut(&mut self, text: &[u8], matches: &Matches) -> Vec<(Range<usize>, Vec<Step>)> {
        let mut steps = Vec::new();
        self.parser.parse(text, 0..text.len(), matches, &Prices::guess(text), &mut steps);
        if text.len() < LEAST_CUT {
            return vec![(0..text.len(), steps)];
        }
        let prices = Prices::of(&Counts::of(&steps, text));
        self.parser.parse(text, 0..text.len(), matches, &prices, &mut steps);
        split::split(text, &steps)
    }

    /// The best block for a range of a text of which these are steps already.
    pub(super) fn plan(
        &mut self,
        text: &[u8],
        range: Range<usize>,
        mut steps: Vec<Step>,
        matches: &Matches,
    ) -> Block {
        let bytes = &text[range.clone()];
        let mut counts = Counts::of(&steps, bytes);
        for _ in 0..GUESSES {
            self.parser.parse(text, range.clone(), matches, &Prices::of(&counts), &mut steps);
            counts = Counts::of(&steps, bytes);
        }
        let mut best = Block::fixed(steps.clone(), &counts);
        if range.len() < SMALL {
            let prices = Prices::of_codes(&best.lengths);
            self.parser.parse(text, range.clone(), matches, &prices, &mut best.steps);
            best.bits = best.lengths.bits(&Counts::of(&best.steps, bytes)) + 3;
        }
        let (mut prices, mut tries) = ([None; 2], FIRST_TRIES);
        let mut head = HeadPrices::default();
        for _ in 0..ROUNDS {
            let lengths = self.lengths(&counts, &head, &mut prices, tries);
            tries = TRIES;
            let header = Header::new(&lengths);
            head = header.prices();
            // The cheapest steps with these codes are no worse than those that the codes were made for.
            self.parser.parse(text, range.clone(), matches, &Prices::of_codes(&lengths), &mut steps);
            let last = std::mem::replace(&mut counts, Counts::of(&steps, bytes));
            let bits = header.bits + lengths.bits(&counts);
            if bits < best.bits {
                best = Block { steps: steps.clone(), lengths, header: Some(header), bits };
            }
            if counts == last {
                break;
            }
        }
        best
    }

    /// Number of bits of each symbol, where symbols occur so often.
    fn lengths(
        &mut self,
        counts: &Counts,
        head: &HeadPrices,
        [for_literals, for_distances]: &mut [Option<i32>; 2],
        tries: u32,
    ) -> Lengths {
        let Counts { literals, distances } = counts;
        let mut lengths = Lengths::default();
        if !self.chooser.choose(literals, head, for_literals, tries, &mut lengths.literals) {
            huffman::lengths(literals, MOST_BITS, &mut lengths.literals);
        }
        if !self.chooser.choose(distances, head, for_distances, tries, &mut lengths.distances) {
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
    fn fixed(steps: Vec<Step>, counts: &Counts) -> Self {
        let lengths = Lengths::fixed();
        Self { bits: 3 + lengths.bits(counts), steps, lengths, header: None }
    }

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
