package org.odradek.sync.protocol.control;

/// What came of verifying a control log or one more record of it.
public sealed interface Verdict {
    /// Every record is in place and signed by somebody who may.
    record Verified(ControlLog log) implements Verdict {}

    /// The record at this position is not one that this account's root or devices wrote there.
    record Rejected(long position, Reason reason) implements Verdict {}

    /// The record at this position needs a newer version to be understood.
    record Newer(long position) implements Verdict {}

    enum Reason {
        MALFORMED,
        OTHER_ACCOUNT,
        OTHER_ROOT,
        OUT_OF_ORDER,
        BROKEN_CHAIN,
        NOT_FOUNDED,
        FOUNDED_TWICE,
        UNKNOWN_AUTHOR,
        REVOKED_AUTHOR,
        AUTHOR_MAY_NOT,
        BAD_SIGNATURE,
        UNKNOWN_DEVICE,
        ENROLLED_TWICE,
        REVOKED_TWICE,
        NOT_REVOKED,
        NOT_ITS_WORD,
        NOT_LATER,
        WRONG_KEY_GENERATION,
        WRONG_KEY_RECIPIENTS,
        TOO_MANY
    }
}
