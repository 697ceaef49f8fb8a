//! Letters: the lower case of a letter, and the letter under its diacritics.
//!
//! Owns the tables. Latin is made from the names and decompositions of Unicode: an ASCII letter with a mark, hook or
//! stroke is that letter. Greek, Cyrillic, Armenian and Georgian have arithmetic. The standard library's lower case would
//! be complete, but brings 12 kB (5.8 kB gzipped) into the browser module for scripts that stand in no post.

/// The base letters of U+00C0..=U+02AF in lower case, `.` for letters that are no ASCII letter with a mark.
const LATIN: &[u8; 496] = b"\
    aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.y\
    aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkkklllllll\
    lllnnnnnn.nnoooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs\
    bbbb...cc.ddd....ffg...ikkl..nnooo..pp.....ttttuu.vyyzz.........\
    .............aaiioouuuuuuuuuu.aaaa..ggggkkoooo..j...gg..nnaa..oo\
    aaaaeeeeiiiioooorrrruuuusstt..hhnd..zzaaeeooooooooyylntj..acclts\
    z..b..eejjqqrryy...b.cdd.......jg.....h.i..lll...mnn........rrr.\
    ..s.j...t..v....zz...........j..q...............";

/// The base letters of U+1E00..=U+1EFF in lower case.
const LATIN_ADDITIONAL: &[u8; 256] = b"\
    aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm\
    mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv\
    wwwwwwwwwwxxxxyyzzzzzzhtwyasss..aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee\
    eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy....yy";

/// The one or two folded letters of a letter that is not ASCII, if folding changes it.
pub(crate) fn fold_letter(ch: char) -> Option<(char, Option<char>)> {
    let code = ch as u32;
    let table = match code {
        0xC0..=0x2AF => LATIN.get(code as usize - 0xC0),
        0x1E00..=0x1EFF => LATIN_ADDITIONAL.get(code as usize - 0x1E00),
        _ => None,
    };
    if let Some(&letter) = table.filter(|&&letter| letter != b'.') {
        return Some((char::from(letter), None));
    }
    if let Some(pair) = special(ch) {
        return Some(pair);
    }
    let lower = char::from_u32(lower(code)).filter(|&lower| lower != ch)?;
    Some(special(lower).unwrap_or((lower, None)))
}

/// The lower case of the letters whose order makes it arithmetic.
fn lower(code: u32) -> u32 {
    match code {
        // Greek, with the archaic and Coptic pairs.
        0x391..=0x3A1 | 0x3A3..=0x3AB | 0x410..=0x42F => code + 0x20,
        0x370..=0x373 | 0x376 | 0x3D8..=0x3EF => code | 1,
        0x1F08..=0x1FAF if code & 8 != 0 && !matches!(code, 0x1F70..=0x1F7F) => code - 8,
        // Cyrillic.
        0x400..=0x40F => code + 0x50,
        0x460..=0x481 | 0x48A..=0x4BF | 0x4D0..=0x52F => code | 1,
        0x4C0 => 0x4CF,
        0x4C1..=0x4CE => code + code % 2,
        // Armenian and Georgian.
        0x531..=0x556 => code + 0x30,
        0x1C90..=0x1CBF => code - 0xBC0,
        // Roman numerals and letters in circles.
        0x2160..=0x216F => code + 0x10,
        0x24B6..=0x24CF => code + 0x1A,
        _ => code,
    }
}

/// Ligatures, and letters that follow no order.
#[rustfmt::skip]
fn special(ch: char) -> Option<(char, Option<char>)> {
    Some(match ch {
        'Æ' | 'æ' => ('a', Some('e')),
        'Œ' | 'œ' => ('o', Some('e')),
        'Þ' | 'þ' => ('t', Some('h')),
        'ß' | 'ẞ' => ('s', Some('s')),
        'Ĳ' | 'ĳ' => ('i', Some('j')),
        'Ǆ' | 'ǅ' | 'ǆ' | 'Ǳ' | 'ǲ' | 'ǳ' => ('d', Some('z')),
        'Ǉ' | 'ǈ' | 'ǉ' => ('l', Some('j')),
        'Ǌ' | 'ǋ' | 'ǌ' => ('n', Some('j')),
        'Ǣ' | 'ǣ' | 'Ǽ' | 'ǽ' => ('a', Some('e')),
        'Ɖ' => ('d', None),
        'ɵ' => ('o', None),
        'ⱥ' => ('a', None),
        'Ʉ' | 'ʉ' => ('u', None),
        'ⱦ' => ('t', None),
        'Ə' => ('ə', None),
        'Ǝ' => ('ǝ', None),
        'Ɔ' => ('ɔ', None),
        'Ɛ' => ('ɛ', None),
        'Ɣ' => ('ɣ', None),
        'Ɩ' => ('ɩ', None),
        'Ɯ' => ('ɯ', None),
        'Ʀ' => ('ʀ', None),
        'Ʃ' => ('ʃ', None),
        'Ʊ' => ('ʊ', None),
        'Ʒ' | 'Ǯ' | 'ǯ' => ('ʒ', None),
        'Ʌ' => ('ʌ', None),
        'Ƕ' => ('ƕ', None),
        'Ƿ' => ('ƿ', None),
        'Ƅ' => ('ƅ', None),
        'Ƣ' => ('ƣ', None),
        'Ƨ' => ('ƨ', None),
        'Ƹ' => ('ƹ', None),
        'Ƽ' => ('ƽ', None),
        'Ȝ' => ('ȝ', None),
        'Ȣ' => ('ȣ', None),
        'Ɂ' => ('ɂ', None),
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
        check("Əli Ɔ ǅ ǂ", "əli ɔ dz ǂ");
        check("ՀԱՅ ᲐᲑ Ⅳ", "հայ აბ ⅳ");
    }

    #[test]
    fn composed_and_decomposed_agree() {
        for (composed, decomposed) in
            [("é", "e\u{301}"), ("й", "и\u{306}"), ("ώ", "ω\u{301}"), ("ế", "e\u{302}\u{301}")]
        {
            assert_eq!(fold(composed), fold(decomposed));
        }
    }

    /// The lower case of the standard library is the measure, but for letters of no living use.
    #[test]
    fn upper_and_lower_case_agree() {
        let blocks = [0..0x530, 0x530..0x590, 0x1C90..0x1CC0, 0x1E00..0x1F00, 0x2150..0x2200, 0x24B0..0x2500];
        for ch in blocks.into_iter().flatten().filter_map(char::from_u32) {
            let lower: String = ch.to_lowercase().collect();
            let archaic = matches!(ch, 'Ϳ' | 'Ϗ' | 'ϴ' | 'Ϸ' | 'Ϲ' | 'Ϻ' | 'Ͻ' | 'Ͼ' | 'Ͽ' | 'Ↄ' | 'Ỻ' | 'Ỽ');
            assert!(archaic || fold(&ch.to_string()) == fold(&lower), "{ch} {lower}");
        }
        for ch in ('\u{1F00}'..'\u{1F70}').filter(|ch| ch.is_alphabetic()) {
            assert_eq!(fold(&ch.to_string()), ch.to_lowercase().to_string());
        }
    }
}
