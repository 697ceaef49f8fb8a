//! The spelling dictionary: terms that many documents hold, of large indexes, see [`keyseek_index::spelling`]. All of it is in the
//! secondary module.

use super::Dictionary;
use crate::automaton;
use crate::blobs::Blob;
use keyseek_index::spelling::SpellingFile;

impl<'a> Dictionary<'a> {
    /// Whether the index has one, and what walks it is there: a word that has no shard may be looked for in pieces before it is.
    #[inline(always)]
    pub(crate) const fn has_spelling(&self) -> bool {
        !self.manifest.spelling.is_empty() && self.blobs.has_secondary
    }

    /// Calls `found` with every key of it that is accepted, and how frequent its term is; see [`SpellingFile::search`].
    #[inline(never)]
    pub(crate) fn search_spelling(
        &mut self,
        accepts: &mut dyn FnMut(usize, u8) -> Option<bool>,
        found: &mut dyn FnMut(&[u8], u32),
    ) {
        let bounds = &self.manifest.spelling;
        for (at, bound) in bounds.iter().enumerate() {
            let next = bounds.get(at + 1).map(Vec::as_slice);
            if automaton::reaches(accepts, 0, Some(bound), next)
                && let Some(file) = self.spelling(at)
            {
                file.search(accepts, found);
            }
        }
    }

    /// Whether it has a key, or what `begins` so.
    #[inline(never)]
    pub(crate) fn is_spelled(&mut self, key: &[u8], begins: bool) -> bool {
        let mut is_there = false;
        let mut accepts = |before: usize, byte: u8| {
            let is_right = key.get(before).map_or(begins, |right| *right == byte);
            is_right.then_some(before + 1 >= key.len())
        };
        self.search_spelling(&mut accepts, &mut |_, _| is_there = true);
        is_there
    }

    #[inline(never)]
    fn spelling(&mut self, at: usize) -> Option<&'a SpellingFile> {
        let file = self.blobs.spelling(at, &mut self.needs);
        self.lack(file.is_none(), Blob::Spelling(at));
        file
    }
}
