//! How fast documents become an index: bytes of text a second, on all cores.

use criterion::{Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use keyseek_bench::corpus::{Corpus, text_bytes};
use keyseek_build::Silent;
use keyseek_build::index::IndexOptions;
use std::time::Duration;

fn indexing(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("indexing");
    group.sampling_mode(SamplingMode::Flat).sample_size(10).measurement_time(Duration::from_secs(10));
    for corpus in Corpus::ALL {
        let Some(documents) = corpus.load() else { continue };
        group.throughput(Throughput::BytesDecimal(text_bytes(&documents)));
        group.bench_function(corpus.name(), |bencher| {
            bencher.iter(|| keyseek_build::index(&documents, &IndexOptions::default(), &Silent));
        });
    }
    group.finish();
}

criterion_group!(benches, indexing);
criterion_main!(benches);
