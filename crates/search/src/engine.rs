//! The engine: a query in, an answer or the blobs that it needs out.

use crate::answer::{Answer, Hit};
use crate::blobs::{self, Blob, Blobs};
use crate::columns::{Asked, Filter, Narrowed, Prior, SortKey};
use crate::dictionary::Depth;
use crate::explain::WordExplanation;
use crate::query::Query;
use crate::ranking::{self, Ranking, Weights};
use crate::reading::{Reading, Readings};
use crate::snippet::Scanner;
use keyseek_index::manifest::{ColumnEntry, Location, Manifest, Statistics};
use keyseek_index::{DocId, Error};
use std::ops::Range;

/// How a search is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchOptions {
    /// The largest number of hits to give, from `offset` on.
    pub limit: usize,
    /// Hits to pass over.
    pub offset: usize,
    /// The readings that may be used.
    pub readings: Readings,
    /// How much each sign of a good answer counts.
    pub weights: Weights,
    /// Whether hits say how their scores came about.
    pub explain: bool,
    /// What documents must be like beside what the query finds; all filters hold. An empty query that comes with filters,
    /// facets or sort keys finds all documents.
    pub filters: Vec<Filter>,
    /// Columns to count the values of.
    pub facets: Vec<String>,
    /// What is known of documents before anything is asked.
    pub prior: Option<Prior>,
    /// Columns to sort by, the first before the second; then, or when there are none, the order of relevance.
    pub sort: Vec<SortKey>,
}

impl Default for SearchOptions {
    fn default() -> Self {
        Self {
            limit: 10,
            offset: 0,
            readings: Readings::ALL,
            weights: Weights::default(),
            explain: false,
            filters: Vec::new(),
            facets: Vec::new(),
            prior: None,
            sort: Vec::new(),
        }
    }
}

impl SearchOptions {
    /// Whether words count as they do by default.
    #[inline(never)]
    pub(crate) fn has_usual_weights(&self) -> bool {
        self.weights == Weights::default()
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
    pub(crate) manifest: Manifest,
    pub(crate) blobs: Blobs,
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

    /// The columns that can be filtered, sorted and counted by.
    pub fn columns(&self) -> &[ColumnEntry] {
        &self.manifest.columns
    }

    /// Where a blob is stored; none for one that this index does not have, and for [`Blob::Secondary`].
    pub fn location(&self, blob: Blob) -> Option<Location> {
        blobs::part(&self.manifest, blob).map(|(part, kind)| part.location(kind))
    }

    /// Name of what a blob is stored in, see [`keyseek_index::manifest::StoredPart::name`]; empty for a blob that this index
    /// does not have.
    pub fn name(&self, blob: Blob) -> String {
        if blob == Blob::Secondary {
            return blobs::SECONDARY.to_owned();
        }
        blobs::part(&self.manifest, blob).map(|(part, kind)| part.name(kind)).unwrap_or_default()
    }

    /// Gives the engine a blob's file, inflated.
    ///
    /// # Errors
    /// When the file is damaged or another file than the manifest lists.
    pub fn supply(&mut self, blob: Blob, file: &[u8]) -> Result<(), Error> {
        self.blobs.supply(&mut self.manifest, blob, file)
    }

    /// Says that the code of the secondary module is not there yet: a search that calls for it needs [`Blob::Secondary`] first.
    pub const fn lack_secondary(&mut self) {
        self.blobs.lack_secondary();
    }

    /// Says which blobs cannot be had, until this is said anew. What they hold is then not found: terms of a missing shard
    /// find nothing, without its positions nothing is near or next to anything, a hit whose document block is missing is
    /// counted and not listed, and what is asked of a missing column is passed over. A word that could not be looked up
    /// everywhere is read strictly only, and is not taken for a typing error.
    pub fn go_without(&mut self, missing: Vec<Blob>) {
        self.blobs.go_without(missing);
    }

    /// Lets go of what was supplied and not used since the longest time, until the files of what is left have at most so
    /// many bytes, inflated. Answers stay the same: what is needed again is asked for again. Between the steps of one search
    /// it would only lead to more of them.
    pub fn trim(&mut self, bytes: usize) {
        self.blobs.trim(bytes);
    }

    /// Answers a query, or says what is needed to answer it. The answer depends on the index, the query, the options and what
    /// cannot be had, never on what was searched for before.
    ///
    /// # Errors
    /// When a supplied file turns out to be malformed.
    pub fn search(&self, text: &str, options: &SearchOptions) -> Result<Step<Answer>, Error> {
        let mut needs = Vec::new();
        let has_operators = Query::may_have_operators(text);
        // Operators are read by the secondary module. While it is not there, what the words need is asked for with it.
        let can_read = has_operators && self.blobs.has_secondary(&mut needs);
        let mut query = if can_read { Query::parse(text) } else { Query::plain(text) };
        query.pass_over_beginning(self.manifest.statistics.counts.postings);
        let asked = Asked { manifest: &self.manifest, blobs: &self.blobs, options };
        let asks_more = asked.is_anything() || options.prior.is_some() || options.explain;
        let can_more = asks_more && self.blobs.has_secondary(&mut needs);
        if can_more || !needs.is_empty() {
            asked.needs(&mut needs);
        }
        if self.manifest.has_ranges() || self.blobs.is_tiered {
            // Both are read by the secondary module: whatever is found will need it.
            self.blobs.has_secondary(&mut needs);
        }
        let mut narrowed = Narrowed { warnings: std::mem::take(&mut query.warnings), ..Narrowed::default() };
        let mut found = None;
        if !asks_more && !has_operators {
            let others = needs.len();
            found = self.beginning(&query, options, &mut needs)?;
            if needs.len() > others {
                return Ok(Step::Need(needs));
            }
        }
        if found.is_none() {
            found = self.settle(&query, &asked, &mut narrowed, &mut needs)?;
        }
        let Some(mut found) = found else { return Ok(Step::Need(needs)) };
        narrowed.ranked = std::mem::take(&mut found.ranking.ranked);
        if can_more {
            narrowed = asked.narrow(narrowed);
        }
        let Narrowed { ranked, facets, warnings } = narrowed;
        let total = if asked.is_anything() { ranked.len() } else { found.ranking.total };
        let mut needles = Vec::with_capacity(found.words.clauses.len());
        for clause in &found.words.clauses {
            needles.push(clause.needles.as_slice());
        }
        let scanner = Scanner::new(&needles);
        let mut hits = Vec::new();
        for one in ranked.iter().skip(options.offset).take(options.limit) {
            if let Some(document) = self.blobs.document(&self.manifest, one.doc, &mut needs)
                && needs.is_empty()
            {
                let mut hit = Hit::of(one, document, &scanner);
                if options.explain && can_more {
                    let candidates = found.candidates(&query);
                    hit.explanation =
                        Some(ranking::explain(&self.manifest, &candidates, &options.weights, one.doc));
                }
                hits.push(hit);
            }
        }
        if !needs.is_empty() {
            return Ok(Step::Need(needs));
        }
        let found_nothing = total == 0 && !query.clauses.is_empty();
        let suggestions = if found_nothing { self.related(&query)? } else { Step::Answer(Vec::new()) };
        let suggestions = match suggestions {
            Step::Answer(suggestions) => suggestions,
            Step::Need(needs) => return Ok(Step::Need(needs)),
        };
        let corrections = &found.words.corrections;
        Ok(Step::Answer(Answer {
            query: text.to_owned(),
            total,
            at_least: found.is_cut(),
            reading: hits.first().map(|hit| hit.reading),
            corrected: (!corrections.is_empty()).then(|| replaced(text, corrections)),
            suggestions,
            hits,
            facets: (!options.facets.is_empty()).then_some(facets),
            warnings,
        }))
    }

    /// All documents that [`Self::search`] would list, in its order and with their readings, without reading any of them.
    ///
    /// # Errors
    /// When a supplied file turns out to be malformed.
    pub fn documents(
        &self,
        text: &str,
        options: &SearchOptions,
    ) -> Result<Step<Vec<(DocId, Reading)>>, Error> {
        let mut query = Query::parse(text);
        query.pass_over_beginning(self.manifest.statistics.counts.postings);
        let all = Depth::ALL;
        Ok(match self.find(&query, options.readings, &options.weights, all, &mut |_, _, _| ())? {
            Step::Need(needs) => Step::Need(needs),
            Step::Answer(found) => {
                let Ranking { ranked, .. } =
                    self.ranked(&query, &found.candidates(&query), &options.weights, false, usize::MAX);
                Step::Answer(ranked.iter().map(|one| (one.doc, one.reading)).collect())
            }
        })
    }

    /// What was tried for each word of a query, and what each step of the plan found.
    ///
    /// # Errors
    /// When a supplied file turns out to be malformed.
    pub fn explain(&self, text: &str, readings: Readings) -> Result<Step<Vec<WordExplanation>>, Error> {
        let mut query = Query::parse(text);
        query.pass_over_beginning(self.manifest.statistics.counts.postings);
        let mut words: Vec<_> = query.words().map(|word| WordExplanation::new(&word.text)).collect();
        let weights = Weights { proximity: 0.0, ..Weights::default() };
        let found = self.find(&query, readings, &weights, Depth::ALL, &mut |at, tried, found| {
            if let Some(word) = words.get_mut(at) {
                word.add(tried, found);
            }
        })?;
        Ok(match found {
            Step::Need(needs) => Step::Need(needs),
            Step::Answer(_) => Step::Answer(words),
        })
    }
}

/// A text with what stands in some ranges, which are in ascending order, replaced by what keys type.
#[inline(never)]
pub(crate) fn replaced(text: &str, replacements: &[(Range<usize>, Vec<u8>)]) -> String {
    let mut replaced = String::new();
    let mut end = 0;
    for (range, key) in replacements {
        replaced.push_str(text.get(end..range.start).unwrap_or_default());
        replaced.push_str(&keyseek_text::decode(key));
        end = range.end;
    }
    replaced.push_str(text.get(end..).unwrap_or_default());
    replaced
}
