//! The one window: what it may call, where it keeps its own small things, and its end.

use std::error::Error;
use std::fmt::Display;
use std::process::ExitCode;
use std::sync::Arc;

use offhook_engine::Home;
use tauri::webview::PageLoadEvent;
use tauri::{App, AppHandle, Emitter, Manager, RunEvent, WebviewWindowBuilder};

use crate::closing::{self, Closing};
use crate::events::{Announce, Event};
use crate::host::Host;
use crate::menu;
use crate::notice::Notice;
use crate::notifying::Notifier;
use crate::options::Options;
use crate::placement::Placement;
use crate::placing;
use crate::reach;
use crate::single::{Single, Start};
use crate::tray::Tray;
use crate::{
    backup_commands, commands, desktop_commands, export_commands, insight_commands,
    profile_commands, review_commands,
};

const OPEN_BUT_DEAF: &str =
    "Offhook is open already for this data directory, but does not answer; close it first";

/// Opens the window and returns when it has been closed.
pub(crate) fn open(options: Options) -> ExitCode {
    // What is wrong with the data directory is told in the window.
    let home = Home::resolve(options.data_dir.clone()).ok();
    let profile = options.profile.as_deref();
    let start = |home| Single::start(home, profile);
    let single = match home.as_ref().map_or(Start::Unknown, start) {
        Start::First(single) => Some(Arc::new(single)),
        Start::Unknown => None,
        Start::Shown => return ExitCode::SUCCESS,
        Start::Deaf => return failed(&OPEN_BUT_DEAF),
    };
    let at_end = single.clone();
    let built = tauri::Builder::default()
        .invoke_handler(tauri::generate_handler![
            commands::profile_info,
            commands::list_calls,
            commands::call_detail,
            commands::list_agents,
            commands::test_connection,
            commands::connect_account,
            commands::save_settings,
            commands::explore_samples,
            commands::leave_samples,
            commands::sync_now,
            commands::sync_if_stale,
            commands::sync_cancel,
            commands::sync_status,
            commands::sync_log,
            commands::check_against_server,
            commands::query_calls,
            insight_commands::insights,
            insight_commands::save_picture,
            review_commands::set_starred,
            review_commands::set_reviewed,
            review_commands::add_tag,
            review_commands::remove_tag,
            review_commands::set_note,
            review_commands::read_markdown,
            review_commands::undo_review,
            review_commands::list_tags,
            review_commands::list_views,
            review_commands::save_view,
            review_commands::delete_view,
            review_commands::order_views,
            review_commands::set_agent_alias,
            review_commands::export_review,
            review_commands::import_review,
            backup_commands::review_backups,
            backup_commands::restore_review,
            export_commands::export_calls,
            export_commands::export_cancel,
            export_commands::export_folder,
            export_commands::open_exported,
            export_commands::show_exported,
            commands::first_calls,
            export_commands::print_pages,
            export_commands::pdf_folder,
            profile_commands::wanted_profile,
            profile_commands::list_profiles,
            profile_commands::open_profile,
            profile_commands::create_profile,
            profile_commands::rename_profile,
            profile_commands::profile_removal,
            profile_commands::remove_profile,
            profile_commands::rebuild_cache,
            commands::diagnostics,
            desktop_commands::desktop_manners,
            desktop_commands::change_desktop,
            desktop_commands::choose_theme,
            desktop_commands::answer_closing,
        ])
        .on_menu_event(|app, event| reach::chosen_in_menu(app, event.id().as_ref()))
        .setup(move |app| set_up(app, options, home, single))
        .build(tauri::generate_context!());
    let app = match built {
        Ok(app) => app,
        Err(error) => return failed(&error),
    };
    app.run(move |handle, event| match (event, &at_end) {
        (RunEvent::ExitRequested { .. }, Some(single)) => single.give_up(),
        // A click in the Dock while the window is hidden.
        #[cfg(target_os = "macos")]
        (RunEvent::Reopen { .. }, _) => reach::show(handle),
        (RunEvent::Exit, _) => {
            if let Some(host) = handle.try_state::<Arc<Host>>() {
                host.close();
            }
        }
        _ => {}
    });
    ExitCode::SUCCESS
}

#[expect(clippy::print_stderr, reason = "without a window there is no other place to say it")]
fn failed(error: &dyn Display) -> ExitCode {
    eprintln!("offhook-desktop: the window cannot be opened: {error}");
    ExitCode::FAILURE
}

fn set_up(
    app: &mut App,
    options: Options,
    home: Option<Home>,
    single: Option<Arc<Single>>,
) -> Result<(), Box<dyn Error>> {
    let Options { sample, at_login, .. } = options;
    let host = Arc::new(Host::new(options, announcing_to(app.handle().clone())));
    if sample {
        host.explore_samples().map_err(|error| error.message)?;
    }
    host.keep_fresh()?;
    let choose = reach::chosen_in_tray(app.handle().clone());
    app.manage(Tray::new(app.handle().clone(), Arc::clone(&host), choose));
    menu::put_up(app.handle(), host.manners().language());
    app.manage(host);
    app.manage(Closing::default());
    closing::end_when_told(app.handle());

    let config = app.config().app.windows.first().ok_or("tauri.conf.json describes no window")?;
    let mut window =
        WebviewWindowBuilder::from_config(app, config)?.on_page_load(|window, load| {
            if load.event() == PageLoadEvent::Started {
                window.state::<Closing>().page_left();
            }
        });
    if let Some(home) = &home {
        // The page keeps small choices such as its theme with the data they belong to. Without a
        // usable data directory the system's place is used.
        window = window.data_directory(home.path().join("window"));
    }
    let kept = home.as_ref().and_then(Placement::load);
    let in_tray = at_login && app.state::<Arc<Host>>().manners().tray();
    let window = window.visible(kept.is_none() && !in_tray).build()?;
    reach::hide_or_end_when_closed(&window);
    if let Some(kept) = kept.filter(|_| !in_tray) {
        // Anywhere is better than a window that does not open.
        let _ = placing::restore(&window, kept);
        window.show()?;
    }
    reach::start_tray(app.handle())?;
    if let Some(home) = home {
        placing::keep(&window, home)?;
    }
    if let Some(single) = single {
        let handle = app.handle().clone();
        // Without a door a second start says that it cannot reach this window.
        let _ = single.answer(move |profile| reach::show_with(&handle, profile));
    }
    Ok(())
}

fn announcing_to(handle: AppHandle) -> Announce {
    let clicked = handle.clone();
    let notifier = Notifier::new(move || reach::show_and_act(&clicked, "view-negative"));
    Arc::new(move |event| {
        if let Some(tray) = handle.try_state::<Tray>()
            && matches!(event, Event::Progress(_) | Event::Finished(_) | Event::Language(_))
        {
            tray.news();
        }
        // An event that cannot be sent finds no window, and then nobody misses it.
        let _ = match event {
            Event::Progress(progress) => handle.emit("sync-progress", progress),
            Event::Finished(status) => handle.emit("sync-finished", status),
            Event::CallsChanged => handle.emit("calls-changed", ()),
            Event::ReviewChanged => handle.emit("review-changed", ()),
            Event::ExportProgress(progress) => handle.emit("export-progress", progress),
            Event::Language(language) => {
                menu::put_up(&handle, language);
                Ok(())
            }
            Event::NegativeCalls(news) => {
                let host = handle.try_state::<Arc<Host>>();
                let language = host.map(|host| host.manners().language()).unwrap_or_default();
                // Where nobody shows notifications, the calls are in the list all the same.
                let _ = notifier.show(&Notice::of(&news, language));
                Ok(())
            }
        };
    })
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use crate::command_names::COMMANDS;

    #[test]
    fn the_window_may_call_each_command_by_name_and_listen_and_nothing_else() {
        let text = include_str!("../capabilities/main.json");
        let capability: Value = serde_json::from_str(text).unwrap();
        let mut expected =
            vec!["core:event:allow-listen".to_owned(), "core:event:allow-unlisten".into()];
        expected.extend(COMMANDS.map(|command| format!("allow-{}", command.replace('_', "-"))));
        assert_eq!(capability["permissions"], serde_json::json!(expected));
    }

    fn is_handler(line: &str) -> bool {
        line.trim().split_once("commands::").is_some_and(|(module, command)| {
            module.chars().all(|c| c.is_alphanumeric() || c == '_') && command.ends_with(',')
        })
    }

    #[test]
    fn the_handler_knows_exactly_the_commands_that_have_a_permission() {
        let own = include_str!("window.rs");
        for command in COMMANDS {
            assert!(own.contains(&format!("commands::{command},\n")), "{command} is not handled");
        }
        let handled = own.lines().filter(|line| is_handler(line)).count();
        assert_eq!(handled, COMMANDS.len());
    }

    #[test]
    fn the_page_can_reach_nothing_but_the_window_itself() {
        let config: Value = serde_json::from_str(include_str!("../tauri.conf.json")).unwrap();
        let policy = &config["app"]["security"]["csp"];
        assert_eq!(policy["default-src"], "'self'");
        assert_eq!(policy["connect-src"], "ipc: http://ipc.localhost");
        assert_eq!(config["app"]["withGlobalTauri"], false);
        assert_eq!(config["build"].get("devUrl"), None);
    }
}
