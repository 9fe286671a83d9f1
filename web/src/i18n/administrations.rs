//! Texts about the two modules and moves between them.

shared::catalogue! {
    TITLE = "Skift af modul", "Change of module";
    LEAD = "Her flyttes en slags organisationer fra Arbejdsmarkedsportalen til STAR Brugeradministration. Ingen får eller mister en rolle ved det.", "Here a kind of organisation is moved from Arbejdsmarkedsportalen to STAR User Administration. Nobody gains or loses a role by it.";
    MODULES = "Modulerne i dag", "The modules today";
    KIND = "Slags organisation", "Kind of organisation";
    MODULE = "Modul", "Module";
    SINCE = "Siden", "Since";
    NUMBER = "Antal", "Number";
    ACTION = "Handling", "Action";
    REHEARSE = "Gennemgå skift", "Rehearse the move";
    REHEARSE_OF = "for {kind}", "of {kind}";
    REHEARSAL_REASON = "Gennemgang før skift af modul", "Rehearsal before a change of module";
    NOTHING_TO_DO = "Intet at gøre", "Nothing to do";

    REPORT = "Gennemgang: {kind}", "Rehearsal: {kind}";
    REPORT_LEAD = "Intet er flyttet endnu. Sådan ville det gå, hvis {kind} flyttede til {module} nu.", "Nothing has been moved yet. This is what would happen if {kind} moved to {module} now.";
    ORGANISATIONS = "Organisationer", "Organisations";
    USERS = "Brugere", "Users";
    GRANTS = "Roller i kraft eller på vej", "Roles in effect or to come";
    REQUESTS = "Åbne anmodninger", "Open requests";
    LBAS = "LBA'er", "LBAs";
    CARE = "Bemærk", "Mind";
    RIGHTS = "Rettigheder", "Rights";
    RIGHTS_EQUAL = "Alle {n} rettigheder er nøjagtig de samme før og efter.", "All {n} rights are exactly the same before and after.";
    DIGEST = "Kontrolsum", "Digest";
    CARE_TITLE = "Det kræver opmærksomhed", "This wants attention";
    CARE_COUNT = "{n} organisationer.", "{n} organisations.";
    CARE_COUNT_ONE = "1 organisation.", "1 organisation.";
    NO_CARE = "Intet kræver opmærksomhed.", "Nothing wants attention.";
    SHOW_ORGANISATIONS = "Vis organisationerne", "Show the organisations";
    NO_LBA = "Ingen LBA", "No LBA";
    WITHOUT_IDENTITY = "Brugere uden erhvervsidentitet", "Users without a professional identity";
    NO_RULE = "Roller uden regel", "Roles without a rule";
    PARENT_ELSEWHERE = "Beslægtet organisation i det andet modul", "Related organisation in the other module";
    NOT_IN_USE = "Ude af brug", "Out of use";

    MOVE = "Flyt {kind} til {module}", "Move {kind} to {module}";
    MOVE_EFFECT = "{n} organisationer flytter på én gang. De lokale brugeransvarlige kan læse det i deres adgangslog, og Arbejdsmarkedsportalen afviser derefter ændringer for dem. Skiftet kan rulles tilbage.", "{n} organisations move at once. Their LBAs can read it in their access log, and Arbejdsmarkedsportalen then refuses changes for them. The move can be reversed.";
    MOVE_CONFIRM = "Flyt nu", "Move now";
    MOVED_TOAST = "{kind} administreres nu i {module}", "{kind} are now administered in {module}";

    HISTORY = "Tidligere skift", "Earlier moves";
    HISTORY_EMPTY = "Ingen skift endnu", "No moves yet";
    HISTORY_EMPTY_HINT = "Når en slags organisationer er flyttet, står det her med begrundelse og tal.", "Once a kind of organisation has been moved, it stands here with the reason and the numbers.";
    WHEN = "Tidspunkt", "When";
    WHAT = "Skift", "Move";
    WHAT_TEXT = "{kind} til {module}", "{kind} to {module}";
    BY = "Af", "By";
    WHY = "Begrundelse", "Reason";
    STATE = "Status", "Status";
    IN_FORCE = "I kraft", "In force";
    REVERSED = "Rullet tilbage", "Reversed";
    REVERSAL = "Tilbagerulning", "Reversal";
    REVERSE = "Rul tilbage", "Reverse";
    REVERSE_TITLE = "Rul skiftet af {kind} tilbage?", "Reverse the move of {kind}?";
    REVERSE_EFFECT = "{kind} administreres igen i {module}. Alt, der er givet og afgjort siden skiftet, bliver stående.", "{kind} are administered in {module} again. Everything granted and decided since the move stays.";
    REVERSED_TOAST = "Skiftet er rullet tilbage", "The move has been reversed";

    ELSEWHERE_TITLE = "{kind} administreres nu i {module}", "{kind} are now administered in {module}";
    ELSEWHERE_TEXT = "Jeres organisation er flyttet, siden du åbnede siden. Det, du sendte, er ikke gemt. Alle roller er de samme, og det, du har skrevet, er her stadig: Gå videre, og send det igen.", "Your organisation has moved since you opened the page. What you sent was not saved. All roles are the same, and what you wrote is still here: go on, and send it again.";
    ELSEWHERE_GO = "Gå til {module}", "Go to {module}";
}
