//! The analyzer over real posts, where they are at hand.

use std::collections::HashMap;
use std::path::PathBuf;

use keyseek_text::{decode, key, tokens};

/// The folder of shared inputs, from `KEYSEEK_SHARED` or beside the repository.
fn shared() -> PathBuf {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    std::env::var_os("KEYSEEK_SHARED").map_or(beside, PathBuf::from)
}

#[test]
fn posts_give_the_terms_that_readers_type() {
    let folder = shared().join("corpora/stories");
    let Ok(listing) = std::fs::read_dir(&folder) else {
        eprintln!("the posts are missing, nothing is checked: {}", folder.display());
        return;
    };
    let mut counts: HashMap<String, u32> = HashMap::new();
    let mut after_latin = 0;
    for file in listing {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        for token in tokens(&text) {
            after_latin += u32::from(token.glued && token.text == "를");
            assert_eq!(decode(&key(&token.text)).is_empty(), token.text.is_empty());
            *counts.entry(token.text).or_default() += 1;
        }
    }
    for term in [
        "docker",
        "kafka",
        "c++",
        "c",
        "node.js",
        "node",
        "js",
        "3rd-party",
        "r&d",
        "pep-333",
        "모니터링",
        "ㅋㅋㅋㅋㅋ",
        "他山之石",
        "i/o",
        "haeinsa",
        "iframe",
        "otp",
    ] {
        assert!(counts.contains_key(term), "{term} is missing");
    }
    assert!(after_latin > 200, "를 follows Latin words {after_latin} times");
    let long = counts.keys().filter(|term| term.chars().count() > 40).count();
    assert!(long * 1000 < counts.len(), "{long} of {} terms are long", counts.len());
}
