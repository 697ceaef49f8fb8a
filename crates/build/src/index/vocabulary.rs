//! Runs → the vocabulary: every word of the documents that stay, with what the lexicon asks of it.
//!
//! The words are in memory, their occurrences in temporary data, in the order of the words: the lexicon decides by words and
//! counts alone, and a shard asks for the occurrences of its terms when it is written.

use super::lexicon::{Language, Languages};
use super::occurrences::{self, Occurrences};
use super::runs::{self, Run};
use crate::temporary::{Data, Temporary, TemporaryError};
use keyseek_index::DocId;
use keyseek_index::terms::Occurrence;

/// Which of the analysed documents stay, and under which number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Numbers {
    /// All, under their own.
    All,
    /// Those that have one.
    Some(Vec<Option<DocId>>),
}

impl Numbers {
    /// The number of what was analysed as document `at`.
    pub(crate) fn of(&self, at: DocId) -> Option<DocId> {
        match self {
            Self::All => Some(at),
            Self::Some(numbers) => numbers.get(at as usize).copied().flatten(),
        }
    }
}

/// A word as it is written in documents, folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Surface {
    pub(super) text: String,
    /// Occurrences.
    pub(super) count: usize,
    /// The language of most of them.
    pub(super) language: Language,
    /// Where they come from.
    pub(super) sources: Sources,
}

/// Words whose occurrences are those of a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sources {
    /// Those of one word.
    One(Source),
    /// Those of several, or of none.
    Several(Vec<Source>),
}

/// A word of the vocabulary, by its place there, and whether the term is but a part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Source(u32);

impl Source {
    const PART: u32 = 1 << 31;

    pub(super) const fn word(at: u32) -> Self {
        Self(at & !Self::PART)
    }

    /// The same word of which something is a part.
    pub(super) const fn part(self) -> Self {
        Self(self.0 | Self::PART)
    }
}

impl Default for Sources {
    fn default() -> Self {
        Self::Several(Vec::new())
    }
}

impl Sources {
    pub(super) fn as_slice(&self) -> &[Source] {
        match self {
            Self::One(source) => std::slice::from_ref(source),
            Self::Several(sources) => sources,
        }
    }

    pub(super) fn append(&mut self, others: &Self) {
        match (&mut *self, others) {
            (Self::Several(sources), Self::One(source)) if sources.is_empty() => *self = Self::One(*source),
            (Self::Several(sources), others) => sources.extend_from_slice(others.as_slice()),
            (Self::One(source), others) => {
                let sources = std::iter::once(&*source).chain(others.as_slice());
                *self = Self::Several(sources.copied().collect());
            }
        }
    }
}

/// The words of all documents.
#[derive(Debug)]
pub(super) struct Vocabulary {
    /// In order.
    pub(super) surfaces: Vec<Surface>,
    pub(super) occurrences: OccurrenceLists,
}

/// Makes the vocabulary of the documents that have numbers; `languages` are those of all that were analysed.
pub(super) fn build(
    runs: &[Run],
    numbers: &Numbers,
    languages: &Languages,
    place: &Temporary,
) -> Result<Vocabulary, TemporaryError> {
    let mut surfaces = Vec::new();
    let mut lists = OccurrenceLists { data: Data::of(Vec::new()), starts: vec![0] };
    let mut store = place.store();
    let only_language = languages.only(numbers);
    let mut kept = Occurrences::default();
    runs::merge(runs, |word, all| {
        let mut language = only_language;
        let written = if let (Numbers::All, Some(_)) = (numbers, only_language) {
            all
        } else {
            kept.clear();
            let mut counter = languages.counter();
            for occurrence in occurrences::read(&all.bytes) {
                if let Some(doc) = numbers.of(occurrence.doc) {
                    counter.add(occurrence.doc);
                    kept.push(Occurrence { doc, ..occurrence });
                }
            }
            language = language.or(Some(counter.most()));
            &kept
        };
        if written.count > 0 {
            store.write(&written.bytes)?;
            lists.starts.push(store.len());
            surfaces.push(Surface {
                text: String::from_utf8_lossy(word).into_owned(),
                count: written.count as usize,
                language: language.unwrap_or_default(),
                sources: Sources::One(Source::word(surfaces.len() as u32)),
            });
        }
        Ok(())
    })?;
    lists.data = store.finish()?;
    surfaces.shrink_to_fit();
    lists.starts.shrink_to_fit();
    Ok(Vocabulary { surfaces, occurrences: lists })
}

/// The occurrences of each word of a vocabulary.
#[derive(Debug)]
pub(super) struct OccurrenceLists {
    data: Data,
    /// Where the list of each word starts, and where the last ends.
    starts: Vec<u64>,
}

impl OccurrenceLists {
    /// The occurrences of a term, in ascending order of document and position.
    pub(super) fn of(&self, sources: &Sources) -> Result<Vec<Occurrence>, TemporaryError> {
        let mut found = Vec::new();
        let mut bytes = Vec::new();
        for source in sources.as_slice() {
            let at = (source.0 & !Source::PART) as usize;
            let (Some(start), Some(end)) = (self.starts.get(at), self.starts.get(at + 1)) else { continue };
            bytes.resize((end - start) as usize, 0);
            self.data.read_at(*start, &mut bytes)?;
            let is_part = source.0 & Source::PART != 0;
            found.extend(occurrences::read(&bytes).map(|occurrence| {
                let field = if is_part { occurrence.field.of_parts() } else { occurrence.field };
                Occurrence { field, ..occurrence }
            }));
        }
        if !found.is_sorted() {
            found.sort_unstable();
        }
        Ok(found)
    }

    /// How many documents hold a term.
    pub(super) fn documents(&self, sources: &Sources) -> Result<u32, TemporaryError> {
        Ok(self.of(sources)?.chunk_by(|a, b| a.doc == b.doc).count() as u32)
    }
}
