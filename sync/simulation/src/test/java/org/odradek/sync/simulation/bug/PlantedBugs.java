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
                                noted.put(Cursors.Step.NAME, cursors.next(upto.next(), List.of()).fact());
                                store.receive(upto.entries().subList(0, 0), atServer, noted);
                                noted.put(Cursors.Step.NAME, step.fact());
                                var reception = store.receive(upto.entries(), atServer, noted);
                                """)
                        .in(World.POWER),
                new PlantedBug(
                                "a push without an answer counts as delivered",
                                CLIENT,
                                "Delivery.java",
                                "case Reply.Silent<PushAnswer> silent -> new"
                                        + " Pushed.NotAnswered(silent);",
                                """
                                case Reply.Silent<PushAnswer> silent -> {
                                    noteDelivered(waiting.subList(0, entries));
                                    yield new Pushed.NotAnswered(silent);
                                }
                                """)
                        .in(World.BAD_LINES),
                new PlantedBug(
                                "a server that lost something is thought to have it still",
                                CLIENT,
                                "Delivery.java",
                                "pushed.clear(); store.delivered(delivered);",
                                """
                                pushed.clear();
                                store.delivered(store.delivered().merge(delivered));
                                """)
                        .in(World.SETBACKS),
                new PlantedBug(
                                "after a setback nobody compares what the server has",
                                CLIENT,
                                "Round.java",
                                "private void lost() { LOG.info(SET_BACK); compared = null;",
                                "private void lost() { LOG.info(SET_BACK);")
                        .in(World.FORKS),
                new PlantedBug(
                                "receipts are given for what stood at a place before the server"
                                        + " lost it",
                                CLIENT,
                                "Receipts.java",
                                "passed.tailMap(cursors.newest().position(), false).clear();",
                                "")
                        .in(World.RELAPSES),
                new PlantedBug(
                                "a device's chain is not followed",
                                CLIENT,
                                "Verifying.java",
                                """
                                if (previous.isEmpty()
                                        || !Arrays.equals(previous.get().array(), entry.header().previousHash())) {
                                """,
                                "if (previous.isEmpty() && entry.id().seq() < 0) {")
                        .in(World.OMISSIONS),
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
                                "entry -> here.covers(entry.id())")
                        .in(World.ABSENCES),
                new PlantedBug(
                                "a clone's last chunk is not taken",
                                CLIENT,
                                "CloneTaking.java",
                                "return clone.received < chunks ? receive(clone) : end(clone);",
                                "return clone.received < chunks - 1 ? receive(clone) : end(clone);")
                        .in(World.ABSENCES),
                new PlantedBug(
                                "a clone is said to go up to where the log was when it was made,"
                                        + " not begun",
                                CLIENT,
                                "CloneMaking.java",
                                "return making.sent < making.names.size() ? send(token, making) :"
                                        + " offer(token, making);",
                                """
                                if (making.sent < making.names.size()) {
                                    return send(token, making);
                                }
                                var late =
                                        new Draft(
                                                at,
                                                making.cut,
                                                making.heads,
                                                making.keyGeneration,
                                                making.sealing);
                                late.names.addAll(making.names);
                                return offer(token, late);
                                """)
                        .in(World.ABSENCES),
                new PlantedBug(
                                "a device without a channel may fetch up to where it is",
                                SERVER,
                                "Channels.java",
                                "new Visit(status.head().position(), untilMs)",
                                "new Visit(at.position(), untilMs)")
                        .in(World.ABSENCES),
                new PlantedBug(
                                "a new content key is not taken",
                                CLIENT,
                                "HandedKeys.java",
                                "isGapAt(keys, generation.generation())",
                                "generation.generation() < log.keyGeneration()")
                        .in(World.MEMBERS),
                new PlantedBug(
                                "who visits without a channel wakes everybody",
                                SERVER,
                                "ConnectionRoutes.java",
                                "if (!(answer instanceof ActivateAnswer.AtTheLimit)) {",
                                "if (activate.at().position() >= 0) {")
                        .in(World.ABSENCES),
                new PlantedBug(
                                "after a removal the old content key goes on sealing",
                                CORE,
                                "EntrySealer.java",
                                "int generation = keys.newestGeneration();",
                                "int generation = 1;")
                        .in(World.MEMBERS),
                new PlantedBug(
                                "a removal leaves out what counts",
                                CLIENT,
                                "Revoking.java",
                                "device, last.orElse(null), newKey(log, device)));",
                                "device, null, newKey(log, device)));")
                        .in(World.MEMBERS),
                new PlantedBug(
                                "what is written while a push is under way counts as delivered with"
                                        + " it",
                                CLIENT,
                                "Delivery.java",
                                "noteDelivered(waiting.subList(0, entries));",
                                "noteDelivered(deliverable(control));")
                        .in(World.BAD_LINES),
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
                                "after a crash what the journal has beyond the tables is not read"
                                        + " back",
                                STORE,
                                "Databases.java",
                                "ledger.catchUp(options.progress());",
                                "")
                        .in(World.POWER),
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
                                "private void force() throws IOException {")
                        .in(World.POWER),
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
                                """)
                        .in(World.SETBACKS),
                new PlantedBug(
                                "an edit replaces whatever stands there, seen or not",
                                STORE,
                                "HeadTimes.java",
                                ".filter(change -> change.position().compareTo(upon) > 0)",
                                ".filter(change -> change.position().compareTo(upon) > 1_000_000)")
                        .in(World.APART),
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
                                "left.clear();")
                        .in(World.TAGGING),
                new PlantedBug(
                                "a later edit brings back what was deleted knowingly",
                                CORE,
                                "Register.java",
                                "deletes(head) && !edit.knows(head.id().entry())",
                                "deletes(head)")
                        .in(World.TRASHING),
                new PlantedBug(
                                "texts inserted at one place stand in the order of arrival",
                                CORE,
                                "WindowWalk.java",
                                "if (byRight == 0 && id(added).compareTo(id(other)) < 0) {",
                                "if (byRight == 0) {")
                        .in(World.APART),
                new PlantedBug(
                                "a text is inserted where its author saw the place, whatever came"
                                        + " before it",
                                CORE,
                                "MergeWindow.java",
                                "if (walk == null && event.parents().equals(current)) {",
                                "if (walk == null) {")
                        .in(World.APART),
                new PlantedBug(
                                "where a move closes a ring, only what was moved is drawn anew",
                                STORE,
                                "RowWriter.java",
                                """
                                && (cut || row.conflicts() > 0 || !Objects.equals(row.parent(), parent))) {
                                """,
                                "&& row.conflicts() < 0) {")
                        .in(World.FILING),
                new PlantedBug(
                                "the server does not see that a cursor is not of its log",
                                SERVER,
                                "Records.java",
                                "if (!chainAt(sql, account,"
                                        + " after.position()).equals(Optional.of(after.hash()))) {",
                                "if (after.position() < 0) {")
                        .in(World.SETBACKS),
                new PlantedBug(
                                "a gap that a setback left is taken for a copied profile",
                                SERVER,
                                "AppendPlan.java",
                                "if (id.seq() > device.seq() + 1) {",
                                "if (device.seq() < 0) {")
                        .in(World.FORKS),
                new PlantedBug(
                                "a device that is there loses its channel",
                                SERVER,
                                "DowngradeRules.java",
                                ": active.stream().filter(one -> isAway(one, nowMs)).toList();",
                                ": active.stream().filter(one -> nowMs >="
                                        + " lastSeenMs(one)).toList();")
                        .in(World.ABSENCES),
                new PlantedBug(
                                "a closed database is trusted, whatever it holds now",
                                STORE,
                                "ViewFolders.java",
                                "if (!said.equals(checksum(database))) {",
                                "if (said.isEmpty()) {")
                        .in(World.ROT),
                new PlantedBug(
                                "a record is taken for whole by its header alone",
                                STORE,
                                "RecordFormat.java",
                                """
                                return payloadCrc == crc(bytes, offset, payloadBytes)
                                        && (blanked()
                                                || payloadDigest.equals(Chain.digest(bytes, offset, payloadBytes)));
                                """,
                                "return payloadBytes >= 0;")
                        .in(World.ROT),
                new PlantedBug(
                                "what rot took of a journal is not fetched again",
                                CLIENT,
                                "Cursors.java",
                                "if (!isHere.test(fetched)) {",
                                "if (!isHere.test(VersionVector.EMPTY)) {")
                        .in(World.ROT),
                new PlantedBug(
                                "each node signs its tokens for itself",
                                SERVER,
                                "ServerCore.java",
                                "new Tokens(log.secret(), clock);",
                                """
                                new Tokens(
                                        new org.odradek.sync.protocol.Bytes(
                                                configuration.randomBytes().apply(32)), clock);
                                """)
                        .in(World.NODES),
                new PlantedBug(
                                "a node that has verified a control log looks at it again only when"
                                        + " it appends to it",
                                SERVER,
                                "ControlLogs.java",
                                """
                                if (known != null
                                        && known.position() == status.get().controlPosition()
                                        && known.hash().equals(status.get().controlHash())) {
                                """,
                                "if (known != null) {")
                        .and(
                                "var current = current(account);",
                                """
                                synchronized (kept) {
                                    kept.remove(account);
                                }
                                var current = current(account);
                                """)
                        .and(
                                "case Verdict.Verified _ -> write.apply(records);",
                                """
                                case Verdict.Verified _ -> {
                                    var answer = write.apply(records);
                                    synchronized (kept) {
                                        kept.remove(account);
                                    }
                                    yield answer;
                                }
                                """)
                        .in(World.NODES),
                new PlantedBug(
                        "the server says that it has one entry less than it has",
                        PROTOCOL,
                        "DeviceHeads.java",
                        "heads = List.copyOf(heads);",
                        """
                        heads =
                                heads.stream()
                                        .map(h -> new DeviceHead(h.device(), h.seq() - 1, h.hash()))
                                        .toList();
                        """),
                new PlantedBug(
                                "own clock readings from far ahead are passed over like another's",
                                STORE,
                                "Tables.java",
                                "if (author.equals(identity.device())) {",
                                "if (position < 0) {")
                        .in(World.CLOCKS));
    }
}
