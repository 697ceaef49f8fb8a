//! Filters: which documents pass.

use super::{Named, warn};
use keyseek_index::DocId;
use keyseek_index::columns::ColumnKind;
use keyseek_index::columns::ColumnValue::{self, Number, Text};
use keyseek_text::fold;
use std::cmp::Ordering;

/// What the values of a document in one column must be like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// Name of the column.
    pub column: String,
    /// What is to be done with `values`.
    pub mode: Mode,
    /// Values as people write them. Texts are compared as the analyzer folds them, so that `kafka` is `Kafka`; in a column of
    /// numbers they are decimal, such as `-3.5`. An empty list asks for nothing, so that every document passes.
    pub values: Vec<String>,
}

/// What a filter does with its values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// A document holds one of them or more.
    Any,
    /// A document holds all of them.
    All,
    /// A document holds none of them.
    None,
    /// A document holds a value from the first of them to the second, both included. An empty text is an open end.
    ///
    /// A text is compared with a bound only as far as the bound goes: up to `2020` includes all days of that year. Bounds that
    /// stand the wrong way round are turned.
    Range,
}

/// A filter, held against the values of its column.
pub(super) struct Selection {
    /// The place of the column in the manifest.
    pub(super) column: usize,
    pub(super) mode: Mode,
    /// How many of the wanted values each document holds.
    held: Vec<u32>,
    /// How many there are.
    wanted: u32,
}

impl Selection {
    pub(super) fn new(named: Named<'_>, filter: &Filter, documents: u32, warnings: &mut Vec<String>) -> Self {
        let column = named.column;
        let is_number = column.kind() == ColumnKind::Number;
        let mut wanted = Vec::with_capacity(filter.values.len());
        for text in &filter.values {
            let value = Operand::new(if is_number { Number(decimal(text)) } else { Text(text) });
            if value.number.is_nan() && !text.is_empty() {
                warn(&["\"", text, "\" was passed over: \"", named.name, "\" holds numbers."], warnings);
            }
            wanted.push(value);
        }
        if let (Mode::Range, [from, to]) = (filter.mode, wanted.as_mut_slice())
            && to.order(from) == Ordering::Greater
        {
            warn(&["The bounds of \"", named.name, "\" stood the wrong way round."], warnings);
            std::mem::swap(from, to);
        }
        let mut held = vec![0u32; documents as usize];
        for at in 0..column.len() {
            let value = Operand::new(column.value(at));
            let mut count = 0;
            if let (Mode::Range, [from, to]) = (filter.mode, wanted.as_slice()) {
                count += u32::from(from.order(&value).is_ge() && to.order(&value).is_le());
            } else {
                for one in &wanted {
                    count += u32::from(one.number == value.number && one.text == value.text);
                }
            }
            for doc in column.documents(at) {
                if let Some(held) = held.get_mut(*doc as usize) {
                    *held += count;
                }
            }
        }
        Self { column: named.at, mode: filter.mode, held, wanted: wanted.len() as u32 }
    }

    pub(super) fn passes(&self, doc: DocId) -> bool {
        let held = self.held.get(doc as usize).copied().unwrap_or(0);
        self.wanted == 0
            || match self.mode {
                Mode::Any | Mode::Range => held > 0,
                // Values of a column differ when they are folded, so a document holds each wanted value once.
                Mode::All => held == self.wanted,
                Mode::None => held == 0,
            }
    }
}

/// A value, to be compared with others of its column.
struct Operand {
    /// 0 in a column of texts; NaN for what is no number, which equals none and as a bound is an open end.
    number: f64,
    /// Folded; empty in a column of numbers.
    text: String,
}

impl Operand {
    fn new(value: ColumnValue<'_>) -> Self {
        match value {
            Text(text) => Self { number: 0.0, text: fold(text) },
            Number(number) => Self { number, text: String::new() },
        }
    }

    /// Where a held value stands, seen from this bound; of a text as much counts as the bound is long.
    fn order(&self, held: &Self) -> Ordering {
        let (text, bound) = (held.text.as_bytes(), self.text.as_bytes());
        match held.number.partial_cmp(&self.number) {
            Some(Ordering::Equal) => text.get(..bound.len()).unwrap_or(text).cmp(bound),
            order => order.unwrap_or(Ordering::Equal),
        }
    }
}

/// The number that a text writes in decimal; NaN when it is none. As exact as [`str::parse`] up to 2^53 and 22 places, which
/// would be four kilobytes more of the browser module.
fn decimal(text: &str) -> f64 {
    let (digits, sign) = text.strip_prefix('-').map_or((text, 1.0), |digits| (digits, -1.0));
    let (mut number, mut scale, mut is_fraction) = (0.0, 1.0, false);
    for byte in digits.bytes() {
        match byte {
            b'0'..=b'9' => {
                number = number * 10.0 + f64::from(byte - b'0');
                scale *= if is_fraction { 10.0 } else { 1.0 };
            }
            b'.' if !is_fraction => is_fraction = true,
            _ => return f64::NAN,
        }
    }
    if digits.len() > usize::from(is_fraction) { sign * number / scale } else { f64::NAN }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_read_as_the_standard_library_does() {
        for text in [
            "0",
            "7",
            "-3.5",
            "0.1",
            "12.",
            ".5",
            "2020",
            "9007199254740991",
            "-0.000123456789",
            "3.14159265358979",
        ] {
            assert_eq!(decimal(text), text.parse().unwrap(), "{text}");
        }
        for text in ["", "-", ".", "-.", "1e9", "--1", "+1", "1.2.3", " 1", "many", "검색"] {
            assert!(decimal(text).is_nan(), "{text}");
        }
    }
}
