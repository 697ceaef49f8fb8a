//! Prepared answers to the beginnings of words that many shards share, see [`keyseek_index::prepared`].
//!
//! What is prepared is what the engine finds, so that a search answers the same with it and without.

use crate::blobs::Blob;
use crate::columns::{Asked, Narrowed};
use crate::engine::{Engine, SearchOptions, Step};
use crate::matches::Needle;
use crate::query::Query;
use crate::ranking::{PAGES, Ranked, Ranking};
use crate::reading::{Reading, Readings};
use crate::settle::Matched;
use crate::suggest;
use keyseek_index::Error;
use keyseek_index::prepared::{PreparedAnswer, PreparedHit, PreparedNeedle};

/// The key of a query that is the beginning of a word and nothing else. What types the same keys but is another text may be read
/// otherwise.
fn beginning(query: &Query) -> Option<&[u8]> {
    let [clause] = query.clauses.as_slice() else { return None };
    let word = clause.plain_word().filter(|word| word.unfinished && word.parts.is_empty())?;
    let is_alone = query.excluded.is_empty() && keyseek_text::decode(&word.key) == word.text;
    is_alone.then_some(word.key.as_slice())
}

impl Engine {
    /// What was prepared for a query, if that is the beginning of a word and no more documents are asked for than are prepared; what
    /// is needed to know that goes among the `needs`.
    pub(crate) fn beginning(
        &self,
        query: &Query,
        options: &SearchOptions,
        needs: &mut Vec<Blob>,
    ) -> Result<Option<Matched>, Error> {
        let is_enough = options.offset.saturating_add(options.limit) <= PAGES;
        if !is_enough || options.readings != Readings::ALL || !options.has_usual_weights() {
            return Ok(None);
        }
        let Some(key) = beginning(query) else { return Ok(None) };
        let Some(file) = self.blobs.prepared_for(&self.manifest, key, needs) else { return Ok(None) };
        let (mut ranked, mut needles) = (Vec::new(), Vec::new());
        let read = file.read(
            key,
            &mut |hit| ranked.push(Ranked::new(hit.doc, hit.score, Reading::of_number(hit.reading))),
            &mut |PreparedNeedle { key, reading, starts }| {
                needles.push(Needle { key: key.to_vec(), starts, reading: Reading::of_number(reading) });
            },
        )?;
        let (total, is_cut) = read.unwrap_or_default();
        let ranking = Ranking::of_all(ranked, total as usize);
        Ok((total > 0).then(|| Matched::of(ranking, needles, is_cut)))
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
        let options = SearchOptions { limit: PAGES, ..SearchOptions::default() };
        let asked = Asked { manifest: &self.manifest, blobs: &self.blobs, options: &options };
        let mut needs = Vec::new();
        let Some(found) = self.settle(&query, &asked, &mut Narrowed::default(), &mut needs)? else {
            return Ok(Step::Need(needs));
        };
        let is_cut = found.is_cut();
        let Ranking { ranked, total, .. } = found.ranking;
        if total == 0 || !found.words.corrections.is_empty() {
            return Ok(Step::Answer(None));
        }
        let hits = ranked.iter();
        let needles = found.words.clauses.into_iter().flat_map(|clause| clause.needles);
        let answer = PreparedAnswer {
            total: total as u32,
            is_cut,
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
