package org.odradek.app.demo;

import org.odradek.app.look.Messages;
import org.odradek.core.action.Field;
import org.odradek.core.action.Value;
import org.odradek.core.entry.ItemId;
import org.odradek.core.entry.Origin;
import org.odradek.store.Edit;
import org.odradek.store.edit.BodyEdits;
import org.odradek.store.edit.Resolutions;
import org.odradek.store.view.ConflictRow;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/// The story in words: offline edits on two devices, reconnection, merge, conflict, decision, and a third device that stays away.
/// Everything in it is real; it ends well only when all devices show the same.
final class DemoStory {
    private final PrintStream out;
    private final Messages messages = new Messages(Locale.ENGLISH);

    DemoStory(PrintStream out) {
        this.out = out;
    }

    /// Plays the story in an empty folder; answers whether the devices ended with the same view and nothing to decide.
    boolean play(Path folder, LocalDate today) throws IOException {
        try (var devices = TwoDevices.start(folder, today)) {
            say("A sync server listens on this machine only.");
            return play(devices) && playLongAbsence(devices);
        }
    }

    private boolean playLongAbsence(TwoDevices devices) throws IOException {
        try (var tablet = devices.newDevice(LongAbsence.TABLET)) {
            var ending =
                    new LongAbsence(
                                    devices.server(),
                                    tablet,
                                    devices.laptop(),
                                    devices.desk(),
                                    chapter -> say(chapter.sentence(messages)),
                                    () -> {})
                            .play();
            say("Tablet shows  " + tablet.person().viewHash());
            say(ending.sentence(messages));
            return ending == Chapter.SAME;
        }
    }

    private boolean play(TwoDevices devices) throws IOException {
        var laptop = devices.laptop();
        var desk = devices.desk();
        var trip = devices.trip();
        var rent = devices.rent();
        say("Laptop has a dozen notes and tasks, and makes an account. Its keys never leave it.");
        devices.signUp();
        say("Desk PC signs in with name and password, and receives everything.");
        devices.join();
        show(laptop, trip, rent);
        show(desk, trip, rent);

        say("The network is cut. Both go on working.");
        laptop.person()
                .submit(
                        List.of(
                                Edit.set(
                                        rent,
                                        Field.TITLE,
                                        Value.text("Pay rent to the new account"))),
                        Origin.USER);
        edit(laptop, trip, "- [ ] tickets", "- [x] tickets");
        desk.person()
                .submit(
                        List.of(Edit.set(rent, Field.TITLE, Value.text("Pay rent and heating"))),
                        Origin.USER);
        edit(desk, trip, "until eleven", "until midnight in summer");
        show(laptop, trip, rent);
        show(desk, trip, rent);

        say(
                "The network is back. What both wrote into the note is merged; two titles are for a"
                        + " person.");
        laptop.deliver();
        desk.deliver();
        laptop.deliver();
        show(laptop, trip, rent);
        show(desk, trip, rent);

        return decide(laptop, desk, trip, rent);
    }

    private boolean decide(DemoDevice laptop, DemoDevice desk, ItemId trip, ItemId rent) {
        var conflicts = laptop.store().view().conflicts();
        if (conflicts.size() != 1 || !conflicts.equals(comparable(laptop, desk))) {
            out.println("The devices do not show the same one conflict.");
            return false;
        }
        say("Laptop keeps “Pay rent and heating”. That is an edit like any other.");
        var version =
                conflicts.getFirst().versions().stream()
                        .filter(each -> "Pay rent and heating".equals(each.value()))
                        .findFirst()
                        .orElseThrow();
        laptop.person()
                .carryOut(
                        new Resolutions(laptop.store().view())
                                .resolve(
                                        conflicts.getFirst(),
                                        new Resolutions.Choice.Take(version.n())),
                        Origin.RESOLVE);
        laptop.deliver();
        desk.deliver();
        show(laptop, trip, rent);
        show(desk, trip, rent);

        boolean settled =
                laptop.store().view().conflicts().isEmpty()
                        && desk.store().view().conflicts().isEmpty();
        boolean equal = laptop.person().viewHash().equals(desk.person().viewHash());
        say("Laptop shows  " + laptop.person().viewHash());
        say("Desk PC shows " + desk.person().viewHash());
        say(
                settled && equal
                        ? "Both devices show the same. Nothing was lost."
                        : "The devices differ.");
        return settled && equal;
    }

    /// The other device's conflicts as this one would print them: only "this device" may differ.
    private static List<ConflictRow> comparable(DemoDevice laptop, DemoDevice desk) {
        var ids = desk.store().view().conflicts().stream().map(row -> row.id()).toList();
        return laptop.store().view().conflicts().stream()
                .filter(row -> ids.contains(row.id()))
                .toList();
    }

    private static void edit(DemoDevice device, ItemId note, String from, String to) {
        var shown = device.person().item(note);
        device.person().carryOut(BodyEdits.set(shown, shown.body().replace(from, to)), Origin.USER);
    }

    private void show(DemoDevice device, ItemId trip, ItemId rent) {
        var task = device.person().item(rent);
        var note = device.person().item(trip);
        out.println(
                "    "
                        + device.name()
                        + ": “"
                        + task.row().title()
                        + "”"
                        + (task.conflicts().isEmpty() ? "" : " (two versions to decide between)"));
        note.body()
                .lines()
                .filter(line -> line.contains("tickets") || line.contains("funicular"))
                .forEach(line -> out.println("        " + line));
        out.flush();
    }

    private void say(String sentence) {
        out.println(sentence);
        out.flush();
    }
}
