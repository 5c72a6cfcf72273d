//! The end of the program, whichever way it is asked for: the page first saves what a person wrote,
//! and may ask about what cannot be saved. A page that hangs holds nothing up for long, one that
//! does not listen holds nothing up at all.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use tauri::{AppHandle, Emitter, Manager};

use crate::reach;
use crate::wire::ClosingAnswer;

/// Saving takes milliseconds, and a page that needs two seconds asks the person. The rest is for a slow
/// computer, on which what is asked arrives late: at three seconds a note was once given up there.
const PATIENCE: Duration = Duration::from_secs(8);

/// Whether the program may end now.
#[derive(Debug, Default)]
pub(crate) struct Closing(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    /// The page can be asked.
    listening: bool,
    stage: Stage,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Stage {
    /// Nobody wants it to end.
    #[default]
    Open,
    /// The page was asked, and has not answered yet; the number tells the questions apart.
    Asked(u64),
    /// The page asks the person, who may take any time.
    Deciding(u64),
    Ended,
}

/// What is to be done about a wish to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    End,
    /// Ask the page, and give up on this question after a while.
    Ask(u64),
    /// The page is asked already.
    Wait,
}

impl Closing {
    /// The page that was there is gone, and another may come.
    pub(crate) fn page_left(&self) {
        self.state().listening = false;
    }

    fn wish(&self) -> Step {
        let mut state = self.state();
        let question = match state.stage {
            Stage::Asked(_) => return Step::Wait,
            _ if !state.listening => {
                state.stage = Stage::Ended;
                return Step::End;
            }
            Stage::Ended => return Step::End,
            Stage::Open => 0,
            // Asked anew: the page may hang by now.
            Stage::Deciding(question) => question + 1,
        };
        state.stage = Stage::Asked(question);
        Step::Ask(question)
    }

    /// True when the program is to end with this answer.
    fn answer(&self, answer: ClosingAnswer) -> bool {
        let mut state = self.state();
        match (answer, state.stage) {
            (ClosingAnswer::Listening, _) => state.listening = true,
            // A page that was not asked has nothing to decide.
            (_, Stage::Open | Stage::Ended) => {}
            (ClosingAnswer::Close, _) => {
                state.stage = Stage::Ended;
                return true;
            }
            (ClosingAnswer::Deciding, Stage::Asked(question)) => {
                state.stage = Stage::Deciding(question);
            }
            (ClosingAnswer::Deciding, Stage::Deciding(_)) => {}
            (ClosingAnswer::Stay, _) => state.stage = Stage::Open,
        }
        false
    }

    /// True when the program is to end without an answer to this question.
    fn overdue(&self, question: u64) -> bool {
        let mut state = self.state();
        let overdue = state.stage == Stage::Asked(question);
        if overdue {
            state.stage = Stage::Ended;
        }
        overdue
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether the program may end at once. Where it may not, the page has been asked, and the program
/// ends by itself when that has saved everything.
pub(crate) fn may_end(app: &AppHandle) -> bool {
    let closing = app.state::<Closing>();
    match closing.wish() {
        Step::End => true,
        Step::Wait => false,
        Step::Ask(question) => {
            // What cannot be asked or waited for is as good as a page that does not answer.
            let asked = app.emit("closing", ()).is_ok() && give_up_later(app, question).is_ok();
            !asked && closing.overdue(question)
        }
    }
}

/// Ends the program, once the page has nothing against it.
pub(crate) fn end(app: &AppHandle) {
    if may_end(app) {
        app.exit(0);
    }
}

/// Ends the program in the same way when the system says so, as at the end of a session, or Ctrl-C.
pub(crate) fn end_when_told(app: &AppHandle) {
    let app = app.clone();
    // Without a handler the signal ends the process at once.
    let _ = ctrlc::set_handler(move || end(&app));
}

/// The page says what is to become of the end.
pub(crate) fn answered(app: &AppHandle, answer: ClosingAnswer) {
    if app.state::<Closing>().answer(answer) {
        app.exit(0);
    } else if answer == ClosingAnswer::Deciding {
        // The question may stand in a window that is hidden.
        reach::show(app);
    }
}

fn give_up_later(app: &AppHandle, question: u64) -> std::io::Result<()> {
    let app = app.clone();
    let wait = move || {
        thread::sleep(PATIENCE);
        if app.state::<Closing>().overdue(question) {
            app.exit(0);
        }
    };
    thread::Builder::new().name("closing".to_owned()).spawn(wait).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_a_page() -> Closing {
        let closing = Closing::default();
        assert!(!closing.answer(ClosingAnswer::Listening));
        closing
    }

    fn asked(closing: &Closing) -> u64 {
        match closing.wish() {
            Step::Ask(question) => question,
            other => panic!("the page is to be asked, not {other:?}"),
        }
    }

    #[test]
    fn a_page_that_does_not_listen_holds_nothing_up() {
        assert_eq!(Closing::default().wish(), Step::End);
        let closing = with_a_page();
        closing.page_left();
        assert_eq!(closing.wish(), Step::End);
    }

    #[test]
    fn a_page_that_listens_is_asked_once_and_then_decides() {
        let closing = with_a_page();
        let question = asked(&closing);
        assert_eq!(closing.wish(), Step::Wait);
        assert!(closing.answer(ClosingAnswer::Close));
        assert_eq!(closing.wish(), Step::End, "what has ended is not asked again");
        assert!(!closing.overdue(question), "it ends once");
    }

    #[test]
    fn a_page_that_hangs_is_given_up() {
        let closing = with_a_page();
        let question = asked(&closing);
        assert!(closing.overdue(question));
        assert!(!closing.answer(ClosingAnswer::Stay));
        assert_eq!(closing.wish(), Step::End);
    }

    #[test]
    fn a_person_who_is_asked_may_take_any_time_and_stay() {
        let closing = with_a_page();
        let question = asked(&closing);
        assert!(!closing.answer(ClosingAnswer::Deciding));
        assert!(!closing.overdue(question));
        assert!(!closing.answer(ClosingAnswer::Stay));
        assert!(!closing.answer(ClosingAnswer::Close), "nobody wants it to end any more");
        asked(&closing);
    }

    #[test]
    fn a_page_that_hangs_while_the_person_decides_is_given_up_at_the_next_wish() {
        let closing = with_a_page();
        let first = asked(&closing);
        assert!(!closing.answer(ClosingAnswer::Deciding));
        let second = asked(&closing);
        assert!(!closing.overdue(first), "the time of the first question is long over");
        assert!(closing.overdue(second));
    }

    #[test]
    fn a_page_that_is_loaded_again_does_not_answer_for_the_one_before() {
        let closing = with_a_page();
        let question = asked(&closing);
        closing.page_left();
        assert!(!closing.answer(ClosingAnswer::Listening));
        assert!(closing.overdue(question));
    }
}
