//! Varints, strings and a checked cursor: what every structure's bytes are made of.
//!
//! A varint is LEB128: seven bits a byte, low bits first, the high bit set on every byte but the last.

use crate::Error;

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

/// Reads a structure from front to back and never past its end.
#[derive(Debug, Clone)]
pub(crate) struct Cursor<'a> {
    rest: &'a [u8],
    what: &'static str,
}

impl<'a> Cursor<'a> {
    /// Starts at the front of `bytes`; `what` names the structure in errors.
    pub(crate) const fn new(bytes: &'a [u8], what: &'static str) -> Self {
        Self { rest: bytes, what }
    }

    /// Bytes not read yet.
    pub(crate) const fn remaining(&self) -> usize {
        self.rest.len()
    }

    pub(crate) fn byte(&mut self) -> Result<u8, Error> {
        let (&first, rest) = self.rest.split_first().ok_or_else(|| self.truncated(1))?;
        self.rest = rest;
        Ok(first)
    }

    pub(crate) fn take(&mut self, length: usize) -> Result<&'a [u8], Error> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or_else(|| self.truncated(length))?;
        self.rest = rest;
        Ok(taken)
    }

    pub(crate) fn varint(&mut self) -> Result<u64, Error> {
        let mut value = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(Error::malformed(self.what, "a number runs over 64 bits"))
    }

    pub(crate) fn varint_u32(&mut self) -> Result<u32, Error> {
        u32::try_from(self.varint()?).map_err(|_| Error::malformed(self.what, "a number runs over 32 bits"))
    }

    /// A varint that counts things of at least `unit` bytes each, so that a wrong count cannot ask for more memory
    /// than the file is long.
    pub(crate) fn count(&mut self, unit: usize) -> Result<usize, Error> {
        let count = self.varint()?;
        if count > (self.rest.len() / unit.max(1)) as u64 {
            return Err(Error::malformed(self.what, "a count is larger than the file"));
        }
        Ok(count as usize)
    }

    pub(crate) fn bytes(&mut self) -> Result<&'a [u8], Error> {
        let length = self.count(1)?;
        self.take(length)
    }

    pub(crate) fn string(&mut self) -> Result<&'a str, Error> {
        std::str::from_utf8(self.bytes()?).map_err(|_| Error::malformed(self.what, "text is not UTF-8"))
    }

    /// Succeeds only at the end of the bytes.
    pub(crate) const fn finish(&self) -> Result<(), Error> {
        if self.rest.is_empty() { Ok(()) } else { Err(Error::malformed(self.what, "bytes are left over")) }
    }

    const fn truncated(&self, expected: usize) -> Error {
        Error::Truncated { what: self.what, expected, got: self.rest.len() }
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
            assert_eq!(cursor.varint().unwrap(), value);
            assert_eq!(cursor.remaining(), 0);
        }
    }

    #[test]
    fn an_endless_varint_is_an_error() {
        assert!(Cursor::new(&[0xFF; 11], "test").varint().is_err());
        assert!(Cursor::new(&[0x80], "test").varint().is_err());
    }

    #[test]
    fn a_count_cannot_ask_for_more_than_there_is() {
        let mut bytes = Vec::new();
        write_varint(1 << 40, &mut bytes);
        assert!(Cursor::new(&bytes, "test").count(1).is_err());
    }
}
