package org.odradek.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.app.task.LibRecurrences;
import org.odradek.store.Opening;
import org.odradek.store.Store;
import org.odradek.store.StoreOptions;
import org.odradek.store.Stores;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// Two profiles of one account, by the commands that a person gives, with a real server between them. They share one account, since
/// signing up and in is slow on purpose; each test has notes of its own.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoProfilesTest {
    @TempDir static Path folder;
    private TestServer server;
    private TestProfile desk;
    private TestProfile laptop;
    private JsonNode created;
    private JsonNode loggedIn;

    @BeforeAll
    void open() throws IOException {
        var clock = Clock.system(ZoneOffset.UTC);
        server = new TestServer(folder.resolve("server"));
        desk = new TestProfile(folder.resolve("desk"), clock);
        laptop = new TestProfile(folder.resolve("laptop"), clock);
        desk.note("Bread", "flour, water, salt");
        laptop.note("Tea", "Assam");
        created = AccountCommandsTest.create(desk, server).json();
        assertEquals("up-to-date", desk.json("sync").get("state").asText());
        var said = AccountCommandsTest.logIn(laptop, server, AccountCommandsTest.PASSWORD);
        assertEquals(0, said.exit(), said.out());
        loggedIn = said.json();
        exchange();
    }

    @AfterAll
    void close() throws IOException {
        server.close();
    }

    /// The first to speak hears only afterwards what the second said.
    private void exchange() {
        for (var profile : List.of(laptop, desk, laptop)) {
            assertEquals("up-to-date", profile.json("sync").get("state").asText());
        }
    }

    /// Makes a note that both have.
    private String shared(String title, String body) {
        var id = desk.note(title, body);
        exchange();
        return id;
    }

    private static JsonNode ofItem(String item, JsonNode list) {
        for (var each : list) {
            if (each.get("item").asText().equals(item)) {
                return each;
            }
        }
        return MissingNode.getInstance();
    }

    @Test
    void givenTwoProfilesWithNotes_whenTheSecondLogsIn_thenBothListTheSame() {
        assertEquals(
                List.of(
                        "user",
                        "server",
                        "device",
                        "deviceName",
                        "rootFingerprint",
                        "certificate",
                        "recoveryKey",
                        "tookMs"),
                names(created));
        assertEquals("ada", created.get("user").asText());
        assertEquals("Desk PC", created.get("deviceName").asText());
        assertEquals(created.get("rootFingerprint"), loggedIn.get("rootFingerprint"));
        assertNotEquals(created.get("device"), loggedIn.get("device"));

        assertEquals(desk.json("list"), laptop.json("list"));
        assertTrue(
                desk.json("list").findValuesAsText("title").containsAll(List.of("Bread", "Tea")));
        assertEquals(desk.viewHash(), laptop.viewHash());
        var devices = laptop.json("connections");
        assertEquals(
                List.of("Desk PC", "Laptop"),
                devices.findValuesAsText("name").stream().sorted().toList());
        assertEquals(
                List.of(
                        "id",
                        "name",
                        "state",
                        "since",
                        "reason",
                        "thisDevice",
                        "lastSeen",
                        "cursor",
                        "held"),
                names(devices.get(0)));
    }

    @Test
    void givenAnEdit_whenTheOtherHasIt_thenItsReceiptSaysSo() {
        var note = desk.note("Letter", "");
        var before = desk.only("receipts", note);
        assertTrue(before.get("here").asBoolean() && !before.get("server").asBoolean());
        assertEquals(0, before.get("seenBy").size());
        assertEquals("Laptop", before.get("notYet").get(0).get("deviceName").asText());

        exchange();
        desk.json("sync");

        var after = desk.only("receipts", note);
        assertTrue(after.get("here").asBoolean() && after.get("server").asBoolean());
        assertEquals("Laptop", after.get("seenBy").get(0).get("deviceName").asText());
        assertEquals(0, after.get("notYet").size());
    }

    @Test
    void givenADevice_whenRenamedOnAnother_thenBothCallItSo() {
        var device = loggedIn.get("device").asText();

        desk.json("connection", "rename", device, "Kitchen");
        exchange();

        assertEquals("Kitchen", laptop.json("account", "status").get("deviceName").asText());
        assertEquals(
                List.of("Desk PC", "Kitchen"),
                laptop.json("connections").findValuesAsText("name").stream().sorted().toList());
        assertEquals(1, desk.run("connection", "rename", "nothing", "X").exit());
        laptop.json("connection", "rename", device, "Laptop");
        exchange();
        assertEquals(
                "Laptop",
                desk.json("connections").findValuesAsText("name").stream()
                        .max(String::compareTo)
                        .orElseThrow());
    }

    @Test
    void givenTwoDevicesOfOneName_whenListedOrNamed_thenTheirIdsTellThemApart() {
        var id = desk.json("account", "status").get("device").asText();
        var other = laptop.json("account", "status").get("device").asText();
        desk.json("connection", "rename", id, "Laptop");
        exchange();

        var listed = desk.run("connections").out();
        assertTrue(listed.contains("Laptop  active  this device  " + id), listed);
        assertTrue(listed.contains("Laptop  active  " + other), listed);
        var refused = desk.run("connection", "rename", "Laptop", "Mine").err();
        assertTrue(refused.contains("name one by its id: ") && refused.contains(other), refused);
        desk.json("connection", "rename", id, "Desk PC");
        exchange();
    }

    /// Up to date is not the whole truth then.
    @Test
    void givenWhatCameWithoutWhatItFollows_whenSynced_thenThatIsSaid() throws IOException {
        var note = desk.note("Soup", "");
        desk.json("edit", note, "--title", "Thick soup");
        try (var from = store(desk);
                var to = store(laptop)) {
            to.receive(List.of(from.undelivered(10).getLast()));
        }

        var said = laptop.run("sync").out();

        assertEquals(
                List.of(
                        "Everything is up to date.",
                        "1 change from another device waits here for an earlier one that has not"
                                + " come yet."),
                said.strip().lines().toList());
        assertEquals(1, laptop.json("sync").get("waitingForOthers").asInt());
        exchange();
        assertEquals(0, laptop.json("sync").get("waitingForOthers").asInt());
    }

    private static Store store(TestProfile profile) throws IOException {
        var options = StoreOptions.of(Clock.systemUTC(), new LibRecurrences(), "A device");
        if (!(Stores.open(profile.folder(), options) instanceof Opening.Opened(var opened))) {
            throw new IllegalStateException("a profile does not open");
        }
        return opened;
    }

    @Test
    void givenASilentServer_whenSynced_thenItIsADelayAndNothingIsLost() throws IOException {
        server.stop();
        desk.note("Butter", "");
        var delayed = desk.run("sync", "--timeout", "0", "--json");
        assertEquals(75, delayed.exit());
        assertEquals("", delayed.err());
        var state = delayed.json();
        assertEquals(
                List.of(
                        "state",
                        "waiting",
                        "waitingEntries",
                        "waitingSince",
                        "received",
                        "lastSync",
                        "reason",
                        "waitingForOthers",
                        "tookMs"),
                names(state));
        assertEquals("delayed", state.get("state").asText());
        assertEquals(1, state.get("waiting").asInt());
        assertEquals(1, state.get("waitingEntries").asInt());
        assertTrue(state.get("waitingSince").isTextual());
        assertTrue(state.get("reason").isNull());
        assertEquals(75, desk.run("connections", "--json").exit());

        desk.json("offline", "on");
        var offline = desk.run("sync", "--json");
        assertEquals(75, offline.exit());
        assertEquals("offline", offline.json().get("state").asText());
        assertTrue(desk.json("offline", "status").get("offline").asBoolean());
        desk.json("offline", "off");

        server.start();
        var done = desk.json("sync");
        assertEquals("up-to-date", done.get("state").asText());
        assertEquals(0, done.get("waiting").asInt());
        assertTrue(done.get("waitingSince").isNull());
        assertTrue(done.get("lastSync").isTextual());
    }

    @Test
    void givenAServerThatLostEverything_whenSynced_thenItHasAllAgain() throws IOException {
        server.stop();
        server.startOn(folder.resolve("empty"));
        laptop.note("Milk", "");

        exchange();

        assertEquals(desk.json("list"), laptop.json("list"));
        assertEquals(desk.viewHash(), laptop.viewHash());
        assertEquals(2, desk.json("connections").size());
    }

    @Test
    void givenTwoTitles_whenOneIsTakenAndThatIsUndone_thenBothSayTheSameEachTime() {
        var plan = shared("Plan", "");
        desk.json("edit", plan, "--title", "Plan A");
        laptop.json("edit", plan, "--title", "Plan B");
        exchange();

        var conflict = ofItem(plan, desk.json("conflicts"));
        assertEquals(sameForAll(conflict), sameForAll(ofItem(plan, laptop.json("conflicts"))));
        assertEquals(List.of("Plan A", "Plan B"), values(conflict));
        var id = conflict.get("id").asText();
        assertEquals(id, desk.json("show", plan).get("conflicts").get(0).asText());

        var resolved = laptop.json("resolve", id.substring(0, 8), "--value", "Plan C");
        exchange();
        assertEquals("Plan C", desk.json("show", plan).get("title").asText());
        assertTrue(ofItem(plan, desk.json("conflicts")).isMissingNode());
        var settled = ofItem(plan, desk.json("conflicts", "--all"));
        assertEquals(id, settled.get("id").asText());
        assertEquals("Plan C", settled.get("resolved").get("value").asText());
        assertEquals(1, desk.run("resolve", id, "--newest").exit());

        desk.json("undo", "--entry", resolved.get("entry").asText());
        exchange();
        var again = ofItem(plan, desk.json("conflicts"));
        assertEquals(sameForAll(again), sameForAll(ofItem(plan, laptop.json("conflicts"))));
        assertEquals(values(conflict), values(again));
        assertEquals("Plan B", again.get("title").asText());
        assertEquals("Plan B", laptop.json("show", plan).get("title").asText());
        assertEquals(desk.viewHash(), laptop.viewHash());
        laptop.json("resolve", id, "--value", "Plan A");
        exchange();
        assertEquals("Plan A", desk.json("show", plan).get("title").asText());
    }

    private static List<String> values(JsonNode conflict) {
        return conflict.get("versions").findValuesAsText("value").stream().sorted().toList();
    }

    /// A conflict without what each device says of itself.
    private static JsonNode sameForAll(JsonNode conflict) {
        var copy = conflict.deepCopy();
        copy.get("versions").forEach(version -> ((ObjectNode) version).remove("thisDevice"));
        return copy;
    }

    @Test
    void givenTwoEditsOfOneLine_whenMerged_thenBothAreAskedToLook() {
        var list = shared("List", "one two three\nfour\n");
        desk.json("insert", list, "--at", "0", "zero ");
        laptop.json("delete", list, "--at", "4", "--length", "4");
        exchange();

        assertEquals("zero one three\nfour\n", desk.json("show", list).get("body").asText());
        var conflict = ofItem(list, desk.json("conflicts"));
        assertEquals("text", conflict.get("kind").asText());
        assertEquals("one two three\nfour\n", conflict.get("base").asText());
        assertEquals("zero one three", conflict.get("places").get(0).get("merged").asText());
        laptop.json("resolve", conflict.get("id").asText(), "--both");
        exchange();
        assertTrue(ofItem(list, desk.json("conflicts")).isMissingNode());
        assertEquals(desk.viewHash(), laptop.viewHash());
    }

    @Test
    void givenEditsOfTwoLines_whenMerged_thenItIsListedAndCanBeReverted() {
        var list = shared("Lines", "one\ntwo\nthree\n");
        desk.json("insert", list, "--at", "0", "zero ");
        laptop.json("insert", list, "--at", "8", "more than ");
        exchange();

        assertEquals("zero one\ntwo\nmore than three\n", body(desk, list));
        assertTrue(ofItem(list, desk.json("conflicts")).isMissingNode());
        var merged = ofItem(list, desk.json("merged"));
        assertEquals(merged, ofItem(list, laptop.json("merged")));
        assertEquals(List.of("entry", "item", "title", "at", "devices", "places"), names(merged));
        assertEquals("[\"Desk PC\",\"Laptop\"]", merged.get("devices").toString());

        desk.json("merged-revert", merged.get("entry").asText());
        exchange();
        assertEquals("zero one\ntwo\nthree\n", body(laptop, list));
        assertEquals(desk.viewHash(), laptop.viewHash());
    }

    private static String body(TestProfile profile, String item) {
        return profile.json("show", item).get("body").asText();
    }

    private static List<String> names(JsonNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
