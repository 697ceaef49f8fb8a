//! Terms → the documents that hold them, and where they stand in these: of long lists as much as is wanted.

use super::{Depth, Dictionary, Term, TermRange};
use crate::blobs::Blob;
use crate::matches::{Found, Match, Needle, Places, Union, counted};
use crate::order;
use crate::ranking::PAGES;
use crate::reading::Reading;
use keyseek_index::positions::{PositionFile, Positions};
use keyseek_index::postings::{Posting, Postings};
use keyseek_index::terms::{TermOrdinal, TermShard};
use keyseek_index::tiers::{self, Apart, TierFile};

/// Stored bytes of long lists, about, that a first page is worth: with a module, a manifest and documents they make 300 kB.
const LISTS_BYTES: u64 = 76 << 10;

/// More than any lists take that may be read.
const MANY_BYTES: u64 = 1 << 32;

/// More terms than this are not marked one by one.
const MARKED: usize = 64;

impl<'a> Dictionary<'a> {
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
        let is_left = has_tiers && reading >= Reading::Synonym && self.leaves_synonyms;
        for (shard, range) in &ranges {
            let Some(terms) = self.shard(*shard) else { continue };
            for term in range.clone() {
                postings = postings.saturating_add(terms.postings_here(term) as usize);
                lists += 1;
                if has_tiers {
                    (postings, lists) = self.count_apart(terms, term, postings, lists, is_left);
                }
            }
        }
        let mut union = Union::new(postings, lists, self.manifest.statistics.documents as usize);
        for (shard, range) in ranges {
            let Some(terms) = self.shard(shard) else { continue };
            for term in range {
                self.add_postings(terms.postings(term, &self.manifest.norms), &mut union);
                if has_tiers && !is_left {
                    self.add_apart(Term { shard, ordinal: term }, &mut union);
                }
            }
        }
        union.finish(reading)
    }

    /// Adds what is read of a term's list apart from its shard to the number of postings and of lists, and notes what is not.
    #[inline(never)]
    fn count_apart(
        &mut self,
        terms: &TermShard,
        term: TermOrdinal,
        postings: usize,
        lists: usize,
        is_left: bool,
    ) -> (usize, usize) {
        let apart = terms.apart(term);
        let Apart { best, others, .. } = apart;
        self.note_size(&apart, is_left);
        self.counted += u64::from(terms.document_frequency(term).max(best.saturating_add(others)));
        let read = match self.depth {
            _ if is_left => [0, 0],
            Depth::BEST => [best, 0],
            _ => [best, others],
        };
        let left = best.saturating_add(others).saturating_sub(read.iter().sum());
        self.unread = self.unread.saturating_add(left as usize);
        let Depth(ranges) = self.depth;
        self.is_cut |= left > 0 || tiers::is_ranged(others) && apart.id_files > ranges;
        self.leaves_synonyms |= self.is_cut && self.is_heavy() && self.depth < Depth::DOCUMENTS;
        let count = |sum: usize, count: &u32| sum.saturating_add(*count as usize);
        (read.iter().fold(postings, count), lists + read.iter().filter(|count| **count > 0).count())
    }

    /// Adds to what long lists take, of which the best is read or not; says how much more of them may be read.
    #[inline(never)]
    fn note_size(&mut self, Apart { best, others, .. }: &Apart, is_left: bool) {
        let documents = self.manifest.statistics.documents;
        // A best posting takes two bytes and a quarter; an id two bits, and as many as the number of documents between has.
        let bits = 2 + (documents / (*others).max(1)).checked_ilog2().unwrap_or(0);
        let ids = u64::from(*others) * u64::from(bits) / 8;
        if tiers::is_ranged(*others) {
            self.ranged += ids;
        } else {
            self.read += ids;
        }
        if !is_left {
            self.read += u64::from(*best) * 9 / 4;
        }
        let left = LISTS_BYTES.saturating_sub(self.read);
        let mut ranges = 1;
        while self.ranged.min(MANY_BYTES) * u64::from(tiers::range_end(ranges + 1).min(documents))
            <= left * u64::from(documents)
            && tiers::range_end(ranges) < documents
        {
            ranges += 1;
        }
        let is_whole = tiers::range_end(ranges) >= documents;
        self.deeper = if is_whole { Depth::DOCUMENTS } else { Depth(ranges) };
    }

    /// Has the ids of a beginning's others read at once, as far as they may be, where its best postings are likely to leave the other
    /// words with less than two pages: to ask for them once that is known would be another round.
    #[inline(never)]
    pub(super) fn deepen(&mut self, apart: Apart) {
        let documents = u64::from(self.manifest.statistics.documents);
        let likely = self.counted_before.min(documents) * u64::from(apart.best) / documents.max(1);
        if self.depth == Depth::BEST && likely < PAGES as u64 {
            let sizes = (self.read, self.ranged);
            self.note_size(&apart, false);
            (self.read, self.ranged) = sizes;
            self.depth = self.deeper;
        }
    }

    /// Adds the postings of a term that stand apart from its shard.
    #[inline(never)]
    fn add_apart(&mut self, term: Term, union: &mut Union) {
        let Some(terms) = self.shard(term.shard) else { return };
        let apart = terms.apart(term.ordinal);
        if apart == Apart::default() {
            return;
        }
        let first = self.manifest.first_tier_file(term.shard);
        if apart.best > 0
            && let Some(best) = self.tier(first + apart.first)
        {
            let read = best.postings(best.ids(), apart.best, &self.manifest.norms);
            self.add_postings(read, union);
        }
        if apart.others == 0 || self.depth == Depth::BEST {
            return;
        }
        let is_whole = self.depth == Depth::ALL;
        let depth = if tiers::is_ranged(apart.others) { self.depth } else { Depth::ALL };
        let Some(ids) = self.ids(first, &apart, depth) else { return };
        if is_whole {
            if let Some(details) = self.tier(first + apart.details_of_others()) {
                let read = details.postings(&ids, apart.others, &self.manifest.norms);
                self.add_postings(read, union);
            }
            return;
        }
        // They add less to a score than the best do: as much as a word that stands in the text once.
        let (frequencies, norms) = ([0, 0, 0, 1, 0, 0], self.manifest.average_norms());
        let read = tiers::documents(&ids, self.manifest.statistics.documents, &mut |doc| {
            union.push(Posting { doc, frequencies, norms });
        });
        let left = apart.others.saturating_sub(*read.as_ref().unwrap_or(&0));
        self.unread = self.unread.saturating_add(left as usize);
        self.note(read.map(|_| ()));
    }

    /// The column of ids of the others of a list, as far as is read of it.
    #[inline(never)]
    fn ids(&mut self, first: usize, apart: &Apart, Depth(ranges): Depth) -> Option<Vec<u8>> {
        let mut ids = Vec::new();
        let mut is_whole = true;
        for at in 0..apart.id_files.min(ranges) as usize {
            match self.tier(first + apart.first_of_others() + at) {
                Some(file) => ids.extend_from_slice(file.ids()),
                None => is_whole = false,
            }
        }
        is_whole.then_some(ids)
    }

    fn add_postings(&mut self, mut postings: Postings<'_>, union: &mut Union) {
        for posting in &mut postings {
            union.push(posting);
        }
        self.note(postings.check());
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
            lists += self.add_places_apart(term, places);
        }
        lists
    }

    /// Appends where a term stands by its postings that stand apart from its shard; how many lists these are.
    #[inline(never)]
    fn add_places_apart(&mut self, term: Term, places: &mut Vec<Places>) -> usize {
        let Some(terms) = self.shard(term.shard) else { return 0 };
        let apart = terms.apart(term.ordinal);
        let first = self.manifest.first_tier_file(term.shard);
        let mut lists = 0;
        if apart.best > 0 {
            let at = first + apart.first;
            if let (Some(best), Some(positions)) = (self.tier(at), self.tier_positions(at + 1)) {
                let read = best.postings(best.ids(), apart.best, &self.manifest.norms);
                self.read_places(read, positions.list(0), places);
            }
            lists += 1;
        }
        self.is_cut |= apart.others > 0 && self.depth == Depth::BEST;
        if apart.others > 0 && self.depth != Depth::BEST {
            let at = first + apart.details_of_others();
            let ids = self.ids(first, &apart, Depth::ALL);
            let files = (ids, self.tier(at), self.tier_positions(at + 1));
            if let (Some(ids), Some(details), Some(positions)) = files {
                let read = details.postings(&ids, apart.others, &self.manifest.norms);
                self.read_places(read, positions.list(0), places);
            }
            lists += 1;
        }
        lists
    }

    /// A file of postings of a long list, by its place among those of all.
    #[inline(never)]
    fn tier(&mut self, at: usize) -> Option<&'a TierFile> {
        let tier = self.blobs.tier(at, &mut self.needs);
        self.lack(tier.is_none(), Blob::Tier(at));
        tier
    }

    /// A file of their positions.
    #[inline(never)]
    fn tier_positions(&mut self, at: usize) -> Option<&'a PositionFile> {
        let positions = self.blobs.tier_positions(at, &mut self.needs);
        self.lack(positions.is_none(), Blob::Tier(at));
        positions
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
