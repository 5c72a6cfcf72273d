//! The shared harness of the tests across crates.
