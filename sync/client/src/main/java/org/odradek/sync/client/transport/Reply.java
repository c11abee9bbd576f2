package org.odradek.sync.client.transport;

import org.odradek.sync.protocol.wire.Refusal;

import java.util.function.Function;

/// What a server said to one request.
public sealed interface Reply<T> {
    record Answered<T>(T answer) implements Reply<T> {}

    /// It was not done, and why.
    record Refused<T>(Refusal refusal) implements Reply<T> {}

    /// No answer, or none that can be read; it may or may not have been done.
    record Silent<T>(String why) implements Reply<T> {}

    /// Goes on with an answer; everything else stays as it is.
    default <R> Reply<R> then(Function<T, Reply<R>> next) {
        return switch (this) {
            case Answered<T>(var answer) -> next.apply(answer);
            case Refused<T>(var refusal) -> new Refused<>(refusal);
            case Silent<T>(var why) -> new Silent<>(why);
        };
    }
}
