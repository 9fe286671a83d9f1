//! HTTP operations on imports.

use actix_web::{Error, HttpRequest, HttpResponse, get, http::header, post, web};
use futures_util::TryStreamExt as _;
use shared::{
    audit::AuditKind,
    id::ImportId,
    import::{ImportQuery, ImportRowQuery, ImportRowView, ImportView, NewImport, RunImport},
    page::Page,
    problem::ProblemKind,
};
use utoipa_actix_web::service_config::ServiceConfig;

use super::{
    commands::{self, Begin},
    errors, queries, upload, views,
    worker::Wake,
};
use crate::{
    clock::new_id,
    config::Config,
    db::{Command, Database, Failure, cursor::Asked, idempotency::Answer},
    http::{
        answers::{
            ChangeProblems, CreateProblems, DryRun, Idempotent, ListProblems, ReadProblems,
            Versioned,
        },
        body::{Nothing, Write},
        reply::{Found, Listed},
        request::{Asker, same_origin},
    },
    policy::scope::visible_imports,
};

/// Registers this slice's operations.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list_imports)
        .service(upload_import)
        .service(read_import)
        .service(list_import_rows)
        .service(download_import_errors)
        .service(run_import)
        .service(cancel_import);
}

/// List imports.
///
/// Newest first; for system administrators.
#[utoipa::path(tag = "imports", params(ImportQuery), security(("session" = [])),
    responses((status = 200, description = "A page of imports", body = Page<ImportView>),
        ListProblems))]
#[get("/api/v1/imports")]
async fn list_imports(
    asker: Asker,
    database: web::Data<Database>,
    config: web::Data<Config>,
    query: web::Query<ImportQuery>,
) -> Result<Listed<ImportView>, Failure> {
    let (query, limits) = (query.into_inner(), config.imports);
    let list = database.list(asker.0, move |tx| {
        let caller = tx.caller().key();
        let start = Asked::read(query.cursor.as_deref(), query.limit, &caller, &"imports")?;
        let scope = visible_imports(tx.caller());
        let page = queries::list(tx, &scope, &start)?;
        let items = views::views(tx, &page.items, limits)?;
        Ok(Page {
            items,
            next_cursor: page.next_cursor,
        })
    });
    list.await.map(Listed)
}

/// Upload a file to be imported.
///
/// CSV as `docs/import.md` describes it, up to 256 MB, by a system administrator. Its rows are
/// kept and then checked in the background: nothing is changed before the import is let run.
#[utoipa::path(tag = "imports", security(("session" = [])), params(NewImport),
    request_body(content = String, content_type = "text/csv", description = "The file"),
    responses(
        (status = 201, description = "The import, about to be checked", body = ImportView),
        (status = 200, description = "It may be uploaded, on a dry run", body = ImportView),
        CreateProblems,
    ))]
#[post("/api/v1/imports")]
async fn upload_import(
    request: HttpRequest,
    payload: web::Payload,
    query: web::Query<NewImport>,
    (database, config, wake): (web::Data<Database>, web::Data<Config>, web::Data<Wake>),
) -> Result<Answer, Failure> {
    let asker = Asker::of(&request)?;
    same_origin(&request, &asker.0.credential)?;
    let command = uploading(&asker, query.dry_run);
    is_csv(&request)?;
    let (begin, id) = (Begin::try_from(&*query)?, new_id(database.clock().now()));
    let limits = config.imports;
    let write = database.write(command, move |tx| commands::begin(tx, id, &begin, limits));
    let answer = write.await?;
    if query.dry_run {
        return Ok(answer);
    }
    upload::receive(&database, id, payload, query.encoding).await?;
    wake.wake();
    received(&database, asker, id, (answer, limits)).await
}

/// What an upload asks of the database first. The same file again is another import, which finds
/// nothing to change, so no key is needed.
fn uploading(asker: &Asker, dry_run: bool) -> Command {
    Command {
        context: asker.0.clone(),
        attempt: AuditKind::ImportUploaded,
        idempotency: None,
        dry_run,
        module: None,
    }
}

/// The answer to an upload: the import as it is now that all of it is here.
async fn received(
    database: &Database,
    asker: Asker,
    id: ImportId,
    (answer, limits): (Answer, crate::config::Imports),
) -> Result<Answer, Failure> {
    let view = database
        .read(asker.0, move |tx| views::find(tx, id, limits))
        .await?;
    Ok(Answer {
        version: Some(view.version),
        body: serde_json::to_string(&view).map_err(|error| Failure::Internal(error.to_string()))?,
        ..answer
    })
}

fn is_csv(request: &HttpRequest) -> Result<(), Failure> {
    let media = request.headers().get(header::CONTENT_TYPE);
    let media = media.and_then(|media| media.to_str().ok()?.split(';').next());
    if media.is_some_and(|media| media.trim().eq_ignore_ascii_case("text/csv")) {
        Ok(())
    } else {
        Err(ProblemKind::UnsupportedMediaType.into())
    }
}

/// Read an import.
///
/// How far it has come, and how many rows had, or would have, which outcome.
#[utoipa::path(tag = "imports", security(("session" = [])),
    params(("id" = ImportId, Path, description = "The import")),
    responses((status = 200, description = "The import", body = ImportView), ReadProblems))]
#[get("/api/v1/imports/{id}")]
async fn read_import(
    asker: Asker,
    database: web::Data<Database>,
    config: web::Data<Config>,
    id: web::Path<ImportId>,
) -> Result<Found<ImportView>, Failure> {
    let limits = config.imports;
    let read = database.read(asker.0, move |tx| views::find(tx, *id, limits));
    read.await.map(Found)
}

/// List the rows of an import.
///
/// In the order in which they are handled, each with what became, or would become, of it.
#[utoipa::path(tag = "imports", security(("session" = [])),
    params(("id" = ImportId, Path, description = "The import"), ImportRowQuery),
    responses((status = 200, description = "A page of rows", body = Page<ImportRowView>),
        (status = 404, description = "There is no such import in sight of the caller",
            content_type = "application/problem+json", body = shared::problem::Problem),
        ListProblems))]
#[get("/api/v1/imports/{id}/rows")]
async fn list_import_rows(
    asker: Asker,
    database: web::Data<Database>,
    id: web::Path<ImportId>,
    query: web::Query<ImportRowQuery>,
) -> Result<Listed<ImportRowView>, Failure> {
    let query = query.into_inner();
    let list = database.list(asker.0, move |tx| {
        let filter = (*id, query.outcome, query.record);
        let caller = tx.caller().key();
        let start = Asked::read(query.cursor.as_deref(), query.limit, &caller, &filter)?;
        let scope = visible_imports(tx.caller());
        let import = queries::get(tx, &scope, *id)?;
        let language = tx.language();
        let page = queries::rows(tx, &import, &query, &start)?;
        page.try_map(|row| views::row_view(row, language))
    });
    list.await.map(Listed)
}

/// Download what was refused.
///
/// The rows that were, or would be, refused or kept, as CSV for a spreadsheet.
#[utoipa::path(tag = "imports", security(("session" = [])),
    params(("id" = ImportId, Path, description = "The import")),
    responses((status = 200, description = "The rows", body = String, content_type = "text/csv"),
        ReadProblems))]
#[get("/api/v1/imports/{id}/errors.csv")]
async fn download_import_errors(
    asker: Asker,
    database: web::Data<Database>,
    id: web::Path<ImportId>,
) -> Result<HttpResponse, Failure> {
    let id = *id;
    let found = database.read(asker.0.clone(), move |tx| {
        let scope = visible_imports(tx.caller());
        queries::get(tx, &scope, id)
    });
    found.await?;
    let database = database.get_ref().clone();
    Ok(HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((header::CONTENT_TYPE, "text/csv; charset=utf-8"))
        .insert_header((
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"import-fejl.csv\"",
        ))
        .streaming(Box::pin(
            errors::file(database, asker.0, id).map_err(Error::from),
        )))
}

/// Let an import run.
///
/// When it has been checked. It runs in the background; when it would remove more grants than
/// usual, it stops before it does, and goes on when it is let run with the number confirmed.
#[utoipa::path(tag = "imports", security(("session" = [])), request_body = RunImport,
    params(("id" = ImportId, Path, description = "The import"), DryRun, Idempotent, Versioned),
    responses((status = 200, description = "The import, about to run", body = ImportView),
        ChangeProblems))]
#[post("/api/v1/imports/{id}/run")]
async fn run_import(
    write: Write<RunImport>,
    (database, config, wake): (web::Data<Database>, web::Data<Config>, web::Data<Wake>),
    id: web::Path<ImportId>,
) -> Result<Answer, Failure> {
    let command = write.command(AuditKind::ImportStarted);
    let (run, if_match, limits) = (write.body, write.if_match, config.imports);
    let answer = database
        .write(command, move |tx| {
            commands::run(tx, *id, run, if_match, limits)
        })
        .await?;
    wake.wake();
    Ok(answer)
}

/// Give an import up.
///
/// What it has done stays done.
#[utoipa::path(tag = "imports", security(("session" = [])), request_body = Nothing,
    params(("id" = ImportId, Path, description = "The import"), DryRun, Idempotent, Versioned),
    responses((status = 200, description = "The import, given up", body = ImportView),
        ChangeProblems))]
#[post("/api/v1/imports/{id}/cancellation")]
async fn cancel_import(
    write: Write<Nothing>,
    database: web::Data<Database>,
    config: web::Data<Config>,
    id: web::Path<ImportId>,
) -> Result<Answer, Failure> {
    let command = write.command(AuditKind::ImportCancelled);
    let (if_match, limits) = (write.if_match, config.imports);
    database
        .write(command, move |tx| {
            commands::cancel(tx, *id, if_match, limits)
        })
        .await
}
