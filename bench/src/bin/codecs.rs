//! What the lists of an index, and the addresses and titles of its documents, could take by other codes: writes `bench/CODECS.md` and prints it.
//!
//! ```text
//! cargo run --release -p keyseek-bench --bin codecs -- [--site NAME=FOLDER]…
//! ```
//!
//! The bytes depend on the corpora and the code alone. A site is a folder of pages that is measured beside the corpora.

use flate2::Compression;
use flate2::write::DeflateEncoder;
use keyseek_bench::codecs::choice::{
    BEFORE, Choice, Codes, Dictionary, Documents, Lengths, Positions, STORED,
};
use keyseek_bench::codecs::decode;
use keyseek_bench::codecs::encode::encode;
use keyseek_bench::codecs::shard::Lists;
use keyseek_bench::codecs::store::{Heads, Store};
use keyseek_bench::cold;
use keyseek_bench::corpus::{self, Corpus};
use keyseek_bench::report::Report;
use keyseek_build::Silent;
use keyseek_build::index::{IndexOptions, Indexed};
use keyseek_index::Document;
use keyseek_index::frame::{self, Kind};
use keyseek_search::Blob;
use std::fs;
use std::io::Write;
use std::num::NonZeroU64;
use std::time::Instant;

const OUTPUT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/CODECS.md");
const FINDINGS: &str = include_str!("../codecs/findings.md");

/// What is changed, and how the lists are then.
const CHOICES: [(&str, Choice); 24] = [
    ("as format version 4 had it", BEFORE),
    ("that, lengths less the least possible", Choice { lengths: Lengths::Excess, ..BEFORE }),
    ("that, without lengths", Choice { lengths: Lengths::None, ..BEFORE }),
    ("that, document ids apart from codes", Choice { codes: Codes::Small, ..STORED }),
    ("codes of version 4, varints apart", Choice { codes: Codes::SmallApart, ..STORED }),
    ("codes of version 4, frequencies quantised", Choice { codes: Codes::SmallQuantised, ..STORED }),
    ("codes by a range coder", Choice { codes: Codes::Ranged, ..STORED }),
    ("ids list by list, before their codes", Choice { documents: Documents::ByList, ..STORED }),
    ("ids and codes in turn", Choice { documents: Documents::Interleaved, ..STORED }),
    ("first ids apart", Choice { documents: Documents::FirstsApart, ..STORED }),
    ("ids by Rice, one column", Choice { documents: Documents::Rice, ..STORED }),
    ("ids by Rice, by list", Choice { documents: Documents::RiceByList, ..STORED }),
    ("ids interpolative, by list", Choice { documents: Documents::Interpolative, ..STORED }),
    ("ids by Elias–Fano, by list", Choice { documents: Documents::EliasFano, ..STORED }),
    ("ids by a range coder", Choice { documents: Documents::Ranged, ..STORED }),
    ("FST without head and foot", Choice { dictionary: Dictionary::BareMap, ..STORED }),
    ("FST without ordinals", Choice { dictionary: Dictionary::Set, ..STORED }),
    ("keys front-coded, no FST", Choice { dictionary: Dictionary::FrontCoded, ..STORED }),
    ("first positions apart", Choice { positions: Positions::FirstsApart, ..STORED }),
    ("positions in two planes of bytes", Choice { positions: Positions::Planes, ..STORED }),
    ("positions by Rice, by list", Choice { positions: Positions::RiceByList, ..STORED }),
    ("positions by Rice, by words of the document", Choice { positions: Positions::Rice, ..STORED }),
    ("positions interpolative", Choice { positions: Positions::Interpolative, ..STORED }),
    ("positions by a range coder", Choice { positions: Positions::Ranged, ..STORED }),
];

/// Forms of addresses and titles.
const HEADS: [(&str, Heads); 13] = [
    ("**as stored**", Heads::Stored),
    ("nowhere, as a bound", Heads::Nowhere),
    ("addresses front-coded", Heads::Addresses),
    ("both front-coded", Heads::Both),
    ("columns of the block", Heads::Columns),
    ("columns of the block, front-coded", Heads::ColumnsFrontCoded),
    ("both front-coded, the block's first address in the manifest", Heads::FirstInManifest),
    ("parts for 16 documents", Heads::Apart(16)),
    ("parts for 16 documents, front-coded", Heads::ApartFrontCoded(16)),
    ("parts for 64 documents", Heads::Apart(64)),
    ("parts for 64 documents, front-coded", Heads::ApartFrontCoded(64)),
    ("parts for 256 documents, front-coded", Heads::ApartFrontCoded(256)),
    ("in the manifest, front-coded", Heads::InManifest),
];

fn main() -> anyhow::Result<()> {
    let sites = corpus::sites(&[Corpus::Blog, Corpus::Stories])?;
    let mut report = Report::default();
    report.section(
        "Codecs",
        "What the term dictionary, the posting lists, the position lists and the addresses and titles of documents take by other \
         codes than the stored ones of [FORMAT.md](../FORMAT.md): bytes after DEFLATE, shard by shard and block by block, as they are \
         transferred. A cold search is that of one word that ten documents hold: the mean over such words of the term shards and \
         positions, or of the blocks, that it loads; of blocks with 120 bytes for each request and what the manifest has more. A \
         row changes one choice of the stored form. Made by `cargo run --release -p keyseek-bench --bin codecs -- --site NAME=FOLDER`.",
    );
    report.paragraph(FINDINGS.trim_end());
    for (name, documents) in &sites {
        add_site(&mut report, name, documents);
    }
    report.publish(OUTPUT)
}

fn add_site(report: &mut Report, name: &str, documents: &[Document]) {
    let indexed =
        keyseek_build::index(documents, &IndexOptions::default(), &Silent).expect("documents can be indexed");
    let lists = Lists::read(&indexed);
    for shard in &lists.shards {
        assert_eq!(
            encode(STORED, &lists, shard),
            shard.files,
            "the stored form is encoded as the builder does"
        );
    }
    let [postings, positions] = lists.counts();
    report.section(
        &format!("{name}: {} documents", documents.len()),
        &format!(
            "{} shards, {postings} postings, {positions} positions. By structure, with what all shards are larger for it:",
            lists.shards.len()
        ),
    );
    report.table(&["structure", "inflated", "stored"], structures(&lists));
    let loads = loads(&indexed, documents);
    let (stored, by_zlib) = timed(|| sizes(&lists, STORED, deflate));
    let (least, by_zopfli) = timed(|| sizes(&lists, STORED, zopfli));
    let cells = |sizes: &Sizes| {
        let change = 100.0 * (sizes.total() as f64 / stored.total() as f64 - 1.0);
        let [terms, positions] = sizes.sums();
        let cold = loads.mean(sizes);
        vec![terms.to_string(), positions.to_string(), format!("{change:+.1}"), format!("{cold:.0}")]
    };
    let mut rows = vec![("**as stored**", cells(&stored))];
    rows.extend(CHOICES.iter().map(|(name, choice)| (*name, cells(&sizes(&lists, *choice, deflate)))));
    rows.push(("as stored, deflated by Zopfli", cells(&least)));
    report.paragraph("By choice:");
    report.table(&["choice", "terms", "positions", "both, %", "cold search"], rows);
    report.paragraph(&format!(
        "These files were encoded and compressed in {by_zlib:.1} s by zlib, in {by_zopfli:.1} s by Zopfli with one iteration, by one \
         thread, in its time of the processor."
    ));
    report.paragraph("Time, native, one thread, the fastest of five runs over all lists:");
    let times = decode::times(&lists);
    let rows = times.iter().map(|(name, time)| (*name, vec![format!("{time:.1}")]));
    report.table(&["decoding", "ns a posting"], rows);
    add_store(report, &indexed, &loads);
}

/// What addresses and titles take in the document store, and would in other forms.
fn add_store(report: &mut Report, indexed: &Indexed, loads: &Loads) {
    let store = Store::read(indexed);
    let [blocks, documents] = store.counts();
    let as_stored = store.sizes(Heads::Stored);
    report.paragraph(&format!(
        "Documents: {documents} in {blocks} blocks. By structure, with what all blocks are larger for it:"
    ));
    let [addresses, titles] = store.structures();
    let rows =
        [("addresses", addresses), ("titles", titles), ("all", [as_stored.inflated, as_stored.total()])];
    report.table(
        &["structure", "inflated", "stored"],
        rows.map(|(name, sums)| (name, sums.map(|sum| sum.to_string()).to_vec())),
    );
    let rows = HEADS.map(|(name, heads)| {
        let sizes = store.sizes(heads);
        let [mut bytes, mut requests] = [0, 0];
        for blocks in &loads.blocks {
            let search = sizes.search(blocks);
            bytes += search.0;
            requests += search.1;
        }
        let change = 100.0 * (sizes.total() as f64 / as_stored.total() as f64 - 1.0);
        let mean = |sum: usize| sum as f64 / loads.queries.max(1) as f64;
        let cells = vec![
            sizes.inflated.to_string(),
            sizes.total().to_string(),
            format!("{change:+.1}"),
            sizes.manifest.to_string(),
            format!("{:.0}", mean(bytes)),
            format!("{:.1}", mean(requests)),
        ];
        (name, cells)
    });
    report.table(
        &[
            "addresses and titles",
            "inflated",
            "stored",
            "stored, %",
            "of it manifest",
            "cold search",
            "requests",
        ],
        rows,
    );
}

/// What is made, and in how many seconds of the processor: what else the machine does counts little.
fn timed<T>(make: impl FnOnce() -> T) -> (T, f64) {
    let (start, before) = (Instant::now(), processor_seconds());
    let made = make();
    let of_processor = processor_seconds().zip(before).map(|(after, before)| after - before);
    (made, of_processor.unwrap_or_else(|| start.elapsed().as_secs_f64()))
}

/// Seconds that the thread has run so far, as Linux counts them in nanoseconds.
fn processor_seconds() -> Option<f64> {
    let counts = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(counts.split(' ').next()?.parse::<f64>().ok()? / 1e9)
}

/// Bytes of the terms and the positions of each shard.
struct Sizes(Vec<[usize; 2]>);

impl Sizes {
    fn sums(&self) -> [usize; 2] {
        [0, 1].map(|file| self.0.iter().map(|shard| shard[file]).sum())
    }

    fn total(&self) -> usize {
        self.sums().iter().sum()
    }
}

fn sizes(lists: &Lists, choice: Choice, compress: fn(&[u8]) -> usize) -> Sizes {
    let sizes = lists.shards.iter().map(|shard| encode(choice, lists, shard).map(|file| compress(&file)));
    Sizes(sizes.collect())
}

/// As the builder does.
fn deflate(bytes: &[u8]) -> usize {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("writing into memory does not fail").len()
}

fn zopfli(bytes: &[u8]) -> usize {
    let mut out = Vec::new();
    let options = zopfli::Options { iteration_count: NonZeroU64::MIN, ..zopfli::Options::default() };
    zopfli::compress(options, zopfli::Format::Deflate, bytes, &mut out)
        .expect("writing into memory does not fail");
    out.len()
}

/// Bytes by structure: before compression, and what the compressed files lose without it.
fn structures(lists: &Lists) -> Vec<(&'static str, Vec<String>)> {
    let names = ["dictionary (FST)", "document frequencies", "groups", "aliases", "document ids", "codes"];
    let mut sums = [[0; 2]; 6];
    let mut positions = [0; 2];
    for shard in &lists.shards {
        let parts = shard.columns();
        let whole = deflate(&frame::seal(Kind::Terms, &parts.concat()));
        for (at, sum) in sums.iter_mut().enumerate() {
            let mut others = parts.clone();
            sum[0] += others.remove(at).len();
            sum[1] += whole.saturating_sub(deflate(&frame::seal(Kind::Terms, &others.concat())));
        }
        positions[0] += shard.files[1].len();
        positions[1] += deflate(&shard.files[1]);
    }
    let rows = names.into_iter().zip(sums).chain([("positions", positions)]);
    rows.map(|(name, sums)| (name, sums.map(|sum| sum.to_string()).to_vec())).collect()
}

/// What searches load.
struct Loads {
    queries: usize,
    /// Shards whose terms or positions are loaded.
    parts: Vec<(usize, usize)>,
    /// Blocks of documents, by query.
    blocks: Vec<Vec<usize>>,
}

impl Loads {
    fn mean(&self, sizes: &Sizes) -> f64 {
        let bytes: usize = self.parts.iter().map(|(shard, file)| sizes.0[*shard][*file]).sum();
        bytes as f64 / self.queries.max(1) as f64
    }
}

fn loads(indexed: &Indexed, documents: &[Document]) -> Loads {
    let [words, ..] = cold::queries(documents);
    let (mut parts, mut blocks) = (Vec::new(), Vec::new());
    for word in &words {
        let mut of_word = Vec::new();
        cold::loads(indexed, word, |blob, _, _| match blob {
            Blob::Terms(shard) => parts.push((shard, 0)),
            Blob::Positions(shard) => parts.push((shard, 1)),
            Blob::Documents(block) => of_word.push(block),
            _ => (),
        });
        blocks.push(of_word);
    }
    Loads { queries: words.len(), parts, blocks }
}
