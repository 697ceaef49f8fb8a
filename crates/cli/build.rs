//! Takes the browser files into the command: every file of `dist/module/` at the workspace root, which
//! `scripts/module.sh` makes, becomes a row of a table that `src/module.rs` includes. Without that folder the table is
//! empty and the command is built all the same.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default();
    let out = env::var_os("OUT_DIR").map(PathBuf::from).unwrap_or_default();
    let folder = root.join("../../dist/module");
    println!("cargo::rerun-if-changed=build.rs");
    // A folder that is missing counts as changed, so that the module is taken in as soon as it is there.
    println!("cargo::rerun-if-changed={}", folder.display());

    let mut table = String::from("&[\n");
    for path in files(&folder)? {
        println!("cargo::rerun-if-changed={}", path.display());
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        table += &format!("    ({name:?}, include_bytes!({:?})),\n", path.to_string_lossy());
    }
    table += "]\n";
    fs::write(out.join("module_files.rs"), table)
}

/// The files of a folder in the order of their names, hidden ones left out; none when there is no folder.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry?.path();
        let is_hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        if path.is_file() && !is_hidden {
            files.push(path.canonicalize()?);
        }
    }
    files.sort();
    Ok(files)
}
