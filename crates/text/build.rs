//! Writes which characters are letters and which are numbers, by the standard library, in the form that `src/class.rs` reads.

use std::path::Path;

/// Runs behind these characters begin where a reader may begin, so that it need not pass over all before: Greek, Cyrillic, Arabic,
/// Devanagari, Thai, signs, and the planes behind the first.
const SECTIONS: [u32; 8] = [0, 0x370, 0x400, 0x600, 0x900, 0xE00, 0x2000, 0x10000];

fn main() -> std::io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    let mut table = Vec::new();
    let mut sections = Vec::new();
    let mut end = 0;
    let mut code = 0;
    while code <= char::MAX as u32 {
        let class = class(code);
        let length = (code..=char::MAX as u32).take_while(|code| self::class(*code) == class).count() as u32;
        if class > 0 {
            if SECTIONS.get(sections.len()).is_some_and(|section| *section <= code) {
                sections.push((end, table.len()));
            }
            write(code - end, &mut table);
            if class == 2 {
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

/// 1 for a letter, 2 for a number.
fn class(code: u32) -> u8 {
    match char::from_u32(code) {
        Some(ch) if ch.is_alphabetic() => 1,
        Some(ch) if ch.is_numeric() => 2,
        _ => 0,
    }
}

/// Appends a number, seven bits a byte, the high ones first, the high bit set on every byte but the last.
fn write(number: u32, table: &mut Vec<u8>) {
    let digits = (0..5).rev().filter(|digit| *digit == 0 || number >> (7 * digit) > 0);
    table.extend(digits.map(|digit| (number >> (7 * digit)) as u8 & 0x7F | u8::from(digit > 0) << 7));
}
