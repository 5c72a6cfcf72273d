//! The commands for backups of the review data: what there is, and putting one back.

use offhook_engine::Error;

use crate::commands::{Answer, Shared, on_worker};
use crate::review_commands::change;
use crate::wire::ReviewBackup;

/// Newest first. The review data itself need not be readable.
#[tauri::command]
pub(crate) async fn review_backups(host: Shared<'_>) -> Answer<Vec<ReviewBackup>> {
    on_worker(host, |host| {
        let profile = host.profile()?;
        let told = |backup: offhook_engine::ReviewBackup| {
            let holds = profile.backup_holds(&backup.name);
            ReviewBackup::of(backup, holds)
        };
        Ok::<_, Error>(profile.review_backups().into_iter().map(told).collect())
    })
    .await
}

/// Gives the name of the backup of what was replaced; nothing where that is damaged and can only be
/// kept.
#[tauri::command]
pub(crate) async fn restore_review(
    host: Shared<'_>,
    profile: String,
    name: String,
) -> Answer<Option<String>> {
    change(host, profile, move |open, now| {
        let kept = open.restore_review(&name, now)?;
        let is_backup = open.review_backups().iter().any(|backup| backup.name == kept);
        Ok(is_backup.then_some(kept))
    })
    .await
}
