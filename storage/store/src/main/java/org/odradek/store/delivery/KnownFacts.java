package org.odradek.store.delivery;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The facts as committed, in memory. Thread-safe.
public final class KnownFacts {
    private final Map<String, byte[]> facts = new ConcurrentHashMap<>();

    public KnownFacts(Map<String, byte[]> committed) {
        facts.putAll(committed);
    }

    public byte @Nullable [] get(String name) {
        var content = facts.get(name);
        return content == null ? null : content.clone();
    }

    /// Takes a note in after its commit.
    public void take(Note note) {
        switch (note) {
            case Note.Put(var name, var content) -> facts.put(name, content);
            case Note.Remove(var name) -> facts.remove(name);
            case Note.Delivered _, Note.SeenBy _ -> {}
        }
    }

    /// Exchanges everything, after tables were made anew.
    public void replace(Map<String, byte[]> committed) {
        facts.keySet().retainAll(committed.keySet());
        facts.putAll(committed);
    }
}
