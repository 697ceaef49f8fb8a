//! The files of an index → a folder that a web server can serve.
//!
//! Files named by their content are written first and the rest, the manifest last, is put in place by renaming, so that
//! whoever reads the folder at any moment sees the old index or the new one, whole. `keyseek-files.json` lists what was
//! written; nothing else is ever deleted. The files of the build before stay, for pages that still hold its manifest; those
//! of older builds go.

use keyseek_index::manifest::MANIFEST_NAME;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Component, Path, PathBuf};

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
    /// The system refused.
    #[error("cannot {action} {}", path.display())]
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

/// Writes `files`, by path relative to `dir`, and removes what the build before the last one wrote.
///
/// # Errors
/// When the folder is not ours or the system refuses; then the index that was there is whole.
pub fn write(dir: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<(), FolderError> {
    let before = read_list(dir)?;
    let names: BTreeSet<String> = files.keys().cloned().collect();
    let outdated: BTreeSet<String> = before.previous.difference(&names).cloned().collect();
    let mut list = FileList {
        previous: before
            .current
            .union(&before.previous)
            .filter(|name| !names.contains(*name))
            .cloned()
            .collect(),
        current: names,
    };

    create_folder(dir)?;
    // The list first and with everything in it: whatever a build leaves behind when it is killed is on it.
    write_list(dir, &list)?;
    let is_fixed = |name: &str| !name.contains('/');
    for (name, bytes) in files.iter().filter(|(name, _)| !is_fixed(name)) {
        put(dir, name, bytes)?;
    }
    for (name, bytes) in files.iter().filter(|(name, _)| is_fixed(name) && *name != MANIFEST_NAME) {
        put(dir, name, bytes)?;
    }
    if let Some(manifest) = files.get(MANIFEST_NAME) {
        put(dir, MANIFEST_NAME, manifest)?;
    }
    for name in &outdated {
        remove(dir, name)?;
        list.previous.remove(name);
    }
    write_list(dir, &list)
}

fn read_list(dir: &Path) -> Result<FileList, FolderError> {
    let path = dir.join(LIST_NAME);
    match std::fs::read(&path) {
        Ok(bytes) => serde_json::from_slice(&bytes).map_err(|source| FolderError::List { path, source }),
        Err(source) if source.kind() == io::ErrorKind::NotFound => match std::fs::read_dir(dir) {
            Ok(mut entries) => {
                if entries.next().is_some() {
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
}
