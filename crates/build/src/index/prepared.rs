//! Shards → prepared answers to the beginnings of words that many of them share.

use super::copies::{CopiedParts, Copies};
use super::volumes::Volumes;
use super::{IndexError, files};
use crate::{Progress, Stage};
use keyseek_index::manifest::{Manifest, StoredPart};
use keyseek_index::prepared::{MANY_SHARDS, PreparedAnswer, PreparedWriter};
use keyseek_search::{Blob, Engine, Step};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// Size at which a part is full, bytes before compression, and where each is a file. A search uses one answer of it.
const PART_BYTES: usize = 1 << 10;
const FILE_BYTES: usize = 16 << 10;

/// Prepares answers for an index that has none, given by its manifest, its terms and its positions. Gives the first key of each
/// part that was written, and where it is.
pub(super) fn write(
    manifest: &[u8],
    copies: [Copies; 2],
    memory: usize,
    mut volumes: Volumes<'_>,
    is_in_volumes: bool,
    progress: &dyn Progress,
) -> Result<(Vec<Vec<u8>>, Vec<StoredPart>), IndexError> {
    let [terms, positions] = copies.map(Copies::finish);
    let parts = [terms?, positions?];
    let beginnings = beginnings(&Manifest::open(manifest)?);
    progress.stage(Stage::Prepare, beginnings.len() as u64);
    // Beginnings of one letter share shards.
    let groups: Vec<&[Vec<u8>]> = beginnings.chunk_by(|a, b| a.first() == b.first()).collect();
    let answers: Vec<Vec<(&[u8], PreparedAnswer)>> = groups
        .into_par_iter()
        .map(|group| answers(manifest, group, &parts, memory / rayon::current_num_threads(), progress))
        .collect::<Result<_, _>>()?;
    let part_bytes = if is_in_volumes { PART_BYTES } else { FILE_BYTES };
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
    Ok((first_keys, volumes.finish()?))
}

/// The beginnings of words that many shards share, in ascending order.
fn beginnings(manifest: &Manifest) -> Vec<Vec<u8>> {
    let mut beginnings = BTreeSet::new();
    for shard in &manifest.shards {
        for length in 1..=shard.first_key.len() {
            beginnings.insert(&shard.first_key[..length]);
        }
    }
    let is_shared = |key: &&&[u8]| manifest.shards_with_prefix(key).len() >= MANY_SHARDS;
    beginnings.iter().filter(is_shared).map(|key| key.to_vec()).collect()
}

/// The answers to some beginnings, with `memory` bytes of shards, about.
fn answers<'a>(
    manifest: &[u8],
    beginnings: &'a [Vec<u8>],
    [terms, positions]: &[CopiedParts; 2],
    memory: usize,
    progress: &dyn Progress,
) -> Result<Vec<(&'a [u8], PreparedAnswer)>, IndexError> {
    let mut engine = Engine::open(manifest)?;
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
