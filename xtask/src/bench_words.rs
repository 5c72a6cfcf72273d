//! The words that each benchmark takes, told and checked before minutes are spent on a build.

/// One benchmark, which is `tests/bench/NAME.rs`.
pub(crate) struct Bench {
    pub(crate) name: &'static str,
    pub(crate) measures: &'static str,
    pub(crate) flags: &'static [Flag],
}

/// A word that may follow a benchmark's name.
pub(crate) struct Flag {
    word: &'static str,
    takes: Takes,
    means: &'static str,
}

/// What stands behind a flag.
enum Takes {
    Nothing,
    Number,
    OneOf(&'static [&'static str]),
}

const fn calls(means: &'static str) -> Flag {
    Flag { word: "--calls", takes: Takes::Number, means }
}

pub(crate) const BENCHES: [Bench; 4] = [
    Bench {
        name: "sync",
        measures: "a first sync beside a bare download, requests, and odd servers",
        flags: &[
            calls("size of the account, at least 1000 [100000]"),
            Flag {
                word: "--only",
                takes: Takes::OneOf(&["speed", "budget", "conditions"]),
                means: "this part alone",
            },
        ],
    },
    Bench {
        name: "query",
        measures: "filters, pages, facets and searches beside plain SQL and Datasette",
        flags: &[
            calls("calls in the cache, at least 1000 [1000000]"),
            Flag { word: "--alone", takes: Takes::Nothing, means: "nothing beside it" },
            Flag {
                word: "--growth",
                takes: Takes::Nothing,
                means: "at five times as many calls as well, and nothing beside it",
            },
        ],
    },
    Bench {
        name: "export",
        measures: "every form beside sqlite3 and XlsxWriter, and the insights",
        flags: &[
            calls("calls in the cache [1000000]"),
            Flag { word: "--rounds", takes: Takes::Number, means: "how often each is written [3]" },
            Flag {
                word: "--only",
                takes: Takes::OneOf(&["csv", "ndjson", "json", "parquet", "xlsx", "insights"]),
                means: "this form alone",
            },
        ],
    },
    Bench {
        name: "window",
        measures: "keys, clicks and starts in the real window",
        flags: &[
            calls("calls in the cache, at least 1000 [1000000]"),
            Flag {
                word: "--rounds",
                takes: Takes::Number,
                means: "how often every text is typed [4]",
            },
        ],
    },
];

/// The benchmark that the first word names.
///
/// # Errors
/// What is wrong with the words, and what there is.
pub(crate) fn checked(words: &[String]) -> Result<&'static Bench, String> {
    let Some((name, words)) = words.split_first() else {
        return Err(format!("which benchmark?\n\n{}", help()));
    };
    let bench = BENCHES.iter().find(|bench| bench.name == name);
    let bench = bench.ok_or_else(|| format!("there is no benchmark `{name}`\n\n{}", help()))?;
    let mut words = words.iter().map(String::as_str);
    while let Some(word) = words.next() {
        let flag = bench.flags.iter().find(|flag| flag.word == word);
        let flag = flag.ok_or_else(|| format!("`{name}` takes no `{word}`\n\n{}", help()))?;
        flag.check(&mut words).map_err(|problem| format!("{problem}\n\n{}", help()))?;
    }
    Ok(bench)
}

/// Every benchmark with its words.
pub(crate) fn help() -> String {
    let mut lines = vec!["Usage: cargo xtask bench NAME [FLAGS]".to_owned()];
    for bench in &BENCHES {
        lines.push(format!("\n  {:8} {}", bench.name, bench.measures));
        for flag in bench.flags {
            lines.push(format!("    {:11} {}", flag.written(), flag.explained()));
        }
    }
    lines.join("\n") + "\n"
}

impl Flag {
    fn check<'a>(&self, words: &mut impl Iterator<Item = &'a str>) -> Result<(), String> {
        let mut value = || words.next().unwrap_or_default();
        match self.takes {
            Takes::Nothing => Ok(()),
            Takes::Number => match value().parse::<usize>() {
                Ok(1..) => Ok(()),
                _ => Err(format!("`{}` takes a number from 1", self.word)),
            },
            Takes::OneOf(known) if known.contains(&value()) => Ok(()),
            Takes::OneOf(known) => Err(format!("`{}` takes {}", self.word, known.join(", "))),
        }
    }

    fn written(&self) -> String {
        match self.takes {
            Takes::Nothing => self.word.to_owned(),
            Takes::Number => format!("{} N", self.word),
            Takes::OneOf(_) => format!("{} PART", self.word),
        }
    }

    fn explained(&self) -> String {
        match self.takes {
            Takes::OneOf(known) => format!("{}: {}", self.means, known.join(", ")),
            _ => self.means.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str) -> Result<&'static str, String> {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        checked(&words).map(|bench| bench.name)
    }

    #[test]
    fn words_that_a_benchmark_knows_are_taken() {
        for line in [
            "sync",
            "sync --calls 1000 --only speed",
            "query --alone",
            "query --growth --calls 5000",
            "export --only insights --rounds 1",
            "window --rounds 2",
        ] {
            assert_eq!(check(line), Ok(line.split(' ').next().unwrap_or_default()));
        }
    }

    #[test]
    fn all_other_words_are_refused_with_the_list_of_those_there_are() {
        for line in [
            "",
            "speed",
            "query --fast",
            "query alone",
            "query --only sync",
            "sync --only everything",
            "sync --only",
            "sync --calls",
            "sync --calls many",
            "window --rounds 0",
        ] {
            let problem = check(line).expect_err(line);
            for flag in ["--alone", "--growth", "--only PART", "--rounds N", "--calls N"] {
                assert!(problem.contains(flag), "{line}: {problem}");
            }
        }
    }

    /// The benchmarks read their words themselves; here is what they read.
    #[test]
    fn every_benchmark_reads_exactly_the_flags_that_are_listed() {
        let folder = crate::paths::root().join("tests/bench");
        for bench in &BENCHES {
            let source = std::fs::read_to_string(folder.join(bench.name).with_extension("rs"));
            let source = source.expect(bench.name);
            let arms = source.lines().filter_map(|line| line.trim().strip_prefix("\"--"));
            let mut read: Vec<&str> =
                arms.filter_map(|arm| arm.split_once("\" =>")).map(|arm| arm.0).collect();
            read.retain(|word| *word != "bench");
            let mut listed: Vec<&str> =
                bench.flags.iter().filter_map(|flag| flag.word.strip_prefix("--")).collect();
            read.sort_unstable();
            listed.sort_unstable();
            assert_eq!(read, listed, "{}", bench.name);
        }
    }
}
