-- What came with traceparent: the trace state of whoever sent the request (W3C Trace Context), carried to every reaction.
alter table journal add column tracestate text;
