//! Several act at once: an organisation gets one first LBA, and an appointment ends once.

use acceptance::{Person, TestApp, both};
use brugeradm::db::schema::sessions;
use diesel::prelude::*;
use serde_json::json;
use shared::{
    lba_appointment::{AppointmentState, LbaAppointmentView},
    organisation::OrganisationView,
    problem::ProblemKind,
};

use super::{APPOINTMENTS, claim_path, decision, owner_and_employee, proposed};

/// Lets the person's login prove that they may represent their company.
async fn may_represent(app: &TestApp, person: &Person) {
    let id = person.me().await.user.id.to_string();
    diesel::update(sessions::table.filter(sessions::user_id.eq(id)))
        .set(sessions::may_represent.eq(true))
        .execute(&mut app.connection())
        .unwrap();
}

both! {
    async fn of_two_owners_at_once_exactly_one_becomes_lba_by_law(app: TestApp) {
        let (owner, partner) = owner_and_employee(&app).await;
        may_represent(&app, &partner).await;
        let (home, path) = claim_path(&owner).await;
        let body = json!({});
        let go = |who: &Person| {
            let (who, path, body) = (who.clone(), path.clone(), body.clone());
            async move { who.post(path, &body).await }
        };
        let (a, b, c, d) = tokio::join!(go(&owner), go(&partner), go(&owner), go(&partner));
        let replies = [a, b, c, d];
        let given = replies.iter().filter(|reply| reply.status == 201).count();
        assert_eq!(given, 1, "{replies:?}");
        for reply in replies.iter().filter(|reply| reply.status != 201) {
            reply.problem(ProblemKind::LbaExists);
        }
        let view: OrganisationView = owner.get(format!("/api/v1/organisations/{home}")).await.view();
        assert_eq!(view.lba_count, 1);
    }

    async fn an_appointment_that_is_confirmed_and_rejected_at_once_ends_once(app: TestApp) {
        let employee = app.login("ny-solo").await;
        let (first, second) = (app.login("support-1").await, app.login("support-2").await);
        for _ in 0..10 {
            let appointment = proposed(&first, &employee).await;
            let path = format!("{APPOINTMENTS}/{}", appointment.id);
            let (yes, no, back) = tokio::join!(
                second.send(decision(&appointment, "confirmation")),
                second.send(decision(&appointment, "rejection")),
                first.send(decision(&appointment, "withdrawal")),
            );
            let replies = [yes, no, back];
            assert_eq!(replies.iter().filter(|reply| reply.status == 200).count(), 1, "{replies:?}");
            let ended: LbaAppointmentView = second.get(path).await.view();
            let is_lba = !employee.me().await.administers.is_empty();
            assert_eq!(is_lba, ended.state == AppointmentState::Confirmed);
            if is_lba {
                break;
            }
        }
    }

    async fn of_an_owner_and_an_appointment_at_once_one_makes_the_first_lba(app: TestApp) {
        let (owner, employee) = owner_and_employee(&app).await;
        let (first, second) = (app.login("support-1").await, app.login("support-2").await);
        let appointment = proposed(&first, &employee).await;
        let (home, path) = claim_path(&owner).await;
        let body = json!({});
        let (law, two) = tokio::join!(
            owner.post(path, &body),
            second.send(decision(&appointment, "confirmation")),
        );
        assert!((law.status == 201) ^ (two.status == 200), "{law:?} {two:?}");
        let view: OrganisationView = owner.get(format!("/api/v1/organisations/{home}")).await.view();
        assert_eq!(view.lba_count, 1);
    }
}
