//! What large indexes have beside: ranges of blocks, tiers of long lists, and a spelling dictionary. All of it is in the secondary module,
//! and so is what opens other files that only that reads.

use super::{Blob, Blobs, Content};
use keyseek_index::Error;
use keyseek_index::columns::Column;
use keyseek_index::manifest::Manifest;
use keyseek_index::positions::PositionFile;
use keyseek_index::similar::SimilarFile;
use keyseek_index::spelling::SpellingFile;
use keyseek_index::terms::TermShard;
use keyseek_index::tiers::{TierContent, TierFile};

/// Opens a column, or a file of similar documents, of the spelling dictionary or of long lists.
#[inline(never)]
pub(super) fn open(manifest: &Manifest, blob: Blob, file: &[u8]) -> Result<Content, Error> {
    let documents = manifest.statistics.documents;
    Ok(match blob {
        Blob::Column(at) => {
            let kind = manifest.columns.get(at).map(|entry| entry.kind).unwrap_or_default();
            Content::Column(Column::open(file, kind, documents)?)
        }
        Blob::Similar(_) => Content::Similar(SimilarFile::open(file, documents)?),
        Blob::Spelling(_) => Content::Spelling(SpellingFile::open(file)?),
        _ => Content::Tier(TierContent::open(file)?),
    })
}

impl Blobs {
    /// The postings of a tier, by the place of their file, or their name among the `needs`.
    #[inline(never)]
    pub(crate) fn tier(&self, at: usize, needs: &mut Vec<Blob>) -> Option<&TierFile> {
        match self.get(Blob::Tier(at), needs)? {
            Content::Tier(TierContent::Postings(tier)) => Some(tier),
            _ => None,
        }
    }

    /// The positions of a tier, by the place of their file, or their name among the `needs`.
    #[inline(never)]
    pub(crate) fn tier_positions(&self, at: usize, needs: &mut Vec<Blob>) -> Option<&PositionFile> {
        match self.get(Blob::Tier(at), needs)? {
            Content::Tier(TierContent::Positions(positions)) => Some(positions),
            _ => None,
        }
    }

    /// A file of the spelling dictionary, by its place in the manifest, or its name among the `needs`.
    #[inline(never)]
    pub(crate) fn spelling(&self, at: usize, needs: &mut Vec<Blob>) -> Option<&SpellingFile> {
        match self.get(Blob::Spelling(at), needs)? {
            Content::Spelling(file) => Some(file),
            _ => None,
        }
    }

    #[inline(never)]
    pub(super) fn slot_of_tier(&self, at: usize) -> Option<usize> {
        self.tiers.iter().find_map(|(first, start, count)| {
            let at = at.checked_sub(*first).filter(|at| at < count)?;
            Some(start + at)
        })
    }

    /// Takes where the tiers of a shard are, and makes places for them, once.
    #[inline(never)]
    pub(super) fn place_tiers(
        &mut self,
        manifest: &mut Manifest,
        shard: usize,
        terms: &TermShard,
    ) -> Result<(), Error> {
        let parts = terms.tier_parts();
        manifest.place_tiers(shard, parts)?;
        let (first, count) = (manifest.first_tier_file(shard), parts.len());
        if count > 0 && self.slot_of_tier(first).is_none() {
            self.tiers.push((first, self.slots.len(), count));
            for _ in 0..count {
                self.slots.push(None);
            }
        }
        Ok(())
    }

    /// Whether it is known where a block is; if not, what says so is among the `needs`.
    #[inline(never)]
    pub(super) fn has_range(&self, manifest: &Manifest, block: usize, needs: &mut Vec<Blob>) -> bool {
        manifest.range_of(block).is_some_and(|range| self.get(Blob::Range(range), needs).is_some())
    }
}
