use keyseek_bench::codecs::encode::*;
use keyseek_bench::codecs::shard::Lists;
use keyseek_bench::corpus::{self, Corpus};
use keyseek_build::Silent;
use keyseek_build::index::IndexOptions;
use std::io::Write;
use std::path::Path;

fn zlib(bytes: &[u8]) -> usize {
    let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap().len()
}
fn libdeflate(bytes: &[u8]) -> usize {
    let mut c = libdeflater::Compressor::new(libdeflater::CompressionLvl::best());
    let mut out = vec![0; c.deflate_compress_bound(bytes.len())];
    c.deflate_compress(bytes, &mut out).unwrap()
}
fn zopfli(bytes: &[u8], n: u64) -> usize {
    let mut out = Vec::new();
    zopfli::compress(zopfli::Options { iteration_count: std::num::NonZeroU64::new(n).unwrap(), ..Default::default() }, zopfli::Format::Deflate, bytes, &mut out).unwrap();
    out.len()
}

fn main() {
    let mut sites = Vec::new();
    for c in [Corpus::Stories, Corpus::Blog] {
        sites.push((c.name().to_owned(), c.load().unwrap()));
    }
    for a in std::env::args().skip(1) {
        let (n, f) = a.split_once('=').unwrap();
        sites.push((n.to_owned(), corpus::read(Path::new(f))));
    }
    for (name, documents) in &sites {
        let indexed = keyseek_build::index(documents, &IndexOptions::default(), &Silent).unwrap();
        let lists = Lists::read(&indexed);
        println!("{name}: {} docs, {} shards", documents.len(), lists.shards.len());
        for shard in &lists.shards {
            let e=encode(TODAY, &lists, shard); for i in 0..2 { let d=e[i].iter().zip(&shard.files[i]).skip(10).position(|(a,b)|a!=b); assert!(e[i]==shard.files[i], "{i} {} {} {d:?} fst {} df {} pl {}", e[i].len(), shard.files[i].len(), shard.parts[0].len(), shard.parts[1].len(), shard.parts[2].len()); }
        }
        let mut t0 = 0; let mut p0 = 0;
        let mut show = |label: &str, choice: Choice, f: &dyn Fn(&[u8]) -> usize| {
            let (mut t, mut p) = (0, 0);
            let start = std::time::Instant::now();
            for shard in &lists.shards {
                let [a, b] = encode(choice, &lists, shard);
                if choice.positions == TODAY.positions || choice == TODAY { t += f(&a); }
                if choice.positions != TODAY.positions || choice == TODAY { p += f(&b); }
            }
            if t0 == 0 { t0 = t; p0 = p; }
            if choice == TODAY || choice.positions == TODAY.positions { print!("  {label:40} terms {t:8} {:+6.2}%", 100.0 * (t as f64 / t0 as f64 - 1.0)); } else { print!("  {label:40}"); }
            if p > 0 { print!("  positions {p:8} {:+6.2}%", 100.0 * (p as f64 / p0 as f64 - 1.0)); }
            println!("   {:?}", start.elapsed());
        };
        let cols = Choice { lengths: Lengths::None, documents: Documents::ShardColumns, ..TODAY };
        show("today", TODAY, &zlib);
        show("cols", cols, &zlib);

        for c in [Codes::ByField, Codes::ByVarint, Codes::ByVarintMask, Codes::ByFieldMask] {
            show(&format!("cols codes {c:?}"), Choice { codes: c, ..cols }, &zlib);
        }
        for d in [Documents::FirstsApart, Documents::CodesFirst, Documents::RiceShard] {
            show(&format!("ByVarint docs {d:?}"), Choice { documents: d, codes: Codes::ByVarint, ..cols }, &zlib);
        }
    }
}
