package org.odradek.store.view;

import org.odradek.core.entry.DeviceId;

/// What people call devices. Thread-safe.
public interface DeviceNames {
    /// The name; the start of the id when none is known.
    String of(DeviceId device);

    DeviceId own();
}
