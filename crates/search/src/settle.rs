//! Query → the documents that it finds, in order: of long lists as much is read as that takes.

use crate::blobs::Blob;
use crate::columns::{Asked, Narrowed};
use crate::dictionary::{Depth, Dictionary};
use crate::engine::{Engine, Step};
use crate::explain::Tried;
use crate::find::{self, FoundQuery};
use crate::matches::{Found, Needle};
use crate::query::Query;
use crate::ranking::{self, Candidates, Nearness, PAGES, Ranked, Ranking, Weights};
use crate::reading::{Reading, Readings};
use keyseek_index::Error;

/// What a query found.
#[derive(Debug, Default)]
pub(crate) struct Matched {
    pub(crate) words: FoundQuery,
    nearness: Vec<Nearness>,
    prior: Vec<f32>,
    /// How much more of long lists may be read for a first page.
    deeper: Depth,
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

    /// How much more is to be read for other documents that belong among the first `most`, if there may be any;
    /// what was found before goes in front, and is replaced by what there is now.
    #[inline(never)]
    fn more(&mut self, before: &mut Ranking, query: &Query, most: usize, depth: Depth) -> Option<Depth> {
        self.ranking.follow(before, most);
        let is_best = depth == Depth::BEST;
        if depth >= Depth::DOCUMENTS || !self.is_cut() || !self.ranking.lacks(&self.candidates(query), most) {
            return None;
        }
        if !is_best && most <= PAGES {
            return None;
        }
        // What the first pages show stays there when more is asked for.
        if !is_best || !self.ranking.lacks(&self.candidates(query), PAGES) {
            self.ranking.keep(PAGES);
        }
        *before = std::mem::take(&mut self.ranking);
        Some(if is_best { self.deeper } else { Depth::DOCUMENTS })
    }

    pub(crate) fn candidates<'a>(&'a self, query: &'a Query) -> Candidates<'a> {
        Candidates {
            clauses: &self.words.clauses,
            nearness: &self.nearness,
            query,
            length: query.length(),
            excluded: &self.words.excluded,
            enough: 0,
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
        let mut depth = if is_whole { Depth::ALL } else { Depth::BEST };
        let mut before = Ranking::default();
        loop {
            let mut found =
                match self.find(query, options.readings, &options.weights, depth, &mut |_, _, _| ())? {
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
            let mut candidates = found.candidates(query);
            if depth != Depth::BEST && found.is_cut() {
                // Of documents that were not looked through it is not known which hold all words.
                candidates.enough = most;
            }
            found.ranking = self.ranked(query, &candidates, &options.weights, asks_columns, most);
            // Without long lists it is settled.
            let mut more = None;
            if depth != Depth::ALL && (depth != Depth::BEST || found.is_cut()) {
                more = found.more(&mut before, query, most, depth);
            }
            match more {
                Some(more) => depth = more,
                None => return Ok(Some(found)),
            }
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
        depth: Depth,
        tried: &mut impl FnMut(usize, Tried<'_>, &Found),
    ) -> Result<Step<Matched>, Error> {
        let mut dictionary = Dictionary::new(&self.manifest, &self.blobs, depth, query.clauses.len());
        let is_near = weights.proximity > 0.0 && query.clauses.len() > 1;
        let words = find::find(&mut dictionary, query, readings, is_near, tried);
        let mut nearness = Vec::new();
        if is_near {
            dictionary.begin_nearness();
            nearness = ranking::nearness(&mut dictionary, query, &words.clauses);
        }
        let deeper = dictionary.deeper;
        dictionary.answer(Matched { words, nearness, deeper, ..Matched::default() })
    }
}
