//! What a query should find, by a scan of all text.
//!
//! Nothing here asks the index or the analyzer, but for folding and for the keys of text that is still being typed. Two
//! questions, one strict and one generous:
//!
//! - A document is *relevant* when it holds what is wanted as a word: from a word's start to its end or to a particle
//!   that is on a list of our own. Recall counts those.
//! - A hit is *wrong* when it does not hold what is wanted in any spelling: not inside a longer word, not with other
//!   spaces, hyphens or a particle between, not in another English form.

use keyseek_index::{DocId, Document};
use keyseek_text::{fold, key};

/// What may follow a noun within its word. A list of its own, so that the analyzer's is put to the test as well.
const PARTICLES: &str = "을 를 은 는 이 가 의 에 에서 에는 에서는 에도 에서도 에게 로 으로 로는 으로는 로서 으로서 로써 으로써 \
    로의 으로의 와 과 와의 과의 도 만 만의 만을 부터 까지 까지의 보다 처럼 마다 나 이나 라는 이라는 라고 이라고 란 이란 들 들은 들을 들이 \
    들의 들에 입니다 이다 다 인 이며 이고 이지만 이라면 라면 이었다 였다 하는 하다 한다 하고 하며 하면 하여 해서 해야 했다 했고 합니다 했습니다 \
    하기 하지 할 한 하게 하도록 되는 된다 되어 되고 되면 됩니다 되었다 됐다 된 될 되지 이기 이므로 이라";

/// What a query asks for.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The word, or the words.
    pub words: Vec<String>,
    /// How the words have to stand.
    pub stand: Stand,
    /// What a hit may hold instead without being wrong.
    pub instead: Instead,
}

/// How wanted words have to stand in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stand {
    /// One after the other, with or without a space between, as words.
    Together,
    /// One after the other, also at the end of a longer word.
    AtTheEnd,
    /// All of them, wherever.
    Anywhere,
}

/// What a hit may hold instead of what is wanted: other words that the same query can stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Instead {
    /// Nothing.
    Nothing,
    /// A word that begins with these keys.
    Begins(Vec<u8>),
    /// A word whose syllables begin with these consonants.
    Initials(String),
    /// Another spelling or another word for it.
    Word(String),
    /// The words, wherever: with a space or without, two words were typed.
    Apart,
}

/// The text of a corpus, folded.
#[derive(Debug)]
pub struct Texts {
    folded: Vec<String>,
    spaceless: Vec<String>,
}

impl Texts {
    /// Folds the text of all documents.
    pub fn new(documents: &[Document]) -> Self {
        let folded: Vec<String> = documents.iter().map(text).collect();
        let spaceless =
            folded.iter().map(|text| text.chars().filter(|ch| ch.is_alphanumeric()).collect()).collect();
        Self { folded, spaceless }
    }

    /// The folded text of each document, fields on lines of their own.
    pub fn folded(&self) -> &[String] {
        &self.folded
    }

    /// The documents that hold what is wanted, as words.
    pub fn relevant(&self, wanted: &Wanted) -> Vec<DocId> {
        let holds = |text: &str| match wanted.stand {
            Stand::Together => holds(text, &wanted.words, Border::Words),
            Stand::AtTheEnd => holds(text, &wanted.words, Border::End),
            Stand::Anywhere => {
                wanted.words.iter().all(|word| holds(text, std::slice::from_ref(word), Border::Words))
            }
        };
        (0..).zip(&self.folded).filter(|(_, text)| holds(text)).map(|(doc, _)| doc).collect()
    }

    /// Whether a document holds what is wanted in no spelling, nor anything that the query can stand for instead.
    pub fn is_wrong(&self, doc: DocId, wanted: &Wanted) -> bool {
        let (text, spaceless) = (&self.folded[doc as usize], &self.spaceless[doc as usize]);
        let held = |word: &str| spaceless.contains(stem(word));
        let is_held = match wanted.stand {
            Stand::Anywhere => wanted.words.iter().all(|word| held(word)),
            Stand::Together | Stand::AtTheEnd => {
                held(&wanted.words.concat()) || holds(text, &wanted.words, Border::Particles)
            }
        };
        let is_instead = match &wanted.instead {
            Instead::Nothing => false,
            Instead::Word(word) => held(word),
            Instead::Apart => wanted.words.iter().all(|word| held(word)),
            Instead::Begins(typed) => runs(text).any(|run| key(run).starts_with(typed)),
            Instead::Initials(typed) => runs(text).any(|run| initials(run).starts_with(typed.as_str())),
        };
        !is_held && !is_instead
    }
}

fn text(document: &Document) -> String {
    let sections = document.sections.iter().flat_map(|section| [&section.heading, &section.text]);
    let fields = [&document.title].into_iter().chain(sections).chain(&document.tags);
    fields.map(|field| fold(field)).collect::<Vec<_>>().join("\n")
}

/// Where words have to begin and end in a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Border {
    /// They begin and end as words, the last one with a particle or without.
    Words,
    /// They end as words.
    End,
    /// They begin anywhere, and each may have a particle.
    Particles,
}

/// Whether a text holds words one after the other, with or without spaces between.
fn holds(text: &str, words: &[String], border: Border) -> bool {
    let Some((first, others)) = words.split_first() else { return false };
    text.match_indices(first.as_str()).any(|(at, _)| {
        let before = text[..at].chars().next_back().filter(|before| joins(*before, first));
        if border == Border::Words && before.is_some() {
            return false;
        }
        let mut rest = &text[at + first.len()..];
        let mut last = first;
        for next in others {
            if border == Border::Particles && !rest.starts_with(next.as_str()) && is_end(rest, last) {
                rest = rest.trim_start_matches(|ch| joins(ch, last));
            }
            let Some(after) = rest.trim_start_matches(' ').strip_prefix(next.as_str()) else { return false };
            (rest, last) = (after, next);
        }
        border == Border::Particles || is_end(rest, last)
    })
}

/// Whether a word ends before `rest`, but for a particle.
fn is_end(rest: &str, word: &str) -> bool {
    let tail = rest.split(|ch| !joins(ch, word)).next().unwrap_or_default();
    tail.is_empty() || is_particle(tail)
}

/// Whether syllables are as a whole what may follow a noun within its word.
pub fn is_particle(tail: &str) -> bool {
    PARTICLES.split_whitespace().any(|particle| particle == tail)
}

/// Whether a character beside a word belongs to it.
fn joins(ch: char, word: &str) -> bool {
    if word.starts_with(is_syllable) { is_syllable(ch) } else { ch.is_ascii_alphanumeric() }
}

/// The runs of syllables, and of letters and digits, of a folded text.
pub fn runs(text: &str) -> impl Iterator<Item = &str> {
    let class = |ch: char| if is_syllable(ch) { 1 } else { 2 * u8::from(ch.is_ascii_alphanumeric()) };
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|ch| class(ch) == 0);
        let first = class(rest.chars().next()?);
        let end = rest.find(|ch| class(ch) != first).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        rest = after;
        Some(run)
    })
}

/// Whether a character is a Hangul syllable.
pub fn is_syllable(ch: char) -> bool {
    ('가'..='힣').contains(&ch)
}

/// The initial consonants of the syllables of a word.
pub fn initials(word: &str) -> String {
    const INITIALS: [char; 19] = [
        'ㄱ', 'ㄲ', 'ㄴ', 'ㄷ', 'ㄸ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅃ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅉ', 'ㅊ', 'ㅋ', 'ㅌ',
        'ㅍ', 'ㅎ',
    ];
    word.chars().filter(|ch| is_syllable(*ch)).map(|ch| INITIALS[(ch as usize - 0xAC00) / 588]).collect()
}

/// An English word without the letters that its other forms may lack.
fn stem(word: &str) -> &str {
    let stems = ["ing", "ies", "ied", "es", "ed", "s", "e", "y", "ly", "al"]
        .into_iter()
        .filter_map(|end| word.strip_suffix(end));
    stems.filter(|stem| stem.len() > 2 && stem.is_ascii()).min_by_key(|stem| stem.len()).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use keyseek_index::Section;

    fn check(text: &str, words: &[&str], stand: Stand, relevant: bool, wrong: bool) {
        let section = Section { text: text.to_owned(), ..Section::default() };
        let texts = Texts::new(&[Document { sections: vec![section], ..Document::default() }]);
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        let wanted = Wanted { words, stand, instead: Instead::Nothing };
        assert_eq!(!texts.relevant(&wanted).is_empty(), relevant, "{text} is relevant to {wanted:?}");
        assert_eq!(texts.is_wrong(0, &wanted), wrong, "{text} is wrong for {wanted:?}");
    }

    #[test]
    fn a_word_ends_at_a_border_or_a_particle() {
        use Stand::{Anywhere, AtTheEnd, Together};
        check("웹 서버에서는 된다", &["서버"], Together, true, false);
        check("서버리스를 쓴다", &["서버"], Together, false, false);
        check("웹서버를 쓴다", &["서버"], Together, false, false);
        check("웹서버를 쓴다", &["서버"], AtTheEnd, true, false);
        check("Docker를 쓴다", &["docker"], Together, true, false);
        check("dockerfile", &["docker"], Together, false, false);
        check("runs", &["running"], Together, false, true);
        check("monitors", &["monitoring"], Together, false, false);
        check("로드 밸런서를", &["로드", "밸런서"], Together, true, false);
        check("로드밸런서를", &["로드", "밸런서"], Together, true, false);
        check("밸런서를 로드", &["로드", "밸런서"], Together, false, true);
        check("성능의 문제", &["성능", "문제"], Together, false, false);
        check("성능하나 문제", &["성능", "문제"], Together, false, true);
        check("date-time", &["datetime"], Together, false, false);
        check("밸런서를 로드", &["로드", "밸런서"], Anywhere, true, false);
    }
}
