//! What a person should know of a sync that ended well.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// One thing to know. In JSON, and in the log of runs, it is its sentence in English.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SyncWarning {
    /// So many of the server's rows are no calls, and are tried again at each sync.
    Unreadable(u64),
    /// The server's total is larger than what it lists, by so many.
    CountsMore(u64),
    /// The server's total is smaller than what it lists, by so many.
    CountsFewer(u64),
    /// The server gives no total.
    NoTotal,
    /// Calls changed faster than they could be read.
    KeptChanging,
    /// So many requests were sent, which is as many as were allowed.
    StoppedAsAsked(u64),
    /// So many requests were sent, and no two answers fit.
    Contradictory(u64),
    /// From a log that another version wrote.
    Other(String),
}

impl SyncWarning {
    /// A total that differs from what is listed by this.
    pub(super) const fn of_offset(offset: i64) -> Self {
        let calls = offset.unsigned_abs();
        if offset > 0 { Self::CountsMore(calls) } else { Self::CountsFewer(calls) }
    }

    /// Reads a sentence back.
    fn read(sentence: String) -> Self {
        let digits = |letter: char| !letter.is_ascii_digit();
        let number = sentence.split(digits).find_map(|digits| digits.parse().ok()).unwrap_or(0);
        [
            Self::Unreadable(number),
            Self::CountsMore(number),
            Self::CountsFewer(number),
            Self::NoTotal,
            Self::KeptChanging,
            Self::StoppedAsAsked(number),
            Self::Contradictory(number),
        ]
        .into_iter()
        .find(|kind| kind.to_string() == sentence)
        .unwrap_or(Self::Other(sentence))
    }
}

impl fmt::Display for SyncWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(rows) => write!(
                f,
                "{rows} rows of the server cannot be read as calls; they are set aside and tried again at each sync"
            ),
            Self::CountsMore(calls) => write!(
                f,
                "the server counts {calls} calls more than it lists, so completeness cannot be proven; everything it lists is here"
            ),
            Self::CountsFewer(calls) => write!(
                f,
                "the server counts {calls} calls fewer than it lists, so completeness cannot be proven; everything it lists is here"
            ),
            Self::NoTotal => f.write_str(
                "the server does not say how many calls there are, so completeness cannot be proven",
            ),
            Self::KeptChanging => {
                f.write_str("calls kept changing while they were read; the next sync goes on")
            }
            Self::StoppedAsAsked(requests) => {
                write!(f, "stopped after {requests} requests, as asked; sync again to go on")
            }
            Self::Contradictory(requests) => write!(
                f,
                "stopped after {requests} requests: the server's answers contradict each other"
            ),
            Self::Other(sentence) => f.write_str(sentence),
        }
    }
}

impl Serialize for SyncWarning {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for SyncWarning {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sentence_is_read_back_from_the_log() {
        let every = [
            SyncWarning::Unreadable(2),
            SyncWarning::of_offset(3),
            SyncWarning::of_offset(-40),
            SyncWarning::NoTotal,
            SyncWarning::KeptChanging,
            SyncWarning::StoppedAsAsked(1),
            SyncWarning::Contradictory(u64::MAX),
            SyncWarning::Other("12 things of a later version".to_owned()),
        ];
        let json = serde_json::to_string(&every).unwrap();
        assert!(json.starts_with(r#"["2 rows of the server cannot be read"#), "{json}");
        assert_eq!(serde_json::from_str::<[SyncWarning; 8]>(&json).unwrap(), every);
    }
}
