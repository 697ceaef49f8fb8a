//! Neither memory nor threads nor parts change a byte of an index.

#[path = "bounded/parts.rs"]
mod parts;

use flate2::read::DeflateDecoder;
use keyseek_build::index::IndexOptions;
use keyseek_build::{BuildOptions, Built, Silent, build};
use keyseek_index::manifest::{self, MANIFEST_NAME};
use keyseek_index::{Document, MetaValue, Section};
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Bounds so small that everything goes through files, that some does, and that nothing does.
const MEMORIES: [usize; 4] = [0, 2_000, 100_000, 512 << 20];

const WORDS: &[&str] = &[
    "kafka",
    "Kafka를",
    "run",
    "running",
    "runs",
    "모니터링",
    "모니터링을",
    "데이터",
    "데이터처리",
    "배포",
    "무중단배포",
    "docker",
    "도커",
    "node.js",
    "全文検索",
    "индекс",
    "индекса",
    "katze",
    "katzen",
    "v1.2.3",
    "가",
    "가나",
    "하지만",
];

fn text() -> impl Strategy<Value = String> {
    let word = prop_oneof![6 => select(WORDS).prop_map(str::to_owned), 1 => "[a-z가-힣]{1,5}"];
    proptest::collection::vec(word, 0..12).prop_map(|words| words.join(" "))
}

fn documents() -> impl Strategy<Value = Vec<Document>> {
    let document = (text(), text(), text(), select(&["ko", "en", "de", "ru", ""][..]), 0..20u8);
    proptest::collection::vec(document, 0..40).prop_map(|all| {
        let document =
            |(at, (title, heading, text, lang, views)): (usize, (String, String, String, &str, u8))| {
                Document {
                    url: format!("/{at}/"),
                    tags: text.split(' ').take(2).filter(|tag| !tag.is_empty()).map(str::to_owned).collect(),
                    title,
                    lang: lang.to_owned(),
                    sections: vec![Section { heading, text, ..Section::default() }],
                    meta: [("views".to_owned(), MetaValue::Number(views.into()))].into(),
                    ..Document::default()
                }
            };
        all.into_iter().enumerate().map(document).collect()
    })
}

fn options(memory: usize) -> IndexOptions {
    let primer_bytes = Some(2_000);
    let sizes = IndexOptions { shard_bytes: 300, block_bytes: 200, primer_bytes, ..IndexOptions::default() };
    let mut options =
        IndexOptions { memory, norms_bytes: Some(0), range_blocks: Some(3), first_tier: Some(2), ..sizes };
    options.columns.push("views".to_owned());
    options
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn memory_changes_nothing(documents in documents()) {
        let index = |memory| keyseek_build::index(&documents, &options(memory), &Silent).unwrap();
        let [most, others @ ..] = MEMORIES.map(index);
        for other in others {
            prop_assert!(other.files == most.files);
            prop_assert_eq!((other.statistics, other.lexicon), (most.statistics, most.lexicon));
        }
    }
}

/// A site in every format, with equal pages, addresses that two pages claim, stories of one title, empty and broken files.
fn site(folder: &Path) -> Vec<PathBuf> {
    let write = |name: &str, content: String| {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    };
    let word = |at: usize| WORDS[at * 7 % WORDS.len()];
    let sentence =
        |at: usize| (0..at % 17 + 3).map(|place| word(at + place * at)).collect::<Vec<_>>().join(" ");
    for at in 0..40 {
        let lang = ["ko", "en", "de"][at % 3];
        let (title, text) = (sentence(at), sentence(at * 3 + 1));
        write(
            &format!("md/{at}.md"),
            format!("---\ntitle: {title}\nlang: {lang}\nviews: {at}\n---\n\n{text}\n\n## {title}\n\n{text}"),
        );
        write(
            &format!("html/{at}.html"),
            format!("<title>{title}</title><h2 id=a>{text}</h2><p>{}", sentence(at % 9)),
        );
    }
    let line = |at: usize| {
        // The same text at two places, and the same address.
        let (text, url) = (sentence(at % 150), at % 170);
        let broken = if at == 77 { "{" } else { "" };
        format!(
            "{broken}{{\"url\":\"/lines/{url}\",\"body\":\"{text}\",\"views\":{},\"lang\":\"en\"}}\n",
            at * 13 % 50
        )
    };
    write("lines/a.jsonl", (0..200).map(line).collect());
    write("lines/b.jsonl", (100..260).map(line).collect());
    let story =
        |at: usize| format!("조회수 {}\n\n{}\n\n{}#운영\n", at * 31 % 97, word(at % 5), sentence(at % 30));
    write("stories/a.txt", (0..25).map(story).collect::<String>() + "\nfooter");
    write("stories/b.txt", (10..45).map(story).collect::<String>() + "\nfooter");
    write("md/empty.md", String::new());
    write("md/draft.md", "---\ntitle: x\ndraft: true\n---\ny".to_owned());
    write("image.png", "x".to_owned());
    ["md", "html", "lines", "stories"].map(|name| folder.join(name)).to_vec()
}

fn build_site(sources: &[PathBuf], memory: usize) -> Built {
    let options =
        BuildOptions { sources: sources.to_vec(), index: options(memory), ..BuildOptions::default() };
    build(&options, &Silent).unwrap()
}

/// The documents of an index share so much that it has a primer.
fn assert_primed(files: &BTreeMap<String, Vec<u8>>) {
    let mut manifest = Vec::new();
    DeflateDecoder::new(&*files[MANIFEST_NAME]).read_to_end(&mut manifest).unwrap();
    assert!(manifest::primer(&manifest).len() > 1000);
}

#[test]
fn memory_and_threads_change_nothing_of_a_site() {
    let folder = tempfile::tempdir().unwrap();
    let sources = site(folder.path());
    let most = build_site(&sources, 512 << 20);
    assert_primed(&most.files);
    assert!(most.report.merged > 20 && most.report.problems.len() > 3, "{:?}", most.report);
    for memory in MEMORIES {
        for threads in [1, 3] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let other = pool.install(|| build_site(&sources, memory));
            assert!(other.files == most.files, "{memory} bytes, {threads} threads");
            assert_eq!(other.report.problems, most.report.problems);
            assert_eq!(other.report.merged, most.report.merged);
        }
    }
}

#[test]
fn documents_are_merged_as_they_are_in_memory() {
    use keyseek_build::source::{SourceOptions, assemble, discover, parse};
    let folder = tempfile::tempdir().unwrap();
    let sources = site(folder.path());
    let found = discover(&sources, &[]).unwrap();
    let parsed = found.files.into_iter().map(|file| {
        let parsed = parse(&file, &SourceOptions::default());
        (file, parsed)
    });
    let assembled = assemble(parsed.collect());
    let index = keyseek_build::index(&assembled.documents, &options(512 << 20), &Silent).unwrap();
    let built = build_site(&sources, 0);
    assert_eq!(index.files, built.files);
    assert_eq!(assembled.merged, built.report.merged);
    assert_eq!(sorted(&assembled.problems), sorted(&built.report.problems));
}

fn sorted(problems: &[keyseek_build::source::Problem]) -> BTreeMap<String, usize> {
    let mut sorted = BTreeMap::new();
    for problem in problems {
        *sorted.entry(problem.to_string()).or_default() += 1;
    }
    sorted
}
