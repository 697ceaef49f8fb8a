//! Temporary data: bytes that are written once, then read in order or at any place.
//!
//! They stay in memory while they are few and go into a file without a name beyond that. Such a file is gone when the
//! program ends, however it ends: nothing is left behind, and nothing has to be found and removed by the next build.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Bytes that are collected before they go to the file, and that are read from it at once.
const BUFFER: usize = 128 << 10;

/// Why temporary data could not be kept.
#[derive(Debug, thiserror::Error)]
#[error("cannot {action} temporary data in {}{}", folder.display(), advice(source))]
pub struct TemporaryError {
    /// What was tried.
    action: &'static str,
    /// Where.
    folder: PathBuf,
    /// What the system said.
    source: io::Error,
}

/// What to do about an error of the system, as the end of a message; empty when there is nothing to say.
pub(crate) fn advice(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            ": the disk is full; free some space, or write to another disk (what was there before is as it was)"
        }
        io::ErrorKind::FileTooLarge => {
            ": the system allows no file so large (what was there before is as it was)"
        }
        _ => "",
    }
}

/// Where temporary data goes, and how much of it stays in memory.
#[derive(Debug, Clone)]
pub(crate) struct Temporary {
    folder: PathBuf,
    /// Bytes that one [`Store`] holds in memory.
    most: usize,
}

impl Temporary {
    /// Files go into `folder`, or into the system's folder for them.
    pub(crate) fn new(folder: Option<&Path>, most: usize) -> Self {
        Self { folder: folder.map_or_else(std::env::temp_dir, Path::to_owned), most }
    }

    /// The same place with another bound.
    pub(crate) fn holding(&self, most: usize) -> Self {
        Self { most, ..self.clone() }
    }

    pub(crate) fn store(&self) -> Store {
        Store { place: self.clone(), buffer: Vec::new(), file: None, written: 0 }
    }
}

/// Temporary data that grows at its end.
#[derive(Debug)]
pub(crate) struct Store {
    place: Temporary,
    /// All bytes, or when there is a file those that are not in it yet.
    buffer: Vec<u8>,
    file: Option<File>,
    /// Bytes in the file.
    written: u64,
}

impl Store {
    /// Bytes so far.
    pub(crate) fn len(&self) -> u64 {
        self.written + self.buffer.len() as u64
    }

    /// Appends bytes.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), TemporaryError> {
        let most = if self.file.is_some() { BUFFER } else { self.place.most };
        if self.buffer.len() + bytes.len() > most {
            self.spill()?;
            if bytes.len() >= BUFFER {
                return self.write_through(bytes);
            }
        }
        self.buffer.extend_from_slice(bytes);
        Ok(())
    }

    /// Appends what is in memory to the file.
    fn spill(&mut self) -> Result<(), TemporaryError> {
        let buffer = std::mem::take(&mut self.buffer);
        self.write_through(&buffer)?;
        // A buffer that held much in memory is not kept.
        if buffer.capacity() <= 2 * BUFFER {
            self.buffer = buffer;
            self.buffer.clear();
        }
        Ok(())
    }

    fn write_through(&mut self, bytes: &[u8]) -> Result<(), TemporaryError> {
        let folder = &self.place.folder;
        let error = |source| TemporaryError { action: "write", folder: folder.clone(), source };
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(tempfile::tempfile_in(folder).map_err(error)?),
        };
        file.write_all(bytes).map_err(error)?;
        self.written += bytes.len() as u64;
        Ok(())
    }

    /// Ends writing.
    pub(crate) fn finish(mut self) -> Result<Data, TemporaryError> {
        if self.file.is_some() {
            self.spill()?;
        }
        Ok(Data { len: self.len(), memory: self.buffer, file: self.file, folder: self.place.folder })
    }
}

/// Temporary data that is complete.
#[derive(Debug)]
pub(crate) struct Data {
    len: u64,
    /// All bytes, unless there is a file.
    memory: Vec<u8>,
    file: Option<File>,
    folder: PathBuf,
}

impl Data {
    /// Data in memory.
    pub(crate) fn of(bytes: Vec<u8>) -> Self {
        Self { len: bytes.len() as u64, memory: bytes, file: None, folder: PathBuf::new() }
    }

    /// A file that is there, whose bytes are read as temporary data is.
    pub(crate) fn of_file(file: File, path: &Path) -> Result<Self, TemporaryError> {
        let error = |source| TemporaryError { action: "read", folder: path.to_owned(), source };
        let len = file.metadata().map_err(error)?.len();
        Ok(Self { len, memory: Vec::new(), file: Some(file), folder: path.to_owned() })
    }

    pub(crate) const fn len(&self) -> u64 {
        self.len
    }

    /// Fills `bytes` with what stands at `offset`.
    pub(crate) fn read_at(&self, offset: u64, bytes: &mut [u8]) -> Result<(), TemporaryError> {
        let read = match &self.file {
            Some(file) => read_exact_at(file, offset, bytes),
            None => {
                let start = usize::try_from(offset).unwrap_or(usize::MAX);
                match self.memory.get(start..start.saturating_add(bytes.len())) {
                    Some(held) => {
                        bytes.copy_from_slice(held);
                        Ok(())
                    }
                    None => Err(io::ErrorKind::UnexpectedEof.into()),
                }
            }
        };
        read.map_err(|source| TemporaryError { action: "read", folder: self.folder.clone(), source })
    }

    /// Reads a range of the bytes from front to back.
    pub(crate) fn reader(&self, range: std::ops::Range<u64>) -> Reader<'_> {
        Reader { data: self, next: range.start, end: range.end.min(self.len), buffer: Vec::new(), at: 0 }
    }
}

#[cfg(unix)]
fn read_exact_at(file: &File, offset: u64, bytes: &mut [u8]) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, offset)
}

#[cfg(windows)]
fn read_exact_at(file: &File, mut offset: u64, mut bytes: &mut [u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match std::os::windows::fs::FileExt::seek_read(file, bytes, offset)? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            read => {
                offset += read as u64;
                bytes = &mut bytes[read..];
            }
        }
    }
    Ok(())
}

/// Reads temporary data from front to back.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    data: &'a Data,
    /// Where the next bytes for the buffer stand.
    next: u64,
    end: u64,
    buffer: Vec<u8>,
    at: usize,
}

impl Reader<'_> {
    /// Whether all was read.
    pub(crate) fn is_at_end(&self) -> bool {
        self.next == self.end && self.at == self.buffer.len()
    }

    /// Where in the data the next byte stands.
    pub(crate) fn position(&self) -> u64 {
        self.next - (self.buffer.len() - self.at) as u64
    }

    fn fill(&mut self) -> Result<(), TemporaryError> {
        let length = (self.end - self.next).min(BUFFER as u64);
        if length == 0 {
            return Err(self.cut_off());
        }
        self.buffer.resize(length as usize, 0);
        self.data.read_at(self.next, &mut self.buffer)?;
        self.next += length;
        self.at = 0;
        Ok(())
    }

    fn cut_off(&self) -> TemporaryError {
        TemporaryError {
            action: "read",
            folder: self.data.folder.clone(),
            source: io::ErrorKind::UnexpectedEof.into(),
        }
    }

    pub(crate) fn byte(&mut self) -> Result<u8, TemporaryError> {
        if self.at == self.buffer.len() {
            self.fill()?;
        }
        let byte = self.buffer.get(self.at).copied().ok_or_else(|| self.cut_off())?;
        self.at += 1;
        Ok(byte)
    }

    pub(crate) fn varint(&mut self) -> Result<u64, TemporaryError> {
        let (mut value, mut shift) = (0, 0);
        loop {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7F).checked_shl(shift).unwrap_or(0);
            if byte < 0x80 {
                return Ok(value);
            }
            shift += 7;
        }
    }

    /// Puts the next `length` bytes in the place of those in `out`.
    pub(crate) fn bytes(&mut self, length: usize, out: &mut Vec<u8>) -> Result<(), TemporaryError> {
        if length as u64 > self.end - self.position() {
            return Err(self.cut_off());
        }
        out.clear();
        let held = length.min(self.buffer.len() - self.at);
        out.extend_from_slice(&self.buffer[self.at..self.at + held]);
        self.at += held;
        let rest = length - held;
        if rest >= BUFFER {
            out.resize(length, 0);
            self.data.read_at(self.next, &mut out[held..])?;
            self.next += rest as u64;
        } else if rest > 0 {
            self.fill()?;
            out.extend_from_slice(&self.buffer[..rest]);
            self.at = rest;
        }
        Ok(())
    }
}

/// Appends a number, seven bits a byte, the low bits first.
pub(crate) fn write_varint(mut value: u64, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push((value as u8 & 0x7F) | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Takes a number off the front of bytes that this program wrote; 0 at their end.
pub(crate) fn read_varint(bytes: &mut &[u8]) -> u64 {
    let (mut value, mut shift) = (0, 0);
    while let Some((byte, rest)) = bytes.split_first() {
        *bytes = rest;
        value |= u64::from(byte & 0x7F).checked_shl(shift).unwrap_or(0);
        if *byte < 0x80 {
            break;
        }
        shift += 7;
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_from_memory_and_from_a_file() {
        let folder = tempfile::tempdir().unwrap();
        for most in [0, 10, 1 << 20] {
            let mut store = Temporary::new(Some(folder.path()), most).store();
            let mut expected = Vec::new();
            for number in 0..60_000u64 {
                let mut bytes = Vec::new();
                write_varint(number * number, &mut bytes);
                store.write(&bytes).unwrap();
                expected.extend_from_slice(&bytes);
            }
            let large = vec![7; 3 * BUFFER];
            store.write(&large).unwrap();
            assert_eq!(store.len(), (expected.len() + large.len()) as u64);
            let data = store.finish().unwrap();
            // Files have no names.
            assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);

            let mut reader = data.reader(0..data.len());
            for number in 0..60_000u64 {
                assert_eq!(reader.varint().unwrap(), number * number);
            }
            assert_eq!(reader.position(), expected.len() as u64);
            let mut read = vec![1, 2, 3];
            reader.bytes(large.len(), &mut read).unwrap();
            assert!(read == large && reader.is_at_end() && reader.byte().is_err());
            let mut piece = [0; 100];
            data.read_at(1000, &mut piece).unwrap();
            assert_eq!(piece, expected[1000..1100]);
            assert!(data.read_at(data.len() - 50, &mut piece).is_err());
        }
    }
}
