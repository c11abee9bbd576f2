package org.odradek.sync.server.postgresql;

import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.Set;

/// What a failed statement means, by its SQLSTATE (PostgreSQL, appendix "Error Codes").
enum Failure {
    /// Others were in the way; the same again succeeds.
    CONFLICT,

    /// The connection is of no use any more, and whether the statement took effect is unknown.
    LOST,

    /// The database has no room or no time.
    BUSY,

    /// Nothing that waiting helps.
    FAULT;

    /// Serialization failure, deadlock, lock not available; what two nodes see that insert or create the same thing at once: a
    /// unique violation, a duplicate table.
    private static final Set<String> CONFLICTS =
            Set.of("40001", "40P01", "55P03", "23505", "42P07");

    /// Administrator's shutdown, crash, starting up or shutting down, database dropped or moved, a primary that has become a standby,
    /// a commit whose outcome is unknown.
    private static final Set<String> LOSSES =
            Set.of("57P01", "57P02", "57P03", "57P05", "25006", "40003");

    /// Insufficient resources (a full disk, too many connections), a statement cancelled, an input or output error.
    private static final Set<String> BUSY_CLASSES = Set.of("53", "58");

    /// What the driver says when the two do not agree on who may come in, a password that is missing for one.
    private static final String REJECTED = "08004";

    /// Whether the same may well succeed later, when it is the first time that the database is asked: nothing listens yet, its host
    /// has no name yet, it is starting, it has no connection left. A wrong password, certificate or name of a database stays wrong.
    static boolean passes(SQLException failure) {
        return switch (of(failure)) {
            case CONFLICT, BUSY -> true;
            case LOST -> !REJECTED.equals(failure.getSQLState()) && !isDistrust(failure);
            case FAULT -> false;
        };
    }

    private static boolean isDistrust(Throwable failure) {
        return failure instanceof GeneralSecurityException
                || failure.getCause() != null && isDistrust(failure.getCause());
    }

    static Failure of(SQLException failure) {
        var state = failure.getSQLState();
        if (state == null || state.length() != 5) {
            return FAULT;
        }
        if (state.startsWith("08") || LOSSES.contains(state)) {
            return LOST;
        }
        if (CONFLICTS.contains(state)) {
            return CONFLICT;
        }
        return BUSY_CLASSES.contains(state.substring(0, 2)) || state.equals("57014") ? BUSY : FAULT;
    }
}
