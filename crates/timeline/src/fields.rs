//! What figures take from a call's class, decided once for each class.

use crate::classes::{Class, Classes};
use crate::slots::Slots;

/// What depends on a call's class alone.
pub(crate) struct Fields {
    pub(crate) statuses: Slots,
    pub(crate) sentiments: Slots,
    /// Which pair of a status and a sentiment each class has.
    pub(crate) pair: Vec<u32>,
    /// The slots of the status and the sentiment of each pair.
    pub(crate) pairs: Vec<(u32, u32)>,
    pub(crate) other_party: Vec<OtherParty>,
}

/// Where the other party's number stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OtherParty {
    From,
    To,
    Unknown,
}

impl Fields {
    /// Each word on its own.
    pub(crate) fn new(classes: &Classes) -> Self {
        let statuses = Slots::of_all(&classes.statuses);
        Self::with(classes, statuses, Slots::of_all(&classes.sentiments))
    }

    pub(crate) fn with(classes: &Classes, statuses: Slots, sentiments: Slots) -> Self {
        let of = |class: &Class| (statuses.of(class.status), sentiments.of(class.sentiment));
        let mut pairs: Vec<_> = classes.table.iter().map(of).collect();
        pairs.sort_unstable();
        pairs.dedup();
        let place = |class: &Class| pairs.partition_point(|pair| *pair < of(class));
        let pair = classes.table.iter().map(|class| u32::try_from(place(class)).unwrap_or(0));
        let other_party = |class: &Class| match classes.directions.text(class.direction) {
            Some("inbound") => OtherParty::From,
            Some("outbound") => OtherParty::To,
            _ => OtherParty::Unknown,
        };
        Self {
            pair: pair.collect(),
            other_party: classes.table.iter().map(other_party).collect(),
            pairs,
            statuses,
            sentiments,
        }
    }
}
