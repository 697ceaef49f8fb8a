//! Position → bytes.

use crate::codec::write_varint;

/// Appends the positions of one posting, in ascending order (the same one may stand more than once), to `out`.
pub fn encode(positions: &[u32], out: &mut Vec<u8>) {
    let mut before = 0;
    for position in positions {
        write_varint(u64::from(position - before), out);
        before = *position;
    }
}
