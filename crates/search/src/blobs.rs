//! Blobs: what is stored apart and the engine works on, by what they hold, those that it has and those that cannot be had.

mod large;

use crate::order;
use keyseek_index::columns::Column;
use keyseek_index::documents::{DocumentBlock, StoredDocument};
use keyseek_index::frame::Kind;
use keyseek_index::manifest::{Manifest, PART_KINDS, StoredPart};
use keyseek_index::positions::PositionFile;
use keyseek_index::prepared::PreparedFile;
use keyseek_index::similar::SimilarFile;
use keyseek_index::spelling::SpellingFile;
use keyseek_index::terms::TermShard;
use keyseek_index::tiers::TierContent;
use keyseek_index::{DocId, Error};
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// A file of the index that a search may need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Blob {
    /// A term shard, by its place in the manifest.
    Terms(usize),
    /// The positions of a term shard, by the shard's place in the manifest.
    Positions(usize),
    /// A document block, by its place in the manifest.
    Documents(usize),
    /// A column, by its place in the manifest.
    Column(usize),
    /// A file of similar documents, by its place in the manifest.
    Similar(usize),
    /// A file of prepared answers, by its place in the manifest.
    Prepared(usize),
    /// Where the blocks of a range of documents are, by its place in the manifest.
    Range(usize),
    /// A file of the spelling dictionary, by its place in the manifest.
    Spelling(usize),
    /// A file of lists that stand apart, by its place among those of all, see [`Manifest::first_tier_file`].
    Tier(usize),
    /// No file of the index but code that few searches need, which the browser loads as a second module: what
    /// `scripts/wasm/split.mjs` lists. It is there unless [`crate::Engine::lack_secondary`] was called.
    Secondary,
}

/// What stands for the name of a file where [`Blob::Secondary`] is needed.
pub(crate) const SECONDARY: &str = "secondary";

/// What a blob holds.
#[derive(Debug)]
enum Content {
    Terms(TermShard),
    Positions(PositionFile),
    Documents(DocumentBlock),
    Column(Column),
    Similar(SimilarFile),
    Prepared(PreparedFile),
    /// What it says stands in the manifest.
    Range,
    Spelling(SpellingFile),
    Tier(TierContent),
}

/// A blob that was supplied.
#[derive(Debug)]
struct Held {
    content: Content,
    /// Length of its file, inflated.
    bytes: usize,
    /// The turn in which it was last asked for.
    used: AtomicU32,
}

/// The blobs that were supplied and not let go since.
#[derive(Debug)]
pub(crate) struct Blobs {
    /// Kind by kind; then the tiers of each shard that was opened.
    slots: Vec<Option<Box<Held>>>,
    /// Where the slots of each kind end.
    ends: [usize; PART_KINDS.len()],
    /// Of the shards that were opened the first file of its tiers, where their slots begin, and how many there are.
    tiers: Vec<(usize, usize, usize)>,
    /// Those that cannot be had.
    missing: Vec<Blob>,
    /// Whether the code of the secondary module is there.
    pub(crate) has_secondary: bool,
    /// Whether the index is a large one, whose lists may have tiers and which has a spelling dictionary: without that code there is
    /// nothing then.
    pub(crate) is_tiered: bool,
    /// Counts how often [`Self::trim`] was called.
    turn: u32,
}

impl Blobs {
    /// None supplied yet.
    pub(crate) fn new(manifest: &Manifest) -> Self {
        let mut end = 0;
        let mut ends = [0; PART_KINDS.len()];
        for (into, parts) in ends.iter_mut().zip(&manifest.parts) {
            end += parts.len();
            *into = end;
        }
        let mut slots = Vec::with_capacity(end);
        for _ in 0..end {
            slots.push(None);
        }
        Self {
            slots,
            ends,
            tiers: Vec::new(),
            missing: Vec::new(),
            has_secondary: true,
            is_tiered: !manifest.spelling.is_empty(),
            turn: 0,
        }
    }

    /// Where a blob is kept; none for one that the manifest does not list.
    fn slot(&self, blob: Blob) -> Option<usize> {
        if let Blob::Tier(at) = blob {
            return self.slot_of_tier(at);
        }
        let (kind, at) = place(blob)?;
        let start = if kind == 0 { 0 } else { *self.ends.get(kind - 1)? };
        let slot = start.checked_add(at)?;
        (slot < *self.ends.get(kind)?).then_some(slot)
    }

    /// Until it is supplied, the code of the secondary module is not called.
    pub(crate) const fn lack_secondary(&mut self) {
        self.has_secondary = false;
    }

    /// Whether the code of the secondary module may be called; where it may not, it is among the `needs` unless it is missing.
    pub(crate) fn has_secondary(&self, needs: &mut Vec<Blob>) -> bool {
        if !self.has_secondary
            && !self.missing.contains(&Blob::Secondary)
            && !needs.contains(&Blob::Secondary)
        {
            needs.push(Blob::Secondary);
        }
        self.has_secondary
    }

    /// Checks and keeps a blob; one that the manifest does not list is ignored, and so is one that only the secondary module
    /// can read while that is not there: it will be asked for again.
    pub(crate) fn supply(&mut self, manifest: &mut Manifest, blob: Blob, file: &[u8]) -> Result<(), Error> {
        self.has_secondary |= blob == Blob::Secondary;
        let Some(slot) = self.slot(blob) else { return Ok(()) };
        let is_secondary = self.is_tiered
            || matches!(blob, Blob::Similar(_) | Blob::Column(_) | Blob::Range(_) | Blob::Spelling(_));
        if is_secondary && !self.has_secondary {
            return Ok(());
        }
        let content = match blob {
            Blob::Terms(at) => {
                let shard = TermShard::open(file)?;
                if self.is_tiered {
                    self.place_tiers(manifest, at, &shard)?;
                }
                Content::Terms(shard)
            }
            Blob::Positions(_) => Content::Positions(PositionFile::open(file)?),
            Blob::Documents(at) => {
                let block = DocumentBlock::open(file)?;
                if manifest.documents_in(at).is_some_and(|documents| documents as usize != block.len()) {
                    let detail = "it holds another number of documents than the manifest says";
                    return Err(Error::malformed("document block", detail));
                }
                Content::Documents(block)
            }
            Blob::Prepared(_) => Content::Prepared(PreparedFile::open(file)?),
            Blob::Range(at) => {
                manifest.open_range(at, file)?;
                Content::Range
            }
            Blob::Column(_) | Blob::Similar(_) | Blob::Spelling(_) | Blob::Tier(_) => {
                large::open(manifest, blob, file)?
            }
            Blob::Secondary => return Ok(()),
        };
        if let Some(slot) = self.slots.get_mut(slot) {
            *slot = Some(Box::new(Held { content, bytes: file.len(), used: AtomicU32::new(self.turn) }));
        }
        Ok(())
    }

    /// Says which blobs cannot be had, whether they are held or not: until this is said anew, they are neither needed nor
    /// given.
    pub(crate) fn go_without(&mut self, missing: Vec<Blob>) {
        self.missing = missing;
    }

    /// Lets go of the blobs that were not asked for since the longest time, until files of at most so many bytes are held.
    pub(crate) fn trim(&mut self, most: usize) {
        let mut bytes = 0;
        let mut held = Vec::new();
        for (slot, one) in (0u64..).zip(&self.slots) {
            if let Some(one) = one {
                bytes += one.bytes;
                held.push(u64::from(one.used.load(Relaxed)) << 32 | slot);
            }
        }
        order::sort(&mut held);
        for key in held {
            if bytes <= most {
                break;
            }
            let slot = self.slots.get_mut(key as u32 as usize);
            bytes -= slot.and_then(Option::take).map_or(0, |one| one.bytes);
        }
        self.turn = self.turn.wrapping_add(1);
    }

    /// What a blob holds, or its name among the `needs`; neither when it is missing.
    fn get(&self, blob: Blob, needs: &mut Vec<Blob>) -> Option<&Content> {
        let slot = self.slot(blob)?;
        if self.missing.contains(&blob) || self.is_tiered && self.missing.contains(&Blob::Secondary) {
            return None;
        }
        let Some(held) = self.slots.get(slot)? else {
            if !needs.contains(&blob) {
                needs.push(blob);
            }
            return None;
        };
        held.used.store(self.turn, Relaxed);
        Some(&held.content)
    }

    /// A term shard, or its name among the `needs`.
    pub(crate) fn terms(&self, shard: usize, needs: &mut Vec<Blob>) -> Option<&TermShard> {
        match self.get(Blob::Terms(shard), needs)? {
            Content::Terms(terms) => Some(terms),
            _ => None,
        }
    }

    /// The positions of a term shard, or their name among the `needs`.
    pub(crate) fn positions(&self, shard: usize, needs: &mut Vec<Blob>) -> Option<&PositionFile> {
        match self.get(Blob::Positions(shard), needs)? {
            Content::Positions(positions) => Some(positions),
            _ => None,
        }
    }

    /// A file of similar documents, or its name among the `needs`.
    pub(crate) fn similar(&self, at: usize, needs: &mut Vec<Blob>) -> Option<&SimilarFile> {
        match self.get(Blob::Similar(at), needs)? {
            Content::Similar(similar) => Some(similar),
            _ => None,
        }
    }

    /// The file of prepared answers for the beginning of a word, or its name among the `needs`.
    pub(crate) fn prepared_for(
        &self,
        manifest: &Manifest,
        key: &[u8],
        needs: &mut Vec<Blob>,
    ) -> Option<&PreparedFile> {
        match self.get(Blob::Prepared(manifest.prepared_for(key)?), needs)? {
            Content::Prepared(prepared) => Some(prepared),
            _ => None,
        }
    }

    /// A column, or its name among the `needs`.
    pub(crate) fn column(&self, at: usize, needs: &mut Vec<Blob>) -> Option<&Column> {
        match self.get(Blob::Column(at), needs)? {
            Content::Column(column) => Some(column),
            _ => None,
        }
    }

    /// A document, or the name of its block among the `needs`.
    pub(crate) fn document(
        &self,
        manifest: &Manifest,
        doc: DocId,
        needs: &mut Vec<Blob>,
    ) -> Option<&StoredDocument> {
        let (block, at) = manifest.block_of(doc)?;
        if manifest.has_ranges() && !(self.has_secondary && self.has_range(manifest, block, needs)) {
            return None;
        }
        match self.get(Blob::Documents(block), needs)? {
            Content::Documents(block) => block.get(at),
            _ => None,
        }
    }
}

/// Kind of a blob, as a place in [`PART_KINDS`], and its place among those; none for what is no part of the index.
const fn place(blob: Blob) -> Option<(usize, usize)> {
    Some(match blob {
        Blob::Terms(at) => (0, at),
        Blob::Positions(at) => (1, at),
        Blob::Documents(at) => (2, at),
        Blob::Column(at) => (3, at),
        Blob::Similar(at) => (4, at),
        Blob::Prepared(at) => (5, at),
        Blob::Range(at) => (6, at),
        Blob::Spelling(at) => (7, at),
        Blob::Tier(_) | Blob::Secondary => return None,
    })
}

/// What is stored of a blob, with its kind; none for one that the manifest does not list.
pub(crate) fn part(manifest: &Manifest, blob: Blob) -> Option<(&StoredPart, Kind)> {
    if let Blob::Tier(at) = blob {
        return Some((manifest.tier_file(at)?, Kind::Tier));
    }
    let (kind, at) = place(blob)?;
    Some((manifest.parts.get(kind)?.get(at)?, *PART_KINDS.get(kind)?))
}
