//! A walk over *turned* keys, which begin with all but the first byte of a key, see [`keyseek_index::spelling`]: terms that are like a
//! word but for their first key lie on one path there, and anywhere among keys as they are.

use super::EditDistance;
use fst::Automaton;
use keyseek_index::spelling::{END, TURNED};

/// Walks turned keys as [`accepts`](super::accepts) does others: those of terms that are an edit of the first key away from `word`, or
/// begin with what is, as `edits` has it, which allows one. The first key comes last, and whatever it is, is accepted: where it does
/// not fit, the term is no such.
pub(crate) fn accepts_turned(word: &[u8], edits: &EditDistance) -> impl FnMut(usize, u8) -> Option<bool> {
    // The row behind the first key of a term, which is a wrong one or too many; or it is the second of the word, whose first is left
    // out or follows. Where those two are the same, the last would be a term that has the word's first key.
    let second = word.get(1).filter(|second| word.first() != Some(second)).copied().unwrap_or(END);
    let start = edits.accept(&edits.start(), second);
    let mut rows = vec![start];
    // How many bytes stand before the last one that says that only the first key is to come.
    let mut end = usize::MAX;
    move |before, byte| {
        if before > end {
            return Some(true);
        }
        end = usize::MAX;
        if before == 0 {
            return (byte == TURNED).then_some(false);
        }
        rows.truncate(before);
        let row = rows.last()?;
        if byte == END {
            let is_match = edits.is_match(row);
            end = if is_match { before } else { end };
            return is_match.then_some(false);
        }
        let next = edits.accept(row, byte);
        rows.push(next);
        edits.can_match(&next).then_some(false)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{accepts, matches};
    use super::*;
    use keyseek_index::spelling::turned;
    use proptest::prelude::*;

    fn is_accepted(accepts: &mut dyn FnMut(usize, u8) -> Option<bool>, key: &[u8]) -> bool {
        let mut last = None;
        key.iter().enumerate().all(|(at, byte)| {
            last = accepts(at, *byte);
            last.is_some()
        }) && last == Some(true)
    }

    proptest! {
        /// Of terms that have another first key than the word those are found that an automaton over keys as they are accepts.
        #[test]
        fn what_is_an_edit_of_the_first_key_away_is_accepted(word in "[a-c]{2,6}", key in "[a-d]{1,8}", whole: bool) {
            let (word, key) = (word.as_bytes(), key.as_bytes());
            let edits = if whole { EditDistance::whole(word, 1) } else { EditDistance::prefix(word, 1) };
            let is_like = is_accepted(&mut accepts(&edits), key);
            prop_assert_eq!(matches(&edits, key), is_like);
            let found = is_accepted(&mut accepts_turned(word, &edits), &turned(key));
            if key[0] != word[0] {
                prop_assert_eq!(found && is_like, is_like);
            }
        }
    }

    #[test]
    fn each_edit_of_the_first_key_is_one() {
        let check = |word: &str, key: &str, expect: bool| {
            let edits = EditDistance::whole(word.as_bytes(), 1);
            let found = is_accepted(&mut accepts_turned(word.as_bytes(), &edits), &turned(key.as_bytes()));
            assert_eq!(found, expect, "{word} {key}");
        };
        check("lafka", "kafka", true);
        check("afka", "kafka", true);
        check("lkafka", "kafka", true);
        check("akfka", "kafka", true);
        check("lafkx", "kafka", false);
        check("kafkx", "kafka", false);
        check("kkafx", "kafka", false);
        let begun = EditDistance::prefix(b"lafk", 1);
        assert!(is_accepted(&mut accepts_turned(b"lafk", &begun), &turned(b"kafka")));
        assert!(!is_accepted(&mut accepts_turned(b"lafk", &begun), &turned(b"kafta")));
    }
}
