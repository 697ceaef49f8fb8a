//! Where the lists are that stand apart, as the shards say that they belong to.

use super::{Manifest, StoredPart};
use crate::Error;
use crate::norms::{DocumentNorms, length};

impl Manifest {
    /// The place of the first file of a shard's lists among those of all.
    #[inline(never)]
    pub fn first_tier_file(&self, shard: usize) -> usize {
        let before = self.shards.iter().take(shard);
        before.fold(0, |files: usize, shard| files.saturating_add(shard.tier_files as usize))
    }

    /// Takes where the files of a shard's lists are.
    ///
    /// # Errors
    /// When these are not as many as the manifest says.
    #[inline(never)]
    pub fn place_tiers(&mut self, shard: usize, parts: &[StoredPart]) -> Result<(), Error> {
        let first = self.first_tier_file(shard);
        if self.first_tier_file(shard + 1) - first != parts.len() {
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

    /// Where a file is, by its place among those of all; none of a shard that was not opened.
    #[inline(never)]
    pub fn tier_file(&self, at: usize) -> Option<&StoredPart> {
        self.tiers.iter().find_map(|(first, parts)| parts.get(at.checked_sub(*first)?))
    }

    /// What stands for the norms of a document of which only the id was read: a body of average length.
    #[inline(never)]
    pub fn average_norms(&self) -> DocumentNorms {
        let [.., words] = self.statistics.field_words;
        let average = words / u64::from(self.statistics.documents.max(1));
        let norm = (0..=u8::MAX).find(|norm| u64::from(length(*norm)) >= average);
        DocumentNorms([0, 0, 0, norm.unwrap_or_default()])
    }
}
