//! The other keyboard layout: *ahslxjfld* is 모니터링, 애찯ㄱ is *docker*.

use super::{inflected, typed};
use crate::automaton;
use crate::dictionary::Dictionary;
use crate::matches::Found;
use crate::query::{Query, Word};
use crate::reading::Reading;

/// The word that the same keys type on the other layout, read strictly.
pub(crate) fn other_layout(dictionary: &mut Dictionary<'_>, word: &Word) -> Found {
    // As typed first: shift matters. Then in lower case, as it is after Caps Lock or at the start of a sentence.
    for typed in [&word.source, &word.text] {
        let Some(text) = automaton::other_layout(typed) else { continue };
        let query = Query::parse(&text);
        let [clause] = query.clauses.as_slice() else { continue };
        let Some(meant) = clause.plain_word() else { continue };
        let meant = &Word { unfinished: word.unfinished, ..meant.clone() };
        let found = strictly(dictionary, meant);
        if !found.matches.is_empty() {
            return found;
        }
    }
    Found::default()
}

fn strictly(dictionary: &mut Dictionary<'_>, word: &Word) -> Found {
    let mut found = typed::exact(dictionary, word);
    found.add(inflected::forms(dictionary, word));
    found.add(typed::prefix(dictionary, word));
    found.add(inflected::half_typed(dictionary, word));
    for one in &mut found.matches {
        one.reading = Reading::Layout;
    }
    found.corrected = Some(word.key.clone());
    found
}
