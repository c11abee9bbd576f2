package org.odradek.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.odradek.app.AccountSide.until;

import javafx.scene.control.TextInputControl;

import org.junit.jupiter.api.Test;

import java.util.List;

/// Making an account in one window and signing in from another, with a real server on loopback between two profiles.
final class AccountWindowTest extends SidesOfAnAccount {
    @Test
    void givenTwoProfilesWithNotes_whenOneSignsUpAndTheOtherSignsIn_thenBothHaveAllNotes()
            throws Exception {
        try (var first = side("Laptop");
                var second = side("Desk PC")) {
            first.note(1, "Trip to Bergen");
            second.note(2, "Written before there was an account");

            first.ask("anna", PASSWORD, true);
            until(() -> first.shows("recoveryKey"));
            assertFalse(first.node("recoveryKey", TextInputControl.class).getText().isBlank());
            first.untilStatus("up-to-date");

            second.ask("anna", "not the password at all", false);
            until(() -> second.sentence().contains("password"));
            assertEquals(List.of("Written before there was an account"), second.titles());

            second.join("anna", PASSWORD, false);
            var all = List.of("Trip to Bergen", "Written before there was an account");
            until(() -> first.titles().equals(all) && second.titles().equals(all));
            second.untilStatus("up-to-date");
            assertEquals(
                    List.of(first.store().view().viewHash(), "Desk PC"),
                    List.of(
                            second.store().view().viewHash(),
                            second.store().profile().deviceName()));
        }
    }
}
