//! Where the tiers of long lists are, as the shards say that they stand apart from.

use super::{Manifest, StoredPart};
use crate::Error;

impl Manifest {
    /// Whether there are any.
    pub fn has_tiers(&self) -> bool {
        self.shards.iter().any(|shard| shard.tiers > 0)
    }

    /// The place of the first file of a shard's tiers among those of all: each has one of postings, and then one of positions.
    #[inline(never)]
    pub fn first_tier(&self, shard: usize) -> usize {
        let before = self.shards.iter().take(shard);
        before.fold(0, |files: usize, shard| files.saturating_add(2 * shard.tiers as usize))
    }

    /// Takes where the files of a shard's tiers are.
    ///
    /// # Errors
    /// When these are not as many as the manifest says.
    #[inline(never)]
    pub fn place_tiers(&mut self, shard: usize, parts: &[StoredPart]) -> Result<(), Error> {
        let first = self.first_tier(shard);
        if self.first_tier(shard + 1) - first != parts.len() {
            return Err(Error::malformed(
                "term shard",
                "it has another number of tiers than the manifest says",
            ));
        }
        if !parts.is_empty() {
            self.tiers.retain(|(other, _)| *other != first);
            self.tiers.push((first, parts.to_vec()));
        }
        Ok(())
    }

    /// Where a file of a tier is, by its place among those of all; none of a shard that was not opened.
    #[inline(never)]
    pub fn tier(&self, at: usize) -> Option<&StoredPart> {
        self.tiers.iter().find_map(|(first, parts)| parts.get(at.checked_sub(*first)?))
    }
}
