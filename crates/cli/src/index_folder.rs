//! An index in a folder: `manifest.keyseek`, and the files in `index/` with the blobs that the engine asks for.
//!
//! This is the command's side of the engine, as `fetch` is the browser's: it reads files and inflates them. What is in
//! them is the business of the crates below. Every error names the file.

use anyhow::{Context, Result, bail, ensure};
use flate2::bufread::DeflateDecoder;
use keyseek_build::index::FOLDER;
use keyseek_index::manifest::{self, Location, MANIFEST_NAME, PRIMER_HEAD_BYTES};
use keyseek_search::{Answer, Engine, Error, Hit, Readings, SearchOptions, Step, WordExplanation};
use std::fs::File;
use std::io::{ErrorKind, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// The largest file that is inflated. The builder writes shards and blocks of some tens of kilobytes; only the manifest
/// grows with the site, by four bytes a document. Beyond this a file is taken for a trap.
const MAX_INFLATED_BYTES: u64 = 1 << 30;

/// What is stored of an index in a file, or in a part of one, and what is in it.
#[derive(Debug)]
pub struct Stored {
    /// Length as stored, bytes.
    pub stored_bytes: u64,
    /// The content, inflated.
    pub inflated: Vec<u8>,
}

/// Reads the manifest of the index in `dir`.
pub fn read_manifest(dir: &Path) -> Result<Stored> {
    ensure!(dir.exists(), "there is no folder {}; check the path", dir.display());
    ensure!(dir.is_dir(), "{} is not a folder; name the one that `keyseek build` wrote", dir.display());
    let path = manifest_path(dir);
    if !path.exists() {
        let dir = dir.display();
        bail!("no {MANIFEST_NAME} in {dir}; build one with `keyseek build SOURCE --out {dir}`");
    }
    read(&path, None, &[])
}

/// Reads a blob of the index in `dir`, which has this primer, see [`manifest::primer`].
pub fn read_blob(dir: &Path, location: &Location, primer: &[u8]) -> Result<Stored> {
    read(&volume_path(dir, location), location.range.clone(), primer)
}

/// Where the manifest of the index in `dir` lies.
pub fn manifest_path(dir: &Path) -> PathBuf {
    dir.join(MANIFEST_NAME)
}

/// The file of the index in `dir` that a blob lies in.
pub fn volume_path(dir: &Path, location: &Location) -> PathBuf {
    dir.join(FOLDER).join(&location.file)
}

/// Reads a file, or so many of its bytes as there are of a part, behind a primer.
fn read(path: &Path, part: Option<Range<u64>>, primer: &[u8]) -> Result<Stored> {
    let mut stored = Vec::new();
    let read = || {
        let mut file = File::open(path)?;
        let Range { start, end } = part.unwrap_or(0..u64::MAX);
        file.seek(SeekFrom::Start(start))?;
        file.take(end.saturating_sub(start)).read_to_end(&mut stored)
    };
    read().map_err(|error| match error.kind() {
        ErrorKind::NotFound => anyhow::anyhow!("{} is missing; build the index again", path.display()),
        _ => anyhow::Error::new(error).context(format!("cannot read {}", path.display())),
    })?;
    let inflated = inflate(primer, &stored, MAX_INFLATED_BYTES)
        .with_context(|| format!("{} is damaged; build the index again", path.display()))?;
    Ok(Stored { stored_bytes: stored.len() as u64, inflated })
}

/// Inflates raw DEFLATE that stands behind a primer, as strictly as browsers do, which accept nothing after its end.
fn inflate(primer: &[u8], stored: &[u8], limit: u64) -> Result<Vec<u8>> {
    let mut inflated = Vec::new();
    let mut decoder = DeflateDecoder::new(primer.chain(stored));
    let text = primer.len().saturating_sub(PRIMER_HEAD_BYTES);
    let most = limit + text as u64;
    (&mut decoder).take(most + 1).read_to_end(&mut inflated).context("it is not DEFLATE data")?;
    ensure!(inflated.len() as u64 <= most, "it inflates to more than {limit} bytes");
    inflated.drain(..text.min(inflated.len()));
    let rest = decoder.into_inner().into_inner().1.len();
    ensure!(rest == 0, "{rest} bytes stand after the end of its DEFLATE data");
    Ok(inflated)
}

/// An index that is searched from its folder.
#[derive(Debug)]
pub struct IndexFolder {
    dir: PathBuf,
    engine: Engine,
    primer: Vec<u8>,
}

impl IndexFolder {
    /// Opens the index in `dir`. Only the manifest is read; the rest is when a search needs it.
    pub fn open(dir: &Path) -> Result<Self> {
        let manifest = read_manifest(dir)?;
        let engine = Engine::open(&manifest.inflated)
            .with_context(|| format!("cannot use {}", manifest_path(dir).display()))?;
        let primer = manifest::primer(&manifest.inflated).to_vec();
        Ok(Self { dir: dir.to_owned(), engine, primer })
    }

    /// Answers a query, reading the files that it needs. What was read is kept for the next query.
    pub fn search(&mut self, query: &str, options: &SearchOptions) -> Result<Answer> {
        self.ask(|engine| engine.search(query, options))
    }

    /// Says what was tried for each word of a query, and what that found.
    pub fn explain(&mut self, query: &str) -> Result<Vec<WordExplanation>> {
        self.ask(|engine| engine.explain(query, Readings::ALL))
    }

    /// Completes the last word of a query.
    pub fn suggest(&mut self, query: &str, limit: usize) -> Result<Vec<String>> {
        self.ask(|engine| engine.suggest(query, limit))
    }

    /// The documents most like the one with an address.
    pub fn similar(&mut self, url: &str, limit: usize) -> Result<Vec<Hit>> {
        self.ask(|engine| engine.similar(url, limit))
    }

    /// Asks the engine until it has what it needs to answer.
    fn ask<T>(&mut self, ask: impl Fn(&Engine) -> Result<Step<T>, Error>) -> Result<T> {
        loop {
            let needs = match ask(&self.engine) {
                Ok(Step::Answer(answer)) => return Ok(answer),
                Ok(Step::Need(needs)) => needs,
                Err(error) => return Err(error).context(format!("cannot search {}", self.dir.display())),
            };
            for blob in needs {
                // What is asked for is in the index: the command has no second part of a module to load.
                let Some(location) = self.engine.location(blob) else { continue };
                let file = read_blob(&self.dir, &location, &self.primer)?;
                self.engine
                    .supply(blob, &file.inflated)
                    .with_context(|| format!("cannot use {}", volume_path(&self.dir, &location).display()))?;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compress, Compression, FlushCompress, write::DeflateEncoder};
    use std::io::Write;

    fn deflate(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn inflating_ends_at_the_limit() {
        let stored = deflate(&[0; 5000]);
        for primer in [&b""[..], b"\0\x03\0\xFC\xFFabc"] {
            assert_eq!(inflate(primer, &stored, 5000).unwrap(), [0; 5000]);
            let error = inflate(primer, &stored, 4999).unwrap_err().to_string();
            assert!(error.contains("more than 4999 bytes"), "{error}");
        }
    }

    #[test]
    fn what_refers_to_a_primer_is_inflated_behind_it() {
        let mut compress = Compress::new(Compression::best(), false);
        compress.set_dictionary(b"frequent text").unwrap();
        let mut stored = Vec::with_capacity(100);
        compress.compress_vec(b"a frequent text", &mut stored, FlushCompress::Finish).unwrap();
        assert_eq!(inflate(b"\0\x0D\0\xF2\xFFfrequent text", &stored, 15).unwrap(), b"a frequent text");
        assert!(inflate(b"", &stored, 15).is_err());
    }

    #[test]
    fn bytes_after_the_end_are_refused() {
        let mut stored = deflate(b"kafka");
        stored.push(0);
        let error = inflate(b"", &stored, 100).unwrap_err().to_string();
        assert!(error.starts_with("1 bytes stand after"), "{error}");
    }
}
