//! The dictionary as readings see it: terms, their documents and their positions, whatever shard they lie in. Documents and
//! positions are read in `dictionary/lists.rs`, the spelling dictionary in `dictionary/spelling.rs`.

mod lists;
mod spelling;

use crate::automaton;
use crate::blobs::{Blob, Blobs};
use crate::engine::Step;
use keyseek_index::Error;
use keyseek_index::manifest::{Manifest, word_hash};
use keyseek_index::terms::{TermOrdinal, TermShard};
use keyseek_text::{english, key};
use std::ops::Range;

/// A term, wherever it lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Term {
    pub(crate) shard: usize,
    pub(crate) ordinal: TermOrdinal,
}

/// How much of long lists is read, see [`keyseek_index::tiers`]: the best postings; of the others which documents they are of, too, in so
/// many ranges of documents; everything.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Depth(pub(crate) u32);

impl Depth {
    /// The best postings.
    pub(crate) const BEST: Self = Self(0);
    /// Which documents all others are of, too.
    pub(crate) const DOCUMENTS: Self = Self(u32::MAX - 1);
    /// Everything.
    pub(crate) const ALL: Self = Self(u32::MAX);
}

/// Stored bytes of positions among which there is a term of more documents than nearness is asked of, more likely than not: then
/// its postings tell first.
const MANY_PLACES: u64 = 32 << 10;

/// What so many shards hold is looked for at once; of more it is first asked whether what begins so has a list of its own.
const FEW_SHARDS: usize = 4;

/// Terms of one shard.
pub(crate) type TermRange = (usize, Range<TermOrdinal>);

/// A piece of a word that starts more terms than this is none.
pub(crate) const MANY: usize = 256;

/// Looks terms up in the shards that were supplied. It notes the shards that are needed and the first that is malformed;
/// then its results are not to be used, and [`Self::answer`] says so. A shard that cannot be had holds nothing. Noting an
/// error rather than returning it at every step keeps the readings readable, and the browser module 3 kB smaller.
pub(crate) struct Dictionary<'a> {
    manifest: &'a Manifest,
    blobs: &'a Blobs,
    needs: Vec<Blob>,
    /// Whether a blob was asked for in this step that is not there.
    lacks: bool,
    /// Whether one was asked for, for this word, that cannot be had.
    lost: bool,
    /// How much of long lists is read, and how much is now.
    most_depth: Depth,
    depth: Depth,
    /// How many clauses the query has, in an index whose lists have tiers.
    clauses: usize,
    /// Whether readings as loose as synonyms are left, since the word has long lists of its own in a query of several others: *code*
    /// for 코드.
    pub(crate) leaves_synonyms: bool,
    /// Postings of the lists of this clause, read or not, and of the clause before.
    counted: u64,
    counted_before: u64,
    /// Whether something of a list was left out since [`Self::begin_clause`].
    is_cut: bool,
    /// Postings that were not read of the lists that were read last.
    unread: usize,
    /// What long lists take, bytes as stored, about: what is read of them, and the ids of their others where these are cut by ranges.
    read: u64,
    ranged: u64,
    /// How much more of them may be read for a first page.
    pub(crate) deeper: Depth,
    error: Option<Error>,
}

impl<'a> Dictionary<'a> {
    /// For a query of so many clauses.
    #[inline(never)]
    pub(crate) const fn new(manifest: &'a Manifest, blobs: &'a Blobs, depth: Depth, clauses: usize) -> Self {
        Self {
            manifest,
            blobs,
            needs: Vec::new(),
            lacks: false,
            lost: false,
            most_depth: depth,
            depth,
            clauses: if blobs.is_tiered { clauses } else { 0 },
            leaves_synonyms: false,
            counted: 0,
            counted_before: 0,
            is_cut: false,
            unread: 0,
            read: 0,
            ranged: 0,
            deeper: Depth::DOCUMENTS,
            error: None,
        }
    }

    /// Begins with a clause, of whose lists at least so much is read.
    #[inline(never)]
    pub(crate) fn begin_clause(&mut self, least: Depth) {
        self.is_cut = false;
        self.leaves_synonyms = false;
        self.counted_before = self.counted;
        self.counted = 0;
        self.depth = least.max(self.most_depth);
    }

    /// Begins with what only says how near words stand, for which the best postings are enough unless all are read.
    pub(crate) fn begin_nearness(&mut self) {
        if self.most_depth != Depth::ALL {
            self.depth = Depth::BEST;
        }
    }

    /// Postings that were not read for the documents that were found last.
    pub(crate) const fn unread(&self) -> usize {
        self.unread
    }

    /// Whether the lists of the index have tiers.
    pub(crate) const fn has_tiers(&self) -> bool {
        self.blobs.is_tiered
    }

    /// Whether a word that is being typed is taken for the beginning of a term before it is looked for in pieces, which take rounds and shards: in a
    /// large index, beside other words.
    pub(crate) const fn narrows(&self) -> bool {
        self.clauses > 1
    }

    /// Whether nothing is asked for before it is known that it will be needed: with three words in a large index, of which one is in so
    /// many documents, more likely than not, that there are rounds enough.
    pub(crate) const fn is_heavy(&self) -> bool {
        self.clauses > 2
    }

    /// Whether not all was read of a list that was read for this clause.
    pub(crate) const fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// Says so, or that it does not matter.
    pub(crate) const fn set_cut(&mut self, is_cut: bool) {
        self.is_cut = is_cut;
    }

    /// Begins with a word: what others lack says nothing about it.
    pub(crate) const fn begin_word(&mut self) {
        self.lost = false;
        self.begin_step();
    }

    /// Begins with a step of the plan.
    pub(crate) const fn begin_step(&mut self) {
        self.lacks = false;
    }

    /// Whether a blob was not there in this step, so that it is not known how much there is to find.
    pub(crate) const fn needs_more(&self) -> bool {
        self.lacks
    }

    /// Whether a blob was not there that can be had.
    pub(crate) const fn is_waiting(&self) -> bool {
        !self.needs.is_empty()
    }

    /// Whether what the word may be cannot be known, since a blob for it cannot be had.
    pub(crate) const fn has_lost(&self) -> bool {
        self.lost
    }

    /// Whether the code of the secondary module may be called.
    pub(crate) fn has_secondary(&mut self) -> bool {
        let has = self.blobs.has_secondary(&mut self.needs);
        self.lack(!has, Blob::Secondary);
        has
    }

    fn lack(&mut self, lacks: bool, blob: Blob) {
        self.lacks |= lacks;
        self.lost |= lacks && !self.needs.contains(&blob);
    }

    /// What was found, or the blobs that were missing.
    ///
    /// # Errors
    /// When a shard was malformed.
    pub(crate) fn answer<T>(self, found: T) -> Result<Step<T>, Error> {
        match self.error {
            Some(error) => Err(error),
            None if self.needs.is_empty() => Ok(Step::Answer(found)),
            None => Ok(Step::Need(self.needs)),
        }
    }

    /// Postings of the whole index.
    pub(crate) const fn postings(&self) -> u64 {
        self.manifest.statistics.counts.postings
    }

    /// Keys of the terms that most documents hold and that begin with a key, if they were prepared.
    pub(crate) fn completions(&mut self, key: &[u8]) -> Option<Vec<&'a [u8]>> {
        let completions = self.blobs.prepared_for(self.manifest, key, &mut self.needs)?.completions(key);
        self.note(completions.as_ref().map(|_| ()).map_err(|error| *error));
        completions.ok().flatten()
    }

    /// The term with exactly this key.
    pub(crate) fn term(&mut self, key: &[u8]) -> Option<Term> {
        let shard = self.manifest.shard_of(key)?;
        Some(Term { shard, ordinal: self.shard(shard)?.get(key)? })
    }

    /// The term with this key, if a document holds it.
    pub(crate) fn held(&mut self, key: &[u8]) -> Option<Term> {
        self.term(key).filter(|term| self.document_frequency(*term) > 0)
    }

    /// Adds the term with exactly this key to `terms`.
    pub(crate) fn add_term(&mut self, key: &[u8], terms: &mut Vec<Term>) {
        if let Some(term) = self.term(key) {
            terms.push(term);
        }
    }

    /// Adds the term with this key to `terms`, if a document holds it.
    pub(crate) fn add_held(&mut self, key: &[u8], terms: &mut Vec<Term>) {
        if let Some(term) = self.held(key) {
            terms.push(term);
        }
    }

    /// The terms whose keys start with `prefix` and are longer, a range a shard.
    pub(crate) fn longer(&mut self, prefix: &[u8]) -> Vec<TermRange> {
        self.ranges(prefix, Depth::BEST)
    }

    /// The same where a word is being typed. Beside other words in a large index a beginning of very many terms has a list of its own,
    /// which is read for all of them; while it is not known whether there is one, nothing else is asked for.
    pub(crate) fn beginning(&mut self, prefix: &[u8]) -> Vec<TermRange> {
        self.ranges(prefix, if self.narrows() { Depth::ALL } else { Depth::BEST })
    }

    /// The same, where so much of lists is read that there may be one of all.
    #[inline(never)]
    fn ranges(&mut self, prefix: &[u8], below: Depth) -> Vec<TermRange> {
        let may_be_one = self.depth < below;
        let mut ranges = Vec::new();
        let shards = self.manifest.shards_with_prefix(prefix);
        let mut waits = may_be_one && shards.len() > FEW_SHARDS;
        for shard in shards {
            let Some(terms) = self.shard(shard) else {
                if waits && self.is_waiting() {
                    break;
                }
                continue;
            };
            waits = false;
            if may_be_one && let Some(own) = self.own_list(terms, prefix) {
                ranges.push((shard, own..own + 1));
                break;
            }
            let mut range = terms.prefix(prefix);
            if terms.get(prefix) == Some(range.start) {
                range.start += 1;
            }
            if !range.is_empty() {
                ranges.push((shard, range));
            }
        }
        ranges
    }

    /// The list that a beginning has in its shard.
    #[inline(never)]
    fn own_list(&mut self, terms: &TermShard, key: &[u8]) -> Option<TermOrdinal> {
        let beginning = terms.beginning(key)?;
        self.deepen(terms.apart(beginning));
        Some(beginning)
    }

    /// Adds the first terms whose keys start with `prefix` and are longer to `terms`; how many there are.
    pub(crate) fn add_longer(&mut self, prefix: &[u8], terms: &mut Vec<Term>) -> usize {
        let mut count = 0;
        for (shard, range) in self.longer(prefix) {
            for ordinal in range.take(MANY - count) {
                terms.push(Term { shard, ordinal });
                count += 1;
            }
        }
        count
    }

    /// Calls `found` with the key of every term that is accepted and whose key starts with `start`; see
    /// [`TermShard::search`].
    pub(crate) fn search(
        &mut self,
        start: &[u8],
        accepts: &mut dyn FnMut(usize, u8) -> Option<bool>,
        found: &mut dyn FnMut(&[u8], Term),
    ) {
        for shard in self.manifest.shards_with_prefix(start) {
            let first = self.manifest.shards.get(shard).map(|shard| shard.first_key.as_slice());
            let next = self.manifest.shards.get(shard + 1).map(|shard| shard.first_key.as_slice());
            if automaton::reaches(accepts, 0, first, next)
                && let Some(terms) = self.shard(shard)
            {
                terms.search(accepts, &mut |key, ordinal| found(key, Term { shard, ordinal }));
            }
        }
    }

    /// Adds the inflected forms of the word that a term is a form of to `others`, without the term itself.
    pub(crate) fn add_forms(&mut self, term: Term, others: &mut Vec<Term>) {
        self.add_group(term, true, others);
    }

    /// Adds the words that have the stem of a term and are no inflected forms of it to `others`.
    pub(crate) fn add_derived(&mut self, term: Term, others: &mut Vec<Term>) {
        self.add_group(term, false, others);
    }

    /// Adds the other terms of a term's group, those that are inflected forms of it or those that are not.
    fn add_group(&mut self, term: Term, inflected: bool, others: &mut Vec<Term>) {
        let Some(terms) = self.shard(term.shard) else { return };
        let (members, has_derived) = terms.group(term.ordinal);
        let mut forms = Vec::new();
        if has_derived {
            let text = keyseek_text::decode(&self.key(term));
            for form in english::forms(&text) {
                self.add_term(&key(&form), &mut forms);
            }
        }
        for ordinal in members {
            let other = Term { shard: term.shard, ordinal: *ordinal };
            let is_form = !has_derived || forms.contains(&other);
            if other != term && is_form == inflected {
                others.push(other);
            }
        }
    }

    /// Keys of the synonyms of a term.
    pub(crate) fn synonyms(&mut self, term: Term) -> Vec<&'a [u8]> {
        self.shard(term.shard).map(|terms| terms.synonyms(term.ordinal)).unwrap_or_default()
    }

    /// The key of a term.
    pub(crate) fn key(&mut self, term: Term) -> Vec<u8> {
        self.shard(term.shard).and_then(|terms| terms.key(term.ordinal)).unwrap_or_default()
    }

    /// In how many documents a term occurs.
    pub(crate) fn document_frequency(&mut self, term: Term) -> u32 {
        self.shard(term.shard).map_or(0, |terms| terms.document_frequency(term.ordinal))
    }

    /// Has the shards of what the word with this key has synonyms in supplied in the same round as its own.
    pub(crate) fn expect_synonyms(&mut self, key: &[u8]) {
        let hash = word_hash(key);
        for (at, shard) in self.manifest.shards.iter().enumerate() {
            if shard.synonyms_of.contains(&hash) {
                self.blobs.terms(at, &mut self.needs);
            }
        }
    }

    /// Has the positions of the terms near `key` supplied in the same round as their shard; so many that nearness may not be asked
    /// of them only where they are `certain` to be used.
    pub(crate) fn expect_places(&mut self, key: &[u8], certain: bool) {
        let [_, positions, ..] = &self.manifest.parts;
        if let Some(shard) = self.manifest.shard_of(key)
            && (certain || positions.get(shard).is_some_and(|part| part.bytes < MANY_PLACES))
        {
            self.blobs.positions(shard, &mut self.needs);
        }
    }

    fn shard(&mut self, shard: usize) -> Option<&'a TermShard> {
        let terms = self.blobs.terms(shard, &mut self.needs);
        self.lack(terms.is_none(), Blob::Terms(shard));
        terms
    }

    fn note(&mut self, result: Result<(), Error>) {
        if let Err(error) = result {
            self.error.get_or_insert(error);
        }
    }
}
