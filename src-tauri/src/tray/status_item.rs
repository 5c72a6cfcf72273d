//! The tray of Linux: a StatusNotifierItem on the session bus. No library of the system is needed,
//! and where no desktop shows such items the program runs as it does without a tray.

use std::sync::atomic::Ordering;

use ksni::blocking::{Handle, TrayMethods};
use ksni::menu::{MenuItem, StandardItem};
use tauri::AppHandle;
use tauri::image::Image;

use super::look::Look;
use super::{Choose, Chosen, Seen};

const PICTURES: [Image<'static>; 2] =
    [tauri::include_image!("icons/32x32.png"), tauri::include_image!("icons/128x128.png")];

/// The icon; it goes when it is removed.
pub(crate) struct Icon {
    handle: Handle<Item>,
}

impl Icon {
    /// Puts it on the bus, and into the tray as soon as there is one.
    pub(crate) fn show(
        _app: &AppHandle,
        look: &Look,
        choose: Choose,
        seen: &Seen,
    ) -> Result<Self, String> {
        seen.store(true, Ordering::SeqCst);
        let item = Item { look: look.clone(), choose, seen: Seen::clone(seen) };
        // At login the panel may come later than the programs.
        match item.assume_sni_available(true).spawn() {
            Ok(handle) => Ok(Self { handle }),
            Err(error) => {
                seen.store(false, Ordering::SeqCst);
                Err(error.to_string())
            }
        }
    }

    pub(crate) fn wear(&self, look: &Look) {
        self.handle.update(|item| item.look.clone_from(look));
    }

    pub(crate) fn remove(&self) {
        self.handle.shutdown().wait();
    }
}

struct Item {
    look: Look,
    choose: Choose,
    /// Whether the desktop has a tray that takes items.
    seen: Seen,
}

impl ksni::Tray for Item {
    fn id(&self) -> String {
        "offhook".to_owned()
    }

    fn title(&self) -> String {
        "Offhook".to_owned()
    }

    fn icon_pixmap(&self) -> Vec<ksni::Icon> {
        PICTURES.iter().map(picture).collect()
    }

    fn tool_tip(&self) -> ksni::ToolTip {
        let description = self.look.lines.join("\n");
        ksni::ToolTip { title: self.title(), description, ..ksni::ToolTip::default() }
    }

    fn activate(&mut self, _x: i32, _y: i32) {
        (self.choose)(Chosen::Show);
    }

    fn menu(&self) -> Vec<MenuItem<Self>> {
        let look = &self.look;
        let told = look.lines.iter().map(|line| entry(line, false, None));
        told.chain([
            MenuItem::Separator,
            entry(look.sync_now, look.may_sync, Some(Chosen::Sync)),
            entry(look.show, true, Some(Chosen::Show)),
            MenuItem::Separator,
            entry(look.quit, true, Some(Chosen::Quit)),
        ])
        .collect()
    }

    fn watcher_online(&self) {
        self.seen.store(true, Ordering::SeqCst);
    }

    fn watcher_offline(&self, _reason: ksni::OfflineReason) -> bool {
        self.seen.store(false, Ordering::SeqCst);
        (self.choose)(Chosen::Gone);
        // It comes back with the tray.
        true
    }
}

fn entry(label: &str, enabled: bool, chosen: Option<Chosen>) -> MenuItem<Item> {
    StandardItem {
        // An underscore alone would underline the letter behind it.
        label: label.replace('_', "__"),
        enabled,
        activate: Box::new(move |item: &mut Item| {
            if let Some(chosen) = chosen {
                (item.choose)(chosen);
            }
        }),
        ..StandardItem::default()
    }
    .into()
}

/// The bus wants alpha first.
fn picture(image: &Image<'_>) -> ksni::Icon {
    let mut data = image.rgba().to_vec();
    data.chunks_exact_mut(4).for_each(|pixel| pixel.rotate_right(1));
    let side = |length: u32| i32::try_from(length).unwrap_or(0);
    ksni::Icon { width: side(image.width()), height: side(image.height()), data }
}
