package org.odradek.sync.protocol.clone;

import org.jspecify.annotations.Nullable;
import org.odradek.sync.protocol.Bytes;

/// What the server asks of the device that it answers; part of [org.odradek.sync.protocol.connection.Connections]. A wish that is not
/// fulfilled is put to another device later, so that whoever cannot fulfil it leaves it alone.
///
/// @param make    make a clone and offer it
/// @param confirm compare the clone of this name with the own state, and confirm it when they are the same; null when there is none
public record CloneWish(boolean make, @Nullable Bytes confirm) {}
