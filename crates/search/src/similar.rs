//! Similar documents: what to read next, from the lists that the builder made.

use crate::answer::Hit;
use crate::blobs::Blob;
use crate::engine::{Engine, Step};
use crate::ranking::Ranked;
use crate::reading::Reading;
use crate::snippet::Scanner;
use keyseek_index::Error;
use keyseek_index::similar::{SimilarFile, hash};

impl Engine {
    /// The documents most like the one with this address, the most alike first; none when the index does not hold it. Their
    /// scores say how alike they are, 1 for the same text; their snippets are the openings of their texts.
    ///
    /// # Errors
    /// When a supplied file turns out to be malformed.
    pub fn similar(&self, url: &str, limit: usize) -> Result<Step<Vec<Hit>>, Error> {
        let hash = hash(url);
        let Some(file) = self.manifest.similar_of(hash) else { return Ok(Step::Answer(Vec::new())) };
        let mut needs = Vec::new();
        let mut hits = Vec::new();
        let can_read = self.blobs.has_secondary(&mut needs);
        // Asked for together with the module that reads it.
        if (can_read || !needs.is_empty())
            && let Some(similar) = self.blobs.similar(file, &mut needs)
        {
            hits = self.listed(similar, hash, limit, &mut needs);
        }
        Ok(if needs.is_empty() { Step::Answer(hits) } else { Step::Need(needs) })
    }

    /// The first documents of a list.
    #[inline(never)]
    fn listed(&self, similar: &SimilarFile, hash: u64, limit: usize, needs: &mut Vec<Blob>) -> Vec<Hit> {
        let scanner = Scanner::new(&[]);
        let mut hits = Vec::new();
        for one in similar.get(hash).unwrap_or_default().iter().take(limit) {
            if let Some(document) = self.blobs.document(&self.manifest, one.doc, needs)
                && needs.is_empty()
            {
                let score = f32::from(one.likeness) / 255.0;
                hits.push(Hit::of(&Ranked::new(one.doc, score, Reading::Exact), document, &scanner));
            }
        }
        hits
    }
}
