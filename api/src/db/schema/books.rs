//! The tables of logins under way, of programs, and of keys.

diesel::table! {
    login_attempts (state_hash) {
        state_hash -> Text,
        browser_hash -> Text,
        issuer -> Text,
        nonce -> Text,
        pkce_verifier -> Text,
        return_to -> Text,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    used_logout_tokens (issuer, jti) {
        issuer -> Text,
        jti -> Text,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    clients (id) {
        id -> Text,
        name -> Text,
        secret_hash -> Text,
        scopes -> Text,
        organisation_id -> Nullable<Text>,
        active -> Bool,
        created_at -> Timestamp,
    }
}

diesel::table! {
    signing_keys (kid) {
        kid -> Text,
        private_pem -> Text,
        public_pem -> Text,
        created_at -> Timestamp,
        retired_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    idempotency_keys (caller, operation, key) {
        caller -> Text,
        operation -> Text,
        key -> Text,
        body_hash -> Text,
        status -> Integer,
        version -> Nullable<BigInt>,
        location -> Nullable<Text>,
        body -> Text,
        created_at -> Timestamp,
    }
}
