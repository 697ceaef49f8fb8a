//! `keyseek serve`, asked over a plain socket as no browser would: paths that lead out, and what it says of each file.

use crate::support::{Sample, command, fails};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Stdio};
use tempfile::TempDir;

/// A server that ends with the test.
struct Server {
    child: Child,
    url: String,
}

impl Server {
    fn start(dir: &Path) -> Self {
        let mut child =
            command().arg("serve").arg(dir).args(["--port", "0"]).stdout(Stdio::piped()).spawn().unwrap();
        let mut url = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut url).unwrap();
        Self { child, url: url.trim_end().to_owned() }
    }

    fn address(&self) -> &str {
        self.url.strip_prefix("http://").unwrap().strip_suffix('/').unwrap()
    }

    /// Asks for a path exactly as written.
    fn get(&self, path: &str) -> Reply {
        self.ask("GET", path, "")
    }

    /// Asks with one more line of the head.
    fn ask(&self, method: &str, path: &str, head: &str) -> Reply {
        let mut stream = TcpStream::connect(self.address()).unwrap();
        write!(stream, "{method} {path} HTTP/1.1\r\n{head}Host: localhost\r\nConnection: close\r\n\r\n")
            .unwrap();
        let mut reply = Vec::new();
        stream.read_to_end(&mut reply).unwrap();
        let end = reply.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        let head = String::from_utf8(reply[..end].to_vec()).unwrap().to_ascii_lowercase();
        Reply { head, body: reply[end + 4..].to_vec() }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

struct Reply {
    head: String,
    body: Vec<u8>,
}

impl Reply {
    fn status(&self) -> &str {
        self.head.split(' ').nth(1).unwrap()
    }

    fn header(&self, name: &str) -> &str {
        let line = self.head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        line.unwrap_or_default()
    }
}

#[test]
fn files_have_their_types_and_caching() {
    let folder = TempDir::new().unwrap();
    let name = "index/terms-0123456789.ks";
    fs::create_dir_all(folder.path().join("index")).unwrap();
    fs::create_dir_all(folder.path().join("글")).unwrap();
    let server = Server::start(folder.path());
    let check = |name: &str, path: &str, content_type: &str, caching: &str| {
        fs::write(folder.path().join(name), name).unwrap();
        let reply = server.get(path);
        assert_eq!(reply.status(), "200", "{path}");
        assert_eq!(reply.header("content-type"), content_type, "{path}");
        assert_eq!(reply.header("cache-control"), caching, "{path}");
        assert_eq!(reply.body, name.as_bytes(), "{path}");
    };
    let forever = "public, max-age=31536000, immutable";
    let html = "text/html; charset=utf-8";
    check("index.html", "/", html, "no-cache");
    check("글/index.html", "/%EA%B8%80/", html, "no-cache");
    check("page.html", "/page.html?a=b", html, "no-cache");
    check("keyseek.js", "/keyseek.js", "text/javascript; charset=utf-8", "no-cache");
    check("style.css", "/style.css", "text/css; charset=utf-8", "no-cache");
    check("keyseek-0123456789.wasm.ks", "/keyseek-0123456789.wasm.ks", "application/octet-stream", forever);
    check("manifest.keyseek", "/manifest.keyseek", "application/octet-stream", "no-cache");
    check(name, &format!("/{name}"), "application/octet-stream", forever);
    check("icon.svg", "/icon.svg", "image/svg+xml", "no-cache");

    let redirected = server.get("/%EA%B8%80");
    assert!(redirected.status().starts_with("30"), "{}", redirected.head);
    let head = server.ask("HEAD", "/page.html", "");
    assert_eq!((head.status(), head.header("content-length"), head.body.len()), ("200", "9", 0));
    assert_eq!(server.ask("POST", "/page.html", "").status(), "405");
}

#[test]
fn parts_of_files_are_given() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("terms-0123456789.ks"), "0123456789").unwrap();
    let server = Server::start(folder.path());
    let get = |range: &str| {
        let path = format!("/terms-0123456789.ks?{range}");
        server.ask("GET", &path, &format!("Range: bytes={range}\r\n"))
    };
    let part = get("2-4");
    assert_eq!(
        (part.status(), part.header("content-range"), part.body.as_slice()),
        ("206", "bytes 2-4/10", &b"234"[..])
    );
    assert_eq!(part.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(get("9-9").body, b"9");
    assert_eq!(get("10-12").status(), "416");
    assert_eq!(server.get("/terms-0123456789.ks?2-4").body.len(), 10);
}

#[test]
fn nothing_outside_of_the_folder_is_served() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("secret"), "secret").unwrap();
    let site = folder.path().join("site");
    fs::create_dir_all(site.join("a")).unwrap();
    let server = Server::start(&site);
    for path in [
        "/../secret",
        "/a/../../secret",
        "/%2e%2e/secret",
        "/..%2fsecret",
        "/a/%2e%2e%2f%2e%2e%2fsecret",
        "/..%5csecret",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/%00",
        "/%ff",
        "/a/",
        "/nowhere<script>",
    ] {
        let reply = server.get(path);
        assert!(["400", "404"].contains(&reply.status()), "{path}: {}", reply.head);
        let body = String::from_utf8(reply.body).unwrap();
        assert!(!body.contains("secret") && !body.contains("<script") && body.len() < 500, "{path}: {body}");
    }
    assert_eq!(server.get("/nowhere").header("content-type"), "text/html; charset=utf-8");
}

#[test]
fn an_index_without_a_page_gets_one() {
    let sample = Sample::build();
    let index = sample.index();
    let server = Server::start(&index);
    assert!(server.url.starts_with("http://127.0.0.1:"), "{}", server.url);
    let manifest = server.get("/manifest.keyseek");
    assert_eq!(manifest.body, fs::read(index.join("manifest.keyseek")).unwrap());

    let widget = index.join("keyseek-search.js");
    let _ = fs::remove_file(&widget);
    assert_eq!(server.get("/").status(), "404");
    fs::write(&widget, "").unwrap();
    let preview = server.get("/");
    assert_eq!((preview.status(), preview.header("content-type")), ("200", "text/html; charset=utf-8"));
    assert!(String::from_utf8(preview.body).unwrap().contains("<keyseek-search></keyseek-search>"));
    fs::write(index.join("index.html"), "ours").unwrap();
    assert_eq!(server.get("/").body, b"ours");
}

#[test]
fn what_cannot_be_served_is_an_error() {
    let folder = TempDir::new().unwrap();
    let dir = folder.path().to_str().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    fails(["serve", dir, "--port", &port], &format!("port {port} of 127.0.0.1 is in use"));
    fails(["serve", "/nowhere/at/all"], "there is no folder /nowhere/at/all");
    fails(["serve", dir, "--host", "256.0.0.1", "--port", "0"], "256.0.0.1");
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_without_an_error() {
    let folder = TempDir::new().unwrap();
    let mut server = Server::start(folder.path());
    // A connection that stays open must not hold it up.
    let _open = TcpStream::connect(server.address()).unwrap();
    let pid = server.child.id().to_string();
    assert!(std::process::Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
    assert_eq!(server.child.wait().unwrap().code(), Some(0));
}
