//! The frame that every stored file stands in.
//!
//! ```text
//! offset  bytes  what
//!      0      4  "KEYS"
//!      4      1  format version
//!      5      1  kind of file
//!      6      4  CRC-32 (ISO HDLC) of the payload, little endian
//!     10      …  payload, to the end of the file
//! ```
//!
//! The checksum finds damage and files that are out of step; it does not defend against a forger, who could as well
//! replace the page.

use crate::Error;
use crc::{CRC_32_ISO_HDLC, Crc, Table};

/// The version of every structure in this crate. It changes when any layout changes.
pub const FORMAT_VERSION: u8 = 1;

const MAGIC: &[u8; 4] = b"KEYS";
const HEADER_BYTES: usize = 10;
/// One table of 1 kB: the larger ones are faster but would be a fifth of the browser module.
const CHECKSUM: Crc<u32, Table<1>> = Crc::<u32, Table<1>>::new(&CRC_32_ISO_HDLC);

/// What a stored file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Kind {
    /// The manifest.
    Manifest = 1,
    /// A shard of the term dictionary with its postings.
    Terms = 2,
    /// The positions of one term shard.
    Positions = 3,
    /// A block of the document store.
    Documents = 4,
    /// All files of an index in one.
    Pack = 5,
}

impl Kind {
    /// Name of the kind, as in file names and messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Manifest => "manifest",
            Self::Terms => "terms",
            Self::Positions => "positions",
            Self::Documents => "documents",
            Self::Pack => "pack",
        }
    }
}

/// Puts `payload` into a frame.
pub fn seal(kind: Kind, payload: &[u8]) -> Vec<u8> {
    let mut file = Vec::with_capacity(HEADER_BYTES + payload.len());
    file.extend_from_slice(MAGIC);
    file.push(FORMAT_VERSION);
    file.push(kind as u8);
    file.extend_from_slice(&CHECKSUM.checksum(payload).to_le_bytes());
    file.extend_from_slice(payload);
    file
}

/// Takes the payload out of a frame.
///
/// # Errors
/// When the bytes are no Keyseek file, of another version or kind, cut off, or not what was sealed.
pub fn open(kind: Kind, file: &[u8]) -> Result<&[u8], Error> {
    let truncated = || Error::Truncated { what: kind.name(), expected: HEADER_BYTES, got: file.len() };
    let rest = match file.strip_prefix(MAGIC) {
        Some(rest) => rest,
        None if MAGIC.starts_with(file) => return Err(truncated()),
        None => return Err(Error::NotKeyseek),
    };
    let (&[version, got_kind], rest) = rest.split_first_chunk::<2>().ok_or_else(truncated)?;
    if version != FORMAT_VERSION {
        return Err(Error::Version { expected: FORMAT_VERSION, got: version });
    }
    if got_kind != kind as u8 {
        return Err(Error::WrongKind { expected: kind.name(), got: got_kind });
    }
    let (checksum, payload) = rest.split_first_chunk::<4>().ok_or_else(truncated)?;
    let expected = u32::from_le_bytes(*checksum);
    let got = CHECKSUM.checksum(payload);
    if got != expected {
        return Err(Error::Checksum { what: kind.name(), expected, got });
    }
    Ok(payload)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_changed_or_missing_byte_is_an_error() {
        let file = seal(Kind::Terms, b"postings");
        assert_eq!(open(Kind::Terms, &file).unwrap(), b"postings");
        for at in 0..file.len() {
            let mut flipped = file.clone();
            flipped[at] ^= 0x10;
            assert!(open(Kind::Terms, &flipped).is_err(), "byte {at} flipped");
            assert!(open(Kind::Terms, &file[..at]).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn another_version_says_so() {
        let mut file = seal(Kind::Manifest, b"");
        file[4] = FORMAT_VERSION + 1;
        let message = open(Kind::Manifest, &file).unwrap_err().to_string();
        assert!(message.contains("format version 2"), "{message}");
    }
}
