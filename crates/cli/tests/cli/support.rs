//! What the tests share: the command, sample documents and an index of them.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// Our own texts, one document a line.
pub const DOCUMENTS: &str = r#"{"url":"/kafka/","title":"Kafka 모니터링","body":"컨슈머 지연을 한눈에 보는 대시보드를 만든다. Kafka 클러스터를 모니터링하면 지연의 원인이 보인다.","lang":"ko","tags":["kafka","운영"],"date":"2024-05-02","minutes":7}
{"url":"/docker/","title":"Installing Docker","body":"A container holds a program with everything that it needs. Docker를 설치하고 첫 이미지를 만든다.","lang":"en"}
{"url":"/svg/","title":"SVG 아이콘","body":"An icon as SVG stays sharp at every size. 아이콘을 한 파일에 모으면 요청이 줄어든다.","lang":"ko"}
{"url":"/queue/","title":"Celery with Redis","body":"Celery takes its tasks from a queue in Redis, and Kafka would be too much for that."}
"#;

/// How the command ended.
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

/// The command, with nothing of the caller's terminal in its environment.
pub fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_keyseek"));
    command.env_remove("NO_COLOR").stdin(Stdio::null());
    command
}

/// Runs the command to its end. It must end by itself with 0, 1 or 2, whatever it was given.
pub fn keyseek<I: IntoIterator<Item = impl AsRef<OsStr>>>(args: I) -> Run {
    finish(command().args(args))
}

/// Runs a prepared command as [`keyseek`] does.
pub fn finish(command: &mut Command) -> Run {
    let output = command.output().unwrap();
    let run = Run {
        code: output.status.code().expect("ended by a signal"),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    };
    assert!((0..=2).contains(&run.code), "exit code {}: {}", run.code, run.stderr);
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    run
}

/// Runs the command, which must fail with a message that holds `expected`, said once and with the command's name.
pub fn fails<I: IntoIterator<Item = impl AsRef<OsStr>>>(args: I, expected: &str) {
    let run = keyseek(args);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.starts_with("keyseek: "), "{}", run.stderr);
    assert_eq!(run.stderr.matches(expected).count(), 1, "{expected:?} in {}", run.stderr);
    assert_eq!(run.stdout, "");
}

/// A temporary folder with an index of [`DOCUMENTS`] in it.
pub struct Sample {
    pub folder: TempDir,
}

impl Sample {
    pub fn build() -> Self {
        let sample = Self { folder: TempDir::new().unwrap() };
        let source = sample.path("documents.jsonl");
        fs::write(&source, DOCUMENTS).unwrap();
        let run =
            keyseek([OsStr::new("build"), source.as_os_str(), OsStr::new("--out"), sample.index().as_ref()]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        sample
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn index(&self) -> PathBuf {
        self.path("search")
    }

    /// Runs `keyseek search` on the index.
    pub fn search(&self, args: &[&str]) -> Run {
        finish(command().arg("search").arg(self.index()).args(args))
    }

    /// The answer to `keyseek search --json`, with the exit code.
    pub fn answer(&self, args: &[&str]) -> (serde_json::Value, i32) {
        let run = self.search(&[args, &["--json"]].concat());
        assert_eq!(run.stdout.lines().count(), 1, "{} {}", run.stdout, run.stderr);
        (serde_json::from_str(&run.stdout).unwrap(), run.code)
    }
}

/// Every file below a folder by its path relative to it, in order.
pub fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}

/// The titles of an answer's hits.
pub fn titles(answer: &serde_json::Value) -> Vec<&str> {
    answer["hits"].as_array().unwrap().iter().map(|hit| hit["title"].as_str().unwrap()).collect()
}
