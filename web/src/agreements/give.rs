//! *Giv en rolle efter aftalen*: to one of the provider's staff, named by e-mail address.

use leptos::prelude::*;
use shared::{
    agreement::{AgreementView, NewAgreementGrant},
    id::AgreementId,
    language::Language,
    organisation::OrganisationKind,
    role::{GrantTarget, RoleView},
    role_grant::RoleGrantView,
    session::Action,
    text::EmailAddress,
};

use crate::{
    i18n::{agreements as text, fill, language, tr},
    remote::{Paged, Remote},
    session::Session,
    ui::{
        actions,
        button::{Button, Weight},
        field::{Choices, DateField, DateParts, TextField},
        reason::{AskReason, ReasonDialog},
        states::part_of,
        toast::Toasts,
    },
};

/// Names that the fields have in what is sent.
const EMAIL: &str = "email";
const ROLE: &str = "role";
const UNTIL: &str = "valid_until";

/// What is typed.
#[derive(Clone, Copy)]
struct Typed {
    email: RwSignal<String>,
    role: RwSignal<String>,
    until: DateParts,
    ask: AskReason,
}

impl Typed {
    fn new() -> Self {
        Self {
            email: RwSignal::new(String::new()),
            role: RwSignal::new(String::new()),
            until: DateParts::new(None),
            ask: AskReason::new(),
        }
    }

    /// What is sent, when it can be understood; else says what is wrong.
    fn read(self, reason: String) -> Option<NewAgreementGrant> {
        let email = self
            .email
            .with_untracked(|typed| EmailAddress::parse(typed));
        let role = self.role.get_untracked();
        let until = self.until.end_of_day();
        let mut wrong = Vec::new();
        if email.is_err() {
            wrong.push((EMAIL, tr(text::EMAIL_WRONG).to_owned()));
        }
        if role.is_empty() {
            wrong.push((ROLE, tr(text::ROLE_MISSING).to_owned()));
        }
        if let Err(words) = &until {
            wrong.push((UNTIL, words.clone()));
        }
        self.ask.errors.show(wrong).then_some(())?;
        Some(NewAgreementGrant {
            email: email.ok()?.into_string(),
            role,
            valid_from: None,
            valid_until: until.ok()?,
            reason,
            case_reference: None,
        })
    }

    fn forget(self) {
        self.ask.finish();
        self.email.set(String::new());
        self.role.set(String::new());
        self.until.clear();
    }
}

/// The button with its dialog, for those whom the server lets.
pub(super) fn giving(
    found: &AgreementView,
    holders: Paged<RoleGrantView>,
) -> Option<impl IntoView + use<>> {
    actions::allows(&found.allowed_actions, Action::GrantRole).then(|| {
        let (typed, roles) = (Typed::new(), roles());
        let words = [
            ("provider", found.provider.name.as_str()),
            ("principal", &found.principal.name),
        ];
        view! {
            <div class="buttons">
                <Button
                    label=tr(text::GIVE)
                    weight=Weight::Primary
                    on_press=typed.ask.opener()
                />
            </div>
            <ReasonDialog
                ask=typed.ask
                id="give-heading"
                title=tr(text::GIVE).to_owned()
                effect=fill(text::GIVE_EFFECT, &words)
                confirm=tr(text::GIVE_CONFIRM)
                act=sending(found.id, typed, holders)
            >
                {fields(typed, roles)}
            </ReasonDialog>
        }
    })
}

/// The roles that may be held under an agreement.
fn roles() -> Remote<Vec<RoleView>> {
    let session = Session::current();
    Remote::new(move || {
        let api = session.api();
        async move {
            let mut all = api.list_roles().await?.items;
            all.retain(under_agreement);
            Ok(all)
        }
    })
}

fn under_agreement(role: &RoleView) -> bool {
    role.rules.iter().any(|rule| {
        rule.holder_kind == OrganisationKind::AndenAktoer && rule.target == GrantTarget::Agreement
    })
}

fn fields(typed: Typed, roles: Remote<Vec<RoleView>>) -> impl IntoView {
    let errors = typed.ask.errors;
    view! {
        <TextField
            id=EMAIL
            label=tr(text::EMAIL)
            hint=tr(text::EMAIL_HINT)
            value=typed.email
            error=errors.of(EMAIL)
        />
        {part_of(
            roles,
            move |all| {
                view! {
                    <Choices
                        id=ROLE
                        legend=tr(text::COLUMN_ROLE)
                        options=all.iter().map(choice).collect()
                        value=typed.role
                        error=errors.of(ROLE)
                    />
                }
                    .into_any()
            },
        )}
        <DateField
            id=UNTIL
            legend=tr(text::GIVE_UNTIL)
            hint=tr(text::GIVE_UNTIL_HINT)
            optional=true
            value=typed.until
            error=errors.of(UNTIL)
        />
    }
}

fn choice(role: &RoleView) -> (String, AnyView) {
    let name = match language() {
        Language::Da => &role.name_da,
        Language::En => &role.name_en,
    };
    let shown = view! {
        {name.clone()}
        " "
        <code class="role-key">{role.key.clone()}</code>
    };
    (role.key.clone(), shown.into_any())
}

fn sending(id: AgreementId, typed: Typed, holders: Paged<RoleGrantView>) -> Callback<String> {
    let (session, toasts) = (Session::current(), Toasts::current());
    Callback::new(move |reason: String| {
        let Some(new) = typed.read(reason) else {
            return;
        };
        let (api, key) = (session.api(), typed.ask.sending.key());
        let act = async move { api.grant_under_agreement(id, &new, &key).await };
        typed.ask.sending.send(typed.ask.errors, act, move |made| {
            typed.forget();
            toasts.show(fill(text::GIVEN_TOAST, &[("name", &made.user.name)]));
            holders.reload();
        });
    })
}
