//! What can be wrong with sources, and what the user is told.

use super::*;

#[track_caller]
fn check(files: &[(&str, &[u8])], documents: usize, problems: &[&str]) {
    let folder = Folder::with(files);
    let got = folder.problems();
    let is_told =
        got.len() == problems.len() && got.iter().zip(problems).all(|(got, expect)| got.starts_with(expect));
    assert!(is_told, "expected {problems:#?}, got {got:#?}");
    assert_eq!(folder.build().documents.len(), documents);
}

#[test]
fn sources_that_hold_nothing() {
    let folder = Folder::with(&[("a.png", b"x"), ("empty/.keep", b"")]);
    let told = |sources: &[&str]| {
        let sources: Vec<PathBuf> = sources.iter().map(|source| folder.at(source)).collect();
        discover(&sources, &[]).unwrap_err().to_string().replace(&folder.0.path().display().to_string(), "")
    };
    assert_eq!(told(&[]), "no source was given; name a folder or a file to index");
    assert_eq!(told(&["none"]), "the source /none does not exist; check the path");
    assert_eq!(
        told(&["a.png"]),
        "the source /a.png is of an unknown kind; expected a folder, or an .html, .md, .mdx, .jsonl, .xml or .txt file"
    );
    assert!(told(&["empty"]).starts_with("nothing to index in /empty; expected .html, "));
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::with(&[("a.md", b"x"), ("locked.md", b"x"), ("locked/b.md", b"x")]);
    let found = folder.discover().unwrap();
    let lock = |name: &str, mode| {
        std::fs::set_permissions(folder.at(name), std::fs::Permissions::from_mode(mode)).unwrap();
    };
    // A file that goes away between listing and reading is unreadable for everyone.
    std::fs::remove_file(folder.at("a.md")).unwrap();
    let problem = &parse(&found.files[0], &SourceOptions::default()).problems[0];
    assert!(problem.to_string().contains("a.md: cannot be read ("), "{problem}");

    lock("locked.md", 0);
    lock("locked", 0);
    if std::fs::read(folder.at("locked.md")).is_ok() {
        println!("passed over: this user may read every file");
    } else {
        let error = discover(&[folder.at("locked.md")], &[]).unwrap_err();
        assert!(error.to_string().ends_with("locked.md cannot be read; check its permissions"), "{error}");
        let found = folder.discover().unwrap();
        assert!(found.problems[0].to_string().contains("locked: cannot be read ("), "{:?}", found.problems);
        assert!(!parse(&found.files[0], &SourceOptions::default()).problems.is_empty());
    }
    lock("locked", 0o755);
}

#[test]
fn empty_files() {
    for name in ["a.md", "a.html", "a.jsonl", "a.txt", "a.xml"] {
        check(&[(name, b"")], 0, &[&format!("{name}: the file is empty;")]);
        check(&[(name, b" \n\t\n")], 0, &[&format!("{name}: the file is empty;")]);
    }
}

#[test]
fn bytes_that_are_not_text() {
    let story = "조회수 1\n\n제목\n\n본문 ".as_bytes();
    check(
        &[("a.md", b"# A\n\nb \xff c")],
        1,
        &["a.md: not valid UTF-8 at byte 7; the text was indexed with replacement"],
    );
    check(
        &[("a.txt", &[story, b"\xff"].concat())],
        1,
        &[&format!("a.txt: not valid UTF-8 at byte {};", story.len())],
    );
    check(&[("a.html", b"<p>b \xc3(")], 1, &["a.html: not valid UTF-8 at byte 5;"]);
    check(
        &[("a.jsonl", b"{\"url\":\"/a\",\"body\":\"x\"}\n{\"url\":\"/b\",\"body\":\"\xff\"}\n")],
        2,
        &["a.jsonl:2: not valid UTF-8 at byte 44;"],
    );
    check(
        &[("a.html", b"<meta charset=euc-kr><p>\xb0\xa1\xff")],
        1,
        &["a.html: not valid EUC-KR, which the file says"],
    );
    let replaced = Folder::with(&[("a.md", b"b \xff c")]).build();
    assert_eq!(text(&replaced.documents[0]), "b \u{fffd} c");
}

#[test]
fn other_encodings_that_say_so() {
    let utf16: Vec<u8> = "\u{feff}글".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (name, content) in [
        ("a.html", &b"<meta charset=euc-kr><p>\xb1\xdb"[..]),
        ("a.html", b"\xef\xbb\xbf<meta charset=euc-kr><p>\xea\xb8\x80"),
        ("a.html", &utf16),
        ("a.md", &utf16),
        ("a.md", b"\xef\xbb\xbf---\ntitle: x\n---\n\xea\xb8\x80"),
        ("a.jsonl", b"\xef\xbb\xbf{\"url\":\"/a\",\"body\":\"\xea\xb8\x80\"}"),
        ("a.xml", b"<?xml version='1.0' encoding='euc-kr'?><rss><item><link>/a</link><description>\xb1\xdb</description></item></rss>"),
    ] {
        let assembled = Folder::with(&[(name, content)]).build();
        assert_eq!((text(&assembled.documents[0]).as_str(), assembled.problems.len()), ("글", 0), "{name}");
    }
}

#[test]
fn front_matter_that_does_not_parse() {
    check(
        &[("a.md", b"---\ntitle: A\nx: [\n---\n# B")],
        1,
        &["a.md:3: the YAML front matter is not valid ("],
    );
    check(&[("a.md", b"+++\ntitle = \n+++\n# B")], 1, &["a.md:2: the TOML front matter is not valid ("]);
    check(
        &[("a.md", b"---\ntitle: A\n# B")],
        1,
        &["a.md:1: the front matter is not closed; end it with a line `---`"],
    );
    let assembled = Folder::with(&[("a.md", b"---\ntitle: {\n---\n# B\n\nc")]).build();
    assert_eq!((assembled.documents[0].title.as_str(), text(&assembled.documents[0]).as_str()), ("B", "c"));
}

#[test]
fn json_lines_that_do_not_parse() {
    check(
        &[(
            "a.jsonl",
            "{\"url\":\"/a\",\"title\":\"A\"}\n{\"title\": \"글\" \"b\"}\n[1]\n{\"title\":\"no url\"}\n"
                .as_bytes(),
        )],
        1,
        &[
            "a.jsonl:2:15: not a valid JSON object (expected `,` or `}`); the line was left out",
            "a.jsonl:3:1: not a valid JSON object (invalid type: sequence, expected a map)",
            "a.jsonl:4: no \"url\", so a hit could not lead anywhere; the document was left out: add one",
        ],
    );
    check(
        &[("a.jsonl", b"{\"url\":\"/a\",\"title\":\"A\",\"body\":[1],\"sections\":\"x\",\"lang\":null}")],
        1,
        &["a.jsonl:1: the field `body` is not text;", "a.jsonl:1: the field `sections` is not a list of"],
    );
}

#[test]
fn files_of_another_kind() {
    check(
        &[("a.txt", b"Hello")],
        0,
        &["a.txt: not a story page: expected posts that start with a line `조회수 N`"],
    );
    check(
        &[("a.txt", "조회수 1\n조회수 2\n\n제목\n\n본문\n조회수 3\n\n제목\n\n".as_bytes())],
        1,
        &["a.txt:1: this post has no title;", "a.txt:7: this post has no body;"],
    );
    check(
        &[("a.xml", b"<urlset><url/></urlset>")],
        0,
        &["a.xml: not a feed: expected <rss>, <rdf:RDF> or <feed>"],
    );
    check(
        &[("a.xml", b"Hello")],
        0,
        &["a.xml: not a feed: expected <rss>, <rdf:RDF> or <feed> at the top, got no element"],
    );
    check(
        &[("a.xml", b"<rss>\n<item><link>/a</link><title>A</title></item>\n<item><title>B</title></item>\n<item></b></rss>")],
        1,
        &["a.xml:3: no <link>,", "a.xml:4: not well-formed XML ("],
    );
    check(
        &[("a.xml", b"<rss>\n<item><link>/a</link>")],
        0,
        &["a.xml:2: not well-formed XML (the file ends inside an item)"],
    );
}

#[test]
fn documents_without_anything_to_find() {
    check(&[("a.html", b"<nav>x</nav>")], 0, &["a.html: the document `/a.html` has no title and no text;"]);
    check(
        &[("a.md", b"---\ndate: 2018-05-31\n---\n")],
        0,
        &["a.md: the document `/a/` has no title and no text;"],
    );
    check(&[("a.jsonl", b"{\"url\":\"/a\"}")], 0, &["a.jsonl: the document `/a` has no title and no text;"]);
}

#[test]
fn two_documents_with_one_address() {
    let folder = Folder::with(&[("a.md", b"---\nurl: /x/\n---\none"), ("b.md", b"---\nurl: /x/\n---\ntwo")]);
    let problems = folder.problems();
    assert!(
        problems[0].starts_with("b.md: `/x/` is already the address of another page, in "),
        "{problems:?}"
    );
    assert!(problems[0].ends_with("a.md; this page was left out: give it its own address"), "{problems:?}");
    assert_eq!(text(&folder.build().documents[0]), "one");
    // The same page twice is no problem.
    let same = b"{\"url\":\"/x\",\"title\":\"A\"}\n{\"url\":\"/x\",\"title\":\"A\"}";
    check(&[("a.jsonl", same)], 1, &[]);
}

/// A tree builder that searches its stack, or a recursive one, does not end here in reasonable time or at
/// all.
#[test]
fn hostile_nesting() {
    const DEPTH: usize = 100_000;
    for tag in [
        "div",
        "b",
        "span",
        "p",
        "blockquote",
        "ul><li",
        "table><tr><td",
        "svg",
        "h2",
        "a href=#",
        "section id=a",
    ] {
        let open = format!("<{tag}>").repeat(DEPTH);
        for html in [
            format!("<body>{open}deep"),
            format!("<body>{open}deep{}", "</i></div></td></b>".repeat(DEPTH / 10)),
        ] {
            let assembled = Folder::with(&[("a.html", html.as_bytes())]).build();
            let is_found = assembled.documents.iter().any(|document| {
                text(document).contains("deep")
                    || document.sections.iter().any(|part| part.heading.contains("deep"))
            });
            assert_eq!(is_found, tag != "svg", "<{tag}>");
        }
    }
    for (name, content) in [
        ("a.md", ">".repeat(DEPTH) + " deep"),
        ("a.md", "- ".repeat(DEPTH) + "deep"),
        ("a.md", "[".repeat(DEPTH) + "deep"),
        ("a.md", "*".repeat(DEPTH) + "deep"),
        ("a.md", format!("---\ntitle: {}\n---\ndeep", "[".repeat(DEPTH))),
        ("a.mdx", "{<A ".repeat(DEPTH) + "deep"),
        ("a.txt", format!("조회수 1\n\ndeep\n\n본문{}", "#x".repeat(DEPTH))),
        (
            "a.xml",
            format!("<rss><item><link>/a</link><title>deep</title><description>{}", "<b>".repeat(DEPTH)),
        ),
        ("a.jsonl", "{\"a\":".repeat(DEPTH)),
    ] {
        // What is found does not matter here; that it ends does.
        Folder::with(&[(name, content.as_bytes())]).build();
    }
}
