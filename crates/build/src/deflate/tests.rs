//! What was compressed inflates, and takes few bytes.

use super::Compressor;
use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};
use proptest::prelude::*;
use walkdir::WalkDir;

#[track_caller]
fn inflate(dictionary: &[u8], stored: &[u8]) -> Vec<u8> {
    let mut decompress = Decompress::new(false);
    if !dictionary.is_empty() {
        decompress.set_dictionary(dictionary).unwrap();
    }
    let mut bytes = Vec::with_capacity(1024);
    loop {
        let rest = &stored[decompress.total_in() as usize..];
        let status = decompress.decompress_vec(rest, &mut bytes, FlushDecompress::None).unwrap();
        if status == Status::StreamEnd {
            assert_eq!(decompress.total_in(), stored.len() as u64, "bytes behind the end");
            return bytes;
        }
        assert!(bytes.len() == bytes.capacity(), "it ends too early");
        bytes.reserve(bytes.len());
    }
}

#[track_caller]
fn check(dictionary: &[u8], text: &[u8]) -> usize {
    let mut compressor = Compressor::new(dictionary);
    let stored = compressor.compress(text);
    let known = &dictionary[dictionary.len().saturating_sub(32 << 10)..];
    assert!(inflate(known, &stored) == text, "{} bytes behind {}", text.len(), dictionary.len());
    assert!(stored.len() <= text.len() + 5 * (text.len() / 65_535 + 1), "{} of {}", stored.len(), text.len());
    compressor.compress(b"what else there is, which begins as what else there is");
    assert_eq!(compressor.compress(text), stored, "of what was compressed before, something is left");
    stored.len()
}

/// Bytes without an order.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x9E37_79B9_7F4A_7C15u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state as u8
    };
    (0..length).map(|_| next()).collect()
}

#[test]
fn whatever_there_is_inflates() {
    let noise = noise(200_000);
    for dictionary in [&b""[..], b"a", b"abc", b"abcabcabcabd", &noise[..40_000], &[0; 70_000]] {
        for text in [&b""[..], b"a", b"aa", b"abc", b"abcd", b"abcabcabcabcabcabd", &[255; 3]] {
            check(dictionary, text);
        }
        for length in [257, 258, 259, 260, 516, 70_000, 140_000] {
            assert!(check(dictionary, &vec![7; length]) < 40 + length / 500);
            check(dictionary, &noise[..length]);
        }
    }
}

#[test]
fn matches_reach_as_far_as_inflaters_look() {
    let noise = noise(70_000);
    let check = |dictionary: &[u8], text: &[u8], is_near: bool| {
        assert_eq!(check(dictionary, text) < text.len() - 100, is_near);
    };
    let twice = |distance: usize| [&noise[..distance], &noise[..256]].concat();
    check(b"", &twice(32_768), true);
    check(b"", &twice(32_769), false);
    check(&noise[..32_768], &noise[..256], true);
    check(&noise[..40_000], &noise[40_000 - 32_768..][..256], true);
    check(&noise[..40_000], &noise[..256], false);
}

proptest! {
    #[test]
    fn texts_inflate(text in "[a-d ]{0,300}", dictionary in "[a-d ]{0,300}", repeated in 1..400usize, first: u8) {
        let mut bytes = text.repeat(repeated).into_bytes();
        bytes.push(first);
        check(dictionary.as_bytes(), &bytes);
        check(&bytes, dictionary.as_bytes());
    }

    #[test]
    fn bytes_inflate(text: Vec<u8>, dictionary: Vec<u8>, of in 1..=255u8) {
        let text: Vec<u8> = text.iter().map(|byte| byte % of).collect();
        check(&dictionary, &text);
        check(b"", &text);
    }
}

/// The sample posts, one behind the other, in pieces of so many bytes.
fn posts(bytes: usize) -> Vec<Vec<u8>> {
    let posts = WalkDir::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../posts")).sort_by_file_name();
    let posts = posts.into_iter().map(Result::unwrap).filter(|post| post.file_type().is_file());
    let text: Vec<u8> = posts.flat_map(|post| std::fs::read(post.path()).unwrap()).collect();
    text.chunks(bytes).map(<[u8]>::to_vec).collect()
}

/// Bytes that zlib takes at its highest level.
fn zlib(dictionary: &[u8], text: &[u8]) -> usize {
    let mut compress = Compress::new(Compression::best(), false);
    if !dictionary.is_empty() {
        compress.set_dictionary(dictionary).unwrap();
    }
    let mut stored = Vec::with_capacity(text.len() + 1024);
    let status = compress.compress_vec(text, &mut stored, FlushCompress::Finish).unwrap();
    assert_eq!(status, Status::StreamEnd);
    stored.len()
}

#[test]
fn posts_are_smaller_than_by_zlib() {
    let check = |bytes: usize, dictionary: &[u8], permille: usize| {
        let posts = posts(bytes);
        let theirs: usize = posts.iter().map(|text| zlib(dictionary, text)).sum();
        let ours: usize = posts.iter().map(|text| check(dictionary, text)).sum();
        assert!(ours * 1000 < theirs * permille, "{ours} of {theirs}, pieces of {bytes}");
    };
    let dictionary = posts(8 << 10).swap_remove(1);
    check(1 << 10, &dictionary, 975);
    check(3 << 10, &dictionary, 975);
    check(3 << 10, b"", 980);
    check(100 << 10, b"", 980);
}
