//! Files wait inside the folder until all are there.

use super::{FileList, FolderError, STAGING_NAME, create_folder, read_list, remove, write_list};
use crate::index::Sink;
use keyseek_index::manifest::MANIFEST_NAME;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::{fs, io};

/// Name of the file that a build locks as long as it writes.
const LOCK_NAME: &str = "lock";
/// What every staged file's name ends in.
const STAGED: &str = ".ks";

/// An index on its way into a folder.
///
/// Dropped before [`Staging::commit`], it leaves the folder as it was.
#[derive(Debug)]
pub struct Staging {
    dir: PathBuf,
    staging: PathBuf,
    /// Folders that did not exist, the innermost first.
    created: Vec<PathBuf>,
    before: FileList,
    lock: Option<File>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// Every file of the index, and whether it is staged rather than in its place already.
    files: BTreeMap<String, bool>,
    bytes: u64,
}

impl Staging {
    /// Begins to write into `dir`.
    ///
    /// # Errors
    /// When the folder is not ours, another build writes into it, or the system refuses.
    pub fn begin(dir: &Path) -> Result<Self, FolderError> {
        let before = read_list(dir)?;
        let staging = dir.join(STAGING_NAME);
        let created = dir
            .ancestors()
            .take_while(|dir| !dir.as_os_str().is_empty() && !dir.exists())
            .map(Path::to_owned);
        let mut this = Self {
            dir: dir.to_owned(),
            created: created.collect(),
            staging,
            before,
            lock: None,
            state: Mutex::default(),
        };
        create_folder(&this.staging)?;
        let path = this.staging.join(LOCK_NAME);
        let error = |source| FolderError::Io { action: "lock", path: path.clone(), source };
        let lock = File::create(&path).map_err(error)?;
        match lock.try_lock() {
            Ok(()) => this.lock = Some(lock),
            Err(TryLockError::WouldBlock) => return Err(FolderError::Busy { dir: dir.to_owned() }),
            // Some file systems of networks have no locks.
            Err(TryLockError::Error(source)) if source.kind() == io::ErrorKind::Unsupported => {
                this.lock = Some(lock);
            }
            Err(TryLockError::Error(source)) => return Err(error(source)),
        }
        this.remove_staged();
        Ok(this)
    }

    /// The folder for what a build needs to write beside the index.
    pub fn folder(&self) -> &Path {
        &self.staging
    }

    /// Files and bytes so far.
    pub fn size(&self) -> (usize, u64) {
        let state = self.state();
        (state.files.len(), state.bytes)
    }

    /// Puts the index into its place and removes what the build before the last one wrote.
    ///
    /// # Errors
    /// When the system refuses; then the index that was there is whole.
    pub fn commit(self) -> Result<(), FolderError> {
        let dir = &self.dir;
        let state = std::mem::take(&mut *self.state());
        let names: BTreeSet<String> = state.files.keys().cloned().collect();
        let before = &self.before;
        // First of all the new files are listed as ones that may go: whatever a build leaves behind when it is killed
        // here is on the list, and the index before is still the current one.
        let listed = before.previous.union(&names).filter(|name| !before.current.contains(*name));
        write_list(dir, &FileList { current: before.current.clone(), previous: listed.cloned().collect() })?;

        // Files named by their content, then the others, the manifest last.
        let rank = |name: &str| if name.contains('/') { 0 } else { 1 + u8::from(name == MANIFEST_NAME) };
        for wanted in 0..=2 {
            for (name, _) in state.files.iter().filter(|(name, staged)| **staged && rank(name) == wanted) {
                let path = dir.join(name);
                if let Some(parent) = path.parent() {
                    create_folder(parent)?;
                }
                fs::rename(self.staged(name), &path).map_err(|source| FolderError::Io {
                    action: "write",
                    path,
                    source,
                })?;
            }
        }
        let outdated: Vec<&String> = before.previous.difference(&names).collect();
        let kept: BTreeSet<String> = before.current.difference(&names).cloned().collect();
        let previous = kept.iter().chain(outdated.iter().copied()).cloned().collect();
        write_list(dir, &FileList { current: names.clone(), previous })?;
        for name in outdated.into_iter().filter(|name| !kept.contains(*name)) {
            remove(dir, name)?;
        }
        write_list(dir, &FileList { current: names, previous: kept })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Where a file waits. Names in folders are those of contents, so that the folders need not tell them apart.
    fn staged(&self, name: &str) -> PathBuf {
        let name = name.rsplit('/').next().unwrap_or(name);
        self.staging.join(if name.ends_with(STAGED) { name.to_owned() } else { format!("{name}{STAGED}") })
    }

    fn remove_staged(&self) {
        let entries = fs::read_dir(&self.staging).into_iter().flatten().flatten();
        for entry in entries.filter(|entry| entry.file_name().to_string_lossy().ends_with(STAGED)) {
            // What cannot be removed is in nobody's way.
            let _ = fs::remove_file(entry.path());
        }
    }
}

impl Sink for Staging {
    fn put(&self, path: &str, bytes: Vec<u8>) -> Result<(), FolderError> {
        let mut state = self.state();
        if state.files.contains_key(path) {
            return Ok(());
        }
        state.files.insert(path.to_owned(), false);
        state.bytes += bytes.len() as u64;
        drop(state);
        let place = self.dir.join(path);
        let has_size = fs::metadata(&place).is_ok_and(|there| there.len() == bytes.len() as u64);
        if has_size && fs::read(&place).is_ok_and(|there| there == bytes) {
            return Ok(());
        }
        fs::write(self.staged(path), &bytes).map_err(|source| FolderError::Io {
            action: "write",
            path: place,
            source,
        })?;
        self.state().files.insert(path.to_owned(), true);
        Ok(())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // Without the lock the staged files are another build's.
        if let Some(lock) = self.lock.take() {
            self.remove_staged();
            // Windows does not remove open files.
            drop(lock);
            let _ = fs::remove_file(self.staging.join(LOCK_NAME));
        }
        // Only empty folders are removed so.
        for dir in std::iter::once(&self.staging).chain(&self.created) {
            let _ = fs::remove_dir(dir);
        }
    }
}
