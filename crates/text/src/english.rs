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
    forms.add_bases();
    let bases = forms.found.len();
    forms.add_inflections(word);
    for at in 0..bases {
        let base = forms.found.get(at).cloned().unwrap_or_default();
        forms.add_inflections(&base);
    }
    forms.found
}

struct Forms<'a> {
    word: &'a str,
    found: Vec<String>,
}

impl Forms<'_> {
    #[inline(never)]
    fn push(&mut self, stem: &str, ending: &str) {
        let mut form = String::with_capacity(stem.len() + ending.len());
        form.push_str(stem);
        form.push_str(ending);
        let is_full = self.found.len() >= MAX_FORMS || form.len() < 2;
        if !is_full && form != self.word && !self.found.contains(&form) {
            self.found.push(form);
        }
    }

    /// Adds what the word may be an inflected form of.
    fn add_bases(&mut self) {
        let word = self.word;
        if let Some(stem) = without(word, "ies").or_else(|| without(word, "ied")) {
            self.push(stem, "y");
            self.push(stem, "ie");
        } else if let Some(stem) = without(word, "ing").or_else(|| without(word, "ed")) {
            if !stem.bytes().any(is_vowel) {
                return;
            }
            match undoubled(stem) {
                // Adding is add, stopping is stop.
                Some(single) => {
                    if ends_in(stem, b"lszdf") {
                        self.push(stem, "");
                    }
                    self.push(single, "");
                }
                None => {
                    self.push(stem, "");
                    self.push(stem, "e");
                }
            }
        } else if let Some(stem) = without(word, "s") {
            if ends_in(stem, b"sui") {
                return;
            }
            self.push(stem, "");
            if let Some(stem) = without(stem, "e").filter(|stem| hisses(stem) || ends_in(stem, b"o")) {
                self.push(stem, "");
            }
        }
    }

    /// Adds the forms of a word, if it is a base.
    fn add_inflections(&mut self, base: &str) {
        if base.len() > 4 && (without(base, "ing").is_some() || without(base, "ed").is_some()) {
            return;
        }
        if hisses(base) {
            self.push(base, "es");
        } else if let Some(stem) = without(base, "y").filter(|stem| !ends_in(stem, VOWELS)) {
            self.push(stem, "ies");
            self.push(base, "ing");
            return self.push(stem, "ied");
        } else {
            self.push(base, "s");
        }
        if let Some(stem) = without(base, "e") {
            self.push(stem, "ing");
            return self.push(base, "d");
        }
        self.push(base, "ing");
        self.push(base, "ed");
        if let [.., before, vowel, last] = base.as_bytes()
            && is_vowel(*vowel)
            && !is_vowel(*before)
            && !is_vowel(*last)
            && !matches!(last, b'w' | b'x' | b'y' | b's')
        {
            let mut stem = String::from(base);
            stem.push(char::from(*last));
            self.push(&stem, "ing");
            self.push(&stem, "ed");
        }
    }
}

/// A word without the second of the two like consonants that it ends in.
fn undoubled(word: &str) -> Option<&str> {
    match word.as_bytes() {
        [single @ .., first, last] if first == last && !is_vowel(*last) => word.get(..single.len() + 1),
        _ => None,
    }
}

/// A word without its ending, if it has that.
#[inline(never)]
fn without<'a>(word: &'a str, ending: &str) -> Option<&'a str> {
    word.strip_suffix(ending)
}

/// Whether the plural takes es.
fn hisses(word: &str) -> bool {
    ends_in(word, b"sxz") || without(word, "ch").is_some() || without(word, "sh").is_some()
}

/// Whether a word ends in one of some letters.
#[inline(never)]
fn ends_in(word: &str, letters: &[u8]) -> bool {
    word.as_bytes().last().is_some_and(|last| letters.contains(last))
}

const VOWELS: &[u8] = b"aeiou";

fn is_vowel(byte: u8) -> bool {
    VOWELS.contains(&byte)
}
