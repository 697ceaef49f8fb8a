//! Numbers as people read them.

use indicatif::HumanCount;

/// A number and its noun: `1 document`, `12,524 documents`.
pub fn count(number: u64, noun: &str) -> String {
    format!("{} {noun}{}", HumanCount(number), if number == 1 { "" } else { "s" })
}

/// Bytes in decimal units with three digits at most: `180 kB`, `7.3 MB`.
pub fn bytes(bytes: u64) -> String {
    const UNITS: [&str; 4] = ["kB", "MB", "GB", "TB"];
    if bytes < 1000 {
        return format!("{bytes} B");
    }
    let mut amount = bytes as f64 / 1000.0;
    let mut unit = UNITS[0];
    for larger in &UNITS[1..] {
        // 999.5 would be rounded to 1000.
        if amount < 999.5 {
            break;
        }
        amount /= 1000.0;
        unit = larger;
    }
    if amount < 9.95 { format!("{amount:.1} {unit}") } else { format!("{amount:.0} {unit}") }
}

/// Less memory would make a build of a large site read its temporary files again and again.
const LEAST_MEMORY: usize = 16 << 20;

/// Reads how much memory a build may use.
pub fn parse_memory(text: &str) -> Result<usize, String> {
    let bytes = parse_bytes(text)?;
    if bytes < LEAST_MEMORY { Err("expected at least 16M".to_owned()) } else { Ok(bytes) }
}

/// Reads a size: `300000`, or with a unit of 1024 steps, `64k`, `512M`, `2G`, also as `512MB` and `512MiB`.
fn parse_bytes(text: &str) -> Result<usize, String> {
    let number = text.trim_end_matches(|unit: char| unit.is_ascii_alphabetic());
    let power = match text[number.len()..].to_ascii_lowercase().as_str() {
        "" | "b" => 0,
        "k" | "kb" | "kib" => 10,
        "m" | "mb" | "mib" => 20,
        "g" | "gb" | "gib" => 30,
        _ => return Err("expected a size such as 512M or 2G".to_owned()),
    };
    let number: usize = number.parse().map_err(|_| "expected a size such as 512M or 2G".to_owned())?;
    number.checked_mul(1 << power).ok_or_else(|| "this is more than there can be".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read() {
        let check = |text, expected| assert_eq!(parse_bytes(text).ok(), expected, "{text}");
        check("300", Some(300));
        check("64k", Some(64 << 10));
        check("512M", Some(512 << 20));
        check("2GiB", Some(2 << 30));
        check("2GiBs", None);
        check("M", None);
        check("", None);
        check("-1", None);
        check("99999999999999999G", None);
        assert_eq!((parse_memory("16M"), parse_memory("15M").is_err()), (Ok(16 << 20), true));
    }

    #[test]
    fn bytes_have_three_digits_at_most() {
        let check = |number, expected| assert_eq!(bytes(number), expected);
        check(0, "0 B");
        check(999, "999 B");
        check(1000, "1.0 kB");
        check(9_960, "10 kB");
        check(180_123, "180 kB");
        check(999_700, "1.0 MB");
        check(7_300_000, "7.3 MB");
        check(5_000_000_000_000, "5.0 TB");
        check(u64::MAX, "18446744 TB");
    }

    #[test]
    fn a_noun_agrees_with_its_number() {
        assert_eq!(count(0, "result"), "0 results");
        assert_eq!(count(1, "result"), "1 result");
        assert_eq!(count(12_524, "term"), "12,524 terms");
    }
}
