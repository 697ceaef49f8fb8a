//! Norms: how long each field of each document is, for the ranking.
//!
//! ```text
//! per field, in the order of the fields without `part`: one byte a document
//! ```
//!
//! The byte is the length in words, exact below 24 and then with a mantissa of three bits (an error of at most 12.5 %),
//! rounded down. Of a title that is what is stored, since it also tells whether a query is all of it. The lengths of other fields are
//! rounded before, to three significant bits, up or down: the ranking needs no more (nDCG@10 of Cranfield 0.404 rather than 0.403, of
//! titles 0.811 rather than 0.810; with two bits that of headings is 0.693 rather than 0.701), and every first search loads
//! them: 0.4 kB less of 3.9 for 2,561 pages of help. The columns stand in the manifest, one after the other. Of many documents that would be
//! megabytes before the first search: then the manifest has none, and each posting has those of its fields (see
//! [`crate::postings`]).

mod reader;
mod writer;

pub use reader::{DocumentNorms, Norms};
pub use writer::NormsWriter;

use crate::Field;

/// The fields that have a length of their own.
pub const MEASURED: [Field; 4] = [Field::Title, Field::Heading, Field::Tag, Field::Body];

/// Lengths below this are stored as they are.
const EXACT: u32 = 24;
/// Bits that are kept of lengths of other fields than the title.
const SIGNIFICANT: u32 = 3;

/// Length in words → norm.
fn quantise(length: u32) -> u8 {
    if length < EXACT {
        return length as u8;
    }
    // length ≥ 24 has at least five bits: the top one is implied, the next three are kept.
    let exponent = 31 - length.leading_zeros();
    let mantissa = (length >> (exponent - 3)) & 7;
    // 24 is 1.100 × 2^4: exponent 4, mantissa 4, and becomes norm 24.
    ((exponent - 4) * 8 + mantissa + EXACT - 4) as u8
}

/// The number of three significant bits that is the nearest to a length, the larger of two.
fn rounded(length: u32) -> u32 {
    let dropped = (u32::BITS - length.leading_zeros()).saturating_sub(SIGNIFICANT);
    length.saturating_add((1 << dropped) >> 1) >> dropped << dropped
}

/// Norm → the smallest length in words that it stands for.
pub(crate) fn length(norm: u8) -> u32 {
    let norm = u32::from(norm);
    if norm < EXACT {
        return norm;
    }
    let code = norm - EXACT + 4;
    ((8 + (code & 7)) << 1).checked_shl(code / 8).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn norms_grow_with_the_length_and_stay_near_it() {
        for exact in 0..40 {
            let near = length(quantise(exact));
            assert!(near <= exact && exact - near <= exact / 8, "{exact} → {near}");
        }
        let mut before = 0;
        for power in 5..32 {
            for step in [0u32, 1, 7, 8, 9, 15] {
                let exact = (1u32 << power) + ((1u32 << (power - 4)) * step);
                let near = length(quantise(exact));
                assert!(near <= exact && exact - near <= exact / 8, "{exact} → {near}");
                assert!(near >= before);
                before = near;
            }
        }
        assert!(length(quantise(u32::MAX)) > u32::MAX / 8 * 7);
    }

    #[test]
    fn lengths_are_rounded_to_the_nearest() {
        let check = |exact, expected| assert_eq!(length(quantise(rounded(exact))), expected, "{exact}");
        for exact in 0..=8 {
            check(exact, exact);
        }
        for (exact, expected) in
            [(9, 10), (10, 10), (11, 12), (15, 16), (17, 16), (18, 20), (27, 28), (61, 64)]
        {
            check(exact, expected);
        }
        check(351, 320);
        check(352, 384);
        assert!(length(quantise(rounded(u32::MAX))) > u32::MAX / 8 * 6);
    }
}
