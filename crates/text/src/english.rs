//! English: the other forms that a word may have in an index.
//!
//! Owns a few spelling rules, no word list: the index says which forms exist. It deliberately is no stemmer; the builder
//! has a real one.

/// The most forms that [`forms`] gives.
pub const MAX_FORMS: usize = 24;

/// Other inflected forms that a folded English word may have in the index, the likeliest first: never the word itself, none
/// twice, at most [`MAX_FORMS`]. Most of them are no words; keep those that the index attests.
///
/// Only words of three or more ASCII letters have forms.
///
/// ```
/// use keyseek_text::english::forms;
/// let found = forms("monitors");
/// assert!(["monitor", "monitoring", "monitored"].iter().all(|form| found.iter().any(|found| found == form)));
/// assert!(forms("k8s").is_empty());
/// ```
pub fn forms(word: &str) -> Vec<String> {
    let mut forms = Forms { word, found: Vec::new() };
    if word.len() < 3 || word.len() > 32 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return forms.found;
    }
    bases(word, |stem, ending| forms.push(stem, ending));
    let bases = forms.found.clone();
    for base in core::iter::once(word).chain(bases.iter().map(String::as_str)) {
        inflections(base, |stem, ending| forms.push(stem, ending));
    }
    forms.found
}

struct Forms<'a> {
    word: &'a str,
    found: Vec<String>,
}

impl Forms<'_> {
    fn push(&mut self, stem: &str, ending: &str) {
        let is_known = |known: &str| known.strip_prefix(stem) == Some(ending);
        let full = self.found.len() >= MAX_FORMS || stem.len() + ending.len() < 2;
        if full || is_known(self.word) || self.found.iter().any(|known| is_known(known)) {
            return;
        }
        let mut form = String::with_capacity(stem.len() + ending.len());
        form.push_str(stem);
        form.push_str(ending);
        self.found.push(form);
    }
}

/// What a word may be an inflected form of.
fn bases(word: &str, mut push: impl FnMut(&str, &str)) {
    if let Some(stem) = word.strip_suffix("ies").or_else(|| word.strip_suffix("ied")) {
        push(stem, "y");
        push(stem, "ie");
    } else if let Some(stem) = word.strip_suffix("ing").or_else(|| word.strip_suffix("ed")) {
        if !stem.bytes().any(is_vowel) {
            return;
        }
        match undoubled(stem) {
            // Adding is add, stopping is stop.
            Some(single) if stem.ends_with(['l', 's', 'z', 'd', 'f']) => {
                push(stem, "");
                push(single, "");
            }
            Some(single) => push(single, ""),
            None => {
                push(stem, "");
                push(stem, "e");
            }
        }
    } else if let Some(stem) = word.strip_suffix('s') {
        if stem.ends_with(['s', 'u', 'i']) {
            return;
        }
        push(stem, "");
        if let Some(stem) = stem.strip_suffix('e').filter(|stem| hisses(stem) || stem.ends_with('o')) {
            push(stem, "");
        }
    }
}

/// The forms of a word, if it is a base.
fn inflections(base: &str, mut push: impl FnMut(&str, &str)) {
    if base.len() > 4 && (base.ends_with("ing") || base.ends_with("ed")) {
        return;
    }
    if hisses(base) {
        push(base, "es");
    } else if let Some(stem) =
        base.strip_suffix('y').filter(|stem| !stem.bytes().next_back().is_some_and(is_vowel))
    {
        push(stem, "ies");
        push(base, "ing");
        return push(stem, "ied");
    } else {
        push(base, "s");
    }
    if let Some(stem) = base.strip_suffix('e') {
        push(stem, "ing");
        push(base, "d");
        return;
    }
    push(base, "ing");
    push(base, "ed");
    if let [.., before, vowel, last] = base.as_bytes()
        && is_vowel(*vowel)
        && !is_vowel(*before)
        && !is_vowel(*last)
        && !matches!(last, b'w' | b'x' | b'y' | b's')
        && let Some(double) = base.get(base.len() - 1..)
    {
        let mut stem = String::with_capacity(base.len() + 1);
        stem.push_str(base);
        stem.push_str(double);
        push(&stem, "ing");
        push(&stem, "ed");
    }
}

/// A word without the second of the two like consonants that it ends in.
fn undoubled(word: &str) -> Option<&str> {
    match word.as_bytes() {
        [single @ .., first, last] if first == last && !is_vowel(*last) => word.get(..single.len() + 1),
        _ => None,
    }
}

/// Whether the plural takes es.
fn hisses(word: &str) -> bool {
    word.ends_with(['s', 'x', 'z']) || word.ends_with("ch") || word.ends_with("sh")
}

fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u')
}
