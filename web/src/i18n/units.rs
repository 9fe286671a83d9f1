//! Texts about units: where in an organisation somebody works, and what access is limited to.

shared::catalogue! {
    TITLE = "P-numre", "P numbers";
    LEAD = "Arbejdssteder, som brugere kan være tilknyttet, og som en adgang kan være begrænset til.", "Workplaces that users can belong to, and that access can be limited to.";
    NONE = "Der er ikke registreret P-numre. Adgange gælder for hele organisationen.", "No P numbers are registered. Access applies to the whole organisation.";
    KEEP = "Registrér eller ret P-numre", "Register or change P numbers";
    COLUMN_NAME = "Navn", "Name";
    COLUMN_CHANGE = "Ret", "Change";
    REGISTER = "Registrér P-nummer", "Register P number";
    REGISTER_LEAD = "Slå nummeret op i CVR, og kontrollér, at det er organisationens. Nummeret kan ikke ændres eller slettes bagefter.", "Look the number up in CVR and make sure that it is the organisation's. It cannot be changed or deleted afterwards.";
    NUMBER_HINT = "10 cifre", "10 digits";
    NUMBER_WRONG = "Skriv P-nummeret med 10 cifre", "Write the P number with 10 digits";
    NAME_LABEL = "Arbejdsstedets navn", "Name of the workplace";
    NAME_MISSING = "Skriv arbejdsstedets navn", "Write the name of the workplace";
    NAME_LONG = "Skriv højst 200 tegn", "Write at most 200 characters";
    RENAME = "Ret navn", "Change name";
    RENAME_OF = "Ret navnet på P-nummer {number}", "Change the name of P number {number}";
    REGISTERED_TOAST = "P-nummer {number} er registreret", "P number {number} has been registered";
    RENAMED_TOAST = "P-nummer {number} hedder nu {name}", "P number {number} is now called {name}";

    NAMED = "{name} (P-nummer {number})", "{name} (P number {number})";
    NUMBERED = "P-nummer {number}", "P number {number}";
    WITHIN = "{organisation}, kun P-nummer {number}", "{organisation}, P number {number} only";
    ONLY = "Kun P-nummer {number}", "P number {number} only";
    APPLIES_TO = "Gælder for", "Applies to";
    WHOLE_COMPANY = "Hele virksomheden", "The whole company";
    WHOLE = "Hele organisationen", "The whole organisation";
    WORKS_AT = "Arbejder på", "Works at";
    NO_UNIT = "Intet bestemt P-nummer", "No particular P number";
    LIMITED_LBA = "Du er lokal brugeransvarlig (LBA) for P-nummer {units}. Du kan kun handle for dem, der arbejder der, og for adgange, der er begrænset dertil. Resten tager en lokal brugeransvarlig for hele organisationen sig af.", "You are local user administrator (LBA) for P number {units}. You can only act for those who work there, and for access that is limited to it. A local user administrator of the whole organisation sees to the rest.";
    AND = "{first} og {last}", "{first} and {last}";
}
