package org.odradek.sync.simulation.device;

import org.odradek.sync.client.keys.Derivation;
import org.odradek.sync.client.keys.EntryKeys;
import org.odradek.sync.client.keys.Passwords;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.wire.KdfParameters;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What passwords have become, for all worlds: each costs what it should, once. Safe from any thread.
final class RememberedKeys implements Derivation {
    private static final Map<Question, EntryKeys> ANSWERS = new ConcurrentHashMap<>();

    private record Question(String password, Bytes salt, KdfParameters kdf) {}

    @Override
    public EntryKeys keys(String password, Bytes salt, KdfParameters kdf) {
        return ANSWERS.computeIfAbsent(
                new Question(password, salt, kdf), _ -> Passwords.keys(password, salt, kdf));
    }
}
