package org.odradek.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import javafx.scene.control.Label;
import javafx.scene.control.TextArea;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.app.look.Png;
import org.odradek.app.status.LocalOnly;
import org.testfx.util.WaitForAsyncUtils;

import java.nio.file.Path;

/// The account panel before a server whose certificate nobody vouches for.
final class AccountPanelTest {
    @TempDir Path folder;

    @Test
    void givenACertificateOfItsOwn_whenThePersonTakesIt_thenTheSameIsAskedWithIt()
            throws Exception {
        var desk = new NoAccount();
        try (var ui = new WindowFixture(folder, new LocalOnly(), desk, null)) {
            ui.command("account");
            ui.fill("serverUrl", "https://notes.home:8443");
            ui.fill("userName", "ada");
            ui.fill("password", "correct horse battery staple");
            ui.click("accountSubmit");

            var shown = ui.node("certificateShown", TextArea.class);
            assertEquals(NoAccount.CERTIFICATE, shown.getText());
            Png.write(
                    WaitForAsyncUtils.waitForAsyncFx(
                            10_000, () -> ui.stage().getScene().snapshot(null)),
                    Path.of("target", "pictures", "account-certificate.png"));
            ui.click("certificateTrust");

            assertNotNull(desk.taken);
            assertEquals(NoAccount.CERTIFICATE, desk.taken.certificate());
            assertEquals("correct horse battery staple", desk.taken.password());
            assertEquals("This name is taken.", ui.node("accountSentence", Label.class).getText());
        }
    }
}
