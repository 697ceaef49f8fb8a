//! Sections of a long page that are worth a link of their own.

use super::window::WORD;
use super::{Found, cut};
use crate::answer::Section;
use keyseek_index::documents::StoredDocument;

/// A hit lists at most so many sections.
const MOST: usize = 3;

/// The best sections in the order of the page; none when fewer than two of the page can be linked to.
///
/// A section is better the more different words of the query its heading and text hold, then the more often they stand
/// together, a place in the heading counting as two. One that holds no more than half as many words as the best of the
/// page is left out: of a query of two words every listed section holds both, if any does.
pub(super) fn choose(document: &StoredDocument, all: &[Found<'_>]) -> Vec<Section> {
    let mut most_words = 0;
    for found in all {
        most_words = found.words.count_ones().max(most_words);
    }
    let mut worths = Vec::with_capacity(all.len());
    let mut linked = 0;
    for found in all {
        let is_linked = !found.section.id.is_empty() && !found.section.heading.is_empty();
        let is_near = 2 * found.words.count_ones() > most_words;
        linked += usize::from(is_linked);
        worths.push(if is_linked && is_near { worth(found) } else { 0 });
    }
    let mut sections = Vec::new();
    if linked < 2 {
        return sections;
    }
    for (at, found) in all.iter().enumerate() {
        let own = worths.get(at).copied().unwrap_or(0);
        let mut better = 0;
        for (place, other) in worths.iter().enumerate() {
            // Of several that are worth the same the first are better.
            better += usize::from(if place < at { *other >= own } else { *other > own });
        }
        if own > 0 && better < MOST {
            sections.push(Section {
                url: address(&document.url, &found.section.id),
                title: found.section.heading.clone(),
                snippet: cut::cut(found),
            });
        }
    }
    sections
}

fn worth(found: &Found<'_>) -> u32 {
    WORD * found.words.count_ones() + (found.window.worth % WORD + 2 * found.heading as u32).min(WORD - 1)
}

/// The address of a place in a page: letters of any script stay readable, as browsers show them.
fn address(page: &str, id: &str) -> String {
    let mut address = String::new();
    for ch in page.chars() {
        if ch == '#' {
            break;
        }
        address.push(ch);
    }
    address.push('#');
    for ch in id.chars() {
        if matches!(ch, '\0'..=' ' | '"' | '%' | '<' | '>' | '`' | '\x7F') {
            address.push('%');
            let digit = |value| char::from_digit(value, 16).unwrap_or_default().to_ascii_uppercase();
            address.push(digit(ch as u32 >> 4));
            address.push(digit(ch as u32 & 0xF));
        } else {
            address.push(ch);
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::snippet::scan::tests::needles;
    use crate::snippet::{Scanner, excerpts};

    /// The fragments of the sections that are listed for words.
    fn check(words: &[&str], sections: &[(&str, &str, &str)], expected: &[&str]) {
        let mut document = StoredDocument { url: "/page/#top".to_owned(), ..StoredDocument::default() };
        for (id, heading, text) in
            sections.iter().map(|(a, b, c)| (a.to_string(), b.to_string(), c.to_string()))
        {
            document.sections.push(keyseek_index::Section { id, heading, text });
        }
        let needles = needles(words);
        let needles: Vec<_> = needles.iter().map(Vec::as_slice).collect();
        let listed = excerpts(&document, &Scanner::new(&needles)).sections;
        let listed: Vec<_> = listed.iter().map(|section| section.url.trim_start_matches("/page/#")).collect();
        assert_eq!(listed, expected, "{words:?}");
    }

    #[test]
    fn the_best_sections_are_listed_in_the_order_of_the_page() {
        let page = [
            ("", "", "카프카 이야기"),
            ("a", "설치", "카프카 설치를 한다."),
            ("b", "설정", "아무것도 없다."),
            ("c", "카프카", "카프카로 카프카를 카프카."),
            ("d", "운영", "카프카는 카프카다."),
            ("e", "끝", "카프카가 카프카를 부른다."),
        ];
        check(&["카프카"], &page, &["c", "d", "e"]);
        check(&["설치"], &page, &["a"]);
        check(&["설정"], &page, &["b"]);
        check(&["없는말"], &page, &[]);
        check(&["카프카", "설치"], &page, &["a"]);
        check(&["카프카", "운영", "부른다"], &page, &["d", "e"]);
    }

    #[test]
    fn of_equals_the_first_are_listed() {
        let page = ["a", "b", "c", "d"].map(|id| (id, "제목", "검색"));
        check(&["검색"], &page, &["a", "b", "c"]);
    }

    #[test]
    fn a_page_with_one_section_lists_none() {
        check(&["검색"], &[("", "", "검색"), ("a", "검색", "검색")], &[]);
        check(&["검색"], &[("a", "", "검색"), ("b", "검색", "검색")], &[]);
        check(&["검색"], &[("a", "검색", ""), ("b", "색인", "")], &["a"]);
    }

    #[test]
    fn addresses_lead_to_the_heading() {
        let check = |page: &str, id: &str, expected: &str| assert_eq!(address(page, id), expected);
        check("/a/", "install", "/a/#install");
        check("/a/?b=c#old", "설치-방법", "/a/?b=c#설치-방법");
        check("", "a b\"<c>`100%\t", "#a%20b%22%3Cc%3E%60100%25%09");
        check("/a", "a#b/c?d&e", "/a#a#b/c?d&e");
    }
}
