//! How people read the numbers that occur in an answer.

use std::borrow::Cow;
use std::collections::BTreeMap;

use offhook_model::phone::readable;
use serde::{Deserialize, Serialize};

/// Numbers as the server writes them, each with what people read. A number that is not in it is
/// read as it came.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Phones(BTreeMap<String, String>);

impl Phones {
    /// Takes in a number.
    pub fn add(&mut self, number: &str) {
        if !self.0.contains_key(number)
            && let Some(words) = readable(number)
        {
            self.0.insert(number.to_owned(), words);
        }
    }

    /// Takes in both numbers of a call's document; a damaged one has none.
    pub fn add_of_call(&mut self, document: &str) {
        let Ok(parties) = serde_json::from_str::<Parties<'_>>(document) else { return };
        for number in [parties.from_number, parties.to_number].into_iter().flatten() {
            self.add(&number);
        }
    }
}

#[derive(Deserialize)]
struct Parties<'a> {
    #[serde(borrow)]
    from_number: Option<Cow<'a, str>>,
    #[serde(borrow)]
    to_number: Option<Cow<'a, str>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_calls(documents: &[&str]) -> String {
        let mut phones = Phones::default();
        documents.iter().for_each(|document| phones.add_of_call(document));
        serde_json::to_string(&phones).unwrap()
    }

    #[test]
    fn each_number_is_told_once_and_only_where_it_reads_differently() {
        let calls = [
            r#"{"id":"a","from_number":"+16045551234","to_number":"anonymous","extra":[1,{}]}"#,
            r#"{"id":"b","from_number":null,"to_number":"+1\u0036045551234"}"#,
            r#"{"id":"c"}"#,
        ];
        assert_eq!(of_calls(&calls), r#"{"+16045551234":"+1 604 555 1234"}"#);
    }

    #[test]
    fn what_is_no_call_has_no_numbers() {
        assert_eq!(of_calls(&["", "[]", r#"{"from_number":7,"to_number":"+16045551234"}"#]), "{}");
    }
}
