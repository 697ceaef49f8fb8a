//! What can be wrong with stored bytes.

/// Why a stored file could not be read, or an index not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The bytes do not start as a Keyseek file does.
    #[error("not a Keyseek file: expected it to start with \"KEYS\"; was another file put in its place?")]
    NotKeyseek,
    /// The file is of another kind than the one asked for.
    #[error("expected a {expected} file, got kind {got}; build the index again")]
    WrongKind {
        /// Name of the kind that was asked for.
        expected: &'static str,
        /// Kind byte found in the file.
        got: u8,
    },
    /// The file was written by another format version.
    #[error(
        "format version {got} cannot be read by this version of Keyseek, which reads version {expected}; \
         build the index again, or update Keyseek in the page"
    )]
    Version {
        /// The version this code reads.
        expected: u8,
        /// The version found in the file.
        got: u8,
    },
    /// The file is shorter or longer than it says.
    #[error(
        "{what} is cut off: expected {expected} bytes, got {got}; load it again or build the index again"
    )]
    Truncated {
        /// What was being read.
        what: &'static str,
        /// Bytes expected.
        expected: usize,
        /// Bytes there.
        got: usize,
    },
    /// The content is not what was written.
    #[error(
        "checksum of the {what} file is {got:08x}, expected {expected:08x}: the file is damaged or out of step; \
         load it again or build the index again"
    )]
    Checksum {
        /// Name of the file's kind.
        what: &'static str,
        /// The checksum that the file carries.
        expected: u32,
        /// The checksum of its content.
        got: u32,
    },
    /// The content breaks a rule of the format though its checksum holds.
    #[error("the {what} is malformed ({detail}); build the index again")]
    Malformed {
        /// The structure that was being read.
        what: &'static str,
        /// The rule that was broken.
        detail: &'static str,
    },
    /// The term dictionary was refused by the FST library.
    #[error("the term dictionary could not be read or written; build the index again")]
    Dictionary(#[from] fst::Error),
}

impl Error {
    pub(crate) const fn malformed(what: &'static str, detail: &'static str) -> Self {
        Self::Malformed { what, detail }
    }
}
