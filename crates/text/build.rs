//! Writes which characters are letters and which are numbers, by the standard library, and which are no characters yet, by
//! `unicode-properties`, in the form that `src/class.rs` reads.

use std::path::Path;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// Runs behind these characters begin where a reader may begin, so that it need not pass over all before: Greek, Cyrillic, Arabic,
/// Devanagari, Thai, signs, and the planes behind the first.
const SECTIONS: [u32; 8] = [0, 0x370, 0x400, 0x600, 0x900, 0xE00, 0x2000, 0x10000];

fn main() -> std::io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    let classes = classes();
    let mut table = Vec::new();
    let mut sections = Vec::new();
    let (mut code, mut end) = (0, 0);
    for run in classes.chunk_by(|a, b| a == b) {
        let length = run.len() as u32;
        if run[0] > 0 {
            if SECTIONS.get(sections.len()).is_some_and(|section| *section <= code) {
                sections.push((end, table.len()));
            }
            write(code - end, &mut table);
            if run[0] == 2 {
                write(0, &mut table);
            }
            write(length, &mut table);
            end = code + length;
        }
        code += length;
    }
    let out = std::env::var_os("OUT_DIR").ok_or(std::io::ErrorKind::NotFound)?;
    let text = format!("const SECTIONS: [(u32, usize); {}] = {sections:?};\n", sections.len());
    std::fs::write(Path::new(&out).join("sections.rs"), text)?;
    std::fs::write(Path::new(&out).join("classes"), table)
}

/// The class of each code point: 1 for a letter, 2 for a number. What is no character yet has that of the one before, which it is
/// most likely to get, and which makes fewer runs.
fn classes() -> Vec<u8> {
    let mut classes = Vec::new();
    for code in 0..=char::MAX as u32 {
        let before = classes.last().copied().unwrap_or(0);
        classes.push(match char::from_u32(code) {
            Some(ch) if ch.is_alphabetic() => 1,
            Some(ch) if ch.is_numeric() => 2,
            Some(ch) if ch.general_category() != GeneralCategory::Unassigned => 0,
            _ => before,
        });
    }
    classes
}

/// Appends a number, seven bits a byte, the high ones first, the high bit set on every byte but the last.
fn write(number: u32, table: &mut Vec<u8>) {
    let digits = (0..5).rev().filter(|digit| *digit == 0 || number >> (7 * digit) > 0);
    table.extend(digits.map(|digit| (number >> (7 * digit)) as u8 & 0x7F | u8::from(digit > 0) << 7));
}
