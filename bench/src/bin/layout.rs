//! What a first search loads, by the sizes at which shards, blocks and volumes are full and that of the primer: writes `bench/LAYOUT.md` and prints it.
//!
//! ```text
//! cargo run --release -p keyseek-bench --bin layout -- [--site NAME=FOLDER]…
//! ```
//!
//! The numbers depend on the corpora and the code alone. A site is a folder of pages that is measured beside the corpora.

use keyseek_bench::cold::{Loaded, first_search, queries};
use keyseek_bench::corpus::{self, Corpus};
use keyseek_bench::report::Report;
use keyseek_build::Silent;
use keyseek_build::index::{IndexOptions, Indexed};
use keyseek_index::Document;

const OUTPUT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/LAYOUT.md");
/// Sizes that are compared, bytes.
const SHARDS: [usize; 5] = [2 << 10, 4 << 10, 8 << 10, 16 << 10, 32 << 10];
const BLOCKS: [usize; 5] = [512, 1 << 10, 2 << 10, 4 << 10, 8 << 10];
const VOLUMES: [usize; 2] = [32 << 10, 128 << 10];
const PRIMERS: [usize; 5] = [0, 1 << 10, 2 << 10, 8 << 10, 32 << 10];

fn main() -> anyhow::Result<()> {
    let sites = corpus::sites(&Corpus::ALL)?;
    let mut report = Report::default();
    report.section(
        "Layout",
        "What the first search of a page loads of an index, in kB as stored, to show ten hits: the mean over queries of one \
         word, of two words and of the beginning of a word, each of which ten documents hold. The module and its scripts come \
         on top; each answer counts 120 bytes more, for its head. Where a host gives no parts of files, whole volumes are loaded. \
         Made by `cargo run --release -p keyseek-bench --bin layout -- --site NAME=FOLDER`.",
    );
    for (name, documents) in &sites {
        add_site(&mut report, name, documents);
    }
    report.publish(OUTPUT)
}

fn add_site(report: &mut Report, name: &str, documents: &[Document]) {
    let kinds = queries(documents);
    report.section(
        &format!("{name}: {} documents", documents.len()),
        "By shard, block and primer, KiB before compression, and volume, KiB as stored; a dot is what the builder chooses:",
    );
    let build = |name: &str, options: &IndexOptions| {
        let indexed = keyseek_build::index(documents, options, &Silent).expect("documents can be indexed");
        let kib = |bytes: usize| format!("{}", bytes as f64 / 1024.0);
        let chosen = |bytes: usize| if bytes == 0 { "·".to_owned() } else { kib(bytes) };
        let sizes = [
            chosen(options.shard_bytes),
            chosen(options.block_bytes),
            options.primer_bytes.map_or_else(|| chosen(0), kib),
            kib(options.volume_bytes),
        ];
        (format!("{name}{}", sizes.join(", ")), cells(&indexed, &kinds))
    };
    let as_built = IndexOptions::default();
    let mut rows = vec![build("as built: ", &as_built)];
    rows.push(build("without ranges: ", &IndexOptions { volume_bytes: 0, ..as_built.clone() }));
    for shard_bytes in SHARDS {
        rows.push(build("", &IndexOptions { shard_bytes, ..as_built.clone() }));
    }
    for block_bytes in BLOCKS {
        rows.push(build("", &IndexOptions { block_bytes, ..as_built.clone() }));
    }
    for primer_bytes in PRIMERS.map(Some) {
        rows.push(build("", &IndexOptions { primer_bytes, ..as_built.clone() }));
    }
    for volume_bytes in VOLUMES {
        rows.push(build("", &IndexOptions { volume_bytes, ..as_built.clone() }));
    }
    let head = [
        "shard, block, primer, volume",
        "files",
        "all kB",
        "manifest",
        "one word",
        "two words",
        "beginning",
        "terms",
        "positions",
        "documents",
        "requests",
        "rounds",
        "whole files",
    ];
    report.table(&head, rows.iter().map(|(name, cells)| (name.as_str(), cells.clone())));
}

fn cells(indexed: &Indexed, kinds: &[Vec<String>; 3]) -> Vec<String> {
    let kb = |bytes: usize, of: usize| format!("{:.1}", bytes as f64 / 1000.0 / of.max(1) as f64);
    let mut cells = vec![
        indexed.files.len().to_string(),
        format!("{:.0}", indexed.files.values().map(Vec::len).sum::<usize>() as f64 / 1000.0),
    ];
    let mut all = Loaded::default();
    let mut asked = 0;
    let mut of_kinds = Vec::new();
    for queries in kinds {
        let mut of_kind = Loaded::default();
        for query in queries {
            of_kind += first_search(indexed, query);
        }
        // Few documents share no two words.
        let is_asked = !queries.is_empty();
        of_kinds.push(if is_asked { kb(of_kind.total().bytes, queries.len()) } else { "–".to_owned() });
        all += of_kind;
        asked += queries.len();
    }
    cells.push(kb(all.manifest.bytes, asked));
    cells.extend(of_kinds);
    cells.extend([all.terms, all.positions, all.documents].map(|weight| kb(weight.bytes, asked)));
    let mean = |count: usize| format!("{:.1}", count as f64 / asked.max(1) as f64);
    cells.extend([mean(all.total().requests), mean(all.rounds), kb(all.whole_files.bytes, asked)]);
    cells
}
