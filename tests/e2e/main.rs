//! scratch
use offhook_tests::window::Window;
use std::time::Duration;
#[tokio::test]
#[ignore = "x"]
async fn opens() {
    let window = Window::open(&[]).await;
    window.tell("opens", Duration::from_secs(60), |window| async move {
        window.screenshot("opens").await;
        println!("{}", window.run("return document.documentElement.outerHTML + location.href", vec![]).await);
    }).await;
}
