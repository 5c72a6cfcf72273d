//! Phone numbers as people read them, by libphonenumber's rules.

use std::ops::RangeInclusive;

use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumberFormat};

/// Digits of a whole international number, the country's among them.
const DIGITS: RangeInclusive<usize> = 7..=15;

/// `+16045551234` as `+1 604 555 1234`; `None` for what is best read as it came.
///
/// Only whole international numbers are grouped: without a country nobody knows how. Groups stand
/// apart by spaces, as E.123 writes them, whatever a country puts between them at home. The very
/// first number takes some 8 ms and a country's first about 1 ms, for rules to be read; every other
/// takes a microsecond.
#[must_use]
pub fn readable(number: &str) -> Option<String> {
    let digits = number.strip_prefix('+')?;
    let whole = DIGITS.contains(&digits.len())
        && !digits.starts_with('0')
        && digits.bytes().all(|byte| byte.is_ascii_digit());
    let parsed = PHONE_NUMBER_UTIL.parse(whole.then_some(number)?, None).ok()?;
    if !PHONE_NUMBER_UTIL.is_possible_number(&parsed) {
        return None;
    }
    let grouped = PHONE_NUMBER_UTIL.format(&parsed, PhoneNumberFormat::International);
    let between = |letter: char| !letter.is_ascii_digit() && letter != '+';
    let groups: Vec<&str> = grouped.split(between).filter(|group| !group.is_empty()).collect();
    // A trunk zero that does not belong there is dropped by the rules, and would not be seen then.
    (groups.concat() == number).then(|| groups.join(" "))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn whole_international_numbers_are_grouped_by_their_countrys_rules() {
        let table = [
            ("+16045551234", "+1 604 555 1234"),
            ("+14155550100", "+1 415 555 0100"),
            ("+18005550199", "+1 800 555 0199"),
            ("+493090182000", "+49 30 90182000"),
            ("+4915112345678", "+49 1511 2345678"),
            ("+442079460958", "+44 20 7946 0958"),
            ("+447911123456", "+44 7911 123456"),
            ("+33142001234", "+33 1 42 00 12 34"),
            ("+33612345678", "+33 6 12 34 56 78"),
            ("+41446681800", "+41 44 668 18 00"),
            ("+390612345678", "+39 06 1234 5678"),
            ("+34912345678", "+34 912 34 56 78"),
            ("+97145551234", "+971 4 555 1234"),
            ("+5511987654321", "+55 11 98765 4321"),
            ("+819012345678", "+81 90 1234 5678"),
            ("+8613812345678", "+86 138 1234 5678"),
            ("+80012345678", "+800 1234 5678"),
        ];
        for (number, words) in table {
            assert_eq!(readable(number).as_deref(), Some(words), "{number}");
        }
    }

    #[test]
    fn everything_else_is_read_as_it_came() {
        let table = [
            "",
            "+",
            "anonymous",
            "6045551234",
            "0016045551234",
            "110",
            "+1",
            "+4930",
            "+1604555",
            "+1604555123",
            "+016045551234",
            "+999123456789",
            "+1604555123499999",
            "+440207946095",
            "+1604 555",
            "+１６０４５５５１２３４",
            "+16045551234;ext=5",
            "tel:+16045551234",
            "sip:front.desk@pbx.example.org",
            "sip:+16045551234@pbx.example.org",
            "<b>+16045551234</b>",
        ];
        for number in table {
            assert_eq!(readable(number), None, "{number}");
        }
    }

    proptest! {
        #[test]
        fn a_readable_number_has_the_digits_it_came_with(number in "\\+[0-9]{1,17}|.{0,20}") {
            if let Some(words) = readable(&number) {
                prop_assert_eq!(words.replace(' ', ""), number);
            }
        }
    }
}
