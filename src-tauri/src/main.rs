//! scaffold
#[cfg(test)]
mod bindings;
mod wire;
use tauri::WebviewWindowBuilder;
fn main() {
    tauri::Builder::default()
        .setup(|app| {
            let config = &app.config().app.windows[0];
            WebviewWindowBuilder::from_config(app, config)?.build()?;
            Ok(())
        })
        .run(tauri::generate_context!())
        .unwrap();
}
