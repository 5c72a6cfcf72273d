//! The window under a real window manager: it comes back exactly as it was left.

use std::fs;

use tempfile::TempDir;

use crate::desk::{Desk, Place};

#[test]
#[ignore = "opens the real window: run `cargo xtask test`"]
fn the_window_comes_back_exactly_where_it_was_left_however_often() {
    let (desk, folder) = (Desk::set_up(), TempDir::new().unwrap());
    let window = desk.open(folder.path());
    window.put(Place { x: 200, y: 150, width: 1010, height: 690 });
    let left = window.place();
    assert_eq!((left.width, left.height), (1010, 690));
    assert!(window.frame()[2] > 0, "there is a title bar, else this proves nothing");
    window.close();
    // A frame that was counted on one side only would move it a little further each time.
    for _ in 0..3 {
        let window = desk.open(folder.path());
        assert_eq!(window.place(), left);
        window.close();
    }
}

#[test]
#[ignore = "opens the real window: run `cargo xtask test`"]
fn a_maximised_window_is_maximised_again_and_remembers_its_size() {
    let (desk, folder) = (Desk::set_up(), TempDir::new().unwrap());
    let window = desk.open(folder.path());
    window.put(Place { x: 120, y: 90, width: 1000, height: 650 });
    let left = window.place();
    window.maximise(true);
    let whole = window.place();
    assert!(whole.width > left.width && whole.height > left.height, "{whole:?}");
    window.close();
    for _ in 0..2 {
        let window = desk.open(folder.path());
        assert_eq!((window.place(), window.is_maximised()), (whole, true));
        window.close();
    }
    let window = desk.open(folder.path());
    window.place();
    window.maximise(false);
    assert_eq!(window.place(), left);
    window.close();
}

#[test]
#[ignore = "opens the real window: run `cargo xtask test`"]
fn a_window_that_was_left_outside_of_the_screens_is_brought_back_with_its_frame() {
    let (desk, folder) = (Desk::set_up(), TempDir::new().unwrap());
    for (x, y) in [(9000, 300), (-4000, -4000), (1400, 960)] {
        let lost = format!(r#"{{"x":{x},"y":{y},"width":1000,"height":700,"maximised":false}}"#);
        fs::write(folder.path().join("placement.json"), lost).unwrap();
        let window = desk.open(folder.path());
        let Place { x, y, width, height } = window.place();
        let [left, right, top, bottom] = window.frame()[..] else { panic!("a frame") };
        assert_eq!((width, height), (1000, 700));
        assert!(x >= left.cast_signed() && y >= top.cast_signed(), "{x}, {y}");
        let far = (x.cast_unsigned() + width + right, y.cast_unsigned() + height + bottom);
        assert!(far.0 <= 1440 && far.1 <= 1000, "{far:?}");
        window.close();
    }
}
