//! The window's commands: decode, ask the engine on a worker thread, encode. Nothing else.

use std::sync::Arc;

use offhook_engine::{self as engine, Clock, Error, SystemClock};
use offhook_model::{Calendar, Language, RawFilter};
use serde::Serialize;
use serde_json::Value;
use tauri::State;
use tauri::ipc::Response;

use crate::calendar;
use crate::connection;
use crate::encode;
use crate::host::Host;
use crate::wire::{
    Agent, CallDetail, Connected, Connection, ConnectionReport, ErrorBody, ProfileInfo,
    QueryOptions, Settings, SyncRun, SyncStatus, VerifyReport,
};

/// Lines of the sync log that the window shows.
const LOG_LINES: u32 = 50;

pub(crate) type Shared<'a> = State<'a, Arc<Host>>;
pub(crate) type Answer<T> = Result<T, ErrorBody>;

/// Files, the keychain and the network may take their time; the main thread paints meanwhile.
pub(crate) async fn on_worker<T, E>(
    host: Shared<'_>,
    work: impl FnOnce(&Host) -> Result<T, E> + Send + 'static,
) -> Answer<T>
where
    T: Send + 'static,
    E: Into<ErrorBody> + Send + 'static,
{
    let host = Arc::clone(&host);
    tauri::async_runtime::spawn_blocking(move || work(&host))
        .await
        .map_err(ErrorBody::internal)?
        .map_err(Into::into)
}

#[tauri::command]
pub(crate) async fn profile_info(host: Shared<'_>) -> Answer<ProfileInfo> {
    on_worker(host, Host::profile_info).await
}

/// The API's own answer. Its rows are JSON text already and go through unread.
#[tauri::command]
pub(crate) async fn list_calls(host: Shared<'_>, body: Value) -> Answer<Response> {
    let text = on_worker(host, move |host| {
        let raw = RawFilter::from_body(body).map_err(Error::from)?;
        let page = host.profile()?.list_calls(&raw)?;
        serde_json::to_string(&page).map_err(ErrorBody::internal)
    })
    .await?;
    Ok(Response::new(text))
}

/// Everything the list shows. Its rows are JSON text already and go through unread.
#[tauri::command]
pub(crate) async fn query_calls(
    host: Shared<'_>,
    body: Value,
    options: QueryOptions,
) -> Answer<Response> {
    let text = on_worker(host, move |host| {
        let raw = RawFilter::from_body(body).map_err(Error::from)?;
        let calendar = calendar::of(&options.zone)?;
        host.speak(Language::from_tag(&options.language));
        let answer = host.profile()?.query(&raw, asked(&options, &*calendar))?;
        as_text(&answer)
    })
    .await?;
    Ok(Response::new(text))
}

/// The first calls of a list, more than a page holds and all of one moment: for paper.
#[tauri::command]
pub(crate) async fn first_calls(
    host: Shared<'_>,
    body: Value,
    most: u32,
    options: QueryOptions,
) -> Answer<Response> {
    let text = on_worker(host, move |host| {
        let raw = RawFilter::from_body(body).map_err(Error::from)?;
        let calendar = calendar::of(&options.zone)?;
        let answer = host.profile()?.first_calls(&raw, most, asked(&options, &*calendar))?;
        as_text(&answer)
    })
    .await?;
    Ok(Response::new(text))
}

/// The engine's answer, with what is wrong with the review data in the words of the window.
#[derive(Serialize)]
struct Answered<'a> {
    #[serde(flatten)]
    answer: &'a engine::QueryAnswer,
    review_problem: Option<ErrorBody>,
}

fn as_text(answer: &engine::QueryAnswer) -> Result<String, ErrorBody> {
    let review_problem = answer.review_problem.as_deref().map(ErrorBody::from);
    serde_json::to_string(&Answered { answer, review_problem }).map_err(ErrorBody::internal)
}

fn asked<'a>(options: &QueryOptions, calendar: &'a dyn Calendar) -> engine::QueryOptions<'a> {
    engine::QueryOptions {
        facets: options.facets,
        histogram: options.histogram,
        calendar,
        language: Language::from_tag(&options.language),
        reading: options.reading.map(Into::into).unwrap_or_default(),
    }
}

#[tauri::command]
pub(crate) async fn call_detail(host: Shared<'_>, id: String) -> Answer<CallDetail> {
    on_worker(host, move |host| {
        let profile = host.profile()?;
        let detail = profile.call_detail(&id)?;
        // A damaged review file must not hide the call, nor look like one without a note.
        let review = profile.call_review(&id);
        Ok::<_, Error>(encode::call_detail(detail, review))
    })
    .await
}

#[tauri::command]
pub(crate) async fn list_agents(host: Shared<'_>) -> Answer<Vec<Agent>> {
    let agents = on_worker(host, |host| host.profile()?.agents()).await?;
    Ok(agents.into_iter().map(Agent::from).collect())
}

#[tauri::command]
pub(crate) async fn test_connection(
    host: Shared<'_>,
    connection: Connection,
) -> Answer<ConnectionReport> {
    on_worker(host, move |host| {
        let profile = host.profile()?;
        connection::test(&profile, &connection)
    })
    .await
}

#[tauri::command]
pub(crate) async fn connect_account(host: Shared<'_>, connection: Connection) -> Answer<Connected> {
    on_worker(host, move |host| {
        let keychain_problem = match connection::keep(&*host.profile()?, &connection) {
            Ok(()) => None,
            Err(Error::KeychainRefused { reason, .. }) => Some(reason),
            Err(error) => return Err(error),
        };
        Ok(Connected { profile: host.profile_info()?, keychain_problem })
    })
    .await
}

#[tauri::command]
pub(crate) async fn save_settings(host: Shared<'_>, settings: Settings) -> Answer<ProfileInfo> {
    on_worker(host, move |host| {
        host.save_settings(&settings)?;
        host.profile_info()
    })
    .await
}

#[tauri::command]
pub(crate) async fn explore_samples(host: Shared<'_>) -> Answer<ProfileInfo> {
    on_worker(host, |host| {
        host.explore_samples()?;
        host.profile_info().map_err(ErrorBody::from)
    })
    .await
}

#[tauri::command]
pub(crate) async fn leave_samples(host: Shared<'_>) -> Answer<ProfileInfo> {
    on_worker(host, |host| {
        host.leave_samples();
        host.profile_info()
    })
    .await
}

#[tauri::command]
pub(crate) async fn sync_if_stale(host: Shared<'_>) -> Answer<()> {
    on_worker(host, |host| {
        host.sync_if_stale();
        Ok::<_, Error>(())
    })
    .await
}

#[tauri::command]
pub(crate) async fn sync_now(host: Shared<'_>, accept_removals: bool) -> Answer<()> {
    on_worker(host, move |host| host.sync_now(accept_removals)).await
}

#[tauri::command]
pub(crate) async fn sync_cancel(host: Shared<'_>) -> Answer<()> {
    host.syncing.cancel();
    Ok(())
}

#[tauri::command]
pub(crate) async fn sync_status(host: Shared<'_>) -> Answer<SyncStatus> {
    on_worker(host, |host| {
        let profile = host.profile()?;
        host.syncing.status(&profile)
    })
    .await
}

#[tauri::command]
pub(crate) async fn sync_log(host: Shared<'_>) -> Answer<Vec<SyncRun>> {
    on_worker(host, |host| {
        let runs = host.profile()?.sync_log(LOG_LINES)?;
        // Only the newest line can be the sync that runs now.
        let running_at = host.syncing.is_running().then_some(0);
        let line = |(line, run)| encode::sync_run(run, running_at == Some(line));
        Ok::<_, Error>(runs.into_iter().enumerate().map(line).collect())
    })
    .await
}

#[tauri::command]
pub(crate) async fn check_against_server(
    host: Shared<'_>,
    body: RawFilter,
) -> Answer<VerifyReport> {
    on_worker(host, move |host| {
        let profile = host.profile()?;
        let client = profile.client()?;
        tauri::async_runtime::block_on(profile.verify(&client, &body)).map(VerifyReport::from)
    })
    .await
}

/// What helps whoever looks into a fault, and tells nothing about the account.
#[tauri::command]
pub(crate) async fn diagnostics(host: Shared<'_>) -> Answer<String> {
    on_worker(host, |host| {
        let page = tauri::webview_version().unwrap_or_else(|error| error.to_string());
        let versions = [("window", tauri::VERSION.to_owned()), ("web view", page)];
        Ok::<_, Error>(host.home()?.diagnostics(&host.own_name()?, &versions, SystemClock.now()))
    })
    .await
}
