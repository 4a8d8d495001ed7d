//! Another program for tests of webhooks: it keeps what it is told, and answers as it is told to.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};
use tokio::net::TcpListener;

/// A call that came.
#[derive(Debug, Clone)]
pub struct Call {
    pub headers: HeaderMap,
    pub body: String,
}

impl Call {
    /// A header's text.
    pub fn header(&self, name: &str) -> &str {
        self.headers[name].to_str().unwrap()
    }
}

/// The other program.
#[derive(Debug, Clone)]
pub struct Receiver {
    /// Where it is.
    pub url: String,
    calls: Arc<Mutex<Vec<Call>>>,
    status: Arc<Mutex<StatusCode>>,
}

impl Receiver {
    /// Starts one that takes everything.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hook?token=abc", listener.local_addr().unwrap());
        let (calls, status) = (Arc::<Mutex<Vec<Call>>>::default(), Arc::new(Mutex::new(StatusCode::OK)));
        let receiver = Self { url, calls: Arc::clone(&calls), status: Arc::clone(&status) };
        let answer = move |headers: HeaderMap, body: Bytes| {
            let status = *status.lock().unwrap();
            let body = String::from_utf8(body.to_vec()).unwrap();
            calls.lock().unwrap().push(Call { headers, body });
            async move { answer(status) }
        };
        tokio::spawn(async move { axum::serve(listener, Router::new().fallback(answer)).await });
        receiver
    }

    /// How it answers from now on.
    pub fn answers(&self, status: StatusCode) {
        *self.status.lock().unwrap() = status;
    }

    /// What it was told so far.
    pub fn calls(&self) -> Vec<Call> {
        self.calls.lock().unwrap().clone()
    }
}

/// Redirects lead to a place where nobody may follow; what is said is longer than anybody should read.
fn answer(status: StatusCode) -> Response {
    let location = [(header::LOCATION, "http://127.0.0.1:1/elsewhere")];
    (status, location, "x".repeat(100_000)).into_response()
}
