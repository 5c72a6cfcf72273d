//! Phone numbers that nobody has: the blocks which regulators keep free for films and books.

/// A block of numbers that no real person has, kept free by a regulator for fiction.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Block {
    /// Everything before the last digits, `+` included.
    prefix: &'static str,
    /// How many last digits follow.
    digits: u32,
}

/// The numbers of one country or of one part of it.
pub(crate) type Plan = &'static [Block];

const fn block(prefix: &'static str, digits: u32) -> Block {
    Block { prefix, digits }
}

// North America: 555-0100 to 555-0199 in every area code.
pub(crate) const NORTH_AMERICA: Plan = &[
    block("+160455501", 2),
    block("+141555501", 2),
    block("+141655501", 2),
    block("+121255501", 2),
    block("+131255501", 2),
    block("+120655501", 2),
    block("+151255501", 2),
    block("+161755501", 2),
    block("+170255501", 2),
    block("+140355501", 2),
    block("+161355501", 2),
    block("+130355501", 2),
];
pub(crate) const SPANISH_SPEAKING_AMERICA: Plan = &[
    block("+130555501", 2),
    block("+178655501", 2),
    block("+178755501", 2),
    block("+121055501", 2),
    block("+191555501", 2),
    block("+162655501", 2),
];
// United Kingdom: Ofcom's numbers for drama.
pub(crate) const UNITED_KINGDOM: Plan = &[
    block("+447700900", 3),
    block("+442079460", 3),
    block("+441614960", 3),
    block("+441314960", 3),
    block("+441174960", 3),
];
// Germany: the Bundesnetzagentur's numbers for films.
pub(crate) const GERMANY: Plan = &[
    block("+493023125", 3),
    block("+498999998", 3),
    block("+494066969", 3),
    block("+496990009", 3),
    block("+492214710", 3),
];
// France: ARCEP's numbers for works of fiction.
pub(crate) const FRANCE: Plan = &[
    block("+3319900", 4),
    block("+3363998", 4),
    block("+3326191", 4),
    block("+3335301", 4),
    block("+3346571", 4),
    block("+3353649", 4),
];

/// How many different numbers a plan holds, at least.
pub(crate) fn capacity(plan: Plan) -> usize {
    let smallest = plan.iter().map(|block| 10_usize.pow(block.digits)).min();
    smallest.unwrap_or(1) * plan.len()
}

/// The `index`th number of a plan, `index` below its capacity.
pub(crate) fn number(plan: Plan, index: usize) -> String {
    let Block { prefix, digits } = plan[index % plan.len()];
    // A step that shares no divisor with a power of ten visits every number before one repeats.
    let last = (index / plan.len() * 37 + 11) % 10_usize.pow(digits);
    format!("{prefix}{last:0width$}", width = digits as usize)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_number_of_a_plan_repeats_before_all_were_used() {
        for plan in [NORTH_AMERICA, SPANISH_SPEAKING_AMERICA, UNITED_KINGDOM, GERMANY, FRANCE] {
            let numbers: HashSet<String> = (0..capacity(plan)).map(|i| number(plan, i)).collect();
            assert_eq!(numbers.len(), capacity(plan));
        }
    }

    #[test]
    fn every_number_is_e164_and_reserved_for_fiction() {
        assert_eq!(number(NORTH_AMERICA, 0), "+16045550111");
        for plan in [NORTH_AMERICA, SPANISH_SPEAKING_AMERICA, UNITED_KINGDOM, GERMANY, FRANCE] {
            for index in 0..capacity(plan) {
                let number = number(plan, index);
                assert!((11..=13).contains(&number.len()), "{number}");
                assert!(number[1..].bytes().all(|byte| byte.is_ascii_digit()), "{number}");
                assert!(!number.starts_with("+1") || &number[5..10] == "55501", "{number}");
            }
        }
    }
}
