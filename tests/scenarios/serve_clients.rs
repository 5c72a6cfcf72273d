//! Programs of others against `offhook serve`: curl as the help shows it, and the JavaScript
//! client that scripts for the service are written with.

use std::process::Command;

use serde_json::{Value, json};

use crate::support::{Desk, Served, javascript, settled, start};

fn synced() -> Desk {
    let remote = start(settled(430));
    let desk = Desk::connected_to(&remote);
    assert_eq!(desk.sync()["complete"], true);
    desk
}

/// What curl prints; `None` where there is none.
fn curl(served: &Served, body: &str) -> Option<Value> {
    let authorization = format!("Authorization: Bearer {}", served.token);
    let output = Command::new("curl")
        .args(["--silent", "--noproxy", "*", &format!("{}/list-calls", served.endpoint)])
        .args(["-H", &authorization, "-H", "Content-Type: application/json", "-d", body])
        .output()
        .ok()?;
    assert!(output.status.success(), "{output:?}");
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

#[test]
fn curl_gets_the_answer_that_the_help_promises() {
    let desk = synced();
    let served = Served::of(&desk);
    let body = r#"{"status":"failed","limit":10}"#;
    let Some(answer) = curl(&served, body) else {
        eprintln!("left out: there is no curl here");
        return;
    };
    assert_eq!(answer, desk.list(&serde_json::from_str(body).unwrap()));
    let help = desk.run(&["help", "serve"]).assert_code(0).stdout;
    assert!(help.contains(body), "{help}");
    // curl waits for leave before it sends that much.
    let long = format!(r#"{{"x":"{}"}}"#, "x".repeat(100_000));
    assert_eq!(curl(&served, &long).unwrap()["total"], 430);
}

/// Every page of a filter, an error, and a call without a body, with the client's own words.
const SCRIPT: &str = r#"
import { FunctionsClient } from "@supabase/functions-js";
const [, endpoint, token] = process.argv;
const client = new FunctionsClient(endpoint, {
  headers: { Authorization: `Bearer ${token}`, apikey: "anything", "X-Client-Info": "test" },
});
const calls = [];
for (let more = true; more; ) {
  const body = { direction: "inbound", limit: 100, offset: calls.length };
  const { data, error } = await client.invoke("list-calls", { body });
  if (error) throw error;
  calls.push(...data.calls);
  more = data.has_more;
}
const { data: whole } = await client.invoke("list-calls");
const { error } = await client.invoke("list-calls", { body: { limit: 1000 } });
client.setAuth("wrong");
const { error: refused } = await client.invoke("list-calls", { body: {} });
const failure = async (error) => ({
  name: error.name, status: error.context.status, ...(await error.context.json()),
});
console.log(JSON.stringify({
  calls, whole, invalid: await failure(error), refused: await failure(refused),
}));
"#;

#[test]
fn the_services_own_javascript_client_pages_through_it_and_meets_its_errors() {
    let desk = synced();
    let served = Served::of(&desk);
    let told = javascript(SCRIPT, &[&served.endpoint, &served.token]);
    let inbound: Vec<Value> =
        desk.calls().into_iter().filter(|call| call["direction"] == "inbound").collect();
    assert!(inbound.len() > 100, "more than one page");
    assert_eq!(told["calls"], Value::from(inbound));
    assert_eq!(told["whole"], desk.list(&json!({})));
    let failure = |field: &str| {
        let told = &told[field];
        (told["name"].clone(), told["status"].clone(), told["error"]["code"].clone())
    };
    let http_error =
        |status: u16, code: &str| ("FunctionsHttpError".into(), status.into(), code.into());
    assert_eq!(failure("invalid"), http_error(400, "invalid_filter"));
    assert_eq!(failure("refused"), http_error(401, "unauthorized"));
}
