package org.odradek.sync.server.wake;

import org.odradek.core.entry.AccountId;

/// Says that something of an account has moved. A hint: it may be lost, doubled or late, and polling is the floor. Thread-safe.
public interface WakeBus extends AutoCloseable {
    /// Tells everybody who listens to this account, soon.
    void publish(AccountId account);

    /// Calls the listener for each hint until the subscription is closed. The listener returns at once and does not throw.
    Subscription subscribe(AccountId account, Runnable listener);

    /// Ends the passing on of hints.
    @Override
    void close();

    /// Ends with [#close()].
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
