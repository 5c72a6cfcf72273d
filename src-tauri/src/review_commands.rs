//! The commands for a person's own work on calls: marks, tags, notes, views and names.

use std::path::PathBuf;

use offhook_engine::{Clock, Error, Profile, SystemClock};
use offhook_model::Instant;

use crate::commands::{Answer, Shared, on_worker};
use crate::encode;
use crate::markdown::{self, NoteLook};
use crate::wire::{ErrorBody, ReviewImport, TagCount, UndoNote, View, ViewDraft};

/// Changes the review data of the profile that the change was made for, and tells every part of the
/// window that shows it.
pub(crate) async fn change<T: Send + 'static>(
    host: Shared<'_>,
    made_for: String,
    work: impl FnOnce(&Profile, Instant) -> Result<T, Error> + Send + 'static,
) -> Answer<T> {
    on_worker(host, move |host| {
        let changed = work(&*host.profile_named(&made_for)?, SystemClock.now())?;
        host.review_changed();
        Ok::<_, ErrorBody>(changed)
    })
    .await
}

#[tauri::command]
pub(crate) async fn set_starred(
    host: Shared<'_>,
    profile: String,
    ids: Vec<String>,
    on: bool,
) -> Answer<UndoNote> {
    change(host, profile, move |open, now| open.set_starred(&ids, on, now)).await.map(Into::into)
}

#[tauri::command]
pub(crate) async fn set_reviewed(
    host: Shared<'_>,
    profile: String,
    ids: Vec<String>,
    on: bool,
) -> Answer<UndoNote> {
    change(host, profile, move |open, now| open.set_reviewed(&ids, on, now)).await.map(Into::into)
}

#[tauri::command]
pub(crate) async fn add_tag(
    host: Shared<'_>,
    profile: String,
    ids: Vec<String>,
    tag: String,
) -> Answer<UndoNote> {
    change(host, profile, move |open, now| open.add_tag(&ids, &tag, now)).await.map(Into::into)
}

#[tauri::command]
pub(crate) async fn remove_tag(
    host: Shared<'_>,
    profile: String,
    ids: Vec<String>,
    tag: String,
) -> Answer<UndoNote> {
    change(host, profile, move |open, now| open.remove_tag(&ids, &tag, now)).await.map(Into::into)
}

#[tauri::command]
pub(crate) async fn set_note(
    host: Shared<'_>,
    profile: String,
    id: String,
    text: String,
) -> Answer<()> {
    change(host, profile, move |open, now| open.set_note(&id, &text, now)).await
}

/// How a note's Markdown looks. Nothing is kept and no profile is asked.
#[tauri::command]
pub(crate) async fn read_markdown(host: Shared<'_>, text: String) -> Answer<NoteLook> {
    on_worker(host, move |_| Ok::<_, Error>(markdown::read(&text))).await
}

#[tauri::command]
pub(crate) async fn undo_review(host: Shared<'_>, profile: String) -> Answer<Option<UndoNote>> {
    let undone = change(host, profile, Profile::undo_review).await?;
    Ok(undone.map(Into::into))
}

#[tauri::command]
pub(crate) async fn list_tags(host: Shared<'_>) -> Answer<Vec<TagCount>> {
    let tags = on_worker(host, |host| host.profile()?.tags()).await?;
    let count = |tag: offhook_engine::TagCount| TagCount { tag: tag.tag, calls: tag.calls };
    Ok(tags.into_iter().map(count).collect())
}

#[tauri::command]
pub(crate) async fn list_views(host: Shared<'_>) -> Answer<Vec<View>> {
    let views = on_worker(host, |host| host.profile()?.views()).await?;
    Ok(encode::views(views))
}

#[tauri::command]
pub(crate) async fn save_view(
    host: Shared<'_>,
    profile: String,
    view: ViewDraft,
) -> Answer<Vec<View>> {
    let ViewDraft { id, name, request } = view;
    let save = move |open: &Profile, now| open.save_view(id.as_deref(), &name, &request, now);
    Ok(encode::views(change(host, profile, save).await?))
}

#[tauri::command]
pub(crate) async fn delete_view(
    host: Shared<'_>,
    profile: String,
    id: String,
) -> Answer<Vec<View>> {
    Ok(encode::views(change(host, profile, move |open, now| open.delete_view(&id, now)).await?))
}

#[tauri::command]
pub(crate) async fn order_views(
    host: Shared<'_>,
    profile: String,
    ids: Vec<String>,
) -> Answer<Vec<View>> {
    Ok(encode::views(change(host, profile, move |open, now| open.order_views(&ids, now)).await?))
}

#[tauri::command]
pub(crate) async fn set_agent_alias(
    host: Shared<'_>,
    profile: String,
    agent_id: String,
    alias: Option<String>,
) -> Answer<()> {
    let alias = move |open: &Profile, now| open.set_agent_alias(&agent_id, alias.as_deref(), now);
    change(host, profile, alias).await
}

/// Gives the count of calls that the file holds. A file that is there stays as it is.
#[tauri::command]
pub(crate) async fn export_review(host: Shared<'_>, path: String) -> Answer<u64> {
    on_worker(host, move |host| {
        let path = PathBuf::from(path);
        let calls = host.profile()?.export_review(&path, false)?;
        host.exporting.note_written(&path);
        Ok::<_, Error>(calls)
    })
    .await
}

/// Takes the text of an exported file in.
#[tauri::command]
pub(crate) async fn import_review(
    host: Shared<'_>,
    profile: String,
    text: String,
) -> Answer<ReviewImport> {
    let import = move |open: &Profile, now| open.import_review(&mut text.as_bytes(), now);
    change(host, profile, import).await.map(Into::into)
}
