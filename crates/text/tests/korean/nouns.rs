//! Over-stripping: nouns that end like particles, with real posts as the witness of stems.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use keyseek_text::korean::{is_suffix, strips};
use keyseek_text::{Script, tokens};

/// The folder of shared inputs, from `KEYSEEK_SHARED` or beside the repository.
fn shared() -> PathBuf {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    std::env::var_os("KEYSEEK_SHARED").map_or(beside, PathBuf::from)
}

/// What a corpus says of words and stems.
struct Witness {
    words: HashSet<String>,
    /// The first syllables of the suffixes that each stem has.
    suffixes: HashMap<String, HashSet<char>>,
}

impl Witness {
    fn read(folder: &Path) -> Witness {
        let mut words = HashSet::new();
        read_words(folder, &mut words);
        let mut suffixes: HashMap<String, HashSet<char>> = HashMap::new();
        for strip in words.iter().flat_map(|word| strips(word)) {
            suffixes.entry(strip.stem.to_string()).or_default().extend(strip.suffix.chars().next());
        }
        Witness { words, suffixes }
    }

    /// Whether a stem stands alone, or before two suffixes that begin differently.
    ///
    /// 인프라, 인프라도 and 인프라는 all could be 인프 and 라…, so they say nothing of 인프.
    fn attests(&self, stem: &str) -> bool {
        self.words.contains(stem) || self.suffixes.get(stem).is_some_and(|firsts| firsts.len() > 1)
    }

    /// Whether the word takes case where the suffix could not: 로그인을 shows that 로그인 is not 로그 and 인.
    fn is_noun_despite(&self, word: &str, suffix: &str) -> bool {
        ["이", "가", "을", "를"].iter().any(|case| {
            self.words.contains(&format!("{word}{case}"))
                && strips(&format!("{word}{case}")).any(|strip| strip.stem == word)
                && !is_suffix(&format!("{suffix}{case}"))
        })
    }
}

fn read_words(path: &Path, words: &mut HashSet<String>) {
    if path.is_dir() {
        for entry in std::fs::read_dir(path).unwrap() {
            read_words(&entry.unwrap().path(), words);
        }
    } else if path.extension().is_some_and(|extension| extension == "md" || extension == "txt") {
        let text = std::fs::read_to_string(path).unwrap();
        let hangul = tokens(&text).filter(|token| token.script == Script::Hangul && !token.glued);
        words.extend(hangul.map(|token| token.text));
    }
}

#[test]
fn nouns_that_end_like_particles() {
    let nouns: Vec<&str> = include_str!("../data/nouns.txt").lines().collect();
    assert!(nouns.len() >= 200);
    let distinct: HashSet<&str> = nouns.iter().copied().collect();
    assert_eq!(distinct.len(), nouns.len(), "a noun stands twice");

    let can_strip: Vec<&str> = nouns.iter().copied().filter(|noun| strips(noun).next().is_some()).collect();
    println!("{} of {} nouns can be stripped: {can_strip:?}", can_strip.len(), nouns.len());

    for corpus in ["corpora/yceffort-blog", "corpora/stories"] {
        let folder = shared().join(corpus);
        if !folder.is_dir() {
            eprintln!("the posts are missing, nothing is checked: {}", folder.display());
            continue;
        }
        let witness = Witness::read(&folder);
        let mut attested = Vec::new();
        let mut kept = 0;
        for noun in &nouns {
            if let Some(strip) = strips(noun).find(|strip| witness.attests(strip.stem)) {
                let despite = witness.is_noun_despite(noun, strip.suffix);
                kept += usize::from(despite);
                attested.push(format!(
                    "{}-{}{}",
                    strip.stem,
                    strip.suffix,
                    if despite { " (kept)" } else { "" }
                ));
            }
        }
        println!("{corpus}: {} have an attested stem, {kept} are kept: {attested:?}", attested.len());
        assert!(attested.len() * 100 <= nouns.len() * 8, "{} of {} nouns", attested.len(), nouns.len());
    }
}
