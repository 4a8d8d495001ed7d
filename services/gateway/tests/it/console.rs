//! The web application beside the API.

use std::path::Path;

use gateway::Settings;
use gateway::console::Files;
use http::{HeaderMap, Method, header};

use crate::stage::{Stage, gateway, gateway_with, http};

const APP: &str = "assets/app-1a2B_c3D.js";

/// A console as a build leaves it, a file beside it that nobody may read, and a link that leads there.
fn build(root: &Path) -> Settings {
    let dist = root.join("dist");
    std::fs::create_dir_all(dist.join("assets")).unwrap();
    std::fs::create_dir_all(dist.join(".vite")).unwrap();
    let write = |name: &str, text: &str| std::fs::write(dist.join(name), text).unwrap();
    write("index.html", "<!doctype html><title>Console</title>");
    write("favicon.svg", "<svg/>");
    write(APP, "console.log('as it is')");
    write(&format!("{APP}.br"), "brotli");
    write(&format!("{APP}.gz"), "gzip");
    write(".vite/manifest.json", "{}");
    std::fs::write(root.join("secret.txt"), "secret").unwrap();
    std::os::unix::fs::symlink(root.join("secret.txt"), dist.join("link.txt")).unwrap();
    Settings { console: Files::folder(&dist).unwrap(), ..Settings::default() }
}

async fn get(stage: &Stage, path: &str, headers: &[(&str, &str)]) -> (u16, HeaderMap, String) {
    let answer = stage.call(Method::GET, path, headers, None).await;
    (answer.status, answer.headers, answer.text)
}

#[tokio::test]
async fn the_console_is_served_with_what_lets_browsers_keep_it() {
    let root = tempfile::tempdir().unwrap();
    let stage = gateway_with(build(root.path())).await;

    let (status, headers, text) = get(&stage, "/", &[]).await;
    assert_eq!((status, text.as_str()), (200, "<!doctype html><title>Console</title>"));
    assert_eq!(headers[header::CACHE_CONTROL], "no-cache");
    assert_eq!(headers[header::CONTENT_TYPE], "text/html; charset=utf-8");
    let tag = headers[header::ETAG].to_str().unwrap().to_owned();
    let (status, headers, text) = get(&stage, "/", &[("if-none-match", &tag)]).await;
    assert_eq!((status, text.as_str()), (304, ""));
    assert_eq!(headers[header::ETAG], tag.as_str());

    // What changes on disk is seen at once.
    std::fs::write(root.path().join("dist/index.html"), "new").unwrap();
    let (status, _, text) = get(&stage, "/", &[("if-none-match", &tag)]).await;
    assert_eq!((status, text.as_str()), (200, "new"));

    let app = format!("/{APP}");
    let (status, headers, text) = get(&stage, &app, &[]).await;
    assert_eq!((status, text.as_str()), (200, "console.log('as it is')"));
    assert_eq!(headers[header::CACHE_CONTROL], "public, max-age=31536000, immutable");
    assert_eq!(headers[header::CONTENT_TYPE], "text/javascript; charset=utf-8");
    assert!(!headers.contains_key(header::CONTENT_ENCODING));
    for (accepted, encoding, content) in [("gzip, br", "br", "brotli"), ("gzip, br;q=0", "gzip", "gzip")] {
        let (status, headers, text) = get(&stage, &app, &[("accept-encoding", accepted)]).await;
        assert_eq!((status, text.as_str()), (200, content));
        assert_eq!(headers[header::CONTENT_ENCODING], encoding);
        assert_eq!(headers[header::VARY], "accept-encoding");
        assert_eq!(headers[header::CONTENT_TYPE], "text/javascript; charset=utf-8");
    }
    let (_, headers, _) = get(&stage, "/favicon.svg", &[]).await;
    assert_eq!(headers[header::CACHE_CONTROL], "no-cache", "its name says nothing about its content");

    let head = http().head(stage.url(&app)).send().await.unwrap();
    assert_eq!(head.status(), 200);
    assert_eq!(head.headers()[header::CONTENT_LENGTH], "23");
}

#[tokio::test]
async fn pages_of_the_application_are_one_page_and_nothing_else_is() {
    let root = tempfile::tempdir().unwrap();
    let stage = gateway_with(build(root.path())).await;
    for page in ["/deals", "/projects/0199-77/time", "/deals/?peek=deal:1.5", "/assets"] {
        let (status, headers, text) = get(&stage, page, &[]).await;
        assert_eq!((status, text.contains("Console")), (200, true), "{page}");
        assert_eq!(headers[header::CACHE_CONTROL], "no-cache", "{page}");
    }
    let unknown = ["/assets/gone-1a2B_c3D.js", "/robots.txt", "/assets/app-1a2B_c3D.js/x.js", "/.vite/manifest.json"];
    let api = ["/api", "/api/", "/api/nothing", "/api/crm", "/v1/nothing", "/.well-known/nothing", "/livez/x"];
    for path in unknown.into_iter().chain(api) {
        stage.call(Method::GET, path, &[], None).await.problem(404, "not-found");
    }
    stage.call(Method::POST, "/deals", &[], None).await.problem(405, "method-not-allowed");
    stage.call(Method::POST, "/api/nothing", &[], None).await.problem(404, "not-found");
    // The API and the operator's addresses are where they were.
    for path in ["/livez", "/readyz", "/metrics", "/openapi.json", "/api/docs", "/.well-known/jwks.json"] {
        assert!(!stage.call(Method::GET, path, &[], None).await.expect(200).text.contains("<title>Console"), "{path}");
    }
    let anna = stage.owner().await;
    anna.get("/api/identity/v1/nothing").await.problem(404, "not-found");
    anna.get("/api/identity/v1/members").await.expect(200);
}

#[tokio::test]
async fn nothing_outside_the_folder_is_read() {
    let root = tempfile::tempdir().unwrap();
    let stage = gateway_with(build(root.path())).await;
    for path in
        ["/../secret.txt", "/%2e%2e/secret.txt", "/assets/..%2f..%2fsecret.txt", "/%2e%2e%2fsecret.txt", "/link.txt"]
    {
        // A client library would mend such a path, so it is written by hand.
        let text = raw(&stage, path).await;
        assert!(text.starts_with("HTTP/1.1 404"), "{path}: {text}");
        assert!(!text.contains("secret\n") && !text.ends_with("secret"), "{path}: {text}");
    }
}

async fn raw(stage: &Stage, path: &str) -> String {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let mut stream = tokio::net::TcpStream::connect(stage.running.address()).await.unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nhost: gerinc\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).await.unwrap();
    text
}

#[tokio::test]
async fn browsers_are_told_what_to_refuse() {
    let root = tempfile::tempdir().unwrap();
    let stage = gateway_with(build(root.path())).await;
    for path in ["/", "/deals", "/favicon.svg", "/gone.js"] {
        let (_, headers, _) = get(&stage, path, &[]).await;
        let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        for part in ["default-src 'self'", "script-src 'self';", "frame-ancestors 'none'", "object-src 'none'"] {
            assert!(policy.contains(part), "{path}: {policy}");
        }
        assert_eq!(headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
        assert_eq!(headers[header::REFERRER_POLICY], "same-origin");
        assert!(headers.contains_key("permissions-policy"));
        assert!(!headers.contains_key(header::STRICT_TRANSPORT_SECURITY), "people use http here");
    }
    let settings =
        Settings { public_url: Some("https://gerinc.example".to_owned()), ..build(&root.path().join("two")) };
    let stage = gateway_with(settings).await;
    let (_, headers, _) = get(&stage, "/", &[]).await;
    assert_eq!(headers[header::STRICT_TRANSPORT_SECURITY], "max-age=31536000");
}

#[tokio::test]
async fn without_a_console_the_gateway_says_how_to_get_it() {
    let stage = gateway_with(Settings { console: Files::Absent, ..Settings::default() }).await;
    let (status, headers, text) = get(&stage, "/", &[]).await;
    assert_eq!(status, 200);
    assert!(text.contains("npm run build") && text.contains("href=\"/api/docs\""), "{text}");
    assert!(headers.contains_key(header::CONTENT_SECURITY_POLICY));
    stage.call(Method::GET, "/deals", &[], None).await.problem(404, "not-found");
    // A folder that is emptied while the gateway runs is no reason to fail.
    let root = tempfile::tempdir().unwrap();
    let stage = gateway_with(build(root.path())).await;
    std::fs::remove_dir_all(root.path().join("dist")).unwrap();
    assert!(get(&stage, "/", &[]).await.2.contains("npm run build"));
    // Debug builds take no console in.
    assert!(get(&gateway().await, "/", &[]).await.2.contains("npm run build"));
}
