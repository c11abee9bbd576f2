package org.odradek.app.demo;

import org.odradek.app.status.Delivery;
import org.odradek.store.Store;
import org.odradek.store.StoreOptions;
import org.odradek.sync.protocol.connection.Connections;

import java.util.Optional;
import java.util.function.Supplier;

/// A device of the demo whose profile is open in a window.
///
/// @param options     how it was opened
/// @param connections asks the server what it knows of the account's devices, on the caller's thread; empty when it does not answer
public record OpenDevice(
        Store store,
        StoreOptions options,
        Delivery delivery,
        Supplier<Optional<Connections>> connections) {}
