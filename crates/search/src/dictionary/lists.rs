//! Terms → the documents that hold them, and where they stand in these: of long lists the best tiers.

use super::{Dictionary, Term, TermRange};
use crate::blobs::Blob;
use crate::matches::{Found, Match, Needle, Places, Union, counted};
use crate::order;
use crate::reading::Reading;
use keyseek_index::positions::Positions;
use keyseek_index::postings::Postings;
use keyseek_index::terms::{TermOrdinal, TermShard};

/// More terms than this are not marked one by one.
const MARKED: usize = 64;

impl Dictionary<'_> {
    /// The documents that hold any of the terms, and the terms to mark.
    pub(crate) fn found(&mut self, terms: &[Term], reading: Reading) -> Found {
        let matches = self.documents(terms, reading);
        // Without a match the terms are of no use to anyone.
        let marked = if matches.is_empty() { 0 } else { MARKED };
        let mut needles = Vec::new();
        for term in terms.iter().take(marked) {
            needles.push(Needle { key: self.key(*term), starts: false, reading });
        }
        let terms = if reading <= Reading::Stem { terms.to_vec() } else { Vec::new() };
        Found { matches, unread: self.unread, needles, terms, ..Found::default() }
    }

    /// The documents that hold any of the terms.
    pub(crate) fn documents(&mut self, terms: &[Term], reading: Reading) -> Vec<Match> {
        let mut ranges = Vec::with_capacity(terms.len());
        for term in terms {
            ranges.push((term.shard, term.ordinal..term.ordinal + 1));
        }
        self.documents_of_ranges(ranges, reading)
    }

    /// The documents that hold any term of the ranges.
    pub(crate) fn documents_of_ranges(&mut self, ranges: Vec<TermRange>, reading: Reading) -> Vec<Match> {
        let (mut postings, mut lists) = (0usize, 0);
        self.unread = 0;
        let has_tiers = self.blobs.is_tiered && self.has_secondary();
        for (shard, range) in &ranges {
            let Some(terms) = self.shard(*shard) else { continue };
            for term in range.clone() {
                postings = postings.saturating_add(terms.postings_here(term) as usize);
                lists += 1;
                if has_tiers {
                    (postings, lists) = self.count_tiers(terms, term, postings, lists);
                }
            }
        }
        let mut union = Union::new(postings, lists, self.manifest.statistics.documents as usize);
        for (shard, range) in ranges {
            let Some(terms) = self.shard(shard) else { continue };
            for term in range {
                let mut postings = terms.postings(term, &self.manifest.norms);
                for posting in &mut postings {
                    union.push(posting);
                }
                self.note(postings.check());
                if has_tiers {
                    self.add_tiers(Term { shard, ordinal: term }, &mut union);
                }
            }
        }
        union.finish(reading)
    }

    /// Adds what is read of a term's tiers that stand apart to the number of postings and of lists, and notes what is not.
    #[inline(never)]
    fn count_tiers(
        &mut self,
        terms: &TermShard,
        term: TermOrdinal,
        postings: usize,
        lists: usize,
    ) -> (usize, usize) {
        let tiers = terms.tiers(term, self.tiers);
        self.unread = self.unread.saturating_add(tiers.unread as usize);
        self.is_cut |= tiers.unread > 0;
        (postings.saturating_add(tiers.postings()), lists + tiers.counts.len())
    }

    /// Adds the postings of a term that stand apart from its shard.
    #[inline(never)]
    fn add_tiers(&mut self, term: Term, union: &mut Union) {
        let Some(terms) = self.shard(term.shard) else { return };
        let tiers = terms.tiers(term.ordinal, self.tiers);
        let first = self.manifest.first_tier(term.shard) + 2 * tiers.first;
        for (at, count) in (first..).step_by(2).zip(tiers.counts) {
            let tier = self.blobs.tier(at, &mut self.needs);
            self.lack(tier.is_none(), Blob::Tier(at));
            if let Some(tier) = tier {
                let mut postings = tier.postings(*count, &self.manifest.norms);
                for posting in &mut postings {
                    union.push(posting);
                }
                self.note(postings.check());
            }
        }
    }

    /// Appends where a term stands; how many lists were read, of each of which the documents ascend.
    pub(crate) fn places(&mut self, term: Term, places: &mut Vec<Places>) -> usize {
        let Some(terms) = self.shard(term.shard) else { return 0 };
        let mut lists = 0;
        let has_tiers = self.blobs.is_tiered && self.has_secondary();
        if !has_tiers || terms.postings_here(term.ordinal) > 0 {
            let positions = self.blobs.positions(term.shard, &mut self.needs);
            self.lack(positions.is_none(), Blob::Positions(term.shard));
            if let Some(positions) = positions {
                let list = positions.list(terms.positions(term.ordinal));
                self.read_places(terms.postings(term.ordinal, &self.manifest.norms), list, places);
            }
            lists += 1;
        }
        if has_tiers {
            lists += self.add_places_of_tiers(term, places);
        }
        lists
    }

    /// Appends where a term stands by its postings that stand apart from its shard; how many tiers these are.
    #[inline(never)]
    fn add_places_of_tiers(&mut self, term: Term, places: &mut Vec<Places>) -> usize {
        let Some(terms) = self.shard(term.shard) else { return 0 };
        let tiers = terms.tiers(term.ordinal, self.tiers);
        self.is_cut |= tiers.unread > 0;
        let first = self.manifest.first_tier(term.shard) + 2 * tiers.first;
        for (at, count) in (first..).step_by(2).zip(tiers.counts) {
            let tier = self.blobs.tier(at, &mut self.needs);
            self.lack(tier.is_none(), Blob::Tier(at));
            let positions = self.blobs.tier_positions(at + 1, &mut self.needs);
            self.lack(positions.is_none(), Blob::Tier(at + 1));
            if let (Some(tier), Some(positions)) = (tier, positions) {
                self.read_places(tier.postings(*count, &self.manifest.norms), positions.list(0), places);
            }
        }
        tiers.counts.len()
    }

    fn read_places(&mut self, mut postings: Postings<'_>, mut list: Positions<'_>, places: &mut Vec<Places>) {
        for posting in &mut postings {
            places.push(Places {
                doc: posting.doc,
                frequencies: counted(&posting.frequencies),
                norms: posting.norms,
                positions: list.read(posting.total_frequency()),
            });
        }
        self.note(postings.check());
        self.note(list.check());
    }

    /// Where any of the terms stands, by document in ascending order.
    pub(crate) fn places_of_all(&mut self, terms: &[Term]) -> Vec<Places> {
        let mut all: Vec<Places> = Vec::new();
        let mut lists = 0;
        for term in terms {
            lists += self.places(*term, &mut all);
        }
        if lists < 2 {
            return all;
        }
        let mut joined: Vec<Places> = Vec::with_capacity(all.len());
        for at in order::by_document(all.len(), &|at| all.get(at).map(|places| places.doc)) {
            let Some(places) = all.get_mut(at) else { continue };
            let places = std::mem::take(places);
            match joined.last_mut() {
                Some(last) if last.doc == places.doc => last.add(&places),
                _ => joined.push(places),
            }
        }
        joined
    }
}
