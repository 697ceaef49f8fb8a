//! Terms → shard files.

use super::apart::Apart;
use super::beginnings::Beginning;
use super::copies::Copies;
use super::files;
use super::lexicon::Term;
use super::tiers::Tiering;
use super::vocabulary::OccurrenceLists;
use super::volumes::Volumes;
use super::{IndexError, Sink, similar};
use crate::Progress;
use keyseek_index::frame::Kind;
use keyseek_index::manifest::{StoredPart, TermShardEntry, word_hash};
use keyseek_index::norms::Norms;
use keyseek_index::terms::{Counts, TermOrdinal, TermShardWriter};
use keyseek_index::tiers::Lists;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Bytes, as estimated, of the shards that are written at a time: what they tell of similar documents is held until then.
const BATCH: usize = 4 << 20;

/// Cuts sorted terms into runs that each fill a shard of about `shard_bytes`. A group of inflected forms is never cut.
/// Lists of more than `apart` postings take nothing of it.
pub(super) fn cut(terms: &[Term], shard_bytes: usize, apart: usize) -> Vec<&[Term]> {
    let mut last_members = HashMap::new();
    for (at, group) in terms.iter().enumerate().filter_map(|(at, term)| Some((at, term.group?))) {
        last_members.insert(group.number, at);
    }
    let mut shards = Vec::new();
    let (mut start, mut size) = (0, 0);
    // No shard may end before this term.
    let mut bound = 0;
    for (at, term) in terms.iter().enumerate() {
        // A term that fills a shard has one of its own: what stands beside it is not loaded for it, nor it for that.
        if estimate(term, apart) >= shard_bytes && start < at && at > bound {
            shards.push(&terms[start..at]);
            (start, size) = (at, 0);
        }
        size += estimate(term, apart);
        if let Some(last) = term.group.and_then(|group| last_members.get(&group.number)) {
            bound = bound.max(*last);
        }
        if size >= shard_bytes && at >= bound {
            shards.push(&terms[start..=at]);
            (start, size) = (at + 1, 0);
        }
    }
    if start < terms.len() {
        shards.push(&terms[start..]);
    }
    shards
}

/// By shard, the hashes of the words of other shards that have synonyms in it, in ascending order.
fn synonyms_of(shards: &[&[Term]]) -> Vec<Vec<u16>> {
    let mut hashes = vec![BTreeSet::new(); shards.len()];
    for (at, terms) in shards.iter().enumerate() {
        for (term, alias) in terms.iter().flat_map(|term| term.aliases.iter().map(move |alias| (term, alias)))
        {
            let shard = shards.partition_point(|terms| terms[0].key <= *alias).saturating_sub(1);
            if shard != at {
                hashes[shard].insert(word_hash(&term.key));
            }
        }
    }
    hashes.into_iter().map(|hashes| hashes.into_iter().collect()).collect()
}

/// What a term adds to its shard, bytes before compression: measured on the stories, a key costs about half of its
/// length in the FST beside two bytes for its ordinal, and an occurrence about two bytes of postings. A list of more than `apart`
/// postings stands elsewhere, for about as many bytes as it says where.
pub(super) fn estimate(term: &Term, apart: usize) -> usize {
    let aliases: usize = term.aliases.iter().map(|alias| alias.len() + 1).sum();
    let list = if term.count > apart { PLACES_BYTES } else { 2 * term.count };
    2 + term.key.len() / 2 + list + aliases
}

/// What a shard says of where a list is that stands apart, bytes.
const PLACES_BYTES: usize = 16;

/// What the shards of an index are made of, beside their terms.
pub(super) struct Making<'a> {
    pub(super) lists: &'a OccurrenceLists,
    /// Norms that are written beside the postings, if any are.
    pub(super) norms: Option<&'a Norms>,
    /// How long lists are cut, if they are.
    pub(super) tiering: Option<&'a Tiering>,
    /// All terms, and the beginnings of these that have lists of their own.
    pub(super) terms: &'a [Term],
    pub(super) beginnings: &'a [Beginning],
    /// Where lists go that stand apart.
    pub(super) sink: &'a dyn Sink,
    /// Bytes of volumes of these.
    pub(super) volume_bytes: usize,
}

/// The shards of an index.
#[derive(Debug, Default)]
pub(super) struct WrittenShards {
    /// As the manifest lists them.
    pub(super) entries: Vec<TermShardEntry>,
    /// Where their terms are, and where their positions.
    pub(super) parts: [Vec<StoredPart>; 2],
    pub(super) counts: Counts,
}

/// Writes and compresses every shard, on all cores, in order, and tells `vectors` which documents each term describes. `tiers` keeps
/// copies of what stands apart.
pub(super) fn write(
    shards: &[&[Term]],
    making: &Making<'_>,
    vectors: &mut similar::Vectors,
    [mut terms_volumes, mut positions_volumes]: [Volumes<'_>; 2],
    tiers: &mut Copies,
    progress: &dyn Progress,
) -> Result<WrittenShards, IndexError> {
    let mut written = WrittenShards::default();
    let mut synonyms_of = synonyms_of(shards).into_iter();
    let mut first_term = 0;
    let bounds = bounds(shards);
    let mut at = 0;
    let mut rest = shards;
    while !rest.is_empty() {
        let mut bytes = 0;
        let full = rest.iter().position(|terms| {
            bytes += terms.iter().map(|term| estimate(term, usize::MAX)).sum::<usize>();
            bytes >= BATCH
        });
        let (batch, later) = rest.split_at(full.map_or(rest.len(), |last| last + 1));
        rest = later;
        let mut numbered = Vec::with_capacity(batch.len());
        for (terms, shard) in batch.iter().zip(at..) {
            numbered.push((first_term, *terms, beginnings_of(making.beginnings, &bounds, shard)));
            first_term += terms.len() as u32;
        }
        let weigher = vectors.weigher();
        let done: Vec<_> = numbered
            .into_par_iter()
            .map(|(first, terms, beginnings)| {
                let shard = write_shard(first, terms, beginnings, making, &weigher);
                progress.advance(1);
                shard
            })
            .collect::<Result<_, IndexError>>()?;
        for shard in done {
            written.entries.push(TermShardEntry {
                first_key: bounds[at].clone(),
                synonyms_of: synonyms_of.next().unwrap_or_default(),
                tier_files: shard.tiers.len() as u32,
            });
            for tier in &shard.tiers {
                tiers.add(tier)?;
            }
            at += 1;
            written.counts = written.counts + shard.counts;
            terms_volumes.add(&shard.terms)?;
            positions_volumes.add(&shard.positions)?;
            vectors.add(&shard.weights)?;
        }
    }
    written.parts = [terms_volumes.finish()?, positions_volumes.finish()?];
    Ok(written)
}

/// The lower bound of the keys of each shard.
fn bounds(shards: &[&[Term]]) -> Vec<Vec<u8>> {
    let befores = shards.iter().map(|terms| terms[terms.len() - 1].key.as_slice());
    let befores = std::iter::once(&[][..]).chain(befores);
    shards.iter().zip(befores).map(|(terms, before)| bound(before, &terms[0].key)).collect()
}

/// The beginnings that belong to a shard: those whose keys, were they terms, would lie in it.
fn beginnings_of<'a>(beginnings: &'a [Beginning], bounds: &[Vec<u8>], shard: usize) -> &'a [Beginning] {
    let from = |shard: usize| match bounds.get(shard) {
        Some(bound) => beginnings.partition_point(|beginning| beginning.key < *bound),
        None => beginnings.len(),
    };
    &beginnings[from(shard)..from(shard + 1)]
}

/// The shortest start of `first` that is greater than `before`.
pub(super) fn bound(before: &[u8], first: &[u8]) -> Vec<u8> {
    let shared = first.iter().zip(before).take_while(|(a, b)| a == b).count();
    first.iter().copied().take(shared + 1).collect()
}

/// A shard, compressed.
struct WrittenShard {
    terms: Vec<u8>,
    positions: Vec<u8>,
    counts: Counts,
    weights: Vec<similar::Weight>,
    /// The files of lists that stand apart.
    tiers: Vec<Vec<u8>>,
}

fn write_shard(
    first: u32,
    terms: &[Term],
    beginnings: &[Beginning],
    making: &Making<'_>,
    weigher: &similar::Weigher,
) -> Result<WrittenShard, IndexError> {
    let mut writer = TermShardWriter::new(making.norms);
    let mut weights = Vec::new();
    let mut apart = Apart::new(Volumes::new(making.sink, Kind::Tier, making.volume_bytes));
    for (number, term) in (first..).zip(terms) {
        let occurrences = making.lists.of(&term.sources)?;
        weigher.weigh(number, &occurrences, &mut weights);
        let Some(tiering) = making.tiering else {
            writer.add(&term.key, &occurrences, Lists::default())?;
            continue;
        };
        let cut = tiering.cut(occurrences);
        let lists = apart.add(&cut, making.norms)?;
        let here = if cut.is_apart { &[][..] } else { &cut.best };
        writer.add(&term.key, here, lists)?;
    }
    if let Some(tiering) = making.tiering {
        for beginning in beginnings {
            let cut = tiering.cut(beginning.occurrences(making.terms, making.lists)?);
            // There may be none but terms that only have synonyms.
            if !cut.best.is_empty() {
                writer.add_beginning(&beginning.key, apart.add_beginning(&cut, making.norms)?);
            }
        }
    }
    for (members, has_derived) in groups(terms) {
        writer.add_group(&members, has_derived);
    }
    for (ordinal, term) in (0..).zip(terms) {
        let aliases: Vec<&[u8]> = term.aliases.iter().map(Vec::as_slice).collect();
        if !aliases.is_empty() {
            writer.add_alias(ordinal, &aliases);
        }
    }
    let Apart { volumes, files: tiers, counts: apart } = apart;
    let written = writer.finish(&volumes.finish()?)?;
    Ok(WrittenShard {
        terms: files::deflate(&written.terms),
        positions: files::deflate(&written.positions),
        counts: written.counts + apart,
        weights,
        tiers,
    })
}

/// The groups of a shard by the places of their members, in the order of their first members.
fn groups(terms: &[Term]) -> Vec<(Vec<TermOrdinal>, bool)> {
    let mut groups: BTreeMap<u32, (Vec<TermOrdinal>, bool)> = BTreeMap::new();
    for (ordinal, group) in (0..).zip(terms).filter_map(|(ordinal, term)| Some((ordinal, term.group?))) {
        let (members, has_derived) = groups.entry(group.number).or_default();
        members.push(ordinal);
        *has_derived = group.has_derived;
    }
    let mut groups: Vec<_> = groups.into_values().collect();
    groups.sort_unstable();
    groups
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::GroupOf;
    use super::*;

    #[test]
    fn shards_know_the_words_that_have_synonyms_in_them() {
        let term =
            |key: &str, alias: &str| Term { key: key.into(), aliases: vec![alias.into()], ..Term::default() };
        let terms = [term("docker", "k8s"), term("k8s", "kubernetes"), term("kubernetes", "k8s")];
        let hash = |key: &str| word_hash(key.as_bytes());
        assert_eq!(synonyms_of(&[&terms[..1], &terms[1..]]), [vec![], vec![hash("docker")]]);
    }

    #[test]
    fn bounds_are_short_and_tell_shards_apart() {
        let check = |before: &str, first: &str, expected: &str| {
            assert_eq!(bound(before.as_bytes(), first.as_bytes()), expected.as_bytes(), "{before} {first}");
        };
        check("", "kafka", "k");
        check("kafka", "kanban", "kan");
        check("kaf", "kafka", "kafk");
        check("kaf", "mysql", "m");
    }

    #[test]
    fn groups_are_not_cut() {
        let group = |number| Some(GroupOf { number, has_derived: false });
        let term = |key: &str, group| Term { key: key.into(), group, ..Term::default() };
        let terms = [
            term("a", None),
            term("run", group(0)),
            term("rung", None),
            term("runs", group(0)),
            term("s", None),
        ];
        let keys: Vec<Vec<&[u8]>> = cut(&terms, 1, usize::MAX)
            .iter()
            .map(|shard| shard.iter().map(|term| term.key.as_slice()).collect())
            .collect();
        assert_eq!(keys, [vec![&b"a"[..]], vec![b"run", b"rung", b"runs"], vec![b"s"]]);
    }
}
