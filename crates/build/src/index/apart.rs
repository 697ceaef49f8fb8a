//! Long lists → the files of them that stand apart from their shard, see [`keyseek_index::tiers`].

use super::tiers::Cut;
use super::volumes::Volumes;
use super::{IndexError, files};
use keyseek_index::norms::Norms;
use keyseek_index::terms::Counts;
use keyseek_index::tiers::{Lists, encode_best, encode_others};

/// Files of the others behind those of their ids: norms and codes, positions.
const DETAILS: u32 = 2;

/// The files of lists that stand apart from a shard, as they are written.
pub(super) struct Apart<'a> {
    pub(super) volumes: Volumes<'a>,
    /// What was written, compressed.
    pub(super) files: Vec<Vec<u8>>,
    /// What they hold.
    pub(super) counts: Counts,
}

impl<'a> Apart<'a> {
    pub(super) fn new(volumes: Volumes<'a>) -> Self {
        Self { volumes, files: Vec::new(), counts: Counts::default() }
    }

    /// Writes what of a term's list stands apart.
    pub(super) fn add(&mut self, cut: &Cut, norms: Option<&Norms>) -> Result<Lists, IndexError> {
        let mut lists = Lists::default();
        if cut.is_apart {
            let files;
            (files, lists.best) = encode_best(&cut.best, norms);
            self.write(&files)?;
            self.counts.positions += cut.best.len() as u64;
        }
        if !cut.others.is_empty() {
            let files;
            (files, lists.others) = encode_others(&cut.others, norms);
            lists.id_files = files.len() as u32 - DETAILS;
            self.write(&files)?;
            self.counts.positions += cut.others.len() as u64;
        }
        self.counts.postings += u64::from(lists.best + lists.others);
        Ok(lists)
    }

    /// Writes the list of a beginning: the best postings, and the ids of the others.
    pub(super) fn add_beginning(&mut self, cut: &Cut, norms: Option<&Norms>) -> Result<Lists, IndexError> {
        let (best, best_count) = encode_best(&cut.best, norms);
        let mut lists = Lists { best: best_count, ..Lists::default() };
        self.write(&best[..1])?;
        if !cut.others.is_empty() {
            let files;
            (files, lists.others) = encode_others(&cut.others, norms);
            lists.id_files = files.len() as u32 - DETAILS;
            self.write(&files[..lists.id_files as usize])?;
        }
        Ok(lists)
    }

    fn write(&mut self, files: &[Vec<u8>]) -> Result<(), IndexError> {
        files.iter().try_for_each(|file| {
            let stored = files::deflate(file);
            self.volumes.add(&stored)?;
            self.files.push(stored);
            Ok(())
        })
    }
}
