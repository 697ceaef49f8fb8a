//! Prepared answers to the beginnings of words that many shards share, see [`keyseek_index::prepared`].
//!
//! What is prepared is what the engine finds, so that a search answers the same with it and without.

use crate::blobs::Blob;
use crate::engine::{Engine, SearchOptions, Step};
use crate::matches::Needle;
use crate::query::Query;
use crate::ranking::{Ranked, Ranking, Weights};
use crate::reading::{Reading, Readings};
use crate::suggest;
use keyseek_index::Error;
use keyseek_index::prepared::{PreparedAnswer, PreparedHit, PreparedNeedle};

/// Documents that a prepared answer has: two pages of hits.
const HITS: usize = 20;

/// The key of a query that is the beginning of a word and nothing else. What types the same keys but is another text may be read
/// otherwise.
fn beginning(query: &Query) -> Option<&[u8]> {
    let [clause] = query.clauses.as_slice() else { return None };
    let word = clause.plain_word().filter(|word| word.unfinished && word.parts.is_empty())?;
    let is_alone = query.excluded.is_empty() && keyseek_text::decode(&word.key) == word.text;
    is_alone.then_some(word.key.as_slice())
}

/// What was prepared for a beginning.
#[derive(Debug)]
pub(crate) struct Beginning {
    /// The documents that are found.
    pub(crate) ranking: Ranking,
    /// What is marked in their texts.
    pub(crate) needles: Vec<Needle>,
}

impl Engine {
    /// What was prepared for a query, if that is the beginning of a word and no more documents are asked for than are prepared; what
    /// is needed to know that goes among the `needs`.
    pub(crate) fn beginning(
        &self,
        query: &Query,
        options: &SearchOptions,
        needs: &mut Vec<Blob>,
    ) -> Result<Option<Beginning>, Error> {
        let is_enough = options.offset.saturating_add(options.limit) <= HITS;
        if !is_enough || options.readings != Readings::ALL || options.weights != Weights::default() {
            return Ok(None);
        }
        let Some(key) = beginning(query) else { return Ok(None) };
        let Some(file) = self.blobs.prepared_for(&self.manifest, key, needs) else { return Ok(None) };
        let (mut ranked, mut needles) = (Vec::new(), Vec::new());
        let total = file.read(
            key,
            &mut |hit| ranked.push(Ranked::new(hit.doc, hit.score, Reading::of_number(hit.reading))),
            &mut |PreparedNeedle { key, reading, starts }| {
                needles.push(Needle { key: key.to_vec(), starts, reading: Reading::of_number(reading) });
            },
        )?;
        let total = total.unwrap_or_default() as usize;
        Ok((total > 0).then_some(Beginning { ranking: Ranking { ranked, total }, needles }))
    }

    /// Prepares the answer to a beginning by its key; none where that is no beginning of a word, or nothing is found. The index
    /// must be one without prepared answers.
    ///
    /// # Errors
    /// When a supplied file turns out to be malformed.
    pub fn prepare(&self, key: &[u8]) -> Result<Step<Option<PreparedAnswer>>, Error> {
        let query = Query::parse(&keyseek_text::decode(key));
        if beginning(&query) != Some(key) {
            return Ok(Step::Answer(None));
        }
        let SearchOptions { readings, weights, .. } = SearchOptions::default();
        let found = match self.find(&query, readings, &weights, &mut |_, _, _| ())? {
            Step::Answer(found) => found,
            Step::Need(needs) => return Ok(Step::Need(needs)),
        };
        let Ranking { ranked, total } = self.ranked(&query, &found.candidates(&query), &weights, false, HITS);
        if total == 0 || !found.words.corrections.is_empty() {
            return Ok(Step::Answer(None));
        }
        let hits = ranked.iter();
        let needles = found.words.clauses.into_iter().flat_map(|clause| clause.needles);
        let answer = PreparedAnswer {
            total: total as u32,
            hits: hits
                .map(|one| PreparedHit { doc: one.doc, reading: one.reading as u8, score: one.score })
                .collect(),
            needles: needles.map(|one| (one.key, one.reading as u8, one.starts)).collect(),
            completions: Vec::new(),
        };
        Ok(match suggest::prepare(self, key)? {
            Step::Answer(completions) => Step::Answer(Some(PreparedAnswer { completions, ..answer })),
            Step::Need(needs) => Step::Need(needs),
        })
    }
}
