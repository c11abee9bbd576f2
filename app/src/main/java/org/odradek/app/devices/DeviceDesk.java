package org.odradek.app.devices;

import org.jspecify.annotations.Nullable;
import org.odradek.core.entry.DeviceId;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/// What the window asks about the account's devices. Calls return at once; answers come on any thread.
public interface DeviceDesk {
    /// Says what is known on this device, without asking the server.
    void known(Consumer<Known> answer);

    /// Asks the server first; while it is out of touch the answer is what was known before.
    void look(Consumer<Known> answer);

    void rename(DeviceId device, String name, Consumer<Answer> answer);

    /// Shuts a device out of the account.
    void remove(DeviceId device, Consumer<Answer> answer);

    /// The person knows that this device joined.
    void welcome(DeviceId device);

    /// @param devices this device first, then in the order in which they joined; empty without an account
    /// @param joined  devices that joined after this one, and that the person was not told of yet; the oldest first
    /// @param asOf    when the server was last asked; null when it never was
    record Known(List<Device> devices, List<Device> joined, @Nullable Instant asOf) {
        public Known {
            devices = List.copyOf(devices);
            joined = List.copyOf(joined);
        }
    }

    /// @param own       whether it is this device
    /// @param joinedAt  by the clock of the device that let it in
    /// @param removedAt null while it belongs to the account
    /// @param atServer  null when the server has said nothing of it yet
    record Device(
            DeviceId id,
            String name,
            boolean own,
            Instant joinedAt,
            @Nullable Instant removedAt,
            @Nullable AtServer atServer) {}

    /// @param active    whether everything is kept for it
    /// @param lastSeen  null when it never was there
    /// @param heldEdits entries that wait for it there, `heldBytes` their size
    record AtServer(boolean active, @Nullable Instant lastSeen, long heldEdits, long heldBytes) {}

    /// What came of a wish.
    sealed interface Answer {
        /// It is done, and this is known now.
        record Done(Known known) implements Answer {}

        /// Nothing was changed, or it is not known; `key` names the sentence that says so.
        record Refused(String key) implements Answer {}
    }
}
