//! Where the window was and how large, kept with the data and fitted to the screens there are now.

use offhook_engine::Home;
use serde::{Deserialize, Serialize};

/// Its name in the data directory.
const FILE: &str = "placement.json";
/// The smallest window in logical pixels; the same as in `tauri.conf.json`.
const SMALLEST: (u32, u32) = (900, 600);
/// No screen is larger, so a size or place beyond it can only be damage.
const FARTHEST: i32 = 100_000;

/// A rectangle in physical pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Rect {
    pub(crate) x: i32,
    pub(crate) y: i32,
    pub(crate) width: u32,
    pub(crate) height: u32,
}

/// Where the window is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Placement {
    /// Where it is while it is not maximised.
    #[serde(flatten)]
    pub(crate) rect: Rect,
    pub(crate) maximised: bool,
}

/// The part of a screen that a window may cover.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Screen {
    pub(crate) area: Rect,
    /// Physical pixels for a logical one.
    pub(crate) scale: f64,
}

impl Placement {
    /// The one that was kept last; `None` when there is none, or none that can be true.
    pub(crate) fn load(home: &Home) -> Option<Self> {
        let text = std::fs::read_to_string(home.path().join(FILE)).ok()?;
        let kept: Self = serde_json::from_str(&text).ok()?;
        kept.rect.is_possible().then_some(kept)
    }

    /// Keeps it for the next start.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(crate) fn save(self, home: &Home) -> Result<(), offhook_engine::Error> {
        let text = serde_json::to_string(&self).unwrap_or_default();
        home.keep_private(FILE, text.as_bytes())
    }

    /// Moved and resized so that all of it can be seen and used. `None` without a usable screen.
    pub(crate) fn fitted_to(self, screens: &[Screen]) -> Option<Self> {
        let usable = screens.iter().filter(|screen| screen.area.is_possible());
        let shared = |screen: &Screen| screen.area.shared_with(self.rect);
        // Of equals the first, which is the main one; `max_by_key` would give the last.
        let screen =
            usable.reduce(|best, next| if shared(next) > shared(best) { next } else { best })?;
        Some(Self { rect: self.rect.fitted_to(screen), ..self })
    }
}

impl Rect {
    fn is_possible(self) -> bool {
        let near = -FARTHEST..=FARTHEST;
        let sizes = 1..=FARTHEST.unsigned_abs();
        near.contains(&self.x)
            && near.contains(&self.y)
            && sizes.contains(&self.width)
            && sizes.contains(&self.height)
    }

    /// Square pixels that two have in common.
    fn shared_with(self, other: Self) -> u64 {
        let along = |start: i32, length: u32, other_start: i32, other_length: u32| {
            let end = (i64::from(start) + i64::from(length))
                .min(i64::from(other_start) + i64::from(other_length));
            u64::try_from(end - i64::from(start.max(other_start))).unwrap_or(0)
        };
        along(self.x, self.width, other.x, other.width)
            * along(self.y, self.height, other.y, other.height)
    }

    fn fitted_to(self, screen: &Screen) -> Self {
        let Screen { area, scale } = *screen;
        let width = length_within(self.width, area.width, SMALLEST.0, scale);
        let height = length_within(self.height, area.height, SMALLEST.1, scale);
        if area.shared_with(self) == 0 {
            // Its screen is gone: a corner of another one would look like an accident.
            let x = area.x.saturating_add_unsigned(area.width.saturating_sub(width) / 2);
            let y = area.y.saturating_add_unsigned(area.height.saturating_sub(height) / 2);
            return Self { x, y, width, height };
        }
        let x = start_within(self.x, width, area.x, area.width);
        let y = start_within(self.y, height, area.y, area.height);
        Self { x, y, width, height }
    }
}

fn length_within(length: u32, room: u32, smallest: u32, scale: f64) -> u32 {
    let scale = if scale.is_finite() { scale.clamp(0.5, 8.0) } else { 1.0 };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a positive number below 10,000"
    )]
    let smallest = (f64::from(smallest) * scale).ceil() as u32;
    length.min(room).max(smallest)
}

/// The top and the left come first: there are the title and the search.
fn start_within(start: i32, length: u32, area_start: i32, room: u32) -> i32 {
    let last = area_start.saturating_add_unsigned(room.saturating_sub(length));
    start.clamp(area_start, last)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAIN: Screen =
        Screen { area: Rect { x: 0, y: 30, width: 1920, height: 1050 }, scale: 1.0 };
    const LEFT: Screen =
        Screen { area: Rect { x: -2560, y: 0, width: 2560, height: 1440 }, scale: 1.0 };

    fn rect(x: i32, y: i32, width: u32, height: u32) -> Rect {
        Rect { x, y, width, height }
    }

    fn fitted(kept: Rect, screens: &[Screen]) -> Rect {
        Placement { rect: kept, maximised: true }.fitted_to(screens).unwrap().rect
    }

    fn home_with(text: &[u8]) -> (tempfile::TempDir, Home) {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join(FILE), text).unwrap();
        let home = Home::resolve(Some(dir.path().to_owned())).unwrap();
        (dir, home)
    }

    #[test]
    fn a_window_that_fits_comes_back_exactly_where_it_was_on_whichever_screen() {
        for kept in [rect(100, 80, 1280, 800), rect(-2000, 200, 1500, 900)] {
            assert_eq!(fitted(kept, &[MAIN, LEFT]), kept);
        }
    }

    #[test]
    fn a_window_whose_screen_is_gone_comes_to_the_middle_of_the_main_one() {
        assert_eq!(fitted(rect(-2000, 200, 1280, 800), &[MAIN]), rect(320, 155, 1280, 800));
    }

    #[test]
    fn a_window_that_is_partly_out_of_sight_is_moved_in() {
        assert_eq!(fitted(rect(1800, 900, 1280, 800), &[MAIN]), rect(640, 280, 1280, 800));
        assert_eq!(fitted(rect(-500, -20, 1280, 800), &[MAIN]), rect(0, 30, 1280, 800));
    }

    #[test]
    fn a_window_is_never_smaller_than_its_page_needs_nor_larger_than_the_screen() {
        assert_eq!(fitted(rect(10, 40, 5, 5), &[MAIN]), rect(10, 40, 900, 600));
        assert_eq!(fitted(rect(10, 40, 9000, 9000), &[MAIN]), rect(0, 30, 1920, 1050));
        let sharp = Screen { scale: 2.0, ..LEFT };
        assert_eq!(fitted(rect(-2000, 10, 900, 600), &[sharp]), rect(-2000, 10, 1800, 1200));
        let small = Screen { area: rect(0, 0, 800, 480), scale: 1.0 };
        assert_eq!(fitted(rect(10, 40, 1280, 800), &[small]), rect(0, 0, 900, 600));
    }

    #[test]
    fn absurd_screens_are_left_alone() {
        let kept = Placement { rect: rect(10, 40, 1280, 800), maximised: false };
        assert_eq!(kept.fitted_to(&[]), None);
        let nothing = Screen { area: rect(0, 0, 0, 0), scale: 1.0 };
        assert_eq!(kept.fitted_to(&[nothing]), None);
        let odd = Screen { scale: f64::NAN, ..MAIN };
        assert_eq!(kept.fitted_to(&[odd]), Some(kept));
    }

    #[test]
    fn what_was_kept_is_read_again() {
        let (_dir, home) = home_with(b"");
        let kept = Placement { rect: rect(-7, 40, 1280, 800), maximised: true };
        kept.save(&home).unwrap();
        assert_eq!(Placement::load(&home), Some(kept));
    }

    #[test]
    fn a_damaged_or_absurd_file_counts_as_none() {
        let far = br#"{"x":2147483647,"y":0,"width":1280,"height":800,"maximised":false}"#;
        let flat = br#"{"x":0,"y":0,"width":0,"height":800,"maximised":false}"#;
        let wide = br#"{"x":0,"y":0,"width":4294967295,"height":800,"maximised":false}"#;
        let minus = br#"{"x":0,"y":0,"width":-1,"height":800,"maximised":false}"#;
        let damaged: [&[u8]; 8] =
            [b"", b"{", b"null", b"{\"x\":1}", &[0xFF, 0, 0xFE], far, flat, wide];
        for text in damaged.into_iter().chain([minus.as_slice()]) {
            let (_dir, home) = home_with(text);
            assert_eq!(Placement::load(&home), None, "{}", String::from_utf8_lossy(text));
        }
    }

    #[test]
    fn the_smallest_window_is_the_one_of_the_configuration() {
        let config: serde_json::Value =
            serde_json::from_str(include_str!("../tauri.conf.json")).unwrap();
        let window = &config["app"]["windows"][0];
        assert_eq!((&window["minWidth"], &window["minHeight"]), (&900.into(), &600.into()));
        assert_eq!(SMALLEST, (900, 600));
    }
}
