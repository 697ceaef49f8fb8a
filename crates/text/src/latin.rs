//! The letters under diacritics, as data: Latin, and the few Greek and Cyrillic letters that have composed forms.
//!
//! Owns the tables only. The Latin tables are made from the decompositions of Unicode, with the stroked letters of
//! Latin-1 and Latin Extended-A (ø đ ħ ł ŧ) added; letters that are no ASCII letter with a mark are `.` and stay.

/// The base letters of U+00C0..=U+024F in lower case.
const LATIN: &[u8; 400] = b"\
    aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.y\
    aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkkkllllll.\
    .llnnnnnnnnnoooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs\
    b......cc.d.............kk......oo.............uu...............\
    .............aaiioouuuuuuuuuu.aaaa....ggkkoooo..j...gg..nnaa..oo\
    aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............\
    ...b............";

/// The base letters of U+1E00..=U+1EFF in lower case.
const LATIN_ADDITIONAL: &[u8; 256] = b"\
    aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm\
    mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv\
    wwwwwwwwwwxxxxyyzzzzzzhtwy.s....aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee\
    eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";

/// The folded letter or two letters of an accented letter or a ligature, if it is one.
pub(crate) fn base(ch: char) -> Option<(char, Option<char>)> {
    let code = ch as usize;
    let table = match code {
        0xC0..=0x24F => LATIN.get(code - 0xC0),
        0x1E00..=0x1EFF => LATIN_ADDITIONAL.get(code - 0x1E00),
        _ => None,
    };
    if let Some(&letter) = table.filter(|&&letter| letter != b'.') {
        return Some((char::from(letter), None));
    }
    Some(match ch {
        'Æ' | 'æ' => ('a', Some('e')),
        'Œ' | 'œ' => ('o', Some('e')),
        'Þ' | 'þ' => ('t', Some('h')),
        'ß' | 'ẞ' => ('s', Some('s')),
        'Ĳ' | 'ĳ' => ('i', Some('j')),
        'Ŀ' | 'ŀ' => ('l', None),
        'ﬀ' => ('f', Some('f')),
        'ﬁ' => ('f', Some('i')),
        'ﬂ' => ('f', Some('l')),
        'µ' => ('u', None),
        'ª' => ('a', None),
        'º' => ('o', None),
        '¹' => ('1', None),
        '²' => ('2', None),
        '³' => ('3', None),
        'Ά' | 'ά' => ('α', None),
        'Έ' | 'έ' => ('ε', None),
        'Ή' | 'ή' => ('η', None),
        'Ί' | 'ί' | 'Ϊ' | 'ϊ' | 'ΐ' => ('ι', None),
        'Ό' | 'ό' => ('ο', None),
        'Ύ' | 'ύ' | 'Ϋ' | 'ϋ' | 'ΰ' => ('υ', None),
        'Ώ' | 'ώ' => ('ω', None),
        'ς' => ('σ', None),
        'Ё' | 'ё' | 'Ѐ' | 'ѐ' => ('е', None),
        'Й' | 'й' | 'Ѝ' | 'ѝ' => ('и', None),
        'Ѓ' | 'ѓ' => ('г', None),
        'Ї' | 'ї' => ('і', None),
        'Ќ' | 'ќ' => ('к', None),
        'Ў' | 'ў' => ('у', None),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use crate::fold;

    #[test]
    fn letters_lose_their_marks() {
        let check = |text: &str, expect: &str| assert_eq!(fold(text), expect, "{text}");
        check("Café Über naïve", "cafe uber naive");
        check("Łódź Škoda Đorđe", "lodz skoda dorde");
        check("Straße œuvre Ærø", "strasse oeuvre aero");
        check("Việt Nam ơ ư", "viet nam o u");
        check("İstanbul ılık", "istanbul ilik");
        check("Ώρα ΣΊΣΥΦΟΣ Σίσυφος", "ωρα σισυφοσ σισυφοσ");
        check("Ёлка Киї́в", "елка киів");
        check("100µs 10m² ﬁle", "100us 10m2 file");
        check("Ə ƒ ǂ", "ə ƒ ǂ");
    }

    #[test]
    fn composed_and_decomposed_agree() {
        for (composed, decomposed) in [("é", "e\u{301}"), ("й", "и\u{306}"), ("ώ", "ω\u{301}"), ("ế", "e\u{302}\u{301}")] {
            assert_eq!(fold(composed), fold(decomposed));
        }
    }
}
