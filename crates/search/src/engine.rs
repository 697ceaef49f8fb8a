//! The engine: a query in, an answer or the blobs that it needs out.

use crate::answer::{Answer, Hit};
use crate::blobs::{self, Blob, Blobs};
use crate::dictionary::Dictionary;
use crate::explain::WordExplanation;
use crate::matches::{Found, Needle, merge};
use crate::plan;
use crate::query::Query;
use crate::ranking::{self, Ranked};
use crate::reading::{Reading, Readings};
use crate::readings::segments;
use crate::snippet;
use keyseek_index::documents::{StoredDocument, StoredValue};
use keyseek_index::manifest::{Manifest, Statistics};
use keyseek_index::{DocId, Error, MetaValue};

/// How a search is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchOptions {
    /// The largest number of hits to give, from `offset` on.
    pub limit: usize,
    /// Hits to pass over.
    pub offset: usize,
    /// The readings that may be used.
    pub readings: Readings,
}

impl Default for SearchOptions {
    fn default() -> Self {
        Self { limit: 10, offset: 0, readings: Readings::ALL }
    }
}

/// One step towards an answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Step<T> {
    /// The answer.
    Answer(T),
    /// Supply these, all of which can be got at the same time, and ask again.
    Need(Vec<Blob>),
}

/// An index that is being searched.
#[derive(Debug)]
pub struct Engine {
    manifest: Manifest,
    blobs: Blobs,
}

impl Engine {
    /// Opens an index by its manifest file, inflated.
    ///
    /// # Errors
    /// When the manifest is damaged or of another format version.
    pub fn open(manifest: &[u8]) -> Result<Self, Error> {
        let manifest = Manifest::open(manifest)?;
        let blobs = Blobs::new(&manifest);
        Ok(Self { manifest, blobs })
    }

    /// What the index holds.
    pub const fn statistics(&self) -> &Statistics {
        &self.manifest.statistics
    }

    /// Name of the file that a blob is stored in; empty for a blob that this index does not have.
    pub fn name(&self, blob: Blob) -> String {
        blobs::name(&self.manifest, blob).unwrap_or_default()
    }

    /// Gives the engine a blob's file, inflated.
    ///
    /// # Errors
    /// When the file is damaged or another file than the manifest lists.
    pub fn supply(&mut self, blob: Blob, file: &[u8]) -> Result<(), Error> {
        self.blobs.supply(&self.manifest, blob, file)
    }

    /// Answers a query, or says what is missing to answer it. The answer depends on the index, the query and the options
    /// alone, never on what was searched for before.
    ///
    /// # Errors
    /// When a supplied file turns out to be malformed.
    pub fn search(&self, text: &str, options: &SearchOptions) -> Result<Step<Answer>, Error> {
        let query = Query::parse(text);
        let words = match self.find_words(&query, options.readings, |_, _, _| ())? {
            Step::Answer(words) => words,
            Step::Need(needs) => return Ok(Step::Need(needs)),
        };
        let ranked = ranking::rank(&self.manifest, &words);
        let needles: Vec<&[Needle]> = words.iter().map(|word| word.needles.as_slice()).collect();
        let mut needs = Vec::new();
        let mut hits = Vec::new();
        for one in ranked.iter().skip(options.offset).take(options.limit) {
            if let Some(document) = self.blobs.document(&self.manifest, one.doc, &mut needs)?
                && needs.is_empty()
            {
                hits.push(hit(one, &document, &needles));
            }
        }
        if !needs.is_empty() {
            return Ok(Step::Need(needs));
        }
        Ok(Step::Answer(Answer {
            query: text.to_owned(),
            total: ranked.len(),
            reading: hits.first().map(|hit| hit.reading),
            corrected: corrected(&query, &words),
            hits,
            warnings: query.warnings,
        }))
    }

    /// All documents that [`Self::search`] would list, in its order and with their readings, without reading any of them.
    ///
    /// # Errors
    /// When a supplied file turns out to be malformed.
    pub fn documents(&self, text: &str, readings: Readings) -> Result<Step<Vec<(DocId, Reading)>>, Error> {
        Ok(match self.find_words(&Query::parse(text), readings, |_, _, _| ())? {
            Step::Need(needs) => Step::Need(needs),
            Step::Answer(words) => {
                let ranked = ranking::rank(&self.manifest, &words);
                Step::Answer(ranked.iter().map(|one| (one.doc, one.reading)).collect())
            }
        })
    }

    /// What was tried for each word of a query, and what each step of the plan found.
    ///
    /// # Errors
    /// When a supplied file turns out to be malformed.
    pub fn explain(&self, text: &str, readings: Readings) -> Result<Step<Vec<WordExplanation>>, Error> {
        let query = Query::parse(text);
        let mut words: Vec<_> = query.words.iter().map(|word| WordExplanation::new(&word.text)).collect();
        let found = self.find_words(&query, readings, |at, step, found| {
            if let Some(word) = words.get_mut(at) {
                word.add(step, found);
            }
        })?;
        Ok(match found {
            Step::Need(needs) => Step::Need(needs),
            Step::Answer(_) => Step::Answer(words),
        })
    }

    fn find_words(
        &self,
        query: &Query,
        readings: Readings,
        mut tried: impl FnMut(usize, &plan::Step, &Found),
    ) -> Result<Step<Vec<Found>>, Error> {
        let mut dictionary = Dictionary::new(&self.manifest, &self.blobs);
        let mut found = Vec::with_capacity(query.words.len());
        for (at, word) in query.words.iter().enumerate() {
            found.push(plan::find(&mut dictionary, word, readings, |step, found| tried(at, step, found)));
        }
        for (at, pair) in query.words.windows(2).enumerate() {
            if let [first, second] = pair
                && readings.contains(Reading::Spaced)
                && first.parts.is_empty()
                && second.parts.is_empty()
            {
                let joined = segments::joined(&mut dictionary, first, second);
                for (one, is_first) in found.iter_mut().skip(at).take(2).zip([true, false]) {
                    one.matches = merge(std::mem::take(&mut one.matches), joined.matches.clone());
                    if is_first {
                        one.needles.extend(joined.needles.iter().cloned());
                    }
                }
            }
        }
        let needs = dictionary.finish()?;
        Ok(if needs.is_empty() { Step::Answer(found) } else { Step::Need(needs) })
    }
}

/// The query with the words that were taken to mean something else put right; none when there are none.
fn corrected(query: &Query, words: &[Found]) -> Option<String> {
    if words.iter().all(|word| word.corrected.is_none()) {
        return None;
    }
    let mut corrected = String::new();
    for (word, found) in query.words.iter().zip(words) {
        if !corrected.is_empty() {
            corrected.push(' ');
        }
        match &found.corrected {
            Some(key) => corrected.push_str(&keyseek_text::decode(key)),
            None => corrected.push_str(&word.text),
        }
    }
    Some(corrected)
}

fn hit(ranked: &Ranked, document: &StoredDocument<'_>, needles: &[&[Needle]]) -> Hit {
    let owned = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect();
    let meta = document.meta.iter().map(|(name, value)| {
        let value = match value {
            StoredValue::Text(text) => MetaValue::Text((*text).to_owned()),
            StoredValue::Number(number) => MetaValue::Number(*number),
            StoredValue::List(list) => MetaValue::List(owned(list)),
        };
        ((*name).to_owned(), value)
    });
    Hit {
        url: document.url.to_owned(),
        title: document.title.to_owned(),
        score: ranked.score,
        reading: ranked.reading,
        snippet: snippet::cut(&document.sections, needles),
        lang: document.lang.to_owned(),
        date: document.date.to_owned(),
        tags: owned(&document.tags),
        meta: meta.collect(),
    }
}
