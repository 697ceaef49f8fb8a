//! Lists of words that a site adds to the built-in ones: text files with one word, or one set of synonyms, a line.
//!
//! A `#` at the start of a line or after white space begins a comment; in `c#` it is a letter. Empty lines count for
//! nothing. Whatever else cannot be used is an error that names the file and the line: the builder would pass over it in
//! silence.

use anyhow::{Context, Result, anyhow, bail, ensure};
use keyseek_search::Query;
use std::fs;
use std::path::Path;

/// Reads words, one a line.
pub fn read_words(path: &Path) -> Result<Vec<String>> {
    read(path, "words", one_word)
}

/// Reads sets of words that stand for each other, one a line, separated by commas.
pub fn read_synonyms(path: &Path) -> Result<Vec<Vec<String>>> {
    read(path, "synonyms", |line| {
        let set: Vec<&str> = line.split(',').map(str::trim).collect();
        ensure!(set.len() > 1, "expected two or more words with commas between them, got {line:?}");
        if set.iter().any(|word| word.is_empty()) {
            bail!("a word is missing beside a comma in {line:?}");
        }
        set.into_iter().map(one_word).collect()
    })
}

/// Text that a search takes for one word, such as `docker`, `node.js` or `c#`. Only such a word can be in an index.
fn one_word(text: &str) -> Result<String> {
    let query = Query::parse(text);
    let words: Vec<&str> = query.words().map(|word| word.source.as_str()).collect();
    let is_one = words == [text];
    ensure!(is_one, "expected one word, got {text:?}, which a search does not take for one");
    Ok(text.to_owned())
}

/// Reads every line of a file that holds something; `what` says in errors what was to be read.
fn read<T>(path: &Path, what: &str, parse: impl Fn(&str) -> Result<T>) -> Result<Vec<T>> {
    let bytes = fs::read(path).with_context(|| format!("cannot read the {what} in {}", path.display()))?;
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
    let mut parsed = Vec::new();
    for (number, line) in (1..).zip(bytes.split(|byte| *byte == b'\n')) {
        let item = std::str::from_utf8(line)
            .map_err(|_| anyhow!("the line is not UTF-8; save the file as UTF-8"))
            .and_then(|line| {
                Some(without_comment(line)).filter(|line| !line.is_empty()).map(&parse).transpose()
            });
        parsed.extend(item.with_context(|| format!("{}:{number}", path.display()))?);
    }
    Ok(parsed)
}

/// A line up to its comment, without white space around it.
fn without_comment(line: &str) -> &str {
    let begins = |at: &usize| line[..*at].chars().next_back().is_none_or(char::is_whitespace);
    let end = line.match_indices('#').map(|(at, _)| at).find(begins).unwrap_or(line.len());
    line[..end].trim()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

    fn synonyms(bytes: &[u8]) -> Result<Vec<Vec<String>>, String> {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("list");
        fs::write(&path, bytes).unwrap();
        let place = format!("{}:", path.display());
        read_synonyms(&path).map_err(|error| format!("{error:#}").replacen(&place, "list:", 1))
    }

    #[test]
    fn sets_are_read_line_by_line() {
        let check = |text: &str, expected: &[&[&str]]| {
            assert_eq!(synonyms(text.as_bytes()).unwrap(), expected, "{text:?}");
        };
        check("", &[]);
        check(
            "도커, docker\n\nk8s,kubernetes , 쿠버네티스",
            &[&["도커", "docker"], &["k8s", "kubernetes", "쿠버네티스"]],
        );
        check("node.js, NodeJS\nR&D, 연구", &[&["node.js", "NodeJS"], &["R&D", "연구"]]);
        check("\u{feff}# ours\r\n  # mine\r\nc#, csharp # one language\r\n", &[&["c#", "csharp"]]);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let check = |bytes: &[u8], expected: &str| {
            let error = synonyms(bytes).unwrap_err();
            assert!(error.starts_with(expected), "{error}");
        };
        check(b"a, b\n\nkafka\n", "list:3: expected two or more words");
        check(b"a, b\nc,,d", "list:2: a word is missing");
        check("키식, 키 식".as_bytes(), "list:1: expected one word, got \"키 식\"");
        check("docker, Docker를".as_bytes(), "list:1: expected one word, got \"Docker를\"");
        check(b"a, ...", "list:1: expected one word");
        check(b"# list\na,", "list:2: a word is missing");
        check(b"\xff, b", "list:1: the line is not UTF-8");
    }
}
