package org.odradek.app.demo;

import org.odradek.store.edit.NewItem;
import org.odradek.sync.client.SyncState;
import org.odradek.sync.protocol.connection.Connection;
import org.odradek.sync.protocol.connection.ConnectionState;
import org.odradek.sync.protocol.connection.Connections;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/// The second part of the story: a third device stays away until the server keeps nothing for it any more, and comes back with an edit
/// of its own, by a clone that another device made. Plays on the caller's thread.
final class LongAbsence {
    static final String TABLET = "Tablet";
    private static final Duration ABSENCE = Duration.ofDays(100);
    private static final String MISSED = "Winter tyres";
    private static final String WRITTEN = "Written on the train";

    /// Whatever is waited for is there after a few; beyond this it does not come.
    private static final int LOOKS_MAX = 300;

    private final DemoServer server;
    private final DemoDevice tablet;
    private final Other laptop;
    private final Other desk;
    private final Consumer<Chapter> tell;
    private final Runnable pause;

    /// One of the account's two other devices: in words it does what it is told at once, in a window it has a life of its own.
    interface Other {
        /// Has it deliver, fetch, and do what the server asks of it: now, or in the background.
        void deliver();

        /// Asks or does something at the device.
        <T> T at(Function<Person, T> there);

        /// What the server tells it of the account's devices; empty while they are out of touch.
        Optional<Connections> connections();
    }

    /// @param tablet not yet of the account
    /// @param tell   hears of each chapter before what it tells of happens; the end is only answered
    /// @param pause  what is done before looking again whether something has come; by an exception it ends the story
    LongAbsence(
            DemoServer server,
            DemoDevice tablet,
            Other laptop,
            Other desk,
            Consumer<Chapter> tell,
            Runnable pause) {
        this.server = server;
        this.tablet = tablet;
        this.laptop = laptop;
        this.desk = desk;
        this.tell = tell;
        this.pause = pause;
    }

    /// Answers how it ended.
    Chapter play() throws IOException {
        tell.accept(Chapter.JOINS);
        tablet.join();
        if (!comes(() -> tablet.syncBriefly().kind() == SyncState.Kind.UP_TO_DATE)) {
            return Chapter.LATE;
        }
        tell.accept(Chapter.AWAY);
        laptop.at(there -> there.make(NewItem.note(MISSED, "In the cellar, behind the skis.")));
        if (!comes(this::isBehind)) {
            return Chapter.LATE;
        }
        server.setForward(ABSENCE);
        if (!comes(this::isForgotten)) {
            return Chapter.LATE;
        }
        // Now that the copy was vouched for, the server drops what it covers.
        server.lookAfterAccounts();
        tell.accept(Chapter.FORGOTTEN);
        tell.accept(Chapter.WRITES);
        tablet.person().make(NewItem.note(WRITTEN, "Nobody has seen this yet."));
        tell.accept(Chapter.RETURNS);
        if (!comes(this::isBack)) {
            return Chapter.DIFFER;
        }
        if (!tablet.tookClone()) {
            throw new IllegalStateException("the third device came back without a clone");
        }
        return Chapter.SAME;
    }

    private boolean comes(BooleanSupplier what) {
        for (int looks = 0; looks < LOOKS_MAX; looks++) {
            laptop.deliver();
            desk.deliver();
            if (what.getAsBoolean()) {
                return true;
            }
            pause.run();
        }
        return false;
    }

    /// Whether both others have more than Tablet: then the log below what they have can go, and only a clone helps Tablet.
    private boolean isBehind() {
        return laptop.connections().filter(this::isBehind).isPresent();
    }

    private boolean isBehind(Connections seen) {
        long here = connection(seen).acknowledged();
        return seen.connections().stream()
                .filter(each -> each.state() == ConnectionState.ACTIVE)
                .allMatch(each -> each.equals(connection(seen)) || each.acknowledged() > here);
    }

    /// Looks after the accounts only when both others were there since the clock was set forward, or one of them would be the one that
    /// was away for long. A server that wishes for nothing has a clone, and another device's word for it.
    private boolean isForgotten() {
        var first = laptop.connections();
        var second = desk.connections();
        if (first.isEmpty() || second.isEmpty()) {
            return false;
        }
        boolean isKept = connection(first.get()).state() != ConnectionState.INACTIVE;
        if (isKept || first.get().cloneWish() != null || second.get().cloneWish() != null) {
            server.lookAfterAccounts();
            return false;
        }
        return true;
    }

    /// Asked again and again, for somebody may go on writing meanwhile.
    private boolean isBack() {
        if (tablet.syncBriefly().kind() != SyncState.Kind.UP_TO_DATE) {
            return false;
        }
        var hash = tablet.person().viewHash();
        boolean equal =
                hash.equals(laptop.at(Person::viewHash)) && hash.equals(desk.at(Person::viewHash));
        boolean delivered =
                laptop.at(there -> there.finds(WRITTEN))
                        && desk.at(there -> there.finds(WRITTEN))
                        && tablet.person().finds(MISSED);
        return equal
                && delivered
                && laptop.connections()
                        .filter(seen -> connection(seen).state() == ConnectionState.ACTIVE)
                        .isPresent();
    }

    private Connection connection(Connections seen) {
        var id = tablet.store().profile().device();
        var connection =
                seen.connections().stream()
                        .filter(each -> each.device().equals(id))
                        .findFirst()
                        .orElseThrow();
        if (connection.state() == ConnectionState.REVOKED) {
            throw new IllegalStateException("somebody removed the third device");
        }
        return connection;
    }
}
