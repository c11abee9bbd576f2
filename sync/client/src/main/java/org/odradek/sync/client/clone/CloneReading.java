package org.odradek.sync.client.clone;

import org.odradek.core.cbor.MalformedCborException;
import org.odradek.core.entry.ContentKeys;
import org.odradek.sync.client.keys.CloneSealing;
import org.odradek.sync.protocol.clone.CloneOffer;
import org.odradek.sync.protocol.control.ControlLog;

import java.util.HashSet;
import java.util.List;
import java.util.function.IntFunction;

/// Opens a clone's manifest and finds out whether to believe it. Pure.
final class CloneReading {
    private CloneReading() {}

    /// What an offer turns out to be.
    sealed interface Read {
        record Understood(CloneManifest manifest, CloneSealing sealing) implements Read {}

        record AuthorRevoked() implements Read {}

        record Forged(String what) implements Read {}
    }

    static Read read(
            CloneOffer offer,
            ControlLog control,
            List<byte[]> contentKeys,
            IntFunction<byte[]> randomBytes) {
        var author = control.device(offer.author());
        if (author.isEmpty()) {
            return new Read.Forged("a clone of a device that the account does not know");
        }
        if (author.get().isRevoked()) {
            return new Read.AuthorRevoked();
        }
        var bound = CloneManifest.bound(control.account(), offer.author());
        var opened = CloneSealing.openManifest(bound, offer.manifest(), contentKeys, randomBytes);
        if (opened.isEmpty()) {
            return new Read.Forged("a clone that was not sealed for this account");
        }
        CloneManifest.Signed signed;
        try {
            signed = CloneManifest.decode(opened.get());
        } catch (MalformedCborException e) {
            return new Read.Forged("a clone that this version does not read");
        }
        var manifest = signed.manifest();
        boolean fits =
                signed.isSignedBy(author.get().sign())
                        && manifest.account().equals(control.account())
                        && manifest.author().equals(offer.author())
                        && manifest.cut().equals(offer.cut())
                        && new HashSet<>(manifest.chunks()).equals(new HashSet<>(offer.blobs()))
                        && manifest.keyGeneration() >= 1
                        && manifest.keyGeneration() <= contentKeys.size()
                        && ContentKeys.isKey(contentKeys.get(manifest.keyGeneration() - 1));
        return fits
                ? new Read.Understood(
                        manifest,
                        new CloneSealing(
                                contentKeys.get(manifest.keyGeneration() - 1), randomBytes))
                : new Read.Forged("a clone that its author did not sign");
    }
}
