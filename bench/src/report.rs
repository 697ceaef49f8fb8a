//! Numbers → Markdown.

use anyhow::Context;
use std::fmt::Write;
use std::fs;
use std::process::Command;
use std::time::Duration;

/// A report that is being written.
#[derive(Debug, Default)]
pub struct Report {
    text: String,
}

impl Report {
    /// Adds a heading and what stands below it.
    pub fn section(&mut self, heading: &str, paragraph: &str) {
        let _ = writeln!(
            self.text,
            "{}{heading}\n\n{paragraph}\n",
            if self.text.is_empty() { "# " } else { "## " }
        );
    }

    /// Adds a paragraph.
    pub fn paragraph(&mut self, text: &str) {
        let _ = writeln!(self.text, "{text}\n");
    }

    /// Adds an item of a list.
    pub fn item(&mut self, text: &str) {
        let _ = writeln!(self.text, "- {text}");
    }

    /// Adds a table; its first column is text, the others are numbers.
    pub fn table<'a>(&mut self, head: &[&str], rows: impl IntoIterator<Item = (&'a str, Vec<String>)>) {
        let _ = writeln!(self.text, "| {} |\n| ---{} |", head.join(" | "), " | ---:".repeat(head.len() - 1));
        for (name, cells) in rows {
            let _ = writeln!(self.text, "| {name} | {} |", cells.join(" | "));
        }
        self.text.push('\n');
    }

    /// Prints the whole report.
    pub fn print(&self) {
        println!("{}", self.text.trim_end());
    }

    /// Prints the whole report, and writes it to a file.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn publish(&self, file: &str) -> anyhow::Result<()> {
        self.print();
        fs::write(file, format!("{}\n", self.text.trim_end()))
            .with_context(|| format!("{file} cannot be written"))
    }
}

/// A share of 1 as a percentage with one digit.
pub fn percent(share: f64) -> String {
    format!("{:.1}", 100.0 * share)
}

/// A share of 1 with three digits.
pub fn share(share: f64) -> String {
    format!("{share:.3}")
}

/// The change of a share in points; a dot where there is none.
pub fn change(before: f64, after: f64) -> String {
    let points = 100.0 * (after - before);
    if points.abs() < 0.05 { "·".to_owned() } else { format!("{points:+.1}") }
}

/// A time in microseconds.
pub fn micros(time: Duration) -> String {
    format!("{:.0}", time.as_secs_f64() * 1e6)
}

/// What a program says of its version.
pub fn version_of(program: &str) -> String {
    let told = Command::new(program).arg("--version").output();
    told.map_or_else(|_| "unknown".into(), |told| String::from_utf8_lossy(&told.stdout).trim().to_owned())
}
