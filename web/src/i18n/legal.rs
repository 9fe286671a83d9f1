//! Texts of the pages that are for everyone: refused logins, accessibility, privacy, cookies.

shared::catalogue! {
    NOT_CREATED_TITLE = "Du er ikke oprettet endnu", "You have not been created yet";
    NOT_CREATED_HINT = "Bed den lokale brugeransvarlige (LBA) i din kommune eller a-kasse om at oprette dig som bruger. Log derefter ind igen. Ved du ikke, hvem det er, så spørg din leder.", "Ask the local user administrator (LBA) in your municipality or unemployment fund to create you as a user. Then log in again. If you do not know who that is, ask your manager.";
    PRIVATE_TITLE = "Brug MitID Erhverv", "Use MitID Erhverv";
    PRIVATE_HINT = "Her handler du altid på vegne af en organisation. Log ind igen, og vælg den organisation, du arbejder for, i stedet for dig selv.", "Here you always act on behalf of an organisation. Log in again and choose the organisation you work for instead of yourself.";
    WEAK_TITLE = "Dit login er ikke sikkert nok", "Your login is not strong enough";
    WEAK_HINT = "Log ind igen med MitID-appen, MitID kodeviser eller MitID chip. Adgangskode alene er ikke nok.", "Log in again with the MitID app, the MitID code display or the MitID chip. A password alone is not enough.";
    NO_CVR_TITLE = "Vi kan ikke se, hvor du arbejder", "We cannot see where you work";
    NO_CVR_HINT = "Din bruger i MitID Erhverv mangler organisationens CVR-nummer. Kontakt din organisations administrator i MitID Erhverv.", "Your MitID Erhverv user lacks the organisation's CVR number. Contact your organisation's MitID Erhverv administrator.";
    INACTIVE_TITLE = "Din bruger er ikke aktiv", "Your user is not active";
    INACTIVE_HINT = "Kontakt den lokale brugeransvarlige (LBA) i din organisation, hvis du skal bruge adgangen igen. Landssupporten kan ikke genaktivere brugere for en organisation, der har en LBA.", "Contact the local user administrator (LBA) in your organisation if you need access again.";
    EXPIRED_TITLE = "Login blev ikke gennemført", "The login was not completed";
    EXPIRED_HINT = "Det kan skyldes, at du annullerede, ventede for længe eller gik tilbage i browseren. Intet er ændret.", "You may have cancelled, waited too long or gone back in the browser. Nothing was changed.";
    REJECTED_TITLE = "Login kunne ikke godkendes", "The login could not be accepted";
    REJECTED_HINT = "Prøv igen fra forsiden. Sker det flere gange, så kontakt support.", "Try again from the start page. If it happens several times, contact support.";
    UNAVAILABLE_TITLE = "MitID Erhverv svarer ikke", "MitID Erhverv does not answer";
    UNAVAILABLE_HINT = "Det er ikke dig, der har gjort noget forkert. Prøv igen om nogle minutter.", "You have done nothing wrong. Try again in a few minutes.";
    OTHER_TITLE = "Du blev ikke logget ind", "You were not logged in";
    OTHER_HINT = "Prøv igen. Hjælper det ikke, så kontakt support.", "Try again. If that does not help, contact support.";

    ACCESSIBILITY_TITLE = "Tilgængelighedserklæring", "Accessibility statement";
    ACCESSIBILITY_LEAD = "Brugeradministration skal kunne bruges af alle, også med tastatur, skærmlæser og forstørrelse.", "Everyone must be able to use User administration, also with a keyboard, a screen reader and magnification.";
    ACCESSIBILITY_AIM = "Siderne er bygget efter WCAG 2.2 på niveau AA og Det Fælles Designsystem. Hver side undersøges automatisk, hver gang løsningen ændres. Automatiske undersøgelser finder ikke alt, og en uvildig gennemgang er endnu ikke lavet.", "The pages are built to WCAG 2.2 at level AA and the common Danish design system. Every page is checked automatically each time the solution changes. Automatic checks do not find everything, and no independent review has been made yet.";
    ACCESSIBILITY_STATEMENT = "Den formelle tilgængelighedserklæring offentliggøres i Digitaliseringsstyrelsens WAS-Tool, når løsningen tages i brug.", "The formal accessibility statement will be published in the Danish Agency for Digital Government's WAS-Tool when the solution goes into use.";
    ACCESSIBILITY_CONTACT = "Møder du noget, du ikke kan bruge, så ring eller skriv til supporten. Fortæl, hvilken side det er, og hvad du ville gøre.", "If you meet something you cannot use, phone or write to support. Say which page it is and what you wanted to do.";
    KEYBOARD_TITLE = "Genveje med tastaturet", "Keyboard shortcuts";
    KEYBOARD_SEARCH = "/ flytter til søgefeltet på sider, der har et", "/ moves to the search field on pages that have one";
    KEYBOARD_CLOSE = "Esc lukker en dialog", "Esc closes a dialog";

    PRIVACY_TITLE = "Privatliv", "Privacy";
    PRIVACY_LEAD = "Styrelsen for Arbejdsmarked og Rekruttering (STAR) er dataansvarlig for de oplysninger, der behandles her.", "The Danish Agency for Labour Market and Recruitment (STAR) is the controller of the data handled here.";
    PRIVACY_WHAT_TITLE = "Hvilke oplysninger", "Which data";
    PRIVACY_WHAT = "Navn, e-mail, din organisation og dens CVR-nummer og det id, MitID Erhverv giver din bruger. Dertil dine roller, dine anmodninger og deres begrundelser. CPR-nummer bruges ikke.", "Name, e-mail, your organisation and its CVR number, and the id that MitID Erhverv gives your user. Also your roles, your requests and their reasons. CPR numbers are not used.";
    PRIVACY_WHY_TITLE = "Hvad de bruges til", "What they are used for";
    PRIVACY_WHY = "Til at afgøre og dokumentere, hvem der har adgang til hvad. Portaler som Jobnet for Arbejdsgivere spørger, om du har en bestemt rolle.", "To decide and document who has access to what. Portals such as Jobnet for Arbejdsgivere ask whether you hold a certain role.";
    PRIVACY_WHO_TITLE = "Hvem der kan se dem", "Who can see them";
    PRIVACY_WHO = "De lokale brugeransvarlige (LBA) i din egen organisation, Landssupporten og revisionen. Ændringer og afviste forsøg skrives i adgangsloggen.", "The local user administrators (LBA) in your own organisation, Landssupporten and the auditors. Changes and refused attempts are written to the access log.";
    PRIVACY_RIGHTS_TITLE = "Dine rettigheder", "Your rights";
    PRIVACY_RIGHTS = "Du kan bede om indsigt, berigtigelse, sletning og begrænsning og gøre indsigelse. Skriv til star@star.dk, eller til databeskyttelsesrådgiveren på dpo@bm.dk. Du kan klage til Datatilsynet på datatilsynet.dk.", "You can ask for access, rectification, erasure and restriction, and object. Write to star@star.dk, or to the data protection officer at dpo@bm.dk. You can complain to the Danish Data Protection Agency at datatilsynet.dk.";

    COOKIES_TITLE = "Cookies", "Cookies";
    COOKIES_LEAD = "Vi bruger kun cookies, der er nødvendige. Der er ingen statistik og ingen tredjeparter, og derfor beder vi ikke om samtykke.", "We only use cookies that are necessary. There are no statistics and no third parties, and so we do not ask for consent.";
    COOKIES_NAME = "Navn", "Name";
    COOKIES_PURPOSE = "Formål", "Purpose";
    COOKIES_LIFE = "Varighed", "Lifetime";
    COOKIES_SESSION = "Husker, at du er logget ind. Indeholder kun et tilfældigt nummer.", "Remembers that you are logged in. Holds only a random number.";
    COOKIES_SESSION_LIFE = "Til du logger af, eller til loginnet udløber", "Until you log out or the login expires";
    COOKIES_LANGUAGE = "Husker, om du har valgt dansk eller engelsk.", "Remembers whether you chose Danish or English.";
    COOKIES_LANGUAGE_LIFE = "1 år", "1 year";
    COOKIES_SESSION_NAME = "Logincookie (__Host-)", "Login cookie (__Host-)";
}
