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

/// The version of every structure in this crate. It changes when any layout changes.
pub const FORMAT_VERSION: u8 = 8;

const MAGIC: &[u8; 4] = b"KEYS";
pub(crate) const HEADER_BYTES: usize = 10;

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
    /// The values of one field of all documents.
    Column = 6,
    /// Which documents are most like each.
    Similar = 7,
    /// Answers to beginnings of words.
    Prepared = 8,
    /// Where the blocks of a range of documents are.
    Range = 9,
    /// Postings of a long list that stand apart from their shard.
    Tier = 10,
    /// Frequent terms, for words that are like one.
    Spelling = 11,
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
            Self::Column => "columns",
            Self::Similar => "similar",
            Self::Prepared => "prepared",
            Self::Range => "ranges",
            Self::Tier => "tiers",
            Self::Spelling => "spelling",
        }
    }
}

/// Puts `payload` into a frame.
pub fn seal(kind: Kind, payload: &[u8]) -> Vec<u8> {
    let mut file = Vec::with_capacity(HEADER_BYTES + payload.len());
    file.extend_from_slice(MAGIC);
    file.push(FORMAT_VERSION);
    file.push(kind as u8);
    file.extend_from_slice(&checksum(payload).to_le_bytes());
    file.extend_from_slice(payload);
    file
}

/// Takes the payload out of a frame.
///
/// # Errors
/// When the bytes are no Keyseek file, of another version or kind, cut off, or not what was sealed.
pub fn open(kind: Kind, file: &[u8]) -> Result<&[u8], Error> {
    if !file.starts_with(MAGIC) && !MAGIC.starts_with(file) {
        return Err(Error::NotKeyseek);
    }
    let Some((&[_, _, _, _, version, got_kind, a, b, c, d], payload)) =
        file.split_first_chunk::<HEADER_BYTES>()
    else {
        return Err(Error::Truncated { what: kind.name(), expected: HEADER_BYTES, got: file.len() });
    };
    if version != FORMAT_VERSION {
        return Err(Error::Version { expected: FORMAT_VERSION, got: version });
    }
    if got_kind != kind as u8 {
        return Err(Error::WrongKind { expected: kind.name(), got: got_kind });
    }
    let expected = u32::from_le_bytes([a, b, c, d]);
    let got = checksum(payload);
    if got != expected {
        return Err(Error::Checksum { what: kind.name(), expected, got });
    }
    Ok(payload)
}

/// CRC-32 (ISO HDLC). The remainders by bytes are made anew each time, in microseconds: as a table they would be 1 kB, which does
/// not compress, of the browser module.
fn checksum(payload: &[u8]) -> u32 {
    let mut remainders = [0u32; 256];
    for (byte, remainder) in remainders.iter_mut().enumerate() {
        *remainder = byte as u32;
        for _ in 0..8 {
            *remainder = (*remainder >> 1) ^ ((*remainder & 1) * 0xEDB8_8320);
        }
    }
    let mut sum = u32::MAX;
    for byte in payload {
        let low = sum as u8 ^ byte;
        sum = sum >> 8 ^ remainders.get(usize::from(low)).copied().unwrap_or_default();
    }
    !sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksums_are_as_the_standard_gives_them() {
        assert_eq!(checksum(b"123456789"), 0xCBF4_3926);
        assert_eq!(checksum(b""), 0);
    }

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
        assert!(message.contains(&format!("format version {}", FORMAT_VERSION + 1)), "{message}");
    }
}
