//! Identifiers: the words of which `maxRetryCount` and `HTTPServer` are made.
//!
//! Where a capital begins a word inside another one is forgotten when that is folded; so such a word goes to the vocabulary with a
//! mark at each border, and the lexicon takes the marks out again.

use keyseek_text::{begins_inner_word, fold};
use std::ops::Range;

/// Stands at a border; no word has it.
const MARK: char = '\u{1}';
/// Shorter words say nothing: the *i* of `iPhone`.
const MIN_LETTERS: usize = 2;

/// The folded word with its borders marked; none when it is one word, or folds to another than `folded`, which may be cut.
pub(super) fn marked(word: &str, folded: &str) -> Option<String> {
    let letters = word.as_bytes();
    let mut borders = (1..letters.len()).filter(|at| begins_inner_word(letters, *at)).peekable();
    // Most words have none, and are not folded once more.
    borders.peek()?;
    let mut marked = String::new();
    let mut start = 0;
    for border in borders {
        marked += &fold(&word[start..border]);
        marked.push(MARK);
        start = border;
    }
    marked += &fold(&word[start..]);
    marked.split(MARK).flat_map(str::chars).eq(folded.chars()).then_some(marked)
}

/// Takes the marks out of a word: where the words inside it lie; none when there are no marks.
pub(super) fn unmark(word: &mut String) -> Vec<Range<usize>> {
    if !word.contains(MARK) {
        return Vec::new();
    }
    let mut plain = String::with_capacity(word.len());
    let mut ranges = Vec::new();
    for part in word.split(MARK) {
        let range = plain.len()..plain.len() + part.len();
        plain += part;
        if part.len() >= MIN_LETTERS {
            ranges.push(range);
        }
    }
    *word = plain;
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_begin_words() {
        let check = |word: &str, expected: &str| {
            let mut plain = marked(word, &fold(word)).unwrap_or_default();
            let found = unmark(&mut plain);
            let found: Vec<&str> = found.into_iter().map(|range| &plain[range]).collect();
            assert_eq!(found.join(" "), expected, "{word}");
            assert!(plain.is_empty() || plain == fold(word), "{word}");
        };
        check("maxRetryCount", "max retry count");
        check("HTTPServer", "http server");
        check("XMLHttpRequest", "xml http request");
        check("parseJSON", "parse json");
        check("base64Encode", "base64 encode");
        check("iPhone", "phone");
        check("fooFoo", "foo foo");
        check("naïveBayes", "naive bayes");
        for word in ["plain", "Plain", "HTTP", "URLs", "IDs", "Überprüfung", "x", ""] {
            check(word, "");
        }
        assert_eq!(marked("maxRetryCount", "maxretry"), None);
    }
}
