package org.odradek.sync.client;

import org.odradek.core.entry.EntryId;
import org.odradek.store.Store;
import org.odradek.sync.client.transport.CertificateFingerprint;

/// What only a person can decide or mend, each in one sentence.
final class PersonNeeded {
    static final Attempt REMOVED =
            mendedBySigningIn(
                    "This device was removed from the account. Nothing is lost here; sign in again"
                            + " to join it anew, with what was written here since.");

    static final Attempt ESTRANGED =
            mendedBySigningIn(
                    "The server lost what it knew of this device. Nothing is lost here; sign in"
                            + " again.");

    static final Attempt LACKS_KEY =
            mendedBySigningIn(
                    "This device lacks the account's newest key: until you sign in again, nothing"
                            + " is delivered from here, and a removed device could read what you"
                            + " write.");

    static final Attempt STORAGE_FULL = needed("The account's storage is full.");

    static final Attempt NOT_TAKEN =
            needed(
                    "The server no longer has this account and takes no new ones. Nothing is lost"
                            + " here; ask whoever runs it.");

    static final Attempt NEWER =
            needed("This account was changed by a newer Odradek; update to go on.");

    static final Attempt FORGED =
            needed(
                    "The server's answers don't fit what this account's devices wrote, so nothing"
                            + " was taken from it.");

    static final Attempt FORKED =
            mendedBySigningIn(
                    "The server has told your devices different histories. Nothing is lost on"
                            + " them; ask whoever runs it, then sign in again.");

    static final Attempt DIFFERS =
            needed(
                    "Another device shows the same edits differently; odradek doctor on both says"
                            + " which is right.");

    static final Attempt THIS_COPIED =
            mendedBySigningIn(
                    "Another copy of this profile writes under this device's name. Nothing is lost"
                            + " here; sign in again, and this one becomes a device of its own.");

    /// Its author's chain needs the entry, so that nothing goes past it.
    static final Attempt.NeedsPerson DAMAGED =
            needed(
                    "An edit is damaged on this device's disk; it and what follows it can't be"
                            + " delivered from here. odradek doctor names the damage, and an"
                            + " export brings what is only here to a new profile.");

    static final Attempt.NeedsPerson FAULT =
            needed(
                    "Odradek failed at delivering and fetching, and tries again. What you write is"
                            + " kept here; where this stays, start it anew.");

    private PersonNeeded() {}

    private static Attempt.NeedsPerson needed(String sentence) {
        return new Attempt.NeedsPerson(sentence, false);
    }

    private static Attempt mendedBySigningIn(String sentence) {
        return new Attempt.NeedsPerson(sentence, true);
    }

    /// Two write in the name of this entry's device.
    static Attempt copied(EntryId entry, Store store) {
        return entry.device().equals(store.profile().device())
                ? THIS_COPIED
                : byCopyOf(store.view().deviceName(entry.device()));
    }

    private static Attempt byCopyOf(String device) {
        return needed(
                "Two copies of “"
                        + device
                        + "” write under its name; sign in again on the one that asks for it.");
    }

    static Attempt byStranger(String device) {
        return needed(
                "The server lost what it knew of “"
                        + device
                        + "”. Nothing is lost; sign in again on that device.");
    }

    static Attempt byNewCertificate(CertificateFingerprint shown) {
        return needed(
                "The server shows a new certificate. Ask whoever runs it whether it is theirs: "
                        + shown
                        + ".");
    }
}
