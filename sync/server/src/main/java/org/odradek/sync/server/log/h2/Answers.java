package org.odradek.sync.server.log.h2;

import org.odradek.sync.server.log.BusyException;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Waits for what another thread answers, and passes its exceptions on as they are.
final class Answers {
    private Answers() {}

    static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case BusyException busy ->
                        throw new BusyException(String.valueOf(busy.getMessage()));
                case IllegalArgumentException argument ->
                        throw new IllegalArgumentException(argument.getMessage(), argument);
                case null, default ->
                        throw new IllegalStateException("the log failed", e.getCause());
            }
        }
    }
}
