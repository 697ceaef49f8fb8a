//! Query → the documents that it finds, in order: of long lists as much is read as that takes.

use crate::blobs::Blob;
use crate::columns::{Asked, Narrowed};
use crate::dictionary::{ALL_RANGES, Depth, Dictionary, LongLists};
use crate::engine::{Engine, Step};
use crate::explain::Tried;
use crate::find::{self, FoundQuery};
use crate::matches::{Found, Needle};
use crate::query::Query;
use crate::ranking::{self, Candidates, Nearness, PAGES, Ranked, Ranking, Weights};
use crate::reading::{Reading, Readings};
use keyseek_index::{Error, tiers};

/// What a query found.
#[derive(Debug, Default)]
pub(crate) struct Matched {
    pub(crate) words: FoundQuery,
    nearness: Vec<Nearness>,
    prior: Vec<f32>,
    /// What was read of long lists, and what they hold beside.
    long: LongLists,
    /// Documents with some of the words follow those with all where these are fewer.
    enough: usize,
    /// Its documents in order.
    pub(crate) ranking: Ranking,
}

impl Matched {
    /// What was found before, of which only marks are asked; `is_cut` says that there are documents that were not found.
    pub(crate) fn of(ranking: Ranking, needles: Vec<Needle>, is_cut: bool) -> Self {
        let clauses = vec![Found { needles, is_cut, ..Found::default() }];
        Self { words: FoundQuery { clauses, ..FoundQuery::default() }, ranking, ..Self::default() }
    }

    /// Whether there are documents that were not found, since of long lists only the best was read.
    pub(crate) fn is_cut(&self) -> bool {
        self.words.clauses.iter().any(|clause| clause.is_cut)
    }

    /// Whether there may be other documents that belong among the first `most`, and more is to be read for them; what was found before
    /// goes in front, and is replaced by what there is now. So many ranges were read; how many are then.
    #[inline(never)]
    fn lacks(
        &mut self,
        before: &mut Ranking,
        query: &Query,
        most: usize,
        ranges: &mut Option<u32>,
        documents: u32,
    ) -> bool {
        self.ranking.follow(before, most);
        if !self.is_cut() || !self.ranking.lacks(&self.candidates(query), most) {
            return false;
        }
        // What the first pages show stays there when more is asked for.
        let mut is_shown = !self.ranking.lacks(&self.candidates(query), PAGES);
        *ranges = match *ranges {
            None => Some(affordable(&self.long, documents)),
            Some(ranges) if ranges == ALL_RANGES || most <= PAGES => return false,
            Some(_) => {
                is_shown = true;
                Some(ALL_RANGES)
            }
        };
        *before = std::mem::take(&mut self.ranking);
        if is_shown {
            before.keep(PAGES);
        }
        true
    }

    pub(crate) fn candidates<'a>(&'a self, query: &'a Query) -> Candidates<'a> {
        Candidates {
            clauses: &self.words.clauses,
            nearness: &self.nearness,
            query,
            length: query.length(),
            excluded: &self.words.excluded,
            enough: self.enough,
            prior: &self.prior,
        }
    }
}

impl Engine {
    /// What a query finds, in order as far as is asked for. Where something lacks that goes among the `needs`, if anything is
    /// needed nothing is found, and what the words need is named beside it.
    pub(crate) fn settle(
        &self,
        query: &Query,
        asked: &Asked<'_>,
        narrowed: &mut Narrowed,
        needs: &mut Vec<Blob>,
    ) -> Result<Option<Matched>, Error> {
        let options = asked.options;
        let asks_columns = asked.is_anything();
        // What is asked of columns is asked of all documents, and the best postings are not the best where other things count.
        let end = options.offset.saturating_add(options.limit);
        let most = if asks_columns { usize::MAX } else { end.max(PAGES) };
        let is_whole = asks_columns || options.prior.is_some() || !options.has_usual_weights();
        let mut depth = if is_whole { Depth::All } else { Depth::Best };
        let mut before = Ranking::default();
        let mut ranges = None;
        loop {
            let read = (depth, ranges.unwrap_or(ALL_RANGES));
            let mut found =
                match self.find(query, options.readings, &options.weights, read, &mut |_, _, _| ())? {
                    Step::Answer(found) => found,
                    Step::Need(all) => {
                        for blob in all {
                            if !needs.contains(&blob) {
                                needs.push(blob);
                            }
                        }
                        return Ok(None);
                    }
                };
            if !needs.is_empty() {
                return Ok(None);
            }
            if options.prior.is_some() && self.blobs.has_secondary(needs) {
                found.prior = asked.prior(narrowed);
            }
            // Of documents that were not looked through it is not known which hold all words.
            if ranges.is_some() && found.is_cut() {
                found.enough = most;
            }
            found.ranking =
                self.ranked(query, &found.candidates(query), &options.weights, asks_columns, most);
            let is_settled = depth == Depth::All || depth == Depth::Best && !found.is_cut();
            let documents = self.manifest.statistics.documents;
            if is_settled || !found.lacks(&mut before, query, most, &mut ranges, documents) {
                return Ok(Some(found));
            }
            depth = Depth::Documents;
        }
    }

    /// The documents of a query in the order of the answer, as far as the first `most`; all that are not excluded when the query
    /// asks for nothing else, or for nothing at all and something is asked of columns.
    pub(crate) fn ranked(
        &self,
        query: &Query,
        candidates: &Candidates<'_>,
        weights: &Weights,
        asks_columns: bool,
        most: usize,
    ) -> Ranking {
        if query.clauses.is_empty() && (asks_columns || !query.excluded.is_empty()) {
            let mut all = Vec::new();
            for doc in 0..self.manifest.statistics.documents {
                if candidates.excluded.binary_search(&doc).is_err() {
                    all.push(Ranked::new(doc, 0.0, Reading::Exact));
                }
            }
            let total = all.len();
            return Ranking::of_all(all, total);
        }
        ranking::rank(&self.manifest, candidates, weights, most)
    }

    /// What the words of a query find, with so much of long lists; `tried` is told of every step.
    pub(crate) fn find(
        &self,
        query: &Query,
        readings: Readings,
        weights: &Weights,
        (depth, ranges): (Depth, u32),
        tried: &mut impl FnMut(usize, Tried<'_>, &Found),
    ) -> Result<Step<Matched>, Error> {
        let mut dictionary = Dictionary::new(&self.manifest, &self.blobs, depth);
        dictionary.begin_query(query.clauses.len() > 1, ranges);
        let is_near = weights.proximity > 0.0 && query.clauses.len() > 1;
        let words = find::find(&mut dictionary, query, readings, is_near, tried);
        let mut nearness = Vec::new();
        if is_near {
            dictionary.begin_nearness();
            nearness = ranking::nearness(&mut dictionary, query, &words.clauses);
        }
        let long = dictionary.long_lists();
        dictionary.answer(Matched { words, nearness, long, ..Matched::default() })
    }
}

/// Stored bytes of long lists, about, that a first page is worth: with a module, a manifest and documents they make 300 kB.
const LISTS_BYTES: u64 = 96 << 10;

/// As many ranges of documents as can be read of lists for that, at least one; of an index of so many documents.
fn affordable(long: &LongLists, documents: u32) -> u32 {
    let left = LISTS_BYTES.saturating_sub(long.best as u64 * 9 / 4);
    let cost = |ranges: u32| {
        let share = |others: &u32| {
            // An id takes about two bits and as many as it has documents between.
            let bits = 2 + u64::from((documents / others.max(&1)).checked_ilog2().unwrap_or(0));
            let all = u64::from(*others) * bits / 8;
            if !tiers::is_ranged(*others) || tiers::range_end(ranges) >= documents {
                return all;
            }
            all * u64::from(tiers::range_end(ranges)) / u64::from(documents)
        };
        long.others.iter().map(share).sum::<u64>()
    };
    let mut ranges = 1;
    while cost(ranges + 1) <= left {
        if tiers::range_end(ranges) >= documents {
            return ALL_RANGES;
        }
        ranges += 1;
    }
    ranges
}
