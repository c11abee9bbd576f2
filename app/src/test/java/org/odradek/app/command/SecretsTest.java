package org.odradek.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

final class SecretsTest {
    private final InputStream lines =
            new ByteArrayInputStream("first\r\nsecond\n".getBytes(StandardCharsets.UTF_8));

    @Test
    void givenLines_whenRead_thenTheyComeOneByOneWithoutTheirEnd() {
        assertEquals("first", Secrets.line(lines, "the old password"));
        assertEquals("second", Secrets.line(lines, "the new password"));
        assertThrows(Refusal.class, () -> Secrets.line(lines, "the password"));
    }

    @Test
    void givenATerminal_whenAPasswordIsDue_thenItIsAskedForThereAndNoLineIsRead() {
        var prompts = new ArrayList<String>();
        Secrets.Terminal terminal =
                prompt -> {
                    prompts.add(prompt);
                    return "secret".toCharArray();
                };

        assertEquals("secret", Secrets.line(lines, "the password", terminal));
        assertEquals(List.of("The password: "), prompts);
        assertEquals("first", Secrets.line(lines, "the password"));
    }

    @Test
    void givenATerminal_whenNothingIsTyped_thenTheCommandEnds() {
        assertThrows(Refusal.class, () -> Secrets.line(lines, "the password", _ -> null));
        assertThrows(Refusal.class, () -> Secrets.line(lines, "the password", _ -> new char[0]));
    }

    @Test
    void givenATerminal_whenAPasswordIsChosen_thenItIsTypedTwiceAlike() {
        var typed = new ArrayList<>(List.of("one", "one", "one", "two"));
        Secrets.Terminal terminal = _ -> typed.removeFirst().toCharArray();

        assertEquals("one", Secrets.chosen(lines, "the new password", terminal));
        assertThrows(Refusal.class, () -> Secrets.chosen(lines, "the new password", terminal));
        assertEquals("first", Secrets.chosen(lines, "the new password", null));
    }
}
