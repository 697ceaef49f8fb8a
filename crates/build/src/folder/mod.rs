//! The files of an index → a folder that a web server can serve.
//!
//! Files come in while the index is built and are staged in `.keyseek-build` inside the folder, where no reader looks. When
//! all are there, those named by their content are moved to their places first and the rest, the manifest last, is put in
//! place by renaming, so that whoever reads the folder at any moment sees the old index or the new one, whole.
//! `keyseek-files.json` lists what was written; nothing else is ever deleted. The files of the build before stay, for pages
//! that still hold its manifest; those of older builds go.
//!
//! A build that fails removes what it staged. One that is killed leaves it, and the next build, which sees by a lock that
//! nobody works there any more, removes it.

mod staging;

pub use staging::Staging;

use crate::temporary::advice;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fs::DirEntry;
use std::io;
use std::path::{Component, Path, PathBuf};

/// Name of the folder in which files wait until all are there.
pub const STAGING_NAME: &str = ".keyseek-build";
/// Name of the list of written files.
pub const LIST_NAME: &str = "keyseek-files.json";

/// Why a folder could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FolderError {
    /// The folder holds files that no build wrote.
    #[error(
        "{} holds files but no {LIST_NAME}, so it was not written by keyseek; nothing was changed: \
         name an empty or a new folder",
        dir.display()
    )]
    NotOurs {
        /// The folder.
        dir: PathBuf,
    },
    /// The list of written files cannot be read.
    #[error("{} is damaged; nothing was changed: restore it, or name an empty or a new folder", path.display())]
    List {
        /// The list.
        path: PathBuf,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// Another build writes into the folder.
    #[error("another build is writing into {}; wait for it, or name another folder", dir.display())]
    Busy {
        /// The folder.
        dir: PathBuf,
    },
    /// The system refused.
    #[error("cannot {action} {}{}", path.display(), advice(source))]
    Io {
        /// What was tried.
        action: &'static str,
        /// With which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// What the builds before wrote into a folder.
#[derive(Debug, Default, Serialize, Deserialize)]
struct FileList {
    /// The files of the newest build.
    current: BTreeSet<String>,
    /// Files of the build before that the newest does not have.
    previous: BTreeSet<String>,
}

/// Whether an index may be written into `dir`: it is not there yet, or empty, or was written by an earlier build.
///
/// # Errors
/// When it is not ours or cannot be read.
pub fn check(dir: &Path) -> Result<(), FolderError> {
    read_list(dir).map(drop)
}

fn read_list(dir: &Path) -> Result<FileList, FolderError> {
    let path = dir.join(LIST_NAME);
    match std::fs::read(&path) {
        Ok(bytes) => serde_json::from_slice(&bytes).map_err(|source| FolderError::List { path, source }),
        Err(source) if source.kind() == io::ErrorKind::NotFound => match std::fs::read_dir(dir) {
            Ok(mut entries) => {
                // All that a first build leaves behind when it is killed.
                let is_staging = |entry: &io::Result<DirEntry>| {
                    entry.as_ref().is_ok_and(|entry| entry.file_name() == STAGING_NAME)
                };
                if entries.any(|entry| !is_staging(&entry)) {
                    return Err(FolderError::NotOurs { dir: dir.to_owned() });
                }
                Ok(FileList::default())
            }
            Err(source) if source.kind() == io::ErrorKind::NotFound => Ok(FileList::default()),
            Err(source) => Err(FolderError::Io { action: "read", path: dir.to_owned(), source }),
        },
        Err(source) => Err(FolderError::Io { action: "read", path, source }),
    }
}

fn write_list(dir: &Path, list: &FileList) -> Result<(), FolderError> {
    let mut bytes = serde_json::to_vec_pretty(list).unwrap_or_default();
    bytes.push(b'\n');
    put(dir, LIST_NAME, &bytes)
}

/// Writes a file beside its place and moves it there; a file that already has these bytes is left alone.
fn put(dir: &Path, name: &str, bytes: &[u8]) -> Result<(), FolderError> {
    let path = dir.join(name);
    if std::fs::read(&path).is_ok_and(|there| there == bytes) {
        return Ok(());
    }
    if let Some(parent) = path.parent() {
        create_folder(parent)?;
    }
    let mut temporary = path.clone().into_os_string();
    temporary.push(".new");
    let temporary = PathBuf::from(temporary);
    let written = std::fs::write(&temporary, bytes).and_then(|()| std::fs::rename(&temporary, &path));
    written.map_err(|source| {
        // What could not be finished is of no use; that it cannot be removed either is not the news.
        let _ = std::fs::remove_file(&temporary);
        FolderError::Io { action: "write", path, source }
    })
}

fn remove(dir: &Path, name: &str) -> Result<(), FolderError> {
    // A list that was edited must not lead out of the folder.
    if !Path::new(name).components().all(|part| matches!(part, Component::Normal(_))) {
        return Ok(());
    }
    let path = dir.join(name);
    match std::fs::remove_file(&path) {
        Err(source) if source.kind() != io::ErrorKind::NotFound => {
            Err(FolderError::Io { action: "remove", path, source })
        }
        _ => Ok(()),
    }
}

fn create_folder(dir: &Path) -> Result<(), FolderError> {
    std::fs::create_dir_all(dir).map_err(|source| FolderError::Io {
        action: "create the folder",
        path: dir.to_owned(),
        source,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::Sink;
    use std::collections::BTreeMap;

    fn files(names: &[&str]) -> BTreeMap<String, Vec<u8>> {
        names.iter().map(|name| ((*name).to_owned(), name.as_bytes().to_vec())).collect()
    }

    fn listing(dir: &Path) -> Vec<String> {
        let mut names: Vec<String> = walkdir::WalkDir::new(dir)
            .into_iter()
            .map(Result::unwrap)
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| entry.path().strip_prefix(dir).unwrap().to_str().unwrap().to_owned())
            .filter(|name| name != LIST_NAME)
            .collect();
        names.sort();
        names
    }

    fn write(dir: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<(), FolderError> {
        let staging = Staging::begin(dir)?;
        files.iter().try_for_each(|(path, bytes)| staging.put(path, bytes.clone()))?;
        staging.commit()
    }

    #[test]
    fn the_build_before_stays_and_older_ones_go() {
        let dir = tempfile::tempdir().unwrap();
        let check = |written: &[&str], expected: &[&str]| {
            write(dir.path(), &files(written)).unwrap();
            assert_eq!(listing(dir.path()), expected);
        };
        check(&["manifest.keyseek", "index/a"], &["index/a", "manifest.keyseek"]);
        check(&["manifest.keyseek", "index/b"], &["index/a", "index/b", "manifest.keyseek"]);
        check(&["manifest.keyseek", "index/c"], &["index/b", "index/c", "manifest.keyseek"]);
        check(&["manifest.keyseek", "index/b"], &["index/b", "index/c", "manifest.keyseek"]);
    }

    #[test]
    fn what_is_not_ours_stays() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("thesis.tex"), "ten years of work").unwrap();
        let refused = write(dir.path(), &files(&["manifest.keyseek"]));
        assert!(matches!(refused, Err(FolderError::NotOurs { .. })));
        assert_eq!(listing(dir.path()), ["thesis.tex"]);
        assert!(matches!(check(dir.path()), Err(FolderError::NotOurs { .. })));

        let ours = tempfile::tempdir().unwrap();
        write(ours.path(), &files(&["manifest.keyseek", "index/a"])).unwrap();
        std::fs::write(ours.path().join("index/note"), "kept").unwrap();
        for name in ["index/b", "index/c", "index/d"] {
            write(ours.path(), &files(&["manifest.keyseek", name])).unwrap();
        }
        assert!(listing(ours.path()).contains(&"index/note".to_owned()));
    }

    #[test]
    fn a_list_cannot_lead_out_of_the_folder() {
        let outer = tempfile::tempdir().unwrap();
        std::fs::write(outer.path().join("secret"), "kept").unwrap();
        let dir = outer.path().join("site");
        std::fs::create_dir(&dir).unwrap();
        std::fs::write(dir.join(LIST_NAME), r#"{"current":[],"previous":["../secret"]}"#).unwrap();
        write(&dir, &files(&["manifest.keyseek"])).unwrap();
        assert!(outer.path().join("secret").exists());
    }

    #[test]
    fn what_was_not_committed_is_gone() {
        let outer = tempfile::tempdir().unwrap();
        let dir = outer.path().join("deep/site");
        let staging = Staging::begin(&dir).unwrap();
        staging.put("index/a", b"a".to_vec()).unwrap();
        assert!(matches!(Staging::begin(&dir), Err(FolderError::Busy { .. })));
        drop(staging);
        assert!(!outer.path().join("deep").exists());

        write(&dir, &files(&["manifest.keyseek", "index/a"])).unwrap();
        let staging = Staging::begin(&dir).unwrap();
        staging.put("index/b", b"b".to_vec()).unwrap();
        drop(staging);
        assert_eq!(listing(&dir), ["index/a", "manifest.keyseek"]);
        assert!(!dir.join(STAGING_NAME).exists());
    }

    #[test]
    fn what_a_killed_build_left_goes_and_nothing_else() {
        let outer = tempfile::tempdir().unwrap();
        let (dir, left) = (outer.path().join("site"), outer.path().join("site").join(STAGING_NAME));
        let leave = || {
            std::fs::create_dir_all(&left).unwrap();
            std::fs::write(left.join("lock"), "").unwrap();
            std::fs::write(left.join("terms-0123456789.ks"), "half").unwrap();
        };
        leave();
        assert!(check(&dir).is_ok());
        write(&dir, &files(&["manifest.keyseek", "index/a"])).unwrap();
        assert_eq!(listing(&dir), ["index/a", "manifest.keyseek"]);
        leave();
        std::fs::write(left.join("thesis.tex"), "ten years of work").unwrap();
        write(&dir, &files(&["manifest.keyseek", "index/a"])).unwrap();
        assert_eq!(listing(&dir), [".keyseek-build/thesis.tex", "index/a", "manifest.keyseek"]);
    }

    #[test]
    fn a_build_killed_while_it_moves_its_files_leaves_the_index_before() {
        let dir = tempfile::tempdir().unwrap();
        write(dir.path(), &files(&["manifest.keyseek", "index/a"])).unwrap();
        // The new files are listed and one is moved, but the manifest is not.
        let left = dir.path().join(STAGING_NAME);
        std::fs::create_dir(&left).unwrap();
        std::fs::write(left.join("c.ks"), "c").unwrap();
        std::fs::write(dir.path().join("index/b"), "b").unwrap();
        let list = r#"{"current":["index/a","manifest.keyseek"],"previous":["index/b","index/c.ks"]}"#;
        std::fs::write(dir.path().join(LIST_NAME), list).unwrap();
        // The index before stays for open pages as after any other build; what was left goes.
        write(dir.path(), &files(&["manifest.keyseek", "index/d"])).unwrap();
        assert_eq!(listing(dir.path()), ["index/a", "index/d", "manifest.keyseek"]);
    }
}
