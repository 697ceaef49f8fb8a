//! A text and its matches → the literals and matches that take the fewest bits.

use super::header::Lengths;
use super::matches::Matches;
use super::symbols::{self, DISTANCES, END, LEAST_LENGTH, LENGTH_SYMBOLS, LITERALS, MOST_LENGTH};
use std::ops::Range;

/// A bit, in units of prices.
pub(super) const BIT: u32 = 1 << BIT_LOG;
const BIT_LOG: u32 = 5;

/// A literal or a match.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Step {
    /// Bytes of it; a literal has one.
    pub(super) length: u16,
    /// The distance, less one.
    before: u16,
    pub(super) slot: u8,
}

impl Step {
    const LITERAL: Self = Self { length: 1, before: 0, slot: 0 };

    pub(super) fn is_literal(self) -> bool {
        self.length == 1
    }

    pub(super) fn distance(self) -> usize {
        usize::from(self.before) + 1
    }
}

/// How often each symbol occurs.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Counts {
    pub(super) literals: [u32; LITERALS],
    pub(super) distances: [u32; DISTANCES],
}

impl Default for Counts {
    fn default() -> Self {
        Self { literals: [0; LITERALS], distances: [0; DISTANCES] }
    }
}

impl Counts {
    /// Counts what the steps over a text take, and the end of the block.
    pub(super) fn of(steps: &[Step], text: &[u8]) -> Self {
        let mut counts = Self::default();
        let mut at = 0;
        for step in steps {
            if step.is_literal() {
                counts.literals[usize::from(text[at])] += 1;
            } else {
                counts.literals[LENGTH_SYMBOLS[usize::from(step.length)].symbol] += 1;
                counts.distances[usize::from(step.slot)] += 1;
            }
            at += usize::from(step.length);
        }
        counts.literals[END] += 1;
        counts
    }

    /// Adds others.
    pub(super) fn add(&mut self, others: &Self) {
        self.literals.iter_mut().zip(&others.literals).for_each(|(count, other)| *count += other);
        self.distances.iter_mut().zip(&others.distances).for_each(|(count, other)| *count += other);
    }

    /// Number of bits that follow the symbols.
    pub(super) fn extra_bits(&self) -> u32 {
        let literals = self.literals.iter().enumerate();
        let distances = self.distances.iter().enumerate();
        literals.map(|(symbol, count)| count * symbols::literal_extra_bits(symbol)).sum::<u32>()
            + distances.map(|(symbol, count)| count * symbols::distance_extra_bits(symbol)).sum::<u32>()
    }
}

/// What each literal, length and distance costs.
#[derive(Debug, Clone)]
pub(super) struct Prices {
    literals: [u32; 256],
    lengths: [u32; MOST_LENGTH + 1],
    distances: [u32; SLOTS],
}

/// The logarithm of a number, in units of prices.
pub(super) fn log2(number: u32) -> u32 {
    LOGARITHMS.get(number as usize).map_or_else(|| logarithm(number), |log| (*log).into())
}

/// Those of small numbers.
static LOGARITHMS: [u16; 1 << 10] = {
    let mut logarithms = [0; 1 << 10];
    let mut number = 1;
    while number < logarithms.len() {
        logarithms[number] = logarithm(number as u32) as u16;
        number += 1;
    }
    logarithms
};

/// Nothing for zero.
const fn logarithm(number: u32) -> u32 {
    if number == 0 {
        return 0;
    }
    let log = number.ilog2();
    // Each square doubles the logarithm, so that the next bit of it is whether it is over two.
    let mut mantissa = (number as u64) << (31 - log);
    let mut logarithm = log;
    let mut bits = 0;
    while bits < BIT_LOG {
        mantissa = (mantissa * mantissa) >> 31;
        let is_over = mantissa >> 32;
        logarithm = logarithm << 1 | is_over as u32;
        mantissa >>= is_over;
        bits += 1;
    }
    logarithm
}

impl Prices {
    /// Prices before anything is known but the bytes: a literal is as rare as its byte, and half as frequent for the matches.
    pub(super) fn guess(text: &[u8]) -> Self {
        let mut counts = Counts::default();
        for byte in text {
            counts.literals[usize::from(*byte)] += 2;
        }
        let all = log2(2 * text.len() as u32);
        let mut literals = [0; 256];
        for (price, count) in literals.iter_mut().zip(counts.literals) {
            *price = (all - log2(count.max(1)) + BIT).min(13 * BIT);
        }
        let mut lengths = [0; MOST_LENGTH + 1];
        for (length, price) in lengths.iter_mut().enumerate().skip(LEAST_LENGTH) {
            *price = 3 * BIT + log2(length as u32 - 2) / 2 + LENGTH_SYMBOLS[length].extra_bits * BIT;
        }
        let mut distances = [0; SLOTS];
        for (slot, price) in distances[..DISTANCES].iter_mut().enumerate() {
            *price = (4 + symbols::distance_extra_bits(slot)) * BIT;
        }
        Self { literals, lengths, distances }
    }

    /// Prices as Shannon has them where symbols occur so often. One that does not occur takes bits of the head, too.
    pub(super) fn of(counts: &Counts) -> Self {
        let price = |all: u32, count: u32, head: u32| {
            if count == 0 { log2(all) + head } else { log2(all) - log2(count) + RARE / count }
        };
        let all: u32 = counts.literals.iter().sum();
        let mut literals = [0; 256];
        for (literal, count) in literals.iter_mut().zip(counts.literals) {
            *literal = price(all, count, NEW);
        }
        let mut lengths = [0; MOST_LENGTH + 1];
        for (length, symbol) in lengths.iter_mut().zip(&LENGTH_SYMBOLS).skip(LEAST_LENGTH) {
            *length = price(all, counts.literals[symbol.symbol], NEW) + symbol.extra_bits * BIT;
        }
        let all: u32 = counts.distances.iter().sum();
        let mut distances = [0; SLOTS];
        for (slot, distance) in distances[..DISTANCES].iter_mut().enumerate() {
            *distance = price(all, counts.distances[slot], NEW) + symbols::distance_extra_bits(slot) * BIT;
        }
        Self { literals, lengths, distances }
    }
}

impl Prices {
    /// Prices with codes that are known. What they do not have is not used.
    pub(super) fn of_codes(lengths: &Lengths) -> Self {
        let price = |bits: u8, extra_bits: u32| match bits {
            0 => NEVER,
            bits => (u32::from(bits) + extra_bits) * BIT,
        };
        let mut prices =
            Self { literals: [NEVER; 256], lengths: [NEVER; MOST_LENGTH + 1], distances: [NEVER; SLOTS] };
        for (literal, bits) in prices.literals.iter_mut().zip(lengths.literals) {
            *literal = price(bits, 0);
        }
        for (length, symbol) in prices.lengths.iter_mut().zip(&LENGTH_SYMBOLS).skip(LEAST_LENGTH) {
            *length = price(lengths.literals[symbol.symbol], symbol.extra_bits);
        }
        for (slot, bits) in lengths.distances.iter().enumerate() {
            prices.distances[slot] = price(*bits, symbols::distance_extra_bits(slot));
        }
        prices
    }
}

/// What a symbol costs that cannot be had.
const NEVER: u32 = 99 * BIT;
/// Number of symbols for distances, with two that are none, so that five bits never reach over them.
const SLOTS: usize = 32;
/// What a symbol that did not occur costs beside what one that occurs once does.
const NEW: u32 = 3 * BIT;
/// What the head has for a symbol, which those share that occur.
const RARE: u32 = 2 * BIT;

/// Finds cheapest steps.
#[derive(Debug, Default, Clone)]
pub(super) struct Parser {
    /// By place, what the rest of the text costs, and the length of its first step.
    costs: Vec<u32>,
    firsts: Vec<u16>,
}

impl Parser {
    /// The cheapest steps over a range of a text, from its end on: what follows a place costs the same however it is reached.
    pub(super) fn parse(
        &mut self,
        text: &[u8],
        range: Range<usize>,
        matches: &Matches,
        prices: &Prices,
        steps: &mut Vec<Step>,
    ) {
        let length = range.len();
        self.costs.resize(self.costs.len().max(length + 1), 0);
        self.firsts.resize(self.costs.len(), 1);
        self.costs[length] = 0;
        for at in (0..length).rev() {
            let rest = &self.costs[at + 1..=length];
            let mut best = rest[0] + prices.literals[usize::from(text[range.start + at])];
            let mut first = 1;
            let ways = matches.slots(range.start + at).iter().zip(&prices.lengths[LEAST_LENGTH..]);
            let ways = ways.zip(rest.get(LEAST_LENGTH - 1..).unwrap_or_default());
            for (length, ((slot, price), cost)) in (LEAST_LENGTH as u32..).zip(ways) {
                let cost = cost + price + prices.distances[usize::from(*slot) % SLOTS];
                first = if cost < best { length } else { first };
                best = best.min(cost);
            }
            self.costs[at] = best;
            self.firsts[at] = first as u16;
        }
        steps.clear();
        let mut at = 0;
        while at < length {
            let first = self.firsts[at];
            let step = if first == 1 {
                Step::LITERAL
            } else {
                let found = matches.at(range.start + at).iter().find(|found| found.length >= first);
                found.map_or(Step::LITERAL, |found| Step {
                    length: first,
                    before: found.before,
                    slot: found.slot,
                })
            };
            steps.push(step);
            at += usize::from(first);
        }
    }
}
