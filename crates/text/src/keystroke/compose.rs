//! Keys to text, as a two-set input method composes them.
//!
//! Owns the composing automaton: a consonant opens a syllable, vowels merge (ㅗㅏ is ㅘ), consonants become its final
//! and merge (ㄹㄱ is ㄺ), and a vowel after a final takes the final's last consonant along into the next syllable (달ㄱ + ㅣ
//! is 달기). Consonants with no vowel stay apart (ㄱㅅ, not ㄳ): initial-consonant queries are read as typed.

use super::encode::key;
use super::layout::{FIRST_CONSONANT, final_index, is_consonant, is_vowel, jamo_char, vowel_index};

/// A two-set input method: takes keys, shows text.
///
/// ```
/// let mut input = keyseek_text::Composer::default();
/// for byte in keyseek_text::key("검ㅅ") {
///     input.push(byte);
/// }
/// assert_eq!(input.text(), "검ㅅ");
/// input.push_char('!');
/// assert_eq!(input.finish(), "검ㅅ!");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Composer {
    done: String,
    open: Syllable,
}

/// The syllable that is still being typed: bytes of the key alphabet, 0 for what was not typed.
#[derive(Clone, Copy, Debug, Default)]
struct Syllable {
    initial: u8,
    vowel: u8,
    vowel_second: u8,
    last: u8,
    last_second: u8,
}

impl Composer {
    /// Takes one jamo key; any other byte ends the open syllable and is ignored.
    pub fn push(&mut self, byte: u8) {
        if is_consonant(byte) {
            self.push_consonant(byte);
        } else if is_vowel(byte) {
            self.push_vowel(byte);
        } else {
            self.commit();
        }
    }

    /// Ends the open syllable and takes a character that is not typed by composing.
    pub fn push_char(&mut self, ch: char) {
        self.commit();
        self.done.push(ch);
    }

    /// What the input method shows now, the open syllable included.
    pub fn text(&self) -> String {
        let mut text = self.done.clone();
        self.open.show(&mut text);
        text
    }

    /// Ends the input and gives the whole text.
    pub fn finish(mut self) -> String {
        self.commit();
        self.done
    }

    fn commit(&mut self) {
        self.open.show(&mut self.done);
        self.open = Syllable::default();
    }

    fn push_consonant(&mut self, byte: u8) {
        let open = &mut self.open;
        match *open {
            Syllable { initial: 1.., vowel: 1.., last: 0, .. } if final_index([byte, 0]).is_some() => {
                open.last = byte;
            }
            Syllable { last: last @ 1.., last_second: 0, .. } if final_index([last, byte]).is_some() => {
                open.last_second = byte;
            }
            _ => {
                self.commit();
                self.open.initial = byte;
            }
        }
    }

    fn push_vowel(&mut self, byte: u8) {
        let open = &mut self.open;
        match *open {
            // The final's last consonant opens the next syllable.
            Syllable { last: 1.., .. } => {
                let taken = if open.last_second > 0 { &mut open.last_second } else { &mut open.last };
                let initial = std::mem::take(taken);
                self.commit();
                self.open = Syllable { initial, vowel: byte, ..Syllable::default() };
            }
            Syllable { vowel: vowel @ 1.., vowel_second: 0, .. } if vowel_index([vowel, byte]).is_some() => {
                open.vowel_second = byte;
            }
            Syllable { initial: 1.., vowel: 0, .. } => open.vowel = byte,
            _ => {
                self.commit();
                self.open.vowel = byte;
            }
        }
    }
}

impl Syllable {
    fn show(&self, out: &mut String) {
        let shown = match (self.initial, vowel_index([self.vowel, self.vowel_second])) {
            // The compatibility vowels are in the order of the syllables' vowels.
            (0, Some(vowel)) => char::from_u32(0x314F + vowel),
            (initial, Some(vowel)) => {
                let initial = u32::from(initial.saturating_sub(FIRST_CONSONANT));
                let last = final_index([self.last, self.last_second]).unwrap_or(0);
                char::from_u32(0xAC00 + initial * 588 + vowel * 28 + last)
            }
            (initial, None) => jamo_char(initial),
        };
        if let Some(shown) = shown {
            out.push(shown);
        }
    }
}

/// Every state that a two-set input method shows while a word is typed, ending with the word.
///
/// ```
/// let shown: Vec<String> = keyseek_text::states("검색").collect();
/// assert_eq!(shown, ["ㄱ", "거", "검", "검ㅅ", "검새", "검색"]);
/// ```
pub fn states(word: &str) -> States {
    States { key: key(word), at: 0, input: Composer::default() }
}

/// The iterator that [`states`] returns.
#[derive(Clone, Debug)]
pub struct States {
    key: Vec<u8>,
    at: usize,
    input: Composer,
}

impl Iterator for States {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        let (step, length) = super::decode::step(self.key.get(self.at..)?)?;
        self.at += length;
        step.push_to(&mut self.input);
        Some(self.input.text())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, expect: &[&str]) {
        assert_eq!(states(word).collect::<Vec<_>>(), expect, "{word}");
    }

    #[test]
    fn states_of_words() {
        check("", &[]);
        check("검색", &["ㄱ", "거", "검", "검ㅅ", "검새", "검색"]);
        check("달기", &["ㄷ", "다", "달", "닭", "달기"]);
        check("닭이", &["ㄷ", "다", "달", "닭", "닭ㅇ", "닭이"]);
        check("읽고", &["ㅇ", "이", "일", "읽", "읽ㄱ", "읽고"]);
        check("있어", &["ㅇ", "이", "있", "있ㅇ", "있어"]);
        check("이써", &["ㅇ", "이", "있", "이써"]);
        check("왜", &["ㅇ", "오", "왜"]);
        check("의외", &["ㅇ", "으", "의", "읭", "의오", "의외"]);
        check("따뜻", &["ㄸ", "따", "따ㄸ", "따뜨", "따뜻"]);
        check("c언어", &["c", "cㅇ", "c어", "c언", "c언ㅇ", "c언어"]);
        check("ㅋㄷ", &["ㅋ", "ㅋㄷ"]);
        check("石", &["石"]);
    }

    #[test]
    fn literal_jamo_compose_as_typed() {
        check("ㄱㅅ", &["ㄱ", "ㄱㅅ"]);
        check("ㄳ", &["ㄱ", "ㄱㅅ"]);
        check("ㅗㅏ", &["ㅗ", "ㅘ"]);
        check("ㅠㅠ", &["ㅠ", "ㅠㅠ"]);
        check("가ㄱㅏ", &["ㄱ", "가", "각", "가가"]);
        check("ㅏㄱ", &["ㅏ", "ㅏㄱ"]);
    }
}
