//! `keyseek build`: sources → a folder that a site can serve.

use crate::progress::Bar;
use crate::{Outcome, module, numbers, single_file, terminal, word_lists};
use anyhow::{Result, bail};
use clap::ValueEnum;
use keyseek_build::folder::Staging;
use keyseek_build::index::{IndexOptions, Memory, Sink};
use keyseek_build::part::MOST_PARTS;
use keyseek_build::source::{HtmlUrl, Problem, SourceOptions};
use keyseek_build::{BuildError, BuildOptions, Report};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Problems that are shown without `--verbose`.
const SHOWN_PROBLEMS: usize = 20;

const EXAMPLES: &str = "\
Examples:
  keyseek build public --out public/search
  keyseek build posts notes.jsonl --out dist/search --base-url /blog
  keyseek build public --out public/search --html-url canonical --strict
  keyseek build posts --out dist/search --synonyms synonyms.txt --words words.txt
  keyseek build posts --out dist/search --facet author --facet views
  keyseek build manual --out manual/search --single-file
  keyseek build archive --out archive/search --memory 2G

Then, in any page of the site:
  <script type=\"module\" src=\"/search/keyseek-search.js\"></script>
  <keyseek-search></keyseek-search>

Or, of a single file, with the API as a global `keyseek`:
  <script src=\"search/keyseek-single.js\"></script>
  <keyseek-search></keyseek-search>";

/// Compile pages into an index and write what a site needs to search it
///
/// SOURCE is a folder, or a .html, .md, .mdx, .jsonl, .xml (RSS or Atom) or story-page .txt file. What cannot be used of
/// the sources is listed and left out. The folder DIR must be new, empty or written by an earlier build; nothing else in
/// it is changed or deleted.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Args {
    /// Folders and files to index
    #[arg(required = true, value_name = "SOURCE")]
    sources: Vec<PathBuf>,
    /// The folder to write; with --part, the file
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Read and analyse share K of N of the sources, and write that to a file
    ///
    /// For sites so large that several machines share the work: each has all the sources and builds a part, with the same
    /// options, and `keyseek merge` makes the index of all parts.
    #[arg(long, value_name = "K/N", value_parser = parse_part)]
    part: Option<Part>,
    /// Put this before every address that starts at the site's root
    ///
    /// With `--base-url /blog` the page /a/ gets the address /blog/a/. Addresses with a host are left alone.
    #[arg(long, value_name = "URL", default_value = "", hide_default_value = true)]
    base_url: String,
    /// Where the address of an HTML page comes from
    #[arg(long, value_name = "FROM", default_value = "path")]
    html_url: HtmlUrlFrom,
    /// Words that stand for each other, one set a line
    ///
    /// The words of a set have commas between them: `k8s, kubernetes, 쿠버네티스`. They are added to the built-in ones. Each is
    /// one word: a phrase has no synonyms. A `#` at the start of a line or after a space begins a comment.
    #[arg(long, value_name = "FILE")]
    synonyms: Option<PathBuf>,
    /// Words that are to be left whole, one a line
    ///
    /// For names that look as if they ended in a particle, and for words that are to be found inside of longer ones. A `#`
    /// at the start of a line or after a space begins a comment.
    #[arg(long, value_name = "FILE")]
    words: Option<PathBuf>,
    /// A field to filter, sort and count by, beside `tags`, `date` and `lang`; repeat it for several
    ///
    /// Any field of the documents: `title`, `url` or one of their own, such as `author`. A field that holds nothing but numbers
    /// is sorted by their size; where some are texts, all are.
    #[arg(long = "facet", value_name = "NAME")]
    facets: Vec<String>,
    /// Write one script, keyseek-single.js, with the index inside
    ///
    /// It works without a server, in pages that are opened from a disk, too. Whoever opens such a page loads all of the index
    /// at once, so it is for small ones.
    #[arg(long, conflicts_with = "part")]
    single_file: bool,
    /// Write each piece of the index to a file of its own
    ///
    /// For hosts that do not give parts of files (HTTP range requests). There the pages work either way, but load more; with
    /// this they load less, from several times as many files.
    #[arg(long)]
    no_ranges: bool,
    /// Of words that more documents hold than this, search the best first
    ///
    /// A search goes on to the others where the best are not enough, and says where it has not counted all. 0 reads all at once.
    /// Unless told, 8192 for a site of 256 MB of text and more, where a frequent word has megabytes, and 0 for others.
    #[arg(long, value_name = "DOCUMENTS")]
    first_tier: Option<usize>,
    /// Memory to make do with, about, such as `256M` or `2G`
    ///
    /// What is more goes into temporary files in DIR, which nobody sees and which are gone when the build ends, however it
    /// ends. The index is the same with any. The words of a site and some hundred bytes a page stay in memory.
    #[arg(long, value_name = "SIZE", default_value = "512M", value_parser = numbers::parse_memory)]
    memory: usize,
    #[command(flatten)]
    manner: Manner,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum HtmlUrlFrom {
    /// The file's path below its source
    Path,
    /// The page's <link rel=canonical>, or the path where there is none
    Canonical,
}

impl From<HtmlUrlFrom> for HtmlUrl {
    fn from(from: HtmlUrlFrom) -> Self {
        match from {
            HtmlUrlFrom::Path => Self::Path,
            HtmlUrlFrom::Canonical => Self::Canonical,
        }
    }
}

/// A share of the sources.
#[derive(Debug, Clone, Copy)]
struct Part {
    number: u32,
    of: u32,
}

fn parse_part(text: &str) -> Result<Part, String> {
    let numbers =
        text.split_once('/').and_then(|(number, of)| Some((number.parse().ok()?, of.parse().ok()?)));
    match numbers {
        Some((number, of)) if (1..=of).contains(&number) && of <= MOST_PARTS => Ok(Part { number, of }),
        _ => Err(format!("expected K/N such as 1/4, K from 1 to N, and N at most {MOST_PARTS}")),
    }
}

/// Builds and writes.
pub fn run(args: &Args) -> Result<Outcome> {
    let started = Instant::now();
    if let Some(part) = args.part {
        return run_part(args, part, started);
    }
    // Whatever would make the work useless is looked at before it begins.
    let staging = Staging::begin(&args.out)?;
    let options = args.options(&args.out, staging.folder())?;
    let bar = Bar::new(args.manner.quiet);
    let built = if args.single_file {
        let memory = Memory::default();
        let built = keyseek_build::build_to(&options, &memory, &bar);
        if built.is_ok() {
            staging.put(single_file::NAME, single_file::compose(&memory.into_files())?)?;
        }
        built
    } else {
        carry(&staging)?;
        keyseek_build::build_to(&options, &staging, &bar)
    };
    bar.finish();
    finish(built, staging, &args.out, args.manner, started)
}

fn run_part(args: &Args, part: Part, started: Instant) -> Result<Outcome> {
    if args.out.is_dir() {
        bail!("{} is a folder; a part is a file: name one", args.out.display());
    }
    let folder = args.out.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let options = args.options(&args.out, folder)?;
    let bar = Bar::new(args.manner.quiet);
    let built = keyseek_build::build_part(&options, part.number, part.of, &args.out, &bar);
    bar.finish();
    let report = built?;
    if args.manner.strict && !report.problems.is_empty() {
        std::fs::remove_file(&args.out)?;
        show_problems(&report.problems, args.manner.verbose);
        return refuse(report.problems.len());
    }
    if !args.manner.quiet {
        show_problems(&report.problems, args.manner.verbose);
        terminal::say(&format!(
            "part {} of {}: {}, {} written to {} in {:.1} s",
            part.number,
            part.of,
            numbers::count(report.documents as u64, "document"),
            numbers::bytes(report.bytes),
            args.out.display(),
            started.elapsed().as_secs_f64(),
        ));
    }
    Ok(Outcome::Done)
}

impl Args {
    /// What is built, and how; `out` is not read, and temporary files go into `temporary`.
    fn options(&self, out: &Path, temporary: &Path) -> Result<BuildOptions> {
        let synonyms = self.synonyms.as_deref().map(word_lists::read_synonyms).transpose()?;
        let words = self.words.as_deref().map(word_lists::read_words).transpose()?;
        let mut index = IndexOptions {
            synonyms: synonyms.unwrap_or_default(),
            words: words.unwrap_or_default(),
            first_tier: self.first_tier,
            memory: self.memory,
            temporary: Some(temporary.to_owned()),
            ..IndexOptions::default()
        };
        index.columns.extend_from_slice(&self.facets);
        // Of a single file all is loaded at once, and large pieces compress better.
        if self.no_ranges || self.single_file {
            index.volume_bytes = 0;
        }
        Ok(BuildOptions {
            sources: self.sources.clone(),
            exclude: vec![out.to_owned()],
            source: SourceOptions { base_url: self.base_url.clone(), html_url: self.html_url.into() },
            index,
        })
    }
}

/// How much is said, and whether problems are errors.
#[derive(Debug, Clone, Copy, clap::Args)]
pub struct Manner {
    /// Fail, and write nothing, if anything in the sources cannot be used
    #[arg(long)]
    strict: bool,
    /// Say nothing unless it fails
    #[arg(long, short, conflicts_with = "verbose")]
    pub quiet: bool,
    /// List every problem, not only the first 20
    #[arg(long, short)]
    verbose: bool,
}

/// Puts the browser files that this command carries beside an index.
pub fn carry(staging: &Staging) -> Result<()> {
    for (name, bytes) in module::FILES.iter().filter(|(name, _)| *name != single_file::NAME) {
        staging.put(name, bytes.to_vec())?;
    }
    Ok(())
}

/// Puts an index that was built into its place and says what it holds.
pub fn finish(
    built: Result<Report, BuildError>,
    staging: Staging,
    out: &Path,
    manner: Manner,
    started: Instant,
) -> Result<Outcome> {
    let report = match built {
        Err(BuildError::NoDocuments { problems }) => {
            show_problems(&problems, manner.verbose);
            bail!("the sources hold no document to index; nothing was written");
        }
        built => built?,
    };
    if manner.strict {
        refuse_problems(&report, manner)?;
    }
    let (files, bytes) = staging.size();
    staging.commit()?;
    if !manner.quiet {
        show_problems(&report.problems, manner.verbose);
        for name in &report.unknown_columns {
            let name = terminal::plain(name);
            terminal::say(&format!(
                "warning: no document has a field `{name}`, so there is no such facet; check its name"
            ));
        }
        if module::FILES.is_empty() {
            terminal::say(
                "warning: this command was built without the browser module, so the index was written without \
                 keyseek.js and keyseek-search.js; get a command that carries them with `make build` in Keyseek's sources",
            );
        }
        terminal::say(&summary(&report, files, bytes, out, started));
    }
    Ok(Outcome::Done)
}

fn refuse<T>(problems: usize) -> Result<T> {
    let count = numbers::count(problems as u64, "problem");
    bail!("{count} in the sources, and --strict allows none; nothing was written");
}

fn refuse_problems(report: &Report, manner: Manner) -> Result<()> {
    if !report.problems.is_empty() {
        show_problems(&report.problems, manner.verbose);
        return refuse(report.problems.len());
    }
    if let Some(name) = report.unknown_columns.first() {
        bail!(
            "no document has a field `{name}` to be a facet, and --strict allows no problems; nothing was written"
        );
    }
    Ok(())
}

fn summary(report: &Report, files: usize, bytes: u64, out: &Path, started: Instant) -> String {
    let statistics = &report.statistics;
    let mut summary = format!(
        "{}, {}, {}; {} in {} written to {} in {:.1} s",
        numbers::count(statistics.documents.into(), "document"),
        numbers::count(statistics.counts.terms, "term"),
        numbers::count(statistics.counts.postings, "posting"),
        numbers::bytes(bytes),
        numbers::count(files as u64, "file"),
        out.display(),
        started.elapsed().as_secs_f64(),
    );
    if let Some(left_out) = left_out(report) {
        summary += &left_out;
    }
    summary
}

/// What was not indexed, by reason, as the end of a sentence.
fn left_out(report: &Report) -> Option<String> {
    let left_out = [
        (report.passed_over.drafts, "draft"),
        (report.passed_over.noindex, "noindex page"),
        (report.passed_over.redirects, "redirect"),
        (report.merged, "duplicate"),
        (report.files_passed_over, "other file"),
        (report.problems.len(), "problem"),
    ];
    let left_out: Vec<String> = left_out
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, noun)| numbers::count(number as u64, noun))
        .collect();
    (!left_out.is_empty()).then(|| format!(" (passed over: {})", left_out.join(", ")))
}

fn show_problems(problems: &[Problem], all: bool) {
    let shown = if all { problems.len() } else { SHOWN_PROBLEMS };
    for problem in problems.iter().take(shown) {
        terminal::say(&terminal::plain(&problem.to_string()));
    }
    let hidden = problems.len().saturating_sub(shown);
    if hidden > 0 {
        let hidden = numbers::count(hidden as u64, "more problem");
        terminal::say(&format!("{hidden}; --verbose lists all"));
    }
}
