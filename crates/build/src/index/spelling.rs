//! Terms that many documents hold → the spelling dictionary of a large index, see [`keyseek_index::spelling`].

use super::lexicon::Term;
use super::shards::bound;
use super::volumes::Volumes;
use super::{IndexError, IndexOptions, files, sizes};
use keyseek_index::manifest::StoredPart;
use keyseek_index::spelling::{SpellingWriter, frequency, turned};

/// Terms of a spelling dictionary at most. Of a million made documents these are all that seven documents hold, and the files of the
/// first key that most of them begin with, which every word that begins so and is in no document loads, have 19 kB; of the 55,498
/// terms that three hold they would have 31.
const MOST_TERMS: usize = 32 << 10;

/// A spelling dictionary.
#[derive(Debug, Default)]
pub(super) struct Spelling {
    /// A lower bound of the keys of each file.
    pub(super) bounds: Vec<Vec<u8>>,
    /// Where each is.
    pub(super) parts: Vec<StoredPart>,
}

/// Writes the terms that most documents hold; `documents` says of each term how many do.
pub(super) fn write(
    terms: &[Term],
    documents: &[u32],
    options: &IndexOptions,
    mut volumes: Volumes<'_>,
) -> Result<Spelling, IndexError> {
    let keys = keys(terms, documents, MOST_TERMS);
    let file_bytes = sizes::spelling_file(options, keys.iter().map(|(key, _)| key.len()).sum());
    let mut bounds = Vec::new();
    let mut writer = SpellingWriter::default();
    let mut before: &[u8] = &[];
    for (at, (key, frequency)) in keys.iter().enumerate() {
        // Where another first key begins a file ends earlier: with the first key of a word all files of it are loaded.
        let least = if key.first() == before.first() { file_bytes } else { file_bytes / 2 };
        let is_full = at > 0 && writer.size() >= least;
        if is_full {
            volumes.add(&files::deflate(&std::mem::take(&mut writer).finish()?))?;
        }
        if is_full || at == 0 {
            bounds.push(bound(before, key));
        }
        writer.add(key, *frequency)?;
        before = key;
    }
    if !keys.is_empty() {
        volumes.add(&files::deflate(&writer.finish()?))?;
    }
    Ok(Spelling { bounds, parts: volumes.finish()? })
}

/// The keys of the terms that most documents hold, at most so many terms, in ascending order: of those that equally many hold all or
/// none.
fn keys(terms: &[Term], documents: &[u32], most: usize) -> Vec<(Vec<u8>, u32)> {
    let mut counts = documents.to_vec();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    let least = counts.get(most).map_or(1, |count| count + 1);
    let mut keys = Vec::new();
    for (term, count) in terms.iter().zip(documents).filter(|(_, count)| **count >= least) {
        keys.push((term.key.clone(), frequency(*count)));
        keys.push((turned(&term.key), frequency(*count)));
    }
    keys.sort_unstable();
    keys
}

#[cfg(test)]
mod tests {
    use super::super::files::Memory;
    use super::*;
    use keyseek_index::frame::Kind;
    use keyseek_index::spelling::SpellingFile;
    use std::collections::{BTreeMap, BTreeSet};

    fn terms(keys: &[&str]) -> Vec<Term> {
        keys.iter().map(|key| Term { key: key.as_bytes().to_vec(), ..Term::default() }).collect()
    }

    #[test]
    fn the_most_frequent_terms_are_taken_and_of_equals_all_or_none() {
        let check = |most, expected: &[&str]| {
            let keys = keys(&terms(&["a", "b", "c", "d", "e"]), &[3, 1, 0, 3, 9], most);
            let own = keys.iter().filter(|(key, _)| key.len() == 1);
            let own: Vec<_> = own.map(|(key, _)| std::str::from_utf8(key).unwrap()).collect();
            assert_eq!(own, expected, "{most}");
            assert_eq!(keys.len(), 2 * own.len());
        };
        check(0, &[]);
        check(1, &["e"]);
        check(2, &["e"]);
        check(3, &["a", "d", "e"]);
        check(9, &["a", "b", "d", "e"]);
    }

    #[test]
    fn files_hold_all_keys_between_their_bounds() {
        let key = |at: usize| format!("{}{:x}", ["k", "m"][at % 2], at * 2_654_435_761 % 0xFF_FFFF);
        let keys: BTreeSet<String> = (0..400).map(key).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let documents: Vec<u32> = (0..keys.len() as u32).map(|at| at % 50 + 1).collect();
        let sink = Memory::default();
        let volumes = Volumes::new(&sink, Kind::Spelling, 400);
        let spelling = write(&terms(&keys), &documents, &IndexOptions::default(), volumes).unwrap();
        let files = sink.into_files();
        assert!(spelling.parts.len() > 4 && spelling.parts.len() == spelling.bounds.len(), "{spelling:?}");
        assert!(spelling.bounds.is_sorted() && spelling.bounds.contains(&b"k".to_vec()));
        let mut found = BTreeMap::new();
        for (at, part) in spelling.parts.iter().enumerate() {
            let location = part.location(Kind::Spelling);
            let stored = location.cut(&files[&format!("index/{}", location.file)]).unwrap();
            let file = SpellingFile::open(&super::files::inflate(stored)).unwrap();
            file.search(&mut |_, _| Some(true), &mut |key, frequency| {
                assert!(spelling.bounds[at].as_slice() <= key);
                assert!(spelling.bounds.get(at + 1).is_none_or(|next| key < next.as_slice()));
                found.insert(key.to_vec(), frequency);
            });
        }
        let mut expected = BTreeMap::new();
        for (key, count) in keys.iter().zip(documents) {
            expected.insert(key.as_bytes().to_vec(), frequency(count));
            expected.insert(turned(key.as_bytes()), frequency(count));
        }
        assert_eq!(found, expected);
    }
}
