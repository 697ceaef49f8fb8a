use crate::token::TokenKind;
use crate::tokenizer::tokens;

/// Wholes are written `whole(part part)`.
fn check(text: &str, expect: &str) {
    let mut shown = String::new();
    let mut parts = 0;
    for token in tokens(text) {
        if !shown.is_empty() && !shown.ends_with('(') {
            shown.push(' ');
        }
        shown.push_str(&token.text);
        match token.kind {
            TokenKind::Whole => {
                shown.push('(');
                parts = token.parts;
            }
            TokenKind::Part => {
                parts -= 1;
                if parts == 0 {
                    shown.push(')');
                }
            }
            TokenKind::Word => assert_eq!(parts, 0),
        }
    }
    assert_eq!(shown, expect, "{text}");
}

#[test]
fn connected() {
    check("Node.js에서", "node.js(node js) 에서");
    check("PEP-333 e-mail snake_case", "pep-333(pep 333) e-mail(e mail) snake_case(snake case)");
    check("3rd-party 1st 2nd", "3rd-party(3rd party) 1st 2nd");
    check("span.SetError(err)", "span.seterror(span seterror) err");
    check("2019-05-27 192.168.1.150:50711", "2019-05-27(2019 05 27) 192.168.1.150(192 168 1 150) 50711");
    check("std::vec re:Invent 12:30", "std vec re invent 12 30");
    check("PKCS #7 #태그 #tag @scope/package", "pkcs 7 태그 tag scope package");
    check("__init__.py --flag-name", "init py flag-name(flag name)");
    check("end. Next - dash... a--b 했다.그래서", "end next dash a b 했다 그래서");
    check("DevOps+JENNIFER a+b A+", "devops jennifer a b a");
}

#[test]
fn versions_and_numbers() {
    check("v1.2.3", "v1.2.3(1 2 3)");
    check("v1 V2.0", "v1 v2.0(2 0)");
    check("3.14버전", "3.14(3 14) 버전");
    check("1,000,000원 1,234.5", "1000000 원 1234.5(1234 5)");
    check("1,2,3 1,0000 3.14,200 12,34", "1 2 3 1 0000 3.14(3 14) 200 12 34");
    check("100ms 16GB 3.5ms", "100ms(100 ms) 16gb(16 gb) 3.5ms(3 5 ms)");
    check("s3 k8s ipv6 UTF8 h264 0x1f log4j EC2", "s3 k8s ipv6 utf8 h264 0x1f log4j ec2");
    check("python27 html5", "python27(python 27) html5(html 5)");
    check("utf-8 m2.4xlarge", "utf-8(utf 8) m2.4xlarge(m2 4 xlarge)");
    check("2018년", "2018 년");
}

#[test]
fn names_of_languages() {
    check("C++로", "c++(c) 로");
    check("C#으로 F# g++ Notepad++", "c#(c) 으로 f#(f) g++(g) notepad++(notepad)");
    check("C++17 C#8", "c++17(c++ 17) c#8(c# 8)");
    check("C/C++ C++/C#", "c/c++(c c++) c++/c#(c++ c#)");
    check("a++b a+++ a##", "a b a a");
    check(".NET .gitignore (.env.local)", ".net(net) .gitignore(gitignore) .env.local(env local)");
    check("C#/.NET ASP.NET", "c#(c) .net(net) asp.net(asp net)");
    check("..net 했다.net .5 .", "net 했다 net 5");
}

#[test]
fn sides() {
    check("R&D CI/CD TCP/IP 24/7 I/O", "r&d(r d) ci/cd(ci cd) tcp/ip(tcp ip) 24/7(24 7) i/o(i o)");
    check("Node.js/Express fetch&run", "node.js(node js) express fetch run");
    check("https://a.b/c/d/e", "https a.b(a b) c d e");
    check("/usr/bin/git a/b/c/d ?a=1&b=2", "usr bin git a b c d a 1 b 2");
    check("http://aa/bb", "http aa bb");
    check("wiki/%EC%9E%90%eb%b0%94_x%20y 50%20 100% %d", "wiki x y 50 20 100 d");
    check("%aæ", "aae");
}

#[test]
fn apostrophes() {
    check("don't we're I'm user's O'Reilly", "don't we're i'm user o'reilly(o reilly)");
    check("Node.js's user's-guide 'quoted'", "node.js(node js) user-guide(user guide) quoted");
    check("It’s의", "it 의");
}

#[test]
fn long_forms_are_their_parts() {
    check("550e8400-e29b-41d4-a716-446655440000", "550e8400 e29b 41d4 a716 446655440000");
    check("a.b.c.d.e.f", "a b c d e f");
    check("aaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbb", "aaaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbbb");
    check("a-b-c-d-100ms", "a b c d 100ms(100 ms)");
}
