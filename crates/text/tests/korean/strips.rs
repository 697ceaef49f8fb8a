//! Whole words: which stems there are.

use keyseek_text::korean::{Strip, is_suffix, strips};
use proptest::prelude::*;

fn stems(word: &str) -> Vec<&str> {
    strips(word).map(|strip| strip.stem).collect()
}
fn check(word: &str, expect: &[&str]) {
    assert_eq!(stems(word), expect, "{word}");
}
#[test]
fn x() { check("서버에서는", &["서버","서버에서"]); }
