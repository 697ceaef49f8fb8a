//! What the automata should accept, computed slowly by the definition. Tests and the fuzz target compare with it; it is no
//! part of the crate, and names nothing of it, so that the fuzz target can take this file and the automata by their paths.

use keyseek_text::decode;

/// The textbook's table of optimal string alignment: the distances of `word` from every beginning of `key`.
pub fn distances(word: &[u8], key: &[u8]) -> Vec<usize> {
    let mut rows: Vec<Vec<usize>> = vec![(0..=word.len()).collect()];
    for (i, byte) in (1..).zip(key) {
        let mut row = vec![i];
        for j in 1..=word.len() {
            let wrong = rows[i - 1][j - 1] + usize::from(word[j - 1] != *byte);
            let mut least = wrong.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && word[j - 1] == key[i - 2] && word[j - 2] == *byte {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows.iter().map(|row| row[word.len()]).collect()
}

/// The edits between `word` and `key`, or the beginning of `key` that is most like it if `key` may be longer; none if there
/// are more than `edits` or one is in the first `fixed` bytes.
pub fn distance(word: &[u8], edits: u8, fixed: usize, may_be_longer: bool, key: &[u8]) -> Option<u8> {
    let distances = distances(word, key);
    let distance = if may_be_longer { distances.iter().min() } else { distances.last() };
    let distance = distance.copied().filter(|distance| *distance <= usize::from(edits))?;
    key.starts_with(&word[..fixed.min(word.len())]).then_some(distance as u8)
}

/// The initial of a syllable; none for any other character.
pub fn initial(ch: char) -> Option<char> {
    const CONSONANTS: &str = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
    let index = (ch as u32).checked_sub(0xAC00).filter(|index| *index < 11_172)?;
    CONSONANTS.chars().nth(index as usize / 588)
}

/// Whether the first characters of the text of a key are syllables with these initials.
pub fn has_initials(consonants: &str, key: &[u8]) -> bool {
    let text = decode(key);
    let mut initials = text.chars().map(initial);
    consonants.chars().all(|consonant| initials.next() == Some(Some(consonant)))
}
