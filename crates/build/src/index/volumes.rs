//! Compressed shards, blocks and columns → volumes: files in which many lie one behind the other, and are read by their bytes.

use super::copies::Copies;
use super::{IndexError, Sink};
use crate::folder::FolderError;
use keyseek_index::frame::Kind;
use keyseek_index::manifest::StoredPart;

/// Lays what it gets into volumes of one kind, in order.
pub(super) struct Volumes<'a> {
    sink: &'a dyn Sink,
    kind: Kind,
    most_bytes: usize,
    open: Vec<u8>,
    /// Of the parts that were added, those of the open volume at the end, without its hash.
    parts: Vec<StoredPart>,
    /// Number of parts in closed volumes.
    closed: usize,
    copies: Option<&'a mut Copies>,
}

impl<'a> Volumes<'a> {
    /// Volumes have at most so many bytes, unless a single part has more.
    pub(super) fn new(sink: &'a dyn Sink, kind: Kind, most_bytes: usize) -> Self {
        Self { sink, kind, most_bytes, open: Vec::new(), parts: Vec::new(), closed: 0, copies: None }
    }

    /// Also keeps what is added.
    pub(super) fn copying(self, copies: &'a mut Copies) -> Self {
        Self { copies: Some(copies), ..self }
    }

    /// Adds the next part, compressed.
    pub(super) fn add(&mut self, stored: &[u8]) -> Result<(), IndexError> {
        if let Some(copies) = &mut self.copies {
            copies.add(stored)?;
        }
        if self.open.len() + stored.len() > self.most_bytes {
            self.close()?;
        }
        let (offset, bytes) = (self.open.len() as u64, stored.len() as u64);
        self.parts.push(StoredPart { offset, bytes, ..StoredPart::default() });
        self.open.extend_from_slice(stored);
        Ok(())
    }

    /// Writes the last volume; where the parts are, in order.
    pub(super) fn finish(mut self) -> Result<Vec<StoredPart>, FolderError> {
        self.close()?;
        Ok(self.parts)
    }

    /// Ends the volume that is open.
    pub(super) fn close(&mut self) -> Result<(), FolderError> {
        if self.open.is_empty() {
            return Ok(());
        }
        let bytes = std::mem::take(&mut self.open);
        let hash = super::files::hash(&bytes);
        let is_whole = self.closed + 1 == self.parts.len();
        for part in &mut self.parts[self.closed..] {
            (part.hash, part.is_whole) = (hash, is_whole);
        }
        self.closed = self.parts.len();
        let whole = StoredPart { hash, is_whole: true, offset: 0, bytes: bytes.len() as u64 };
        self.sink.put(&format!("{}/{}", super::FOLDER, whole.location(self.kind).file), bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::super::files::Memory;
    use super::*;

    #[test]
    fn parts_are_where_the_volumes_say() {
        let check = |most_bytes: usize, lengths: &[usize], files: usize| {
            let sink = Memory::default();
            let mut volumes = Volumes::new(&sink, Kind::Terms, most_bytes);
            let parts: Vec<Vec<u8>> = (0..).zip(lengths).map(|(byte, length)| vec![byte; *length]).collect();
            parts.iter().for_each(|part| volumes.add(part).unwrap());
            let listed = volumes.finish().unwrap();
            let written = sink.into_files();
            assert_eq!((listed.len(), written.len()), (lengths.len(), files), "{most_bytes} {lengths:?}");
            for (part, listed) in parts.iter().zip(&listed) {
                let location = listed.location(Kind::Terms);
                let volume = &written[&format!("index/{}", location.file)];
                assert_eq!(location.cut(volume), Some(part.as_slice()));
                assert_eq!(location.range.is_none(), volume.len() == part.len());
            }
        };
        check(0, &[], 0);
        check(0, &[1, 2, 3], 3);
        check(5, &[1, 2, 3, 5, 6, 1, 1], 5);
        check(usize::MAX, &[1, 2, 3], 1);
    }
}
