package org.odradek.sync.server.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.odradek.sync.server.log.BusyException;

import java.io.IOException;
import java.security.cert.CertificateException;
import java.sql.SQLException;

final class FailureTest {
    @ParameterizedTest
    @CsvSource({
        "08001, true", // connection refused, no such host
        "08006, true", // the connection broke
        "57P03, true", // starting up, shutting down
        "53300, true", // too many connections
        "40001, true", // another node was in the way
        "08004, false", // a password is missing
        "28P01, false", // it is wrong
        "28000, false", // nobody is let in from here
        "3D000, false", // no such database
        "3F000, false", // no such schema
        "42501, false", // not the owner
        "22007, false", // a table of somebody else
    })
    void givenAFailure_whenItIsTheFirstAnswer_thenOnlyWhatMayPassIsWaitedFor(
            String state, boolean isWaitedFor) {
        assertEquals(isWaitedFor, Failure.passes(new SQLException("no", state)));
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false"})
    void givenALineThatBroke_whenACertificateWasTheReason_thenItIsNotWaitedFor(
            boolean isCable, boolean isWaitedFor) {
        var reason =
                isCable ? new IOException("reset") : new CertificateException("of nobody we know");
        var failure = new SQLException("SSL error", "08006", new IOException("broken", reason));

        assertEquals(isWaitedFor, Failure.passes(failure));
    }

    @Test
    void givenAFirstAnswer_whenItIsRefused_thenTheMessageSaysWhatToDoOrThatItMayOpenLater() {
        var address = new Address("jdbc:postgresql://here/it?password=secret");

        var unknown = address.refused("no hints: ", new SQLException("LISTEN?\nWhere: 1", "42601"));
        var away = address.refused("no hints: ", new SQLException("it starts", "57P03"));

        assertEquals(
                "no hints: LISTEN?",
                assertInstanceOf(IllegalStateException.class, unknown).getMessage());
        assertEquals(
                "the database does not open: it starts",
                assertInstanceOf(BusyException.class, away).getMessage());
    }
}
