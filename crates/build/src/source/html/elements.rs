//! What the walk has to know about each element, by name.
//!
//! A name is kept as its FNV-1a hash: names compare in one step, custom elements need no table, and two names
//! that collided would at worst close each other.

/// An element's name in lower case, hashed.
pub(super) type Name = u64;

/// Hashes a name. The tokenizer gives names in lower case already; the constants below are in upper case.
pub(super) const fn name(bytes: &[u8]) -> Name {
    let mut hash = 0xcbf2_9ce4_8422_2325;
    let mut at = 0;
    while at < bytes.len() {
        hash = (hash ^ bytes[at].to_ascii_lowercase() as u64).wrapping_mul(0x0000_0100_0000_01b3);
        at += 1;
    }
    hash
}

macro_rules! names {
    ($($constant:ident)+) => { $(pub(super) const $constant: Name = name(stringify!($constant).as_bytes());)+ };
}

names! {
    A ADDRESS ANNOTATION AREA ARTICLE ASIDE AUDIO B BASE BIG BLOCKQUOTE BODY BR BUTTON CANVAS CAPTION CENTER CODE COL
     DATALIST DD DESC DETAILS DIALOG DIR DIV DL DT EM EMBED FIELDSET FIGCAPTION FIGURE FOOTER FOREIGNOBJECT
    FORM FRAME FRAMESET H1 H2 H3 H4 H5 H6 HEAD HEADER HGROUP HR HTML I IFRAME IMG INPUT LEGEND LI LINK LISTING MAIN MATH
    MENU META METER NAV NOEMBED NOFRAMES NOSCRIPT OBJECT OL OPTGROUP OPTION OUTPUT P PARAM PICTURE PLAINTEXT PRE PROGRESS
    S SCRIPT SEARCH SECTION SELECT SMALL SOURCE SPAN STRIKE STRONG STYLE SUB SUMMARY SUP SVG TABLE TBODY TD TEMPLATE
    TEXTAREA TFOOT TH THEAD TIME TITLE TR TRACK TT U UL VAR VIDEO WBR XMP
}

/// How a tag stands in the line: what must be written between the text before and after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Gap {
    /// Nothing: `<b>`, `<wbr>`, `<span>` may stand inside a word.
    #[default]
    None,
    /// A space: pictures, and elements that a page defines itself.
    Space,
    /// A tab between the cells of a row.
    Cell,
    /// A new line.
    Line,
}

/// The gap around an element.
pub(super) fn gap(element: Name, is_custom: bool) -> Gap {
    match element {
        ADDRESS | ARTICLE | ASIDE | BLOCKQUOTE | BODY | BR | CAPTION | CENTER | DD | DETAILS | DIALOG
        | DIR | DIV | DL | DT | FIELDSET | FIGCAPTION | FIGURE | FOOTER | FORM | FRAMESET | H1 | H2 | H3
        | H4 | H5 | H6 | HEADER | HGROUP | HR | HTML | LEGEND | LI | LISTING | MAIN | MENU | NAV | OL
        | OPTGROUP | OPTION | P | PLAINTEXT | PRE | SEARCH | SECTION | SUMMARY | TABLE | TBODY | TFOOT
        | THEAD | TR | UL | XMP => Gap::Line,
        TD | TH => Gap::Cell,
        AUDIO | BUTTON | CANVAS | EMBED | IFRAME | IMG | INPUT | METER | OBJECT | PICTURE | PROGRESS
        | SELECT | SVG | TEXTAREA | VIDEO => Gap::Space,
        _ if is_custom => Gap::Space,
        _ => Gap::None,
    }
}

/// Elements without content and end tag.
pub(super) fn is_void(element: Name) -> bool {
    matches!(
        element,
        AREA | BASE
            | BR
            | COL
            | EMBED
            | FRAME
            | HR
            | IMG
            | INPUT
            | LINK
            | META
            | PARAM
            | SOURCE
            | TRACK
            | WBR
    )
}

/// Elements that hold no reading text: navigation, machinery, form controls and what stands in for other
/// media.
pub(super) fn is_skipped(element: Name) -> bool {
    matches!(
        element,
        ANNOTATION
            | AUDIO
            | BUTTON
            | CANVAS
            | DATALIST
            | FOOTER
            | IFRAME
            | METER
            | NAV
            | NOEMBED
            | NOFRAMES
            | NOSCRIPT
            | OBJECT
            | OPTGROUP
            | OPTION
            | OUTPUT
            | PROGRESS
            | SCRIPT
            | SEARCH
            | SELECT
            | STYLE
            | SVG
            | TEMPLATE
            | TEXTAREA
            | VIDEO
    )
}

/// Roles that say the same of an element of another name.
pub(super) fn is_skipped_role(role: &str) -> bool {
    matches!(
        role,
        "navigation" | "banner" | "contentinfo" | "search" | "complementary" | "alertdialog" | "dialog"
    )
}

/// 1 to 6 for headings.
pub(super) fn heading_level(element: Name) -> Option<u8> {
    match element {
        H1 => Some(1),
        H2 => Some(2),
        H3 => Some(3),
        H4 => Some(4),
        H5 => Some(5),
        H6 => Some(6),
        _ => None,
    }
}

/// Elements whose start ends an open paragraph.
pub(super) fn ends_paragraph(element: Name) -> bool {
    gap(element, false) == Gap::Line
        && !matches!(element, BODY | BR | HTML | CAPTION | LEGEND | OPTGROUP | OPTION)
        && !matches!(element, TBODY | TFOOT | THEAD | TR)
}

/// Elements through which an implied end does not reach: an `<li>` in an inner list does not end the outer
/// one.
pub(super) fn is_barrier(element: Name) -> bool {
    matches!(
        element,
        ARTICLE
            | ASIDE
            | BLOCKQUOTE
            | BODY
            | BUTTON
            | CAPTION
            | DETAILS
            | DIALOG
            | DIR
            | DL
            | FIELDSET
            | FIGURE
            | FOOTER
            | FORM
            | HEADER
            | HTML
            | MAIN
            | MENU
            | NAV
            | OBJECT
            | OL
            | SECTION
            | TABLE
            | TD
            | TEMPLATE
            | TH
            | UL
    )
}

/// Elements out of which the end tag of a block does not reach.
pub(super) fn is_scope(element: Name) -> bool {
    matches!(element, CAPTION | OBJECT | TABLE | TD | TEMPLATE | TH)
}

/// Parts of a table, whose end tags reach out of cells.
pub(super) fn is_table_part(element: Name) -> bool {
    matches!(element, CAPTION | TABLE | TBODY | TD | TFOOT | TH | THEAD | TR)
}

/// HTML elements that end a drawing or formula they stand in by mistake.
pub(super) fn breaks_out(element: Name) -> bool {
    matches!(
        element,
        B | BIG
            | BLOCKQUOTE
            | BODY
            | BR
            | CENTER
            | CODE
            | DD
            | DIV
            | DL
            | DT
            | EM
            | EMBED
            | H1
            | H2
            | H3
            | H4
            | H5
            | H6
            | HEAD
            | HR
            | I
            | IMG
            | LI
            | LISTING
            | MENU
            | META
            | OL
            | P
            | PRE
            | S
            | SMALL
            | SPAN
            | STRIKE
            | STRONG
            | SUB
            | SUP
            | TABLE
            | TT
            | U
            | UL
            | VAR
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_case_blind_and_distinct() {
        assert_eq!(name(b"foreignObject"), FOREIGNOBJECT);
        assert_eq!(name(b"h1"), H1);
        assert_ne!(name(b"h1"), name(b"h2"));
    }
}
