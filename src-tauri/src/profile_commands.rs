//! The window's commands on profiles as a whole: decode, ask, encode. Nothing else.

use offhook_engine::{Error, ProfileName};

use crate::commands::{Answer, Shared, on_worker};
use crate::wire::{ErrorBody, ProfileEntry, ProfileInfo, ProfileRemoval};

/// The profile that another start has asked for since the page asked last.
#[tauri::command]
pub(crate) async fn wanted_profile(host: Shared<'_>) -> Answer<Option<String>> {
    on_worker(host, |host| Ok::<_, Error>(host.take_wanted_profile())).await
}

#[tauri::command]
pub(crate) async fn list_profiles(host: Shared<'_>) -> Answer<Vec<ProfileEntry>> {
    on_worker(host, |host| {
        let own = host.own_name()?.to_string();
        let entry = |summary| ProfileEntry::of(summary, &own);
        Ok::<_, Error>(host.home()?.summaries().into_iter().map(entry).collect())
    })
    .await
}

#[tauri::command]
pub(crate) async fn open_profile(host: Shared<'_>, name: String) -> Answer<ProfileInfo> {
    on_worker(host, move |host| {
        host.switch_to(&name.parse()?)?;
        host.profile_info()
    })
    .await
}

#[tauri::command]
pub(crate) async fn create_profile(host: Shared<'_>, name: String) -> Answer<ProfileInfo> {
    on_worker(host, move |host| {
        let name: ProfileName = name.parse()?;
        host.home()?.create_profile(&name)?;
        host.switch_to(&name)?;
        host.profile_info()
    })
    .await
}

#[tauri::command]
pub(crate) async fn rename_profile(
    host: Shared<'_>,
    name: String,
    to: String,
) -> Answer<ProfileInfo> {
    on_worker(host, move |host| {
        let (from, to): (ProfileName, ProfileName) = (name.parse()?, to.parse()?);
        host.while_closed(&from, |home, opened| {
            home.rename_profile(&from, &to)?;
            opened.renamed(&from, &to);
            Ok(())
        })?;
        let _ = host.home()?.remember_profile(&host.own_name()?);
        host.profile_info()
    })
    .await
}

/// What [`remove_profile`] would delete.
#[tauri::command]
pub(crate) async fn profile_removal(host: Shared<'_>, name: String) -> Answer<ProfileRemoval> {
    on_worker(host, move |host| {
        let removal = host.home()?.removal_of(&name.parse()?)?;
        Ok::<_, Error>(ProfileRemoval::from(removal))
    })
    .await
}

#[tauri::command]
pub(crate) async fn remove_profile(host: Shared<'_>, name: String) -> Answer<ProfileRemoval> {
    on_worker(host, move |host| {
        let name: ProfileName = name.parse()?;
        host.while_closed(&name, |home, opened| {
            let removal = home.remove_profile(&name)?;
            opened.removed(&name, home);
            Ok(ProfileRemoval::from(removal))
        })
    })
    .await
}

/// The profile that is shown is read anew at once, any other when it is opened.
#[tauri::command]
pub(crate) async fn rebuild_cache(host: Shared<'_>, name: String) -> Answer<ProfileInfo> {
    on_worker(host, move |host| {
        let name: ProfileName = name.parse()?;
        host.while_closed(&name, |home, _| home.rebuild_cache(&name))?;
        let info = host.profile_info()?;
        if info.name == name.as_str() && info.endpoint.is_some() {
            host.sync_now(false)?;
        }
        Ok::<_, ErrorBody>(info)
    })
    .await
}
