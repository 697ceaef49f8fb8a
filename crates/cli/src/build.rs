//! `keyseek build`: sources → a folder that a site can serve.

use crate::{Outcome, module, numbers, single_file, terminal, word_lists};
use anyhow::{Result, bail};
use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressStyle};
use keyseek_build::index::IndexOptions;
use keyseek_build::source::{HtmlUrl, Problem, SourceOptions};
use keyseek_build::{BuildError, BuildOptions, Built, Progress, Stage, folder};
use std::collections::BTreeMap;
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
    /// The folder to write
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
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
    #[arg(long)]
    single_file: bool,
    /// Fail, and write nothing, if anything in the sources cannot be used
    #[arg(long)]
    strict: bool,
    /// Say nothing unless the build fails
    #[arg(long, short, conflicts_with = "verbose")]
    quiet: bool,
    /// List every problem, not only the first 20
    #[arg(long, short)]
    verbose: bool,
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

/// Builds and writes.
pub fn run(args: &Args) -> Result<Outcome> {
    let started = Instant::now();
    // Whatever would make the work useless is looked at before it begins.
    folder::check(&args.out)?;
    let synonyms = args.synonyms.as_deref().map(word_lists::read_synonyms).transpose()?;
    let words = args.words.as_deref().map(word_lists::read_words).transpose()?;
    let mut index = IndexOptions {
        synonyms: synonyms.unwrap_or_default(),
        words: words.unwrap_or_default(),
        ..IndexOptions::default()
    };
    index.columns.extend_from_slice(&args.facets);
    let options = BuildOptions {
        sources: args.sources.clone(),
        exclude: vec![args.out.clone()],
        source: SourceOptions { base_url: args.base_url.clone(), html_url: args.html_url.into() },
        index,
    };
    let bar = Bar::new(args.quiet);
    let built = keyseek_build::build(&options, &bar);
    bar.0.finish_and_clear();
    let mut built = match built {
        Err(BuildError::NoDocuments { problems }) => {
            show_problems(&problems, args.verbose);
            bail!("the sources hold no document to index; nothing was written");
        }
        built => built?,
    };
    if args.strict && !built.problems.is_empty() {
        show_problems(&built.problems, args.verbose);
        let count = numbers::count(built.problems.len() as u64, "problem");
        bail!("{count} in the sources, and --strict allows none; nothing was written");
    }

    if args.strict
        && let Some(name) = built.unknown_columns.first()
    {
        bail!(
            "no document has a field `{name}` to be a facet, and --strict allows no problems; nothing was written"
        );
    }

    // Taken, not copied: the files of a large site are most of what is in memory.
    let mut files = std::mem::take(&mut built.files);
    if args.single_file {
        files = BTreeMap::from([(single_file::NAME.to_owned(), single_file::compose(&files)?)]);
    } else {
        let carried = module::FILES.iter().filter(|(name, _)| *name != single_file::NAME);
        files.extend(carried.map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())));
    }
    folder::write(&args.out, &files)?;
    if !args.quiet {
        show_problems(&built.problems, args.verbose);
        for name in &built.unknown_columns {
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
        terminal::say(&summary(&built, &files, &args.out, started));
    }
    Ok(Outcome::Done)
}

fn summary(built: &Built, files: &BTreeMap<String, Vec<u8>>, out: &Path, started: Instant) -> String {
    let statistics = &built.statistics;
    let bytes = files.values().map(|bytes| bytes.len() as u64).sum();
    let mut summary = format!(
        "{}, {}, {}; {} in {} written to {} in {:.1} s",
        numbers::count(statistics.documents.into(), "document"),
        numbers::count(statistics.counts.terms, "term"),
        numbers::count(statistics.counts.postings, "posting"),
        numbers::bytes(bytes),
        numbers::count(files.len() as u64, "file"),
        out.display(),
        started.elapsed().as_secs_f64(),
    );
    let left_out = [
        (built.passed_over.drafts, "draft"),
        (built.passed_over.noindex, "noindex page"),
        (built.passed_over.redirects, "redirect"),
        (built.merged, "duplicate"),
        (built.files_passed_over, "other file"),
        (built.problems.len(), "problem"),
    ];
    let left_out: Vec<String> = left_out
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, noun)| numbers::count(number as u64, noun))
        .collect();
    if !left_out.is_empty() {
        summary += &format!(" (passed over: {})", left_out.join(", "));
    }
    summary
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

/// A progress bar on stderr, which draws itself only where a person can see it.
struct Bar(ProgressBar);

impl Bar {
    fn new(quiet: bool) -> Self {
        let bar = if quiet { ProgressBar::hidden() } else { ProgressBar::new(0) };
        let style = ProgressStyle::with_template("{msg:>8} {bar:30} {human_pos} of {human_len}");
        Self(bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar())))
    }
}

impl Progress for Bar {
    fn stage(&self, stage: Stage, total: u64) {
        self.0.reset();
        self.0.set_length(total);
        self.0.set_message(match stage {
            Stage::Read => "reading",
            Stage::Index => "indexing",
            Stage::Write => "writing",
        });
    }

    fn advance(&self, steps: u64) {
        self.0.inc(steps);
    }
}
