//! Values as bytes, which `www/module.js` reads: a byte for the kind, then what it is.
//!
//! ```text
//! 0 null, 1 false, 2 true
//! 3 number    8 bytes, a float with its low byte first
//! 4 text      length, UTF-8
//! 5 list      length, values
//! 6 map       length, for each entry the name, a text, and the value
//! 7 bytes     length, bytes
//! 8 error     the message, a text
//! ```
//!
//! A length has four bytes, the low one first, and counts bytes of texts and entries of lists and maps.

use keyseek_search::Write;

/// The bytes of a reply.
#[derive(Default)]
pub struct Reply {
    pub bytes: Vec<u8>,
}

impl Reply {
    /// Appends bytes.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.length(7, bytes.len());
        self.bytes.extend_from_slice(bytes);
    }

    /// Appends an error.
    pub fn error(&mut self, message: &str) {
        self.bytes.push(8);
        self.text(message);
    }

    /// A reply has no four gigabytes: the memory of the module has not more.
    fn length(&mut self, kind: u8, length: usize) {
        self.bytes.push(kind);
        self.bytes.extend_from_slice(&(length as u32).to_le_bytes());
    }
}

impl Write<'_> for Reply {
    fn null(&mut self) {
        self.bytes.push(0);
    }

    fn flag(&mut self, flag: bool) {
        self.bytes.push(1 + u8::from(flag));
    }

    fn number(&mut self, number: f64) {
        self.bytes.push(3);
        self.bytes.extend_from_slice(&number.to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.length(4, text.len());
        self.bytes.extend_from_slice(text.as_bytes());
    }

    fn list(&mut self, length: usize) {
        self.length(5, length);
    }

    fn map(&mut self, fields: usize) {
        self.length(6, fields);
    }
}
