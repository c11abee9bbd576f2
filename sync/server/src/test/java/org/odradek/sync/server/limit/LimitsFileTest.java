package org.odradek.sync.server.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.odradek.sync.server.limit.LimitsFile.Reading;

import java.nio.file.Path;

final class LimitsFileTest {
    @Test
    void givenNothing_whenParsed_thenTheDefaults() {
        assertEquals(new Reading.Read(Limits.DEFAULT), LimitsFile.parse("# all as usual\n"));
    }

    @Test
    void givenEveryKey_whenParsed_thenEachIsTaken() {
        var text =
                """
                connections.active.per-account=3
                connections.idle-days = 30
                channel.entries=500
                channel.bytes=2MiB
                account.bytes=4 GiB
                request.bytes=512KiB
                requests.per-minute.per-device=60
                logins.per-minute.per-account=0
                sockets.max=200
                sockets.per-address=20
                accounts.max=50
                """;

        var limits = new Limits(3, 30, 500, 2L << 20, 4L << 30, 512 << 10, 60, 0, 200, 20, 50);
        assertEquals(new Reading.Read(limits), LimitsFile.parse(text));
    }

    @Test
    void givenWhatIsNoLimit_whenParsed_thenRefusedWithOneSentence() {
        assertEquals(
                refused("The limits file has an unknown key: channels."),
                LimitsFile.parse("channels=1"));
        assertEquals(
                refused("The limit channel.entries is not a number from 0 to its bound: many."),
                LimitsFile.parse("channel.entries=many"));
        assertEquals(
                refused("The limit channel.entries is not a number from 0 to its bound: -1."),
                LimitsFile.parse("channel.entries=-1"));
        assertEquals(
                refused("The limit channel.entries is not a number from 0 to its bound: 5MiB."),
                LimitsFile.parse("channel.entries=5MiB"));
        assertEquals(
                refused("The limit request.bytes is not a number from 0 to its bound: 2GiB."),
                LimitsFile.parse("request.bytes=2GiB"));
    }

    @Test
    void givenNoFile_whenRead_thenRefused() {
        var file = Path.of("there", "is", "none");

        assertEquals(
                refused("The limits file " + file + " cannot be read."), LimitsFile.read(file));
    }

    private static Reading refused(String sentence) {
        return new Reading.Refused(sentence);
    }
}
