package org.odradek.sync.client.clone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.odradek.core.cbor.CborWriter;
import org.odradek.store.Stores;
import org.odradek.store.profile.ProfileIdentity;
import org.odradek.store.snapshot.RowForm;
import org.odradek.sync.client.clone.CloneTaking.Taken;
import org.odradek.sync.protocol.clone.CloneOffer;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/// The rows that a clone carries beside its entries are forged in one thing or another.

final class CloneRowsForgeryTest extends ForgedClones {
    private void carryRows() throws IOException {
        var identity =
                new ProfileIdentity(
                        writers.founder.account(), author.id, "Author", writers.founder.keys());
        Stores.prepare(authorsFolder, identity);
        try (var authors = open(authorsFolder)) {
            authors.receive(author.written);
            authors.receive(other.written);
            var pieces = new ArrayList<byte[]>();
            var cut = authors.cut(pieces::add);
            form = cut.form();
            viewHash = cut.viewHash();
            view = pieces;
            chunks.clear();
            var piece = cut.after(0, CloneChunk.BYTES_MAX, CloneChunk.OVERHEAD_BYTES);
            chunks.add(new ArrayList<>(piece.entries()));
            log.add(piece.rows());
        }
    }

    /// Whether tables of their own were filled with the rows, and came into use.
    private boolean tookRows() {
        return Files.exists(folder.resolve("view-2").resolve("complete"));
    }

    private void assertTakenWithoutRows() {
        assertInstanceOf(Taken.Complete.class, taken());
        assertEquals(claimed, store.received().seqByDevice());
        assertFalse(tookRows(), "rows that are not those of the entries came into use");
    }

    @Test
    void givenRowsOfTheEntries_whenOffered_thenTheyComeIntoUse() throws IOException {
        carryRows();
        offer();

        assertFalse(assertInstanceOf(Taken.Complete.class, taken()).differs());
        assertEquals(claimed, store.received().seqByDevice());
        assertEquals(viewHash, store.view().viewHash());
        assertTrue(tookRows(), "the rows were not used");
    }

    @Test
    void givenRowsOfAnotherForm_whenOffered_thenTheEntriesAreTakenAlone() throws IOException {
        carryRows();
        form = new RowForm(form.packing(), form.schema(), form.madeBy() + 1);
        offer();

        assertTakenWithoutRows();
        assertEquals(viewHash, store.view().viewHash());
    }

    @Test
    void givenRowsThatAreNone_whenOffered_thenTheEntriesAreTakenAlone() throws IOException {
        carryRows();
        view.set(view.size() - 1, new byte[] {0, 0, 0, 0, 9, 1, 2, 3});
        offer();

        assertTakenWithoutRows();
    }

    @Test
    void givenAHashThatTheRowsDoNotHave_whenOffered_thenTheEntriesAreTakenAndItIsSaid()
            throws IOException {
        carryRows();
        viewHash = "0".repeat(64);
        offer();

        assertTrue(assertInstanceOf(Taken.Complete.class, taken()).differs());
        assertFalse(tookRows(), "rows of another hash came into use");
    }

    @Test
    void givenRowsOfTheLogThatAreNone_whenOffered_thenTheEntriesAreTakenAlone() throws IOException {
        carryRows();
        log.set(0, new byte[] {0, 0, 0, 9});
        offer();

        assertTakenWithoutRows();
        assertEquals(viewHash, store.view().viewHash());
    }

    @Test
    void givenRowsOfAnEntryPutIn_whenVerified_thenNothingIsTaken() throws IOException {
        carryRows();
        var twin = writers.new Device(other.id, other.sign).writes(2);
        chunks.getFirst().removeLast();
        chunks.getFirst().add(twin.written.get(1));
        offer();

        assertForged("an entry that does not follow its device's chain");
    }

    @Test
    void givenACloneOfANewerVersion_whenOffered_thenItIsLeftAloneAndNobodyIsAccused() {
        var body = new CborWriter().array(2).integer(3).text("what nobody knows yet").toByteArray();
        var signed = new CborWriter().array(2).bytes(body).bytes(new byte[64]).toByteArray();
        var bound = CloneManifest.bound(writers.founder.account(), namedAuthor);
        offers.add(
                new CloneOffer(
                        namedAuthor,
                        offeredCut,
                        sealing().sealManifest(bound, signed),
                        List.of(),
                        0));

        assertInstanceOf(Taken.NoneYet.class, taken());
        assertNothingIsTaken();
    }

    @Test
    void givenBelievedRows_whenTheirEntriesMakeAnotherView_thenItIsSaidOnceAndMadeAnew() {
        store.receive(author.written);
        store.receive(other.written);
        var check = new CloneCheck(store);
        check.owe(store.received(), "0".repeat(64));

        assertEquals(CloneCheck.Step.DIFFERS, checked(check));
        assertEquals(CloneCheck.Step.NOTHING_OWED, check.step());
    }

    private static CloneCheck.Step checked(CloneCheck check) {
        var step = check.step();
        while (step == CloneCheck.Step.MORE) {
            step = check.step();
        }
        return step;
    }

    @Test
    void givenBelievedRows_whenTheirEntriesMakeTheSameView_thenNothingIsSaid() {
        store.receive(author.written);
        var check = new CloneCheck(store);
        check.owe(store.received(), store.view().viewHash());
        store.receive(other.written);

        assertEquals(CloneCheck.Step.ALIKE, checked(check));
        assertEquals(CloneCheck.Step.NOTHING_OWED, check.step());
    }

    /// A server that holds clones and their chunks, and nothing else.
}
