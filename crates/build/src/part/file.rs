//! The file of a part: its frame, and the checks that come before anything in it is believed.

use super::{Head, MOST_PARTS, PartError};
use crate::temporary::{Data, TemporaryError};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

const MAGIC: &[u8; 8] = b"KEYSPART";
/// The version of the frame; what is in it is bound to the version of the program.
const VERSION: u8 = 1;
/// Where the first section starts.
pub(super) const START: u64 = MAGIC.len() as u64 + 1;
const LENGTH_BYTES: u64 = 8;
const HASH_BYTES: u64 = 32;
/// Bytes that are copied or hashed at a time.
const PIECE: usize = 1 << 20;

/// Writes a part beside its place and moves it there when it is complete.
#[derive(Debug)]
pub(super) struct PartWriter {
    path: PathBuf,
    temporary: PathBuf,
    file: BufWriter<File>,
    hasher: Sha256,
    written: u64,
    is_complete: bool,
}

impl PartWriter {
    pub(super) fn create(path: &Path) -> Result<Self, PartError> {
        let error = |action, path: &Path, source| PartError::Io { action, path: path.to_owned(), source };
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::create_dir_all(folder).map_err(|source| error("create the folder", folder, source))?;
        }
        let mut temporary = path.to_owned().into_os_string();
        temporary.push(".new");
        let temporary = PathBuf::from(temporary);
        let file = File::create(&temporary).map_err(|source| error("write", &temporary, source))?;
        let mut writer = Self {
            path: path.to_owned(),
            temporary,
            file: BufWriter::with_capacity(PIECE, file),
            hasher: Sha256::new(),
            written: 0,
            is_complete: false,
        };
        writer.write(MAGIC)?;
        writer.write(&[VERSION])?;
        Ok(writer)
    }

    /// Bytes so far.
    pub(super) const fn written(&self) -> u64 {
        self.written
    }

    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), PartError> {
        self.hasher.update(bytes);
        self.written += bytes.len() as u64;
        let path = &self.path;
        self.file.write_all(bytes).map_err(|source| PartError::Io {
            action: "write",
            path: path.clone(),
            source,
        })
    }

    /// Copies a range of data; where it ends in the file.
    pub(super) fn copy(&mut self, data: &Data, range: Range<u64>) -> Result<u64, crate::BuildError> {
        let mut piece = Vec::new();
        let mut at = range.start;
        while at < range.end {
            piece.resize((range.end - at).min(PIECE as u64) as usize, 0);
            data.read_at(at, &mut piece)?;
            self.write(&piece)?;
            at += piece.len() as u64;
        }
        Ok(self.written)
    }

    /// Writes the end and puts the file into its place; its bytes.
    pub(super) fn finish(mut self, head: &Head) -> Result<u64, PartError> {
        let json = serde_json::to_vec(head).unwrap_or_default();
        self.write(&json)?;
        self.write(&(json.len() as u64).to_le_bytes())?;
        let hash = self.hasher.clone().finalize();
        self.write(&hash)?;
        let moved = self.file.flush().and_then(|()| fs::rename(&self.temporary, &self.path));
        moved.map_err(|source| PartError::Io { action: "write", path: self.path.clone(), source })?;
        self.is_complete = true;
        Ok(self.written)
    }
}

impl Drop for PartWriter {
    fn drop(&mut self) {
        if !self.is_complete {
            // What could not be finished is of no use; that it cannot be removed either is not the news.
            let _ = fs::remove_file(&self.temporary);
        }
    }
}

/// A part whose head was read.
#[derive(Debug)]
pub(super) struct PartReader {
    pub(super) path: PathBuf,
    pub(super) head: Head,
    pub(super) data: Data,
}

impl PartReader {
    pub(super) fn open(path: &Path) -> Result<Self, PartError> {
        let error = |source| PartError::Io { action: "read", path: path.to_owned(), source };
        let file = File::open(path).map_err(error)?;
        if !file.metadata().map_err(error)?.is_file() {
            return Err(PartError::NotAPart { path: path.to_owned() });
        }
        let damaged = |_: TemporaryError| PartError::Damaged { path: path.to_owned() };
        let data = Data::of_file(file, path).map_err(damaged)?;
        let mut start = [0; START as usize];
        let is_part = data.read_at(0, &mut start).is_ok() && start.starts_with(MAGIC);
        if !is_part {
            return Err(PartError::NotAPart { path: path.to_owned() });
        }
        let version =
            |got: String, expected: String| PartError::Version { path: path.to_owned(), expected, got };
        if start[START as usize - 1] != VERSION {
            return Err(version("another version".to_owned(), Head::GENERATOR.to_owned()));
        }
        let head = Self::read_head(&data).ok_or_else(|| PartError::Damaged { path: path.to_owned() })?;
        if head.generator != Head::GENERATOR {
            return Err(version(head.generator, Head::GENERATOR.to_owned()));
        }
        Ok(Self { path: path.to_owned(), head, data })
    }

    fn read_head(data: &Data) -> Option<Head> {
        let end = data.len().checked_sub(HASH_BYTES + LENGTH_BYTES)?;
        let mut length = [0; LENGTH_BYTES as usize];
        data.read_at(end, &mut length).ok()?;
        let start = end.checked_sub(u64::from_le_bytes(length)).filter(|start| *start >= START)?;
        let mut json = vec![0; (end - start) as usize];
        data.read_at(start, &mut json).ok()?;
        let mut head: Head = serde_json::from_slice(&json).ok()?;
        head.table_end = start;
        let is_numbered = (1..=head.of).contains(&head.number) && head.of <= MOST_PARTS;
        let is_in_order = START <= head.records && head.records <= head.runs && head.runs <= start;
        (is_numbered && is_in_order).then_some(head)
    }

    /// Reads all of it and compares the hash.
    pub(super) fn verify(&self) -> Result<(), PartError> {
        let damaged = |_: TemporaryError| PartError::Damaged { path: self.path.clone() };
        let end = self.data.len() - HASH_BYTES;
        let mut hasher = Sha256::new();
        let mut piece = Vec::new();
        let mut at = 0;
        while at < end {
            piece.resize((end - at).min(PIECE as u64) as usize, 0);
            self.data.read_at(at, &mut piece).map_err(damaged)?;
            hasher.update(&piece);
            at += piece.len() as u64;
        }
        let mut expected = [0; HASH_BYTES as usize];
        self.data.read_at(end, &mut expected).map_err(damaged)?;
        if hasher.finalize()[..] == expected {
            Ok(())
        } else {
            Err(PartError::Damaged { path: self.path.clone() })
        }
    }
}
