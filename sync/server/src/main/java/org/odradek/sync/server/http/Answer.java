package org.odradek.sync.server.http;

import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.wire.Refusal;

/// What an endpoint answers.
sealed interface Answer {
    /// 200 with an encoded message.
    record Message(Object message) implements Answer {}

    /// 200 with bytes as they are.
    record Octets(Bytes content) implements Answer {}

    /// 200 with text for operators.
    record Text(String text, String mediaType) implements Answer {}

    /// Another status, with the reason as body.
    record Refused(Refusal refusal) implements Answer {}
}
