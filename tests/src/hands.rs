//! What hands do besides clicking: press keys wherever the focus is, and drag with the mouse.

use std::time::Duration;

use fantoccini::actions::{
    InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MOUSE_BUTTON_RIGHT, MouseActions,
    PointerAction,
};
pub use fantoccini::key::Key;
use serde_json::json;

use crate::window::Window;

/// A hand takes its time; the page gets several moves of each drag.
const STROKE: Duration = Duration::from_millis(30);
const STROKES: u32 = 4;

impl Window {
    /// Types this, letter by letter, into whatever has the focus.
    ///
    /// # Panics
    /// When the window takes no keys.
    pub async fn keys(&self, text: &str) {
        self.press_all(text.chars().flat_map(stroke).collect()).await;
    }

    /// Presses one key that writes nothing.
    ///
    /// # Panics
    /// When the window takes no keys.
    pub async fn press(&self, key: Key) {
        self.press_all(stroke(key.into()).into()).await;
    }

    /// Presses a letter while Control is down.
    ///
    /// # Panics
    /// When the window takes no keys.
    pub async fn press_with_control(&self, letter: char) {
        self.press_with(Key::Control, letter).await;
    }

    /// Goes one step back in the order in which Tab goes forward.
    ///
    /// # Panics
    /// When the window takes no keys.
    pub async fn press_shift_tab(&self) {
        self.press_with(Key::Shift, Key::Tab.into()).await;
    }

    /// Asks by keys for the menu of what has the focus.
    ///
    /// # Panics
    /// When the window takes no keys.
    pub async fn press_menu(&self) {
        self.press_with(Key::Shift, Key::F10.into()).await;
    }

    async fn press_with(&self, held: Key, key: char) {
        let held = char::from(held);
        let [down, up] = stroke(key);
        let actions =
            vec![KeyAction::Down { value: held }, down, up, KeyAction::Up { value: held }];
        self.press_all(actions).await;
    }

    async fn press_all(&self, strokes: Vec<KeyAction>) {
        let pressed = strokes
            .into_iter()
            .fold(KeyActions::new("keyboard".to_owned()), |keys, stroke| keys.then(stroke));
        self.client.perform_actions(pressed).await.expect("the window takes keys");
    }

    /// The test id of what has the focus; `None` when nothing with one has it.
    ///
    /// # Panics
    /// When the page cannot be asked.
    pub async fn focus(&self) -> Option<String> {
        let focused = self.run("return document.activeElement?.dataset.testid ?? null", vec![]);
        focused.await.as_str().map(str::to_owned)
    }

    /// Presses Tab until this has the focus.
    ///
    /// # Panics
    /// When Tab does not lead there.
    pub async fn tab_to(&self, test_id: &str) {
        const FURTHEST: usize = 60;
        self.find(test_id).await;
        for _ in 0..FURTHEST {
            if self.has_focus(test_id).await {
                return;
            }
            self.press(Key::Tab).await;
        }
        panic!("Tab does not lead to `{test_id}`");
    }

    /// Drags over an element from one share of its width to another (0 left, 1 right), at half
    /// its height, and leaves the mouse there.
    ///
    /// # Panics
    /// When it cannot be dragged over.
    pub async fn drag_over(&self, test_id: &str, from: f64, to: f64) {
        let element = self.find(test_id).await;
        let (left, top, width, height) = element.rectangle().await.expect("it has a place");
        let at = |share: f64| PointerAction::MoveTo {
            duration: Some(STROKE),
            x: width.mul_add(share, left).round(),
            y: (top + height / 2.0).round(),
        };
        let mut hand = MouseActions::new("mouse".to_owned())
            .then(at(from))
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT });
        for part in 1..=STROKES {
            let share = f64::from(part) / f64::from(STROKES);
            hand = hand.then(at((to - from).mul_add(share, from)));
        }
        // Letting go is not the last thing a hand does: it trembles, which the page sees.
        let hand = hand
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT })
            .then(PointerAction::MoveBy { duration: None, x: 1.0, y: 1.0 });
        self.client.perform_actions(hand).await.expect("the window takes the mouse");
    }

    /// Presses the right button over the middle of an element. The driver lets go of the left one
    /// instead, which is a click of its own, and types no capital letters from then on.
    ///
    /// # Panics
    /// When the window takes no mouse.
    pub async fn right_click(&self, test_id: &str) {
        let element = self.find(test_id).await;
        let (left, top, width, height) = element.rectangle().await.expect("it has a place");
        let (x, y) = ((left + width / 2.0).round(), (top + height / 2.0).round());
        let hand = MouseActions::new("mouse".to_owned())
            .then(PointerAction::MoveTo { duration: Some(STROKE), x, y })
            .then(PointerAction::Down { button: MOUSE_BUTTON_RIGHT })
            .then(PointerAction::Up { button: MOUSE_BUTTON_RIGHT });
        self.client.perform_actions(hand).await.expect("the window takes the mouse");
    }

    /// Begins to count what the mouse does in the page.
    ///
    /// # Panics
    /// When the page cannot be asked.
    pub async fn watch_the_mouse(&self) {
        const WATCH: &str = "window.presses = 0;
            addEventListener('pointerdown', () => { window.presses += 1 }, true)";
        self.run(WATCH, vec![]).await;
    }

    /// Asserts that no button of the mouse was pressed since [`Self::watch_the_mouse`].
    ///
    /// # Panics
    /// When one was, or the page was loaded again since.
    pub async fn assert_nothing_was_clicked(&self) {
        assert_eq!(self.run("return window.presses", vec![]).await, json!(0));
    }
}

fn stroke(key: char) -> [KeyAction; 2] {
    [KeyAction::Down { value: key }, KeyAction::Up { value: key }]
}
