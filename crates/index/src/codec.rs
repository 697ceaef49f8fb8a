//! Varints, strings and a checked cursor: what every structure's bytes are made of.
//!
//! A varint is LEB128: seven bits a byte, low bits first, the high bit set on every byte but the last.

use crate::Error;

/// The 64-bit FNV-1a. Source: Fowler, Noll, Vo, "The FNV Non-Cryptographic Hash Algorithm" (IETF draft).
pub fn fnv(bytes: &[u8]) -> u64 {
    let mut hash = 0xCBF2_9CE4_8422_2325u64;
    for byte in bytes {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01B3);
    }
    hash
}

/// Appends `value` as a varint of one to ten bytes.
pub(crate) fn write_varint(mut value: u64, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push((value as u8 & 0x7F) | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Appends the length of `bytes` as a varint, then `bytes`.
pub(crate) fn write_bytes(bytes: &[u8], out: &mut Vec<u8>) {
    write_varint(bytes.len() as u64, out);
    out.extend_from_slice(bytes);
}

/// A number in decimal.
pub(crate) fn decimal(number: u64) -> String {
    digits(number, 10, 1)
}

/// A number in hexadecimal, with zeros before it up to `width` digits.
pub(crate) fn hexadecimal(number: u64, width: usize) -> String {
    digits(number, 16, width)
}

fn digits(number: u64, radix: u32, width: usize) -> String {
    let mut digits = String::new();
    push_digits(number, radix, width, &mut digits);
    digits
}

fn push_digits(number: u64, radix: u32, width: usize, digits: &mut String) {
    let (front, last) = (number / u64::from(radix), (number % u64::from(radix)) as u32);
    if front > 0 || width > 1 {
        push_digits(front, radix, width.saturating_sub(1), digits);
    }
    digits.push(char::from_digit(last, radix).unwrap_or('0'));
}

/// Reads a structure from front to back and never past its end.
///
/// It notes the first error and goes on with nothing: every number is then 0 and every slice empty, until
/// [`Self::check`] or [`Self::finish`] says so, which whoever reads must ask before the values leave its hands. Noting an
/// error rather than returning it at every step makes the browser module 2.5 kB smaller, gzipped.
#[derive(Debug, Clone)]
pub(crate) struct Cursor<'a> {
    rest: &'a [u8],
    what: &'static str,
    error: Option<Error>,
}

impl<'a> Cursor<'a> {
    /// Starts at the front of `bytes`; `what` names the structure in errors.
    pub(crate) const fn new(bytes: &'a [u8], what: &'static str) -> Self {
        Self { rest: bytes, what, error: None }
    }

    /// Bytes not read yet.
    pub(crate) const fn remaining(&self) -> usize {
        self.rest.len()
    }

    pub(crate) fn byte(&mut self) -> u8 {
        let Some((&first, rest)) = self.rest.split_first() else {
            self.truncated(1);
            return 0;
        };
        self.rest = rest;
        first
    }

    pub(crate) fn take(&mut self, length: usize) -> &'a [u8] {
        let Some((taken, rest)) = self.rest.split_at_checked(length) else {
            self.truncated(length);
            return &[];
        };
        self.rest = rest;
        taken
    }

    pub(crate) fn varint(&mut self) -> u64 {
        let mut value = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte();
            value |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return value;
            }
        }
        self.malformed("a number runs over 64 bits");
        0
    }

    pub(crate) fn varint_u32(&mut self) -> u32 {
        // Most numbers are of one byte.
        if let Some((first, rest)) = self.rest.split_first()
            && *first < 0x80
        {
            self.rest = rest;
            return u32::from(*first);
        }
        u32::try_from(self.varint()).unwrap_or_else(|_| {
            self.malformed("a number runs over 32 bits");
            0
        })
    }

    /// A varint that counts things of at least `unit` bytes each, so that a wrong count cannot ask for more memory
    /// than the file is long.
    pub(crate) fn count(&mut self, unit: usize) -> usize {
        let count = self.varint();
        if count > (self.rest.len() / unit.max(1)) as u64 {
            self.malformed("a count is larger than the file");
            return 0;
        }
        count as usize
    }

    pub(crate) fn bytes(&mut self) -> &'a [u8] {
        let length = self.count(1);
        self.take(length)
    }

    /// Starts at the front of a part that is preceded by its length.
    pub(crate) fn part(&mut self) -> Self {
        Self::new(self.bytes(), self.what)
    }

    /// Notes what went wrong in a part, which is to end where its bytes do.
    pub(crate) fn finish_part(&mut self, part: Self) {
        if let Err(error) = part.finish() {
            self.fail(error);
        }
    }

    pub(crate) fn string(&mut self) -> &'a str {
        std::str::from_utf8(self.bytes()).unwrap_or_else(|_| {
            self.malformed("text is not UTF-8");
            ""
        })
    }

    pub(crate) fn text(&mut self) -> String {
        self.string().to_owned()
    }

    /// Notes that a rule of the format is broken; of several errors the first is kept.
    #[cold]
    pub(crate) fn malformed(&mut self, detail: &'static str) {
        self.fail(Error::malformed(self.what, detail));
    }

    /// Whether something went wrong so far.
    pub(crate) const fn has_failed(&self) -> bool {
        self.error.is_some()
    }

    /// Succeeds if nothing went wrong so far.
    pub(crate) const fn check(&self) -> Result<(), Error> {
        match self.error {
            None => Ok(()),
            Some(error) => Err(error),
        }
    }

    /// Succeeds only at the end of the bytes, if nothing went wrong.
    pub(crate) fn finish(mut self) -> Result<(), Error> {
        if !self.rest.is_empty() {
            self.malformed("bytes are left over");
        }
        self.check()
    }

    #[cold]
    fn truncated(&mut self, expected: usize) {
        self.fail(Error::Truncated { what: self.what, expected, got: self.rest.len() });
    }

    fn fail(&mut self, error: Error) {
        self.error.get_or_insert(error);
        self.rest = &[];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn varints_round_trip() {
        for value in [0, 1, 127, 128, 300, u64::from(u32::MAX), u64::MAX] {
            let mut bytes = Vec::new();
            write_varint(value, &mut bytes);
            let mut cursor = Cursor::new(&bytes, "test");
            assert_eq!(cursor.varint(), value);
            cursor.finish().unwrap();
        }
    }

    #[test]
    fn an_endless_varint_is_an_error() {
        for bytes in [&[0xFF; 11][..], &[0x80]] {
            let mut cursor = Cursor::new(bytes, "test");
            assert_eq!(cursor.varint(), 0);
            assert!(cursor.finish().is_err());
        }
    }

    #[test]
    fn the_first_error_is_kept_and_nothing_is_read_after_it() {
        let mut cursor = Cursor::new(b"\x02\xFF\xFF\x01a", "test");
        assert_eq!((cursor.string(), cursor.string(), cursor.take(9)), ("", "", &[][..]));
        let message = cursor.finish().unwrap_err().to_string();
        assert!(message.contains("UTF-8"), "{message}");
    }

    #[test]
    fn a_count_cannot_ask_for_more_than_there_is() {
        let mut bytes = Vec::new();
        write_varint(1 << 40, &mut bytes);
        let mut cursor = Cursor::new(&bytes, "test");
        assert_eq!(cursor.count(1), 0);
        assert!(cursor.check().is_err());
    }
}
