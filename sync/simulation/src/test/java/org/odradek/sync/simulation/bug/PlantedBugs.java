package org.odradek.sync.simulation.bug;

import java.util.List;

/// Mistakes that were made here or are known from other systems that keep copies in step.
final class PlantedBugs {
    private static final String CORE = "storage/core";
    private static final String STORE = "storage/store";
    private static final String CLIENT = "sync/client";
    private static final String SERVER = "sync/server";
    private static final String PROTOCOL = "sync/protocol";

    private PlantedBugs() {}

    static List<PlantedBug> all() {
        return List.of(
                new PlantedBug(
                        "the cursor moves on before what was fetched is durable",
                        CLIENT,
                        "Fetching.java",
                        "var reception = store.receive(upto.entries(), atServer, noted);",
                        """
                        store.receive(upto.entries().subList(0, 0), atServer, noted);
                        var reception = store.receive(upto.entries(), atServer, noted);
                        """),
                new PlantedBug(
                        "a push without an answer counts as delivered",
                        CLIENT,
                        "Delivery.java",
                        "case Reply.Silent<PushAnswer> silent -> new Pushed.NotAnswered(silent);",
                        """
                        case Reply.Silent<PushAnswer> silent -> {
                            noteDelivered(waiting.subList(0, entries));
                            yield new Pushed.NotAnswered(silent);
                        }
                        """),
                new PlantedBug(
                        "a server that lost something is thought to have it still",
                        CLIENT,
                        "Delivery.java",
                        "known = new VersionVector(atServer);",
                        "known = known.merge(new VersionVector(atServer));"),
                new PlantedBug(
                        "after a setback nobody compares what the server has",
                        CLIENT,
                        "Round.java",
                        "private void lost() { LOG.info(SET_BACK); compared = null;",
                        "private void lost() { LOG.info(SET_BACK);"),
                new PlantedBug(
                        "the common past is sought at the newest place alone",
                        CLIENT,
                        "Fetching.java",
                        ".orElse(Cursor.START);",
                        ".orElse(cursors.newest());"),
                new PlantedBug(
                        "a device's chain is not followed",
                        CLIENT,
                        "Verifying.java",
                        """
                        if (previous.isEmpty()
                                || !Arrays.equals(previous.get().array(), entry.header().previousHash())) {
                        """,
                        "if (previous.isEmpty() && entry.id().seq() < 0) {"),
                new PlantedBug(
                        "of a page the last entry is overlooked when there are several",
                        CLIENT,
                        "Fetching.java",
                        "var reception = store.receive(upto.entries(), atServer, noted);",
                        """
                        var reception =
                                store.receive(
                                        upto.entries().size() > 2
                                                ? upto.entries().subList(0, upto.entries().size() - 1)
                                                : upto.entries(), atServer, noted);
                        """),
                new PlantedBug(
                        "of a clone only what is here already is taken",
                        CLIENT,
                        "CloneTaking.java",
                        "entry -> !here.covers(entry.id())",
                        "entry -> here.covers(entry.id())"),
                new PlantedBug(
                        "a clone's last chunk is not taken",
                        CLIENT,
                        "CloneTaking.java",
                        "return clone.received < chunks ? receive(clone) : end(clone);",
                        "return clone.received < chunks - 1 ? receive(clone) : end(clone);"),
                new PlantedBug(
                        "whoever took a clone thinks that its own edits are delivered",
                        CLIENT,
                        "Round.java",
                        """
                        case Comeback.Step.Cloned(var differs) -> {
                            compared = null;
                        """,
                        """
                        case Comeback.Step.Cloned(var differs) -> {
                            store.delivered(store.received());
                        """),
                new PlantedBug(
                        "a device without a channel does not fetch what it may",
                        CLIENT,
                        "Comeback.java",
                        "at.position() < mayPullTo ? new Step.MayPull() : new Step.Rests();",
                        "at.position() < 0 ? new Step.MayPull() : new Step.Rests();"),
                new PlantedBug(
                        "a new content key is not taken",
                        CLIENT,
                        "Session.java",
                        "generation <= log.keyGeneration();",
                        "generation < log.keyGeneration();"),
                new PlantedBug(
                        "a removal leaves out the last entry that counts",
                        CLIENT,
                        "Revoking.java",
                        "long lastSeq = store.received().seq(device);",
                        "long lastSeq = Math.max(0, store.received().seq(device) - 1);"),
                new PlantedBug(
                        "of several devices only one's head goes with a push",
                        CLIENT,
                        "Pages.java",
                        "newest.values().forEach(",
                        "newest.values().stream().limit(1).forEach("),
                new PlantedBug(
                        "an entry that came twice is applied twice",
                        STORE,
                        "Arrivals.java",
                        "? Standing.KNOWN",
                        "? Standing.NEW"),
                new PlantedBug(
                        "after a crash what the journal has beyond the tables is not read back",
                        STORE,
                        "Databases.java",
                        "ledger.catchUp(options.progress());",
                        ""),
                new PlantedBug(
                        "a device's clock does not follow what it was told",
                        STORE,
                        "Tables.java",
                        "clock.adopt(reading);",
                        ""),
                new PlantedBug(
                        "the journal is not forced",
                        STORE,
                        "SegmentWriter.java",
                        "private void force() throws IOException { file.force();",
                        "private void force() throws IOException {"),
                new PlantedBug(
                        "what the server lost does not wait again",
                        STORE,
                        "DeliveryTable.java",
                        """
                        if (seq != device.delivered()) {
                            device.deliver(seq);
                        """,
                        """
                        if (seq > device.delivered()) {
                            device.deliver(seq);
                        """),
                new PlantedBug(
                        "an edit replaces whatever stands there, seen or not",
                        STORE,
                        "HeadTimes.java",
                        ".filter(change -> change.position().compareTo(upon) > 0)",
                        ".filter(change -> change.position().compareTo(upon) > 1_000_000)"),
                new PlantedBug(
                        "the last write to arrive wins",
                        CORE,
                        "Register.java",
                        "heads.stream().filter(head ->"
                                + " !write.over().contains(head.id())).forEach(next::add);",
                        ""),
                new PlantedBug(
                        "a removed tag stays away whoever adds it",
                        CORE,
                        "AddWinsSet.java",
                        "left.keySet().removeIf(seen);",
                        "left.clear();"),
                new PlantedBug(
                        "a later edit brings back what was deleted knowingly",
                        CORE,
                        "Register.java",
                        "deletes(head) && !edit.knows(head.id().entry())",
                        "deletes(head)"),
                new PlantedBug(
                        "texts inserted at one place stand in the order of arrival",
                        CORE,
                        "WindowWalk.java",
                        "if (byRight == 0 && id(added).compareTo(id(other)) < 0) {",
                        "if (byRight == 0) {"),
                new PlantedBug(
                        "a text is inserted where its author saw the place, whatever came before"
                                + " it",
                        CORE,
                        "MergeWindow.java",
                        "if (walk == null && event.parents().equals(current)) {",
                        "if (walk == null) {"),
                new PlantedBug(
                        "of a ring the move that is cut depends on where one looks",
                        CORE,
                        "EffectiveParents.java",
                        ".min( Comparator.comparing( (ItemId member) -> moves.get(member),"
                                + " OLDEST_FIRST))",
                        ".findFirst()"),
                new PlantedBug(
                        "the server does not see that a cursor is not of its log",
                        SERVER,
                        "Records.java",
                        "if (!chainAt(sql, account,"
                                + " after.position()).equals(Optional.of(after.hash()))) {",
                        "if (after.position() < 0) {"),
                new PlantedBug(
                        "after a setback the server numbers on from where it stands",
                        SERVER,
                        "Cursors.java",
                        "long next = Math.max(account.nextPosition(), seen.position() + 1);",
                        "long next = account.nextPosition();"),
                new PlantedBug(
                        "the last active device loses its channel",
                        SERVER,
                        "DowngradeRules.java",
                        "return active.size() <= 1",
                        "return active.isEmpty()"),
                new PlantedBug(
                        "the server says that it has one entry more than it has",
                        PROTOCOL,
                        "DeviceHeads.java",
                        "heads = List.copyOf(heads);",
                        """
                        heads =
                                heads.stream()
                                        .map(h -> new DeviceHead(h.device(), h.seq() + 1, h.hash()))
                                        .toList();
                        """));
    }
}
