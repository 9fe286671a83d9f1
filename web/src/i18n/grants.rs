//! Texts about accesses that people have.

shared::catalogue! {
    MINE_TITLE = "Mine adgange", "My access";
    MINE_LEAD = "De roller, du har i dag, og hvem der har givet dig dem.", "The roles you hold today, and who gave them to you.";
    MINE_EMPTY = "Du har ingen adgange", "You have no access";
    MINE_EMPTY_HINT = "Når en lokal brugeransvarlig har givet dig en adgang, kan du se den her.", "Once a local user administrator has given you access, you can see it here.";
    COLUMN_ACCESS = "Adgang", "Access";
    COLUMN_FROM = "Givet", "Given";
    COLUMN_PERIOD = "Periode", "Period";
    ENDED = "Tidligere adgange", "Earlier access";
    IN_EFFECT = "Gælder", "In effect";
    NOT_BEGUN = "Ikke begyndt", "Not begun";
    OVER = "Udløbet", "Expired";
    ON_HOLD = "Gælder ikke nu", "Not in effect now";
    REVOKED = "Frataget", "Revoked";
    REVOKED_BY = "Frataget af {by} den {at}: {reason}", "Revoked by {by} on {at}: {reason}";
    SOON_OVER = "Slutter om {n} dage", "Ends in {n} days";
    SOON_OVER_ONE = "Slutter om 1 dag", "Ends in 1 day";
    PERIOD_OPEN = "Fra {from}", "From {from}";
    PERIOD = "{from} til og med {until}", "{from} until and including {until}";
}
