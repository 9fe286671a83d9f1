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
    BY_AGREEMENT = "Efter aftale {reference}, senest til {until}", "Under agreement {reference}, until {until} at the latest";
    REVOKED_BY = "Frataget af {by} den {at}: {reason}", "Revoked by {by} on {at}: {reason}";
    SOON_OVER = "Slutter om {n} dage", "Ends in {n} days";
    SOON_OVER_ONE = "Slutter om 1 dag", "Ends in 1 day";
    EXTEND = "Forlæng", "Extend";
    EXTEND_TITLE = "Forlæng adgangen for {name}?", "Extend the access of {name}?";
    EXTEND_EFFECT = "{role} slutter nu den {until}. Adgangen fortsætter uden afbrydelse til den nye dato.", "{role} now ends on {until}. The access goes on without a break until the new date.";
    EXTEND_UNTIL = "Ny sidste dag", "New last day";
    EXTEND_UNTIL_HINT = "For eksempel 31 12 2027. Lad felterne stå tomme, hvis adgangen ikke skal slutte.", "For example 31 12 2027. Leave the fields empty if the access shall not end.";
    EXTENDED_TOAST = "{name} har nu {role} i længere tid.", "{name} now has {role} for longer.";
    ASK_LONGER = "Anmod om forlængelse", "Ask for an extension";
    EXPIRING_TITLE = "Adgange, der slutter inden for 30 dage", "Access that ends within 30 days";
    EXPIRING_NONE = "Ingen adgange slutter inden for 30 dage.", "No access ends within 30 days.";
    EXPIRING_ROW = "{role}, slutter {at}", "{role}, ends {at}";
    EXPIRING_MORE = "Der er flere. Find dem på brugernes egne sider.", "There are more. Find them on the users' own pages.";
    TASKS_TITLE = "Organisationer, der mister deres sidste LBA", "Organisations about to lose their last LBA";
    TASK_DUE = "Uden LBA siden {at}", "Without an LBA since {at}";
    TASK_AHEAD = "Uden LBA fra {at}", "Without an LBA from {at}";
    LBA_ENDS = "Den sidste lokale brugeransvarlige har kun rollen til {at}. Forlæng den, eller gør en anden til lokal brugeransvarlig inden da.", "The last local user administrator has the role only until {at}. Extend it, or make somebody else local user administrator before then.";
    PERIOD_OPEN = "Fra {from}", "From {from}";
    PERIOD = "{from} til og med {until}", "{from} until and including {until}";
}
