//! Literals and matches ↔ the symbols of DEFLATE (RFC 1951, 3.2.5).

/// Lengths of a match.
pub(super) const LEAST_LENGTH: usize = 3;
pub(super) const MOST_LENGTH: usize = 258;
/// How far back a match is at most.
pub(super) const WINDOW: usize = 32 << 10;

/// Number of symbols for literals, the end of a block and lengths.
pub(super) const LITERALS: usize = 286;
/// Number of symbols for distances.
pub(super) const DISTANCES: usize = 30;
/// The symbol that ends a block.
pub(super) const END: usize = 256;
const FIRST_LENGTH: u32 = 257;

/// A symbol, and the bits that follow it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Symbol {
    pub(super) symbol: usize,
    pub(super) extra: u32,
    pub(super) extra_bits: u32,
}

/// How a length is written.
pub(super) const fn length(length: usize) -> Symbol {
    let over = (length - LEAST_LENGTH) as u32;
    if length == MOST_LENGTH {
        return Symbol { symbol: LITERALS - 1, extra: 0, extra_bits: 0 };
    }
    if over < 8 {
        return Symbol { symbol: (FIRST_LENGTH + over) as usize, extra: 0, extra_bits: 0 };
    }
    let log = over.ilog2();
    let extra_bits = log - 2;
    let symbol = FIRST_LENGTH + 4 * (log - 1) + (over >> extra_bits & 3);
    Symbol { symbol: symbol as usize, extra: over & ((1 << extra_bits) - 1), extra_bits }
}

/// How a distance is written.
pub(super) const fn distance(distance: usize) -> Symbol {
    let over = (distance - 1) as u32;
    if over < 4 {
        return Symbol { symbol: over as usize, extra: 0, extra_bits: 0 };
    }
    let log = over.ilog2();
    let extra_bits = log - 1;
    let symbol = 2 * log + (over >> extra_bits & 1);
    Symbol { symbol: symbol as usize, extra: over & ((1 << extra_bits) - 1), extra_bits }
}

/// Symbols of lengths, by length.
pub(super) static LENGTH_SYMBOLS: [Symbol; MOST_LENGTH + 1] = {
    let mut symbols = [length(LEAST_LENGTH); MOST_LENGTH + 1];
    let mut at = LEAST_LENGTH;
    while at <= MOST_LENGTH {
        symbols[at] = length(at);
        at += 1;
    }
    symbols
};

/// Number of bits that follow a symbol of a length or distance.
pub(super) fn literal_extra_bits(symbol: usize) -> u32 {
    match symbol {
        265..=284 => (symbol as u32 - 261) / 4,
        _ => 0,
    }
}

pub(super) fn distance_extra_bits(symbol: usize) -> u32 {
    (symbol as u32 / 2).saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_are_those_of_the_standard() {
        let check = |symbol: Symbol, expected: (usize, u32, u32)| {
            assert_eq!((symbol.symbol, symbol.extra, symbol.extra_bits), expected);
        };
        check(length(3), (257, 0, 0));
        check(length(10), (264, 0, 0));
        check(length(12), (265, 1, 1));
        check(length(13), (266, 0, 1));
        check(length(257), (284, 30, 5));
        check(length(258), (285, 0, 0));
        check(distance(1), (0, 0, 0));
        check(distance(4), (3, 0, 0));
        check(distance(6), (4, 1, 1));
        check(distance(7), (5, 0, 1));
        check(distance(16_384), (27, 4095, 12));
        check(distance(24_577), (29, 0, 13));
        check(distance(32_768), (29, 8191, 13));
    }

    #[test]
    fn symbols_tell_their_bits() {
        for at in LEAST_LENGTH..=MOST_LENGTH {
            assert_eq!(literal_extra_bits(length(at).symbol), length(at).extra_bits, "length {at}");
        }
        for at in 1..=WINDOW {
            assert_eq!(distance_extra_bits(distance(at).symbol), distance(at).extra_bits, "distance {at}");
        }
    }
}
