//! Classes of characters: letters and numbers, as the standard library knows them; what is no character yet counts as the one before.
//!
//! Owns a table of them all, which `build.rs` makes by asking the standard library. Its own are two, made to be asked fast, and half a
//! kilobyte more of the browser module, as stored; whoever asks often asks for the frequent characters before.
//!
//! The table is, for each run of letters or numbers, how many characters stand between it and the one before, a 0 where it is of
//! numbers, and its length.

/// What a character is that is not a sign or a space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Letter,
    Number,
}

static TABLE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/classes"));

// Where runs end, and where in the table those behind them begin.
include!(concat!(env!("OUT_DIR"), "/sections.rs"));

/// Whether a character is a letter, as [`char::is_alphabetic`] says of those that there are.
pub fn is_letter(ch: char) -> bool {
    class(ch) == Some(Class::Letter)
}

/// The class of a character: that of a letter for what is a number as well, like the Roman ones.
pub(crate) fn class(ch: char) -> Option<Class> {
    let code = ch as u32;
    let (mut end, mut at) = (0, 0);
    for (first, start) in SECTIONS {
        if first <= code {
            (end, at) = (first, start);
        }
    }
    let mut bytes = TABLE.get(at..)?.iter();
    let mut number = || {
        let mut number = 0;
        for byte in &mut bytes {
            number = number << 7 | u32::from(byte & 0x7F);
            if *byte < 0x80 {
                return Some(number);
            }
        }
        None
    };
    loop {
        end += number()?;
        if code < end {
            return None;
        }
        let mut class = Class::Letter;
        let mut length = number()?;
        if length == 0 {
            class = Class::Number;
            length = number()?;
        }
        end += length;
        if code < end {
            return Some(class);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

    #[test]
    fn classes_are_those_of_the_standard_library() {
        let expected = |ch: char| match ch {
            _ if ch.is_alphabetic() => Some(Class::Letter),
            _ if ch.is_numeric() => Some(Class::Number),
            _ => None,
        };
        let mut before = '\0';
        for ch in '\0'..=char::MAX {
            // What is no character yet may be anything.
            if expected(ch).is_none() && ch.general_category() == GeneralCategory::Unassigned {
                continue;
            }
            // Where a class begins, and of what is inside of them some.
            if expected(ch) != expected(before) || (ch as u32).is_multiple_of(31) {
                assert_eq!((class(before), class(ch)), (expected(before), expected(ch)), "{ch:?}");
            }
            before = ch;
        }
    }
}
