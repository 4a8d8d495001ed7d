//! One trace from a request through every process that reacts to it, as a collector receives it.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::post;
use opentelemetry_proto::tonic::collector::trace::v1::{ExportTraceServiceRequest, ExportTraceServiceResponse};
use opentelemetry_proto::tonic::common::v1::any_value::Value;
use opentelemetry_proto::tonic::trace::v1::ResourceSpans;
use prost::Message;

use crate::program::Program;

/// How long spans may take to arrive on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);
const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";
const CALLER: &str = "00f067aa0ba902b7";

/// Takes spans as a collector does, and keeps them.
#[derive(Clone, Default)]
struct Collector {
    received: Arc<Mutex<Vec<ResourceSpans>>>,
}

/// A span by what matters here.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Seen {
    service: String,
    name: String,
    id: String,
    parent: String,
}

impl Collector {
    async fn start(&self) -> String {
        let routes = Router::new().route("/v1/traces", post(receive)).with_state(self.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, routes).await });
        url
    }

    /// Spans of the trace, whoever sent them.
    fn trace(&self) -> BTreeSet<Seen> {
        let received = self.received.lock().unwrap();
        let mut seen = BTreeSet::new();
        for resource in received.iter() {
            let attributes = resource.resource.iter().flat_map(|resource| &resource.attributes);
            let service = attributes
                .filter(|attribute| attribute.key == "service.name")
                .find_map(|attribute| {
                    let Value::StringValue(name) = attribute.value.as_ref()?.value.as_ref()? else { return None };
                    Some(name.clone())
                })
                .expect("who sends says its name");
            let spans = resource.scope_spans.iter().flat_map(|scope| &scope.spans);
            seen.extend(spans.filter(|span| hex::encode(&span.trace_id) == TRACE).map(|span| Seen {
                service: service.clone(),
                name: span.name.clone(),
                id: hex::encode(&span.span_id),
                parent: hex::encode(&span.parent_span_id),
            }));
        }
        seen
    }
}

async fn receive(State(collector): State<Collector>, body: Bytes) -> impl IntoResponse {
    let request = ExportTraceServiceRequest::decode(body).unwrap();
    collector.received.lock().unwrap().extend(request.resource_spans);
    let answer = ExportTraceServiceResponse::default().encode_to_vec();
    (StatusCode::OK, [(header::CONTENT_TYPE, "application/x-protobuf")], answer)
}

#[tokio::test]
async fn a_collector_receives_one_trace_from_the_request_to_the_last_reaction() {
    let collector = Collector::default();
    let address = collector.start().await;
    let program =
        Program::start(&[("OTEL_EXPORTER_OTLP_ENDPOINT", &address), ("OTEL_BSP_SCHEDULE_DELAY", "100")]).await;
    let api = program.sign_up("traces@example.com").await;
    let answer = reqwest::Client::new()
        .post(format!("{}/api/crm/v1/accounts", program.url))
        .bearer_auth(api.access_token().await)
        .header("traceparent", format!("00-{TRACE}-{CALLER}-01"))
        .json(&serde_json::json!({ "name": "Client" }))
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), StatusCode::CREATED);

    let wanted = [
        ("gateway", "POST /api/{service}/{*path}"),
        ("crm", "POST /v1/accounts"),
        ("crm", "send crm.account.created.v1"),
        ("billing", "process crm.account.created.v1"),
    ];
    let started = Instant::now();
    let seen = loop {
        let seen = collector.trace();
        if wanted.iter().all(|(service, name)| seen.iter().any(|one| one.service == *service && one.name == *name)) {
            break seen;
        }
        assert!(started.elapsed() < PATIENCE, "only these arrived: {seen:#?}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    };
    let find = |service: &str, name: &str| seen.iter().find(|one| one.service == service && one.name == name).unwrap();
    let [edge, request, send, process] = wanted.map(|(service, name)| find(service, name));
    assert_eq!(edge.parent, CALLER, "the caller's own span is the root");
    assert_eq!(request.parent, edge.id);
    assert_eq!(send.parent, request.id);
    assert_eq!(process.parent, request.id, "the event carries the request that made it");
    program.stop().await;
}
