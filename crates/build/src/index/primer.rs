//! Documents → the primer: text that is frequent in them, to which the blocks of documents refer back.
//!
//! A piece of text is worth as much as it shares with other documents. What is shared is counted in *shingles*, all runs of
//! [`SHINGLE`] bytes, each once a document. The primer takes segment after segment, each time the one whose shingles stand in
//! the most documents, and what it has got counts no more (after Liao, Petri, Moffat and Wirth, "Effective construction of
//! relative Lempel-Ziv dictionaries", WWW 2016). Blocks of 2 KiB of the LibreOffice help, Korean and English, are 18.5 and 15.7 %
//! smaller with 4 KiB of it; with as much of what `zstd --train-fastcover` chooses, 16.6 and 13.9 %.
//!
//! It depends on the documents and their order alone. A sample of them is read, so that it takes a fraction of a second and some
//! ten megabytes of memory however large the site is.

use super::records::{self, Records};
use super::vocabulary::Numbers;
use super::writer::Edits;
use super::{IndexError, IndexOptions};
use keyseek_index::manifest::MAX_PRIMER_BYTES;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

/// Bytes of all that is read, about. With 1 MiB the blocks of the help are 0.4 % larger, and with all 5 no smaller.
const SAMPLE_BYTES: u64 = 2 << 20;
/// Bytes that are read of a document at most: further on, a text has itself to refer to.
const BEGINNING: usize = 4 << 10;
/// Bytes of a shingle: about the shortest match that is worth its distance. Of 6 and 8 it makes the smaller blocks.
const SHINGLE: usize = 6;
/// Bytes of a segment. Of 32, 64, 128 and 256 it makes the smallest blocks.
const SEGMENT: usize = 64;
/// Number of shingles of which only the best segment is known at a time. Of 256 to 4096 it takes the least time.
const PIECE: usize = 512;
/// Bits of a shingle's hash. Those that share one are taken for each other.
const HASH_BITS: u32 = 18;
/// What a segment must be worth: as much as if all of it stood in one other document. It is in the manifest, which every page
/// loads.
const LEAST_WORTH: u32 = SEGMENT as u32;

/// A primer of at most `most` bytes for the documents that stay, which have these sizes.
pub(super) fn make(
    records: &[Records],
    edits: &dyn Edits,
    numbers: &Numbers,
    sizes: &[u64],
    most: usize,
    options: &IndexOptions,
) -> Result<Vec<u8>, IndexError> {
    if most == 0 {
        return Ok(Vec::new());
    }
    let mut is_chosen = sample(sizes, SAMPLE_BYTES).into_iter();
    let mut samples = Vec::new();
    let mut at = 0;
    records::read(records, options.memory / 64, &mut |documents| {
        for mut document in documents {
            if numbers.of(at).is_some() && is_chosen.next() == Some(true) {
                edits.edit(at, &mut document);
                let mut text = records::encode(&[document]);
                text.truncate(BEGINNING);
                samples.push(text);
            }
            at += 1;
        }
        Ok(())
    })?;
    Ok(train(&samples, most.min(MAX_PRIMER_BYTES)))
}

/// Which documents are read, of those of these sizes: all, or some that are spread evenly and have `most` bytes together, about.
fn sample(sizes: &[u64], most: u64) -> Vec<bool> {
    let read = |size: &u64| (*size).clamp(1, BEGINNING as u64);
    let all: u64 = sizes.iter().map(read).sum();
    let mut due = 0;
    let is_due = |size| {
        let (size, most) = (read(size), most.min(all));
        due += size * most;
        let is_due = due >= size * all;
        due -= if is_due { size * all } else { 0 };
        is_due
    };
    sizes.iter().map(is_due).collect()
}

/// At most `most` bytes of text that is frequent in the samples, the most frequent at the end, where references are shortest.
fn train(samples: &[Vec<u8>], most: usize) -> Vec<u8> {
    let hashed = |sample: &Vec<u8>| sample.windows(SHINGLE).map(hash).collect();
    let shingles: Vec<Vec<u32>> = samples.iter().map(hashed).collect();
    let mut worth = Worth::new(&shingles);
    let mut pieces = Vec::new();
    for (text, shingles) in samples.iter().zip(&shingles) {
        for (at, shingles) in (0..).step_by(PIECE).zip(shingles.chunks(PIECE)) {
            pieces.push((&text[at..at + shingles.len() + SHINGLE - 1], shingles));
        }
    }
    let bests = pieces.iter().zip(0..).map(|((_, shingles), at)| (worth.best(shingles).0, Reverse(at)));
    let mut bests: BinaryHeap<(u32, Reverse<usize>)> = bests.collect();
    let (mut segments, mut bytes) = (Vec::new(), 0);
    while let Some((_, Reverse(at))) = bests.pop()
        && bytes < most
    {
        let (text, shingles) = pieces[at];
        // It may have become less by what was taken since, and never more.
        let (best, segment) = worth.best(shingles);
        if bests.peek().is_none_or(|(next, _)| *next <= best) && best >= LEAST_WORTH {
            let taken = worth.take(segment.start, &shingles[segment]);
            let segment = &text[taken.start..taken.end + SHINGLE - 1];
            bytes += segment.len();
            segments.push(segment);
        }
        if best >= LEAST_WORTH {
            bests.push((worth.best(shingles).0, Reverse(at)));
        }
    }
    segments.reverse();
    let mut primer = segments.concat();
    primer.drain(..primer.len().saturating_sub(most));
    primer
}

/// Fibonacci hashing.
fn hash(shingle: &[u8]) -> u32 {
    let number = shingle.iter().fold(0, |number, byte| number << 8 | u64::from(*byte));
    (number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - HASH_BITS)) as u32
}

/// What shingles are worth, by their hashes.
struct Worth {
    /// In how many other documents each stands; nothing once the primer has it.
    of: Vec<u32>,
    /// How often it stands in the segment that is looked at.
    within: Vec<u16>,
}

impl Worth {
    fn new(samples: &[Vec<u32>]) -> Self {
        let mut of = vec![0u32; 1 << HASH_BITS];
        let mut last_sample = vec![0u32; 1 << HASH_BITS];
        for (sample, shingles) in (1..).zip(samples) {
            for shingle in shingles {
                let last = &mut last_sample[*shingle as usize];
                if *last != sample {
                    *last = sample;
                    of[*shingle as usize] += 1;
                }
            }
        }
        of.iter_mut().for_each(|samples| *samples = samples.saturating_sub(1));
        Self { of, within: vec![0; 1 << HASH_BITS] }
    }

    /// The segment that is worth most of a piece, each shingle counted once, and what it is worth.
    fn best(&mut self, piece: &[u32]) -> (u32, Range<usize>) {
        let length = (SEGMENT + 1 - SHINGLE).min(piece.len());
        let (mut best, mut sum) = ((0, 0..0), 0);
        for (at, shingle) in piece.iter().enumerate() {
            if at >= length {
                let first = piece[at - length] as usize;
                self.within[first] -= 1;
                sum -= if self.within[first] == 0 { self.of[first] } else { 0 };
            }
            let last = *shingle as usize;
            sum += if self.within[last] == 0 { self.of[last] } else { 0 };
            self.within[last] += 1;
            if sum > best.0 && at + 1 >= length {
                best = (sum, at + 1 - length..at + 1);
            }
        }
        for shingle in &piece[piece.len() - length..] {
            self.within[*shingle as usize] = 0;
        }
        best
    }

    /// Takes a segment, of which the first shingle is the piece's at `start`; gives the shingles of the piece from the first to the
    /// last that were worth anything.
    fn take(&mut self, start: usize, segment: &[u32]) -> Range<usize> {
        let is_worth = |shingle: &u32| self.of[*shingle as usize] > 0;
        let first = segment.iter().position(is_worth).unwrap_or(0);
        let end = segment.iter().rposition(is_worth).map_or(first, |last| last + 1);
        for shingle in segment {
            self.of[*shingle as usize] = 0;
        }
        start + first..start + end
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn samples_are_all_documents_or_some_spread_evenly() {
        let check = |sizes: &[u64], most, expected: &[usize]| {
            let is_chosen = sample(sizes, most);
            let chosen: Vec<usize> = (0..sizes.len()).filter(|at| is_chosen[*at]).collect();
            assert_eq!((is_chosen.len(), chosen.as_slice()), (sizes.len(), expected), "{most} of {sizes:?}");
        };
        check(&[], 9, &[]);
        check(&[5, 0, 1 << 40], 1 << 20, &[0, 1, 2]);
        check(&[100; 8], 200, &[3, 7]);
        check(&[1 << 40; 6], 3 * BEGINNING as u64, &[1, 3, 5]);
        check(&[100; 8], 0, &[]);
    }

    #[test]
    fn what_many_documents_share_is_taken_and_stands_at_the_end() {
        let often = "The following options are available in this dialog and in all others of its kind. ";
        let rarely = "Choose Format, then Paragraph, then Tabs, and finally what you came here for. ";
        let texts: Vec<Vec<u8>> = (0..40u32)
            .map(|at| {
                let own = format!("{:x}", at.wrapping_mul(0x9E37_79B1)).repeat(20);
                let shared = if at % 4 == 0 { rarely } else { "" };
                [often, &own, shared].concat().into_bytes()
            })
            .collect();
        let primer = String::from_utf8(train(&texts, 4096)).unwrap();
        let (first, last) = (primer.find("then Tabs"), primer.find("options are available"));
        assert!(first.is_some() && first < last, "{primer:?}");
        assert!(primer.len() < 400, "{primer:?}");
        assert_eq!(train(&texts, 30), &primer.as_bytes()[primer.len() - 30..]);
    }

    #[test]
    fn what_no_two_documents_share_is_no_primer() {
        assert!(train(&[], 4096).is_empty());
        assert!(train(&[b"all of this is said once ".repeat(9)], 4096).is_empty());
    }

    proptest! {
        #[test]
        fn a_primer_is_bounded_and_the_same_each_time(
            texts in prop::collection::vec("[ab]{0,80}", 0..30),
            repeated in 1..30usize,
            most in 0..600usize,
        ) {
            let texts: Vec<Vec<u8>> = texts.iter().map(|text| text.repeat(repeated).into_bytes()).collect();
            let primer = train(&texts, most);
            prop_assert!(primer.len() <= most);
            prop_assert_eq!(train(&texts, most), primer);
        }
    }
}
