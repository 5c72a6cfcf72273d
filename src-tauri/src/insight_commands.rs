//! The commands of the insights screen: its figures, and its charts as files.

use offhook_engine::{Error, InsightOptions, InsightUnit, Insights, Phones, save_beside_others};
use offhook_model::RawFilter;
use serde::Serialize;
use serde_json::Value;
use tauri::ipc::Response;
use tauri::{AppHandle, Manager};

use crate::calendar;
use crate::commands::{Answer, Shared, on_worker};
use crate::wire::{self, ErrorBody, Picture};

/// The figures with what the window needs to show them.
#[derive(Serialize)]
pub(crate) struct ShownFigures {
    #[serde(flatten)]
    figures: Insights,
    phones: Phones,
}

impl ShownFigures {
    pub(crate) fn of(figures: Insights) -> Self {
        let mut phones = Phones::default();
        figures.numbers.iter().for_each(|figures| phones.add(&figures.number));
        Self { figures, phones }
    }
}

/// All figures of the calls that match, as the text that they serialize to.
#[tauri::command]
pub(crate) async fn insights(
    host: Shared<'_>,
    body: Value,
    options: wire::InsightOptions,
) -> Answer<Response> {
    let text = on_worker(host, move |host| {
        let raw = RawFilter::from_body(body).map_err(Error::from)?;
        let calendar = calendar::of(&options.zone)?;
        let unit = options.unit.map(InsightUnit::from);
        let figures =
            host.profile()?.insights(&raw, InsightOptions { calendar: &*calendar, unit })?;
        serde_json::to_string(&ShownFigures::of(figures)).map_err(ErrorBody::internal)
    })
    .await?;
    Ok(Response::new(text))
}

/// Writes a chart to the downloads, or the home folder where there are none, beside what is there;
/// answers with the file's path.
#[tauri::command]
pub(crate) async fn save_picture(
    app: AppHandle,
    host: Shared<'_>,
    picture: Picture,
) -> Answer<String> {
    on_worker(host, move |host| {
        let path = app.path();
        let folder =
            path.download_dir().or_else(|_| path.home_dir()).map_err(ErrorBody::internal)?;
        let saved = save_beside_others(&folder, &picture.name, &picture.content)?;
        host.exporting.note_written(&saved);
        Ok::<_, ErrorBody>(saved.display().to_string())
    })
    .await
}
