//! The primer of an index, at the front of its manifest.

use crate::codec::Cursor;
use crate::frame::HEADER_BYTES;

/// Bytes of a primer's text at most: DEFLATE refers no further back.
pub const MAX_PRIMER_BYTES: usize = 32 << 10;

/// Bytes of the primer before its text.
pub const PRIMER_HEAD_BYTES: usize = 5;

/// The primer of a manifest that was opened without an error, as what is to stand before a block's bytes; empty for other files.
/// Of what is then inflated the first bytes, as many as the primer has behind the first [`PRIMER_HEAD_BYTES`], are to be dropped.
pub fn primer(manifest: &[u8]) -> &[u8] {
    let Some(&[_, low, high, ..]) = manifest.get(HEADER_BYTES..) else { return &[] };
    let length = PRIMER_HEAD_BYTES + usize::from(u16::from_le_bytes([low, high]));
    manifest.get(HEADER_BYTES..HEADER_BYTES + length).unwrap_or_default()
}

pub(super) fn write_primer(text: &[u8], out: &mut Vec<u8>) {
    let text = text.get(text.len().saturating_sub(MAX_PRIMER_BYTES)..).unwrap_or_default();
    let length = text.len() as u16;
    out.push(0);
    out.extend_from_slice(&length.to_le_bytes());
    out.extend_from_slice(&(!length).to_le_bytes());
    out.extend_from_slice(text);
}

pub(super) fn skip_primer(cursor: &mut Cursor<'_>) {
    let head: [u8; PRIMER_HEAD_BYTES] = cursor.take(PRIMER_HEAD_BYTES).try_into().unwrap_or_default();
    let [kind, a, b, c, d] = head;
    let length = u16::from_le_bytes([a, b]);
    if kind != 0 || length != !u16::from_le_bytes([c, d]) || usize::from(length) > MAX_PRIMER_BYTES {
        cursor.malformed("the primer is no stored block of 32 KiB or less");
    }
    cursor.take(length.into());
}

#[cfg(test)]
mod tests {
    use super::super::{Listing, Manifest, Statistics, encode};
    use super::*;
    use crate::frame::{self, Kind};
    use proptest::prelude::*;

    fn manifest(primer: &[u8]) -> Vec<u8> {
        let listing = Listing { primer: primer.to_vec(), ..Listing::default() };
        encode("test", &Statistics::default(), &listing, &[])
    }

    #[test]
    fn a_primer_is_a_stored_block() {
        assert_eq!(primer(&manifest(b"")), b"\0\0\0\xFF\xFF");
        assert_eq!(primer(&manifest(b"abc")), b"\0\x03\0\xFC\xFFabc");
        assert!(primer(b"").is_empty() && primer(&manifest(b"abc")[..17]).is_empty());
    }

    #[test]
    fn of_a_text_that_is_too_long_the_end_is_the_primer() {
        let text: Vec<u8> = (0..MAX_PRIMER_BYTES + 3).map(|at| (at % 251) as u8).collect();
        let file = manifest(&text);
        assert!(Manifest::open(&file).is_ok());
        assert_eq!(primer(&file)[PRIMER_HEAD_BYTES..], text[3..]);
    }

    #[test]
    fn what_is_no_stored_block_or_too_long_is_refused() {
        let check = |head: [u8; PRIMER_HEAD_BYTES], is_sound: bool| {
            let sound = manifest(&vec![7; MAX_PRIMER_BYTES]);
            let mut payload = frame::open(Kind::Manifest, &sound).unwrap().to_vec();
            payload.insert(PRIMER_HEAD_BYTES, 7);
            payload[..PRIMER_HEAD_BYTES].copy_from_slice(&head);
            if is_sound {
                payload.remove(PRIMER_HEAD_BYTES);
            }
            assert_eq!(Manifest::open(&frame::seal(Kind::Manifest, &payload)).is_ok(), is_sound, "{head:?}");
        };
        check([0, 0, 0x80, 0xFF, 0x7F], true);
        check([0, 1, 0x80, 0xFE, 0x7F], false);
        check([1, 0, 0x80, 0xFF, 0x7F], false);
        check([0, 0, 0x80, 0xFE, 0x7F], false);
    }

    proptest! {
        #[test]
        fn primers_round_trip(text in prop::collection::vec(any::<u8>(), 0..300)) {
            let file = manifest(&text);
            prop_assert!(Manifest::open(&file).is_ok());
            prop_assert_eq!(&primer(&file)[PRIMER_HEAD_BYTES..], &text);
        }

        #[test]
        fn any_manifest_is_read_without_panic(payload: Vec<u8>, text: Vec<u8>, cut in 0..400usize) {
            let forged = [&manifest(&text)[HEADER_BYTES..], &payload].concat();
            for payload in [&payload[..], &forged[..], &forged[..cut.min(forged.len())]] {
                let file = frame::seal(Kind::Manifest, payload);
                let _ = (Manifest::open(&file), primer(&file), primer(payload));
            }
        }
    }
}
