//! Pages in, documents out.

use std::path::PathBuf;

use super::*;
use crate::source::Format;

fn page(html: &str) -> Document {
    page_at("a/b.html", html, &SourceOptions::default())
}

fn page_at(relative: &str, html: &str, options: &SourceOptions) -> Document {
    let file =
        SourceFile { path: PathBuf::from(relative), relative: relative.to_owned(), format: Format::Html };
    let mut walk = Walk::default();
    tags::feed(html, &mut walk);
    document(walk.finish(), &file, options)
}

/// Sections in short: `heading#id: text` each, lines joined by ` / `, tabs shown as ` | `.
fn outline(html: &str) -> String {
    let lines = page(html).sections.into_iter().map(|section| {
        let heading = if section.heading.is_empty() && section.id.is_empty() {
            String::new()
        } else {
            format!("{}#{}: ", section.heading, section.id)
        };
        heading + &section.text.replace('\n', " / ").replace('\t', " | ")
    });
    lines.collect::<Vec<_>>().join(" § ")
}

#[track_caller]
fn check(html: &str, expect: &str) {
    assert_eq!(outline(html), expect, "{html}");
}

#[test]
fn blocks_break_lines_and_inlines_do_not_break_words() {
    check("<p>a<p>b<div>c</div>d", "a / b / c / d");
    check("Doc<b>ker</b>를 <wbr>쓴<i>다</i>", "Docker를 쓴다");
    check("a<br>b<hr>c", "a / b / c");
    check("a<img src=x>b <my-tag>c</my-tag>d", "a b c d");
    check("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>", "a / b / c / d");
    check("<dl><dt>a<dd>b<dt>c<dd>d</dl>e", "a / b / c / d / e");
    check("<table><tr><th>a<th>b<tr><td>c<td>d</table>e", "a | b / c | d / e");
    check("<p>a\n  b&nbsp;&amp;\tc</p>", "a b\u{a0}& c");
    check("<pre>\na\n  b\n</pre>c", "a /   b / c");
    check("<p>x</p><pre>\n  a\n\n    b</pre>", "x /   a /  /     b");
    check("x<sup>2</sup>", "x2");
}

#[test]
fn what_is_no_reading_text_is_left_out() {
    for skipped in [
        "<nav>no</nav>",
        "<header>no</header>",
        "<footer>no</footer>",
        "<aside>no</aside>",
        "<script>if (a < b) no('</p>')</script>",
        "<style>no{}</style>",
        "<noscript><p>no</noscript>",
        "<template><p>no</template>",
        "<svg><title>no</title><text>no</text></svg>",
        "<svg><style/><path/></svg>",
        "<svg/>",
        "<button>no</button>",
        "<select><option>no<option>no</select>",
        "<textarea>no</p></textarea>",
        "<p hidden>no",
        "<div aria-hidden=true><p>no</div>",
        "<div data-keyseek-ignore>no<div>no</div></div>",
        "<div data-pagefind-ignore=all>no</div>",
        "<div role=navigation>no</div>",
        "<dialog>no</dialog>",
        "<!-- no -->",
        "<iframe src=x><p>no</iframe>",
    ] {
        check(&format!("<p>a</p>{skipped}<p>b</p>"), "a / b");
    }
    check("<dialog open>a</dialog><p hidden=until-found>b", "a / b");
    check("<svg><foreignObject><p>no</p></foreignObject></svg>a", "a");
    check("<svg><p>out</p>", "out");
    check("<form><label>a <input value=no></label></form>", "a");
}

#[test]
fn the_content_is_the_most_specific_region() {
    check("<p>no</p><main><p>a</main><p>no", "a");
    check("<div role=main>a</div>no", "a");
    check("no<article>a<article>b</article></article>no", "a / b");
    check("a<article>b</article><article>c</article>", "a / b / c");
    check("<main>no<p data-keyseek-body>a</p>no</main><div data-pagefind-body>b</div>", "a / b");
    check("<main></main><article>a</article>no", "a");
    check("<main><header><h1>T</h1>by me</header>a</main>", "by me / a");
    // Only the first part may be without heading.
    check(
        "<p data-keyseek-body>a<h2>no</h2><div data-keyseek-body><h2>b</h2>c</div><p data-keyseek-body>d",
        "a § b#: c / d",
    );
    // An inline end tag does not reach out of a block, nor a block's out of a cell.
    check("<span><main>a</span>b</main>no", "ab");
    check("<main><div><table><tr><td>a</div>b</table></div></main>no", "ab");
}

#[test]
fn headings_start_sections() {
    check("a<h2 id=b>B</h2>c<h3>D</h3>e", "a § B#b: c § D#: e");
    check("<h2><a id=b></a>B</h2>", "B#b: ");
    check("<a name=b></a><h2>B</h2>", "B#b: ");
    check("<section id=b><h2>B</h2>c<h2>D</h2></section>", "B#b: c § D#: ");
    check("<section id=b>text before <h2>B</h2>c</section>", "text before § B#b: c");
    check("<p id=a>text</p><h2>B</h2>", "text § B#: ");
    check("<h2 id=b>B <a href=#b>§</a></h2>c<a href=#d>#</a> e", "B#b: c e");
    check("<h2 id=b><a href=#b>B</a></h2>c", "B#b: c");
    check("<p>a<sup><a href=#fn1>1</a></sup> b <a href=#x>1</a>", "a b 1");
    check("<h2>A<br>B</h2>c", "A B#: c");
    check("<h2><div>A</div>B</h2>c", "A B#: c");
    check("<h2>A<p>b</h2>c", "A#: b / c");
    check("<h2>A</h3>b", "A#: b");
    check("<h2>A<h3>B</h3>c", "A#:  § B#: c");
    check("<h2></h2>a", "a");
}

#[test]
fn the_title_is_the_only_h1_or_what_the_head_says() {
    for (html, expect) in [
        ("<title>T - Site</title><h1>H</h1>a", "H"),
        ("<title>T - Site</title><h1>H</h1><h1>I</h1>", "T - Site"),
        ("<title>T &amp; U</title><p>a", "T & U"),
        ("<title>T</title><meta property=og:title content=O><p>a", "O"),
        ("<title>T</title><h1>no</h1><main><h2>H</h2></main>", "T"),
        ("<h1>a&nbsp;b\n c</h1>", "a b c"),
        ("<svg><title>no</title></svg><title>T</title>", "T"),
        ("<p>a", ""),
    ] {
        assert_eq!(page(html).title, expect, "{html}");
    }
    check("<title>T</title><p>a<h1 id=x>H</h1>b<h2>c</h2>", "a / b § c#: ");
}

#[test]
fn the_head_gives_the_fields() {
    let document = page(
        "<html lang=ko_KR><meta name=description content=' D  e '><meta name=keywords content='a, b'>\
         <meta property=article:tag content=x><meta property=article:tag content=y><meta property=article:tag content=x>\
         <meta property=article:published_time content=2018-05-31T00:00:00Z><p>a<time datetime=2000-01-01>b</time>",
    );
    assert_eq!((document.lang.as_str(), document.date.as_str()), ("ko-kr", "2018-05-31T00:00:00Z"));
    assert_eq!(document.tags, ["x", "y"]);
    assert_eq!(document.meta["description"], MetaValue::Text("D e".to_owned()));
    assert_eq!(document.meta["keywords"], MetaValue::List(vec!["a".to_owned(), "b".to_owned()]));
    assert_eq!(page("<meta name=keywords data-keyseek-tags content='a, b'>").tags, ["a", "b"]);
    assert_eq!(page("<p>a<time datetime='2018/05/31'>b</time>").date, "2018-05-31");
}

#[test]
fn the_address_is_the_path_unless_asked_otherwise() {
    let html = "<link rel=canonical href=https://example.org/c>a";
    let canonical = SourceOptions { html_url: HtmlUrl::Canonical, ..SourceOptions::default() };
    let based = SourceOptions { base_url: "/docs".to_owned(), ..SourceOptions::default() };
    for (options, expect) in
        [(&SourceOptions::default(), "/a/"), (&canonical, "https://example.org/c"), (&based, "/docs/a/")]
    {
        assert_eq!(page_at("a/index.html", html, options).url, expect);
    }
}

#[test]
fn charsets_are_read_where_html_wants_them() {
    for (html, expect) in [
        ("<meta charset=euc-kr>", Some("EUC-KR")),
        ("<META http-equiv=content-type content=\"text/html; charset=Shift_JIS\">", Some("Shift_JIS")),
        ("<meta charset='utf-8'>", Some("UTF-8")),
        ("<meta charset=utf-16>", Some("UTF-8")),
        ("<meta name=a content=b><p>charset=euc-kr", None),
    ] {
        assert_eq!(named_charset(html.as_bytes()).map(Encoding::name), expect, "{html}");
    }
}
