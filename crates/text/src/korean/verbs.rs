//! Korean verbs and adjectives, by rule: what a word may be a form of.
//!
//! 만들었다, 만들기 and 만드는 are forms of 만들다, 높였다 and 높인 of 높이다. There is no dictionary here, either: a word has
//! a stem for each way in which it could end, and two words are forms of one verb only if a stem is the same.

/// No verb with its endings is longer; it bounds the work on hostile input.
const MAX_SYLLABLES: usize = 12;

/// Endings behind a stem as it stands in a dictionary.
const AFTER_STEM: &str = "다 고 지 기 게 는 던 자 네 니 면 며 거나 는데 는지 는다 도록 지만 습니다 은 을 음 으면 으며 면서 으면서 \
    려고 으려고 니까 으니까 세요 으세요";
/// Endings behind a stem in the past, which ends in ㅆ.
const AFTER_PAST: &str = "다 습니다 던 고 지 지만 는데 는지 으면 으며 을 음 기 네 거나 어요";
/// Endings behind 아 or 어, or what a stem has become with it.
const AFTER_OPEN: [&str; 5] = ["", "서", "야", "도", "요"];
/// What a stem that ends in a vowel has at its end, and what stands behind: 높인, 높일, 높임, 높인다, 높입니다.
const IN_FINAL: [(u32, &str); 6] = [(N, ""), (L, ""), (M, ""), (N, "다"), (N, "지"), (P, "니다")];

/// Consonants at the end of a syllable, and vowels, by their numbers in Unicode.
const N: u32 = 4;
const T: u32 = 7;
const L: u32 = 8;
const M: u32 = 16;
const P: u32 = 17;
const SS: u32 = 20;
const A: u32 = 0;
const EO: u32 = 4;
const O: u32 = 8;
const U: u32 = 13;
const EU: u32 = 18;
/// A vowel of a stem with 아 or 어 behind it, and what it may have been: 높여 is 높이어, 써 is 쓰어, 봐 is 보아.
const CONTRACTED: [(u32, &[u32]); 8] =
    [(A, &[A, EU]), (EO, &[EO, EU]), (6, &[20, 6]), (14, &[U]), (9, &[O]), (1, &[1]), (10, &[11]), (5, &[5])];
/// The silent first consonant of a syllable, and ㄹ as one.
const SILENT: u32 = 11;
const R: u32 = 5;

/// The stems of verbs and adjectives that a folded word may be a form of, without ㄹ at the end, which many forms lose. A word
/// that is not all Hangul syllables has none.
///
/// ```
/// use keyseek_text::korean::verb_stems;
/// for form in ["만들다", "만들었다", "만드는"] {
///     assert!(verb_stems(form).contains(&"만드".to_owned()), "{form}");
/// }
/// assert!(verb_stems("docker").is_empty());
/// ```
pub fn verb_stems(word: &str) -> Vec<String> {
    let mut stems = Stems(Vec::new());
    if !(2..=MAX_SYLLABLES).contains(&word.chars().count())
        || !word.chars().all(|ch| ('가'..='힣').contains(&ch))
    {
        return stems.0;
    }
    for ending in AFTER_STEM.split_ascii_whitespace() {
        if let Some(stem) = word.strip_suffix(ending) {
            stems.add(stem);
        }
    }
    for (last, ending) in IN_FINAL {
        if let Some((before, syllable)) = word.strip_suffix(ending).and_then(split_last)
            && syllable.last == last
        {
            stems.add(&joined(before, Syllable { last: 0, ..syllable }));
        }
    }
    for ending in AFTER_PAST.split_ascii_whitespace() {
        if let Some((before, syllable)) = word.strip_suffix(ending).and_then(split_last)
            && syllable.last == SS
        {
            stems.add_open(before, Syllable { last: 0, ..syllable });
        }
    }
    for ending in AFTER_OPEN {
        if let Some((before, syllable)) = word.strip_suffix(ending).and_then(split_last)
            && syllable.last == 0
        {
            stems.add_open(before, syllable);
        }
    }
    stems.0
}

struct Stems(Vec<String>);

impl Stems {
    fn add(&mut self, stem: &str) {
        let Some((before, syllable)) = split_last(stem) else { return };
        let last = if syllable.last == L { 0 } else { syllable.last };
        let stem = joined(before, Syllable { last, ..syllable });
        if !self.0.contains(&stem) {
            self.0.push(stem);
        }
        // 고마운 and 고마웠다 are forms of 고맙다.
        let is_rounded = syllable.first == SILENT && syllable.last == 0 && matches!(syllable.vowel, U | O);
        if let Some((before, bare)) = split_last(before).filter(|(_, bare)| is_rounded && bare.last == 0) {
            self.add(&joined(before, Syllable { last: P, ..bare }));
        }
    }

    /// Adds the stems that end so with 아 or 어.
    fn add_open(&mut self, before: &str, syllable: Syllable) {
        if syllable.first == SILENT && matches!(syllable.vowel, A | EO) {
            self.add(before);
            // 들었다 is a form of 듣다, too.
            if let Some((before, last)) = split_last(before).filter(|(_, last)| last.last == L) {
                self.add(&joined(before, Syllable { last: T, ..last }));
            }
        }
        // 빨랐다 is a form of 빠르다.
        if let Some((start, last)) = split_last(before)
            && last.last == L
            && syllable.first == R
            && matches!(syllable.vowel, A | EO)
        {
            self.add(&joined(
                &joined(start, Syllable { last: 0, ..last }),
                Syllable { vowel: EU, ..syllable },
            ));
        }
        for (vowel, whole) in CONTRACTED {
            for whole in whole.iter().filter(|_| syllable.vowel == vowel) {
                self.add(&joined(before, Syllable { vowel: *whole, ..syllable }));
            }
        }
    }
}

/// A syllable's first consonant, vowel and last consonant by their numbers, 0 for no last one.
#[derive(Clone, Copy)]
struct Syllable {
    first: u32,
    vowel: u32,
    last: u32,
}

const FIRST_SYLLABLE: u32 = '가' as u32;
const VOWELS: u32 = 21;
const LASTS: u32 = 28;

/// A word without its last syllable, and that.
fn split_last(word: &str) -> Option<(&str, Syllable)> {
    let (at, last) = word.char_indices().next_back()?;
    let number = (last as u32).checked_sub(FIRST_SYLLABLE)?;
    let syllable =
        Syllable { first: number / LASTS / VOWELS, vowel: number / LASTS % VOWELS, last: number % LASTS };
    Some((word.get(..at)?, syllable))
}

fn joined(before: &str, Syllable { first, vowel, last }: Syllable) -> String {
    let mut word = String::from(before);
    word.extend(char::from_u32(FIRST_SYLLABLE + (first * VOWELS + vowel) * LASTS + last));
    word
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn is_one_verb(a: &str, b: &str) -> bool {
        let stems = verb_stems(a);
        verb_stems(b).iter().any(|stem| stems.contains(stem))
    }

    #[test]
    fn forms_of_one_verb_have_a_stem_in_common() {
        for forms in [
            "만들다 만들었다 만들기 만드는 만든 만들고 만들어 만들어서 만듭니다 만들었습니다",
            "높이다 높였다 높인 높여서 높입니다 높이기 높임",
            "고치다 고쳤다 고친다 고쳐 고치는",
            "겪다 겪었습니다 겪은 겪고 겪어",
            "쓰다 썼다 쓴다 써서 씁니다 쓰는",
            "보다 봤다 본다 봐서 봅니다",
            "나누다 나눴다 나누었다 나눠서 나누기",
            "빠르다 빨랐다 빠른 빨라서 빠릅니다",
            "고맙다 고마웠다 고마운 고마워 고맙습니다",
            "듣다 들었다 듣고 들어서",
            "보내다 보냈다 보낸 보내고",
            "되다 됐다 됩니다 되는",
        ] {
            let forms: Vec<&str> = forms.split(' ').collect();
            for form in &forms {
                assert!(is_one_verb(form, forms[0]), "{form} {}: {:?}", forms[0], verb_stems(form));
            }
        }
    }

    #[test]
    fn others_have_none() {
        for (a, b) in [
            ("만들다", "마르다"),
            ("높이다", "높다"),
            ("서버는", "서랍은"),
            ("가", "가다"),
            ("kafka다", "kafka고"),
        ] {
            assert!(!is_one_verb(a, b), "{a} {b}: {:?} {:?}", verb_stems(a), verb_stems(b));
        }
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(word in "[가-힣ㄱ-ㅣa-z]{0,14}") {
            for stem in verb_stems(&word) {
                prop_assert!(!stem.is_empty() && stem.chars().count() <= word.chars().count());
            }
        }
    }
}
