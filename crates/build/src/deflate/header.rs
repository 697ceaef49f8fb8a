//! The codes of a block ↔ its head, which tells how many bits each symbol has: numbers and runs of them, with a code of their own
//! (RFC 1951, 3.2.7).

use super::bits::BitWriter;
use super::huffman;
use super::parse::Counts;
use super::symbols::{DISTANCES, END, LITERALS};

/// Number of symbols of the head.
const SYMBOLS: usize = 19;
/// Bits of their code at most.
const MOST_BITS: usize = 7;
/// The order in which the bits of the head's symbols are listed.
const ORDER: [usize; SYMBOLS] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
/// Symbols of runs: the last number again, and zeros.
pub(super) const AGAIN: Run = Run { symbol: 16, least: 3, most: 6, extra_bits: 2 };
pub(super) const ZEROS: Run = Run { symbol: 17, least: 3, most: 10, extra_bits: 3 };
pub(super) const MANY_ZEROS: Run = Run { symbol: 18, least: 11, most: 138, extra_bits: 7 };

#[derive(Debug, Clone, Copy)]
pub(super) struct Run {
    pub(super) symbol: u8,
    pub(super) least: usize,
    pub(super) most: usize,
    extra_bits: u32,
}

/// A symbol of the head, and the bits that follow it.
#[derive(Debug, Clone, Copy)]
struct Token {
    symbol: u8,
    extra: u8,
    extra_bits: u8,
}

/// Number of bits of each symbol of a block.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Lengths {
    pub(super) literals: [u8; LITERALS],
    pub(super) distances: [u8; DISTANCES],
}

impl Default for Lengths {
    fn default() -> Self {
        Self { literals: [0; LITERALS], distances: [0; DISTANCES] }
    }
}

impl Lengths {
    /// Those of fixed codes (RFC 1951, 3.2.6), without two symbols that cannot occur.
    pub(super) fn fixed() -> Self {
        let mut literals = [8; LITERALS];
        literals[144..256].fill(9);
        literals[256..280].fill(7);
        Self { literals, distances: [5; DISTANCES] }
    }

    /// Number of bits of symbols that occur so often, and of what follows them.
    pub(super) fn bits(&self, counts: &Counts) -> u32 {
        let sum = |counts: &[u32], bits: &[u8]| -> u32 {
            counts.iter().zip(bits).map(|(count, bits)| count * u32::from(*bits)).sum()
        };
        sum(&counts.literals, &self.literals) + sum(&counts.distances, &self.distances) + counts.extra_bits()
    }
}

/// The head of a block with codes of its own.
#[derive(Debug, Clone)]
pub(super) struct Header {
    /// Number of literals and distances that are listed.
    listed: [usize; 2],
    tokens: Vec<Token>,
    lengths: [u8; SYMBOLS],
    /// Number of bits of all.
    pub(super) bits: u32,
}

impl Header {
    pub(super) fn new(lengths: &Lengths) -> Self {
        let last = |lengths: &[u8], least: usize| {
            lengths.iter().rposition(|bits| *bits > 0).map_or(least, |last| least.max(last + 1))
        };
        let listed = [last(&lengths.literals, END + 1), last(&lengths.distances, 1)];
        let mut all = [0; LITERALS + DISTANCES];
        all[..listed[0]].copy_from_slice(&lengths.literals[..listed[0]]);
        all[listed[0]..listed[0] + listed[1]].copy_from_slice(&lengths.distances[..listed[1]]);
        let all = &all[..listed[0] + listed[1]];
        // What a run costs depends on the code, and the code on the runs.
        let mut best = Self::with(listed, all, &[3; SYMBOLS]);
        for _ in 0..2 {
            let mut costs = [MOST_BITS as u8; SYMBOLS];
            for (cost, bits) in costs.iter_mut().zip(best.lengths) {
                *cost = if bits > 0 { bits } else { *cost };
            }
            let next = Self::with(listed, all, &costs);
            if next.bits >= best.bits {
                break;
            }
            best = next;
        }
        best
    }

    /// The head with the runs that are best if the symbols have so many bits.
    fn with(listed: [usize; 2], all: &[u8], costs: &[u8; SYMBOLS]) -> Self {
        let mut tokens = Vec::with_capacity(all.len());
        for run in all.chunk_by(|a, b| a == b) {
            if run[0] == 0 {
                zeros(run.len(), costs, &mut tokens);
            } else {
                number(run[0], run.len(), costs, &mut tokens);
            }
        }
        let mut counts = [0; SYMBOLS];
        let mut bits = 3 + 14;
        for token in &tokens {
            counts[usize::from(token.symbol)] += 1;
            bits += u32::from(token.extra_bits);
        }
        let mut lengths = [0; SYMBOLS];
        huffman::lengths(&counts, MOST_BITS, &mut lengths);
        bits += counts.iter().zip(lengths).map(|(count, bits)| count * u32::from(bits)).sum::<u32>();
        bits += 3 * ordered(&lengths) as u32;
        Self { listed, tokens, lengths, bits }
    }

    /// Writes it, with the bits that tell the kind of the block.
    pub(super) fn write(&self, is_last: bool, bits: &mut BitWriter) {
        bits.write(u32::from(is_last) | 2 << 1, 3);
        bits.write((self.listed[0] - END - 1) as u32, 5);
        bits.write((self.listed[1] - 1) as u32, 5);
        let ordered = ordered(&self.lengths);
        bits.write((ordered - 4) as u32, 4);
        for symbol in &ORDER[..ordered] {
            bits.write(self.lengths[*symbol].into(), 3);
        }
        let mut codes = [0; SYMBOLS];
        huffman::codes(&self.lengths, &mut codes);
        for token in &self.tokens {
            let symbol = usize::from(token.symbol);
            bits.write(codes[symbol].into(), self.lengths[symbol].into());
            bits.write(token.extra.into(), token.extra_bits.into());
        }
    }
}

/// How many of the head's symbols are listed.
fn ordered(lengths: &[u8; SYMBOLS]) -> usize {
    ORDER.iter().rposition(|symbol| lengths[*symbol] > 0).map_or(4, |last| (last + 1).max(4))
}

impl Run {
    /// Adds the longest run, of `rest` at most, and gives its length.
    fn take(self, rest: usize, tokens: &mut Vec<Token>) -> usize {
        let length = rest.min(self.most);
        tokens.push(Token {
            symbol: self.symbol,
            extra: (length - self.least) as u8,
            extra_bits: self.extra_bits as u8,
        });
        length
    }

    fn cost(self, costs: &[u8; SYMBOLS]) -> u32 {
        u32::from(costs[usize::from(self.symbol)]) + self.extra_bits
    }
}

fn single(number: u8, count: usize, tokens: &mut Vec<Token>) {
    tokens.extend(std::iter::repeat_n(Token { symbol: number, extra: 0, extra_bits: 0 }, count));
}

/// Adds so many zeros.
fn zeros(mut rest: usize, costs: &[u8; SYMBOLS], tokens: &mut Vec<Token>) {
    let one = u32::from(costs[0]);
    while rest >= MANY_ZEROS.least {
        rest -= MANY_ZEROS.take(rest, tokens);
    }
    while rest >= ZEROS.least && ZEROS.cost(costs) < one * rest as u32 {
        rest -= ZEROS.take(rest, tokens);
    }
    single(0, rest, tokens);
}

/// Adds a number so many times.
fn number(number: u8, count: usize, costs: &[u8; SYMBOLS], tokens: &mut Vec<Token>) {
    let one = u32::from(costs[usize::from(number)]);
    let again = AGAIN.cost(costs);
    single(number, 1, tokens);
    let mut rest = count - 1;
    // Two runs where the longest would leave too few for the second: 7 are 4 and 3, 8 are 4 and 4.
    while rest >= AGAIN.least {
        let left = rest.saturating_sub(AGAIN.most);
        let length = if left > 0 && left < AGAIN.least && again < one * left as u32 {
            rest.div_ceil(2).min(rest - AGAIN.least)
        } else {
            rest.min(AGAIN.most)
        };
        if again >= one * length as u32 {
            break;
        }
        rest -= AGAIN.take(length, tokens);
    }
    single(number, rest, tokens);
}
