//! Whatever the bytes, reading ends and the documents are well formed.

use proptest::prelude::*;

use super::*;

const NAMES: [&str; 6] = ["a.html", "a.md", "a.mdx", "a.jsonl", "a.txt", "a.xml"];

/// Pieces that mean something in one of the formats, so that random sequences reach past the first byte.
const PIECES: [&str; 62] = [
    "<",
    ">",
    "</",
    "/>",
    "<p>",
    "</p>",
    "<div",
    " hidden",
    " id=a",
    " data-keyseek-body",
    "<main>",
    "</main>",
    "<h1>",
    "</h1>",
    "<h2 id=\"b\">",
    "<pre>",
    "</pre>",
    "<li>",
    "<table><tr><td>",
    "</table>",
    "<svg>",
    "<title>",
    "</title>",
    "<script>",
    "</script>",
    "<a href=#x>",
    "§",
    "</a>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "&amp;",
    "&#0;",
    "---\n",
    "+++\n",
    "title: ",
    "tags: [a, ",
    "\"",
    "'",
    "{",
    "}",
    "[",
    "](",
    "# ",
    "## ",
    "```\n",
    "`",
    "| a | b |\n|---|---|\n",
    "> ",
    "- ",
    "<rss>",
    "<item>",
    "</item>",
    "<link>",
    "</link>",
    "{\"url\":\"/a\",\"body\":\"",
    "조회수 1\n\n",
    "한글 ",
    "\u{a0}",
    "\n",
    "\n\n",
];

fn check(name: &str, content: &[u8]) -> Result<(), TestCaseError> {
    let folder = Folder::with(&[(name, content)]);
    let once = folder.build();
    prop_assert_eq!(&once, &folder.build(), "the same file gives the same documents");
    for document in &once.documents {
        prop_assert!(!document.title.is_empty() && !document.url.is_empty());
        prop_assert!(!document.title.contains(['\n', '\u{a0}']), "{:?}", document.title);
        for section in &document.sections {
            prop_assert!(!section.heading.is_empty() || !section.text.is_empty());
            prop_assert_eq!(section.text.trim_end(), section.text.as_str());
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(name in proptest::sample::select(&NAMES), content in proptest::collection::vec(any::<u8>(), 0..400)) {
        check(name, &content)?;
    }

    #[test]
    fn any_pieces(
        name in proptest::sample::select(&NAMES),
        pieces in proptest::collection::vec(proptest::sample::select(&PIECES), 0..80),
    ) {
        check(name, pieces.concat().as_bytes())?;
    }
}
