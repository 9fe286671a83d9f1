//! JobAG's door, over a real provider.

use std::sync::atomic::Ordering;

use mitid_erhverv_simulator::{Fault, identities::professional_uuid};
use url::Url;

use crate::{demo::Demo, support::cookie};

#[tokio::test]
async fn the_door_says_what_it_is_and_leads_to_the_login() {
    let demo = Demo::new().await;
    let page = demo.page("").await;
    assert!(page.contains("<h1>Jobnet for Arbejdsgivere (demo)</h1>"));
    assert!(page.contains("href=\"/jobag/login\">Log ind med MitID Erhverv</a>"));
    let hinted = demo.get("/jobag?login_hint=ny-fjord", "").await;
    assert!(
        hinted
            .text()
            .await
            .unwrap()
            .contains("/jobag/login?login_hint=ny-fjord")
    );
}

#[tokio::test]
async fn access_is_asked_about_at_every_view() {
    let demo = Demo::new().await;
    let cookie = demo.log_in("bruger-nordisk").await;
    demo.api.allows.store(true, Ordering::SeqCst);
    let page = demo.page(&cookie).await;
    assert!(page.contains("<h1>Du er logget ind i Jobnet for Arbejdsgivere</h1>"));
    assert!(page.contains("Mette Lund") && page.contains("Nordisk Byg A/S"));
    let uuid = professional_uuid::BRUGER_NORDISK;
    let expected = format!("CVR:30100107-UUID:{uuid}");
    assert_eq!(*demo.api.last_subject.lock().unwrap(), expected);

    demo.api.allows.store(false, Ordering::SeqCst);
    let page = demo.page(&cookie).await;
    assert!(page.contains("<h1>Du har ikke adgang endnu</h1>"));
    assert!(page.contains(
        "href=\"/auth/login?return_to=%2Fanmod%3Frolle%3DJobAG.Virksomhedsbruger\
         %26tilbage%3D%252Fjobag&amp;login_hint=bruger-nordisk\">Anmod om adgang</a>"
    ));
    assert_eq!(demo.api.tokens_given.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_program_token_that_is_refused_is_fetched_anew() {
    let demo = Demo::new().await;
    demo.api.allows.store(true, Ordering::SeqCst);
    let cookie = demo.log_in("bruger-nordisk").await;
    demo.page(&cookie).await;
    demo.api.forgets_tokens.store(true, Ordering::SeqCst);
    assert!(demo.page(&cookie).await.contains("Du er logget ind i"));
    assert_eq!(demo.api.tokens_given.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_brugeradministration_out_of_reach_lets_nobody_in_and_keeps_the_login() {
    let demo = Demo::new().await;
    demo.api.allows.store(true, Ordering::SeqCst);
    let cookie = demo.log_in("bruger-nordisk").await;
    demo.api.is_down.store(true, Ordering::SeqCst);
    let answer = demo.get("/jobag", &cookie).await;
    assert_eq!(answer.status(), 503);
    let page = answer.text().await.unwrap();
    assert!(page.contains("Din adgang kan ikke kontrolleres lige nu"));
    demo.api.is_down.store(false, Ordering::SeqCst);
    assert!(demo.page(&cookie).await.contains("Du er logget ind i"));
}

#[tokio::test]
async fn whoever_cannot_be_asked_about_is_told_why() {
    let demo = Demo::new().await;
    demo.api.allows.store(true, Ordering::SeqCst);
    for (key, said) in [
        ("privat", "Log ind for en virksomhed"),
        ("uden-cvr", "Log ind for en virksomhed"),
        ("lav-nordisk", "Log ind på en mere sikker måde"),
    ] {
        let cookie = demo.log_in(key).await;
        assert!(demo.page(&cookie).await.contains(said), "{key}");
    }
    assert_eq!(demo.api.tokens_given.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn a_login_that_does_not_hold_is_refused() {
    let demo = Demo::new().await;
    for fault in [
        Fault::WrongIssuer,
        Fault::WrongAudience,
        Fault::WrongNonce,
        Fault::MissingNonce,
        Fault::BadSignature,
        Fault::UnknownKey,
        Fault::ExpiredIdToken,
        Fault::AlgNone,
        Fault::HmacWithPublicKey,
        Fault::TokenEndpointDown,
        Fault::MissingIdToken,
        Fault::KeysDown,
        Fault::WrongState,
        Fault::WrongCallbackIssuer,
    ] {
        demo.simulator.set_fault(Some(fault));
        let answer = demo.come_back("/jobag/login?login_hint=lba-nordisk").await;
        assert_eq!(answer.status(), 400, "{fault:?}");
        assert!(answer.headers().get("set-cookie").is_none());
        let page = answer.text().await.unwrap();
        assert!(page.contains("Du blev ikke logget ind"));
    }
}

#[tokio::test]
async fn a_callback_counts_once_and_in_its_own_browser_only() {
    let demo = Demo::new().await;
    let begun = demo.get("/jobag/login?login_hint=lba-nordisk", "").await;
    let login = cookie(&begun);
    let provider = begun.headers()["location"].to_str().unwrap();
    let sent_back = demo.http.get(provider).send().await.unwrap();
    let callback = sent_back.headers()["location"].to_str().unwrap();
    assert_eq!(demo.get(callback, "").await.status(), 400);
    assert_eq!(demo.get(callback, &login).await.status(), 303);
    assert_eq!(demo.get(callback, &login).await.status(), 400);
}

#[tokio::test]
async fn a_cancelled_login_is_no_error() {
    let demo = Demo::new().await;
    let begun = demo.get("/jobag/login", "").await;
    let mut provider = Url::parse(begun.headers()["location"].to_str().unwrap()).unwrap();
    provider.query_pairs_mut().append_pair("cancel", "1");
    let sent_back = demo.http.get(provider).send().await.unwrap();
    let callback = sent_back.headers()["location"].to_str().unwrap();
    let answer = demo.get(callback, &cookie(&begun)).await;
    assert_eq!(answer.status(), 200);
    assert!(
        answer
            .text()
            .await
            .unwrap()
            .contains("Du er ikke logget ind")
    );
}

#[tokio::test]
async fn cookies_are_kept_from_scripts_and_other_sites() {
    let demo = Demo::new().await;
    let answer = demo.come_back("/jobag/login?login_hint=lba-nordisk").await;
    let set = answer.headers()["set-cookie"].to_str().unwrap();
    assert!(set.starts_with("jobag_session="));
    for word in ["HttpOnly", "SameSite=Lax", "Path=/jobag"] {
        assert!(set.contains(word), "{set}");
    }
}

#[tokio::test]
async fn logging_off_ends_the_session_here_and_at_the_provider() {
    let demo = Demo::new().await;
    let cookie = demo.log_in("lba-nordisk").await;
    let url = format!("{}/jobag/logout", demo.base);
    let sent = demo.http.post(url).header("cookie", &cookie);
    let answer = sent.send().await.unwrap();
    let provider = answer.headers()["location"].to_str().unwrap();
    assert!(provider.starts_with(demo.simulator.issuer()));
    assert!(
        demo.page(&cookie)
            .await
            .contains("Log ind med MitID Erhverv")
    );

    let away = demo.http.get(provider).send().await.unwrap();
    assert_eq!(away.headers()["location"], format!("{}/jobag", demo.base));
    assert_eq!(demo.simulator.end_session("lba-nordisk").await, 0);
}

#[tokio::test]
async fn a_logout_at_the_provider_ends_the_session_here_unless_its_token_is_false() {
    let demo = Demo::new().await;
    demo.api.allows.store(true, Ordering::SeqCst);
    let cookie = demo.log_in("lba-nordisk").await;
    for fault in [Fault::BadSignature, Fault::AlgNone, Fault::WrongAudience] {
        let other = demo.log_in("lba-fjord").await;
        demo.simulator.set_fault(Some(fault));
        assert_eq!(
            demo.simulator.end_session("lba-fjord").await,
            0,
            "{fault:?}"
        );
        demo.simulator.set_fault(None);
        assert!(demo.page(&other).await.contains("Du er logget ind i"));
    }
    assert_eq!(demo.simulator.end_session("lba-nordisk").await, 1);
    assert!(
        demo.page(&cookie)
            .await
            .contains("Log ind med MitID Erhverv")
    );
}

#[tokio::test]
async fn an_id_token_ends_no_session() {
    let demo = Demo::new().await;
    demo.api.allows.store(true, Ordering::SeqCst);
    let cookie = demo.log_in("lba-nordisk").await;
    let id_token = demo.id_token("lba-nordisk").await;
    for token in [id_token.as_str(), "a.b.c", ""] {
        let url = format!("{}/jobag/backchannel-logout", demo.base);
        let sent = demo.http.post(url).form(&[("logout_token", token)]);
        assert_eq!(sent.send().await.unwrap().status(), 400);
    }
    assert!(demo.page(&cookie).await.contains("Du er logget ind i"));
}

#[tokio::test]
async fn names_from_the_login_are_escaped() {
    let demo = Demo::new().await;
    let cookie = demo.log_in("odd").await;
    for allows in [true, false] {
        demo.api.allows.store(allows, Ordering::SeqCst);
        let page = demo.page(&cookie).await;
        assert!(page.contains("&lt;b&gt;Odd&lt;/b&gt;"));
        assert!(!page.contains("<b>"));
    }
    let hinted = demo.get("/jobag?login_hint=%22%3E%3Cscript%3E", "").await;
    assert!(!hinted.text().await.unwrap().contains("<script"));
}
