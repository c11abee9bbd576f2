package org.odradek.store.view;

/// Which files this device has. Thread-safe.
@FunctionalInterface
public interface FilesHere {
    boolean has(String sha256);
}
