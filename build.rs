//! Compiles posts into the index that the browser module embeds.
//!
//! The posts are the folder that `KEYSEEK_POSTS` names, by default `posts/`; set but empty, nothing is embedded.

use keyseek_build::index::IndexOptions;
use keyseek_build::{BuildOptions, Silent};
use keyseek_index::manifest::MANIFEST_NAME;
use keyseek_index::pack;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    println!("cargo::rerun-if-env-changed=KEYSEEK_POSTS");
    println!("cargo::rerun-if-changed=build.rs");
    match embed() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            println!("cargo::error={problem}");
            ExitCode::FAILURE
        }
    }
}

fn embed() -> Result<(), Box<dyn std::error::Error>> {
    let posts = std::env::var_os("KEYSEEK_POSTS").unwrap_or_else(|| "posts".into());
    let packed = if posts.is_empty() { Vec::new() } else { compile(PathBuf::from(posts))? };
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("cargo names no OUT_DIR")?);
    std::fs::write(out.join("embedded.ks"), packed)?;
    Ok(())
}

fn compile(posts: PathBuf) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    // Cargo looks at every file below a folder.
    println!("cargo::rerun-if-changed={}", posts.display());
    let options = BuildOptions {
        sources: vec![posts],
        // All of it is loaded at once, and large pieces compress better.
        index: IndexOptions { volume_bytes: 0, ..IndexOptions::default() },
        ..BuildOptions::default()
    };
    let built = keyseek_build::build(&options, &Silent)?;
    for problem in &built.report.problems {
        println!("cargo::warning={problem}");
    }
    let by_name = built.files.into_iter().map(|(path, bytes)| {
        let name = path.rsplit('/').next().unwrap_or(MANIFEST_NAME).to_owned();
        (name, bytes)
    });
    Ok(pack::encode(&by_name.collect::<BTreeMap<_, _>>()))
}
