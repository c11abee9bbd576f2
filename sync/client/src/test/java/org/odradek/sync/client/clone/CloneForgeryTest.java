package org.odradek.sync.client.clone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.odradek.core.causality.VersionVector;
import org.odradek.sync.client.account.RawKeys;
import org.odradek.sync.client.clone.CloneTaking.Taken;
import org.odradek.sync.client.keys.CloneSealing;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.clone.CloneOffer;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.Token;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Clones that a server made up or altered, and clones of a device of the account that lies. Nothing of them is taken.
final class CloneForgeryTest extends CloneForgeryFixture {
    private Taken taken() {
        try (var line = new Shelf(offers, blobs)) {
            var taking = new CloneTaking(store, new ServerApi(line), writers.randomBytes);
            Taken taken = new Taken.More();
            while (taken instanceof Taken.More) {
                taken = taking.step(new Token("t", 1), writers.control());
            }
            return taken;
        }
    }

    private void assertForged(String what) {
        var forged = assertInstanceOf(Taken.Forged.class, taken());

        assertEquals(what, forged.what());
        assertNothingIsTaken();
    }

    @Test
    void givenAnHonestClone_whenOffered_thenAllOfItIsTaken() {
        offer();

        assertInstanceOf(Taken.Complete.class, taken());
        assertEquals(claimed, store.received().seqByDevice());
    }

    @Test
    void givenAnAuthorThatTheAccountDoesNotKnow_whenOffered_thenNothingIsTaken() {
        var stranger = writers.stranger();
        signer = stranger.sign;
        namedAuthor = stranger.id;
        offer();

        assertForged("a clone of a device that the account does not know");
    }

    @Test
    void givenAnAuthorThatWasRemoved_whenOffered_thenNothingIsTaken() {
        writers.revoke(author, 3);
        offer();

        assertInstanceOf(Taken.NoneYet.class, taken());
        assertNothingIsTaken();
    }

    @Test
    void givenTheSignatureOfAnotherDevice_whenOffered_thenNothingIsTaken() {
        signer = other.sign;
        offer();

        assertForged("a clone that its author did not sign");
    }

    @Test
    void givenACutMovedInTheOffer_whenOffered_thenNothingIsTaken() {
        offeredCut = new Cursor(1, 50, new Bytes(new byte[32]));
        offer();

        assertForged("a clone that its author did not sign");
    }

    @Test
    void givenAChunkLeftOutOfTheOffer_whenOffered_thenNothingIsTaken() {
        var names = putChunks();
        offer(manifest(names), names.subList(0, 1));

        assertForged("a clone that its author did not sign");
    }

    @Test
    void givenAManifestSealedForAnotherAccount_whenOffered_thenNothingIsTaken() {
        var foreign = new Writers(8);
        var eve = foreign.enrolled();
        var manifest =
                new CloneManifest(
                        foreign.founder.account(),
                        eve.id,
                        CUT,
                        VersionVector.EMPTY,
                        "00",
                        1,
                        List.of(),
                        List.of());
        var sealed =
                new CloneSealing(
                                foreign.founder.keys().contentKeys().getFirst(),
                                foreign.randomBytes)
                        .sealManifest(
                                CloneManifest.bound(foreign.founder.account(), eve.id),
                                manifest.signed(RawKeys.signingKey(eve.sign.privateKey())));
        offers.add(new CloneOffer(author.id, CUT, sealed, List.of(), 0));

        assertForged("a clone that was not sealed for this account");
    }

    @Test
    void givenAManifestOfAnotherAccountUnderTheSameKeys_whenOffered_thenNothingIsTaken() {
        var names = putChunks();
        var mine = manifest(names);
        offer(
                new CloneManifest(
                        new Writers(8).founder.account(),
                        mine.author(),
                        mine.cut(),
                        mine.entries(),
                        mine.viewHash(),
                        1,
                        mine.heads(),
                        names),
                names);

        assertForged("a clone that its author did not sign");
    }

    @Test
    void givenChunksInAnotherOrder_whenADeviceLogIsInTwo_thenNothingIsTaken() {
        chunks.set(0, new ArrayList<>(author.written.subList(2, 3)));
        chunks.add(new ArrayList<>(author.written.subList(0, 2)));
        offer();

        assertForged("an entry that does not follow its device's chain");
    }

    @Test
    void givenAChunkInAnothersPlace_whenFetched_thenNothingIsTaken() {
        offer();
        var names = new ArrayList<>(blobs.keySet());
        Collections.reverse(names);
        var contents = new ArrayList<>(blobs.values());
        for (int i = 0; i < names.size(); i++) {
            blobs.put(names.get(i), contents.get(i));
        }

        assertForged("a chunk that no device of this account sealed");
    }

    @Test
    void givenTheLastEntryOfAnotherDeviceLeftOut_whenVerified_thenNothingIsTaken() {
        chunks.get(1).removeLast();
        offer();

        assertForged("a clone that lacks some of what it names");
    }

    @Test
    void givenALogCutBeforeItsHead_whenVerified_thenNothingIsTaken() {
        chunks.get(1).removeLast();
        claimed.put(other.id, 1L);
        offer();

        assertForged("a log without the word of its device");
    }

    @Test
    void givenNoHeadOfADevice_whenVerified_thenNothingIsTaken() {
        heads.removeLast();
        offer();

        assertForged("a log without the word of its device");
    }

    @Test
    void givenAHeadSignedByTheAuthorForAnother_whenVerified_thenNothingIsTaken() {
        heads.set(1, other.headAt(2, author.sign));
        offer();

        assertForged("a head that its device did not sign");
    }

    @Test
    void givenAnEntryPutIn_whenVerified_thenNothingIsTaken() {
        var twin = writers.new Device(other.id, other.sign).writes(2);
        chunks.get(1).set(1, twin.written.get(1));
        offer();

        assertForged("an entry that does not follow its device's chain");
    }

    @Test
    void givenAnotherLastEntryThanTheHeads_whenVerified_thenNothingIsTaken() {
        var twin = writers.new Device(other.id, other.sign);
        twin.written.add(other.written.getFirst());
        twin.writes(1);
        chunks.get(1).set(1, twin.written.get(1));
        offer();

        assertForged("a head of another chain");
    }

    @Test
    void givenAnEntryOfADeviceThatTheManifestDoesNotName_whenVerified_thenNothingIsTaken() {
        chunks.get(1).addAll(writers.stranger().writes(1).written);
        offer();

        assertForged("an entry that does not follow its device's chain");
    }

    @Test
    void givenWhatARemovedDeviceWroteLater_whenVerified_thenNothingIsTaken() {
        writers.revoke(other, 1);
        offer();

        assertForged("entries that a device wrote after it was removed");
    }

    @Test
    void givenAForgedCloneBesideAnHonestOne_whenOffered_thenTheHonestOneIsTaken() {
        signer = other.sign;
        offer();
        signer = author.sign;
        offer();

        assertInstanceOf(Taken.Complete.class, taken());
        assertTrue(store.received().seqByDevice().equals(claimed));
    }
}
