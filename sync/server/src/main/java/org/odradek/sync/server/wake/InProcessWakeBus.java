package org.odradek.sync.server.wake;

import org.odradek.core.entry.AccountId;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;

/// The wake bus of a server that is one process: listeners are called by whoever publishes.
public final class InProcessWakeBus implements WakeBus {
    private final ConcurrentHashMap<AccountId, Set<Runnable>> listeners = new ConcurrentHashMap<>();

    @Override
    public void publish(AccountId account) {
        listeners.getOrDefault(account, Set.of()).forEach(Runnable::run);
    }

    /// Tells everybody who listens to any account.
    void publishAll() {
        listeners.values().forEach(listening -> listening.forEach(Runnable::run));
    }

    @Override
    public Subscription subscribe(AccountId account, Runnable listener) {
        listeners.compute(
                account,
                (_, present) -> {
                    var listening = present == null ? new CopyOnWriteArraySet<Runnable>() : present;
                    listening.add(listener);
                    return listening;
                });
        return () ->
                listeners.computeIfPresent(
                        account,
                        (_, present) -> {
                            present.remove(listener);
                            return present.isEmpty() ? null : present;
                        });
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
