//! Texts about an organisation.

shared::catalogue! {
    FACTS = "Oplysninger", "Facts";
    KIND = "Type", "Type";
    KOMMUNEKODE = "Kommunekode", "Municipality code";
    MODULE = "Brugere administreres i", "Users are administered in";
    SINCE = "Registreret", "Registered";
    LBAS = "Lokale brugeransvarlige (LBA)", "Local user administrators (LBA)";
    LBAS_LEAD = "De kan give og fratage adgange og afgøre anmodninger i organisationen.", "They can grant and revoke access and decide requests in the organisation.";
    LBAS_UNNAMED = "Jeres lokale brugeransvarlige ({n}) har valgt, at deres navne ikke vises for medarbejderne.", "Your local user administrators ({n}) have chosen not to show their names to the staff.";
    CHOICES = "Hvad medarbejderne får at vide", "What the staff are told";
    NAMES_SHOWN = "Når nogen anmoder om adgang, kan de se navnene på de lokale brugeransvarlige, der kan afgøre anmodningen.", "Whoever asks for access can see the names of the local user administrators who can decide the request.";
    NAMES_HIDDEN = "Når nogen anmoder om adgang, kan de kun se, hvor mange lokale brugeransvarlige der kan afgøre anmodningen. Hvem der har behandlet den, står der stadig.", "Whoever asks for access can only see how many local user administrators can decide the request. Who has handled it is still shown.";
    HIDE_NAMES = "Vis kun antallet", "Show only the number";
    SHOW_NAMES = "Vis navnene", "Show the names";
    NAMES_NOW_SHOWN = "Navnene vises nu for medarbejderne.", "The names are now shown to the staff.";
    NAMES_NOW_HIDDEN = "Medarbejderne ser nu kun antallet.", "The staff now see only the number.";
    ONE_LBA = "Der er kun én lokal brugeransvarlig. Bliver vedkommende syg eller stopper, går anmodninger til Landssupporten. Udpeg mindst én mere.", "There is only one local user administrator. If that person falls ill or leaves, requests go to Landssupporten. Appoint at least one more.";
    NO_LBA = "Der er ingen lokal brugeransvarlig. Anmodninger går til Landssupporten.", "There is no local user administrator. Requests go to Landssupporten.";
}
