//! Tracing and metrics: one trace from the click to the last reaction, one page of numbers per process.

use std::sync::OnceLock;

use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use opentelemetry::propagation::{Extractor, Injector, TextMapPropagator};
use opentelemetry::trace::{TraceContextExt, TracerProvider};
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::SdkTracerProvider;
use tracing::Span;
use tracing_opentelemetry::OpenTelemetrySpanExt;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer};

/// Keeps telemetry alive; flushes what is left when it is shut down.
#[derive(Debug)]
pub struct Telemetry {
    provider: SdkTracerProvider,
}

impl Telemetry {
    /// Sends what is left to the collector. Spans that cannot be delivered are dropped, never waited for long.
    pub fn shut_down(self) {
        if let Err(error) = self.provider.shutdown() {
            tracing::debug!(%error, "telemetry was not flushed");
        }
    }
}

/// Starts logging to standard error, tracing, and metrics for this process. Call it once.
///
/// `RUST_LOG` chooses what is logged (default `info`), `GERINC_LOG=json` its form. Spans go to the collector named by
/// `OTEL_EXPORTER_OTLP_ENDPOINT`, and nowhere when that is not set; trace ids exist in either case.
pub fn init(service: &'static str, default_filter: &str) -> Telemetry {
    install_crypto();
    let resource = opentelemetry_sdk::Resource::builder().with_service_name(service).build();
    let mut builder = SdkTracerProvider::builder().with_resource(resource);
    if std::env::var_os("OTEL_EXPORTER_OTLP_ENDPOINT").is_some()
        || std::env::var_os("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT").is_some()
    {
        match opentelemetry_otlp::SpanExporter::builder().with_http().build() {
            Ok(exporter) => builder = builder.with_batch_exporter(exporter),
            Err(error) => eprintln!("gerinc: no traces are exported: {error}"),
        }
    }
    let provider = builder.build();
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(default_filter));
    let spans = tracing_opentelemetry::layer()
        .with_tracer(provider.tracer("gerinc"))
        .with_location(false)
        .with_threads(false)
        .with_filter(EnvFilter::new("info,sqlx=off,async_nats=off"));
    let log = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let log = if std::env::var("GERINC_LOG").is_ok_and(|form| form == "json") {
        log.json().with_filter(filter).boxed()
    } else {
        log.with_target(false).with_filter(filter).boxed()
    };
    // A second call in the same process (tests) keeps the first subscriber.
    let _ = tracing_subscriber::registry().with(spans).with(log).try_init();
    metrics_handle();
    Telemetry { provider }
}

/// TLS needs one process-wide choice of cryptography; ring is the one every dependency here shares.
pub fn install_crypto() {
    let _ = rustls::crypto::ring::default_provider().install_default();
}

/// The numbers of this process, in Prometheus' text format when rendered.
pub fn metrics_handle() -> &'static PrometheusHandle {
    static HANDLE: OnceLock<PrometheusHandle> = OnceLock::new();
    HANDLE.get_or_init(|| {
        let recorder = PrometheusBuilder::new().build_recorder();
        let handle = recorder.handle();
        // Fails only when another recorder was installed first; then that one is kept.
        let _ = metrics::set_global_recorder(recorder);
        handle
    })
}

/// A count as metrics want it.
#[expect(clippy::cast_precision_loss, reason = "counts beyond 2^53 do not occur, and a metric may round")]
pub(crate) fn number(count: u64) -> f64 {
    count as f64
}

/// Trace id of the current span, for answers and support.
pub fn trace_id() -> Option<String> {
    let context = Span::current().context();
    let id = context.span().span_context().trace_id();
    (id != opentelemetry::trace::TraceId::INVALID).then(|| id.to_string())
}

/// W3C `traceparent` and `tracestate` of the current span, to be stored and carried.
pub(crate) fn trace_context() -> (Option<String>, Option<String>) {
    let mut carrier = Carrier::default();
    TraceContextPropagator::new().inject_context(&Span::current().context(), &mut carrier);
    (carrier.traceparent, carrier.tracestate)
}

/// W3C `traceparent` of the current span.
pub fn traceparent() -> Option<String> {
    trace_context().0
}

/// Makes `span` a child of a stored or received trace context.
pub fn continue_trace(span: &Span, traceparent: Option<&str>, tracestate: Option<&str>) {
    if traceparent.is_some() {
        // Only a span that nobody records refuses a parent.
        let _ = span.set_parent(TraceContextPropagator::new().extract(&Carrier::of(traceparent, tracestate)));
    }
}

/// Links `span` to a stored or received trace context: one of several causes.
pub(crate) fn link_trace(span: &Span, traceparent: Option<&str>, tracestate: Option<&str>) {
    if traceparent.is_some() {
        let context = TraceContextPropagator::new().extract(&Carrier::of(traceparent, tracestate));
        span.add_link(context.span().span_context().clone());
    }
}

/// A carrier with room for W3C trace context.
#[derive(Default)]
struct Carrier {
    traceparent: Option<String>,
    tracestate: Option<String>,
}

impl Carrier {
    fn of(traceparent: Option<&str>, tracestate: Option<&str>) -> Self {
        Self { traceparent: traceparent.map(str::to_owned), tracestate: tracestate.map(str::to_owned) }
    }
}

impl Injector for Carrier {
    fn set(&mut self, key: &str, value: String) {
        let place = match key {
            "traceparent" => &mut self.traceparent,
            "tracestate" => &mut self.tracestate,
            _ => return,
        };
        if !value.is_empty() {
            *place = Some(value);
        }
    }
}

impl Extractor for Carrier {
    fn get(&self, key: &str) -> Option<&str> {
        match key {
            "traceparent" => self.traceparent.as_deref(),
            "tracestate" => self.tracestate.as_deref(),
            _ => None,
        }
    }
    fn keys(&self) -> Vec<&str> {
        vec!["traceparent", "tracestate"]
    }
}
