//! Which live grants a changed role puts in breach.

use acceptance::{Person, both};
use serde_json::{Value, json};
use shared::{
    page::Page,
    role::{BreachKind, Breaches, RoleView},
    user::UserView,
};

use super::{JOBAG, LBA, change};
use crate::story::GRANTS;

async fn breaches(administrator: &Person, role: &str, body: &Value) -> Breaches {
    change(administrator, role, body)
        .await
        .view::<RoleView>()
        .breaches
        .unwrap()
}

fn kinds(breaches: &Breaches) -> Vec<(BreachKind, &str, Option<&str>)> {
    let told = breaches.items.iter().map(|breach| {
        let user = breach.user.as_ref().map(|user| user.name.as_str());
        (breach.kind, breach.organisation.name.as_str(), user)
    });
    told.collect()
}

/// What the demo's one holder of JobAG's role in Nordisk Byg is called.
const HOLDER: &str = "Mette Lund";

both! {
    async fn every_kind_of_breach_is_told_with_whom_and_why(app: TestApp) {
        let administrator = app.login("forvalter").await;
        let in_nordisk = |told: Breaches| {
            let mut told = told;
            told.items.retain(|breach| breach.organisation.name == "Nordisk Byg A/S");
            told
        };
        let rule = |target: &str| json!([{
            "holder_kind": "virksomhed", "target": target, "requestable_by_self": true,
            "requestable_by_lba": true, "granted_by": "lba", "revoked_by": "lba",
        }]);
        for (body, kind, why) in [
            (json!({ "rules": [] }), BreachKind::NoRule, "kan ikke tildeles"),
            (json!({ "rules": rule("umbrella") }), BreachKind::WrongPlace, "anden organisation"),
            (json!({ "rules": rule("own"), "requires": [LBA] }), BreachKind::LacksPrerequisite, "“Lokal brugeransvarlig (LBA)”"),
            (json!({ "requires": [], "max_duration_days": 30 }), BreachKind::TooLong, "længere tid"),
        ] {
            let told = in_nordisk(breaches(&administrator, JOBAG, &body).await);
            assert_eq!(kinds(&told), [(kind, "Nordisk Byg A/S", Some(HOLDER))], "{body}");
            let breach = &told.items[0];
            assert!(breach.reason.contains(why), "{breach:?}");
            assert!(breach.grant_id.is_some() && breach.role == JOBAG);
            assert!(told.count >= 1 && told.notice.contains("fratager ikke"));
        }
        let body = json!({ "max_duration_days": null, "min_holders": 2 });
        let told = in_nordisk(breaches(&administrator, JOBAG, &body).await);
        assert_eq!(kinds(&told), [(BreachKind::TooFewHolders, "Nordisk Byg A/S", None)]);
        assert!(told.items[0].reason.starts_with("1 har rollen, og mindst 2"), "{told:?}");
        let told = breaches(&administrator, JOBAG, &json!({ "min_holders": null })).await;
        assert_eq!(told.count, 0, "{told:?}");
        assert!(told.notice.contains("Ingen nuværende"));
        let told = breaches(&administrator, LBA, &json!({ "max_holders": 1 })).await;
        assert_eq!(kinds(&told), [(BreachKind::TooManyHolders, "Nordisk Byg A/S", None)]);
        assert!(told.items[0].reason.starts_with("2 har rollen, og højst 1"), "{told:?}");
    }

    async fn conflicts_are_told_by_whichever_role_is_changed(app: TestApp) {
        let (administrator, lba) = (app.login("forvalter").await, app.login("lba-nordisk").await);
        let other = app.login("lba2-nordisk").await.me().await.user;
        let giving = json!({
            "user_id": other.id, "role": JOBAG, "organisation_id": other.organisation.id,
            "reason": "Skal bruge adgangen i sit arbejde.",
        });
        assert_eq!(lba.post(GRANTS, &giving).await.status, 201);
        for (role, against) in [(JOBAG, LBA), (LBA, JOBAG)] {
            let told = breaches(&administrator, role, &json!({ "conflicts_with": [against] })).await;
            assert_eq!(kinds(&told), [(BreachKind::Conflict, "Nordisk Byg A/S", Some(other.name.as_str()))]);
            assert_eq!(told.items[0].role, role);
            let told = breaches(&administrator, role, &json!({ "conflicts_with": [] })).await;
            assert_eq!(told.count, 0);
        }
    }

    async fn a_role_that_comes_to_require_more_breaches_those_that_require_it_too(app: TestApp) {
        let (administrator, lba) = (app.login("forvalter").await, app.login("lba-nordisk").await);
        let users: Page<UserView> = lba.get("/api/v1/users?q=mette").await.view();
        let holder = &users.items[0];
        let extra = json!({
            "key": "Vitas.Bruger", "name_da": "Vitas", "name_en": "Vitas", "description_da": "Noget.",
            "description_en": "Something.", "requires": [JOBAG], "rules": [{
                "holder_kind": "virksomhed", "target": "own", "requestable_by_self": true,
                "requestable_by_lba": true, "granted_by": "lba", "revoked_by": "lba",
            }],
        });
        assert_eq!(administrator.post("/api/v1/roles", &extra).await.status, 201);
        let giving = json!({
            "user_id": holder.id, "role": "Vitas.Bruger", "organisation_id": holder.organisation.id,
            "reason": "Skal bruge adgangen i sit arbejde.",
        });
        assert_eq!(lba.post(GRANTS, &giving).await.status, 201);
        let told = breaches(&administrator, JOBAG, &json!({ "requires": [LBA] })).await;
        let mut roles: Vec<_> = told.items.iter().map(|breach| (breach.kind, breach.role.as_str())).collect();
        roles.dedup();
        assert!(roles.contains(&(BreachKind::LacksPrerequisite, "Vitas.Bruger")), "{told:?}");
        assert!(roles.contains(&(BreachKind::LacksPrerequisite, JOBAG)), "{told:?}");
    }

    async fn of_many_breaches_fifty_are_told_and_all_are_counted(app: TestApp) {
        let (administrator, lba) = (app.login("forvalter").await, app.login("lba-nordisk").await);
        let home = lba.me().await.user.organisation.id;
        for number in 0..55 {
            let body = json!({
                "name": format!("Bruger {number}"), "email": format!("bruger{number}@example.invalid"),
                "organisation_id": home,
            });
            let user: UserView = lba.post("/api/v1/users", &body).await.view();
            let giving = json!({
                "user_id": user.id, "role": JOBAG, "organisation_id": home,
                "reason": "Skal bruge adgangen i sit arbejde.",
            });
            assert_eq!(lba.post(GRANTS, &giving).await.status, 201);
        }
        let told = breaches(&administrator, JOBAG, &json!({ "max_duration_days": 10 })).await;
        assert_eq!(told.items.len(), 50);
        assert!(told.count >= 56, "{}", told.count);
    }
}
