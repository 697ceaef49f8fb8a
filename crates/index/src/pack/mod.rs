//! A pack: all files of an index in one, as the browser module embeds them.
//!
//! ```text
//! list            files in the order of their names, each: name (string), stored bytes (bytes)
//! ```
//!
//! The files are the very bytes of a folder, compressed as there, so that the two placements answer alike.

use crate::Error;
use crate::codec::{Cursor, write_bytes, write_varint};
use crate::frame::{self, Kind};
use std::collections::BTreeMap;

/// Writes a pack of named files.
pub fn encode(files: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let mut payload = Vec::new();
    write_varint(files.len() as u64, &mut payload);
    for (name, bytes) in files {
        write_bytes(name.as_bytes(), &mut payload);
        write_bytes(bytes, &mut payload);
    }
    frame::seal(Kind::Pack, &payload)
}

/// Reads a pack, without copying its files: names and stored bytes.
///
/// # Errors
/// When the pack is damaged.
pub fn open(file: &[u8]) -> Result<Vec<(&str, &[u8])>, Error> {
    let mut cursor = Cursor::new(frame::open(Kind::Pack, file)?, "pack");
    let mut files = Vec::new();
    for _ in 0..cursor.count(2) {
        files.push((cursor.string(), cursor.bytes()));
    }
    cursor.finish()?;
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packs_round_trip() {
        let files = BTreeMap::from([("b".to_owned(), vec![1, 2]), ("a".to_owned(), vec![])]);
        let packed = encode(&files);
        let read = open(&packed).unwrap();
        assert_eq!(read, [("a", &[][..]), ("b", &[1, 2][..])]);
        assert!(open(&packed[..packed.len() - 1]).is_err());
    }
}
