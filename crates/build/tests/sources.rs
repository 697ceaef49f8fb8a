//! Sources to documents, through the public interface: real files in temporary folders.

#[path = "sources/bad_input.rs"]
mod bad_input;
#[path = "sources/corpora.rs"]
mod corpora;
#[path = "sources/properties.rs"]
mod properties;

use std::path::{Path, PathBuf};

use keyseek_build::source::{Assembled, Found, SourceError, SourceOptions, assemble, discover, parse};
use keyseek_index::document::{Document, MetaValue};
use tempfile::TempDir;

/// A folder of source files that is removed at the end of the test.
struct Folder(TempDir);

impl Folder {
    fn with(files: &[(&str, &[u8])]) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        for (name, content) in files {
            let path = folder.at(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, content).unwrap();
        }
        folder
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn discover(&self) -> Result<Found, SourceError> {
        discover(&[self.0.path().to_owned()], &[])
    }

    fn build(&self) -> Assembled {
        build(&[self.0.path().to_owned()])
    }

    /// The problems, with paths as inside the folder.
    fn problems(&self) -> Vec<String> {
        let prefix = format!("{}{}", self.0.path().display(), std::path::MAIN_SEPARATOR);
        self.build().problems.iter().map(|problem| problem.to_string().replace(&prefix, "")).collect()
    }
}

fn build(sources: &[PathBuf]) -> Assembled {
    let found = discover(sources, &[]).unwrap();
    let options = SourceOptions::default();
    let parsed = found.files.into_iter().map(|file| {
        let parsed = parse(&file, &options);
        (file, parsed)
    });
    assemble(parsed.collect())
}

fn names(found: &Found) -> Vec<&str> {
    found.files.iter().map(|file| file.relative.as_str()).collect()
}

fn urls(assembled: &Assembled) -> Vec<&str> {
    assembled.documents.iter().map(|document| document.url.as_str()).collect()
}

fn text(document: &Document) -> String {
    document.sections.iter().map(|section| section.text.as_str()).collect::<Vec<_>>().join("\n")
}

#[test]
fn files_are_found_in_a_stable_order() {
    let folder = Folder::with(&[
        ("b.md", b"b"),
        ("a/z.md", b"z"),
        ("a/y.mdx", b"y"),
        ("c.jsonl", b"{}"),
        (".git/x.md", b"no"),
        ("a/.hidden.md", b"no"),
        ("node_modules/x/README.md", b"no"),
        ("logo.png", b"no"),
        ("Makefile", b"no"),
    ]);
    let found = folder.discover().unwrap();
    assert_eq!(names(&found), ["a/y.mdx", "a/z.md", "b.md", "c.jsonl"]);
    assert_eq!((found.passed_over, found.problems.len()), (2, 0));
}

#[test]
fn sources_keep_their_order_and_files_may_be_named() {
    let folder = Folder::with(&[("b/x.md", b"x"), ("a/x.md", b"x"), ("c.TXT", b"x")]);
    let found = discover(&[folder.at("b"), folder.at("c.TXT"), folder.at("a")], &[]).unwrap();
    assert_eq!(names(&found), ["x.md", "c.TXT", "x.md"]);
    assert_eq!(found.files[0].path, folder.at("b").join("x.md"));
}

#[test]
fn what_a_site_generator_writes_for_machines_is_passed_over() {
    let folder = Folder::with(&[
        ("index.html", b"x"),
        ("404.html", b"x"),
        ("errors/404.html", b"x"),
        ("index.xml", b"<rss/>"),
        ("robots.txt", b"x"),
        ("search/demo.html", b"x"),
    ]);
    let found = discover(&[folder.0.path().to_owned()], &[folder.at("search")]).unwrap();
    assert_eq!(names(&found), ["errors/404.html", "index.html"]);
    assert_eq!(found.passed_over, 3);
    // A folder of feeds is read, and so is a feed beside pages that is named itself.
    assert_eq!(discover(&[folder.at("index.xml")], &[]).unwrap().files.len(), 1);
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_loops_are_not() {
    let folder = Folder::with(&[("a/x.md", b"x"), ("other/y.md", b"y")]);
    std::os::unix::fs::symlink(folder.at("a"), folder.at("a/loop")).unwrap();
    std::os::unix::fs::symlink(folder.at("other"), folder.at("a/other")).unwrap();
    std::os::unix::fs::symlink(folder.at("nowhere"), folder.at("a/dead.md")).unwrap();
    let found = discover(&[folder.at("a")], &[]).unwrap();
    assert_eq!(names(&found), ["other/y.md", "x.md"]);
    assert_eq!((found.passed_over, found.problems.len()), (2, 0));
}

#[test]
fn every_format_becomes_documents() {
    let feed = "<?xml version='1.0'?><rss xmlns:content='c' xmlns:media='m'><channel><title>no</title><language>ko</language>
        <item><title>A &amp;amp; B</title><link>https://e.org/a</link><media:title>no</media:title>
        <description>short</description><content:encoded><![CDATA[<p>long</p><h2 id='h'>H</h2>text]]></content:encoded>
        <pubDate>Thu, 31 May 2018 10:00:00 +0900</pubDate><category>x</category><category>y</category></item>
        <item><title>Vec&lt;T&gt;</title><guid>https://e.org/b</guid><description>&lt;b&gt;b&lt;/b&gt;old</description></item>
        </channel></rss>";
    let atom = "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'><title>no</title><entry><title type='html'>&lt;i&gt;A&lt;/i&gt;</title>
        <link rel='self' href='https://e.org/no'/><link href='https://e.org/c'/><updated>2018-05-31T00:00:00Z</updated>
        <author><name>Kim</name><email>no</email></author><category term='z'/><summary>s</summary>
        <content type='xhtml'><div><p>a &lt; b</p><p>c</p></div></content></entry></feed>";
    let folder = Folder::with(&[
        ("a.md", "---\ntitle: 제목\ntags: a, b\ntag: c\ncategory: k\nlanguage: ko_KR\ndate: 2018. 5. 31.\nweight: 3\n---\n# 제목\n\n글\n".as_bytes()),
        ("b.jsonl", "{\"url\":\"/j\",\"title\":\"J\",\"body\":\"글\",\"lang\":\"ko\",\"tags\":[\"x\"],\"date\":\"2018/05/31\",\"views\":3,\"sections\":[{\"id\":\"s\",\"heading\":\"S\",\"text\":\"t\"}],\"headings\":[\"H\"]}\n\n{\"url\":\"/k\",\"title\":\"K\"}".as_bytes()),
        ("c.xml", feed.as_bytes()),
        ("d.atom", atom.as_bytes()),
        ("e.txt", "메뉴\n\n조회수 1,234\n\n제목 하나\n\n본문이다.#태그\n\n꼬리".as_bytes()),
    ]);
    let assembled = folder.build();
    assert_eq!(assembled.problems, []);
    let documents = &assembled.documents;
    assert_eq!(
        urls(&assembled),
        ["/a/", "/j", "/k", "https://e.org/a", "https://e.org/b", "https://e.org/c", "/story/제목-하나"]
    );

    let page = &documents[0];
    assert_eq!(
        (page.title.as_str(), page.lang.as_str(), page.date.as_str()),
        ("제목", "ko-kr", "2018-05-31")
    );
    assert_eq!(page.tags, ["a", "b", "c"]);
    assert_eq!((page.sections.len(), text(page).as_str()), (1, "글"));
    assert_eq!(page.meta["category"], MetaValue::Text("k".to_owned()));
    assert_eq!(page.meta["weight"], MetaValue::Number(3.0));

    let line = &documents[1];
    let headings: Vec<_> =
        line.sections.iter().map(|section| (section.id.as_str(), section.heading.as_str())).collect();
    assert_eq!(headings, [("", ""), ("s", "S"), ("", "H")]);
    assert_eq!((line.date.as_str(), line.meta.len()), ("2018-05-31", 1));
    assert_eq!(documents[2].sections, []);

    let item = &documents[3];
    assert_eq!((item.title.as_str(), item.lang.as_str()), ("A & B", "ko"));
    assert_eq!((item.date.as_str(), text(item).as_str()), ("2018-05-31T10:00:00+09:00", "long\ntext"));
    assert_eq!(item.tags, ["x", "y"]);
    assert_eq!(item.meta["description"], MetaValue::Text("short".to_owned()));
    assert_eq!((documents[4].title.as_str(), text(&documents[4]).as_str()), ("Vec<T>", "bold"));

    let entry = &documents[5];
    assert_eq!((entry.title.as_str(), entry.lang.as_str(), text(entry).as_str()), ("A", "en", "a < b\nc"));
    assert_eq!(
        (entry.tags.as_slice(), &entry.meta["author"]),
        (&["z".to_owned()][..], &MetaValue::Text("Kim".to_owned()))
    );

    let story = &documents[6];
    assert_eq!((story.title.as_str(), text(story).as_str()), ("제목 하나", "본문이다."));
    assert_eq!(
        (story.tags.as_slice(), &story.meta["views"]),
        (&["태그".to_owned()][..], &MetaValue::Number(1234.0))
    );
}

#[test]
fn titles_are_filled_in() {
    for (name, content, expect) in [
        ("a/some-page.md", "## First\n\nx", "First"),
        ("a/some-page.md", "x", "some-page"),
        ("a/index.md", "x", "a"),
        ("README.md", "x", "README"),
        ("a/b.html", "<p>x", "b"),
        ("a.jsonl", "{\"url\":\"/u\",\"body\":\"x\"}", "/u"),
    ] {
        let assembled = Folder::with(&[(name, content.as_bytes())]).build();
        assert_eq!(assembled.documents[0].title, expect, "{name}");
    }
}

#[test]
fn what_authors_keep_out_is_counted_and_not_a_problem() {
    let assembled = Folder::with(&[
        ("a.md", b"---\ndraft: true\n---\nx"),
        ("b.md", b"---\npublished: false\n---\nx"),
        ("c.md", b"---\npublished: no\n---\nx"),
        ("d.html", b"<meta name=robots content='noindex, follow'>x"),
        ("e.html", b"<meta http-equiv=refresh content='0; url=d.html'>x"),
        ("f.html", b"<meta http-equiv=refresh content=30><p>x"),
    ])
    .build();
    let passed_over = assembled.passed_over;
    assert_eq!((passed_over.drafts, passed_over.noindex, passed_over.redirects), (3, 1, 1));
    assert_eq!((urls(&assembled), assembled.problems.len()), (vec!["/f.html"], 0));
}

#[test]
fn equal_documents_are_merged_with_the_higher_views() {
    let page = |views: &str| format!("조회수 {views}\n\n제목\n\n본문\n조회수 1\n\n다른 제목\n\n본문\n");
    let (first, second) = (page("10"), page("20"));
    let assembled = Folder::with(&[("a.txt", first.as_bytes()), ("b.txt", second.as_bytes())]).build();
    assert_eq!((assembled.merged, urls(&assembled)), (2, vec!["/story/제목", "/story/다른-제목"]));
    assert_eq!(assembled.documents[0].meta["views"], MetaValue::Number(20.0));
}

#[test]
fn a_page_that_awaits_translation_stands_in_both_languages() {
    let page = |lang: &str| format!("<html lang={lang}><title>T</title><p>text");
    let (en, ko) = (page("en"), page("ko"));
    let assembled =
        Folder::with(&[("a.html", en.as_bytes()), ("b.html", en.as_bytes()), ("ko/a.html", ko.as_bytes())])
            .build();
    assert_eq!((assembled.merged, urls(&assembled)), (1, vec!["/a.html", "/ko/a.html"]));
}

#[test]
fn stories_with_one_title_are_told_apart_whatever_their_order() {
    let (one, two) = ("조회수 1\n\n제목\n\n하나", "조회수 1\n\n제목\n\n둘");
    let forward = Folder::with(&[("a.txt", one.as_bytes()), ("b.txt", two.as_bytes())]).build();
    let backward = Folder::with(&[("a.txt", two.as_bytes()), ("b.txt", one.as_bytes())]).build();
    assert_eq!(urls(&forward).into_iter().rev().collect::<Vec<_>>(), urls(&backward));
    assert!(urls(&forward).iter().all(|url| url.len() == "/story/제목-".len() + 8), "{:?}", urls(&forward));
    assert!(forward.problems.is_empty());
}

#[test]
fn the_base_goes_before_rooted_addresses() {
    let folder = Folder::with(&[("a.html", b"x"), ("b.jsonl", b"{\"url\":\"/j\",\"title\":\"t\"}")]);
    let options = SourceOptions { base_url: "/base".to_owned(), ..SourceOptions::default() };
    let found = folder.discover().unwrap();
    let urls: Vec<String> = found
        .files
        .iter()
        .flat_map(|file| parse(file, &options).documents)
        .map(|document| document.url)
        .collect();
    // A JSON line says its whole address itself.
    assert_eq!(urls, ["/base/a.html", "/j"]);
}

/// The folder of test material that is no part of the repository, if it is there.
fn shared(part: &str) -> Option<PathBuf> {
    let folder = match std::env::var_os("KEYSEEK_SHARED") {
        Some(folder) => PathBuf::from(folder),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"),
    };
    let part = folder.join(part);
    if part.exists() {
        return Some(part);
    }
    println!("passed over: no {} here; set KEYSEEK_SHARED to the folder that has it", part.display());
    None
}
