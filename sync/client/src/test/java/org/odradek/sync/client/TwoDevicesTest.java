package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.store.edit.Planned;
import org.odradek.store.edit.Resolutions;
import org.odradek.sync.client.account.AccountResult;
import org.odradek.sync.client.account.Joining;
import org.odradek.sync.server.limit.Limits;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Two devices, each with a past of its own, and a real server between them.
final class TwoDevicesTest {
    private static final String PASSWORD = "correct horse battery staple";

    @TempDir Path folder;
    private TestServer server;
    private TestDevice desk;
    private TestDevice laptop;

    @BeforeEach
    void open() throws IOException {
        server = new TestServer(folder.resolve("server"));
        desk = new TestDevice(folder.resolve("desk"), "Desk PC", server.url());
        laptop = new TestDevice(folder.resolve("laptop"), "Laptop", server.url());
    }

    @AfterEach
    void close() throws IOException {
        desk.close();
        laptop.close();
        server.close();
    }

    private void together() throws IOException {
        assertInstanceOf(AccountResult.Done.class, desk.create("ada", PASSWORD));
        assertInstanceOf(Joining.Enrolled.class, laptop.logIn("ada", PASSWORD));
        exchange();
    }

    private void exchange() {
        for (var device : List.of(desk, laptop, desk)) {
            assertEquals(SyncState.Kind.UP_TO_DATE, device.sync().kind());
        }
    }

    @Test
    void givenTwoProfilesWithNotes_whenSecondSignsIn_thenBothShowAllNotesOfBoth()
            throws IOException {
        desk.note("Bread", "flour, water, salt");
        var tea = laptop.note("Tea", "Assam");
        laptop.insert(tea, 5, ", milk");
        laptop.note("Coffee", "");

        together();

        assertEquals(List.of("Bread", "Coffee", "Tea"), desk.titles());
        assertEquals(List.of("Bread", "Coffee", "Tea"), laptop.titles());
        assertEquals("Assam, milk", desk.body(tea));
        assertEquals(desk.hash(), laptop.hash());
        assertEquals("Laptop", desk.store.view().item(tea).orElseThrow().createdBy());
    }

    @Test
    void givenTwoDevices_whenBothEdit_thenBothEndAlike() throws IOException {
        var note = desk.note("List", "one\ntwo\n");
        together();

        desk.insert(note, 0, "zero\n");
        laptop.insert(note, 8, "three\n");
        laptop.rename(note, "Numbers");
        exchange();

        assertEquals("zero\none\ntwo\nthree\n", laptop.body(note));
        assertEquals("zero\none\ntwo\nthree\n", desk.body(note));
        assertEquals(List.of("Numbers"), desk.titles());
        assertEquals(desk.hash(), laptop.hash());
    }

    @Test
    void givenConflictingTitles_whenOneDeviceResolves_thenConflictIsGoneOnBoth()
            throws IOException {
        var note = desk.note("Plan", "");
        together();
        desk.rename(note, "Plan A");
        laptop.rename(note, "Plan B");
        exchange();
        assertEquals(desk.store.view().conflicts().size(), 1);
        assertEquals(
                desk.store.view().conflicts().getFirst().id(),
                laptop.store.view().conflicts().getFirst().id());

        var conflict = laptop.store.view().conflicts().getFirst();
        var plan =
                new Resolutions(laptop.store.view())
                        .resolve(conflict, new Resolutions.Choice.Take(2));
        laptop.submit(((Planned.Ready) plan).actions());
        exchange();

        assertEquals(List.of(), desk.store.view().conflicts());
        assertEquals(List.of(), laptop.store.view().conflicts());
        assertEquals(laptop.titles(), desk.titles());
        assertEquals(desk.hash(), laptop.hash());
    }

    @Test
    void givenAnAccount_whenPasswordIsWrong_thenNothingChanges() throws IOException {
        laptop.note("Tea", "");
        desk.create("ada", PASSWORD);

        var joining = laptop.logIn("ada", "wrong");

        assertEquals(
                new Joining.Refused(
                        "wrong-password",
                        "That password doesn't fit this name. Nothing was changed."),
                joining);
        assertEquals(List.of("Tea"), laptop.titles());
    }

    @Test
    void givenAName_whenAnotherProfileSignsUpWithIt_thenItIsTaken() {
        desk.create("ada", PASSWORD);

        assertEquals(
                new AccountResult.Refused("name-taken", "This name is taken."),
                laptop.create("Ada", PASSWORD));
    }

    @Test
    void givenAServerWithAllTheAccountsItTakes_whenAnotherSignsUp_thenOneSentence()
            throws IOException {
        desk.create("ada", PASSWORD);
        server.stop();
        server.grant(Limits.DEFAULT.withAccounts(1));
        server.start();

        assertEquals(
                new AccountResult.Refused(
                        "no-new-accounts",
                        "This server takes no new accounts; ask whoever runs it, or choose another"
                                + " one."),
                laptop.create("bob", PASSWORD));
        assertInstanceOf(Joining.Enrolled.class, laptop.logIn("ada", PASSWORD));
    }

    @Test
    void givenAProfileThatDelivered_whenItSignsInElsewhere_thenItIsRefused() throws IOException {
        desk.note("Bread", "");
        desk.create("ada", PASSWORD);
        desk.sync();
        laptop.create("bob", PASSWORD);
        desk.facts().signOut();

        var joining = desk.logIn("bob", PASSWORD);

        assertEquals("other-account", assertInstanceOf(Joining.Refused.class, joining).code());
    }

    @Test
    void givenAnEdit_whenOtherDeviceHasIt_thenNothingWaits() throws IOException {
        together();
        desk.note("Bread", "");
        assertEquals(1, desk.store.standing().undelivered());

        exchange();

        assertEquals(0, desk.store.standing().undelivered());
        assertEquals(0, laptop.store.standing().undelivered());
        assertEquals(List.of("Bread"), laptop.titles());
    }

    @Test
    void givenADevice_whenRestarted_thenItGoesOnWhereItWas() throws IOException {
        desk.note("Bread", "");
        together();

        laptop.restart();
        desk.note("Butter", "");
        exchange();

        assertEquals(List.of("Bread", "Butter"), laptop.titles());
        assertEquals(1, laptop.sync.state().received());
        assertEquals(desk.hash(), laptop.hash());
    }
}
