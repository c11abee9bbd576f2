package org.odradek.sync.client.clone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.odradek.sync.client.clone.CloneTaking.Taken;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.protocol.wire.Token;

import java.util.Map;

/// Clones that are looked at for what counts of a removed device alone, by those who need none otherwise.
final class UnneededCloneTest extends CloneForgeryFixture {
    /// What comes of looking twice for what counts of a removed device; the second time nothing is fetched again.
    private Taken regained() {
        try (var line = new Shelf(offers, blobs)) {
            var taking = new CloneTaking(store, new ServerApi(line), writers.randomBytes);
            Taken taken = new Taken.More();
            while (taken instanceof Taken.More) {
                taken = taking.regain(new Token("t", 1), writers.control());
            }
            int fetched = line.fetched.size();
            assertEquals(taken, taking.regain(new Token("t", 1), writers.control()));
            assertEquals(fetched, line.fetched.size());
            return taken;
        }
    }

    @Test
    void
            givenAForgedCloneThatIsNotNeeded_whenLookedAtForWhatCountsOfARemovedOne_thenItIsLeftAlone() {
        writers.revoke(other, 2);
        var twin = writers.new Device(author.id, author.sign).writes(3);
        chunks.getFirst().set(1, twin.written.get(1));
        offer();

        assertInstanceOf(Taken.NoneYet.class, regained());
        assertNothingIsTaken();
    }

    @Test
    void givenACloneWithOtherEntriesOfItsAuthor_whenLookedAtForThat_thenItIsLeftAlone() {
        writers.revoke(other, 2);
        store.receive(author.written);
        var twin = writers.new Device(author.id, author.sign).writes(3);
        chunks.set(0, twin.written);
        heads.set(0, twin.head());
        offer();

        assertInstanceOf(Taken.NoneYet.class, regained());
        assertEquals(Map.of(author.id, 3L), store.received().seqByDevice());
    }

    private boolean owes() {
        try (var line = new Shelf(offers, blobs)) {
            return new CloneOwing(store, new ServerApi(line), writers.randomBytes)
                            .look(new Token("t", 1), writers.control())
                    instanceof CloneOwing.Owing.Owes;
        }
    }

    @Test
    void givenACloneThatOnlyClaimsARemovedDevicesEntries_whenLookedAt_thenOneIsOwedAllTheSame() {
        writers.revoke(other, 1);
        writers.move(other, 2);
        store.receive(other.written);
        heads.set(1, other.headAt(2, author.sign));
        offer();
        assertTrue(owes(), "whoever comes by it believes none of it");

        heads.set(1, other.head());
        offer();

        assertFalse(owes(), "there is one that holds them");
    }
}
