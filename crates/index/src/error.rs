//! What can be wrong with stored bytes.

use crate::codec::{decimal, hexadecimal};
use std::fmt;

/// Why a stored file could not be read, or an index not be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The bytes do not start as a Keyseek file does.
    NotKeyseek,
    /// The file is of another kind than the one asked for.
    WrongKind {
        /// Name of the kind that was asked for.
        expected: &'static str,
        /// Kind byte found in the file.
        got: u8,
    },
    /// The file was written by another format version.
    Version {
        /// The version this code reads.
        expected: u8,
        /// The version found in the file.
        got: u8,
    },
    /// The file is shorter or longer than it says.
    Truncated {
        /// What was being read.
        what: &'static str,
        /// Bytes expected.
        expected: usize,
        /// Bytes there.
        got: usize,
    },
    /// The content is not what was written.
    Checksum {
        /// Name of the file's kind.
        what: &'static str,
        /// The checksum that the file carries.
        expected: u32,
        /// The checksum of its content.
        got: u32,
    },
    /// The content breaks a rule of the format though its checksum holds.
    Malformed {
        /// The structure that was being read.
        what: &'static str,
        /// The rule that was broken.
        detail: &'static str,
    },
    /// Terms were not added in the order of their keys.
    KeyOrder,
}

impl Error {
    /// A structure that breaks a rule of the format.
    ///
    /// A browser does not say which rule was broken: that is 0.5 kB of the module, gzipped, and for whoever builds the index,
    /// where `keyseek inspect` says it.
    pub const fn malformed(what: &'static str, detail: &'static str) -> Self {
        Self::Malformed {
            what,
            detail: if cfg!(target_arch = "wasm32") { "a rule is broken" } else { detail },
        }
    }
}

impl std::error::Error for Error {}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

/// Messages are put together by hand: formatting numbers with the standard library is 0.5 kB more of the browser module,
/// gzipped.
impl Error {
    /// What is wrong, and what to do about it.
    pub fn message(&self) -> String {
        let decimal = |number: usize| decimal(number as u64);
        let checksum = |sum: u32| hexadecimal(u64::from(sum), 8);
        let parts: &[&str] = match *self {
            Self::NotKeyseek => &[
                "not a Keyseek file: expected it to start with \"KEYS\"; was another file put in its place?",
            ],
            Self::WrongKind { expected, got } => &[
                "expected a ",
                expected,
                " file, got kind ",
                &decimal(got.into()),
                "; build the index again",
            ],
            Self::Version { expected, got } => &[
                "format version ",
                &decimal(got.into()),
                " cannot be read by this version of Keyseek, which reads version ",
                &decimal(expected.into()),
                "; build the index again, or update Keyseek in the page",
            ],
            // A browser says which file it is, but not in which way it is damaged: see [`Self::malformed`].
            Self::Truncated { what, .. } | Self::Checksum { what, .. } | Self::Malformed { what, .. }
                if cfg!(target_arch = "wasm32") =>
            {
                &["the ", what, " is damaged or out of step; load it again or build the index again"]
            }
            Self::Truncated { what, expected, got } => &[
                what,
                " is cut off: expected ",
                &decimal(expected),
                " bytes, got ",
                &decimal(got),
                "; load it again or build the index again",
            ],
            Self::Checksum { what, expected, got } => &[
                "checksum of the ",
                what,
                " file is ",
                &checksum(got),
                ", expected ",
                &checksum(expected),
                ": the file is damaged or out of step; load it again or build the index again",
            ],
            Self::Malformed { what, detail } => {
                &["the ", what, " is malformed (", detail, "); build the index again"]
            }
            // Only a builder meets this.
            Self::KeyOrder if cfg!(target_arch = "wasm32") => &[],
            Self::KeyOrder => {
                &["the term dictionary could not be written: the keys of its terms do not ascend"]
            }
        };
        let mut message = String::new();
        for part in parts {
            message.push_str(part);
        }
        message
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_name_what_was_expected_and_what_was_got() {
        let check = |error: Error, expected: &str| {
            let message = error.to_string();
            assert!(message.contains(expected), "{message}");
        };
        check(Error::Truncated { what: "manifest", expected: 10, got: 0 }, "expected 10 bytes, got 0;");
        check(
            Error::Checksum { what: "terms", expected: 0xAB, got: u32::MAX },
            "is ffffffff, expected 000000ab:",
        );
        check(Error::WrongKind { expected: "terms", got: 205 }, "expected a terms file, got kind 205;");
        check(Error::Version { expected: 1, got: 2 }, "format version 2 cannot");
    }
}
