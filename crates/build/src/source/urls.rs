//! Addresses: from a file's path, from a title, and put below a base.

/// `a/b.md` → `/a/b/`; `index`, `_index` and `README` are their folder.
pub(super) fn from_markdown_path(relative: &str) -> String {
    let (folder, name) = split_name(relative);
    let stem = stem(name);
    let mut url = String::from("/");
    url.push_str(&encode(folder));
    if !is_index(stem) {
        url.push_str(&encode(stem));
        url.push('/');
    }
    url
}

/// `a/b.html` → `/a/b.html`; `a/index.html` → `/a/`.
pub(super) fn from_html_path(relative: &str) -> String {
    let (folder, name) = split_name(relative);
    let mut url = String::from("/");
    url.push_str(&encode(folder));
    if !matches!(name.to_ascii_lowercase().as_str(), "index.html" | "index.htm" | "index.xhtml") {
        url.push_str(&encode(name));
    }
    url
}

/// Puts the last segment of a path-made address to another name: `/a/b/` with `c` → `/a/c/`.
pub(super) fn replace_last_segment(url: &str, name: &str) -> String {
    let parent = url.trim_end_matches('/').rsplit_once('/').map_or("", |(parent, _)| parent);
    format!("{parent}/{}/", encode(name.trim_matches('/')))
}

/// The address below the base: only addresses that start at the root move.
pub(super) fn below(base: &str, url: &str) -> String {
    let base = base.trim_end_matches('/');
    if base.is_empty() || !url.starts_with('/') || url.starts_with("//") {
        url.to_owned()
    } else {
        format!("{base}{url}")
    }
}

/// Whether the address names a host or a scheme of its own.
pub(super) fn is_absolute(url: &str) -> bool {
    let scheme = url.split(['/', '?', '#']).next().unwrap_or_default();
    url.starts_with("//")
        || scheme.split_once(':').is_some_and(|(name, _)| {
            name.starts_with(|c: char| c.is_ascii_alphabetic())
                && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
        })
}

/// A readable address part: letters and digits of any script in lower case, everything else one `-`.
///
/// Cut at a `-` before 80 characters, for addresses that can still be read aloud.
pub(super) fn slug(title: &str) -> String {
    const LONGEST: usize = 80;
    let mut slug = String::new();
    let mut length = 0;
    for word in title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let word = word.to_lowercase();
        let characters = word.chars().count() + 1;
        if length > 0 && length + characters > LONGEST {
            break;
        }
        if length > 0 {
            slug.push('-');
        }
        slug.extend(word.chars().take(LONGEST));
        length += characters;
    }
    slug
}

/// A title for a page that has none: its file's name, or its folder's for an index page.
pub(super) fn title_from_path(relative: &str) -> String {
    let (folder, name) = split_name(relative);
    let stem = stem(name);
    let folder = folder.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    if is_index(stem) && !folder.is_empty() { folder.to_owned() } else { stem.to_owned() }
}

/// The folder with its final `/` (empty at the root), and the name.
fn split_name(relative: &str) -> (&str, &str) {
    relative.split_at(relative.rfind('/').map_or(0, |at| at + 1))
}

fn stem(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    }
}

fn is_index(stem: &str) -> bool {
    ["index", "_index", "readme"].iter().any(|name| stem.eq_ignore_ascii_case(name))
}

/// Escapes what would end or break a path; letters of other scripts stay readable, as browsers show them.
fn encode(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for c in path.chars() {
        match c {
            ' '
            | '"'
            | '#'
            | '%'
            | '<'
            | '>'
            | '?'
            | '\\'
            | '^'
            | '`'
            | '{'
            | '|'
            | '}'
            | '\0'..='\x1f'
            | '\x7f' => {
                encoded.push_str(&format!("%{:02X}", u32::from(c)));
            }
            _ => encoded.push(c),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_addresses() {
        for (path, expect) in [
            ("a/b.md", "/a/b/"),
            ("index.md", "/"),
            ("README.md", "/"),
            ("a/_index.md", "/a/"),
            ("2018-05-31-name.md", "/2018-05-31-name/"),
            ("a b/c#d.mdx", "/a%20b/c%23d/"),
            ("글/첫 글.md", "/글/첫%20글/"),
            ("typescript-4.0.md", "/typescript-4.0/"),
        ] {
            assert_eq!(from_markdown_path(path), expect, "{path}");
        }
        for (path, expect) in [
            ("a/b.html", "/a/b.html"),
            ("a/index.html", "/a/"),
            ("index.htm", "/"),
            ("100%.html", "/100%25.html"),
        ] {
            assert_eq!(from_html_path(path), expect, "{path}");
        }
    }

    #[test]
    fn slugs_are_readable() {
        for (title, expect) in [
            ("Kafka 모니터링", "kafka-모니터링"),
            (
                "주니어 개발자가 외칩니다, \"Hello, System Architecture!\"",
                "주니어-개발자가-외칩니다-hello-system-architecture",
            ),
            ("블록체인 … 독학일기(2)", "블록체인-독학일기-2"),
            (":) ||", ""),
        ] {
            assert_eq!(slug(title), expect);
        }
        assert!(slug(&"아주 긴 제목 ".repeat(50)).chars().count() <= 80);
        assert_eq!(slug(&"가".repeat(500)).chars().count(), 80);
    }

    #[test]
    fn only_rooted_addresses_move_below_the_base() {
        for (base, url, expect) in [
            ("", "/a/", "/a/"),
            ("/guide/", "/a/", "/guide/a/"),
            ("https://example.org", "/a/", "https://example.org/a/"),
            ("/guide", "https://example.org/", "https://example.org/"),
            ("/guide", "//example.org/", "//example.org/"),
        ] {
            assert_eq!(below(base, url), expect);
        }
        assert_eq!(replace_last_segment("/a/b/", "c"), "/a/c/");
        assert_eq!(replace_last_segment("/", "c"), "/c/");
        assert!(is_absolute("mailto:a@b") && is_absolute("https://a/") && is_absolute("//a/"));
        assert!(!is_absolute("/a:b") && !is_absolute("a/b:c") && !is_absolute("글:a"));
    }
}
