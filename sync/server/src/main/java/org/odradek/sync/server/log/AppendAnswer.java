package org.odradek.sync.server.log;

import org.odradek.core.entry.EntryId;
import org.odradek.sync.protocol.wire.PushAnswer;

/// What came of an append. Only an answer of [PushAnswer.Appended] changed anything.
public sealed interface AppendAnswer {
    record Answered(PushAnswer answer) implements AppendAnswer {}

    /// A head of an entry that the log does not hold, or holds with another hash.
    record WrongHead(EntryId entry) implements AppendAnswer {}

    /// The account may hold no more.
    record Full(long bytesMax) implements AppendAnswer {}
}
