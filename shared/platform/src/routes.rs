//! Registering what a service answers. A route cannot be registered without the permission it needs, and the OpenAPI
//! document is made from the same lines.

use std::sync::Arc;

use aide::axum::ApiRouter;
use aide::axum::routing::{ApiMethodRouter, delete_with, get_with, patch_with, post_with, put_with};
use aide::openapi::{
    Operation, Parameter, ParameterData, ParameterSchemaOrContent, PathStyle, ReferenceOr, SchemaObject,
};
use aide::operation::OperationHandler;
use aide::transform::TransformOperation;
use aide::{OperationInput, OperationOutput};
use axum::extract::Request;
use axum::handler::Handler;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use kernel::Permission;

use crate::auth::Identity;
use crate::problem::Problem;
use crate::service::State;

/// The routes of one feature.
pub struct Routes {
    tag: &'static str,
    router: ApiRouter<Arc<State>>,
    public: ApiRouter<Arc<State>>,
}

impl std::fmt::Debug for Routes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Routes").field("tag", &self.tag).finish_non_exhaustive()
    }
}

macro_rules! method {
    ($(#[$doc:meta] $name:ident by $with:ident;)+) => {$(
        #[$doc]
        ///
        /// `summary` is one line for the reader of the API's documentation; the handler's name becomes part of the
        /// operation's id.
        pub fn $name<H, I, O, T>(self, path: &'static str, permission: Permission, summary: &'static str, handler: H) -> Self
        where
            H: Handler<T, Arc<State>> + OperationHandler<I, O>,
            I: OperationInput,
            O: OperationOutput,
            T: 'static,
        {
            let id = operation_id::<H>();
            let tag = self.tag;
            let method = $with(handler, move |operation| describe(operation, tag, &id, path, permission, summary));
            self.add(path, permission, method)
        }
    )+};
}

macro_rules! public {
    ($(#[$doc:meta] $name:ident by $with:ident;)+) => {$(
        #[$doc]
        ///
        /// No access token is needed. The handler asks for [`crate::public::Stranger`] in place of a transaction. The
        /// gateway lets nobody unknown through to it unless it knows the address, too.
        pub fn $name<H, I, O, T>(mut self, path: &'static str, summary: &'static str, handler: H) -> Self
        where
            H: Handler<T, Arc<State>> + OperationHandler<I, O>,
            I: OperationInput,
            O: OperationOutput,
            T: 'static,
        {
            let id = operation_id::<H>();
            let tag = self.tag;
            let method = $with(handler, move |operation| describe_public(operation, tag, &id, path, summary));
            self.public = self.public.api_route(path, method);
            self
        }
    )+};
}

impl Routes {
    /// Routes of a feature; `tag` groups them in the documentation, e.g. `deals`.
    pub fn new(tag: &'static str) -> Self {
        Self { tag, router: ApiRouter::new(), public: ApiRouter::new() }
    }

    method! {
        /// Answers GET.
        get by get_with;
        /// Answers POST.
        post by post_with;
        /// Answers PUT.
        put by put_with;
        /// Answers PATCH.
        patch by patch_with;
        /// Answers DELETE.
        delete by delete_with;
    }

    fn add(mut self, path: &'static str, permission: Permission, method: ApiMethodRouter<Arc<State>>) -> Self {
        let guard = move |request: Request, next: Next| guard(permission, request, next);
        self.router = self.router.api_route(path, method.layer(axum::middleware::from_fn(guard)));
        self
    }

    public! {
        /// Answers GET of anybody.
        public_get by get_with;
        /// Answers POST of anybody.
        public_post by post_with;
    }

    /// The routes that need an access token, and those that need none.
    pub(crate) fn into_routers(self) -> (ApiRouter<Arc<State>>, ApiRouter<Arc<State>>) {
        (self.router, self.public)
    }
}

async fn guard(permission: Permission, request: Request, next: Next) -> Response {
    match request.extensions().get::<Identity>() {
        None => Problem::internal("a guarded route was reached without authentication").into_response(),
        Some(identity) => match identity.require(permission) {
            Ok(()) => next.run(request).await,
            Err(problem) => problem.into_response(),
        },
    }
}

/// `crm::deals::http::win` becomes `deals_win`.
fn operation_id<H>() -> String {
    let name = std::any::type_name::<H>();
    let parts: Vec<&str> = name.split("::").filter(|part| *part != "http").collect();
    parts.get(1..).map_or_else(|| name.to_owned(), |rest| rest.join("_"))
}

fn describe<'t>(
    operation: TransformOperation<'t>,
    tag: &str,
    id: &str,
    path: &str,
    permission: Permission,
    summary: &str,
) -> TransformOperation<'t> {
    let mut operation =
        operation.tag(tag).id(id).summary(summary).description(&format!("Needs the permission `{permission}`."));
    operation.inner_mut().extensions.insert("x-permission".to_owned(), permission.to_string().into());
    name_path_parameters(operation.inner_mut(), path);
    operation
}

fn describe_public<'t>(
    operation: TransformOperation<'t>,
    tag: &str,
    id: &str,
    path: &str,
    summary: &str,
) -> TransformOperation<'t> {
    let mut operation = operation.tag(tag).id(id).summary(summary).description("Needs no access token.");
    operation.inner_mut().security = vec![std::iter::empty::<(String, Vec<String>)>().collect()];
    name_path_parameters(operation.inner_mut(), path);
    operation
}

fn name_path_parameters(operation: &mut Operation, path: &str) {
    for name in path.split('/').filter_map(|part| part.strip_prefix('{').and_then(|part| part.strip_suffix('}'))) {
        let data = parameter(name, None, true);
        operation
            .parameters
            .push(ReferenceOr::Item(Parameter::Path { parameter_data: data, style: PathStyle::Simple }));
    }
}

fn parameter(name: &str, description: Option<&str>, required: bool) -> ParameterData {
    ParameterData {
        name: name.to_owned(),
        description: description.map(str::to_owned),
        required,
        deprecated: None,
        format: ParameterSchemaOrContent::Schema(SchemaObject {
            json_schema: schemars::json_schema!({ "type": "string" }),
            external_docs: None,
            example: None,
        }),
        example: None,
        examples: indexmap::IndexMap::default(),
        explode: None,
        extensions: indexmap::IndexMap::default(),
    }
}

/// Adds an optional request header to the documentation of an operation.
pub(crate) fn header_parameter(operation: &mut Operation, name: &str, description: &str) {
    operation.parameters.push(ReferenceOr::Item(Parameter::Header {
        parameter_data: parameter(name, Some(description), false),
        style: aide::openapi::HeaderStyle::Simple,
    }));
}
