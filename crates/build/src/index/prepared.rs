//! Shards → prepared answers to the beginnings of words that much begins with.

use super::copies::{CopiedParts, Copies};
use super::volumes::Volumes;
use super::{IndexError, IndexOptions, files, sizes};
use crate::{Progress, Stage};
use keyseek_index::manifest::{Manifest, StoredPart};
use keyseek_index::prepared::{PreparedAnswer, PreparedWriter};
use keyseek_index::terms::TermShard;
use keyseek_search::{Blob, Engine, Step};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Beginnings that answers are prepared for at most, those with the most bytes: each takes up to a second over a million documents.
const MOST_BEGINNINGS: usize = 2_000;

/// Stored bytes of a posting, about.
const POSTING_BYTES: u64 = 2;

/// Stored bytes of best postings that stand apart, about, that are too many for the beginning of a word.
const MUCH: u64 = 64 << 10;

/// Stored bytes of a shard that may have a term so frequent that it is answered whole.
const FREQUENT: u64 = 32 << 10;

/// What was prepared.
pub(super) struct Prepared {
    /// Bytes of a beginning's term shards from which on its answer is prepared.
    pub(super) from: u64,
    /// The first key of each part.
    pub(super) first_keys: Vec<Vec<u8>>,
    /// Where each part is.
    pub(super) parts: Vec<StoredPart>,
}

/// Prepares answers for an index that has none, given by its manifest's file, its terms and its positions.
pub(super) fn write(
    file: &[u8],
    copies: [Copies; 3],
    options: &IndexOptions,
    mut volumes: Volumes<'_>,
    progress: &dyn Progress,
) -> Result<Prepared, IndexError> {
    let [terms, positions, tiers] = copies.map(Copies::finish);
    let parts = [terms?, positions?, tiers?];
    let manifest = Manifest::open(file)?;
    let (prepared_from, beginnings) = beginnings(&manifest, &parts[0])?;
    let memory = options.memory / 4 / rayon::current_num_threads();
    progress.stage(Stage::Prepare, beginnings.len() as u64);
    // Beginnings of one letter share shards.
    let groups: Vec<&[Vec<u8>]> = beginnings.chunk_by(|a, b| a.first() == b.first()).collect();
    let answers: Vec<Vec<(&[u8], PreparedAnswer)>> = groups
        .into_par_iter()
        .map(|group| answers(file, group, &parts, memory, progress))
        .collect::<Result<_, _>>()?;
    let mut all = PreparedWriter::default();
    answers.iter().flatten().for_each(|(key, answer)| all.add(key, answer));
    let part_bytes = sizes::prepared_part(options, all.size());
    drop(all);
    let mut first_keys: Vec<Vec<u8>> = Vec::new();
    let mut writer = PreparedWriter::default();
    for (key, answer) in answers.iter().flatten() {
        if writer.is_empty() {
            first_keys.push(key.to_vec());
        }
        writer.add(key, answer);
        if writer.size() >= part_bytes {
            volumes.add(&files::deflate(&std::mem::take(&mut writer).finish()))?;
        }
    }
    if !writer.is_empty() {
        volumes.add(&files::deflate(&writer.finish()))?;
    }
    Ok(Prepared { from: prepared_from, first_keys, parts: volumes.finish()? })
}

/// The beginnings of words that answers are prepared for, in ascending order, and how many bytes the shards of each have at least.
fn beginnings(manifest: &Manifest, terms: &CopiedParts) -> Result<(u64, Vec<Vec<u8>>), IndexError> {
    let long_list = manifest.prepared_from.max(FREQUENT) / POSTING_BYTES;
    let mut beginnings = BTreeSet::new();
    let mut add = |key: &[u8]| {
        for length in (1..=key.len()).rev() {
            let start = &key[..length];
            if manifest.bytes_of(start) >= manifest.prepared_from && !beginnings.insert(start.to_vec()) {
                break;
            }
        }
    };
    for (at, (shard, part)) in manifest.shards.iter().zip(&manifest.parts[0]).enumerate() {
        // What begins terms of several shards begins the bound of one.
        add(&shard.first_key);
        if shard.tier_files > 0 {
            let much = begin_much(manifest, &TermShard::open(&terms.get(at)?)?);
            much.iter().for_each(|key| add(key));
        } else if part.bytes >= manifest.prepared_from.max(FREQUENT) {
            let shard = TermShard::open(&terms.get(at)?)?;
            // A form of a word is answered with the others.
            let is_long = |term: &u32| {
                let forms = shard.group(*term).0.iter().filter(|form| *form != term);
                let postings = |term| u64::from(shard.document_frequency(term));
                postings(*term) + forms.map(|form| postings(*form)).sum::<u64>() >= long_list
            };
            (0..shard.len()).filter(is_long).filter_map(|term| shard.key(term)).for_each(|key| add(&key));
        }
    }
    let mut sizes: Vec<u64> = beginnings.iter().map(|key| manifest.bytes_of(key)).collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    let from = sizes.get(MOST_BEGINNINGS).map_or(manifest.prepared_from, |bytes| bytes + 1);
    beginnings.retain(|key| manifest.bytes_of(key) >= from);
    Ok((from, beginnings.into_iter().collect()))
}

/// The beginnings of terms of one shard alone that very long lists belong to.
fn begin_much(manifest: &Manifest, shard: &TermShard) -> Vec<Vec<u8>> {
    let mut postings: BTreeMap<Vec<u8>, u64> = BTreeMap::new();
    for term in 0..shard.len() {
        let best = shard.apart(term).best;
        let (true, Some(key)) = (best > 0, shard.key(term)) else { continue };
        let of_one = (1..=key.len()).rev().map(|length| &key[..length]);
        for start in of_one.take_while(|start| manifest.shards_with_prefix(start).len() == 1) {
            *postings.entry(start.to_vec()).or_default() += u64::from(best);
        }
    }
    postings
        .into_iter()
        .filter(|(_, postings)| postings * POSTING_BYTES >= MUCH)
        .map(|(start, _)| start)
        .collect()
}

/// The answers to some beginnings, with `memory` bytes of shards, about.
fn answers<'a>(
    file: &[u8],
    beginnings: &'a [Vec<u8>],
    [terms, positions, tiers]: &[CopiedParts; 3],
    memory: usize,
    progress: &dyn Progress,
) -> Result<Vec<(&'a [u8], PreparedAnswer)>, IndexError> {
    let mut engine = Engine::open(file)?;
    let mut answers = Vec::new();
    for key in beginnings {
        loop {
            match engine.prepare(key)? {
                Step::Answer(answer) => {
                    answers.extend(answer.map(|answer| (key.as_slice(), answer)));
                    break;
                }
                Step::Need(blobs) => {
                    for blob in blobs {
                        match blob {
                            Blob::Terms(at) => engine.supply(blob, &terms.get(at)?)?,
                            Blob::Positions(at) => engine.supply(blob, &positions.get(at)?)?,
                            Blob::Tier(at) => engine.supply(blob, &tiers.get(at)?)?,
                            _ => unreachable!("{blob:?} is not needed to find documents"),
                        }
                    }
                }
            }
        }
        engine.trim(memory);
        progress.advance(1);
    }
    Ok(answers)
}
