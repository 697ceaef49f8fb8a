//! `keyseek serve`: a preview of a folder over HTTP, with the content types and the caching that a site's host should
//! give. Not a server for the public: it has no TLS, no compression and no limits.

use crate::{Outcome, terminal};
use anyhow::{Context, Result, anyhow, ensure};
use http_body_util::{Either, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{self, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use std::convert::Infallible;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::net::TcpListener;
use tower_http::services::ServeDir;
use tower_http::services::fs::ServeFileSystemResponseBody;

const PREVIEW: &str = include_str!("serve/preview.html");
const NOT_FOUND: &str = include_str!("serve/not-found.html");
const CANNOT_READ: &str = include_str!("serve/cannot-read.html");

/// Digits of the shortest hash in a file's name that is taken for one.
const MIN_HASH_DIGITS: usize = 8;

const EXAMPLES: &str = "\
Examples:
  keyseek serve public
  keyseek serve public/search --port 0

A folder without an index.html that `keyseek build` wrote gets a small page with a search field.";

/// Preview a site or an index over HTTP, on this machine
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Args {
    /// The folder to serve
    dir: PathBuf,
    /// The port to listen at, 0 for any that is free
    #[arg(long, value_name = "N", default_value_t = 8765)]
    port: u16,
    /// The address to listen at
    #[arg(long, value_name = "HOST", default_value = "127.0.0.1")]
    host: String,
}

type Body = Either<ServeFileSystemResponseBody, Full<Bytes>>;

/// Serves until it is interrupted.
pub fn run(args: &Args) -> Result<Outcome> {
    ensure!(args.dir.is_dir(), "there is no folder {} to serve; check the path", args.dir.display());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        tokio::select! {
            // Polled first, so that Ctrl-C is awaited before anybody is told that the server is ready.
            biased;
            interrupted = tokio::signal::ctrl_c() => interrupted.context("cannot wait for Ctrl-C"),
            failed = serve(args) => failed,
        }
    })?;
    Ok(Outcome::Done)
}

async fn serve(args: &Args) -> Result<()> {
    let listener = listen(&args.host, args.port).await?;
    let mut out = io::stdout().lock();
    writeln!(out, "http://{}/", listener.local_addr()?)?;
    out.flush()?;
    drop(out);
    loop {
        let stream = match listener.accept().await {
            Ok((stream, _)) => stream,
            Err(error) => {
                // Most likely too many open connections: some will be closed soon.
                terminal::say(&format!("cannot accept a connection: {error}"));
                tokio::time::sleep(Duration::from_secs(1)).await;
                continue;
            }
        };
        let dir = args.dir.clone();
        tokio::spawn(async move {
            let service = service_fn(move |request| answer(dir.clone(), request));
            // A connection that breaks concerns the browser, which closed it.
            let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

async fn listen(host: &str, port: u16) -> Result<TcpListener> {
    TcpListener::bind((host, port)).await.map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => {
            anyhow!(
                "port {port} of {host} is in use; choose another with --port, or any free one with --port 0"
            )
        }
        ErrorKind::PermissionDenied => {
            anyhow!("port {port} of {host} is not allowed to you; choose one from 1024 on with --port")
        }
        _ => anyhow::Error::new(error).context(format!("cannot listen at port {port} of {host}")),
    })
}

async fn answer(dir: PathBuf, request: Request<Incoming>) -> Result<Response<Body>, Infallible> {
    let path = request.uri().path().to_owned();
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    // `ServeDir` says that a file is missing by its answer or by an error, depending on where it noticed.
    let served = match ServeDir::new(&dir).try_call(request).await {
        Ok(response) if response.status() == StatusCode::NOT_FOUND => Err(ErrorKind::NotFound.into()),
        served => served,
    };
    Ok(match served {
        Ok(response) => finish(response, &path),
        Err(error) if is_missing(&error) && is_read && path == "/" && has_widget(&dir) => {
            page(StatusCode::OK, PREVIEW)
        }
        Err(error) if is_missing(&error) => page(StatusCode::NOT_FOUND, NOT_FOUND),
        Err(error) => {
            terminal::say(&format!("cannot read {}: {error}", terminal::plain(&path)));
            page(StatusCode::INTERNAL_SERVER_ERROR, CANNOT_READ)
        }
    })
}

/// Whether there is no such file, or cannot be one.
fn is_missing(error: &io::Error) -> bool {
    use ErrorKind::{InvalidFilename, InvalidInput, NotADirectory, NotFound};
    matches!(error.kind(), InvalidFilename | InvalidInput | NotADirectory | NotFound)
}

fn has_widget(dir: &Path) -> bool {
    dir.join("keyseek-search.js").is_file()
}

fn page(status: StatusCode, html: &'static str) -> Response<Body> {
    let mut response = Response::new(Either::Right(Full::from(html)));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

/// Adds what `ServeDir` does not know: the encoding of text, and which files never change.
fn finish(response: Response<ServeFileSystemResponseBody>, path: &str) -> Response<Body> {
    let is_there = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    let mut response = response.map(Either::Left);
    let headers = response.headers_mut();
    if let Some(with_charset) = headers.get(header::CONTENT_TYPE).and_then(with_charset) {
        headers.insert(header::CONTENT_TYPE, with_charset);
    }
    let never_changes = is_there && is_named_by_content(path);
    let caching = if never_changes { "public, max-age=31536000, immutable" } else { "no-cache" };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    response
}

/// A content type with UTF-8 added; none for one that is no text, or that says itself how it is encoded, as XML does.
fn with_charset(content_type: &HeaderValue) -> Option<HeaderValue> {
    let content_type = content_type.to_str().ok()?;
    let is_text = content_type.starts_with("text/") && !content_type.starts_with("text/xml");
    let adds = is_text && !content_type.contains("charset");
    adds.then(|| HeaderValue::from_str(&format!("{content_type}; charset=utf-8")).ok()).flatten()
}

/// Whether a file is one of ours that is named by its content: `keyseek-<hash>.wasm.ks`, `terms-<hash>.ks`.
fn is_named_by_content(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.strip_suffix(".wasm.ks").or_else(|| name.strip_suffix(".ks"));
    let hash = stem.and_then(|stem| stem.rsplit_once('-')).map_or("", |(_, hash)| hash);
    hash.len() >= MIN_HASH_DIGITS && hash.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_named_by_their_content_never_change() {
        let check = |path, expected| assert_eq!(is_named_by_content(path), expected, "{path}");
        check("/index/terms-0123456789.ks", true);
        check("/search/keyseek-00ff00ff00.wasm.ks", true);
        check("/manifest.keyseek", false);
        check("/keyseek-search.js", false);
        check("/keyseek.wasm", false);
        check("/terms-0123456789.html", false);
        check("/terms-01234.ks", false);
        check("/", false);
    }
}
