//! scaffold
#[cfg(test)]
mod bindings;
mod wire;
fn main() {}
