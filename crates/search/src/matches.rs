//! Matches: documents that hold a word, in ascending order, and how lists of them are put together.

use crate::dictionary::Term;
use crate::order;
use crate::reading::Reading;
use keyseek_index::norms::{DocumentNorms, MEASURED};
use keyseek_index::postings::Posting;
use keyseek_index::{DocId, FIELDS, Field};

/// Occurrences by [`Field::column`], 65,535 at most: with counts of twice the bytes a warm key over 200,000 documents takes a tenth
/// more.
pub(crate) type Frequencies = [u16; FIELDS.len()];

/// The counts of a posting as those of a match.
pub(crate) fn counted(counts: &[u32; FIELDS.len()]) -> Frequencies {
    let mut frequencies = Frequencies::default();
    for (at, count) in counts.iter().enumerate() {
        if let Some(frequency) = frequencies.get_mut(at) {
            *frequency = u16::try_from(*count).unwrap_or(u16::MAX);
        }
    }
    frequencies
}

/// A document that holds a word.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Match {
    pub(crate) doc: DocId,
    /// The strictest reading under which the document holds the word.
    pub(crate) reading: Reading,
    /// Occurrences under that reading.
    pub(crate) frequencies: Frequencies,
    /// Norms of the fields that hold it.
    pub(crate) norms: DocumentNorms,
}

impl Match {
    /// No occurrence in any document.
    const NONE: Self = Self {
        doc: DocId::MAX,
        reading: Reading::Exact,
        frequencies: [0; FIELDS.len()],
        norms: DocumentNorms([0; MEASURED.len()]),
    };

    /// Whether it occurs in a field, as a word of its own or, in the title, as a part of one.
    pub(crate) fn holds(&self, field: Field) -> bool {
        let occurs = |field: Field| self.frequencies.get(field.column()).is_some_and(|held| *held > 0);
        occurs(field) || field == Field::Title && occurs(Field::TitlePart)
    }
}

/// Where a term stands in a document.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Places {
    pub(crate) doc: DocId,
    pub(crate) frequencies: Frequencies,
    pub(crate) norms: DocumentNorms,
    /// In ascending order.
    pub(crate) positions: Vec<u32>,
}

impl Places {
    /// Adds where another term stands in the same document.
    pub(crate) fn add(&mut self, other: &Self) {
        for position in &other.positions {
            if let Err(at) = self.positions.binary_search(position) {
                self.positions.insert(at, *position);
            }
        }
    }
}

/// What was found for a word.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// In ascending order of document, each once.
    pub(crate) matches: Vec<Match>,
    /// Postings of its terms that were not read, as they are not among the best.
    pub(crate) unread: usize,
    /// Whether there are documents that hold the word and were not found, since not all was read.
    pub(crate) is_cut: bool,
    /// What to mark in the text.
    pub(crate) needles: Vec<Needle>,
    /// The terms that are the word itself or forms of it: how near words stand to each other is told by these.
    pub(crate) terms: Vec<Term>,
    /// The key of the term that the word was taken to mean, when that is not what was typed.
    pub(crate) corrected: Option<Vec<u8>>,
}

impl Found {
    /// Adds what was found under a looser reading.
    pub(crate) fn add(&mut self, mut looser: Self) {
        self.matches = merge(std::mem::take(&mut self.matches), looser.matches);
        self.unread = self.unread.saturating_add(looser.unread);
        self.is_cut |= looser.is_cut;
        self.needles.append(&mut looser.needles);
        self.terms.append(&mut looser.terms);
        self.corrected = self.corrected.take().or(looser.corrected);
    }
}

/// A key to mark where it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Needle {
    pub(crate) key: Vec<u8>,
    /// Whether longer words that start with the key are marked too, as far as the key goes.
    pub(crate) starts: bool,
    /// The reading that led to the key.
    pub(crate) reading: Reading,
}

/// The matches that are to be kept.
pub(crate) fn kept(matches: &[Match], keeps: &dyn Fn(&Match) -> bool) -> Vec<Match> {
    let mut kept = Vec::with_capacity(matches.len());
    for one in matches {
        if keeps(one) {
            kept.push(*one);
        }
    }
    kept
}

/// Both lists as one, a document of both as in `stricter`.
pub(crate) fn merge(stricter: Vec<Match>, looser: Vec<Match>) -> Vec<Match> {
    if stricter.is_empty() {
        return looser;
    }
    if looser.is_empty() {
        return stricter;
    }
    let mut both: Vec<Match> = Vec::with_capacity(stricter.len() + looser.len());
    let (mut stricter, mut looser) = (stricter.as_slice(), looser.as_slice());
    loop {
        let (one, from) = match (stricter.first(), looser.first()) {
            (Some(one), Some(other)) if other.doc < one.doc => (other, &mut looser),
            (Some(one), _) => (one, &mut stricter),
            (None, Some(other)) => (other, &mut looser),
            (None, None) => return both,
        };
        match both.last_mut() {
            // A part of a longer word in the one list, a word of its own in the other.
            Some(last) if last.doc == one.doc => {
                if one.reading < last.reading {
                    *last = *one;
                }
            }
            _ => both.push(*one),
        }
        *from = from.get(1..).unwrap_or_default();
    }
}

/// Adds up the postings of many terms by document.
#[derive(Debug)]
pub(crate) struct Union {
    /// In the order in which they come, or, where they are many beside the documents of the index, a place for each document.
    matches: Vec<Match>,
    lists: usize,
    has_places: bool,
}

/// Postings of several lists are added up in a place for each document where they are more than one for so many documents: where they
/// are fewer, sorting them takes less time than going through all places.
const SPARSE: usize = 2;

impl Union {
    /// For this many `postings` in so many `lists`, each in ascending order, in an index of so many `documents`.
    pub(crate) fn new(postings: usize, lists: usize, documents: usize) -> Self {
        let has_places = lists > 1 && postings > documents / SPARSE;
        let mut matches = Vec::with_capacity(if has_places { documents } else { postings });
        if has_places {
            for _ in 0..documents {
                matches.push(Match::NONE);
            }
        }
        Self { matches, lists, has_places }
    }

    pub(crate) fn push(&mut self, Posting { doc, frequencies, norms }: Posting) {
        let one = Match { doc, reading: Reading::Exact, frequencies: counted(&frequencies), norms };
        if !self.has_places {
            self.matches.push(one);
        } else if let Some(sum) = self.matches.get_mut(doc as usize) {
            if sum.doc == doc { add(sum, &one) } else { *sum = one }
        }
    }

    /// One match a document, in ascending order. A document that holds the word only as a part of longer ones counts as
    /// read in segments.
    pub(crate) fn finish(mut self, reading: Reading) -> Vec<Match> {
        if self.has_places {
            let mut count = 0;
            for at in 0..self.matches.len() {
                if self.matches.get(at).is_some_and(|one| one.doc != Match::NONE.doc) {
                    self.matches.swap(count, at);
                    count += 1;
                }
            }
            self.matches.truncate(count);
        } else if self.lists > 1 {
            let mut sums: Vec<Match> = Vec::new();
            for at in order::by_document(self.matches.len(), &|at| self.matches.get(at).map(|one| one.doc)) {
                let Some(one) = self.matches.get(at) else { continue };
                match sums.last_mut() {
                    Some(last) if last.doc == one.doc => add(last, one),
                    _ => sums.push(*one),
                }
            }
            self.matches = sums;
        }
        for one in &mut self.matches {
            one.reading = if has_word(&one.frequencies) { reading } else { reading.max(Reading::Segments) };
        }
        self.matches
    }
}

fn add(sum: &mut Match, more: &Match) {
    for (at, more) in more.frequencies.iter().enumerate() {
        if *more > 0
            && let Some(sum) = sum.frequencies.get_mut(at)
        {
            *sum = sum.saturating_add(*more);
        }
    }
    // A field has one norm, and 0 where a term is not in it.
    for (at, other) in more.norms.0.iter().enumerate() {
        if let Some(norm) = sum.norms.0.get_mut(at) {
            *norm |= *other;
        }
    }
}

/// Whether an occurrence is a word of its own rather than a part of a longer one.
pub(crate) fn has_word(frequencies: &Frequencies) -> bool {
    frequencies.iter().take(MEASURED.len()).any(|held| *held > 0)
}

/// Whether an occurrence is a part of a longer word.
pub(crate) fn is_part(frequencies: &Frequencies) -> bool {
    frequencies.iter().skip(MEASURED.len()).any(|held| *held > 0)
}

/// The rarer occurrences of the two, by field; where they share no field, one as parts of words.
pub(crate) fn rarer(a: &Frequencies, b: &Frequencies) -> Frequencies {
    let mut rarer = *a;
    for (at, other) in b.iter().enumerate() {
        if let Some(frequency) = rarer.get_mut(at) {
            *frequency = (*frequency).min(*other);
        }
    }
    if rarer.iter().all(|frequency| *frequency == 0)
        && let Some(part) = rarer.get_mut(Field::Part.column())
    {
        *part = 1;
    }
    rarer
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn matched(doc: DocId, reading: Reading, frequencies: Frequencies) -> Match {
        Match { doc, reading, frequencies, norms: DocumentNorms::default() }
    }

    fn matches(docs: &[DocId], reading: Reading) -> Vec<Match> {
        docs.iter().map(|&doc| matched(doc, reading, [0, 0, 0, doc as u16 + 1, 0, 0])).collect()
    }

    #[test]
    fn a_document_keeps_its_strictest_reading() {
        use Reading::{Exact, Prefix, Segments, Stem};
        let check = |stricter, looser, expected: &[(DocId, Reading)]| {
            let read: Vec<_> = merge(stricter, looser).iter().map(|one| (one.doc, one.reading)).collect();
            assert_eq!(read, expected);
        };
        check(
            matches(&[1, 4], Exact),
            matches(&[0, 1, 5], Prefix),
            &[(0, Prefix), (1, Exact), (4, Exact), (5, Prefix)],
        );
        check(matches(&[1], Segments), matches(&[1, 2], Stem), &[(1, Stem), (2, Stem)]);
        check(vec![], matches(&[1], Stem), &[(1, Stem)]);
    }

    #[test]
    fn a_part_of_a_longer_word_is_read_in_segments() {
        let posting = |doc, frequencies| Posting { doc, frequencies, norms: DocumentNorms::default() };
        let mut union = Union::new(2, 1, 3);
        union.push(posting(1, [0, 0, 0, 1, 1, 0]));
        union.push(posting(2, [0, 0, 0, 0, 3, 0]));
        let read: Vec<_> = union.finish(Reading::Exact).iter().map(|one| one.reading).collect();
        assert_eq!(read, [Reading::Exact, Reading::Segments]);
    }

    #[test]
    fn postings_of_a_document_are_added_up() {
        // A place for each document, and none; lists that overlap, and one that does not.
        for documents in [10, 100_000] {
            let mut union = Union::new(100, 2, documents);
            for at in 0..100u32 {
                let (doc, field) = (at * 37 % 10, at as usize % FIELDS.len());
                let mut posting =
                    Posting { doc, frequencies: [0; FIELDS.len()], norms: DocumentNorms::default() };
                posting.frequencies[field] = at + 1;
                if let Some(norm) = posting.norms.0.get_mut(field) {
                    *norm = doc as u8 + 1;
                }
                union.push(posting);
            }
            let read = union.finish(Reading::Exact);
            assert_eq!(read.iter().map(|one| one.doc).collect::<Vec<_>>(), (0..10).collect::<Vec<_>>());
            let expected = (0..100).filter(|at| at * 37 % 10 == 3).map(|at| at + 1).sum();
            assert_eq!(read[3].frequencies.iter().sum::<u16>(), expected);
            // Document 3 has occurrences in every other field only.
            assert_eq!(read[3].norms.0.map(|norm| norm == 0 || norm == 4), [true; 4]);
            assert!(read[3].norms.0.contains(&4));
        }
    }

    proptest! {
        #[test]
        fn a_union_is_the_same_by_places_and_without(
            lists in prop::collection::vec(prop::collection::btree_map(0..60u32, (1..9u32, 0..FIELDS.len()), 0..20), 0..5),
        ) {
            let union = |documents| {
                let mut union = Union::new(lists.iter().map(|list| list.len()).sum(), lists.len(), documents);
                for (doc, (frequency, field)) in lists.iter().flatten() {
                    let mut posting =
                        Posting { doc: *doc, frequencies: [0; FIELDS.len()], norms: DocumentNorms::default() };
                    posting.frequencies[*field] = *frequency;
                    union.push(posting);
                }
                union.finish(Reading::Stem)
            };
            let dense = union(60);
            prop_assert!(dense.is_sorted_by(|one, next| one.doc < next.doc));
            prop_assert_eq!(&union(1_000_000), &dense);
        }
    }
}
