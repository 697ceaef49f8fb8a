//! Markdown in, documents out.

use super::*;

fn page(markdown: &str, title: &str) -> (String, String) {
    let mut writer = Writer::new(title.to_owned());
    for event in Parser::new_ext(markdown, OPTIONS) {
        writer.write(event);
    }
    let (title, sections) = writer.finish();
    let sections = sections.into_iter().map(|section| {
        let heading = if section.heading.is_empty() {
            String::new()
        } else {
            format!("{}#{}: ", section.heading, section.id)
        };
        heading + &section.text.replace('\n', " / ").replace('\t', " | ")
    });
    (title, sections.collect::<Vec<_>>().join(" § "))
}

#[track_caller]
fn check(markdown: &str, expect: &str) {
    assert_eq!(page(markdown, "T").1, expect, "{markdown}");
}

#[test]
fn text_is_plain() {
    check("a [b](http://no) ![c](no.png) `d` **e** ~~f~~ <http://g>", "a b c d e f http://g");
    check("a\nb\\\nc\n\nd", "a b / c / d");
    check("- a\n- b\n  1. c\n\n> d", "a / b / c / d");
    check("a\n```rust\nb {\n  c\n}\n```\nd", "a / b { /   c / } / d");
    check("| a | b |\n|---|---|\n| c | d |\n\ne", "a | b / c | d / e");
    check("- [x] a[^1]\n\n[^1]: b", "a / b");
    check("Doc*ker*를", "Docker를");
    check("a\n\n---\n\nb", "a / b");
    check("a &amp; \\* b", "a & * b");
}

#[test]
fn html_is_stripped_to_text() {
    check("a<br>b <span class=x>c</span><!-- no -->", "a / b c");
    check("a <script>no</script> b", "a  b");
    check("<script>\nno\n</script>\n\n<style>no</style>\n\na", "a");
    check("<div>\n<p>a</p><p>b</p>\n</div>\n\nc", "a / b / c");
    check("<details><summary>a</summary>\n\n**b**\n\n</details>", "a / b");
    check("<aside>a</aside>", "a");
    check("<h2 id=x>A</h2>\n\nb", "A#x: b");
}

#[test]
fn headings_start_sections_with_githubs_slugs() {
    check("a\n\n## B c!\n\nd\n### 한글 제목?\ne", "a § B c!#b-c: d § 한글 제목?#한글-제목: e");
    check("## A\n## A\n## A-1\n## A", "A#a:  § A#a-1:  § A-1#a-1-1:  § A#a-2: ");
    check("## A {#own}\nb\n## `c`_d_ [e](no)", "A#own: b § cd e#cd-e: ");
    check("## A\n\n    code\n", "A#a: code");
}

#[test]
fn the_first_h1_is_the_title_once() {
    for (markdown, title, expect) in [
        ("# A\n\nb\n\n# C\n\nd", "", ("A", "b § C#c: d")),
        ("# A\n\nb", "A", ("A", "b")),
        ("# A\n\nb", "T", ("T", "A#a: b")),
        ("x\n\nA\n=\n\nb", "", ("A", "x / b")),
        ("<h1 align=center>A</h1>\n\nb", "", ("A", "b")),
        ("## A\n\nb", "", ("", "A#a: b")),
    ] {
        let (got, sections) = page(markdown, title);
        assert_eq!((got.as_str(), sections.as_str()), expect, "{markdown}");
    }
}

#[test]
fn addresses_come_from_front_matter_or_the_path() {
    let options = SourceOptions { base_url: "/x".to_owned(), ..SourceOptions::default() };
    for (fields, expect) in [
        (serde_json::json!({}), "/x/a/b/"),
        (serde_json::json!({"slug": "/c/d/"}), "/x/c/d/"),
        (serde_json::json!({"slug": "c"}), "/x/a/c/"),
        (serde_json::json!({"permalink": "c.html"}), "/x/c.html"),
        (serde_json::json!({"permalink": "/:year/:title/", "slug": "c"}), "/x/a/c/"),
        (serde_json::json!({"url": "https://example.org/c"}), "https://example.org/c"),
        (serde_json::json!({"url": "", "slug": null}), "/x/a/b/"),
    ] {
        let serde_json::Value::Object(mut given) = fields.clone() else { unreachable!() };
        let (path, relative) = ("a/b.md".into(), "a/b.md".to_owned());
        let file = SourceFile { path, relative, format: crate::source::Format::Markdown };
        assert_eq!(url(&mut given, &file, &options), expect, "{fields}");
    }
}
