package org.odradek.sync.protocol.control;

import org.odradek.core.entry.DeviceId;

/// Who signed a control record.
public sealed interface Author {
    /// The account's root, opened by password or recovery key.
    record Root() implements Author {}

    record Device(DeviceId device) implements Author {}
}
