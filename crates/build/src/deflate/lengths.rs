//! How often symbols occur → how many bits each has, so that the symbols and the head that tells it take the fewest bits together.
//!
//! Huffman's code is the best for the symbols alone, but the head of a small block is a tenth of it, and takes fewer bits where
//! neighbours have as many. The way through all symbols that is cheapest by both is found at a price for each share of the code
//! that is taken, as much as half for each bit more, and the price at which the shares fill the code is sought (a Lagrange
//! multiplier). With it blocks of 3 KiB of the LibreOffice help are 1 % smaller than with Huffman's code.

use super::header::{AGAIN, MANY_ZEROS, ZEROS};
use super::symbols::LITERALS;

/// A bit, in units of prices.
const BIT: i32 = 16;
/// What the symbols of a head cost, with the bits behind them: about the average of those of the LibreOffice help, Korean and
/// English. With the prices of the head that came of it, and lengths that are chosen again, blocks are hardly smaller.
const HEAD: [i32; 19] = {
    let mut prices = [7, 7, 7, 6, 5, 4, 4, 4, 4, 4, 5, 6, 7, 7, 7, 7, 3, 8, 12];
    let mut symbol = 0;
    while symbol < prices.len() {
        prices[symbol] *= BIT;
        symbol += 1;
    }
    prices
};
/// Number of prices that are tried for the whole code, and how many if no code is found. With eight, blocks are 0.05 % smaller.
const TRIES: u32 = 3;
const MOST_TRIES: u32 = 30;
/// Number of bits that a symbol can have, with none.
const KINDS: usize = 16;
/// More than anything costs.
const NEVER: i32 = i32::MAX / 4;
/// A price for the whole code that is more than twice that of any part, and no sum of which is too large.
const MOST_PRICE: i32 = 4 << 20;
/// All shares of a code, in shares of its longest symbols.
const WHOLE: u32 = 1 << (KINDS - 1);

/// Finds lengths.
#[derive(Debug, Clone)]
pub(super) struct Chooser {
    /// By symbol and length, what all before it take if each has this length.
    even: Vec<[i32; KINDS]>,
    /// By symbol and the length of the last before it, how much more all before take.
    more: Vec<[i32; KINDS]>,
    /// What all before a symbol take at least.
    least: Vec<i32>,
}

impl Default for Chooser {
    fn default() -> Self {
        let none = vec![[0; KINDS]; LITERALS + 1];
        Self { even: none.clone(), more: none, least: vec![0; LITERALS + 1] }
    }
}

impl Chooser {
    /// Chooses lengths for symbols that occur so often; not if fewer than two do.
    pub(super) fn choose(&mut self, counts: &[u32], lengths: &mut [u8]) -> bool {
        let used = counts.iter().rposition(|count| *count > 0).map_or(0, |last| last + 1);
        let counts = &counts[..used];
        if counts.iter().filter(|count| **count > 0).count() < 2 {
            return false;
        }
        let (mut low, mut high) = (None, None);
        let mut tried = [0; LITERALS];
        // With Huffman's lengths, the whole code is worth as many bits as there are symbols, by the logarithm of two.
        let mut next = counts.iter().sum::<u32>() as i32 * 23;
        for number in 0..MOST_TRIES {
            if number >= TRIES && high.is_some() {
                break;
            }
            self.walk(counts, next);
            self.back(counts, &mut tried[..used]);
            let taken = taken(&tried[..used]);
            if taken <= WHOLE {
                lengths.fill(0);
                lengths[..used].copy_from_slice(&tried[..used]);
                high = Some(next);
                if taken == WHOLE {
                    break;
                }
            } else {
                low = Some(next);
            }
            // Lengths are about logarithms, so that a price that is twice as high leaves about half of the shares.
            let about = (i64::from(next) * i64::from(taken) / i64::from(WHOLE)) as i32;
            next = match (low, high) {
                (Some(low), Some(high)) if about <= low || about >= high => low + (high - low) / 2,
                (None, Some(high)) => about.min(high - high / 64 - 1),
                (Some(low), None) => about.max(low + low / 64 + 1),
                _ => about,
            }
            .min(MOST_PRICE);
        }
        high.is_some() && fill(counts, &mut lengths[..used])
    }

    /// Finds what all symbols take, from the first on, at a price for the whole code.
    fn walk(&mut self, counts: &[u32], price: i32) {
        let mut shares = [0; KINDS];
        for (length, share) in shares.iter_mut().enumerate() {
            *share = price >> length;
        }
        // What has no bits takes no share.
        shares[0] = 0;
        let mut singles = [NEVER; KINDS];
        singles[1..].copy_from_slice(&HEAD[1..KINDS]);
        self.even[0] = [0; KINDS];
        self.more[0] = [NEVER; KINDS];
        self.least[0] = 0;
        let mut unused = 0;
        for (at, count) in (1..).zip(counts) {
            let before = self.least[at - 1];
            let last = self.even[at - 1];
            let mut even = last;
            let mut weight = 0;
            for (even, share) in even.iter_mut().zip(&shares) {
                *even += weight + share;
                weight += BIT * *count as i32;
            }
            let mut more = [0; KINDS];
            for length in 0..KINDS {
                more[length] = before + singles[length] - last[length];
            }
            if at > AGAIN.most {
                let window: &[[i32; KINDS]; 4] =
                    self.more[at - AGAIN.most..].first_chunk().unwrap_or(&[[NEVER; KINDS]; 4]);
                for length in 0..KINDS {
                    let [a, b, c, d] = [0, 1, 2, 3].map(|at: usize| window[at][length]);
                    more[length] = more[length].min(a.min(b).min(c.min(d)) + HEAD[16]);
                }
            } else {
                for run in AGAIN.least..at {
                    for (more, before) in more.iter_mut().zip(&self.more[at - run]) {
                        *more = (*more).min(before + HEAD[16]);
                    }
                }
            }
            let mut least = NEVER;
            for length in 1..KINDS {
                least = least.min(more[length] + even[length]);
            }
            unused = if *count == 0 { unused + 1 } else { 0 };
            if let Some((cost, _)) = self.zeros(at, unused) {
                least = least.min(cost);
            }
            self.even[at] = even;
            self.more[at] = more;
            self.least[at] = least;
        }
    }

    /// What all before a symbol take at least if so many at their end are listed as unused, and how many the last token says that of.
    fn zeros(&self, at: usize, unused: usize) -> Option<(i32, usize)> {
        let kinds = [(0, 1, 1), (17, ZEROS.least, ZEROS.most), (18, MANY_ZEROS.least, MANY_ZEROS.most)];
        let possible = kinds.into_iter().filter(|(_, least, _)| unused >= *least);
        possible
            .map(|(symbol, _, most)| (self.least[at - most.min(unused)] + HEAD[symbol], most.min(unused)))
            .min()
    }

    /// The lengths that take the least, from the last on.
    fn back(&self, counts: &[u32], lengths: &mut [u8]) {
        let mut at = lengths.len();
        while at > 0 {
            let unused = counts[..at].iter().rev().take_while(|count| **count == 0).count();
            let least = self.least[at];
            if let Some((cost, run)) = self.zeros(at, unused)
                && cost == least
            {
                lengths[at - run..at].fill(0);
                at -= run;
                continue;
            }
            let length = (1..KINDS)
                .find(|length| self.more[at][*length] + self.even[at][*length] == least)
                .unwrap_or(1);
            // The length again and again, until it is listed.
            while let Some(run) = (AGAIN.least..=AGAIN.most.min(at - 1))
                .find(|run| self.more[at][length] == self.more[at - run][length] + HEAD[16])
                && self.more[at][length] < self.least[at - 1] + HEAD[length] - self.even[at - 1][length]
            {
                lengths[at - run..at].fill(length as u8);
                at -= run;
            }
            lengths[at - 1] = length as u8;
            at -= 1;
        }
    }
}

/// The shares that lengths take of a code.
fn taken(lengths: &[u8]) -> u32 {
    lengths.iter().filter(|length| **length > 0).map(|length| WHOLE >> length).sum()
}

/// Makes lengths shorter until the code is whole, each time the one that gains the most for its share.
fn fill(counts: &[u32], lengths: &mut [u8]) -> bool {
    let mut left = WHOLE - taken(lengths);
    let mut gains = [0; LITERALS];
    let gains = &mut gains[..lengths.len()];
    for (at, gained) in gains.iter_mut().enumerate() {
        *gained = gain(counts, lengths, at, left);
    }
    while left > 0 {
        let most = gains.iter().fold(0, |most, gain| *gain.max(&most));
        let Some(at) = gains.iter().position(|gain| *gain == most) else { return false };
        let share = WHOLE >> lengths[at];
        if most == 0 {
            return false;
        }
        if share > left {
            gains[at] = 0;
            continue;
        }
        left -= share;
        lengths[at] -= 1;
        for (at, gained) in gains.iter_mut().enumerate().take(at + 2).skip(at.saturating_sub(1)) {
            *gained = gain(counts, lengths, at, left);
        }
    }
    true
}

/// What is gained if a length is one less, if there is room for it.
fn gain(counts: &[u32], lengths: &[u8], at: usize, left: u32) -> i32 {
    let length = lengths[at];
    if length < 2 || WHOLE >> length > left {
        return 0;
    }
    // Bits of the head, about: a run becomes longer, or one is cut.
    let mut gain = counts[at].min(1 << 15) as i32 + 8;
    for neighbor in
        [at.checked_sub(1).and_then(|at| lengths.get(at)), lengths.get(at + 1)].into_iter().flatten()
    {
        gain += 3 * i32::from(*neighbor == length - 1) - 3 * i32::from(*neighbor == length);
    }
    gain << length
}
