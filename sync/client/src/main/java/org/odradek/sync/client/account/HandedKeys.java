package org.odradek.sync.client.account;

import org.odradek.core.cbor.MalformedCborException;
import org.odradek.core.entry.ContentKeys;
import org.odradek.core.entry.TamperedException;
import org.odradek.store.profile.Profile;
import org.odradek.store.profile.ProfileKeys;
import org.odradek.sync.client.keys.SealedBox;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.control.ControlChange;
import org.odradek.sync.protocol.control.ControlLog;
import org.odradek.sync.protocol.control.EnrolledDevice;
import org.odradek.sync.protocol.control.KeyGeneration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;

/// The content keys that a verified control log hands out. Each was sealed by a device of the account, which can have sealed nothing: what
/// does not open is a gap, see [ContentKeys], and what is sealed under it waits, parked.
public final class HandedKeys {
    private static final Logger LOG = LoggerFactory.getLogger(HandedKeys.class);

    private HandedKeys() {}

    /// The keys known to this profile, and what the log hands to its device beyond them. A device that was enrolled once more, since the
    /// server had lost that, has from its enrolment what the account changed to meanwhile; the others are handed out one by one.
    static List<byte[]> toDevice(ControlLog log, Profile profile) {
        var device = profile.device();
        var box = profile.keys().deviceBox();
        var boxPublic = RawKeys.raw(box.publicKey());
        var known = profile.keys().contentKeys();
        var keys =
                log.device(device)
                        .filter(enrolled -> lacks(known, enrolled.keyGeneration()))
                        .map(
                                enrolled ->
                                        opened(
                                                boxPublic,
                                                box.privateKey(),
                                                enrolled.sealedContentKeys()))
                        .flatMap(handed -> ContentKeys.together(known, handed))
                        .orElse(known);
        List<byte[]> one = new ArrayList<>();
        for (var generation : log.contentKeys()) {
            one.add(
                    isGapAt(keys, generation.generation())
                            ? generation
                                    .sealedFor(device)
                                    .map(handed -> single(boxPublic, box.privateKey(), handed))
                                    .orElseGet(HandedKeys::gap)
                            : gap());
        }
        // Only gaps are filled.
        return ContentKeys.together(keys, one).orElseThrow();
    }

    /// The keys that open for the root, with their gaps.
    static List<byte[]> toRoot(ControlLog log, ProfileKeys.RootPrivate root) {
        var handed =
                log.contentKeys().stream()
                        .map(KeyGeneration::sealedKeyForRoot)
                        .map(key -> single(log.root().box(), root.box(), key))
                        .toList();
        return ContentKeys.together(handed, List.of()).orElseThrow();
    }

    /// Whether the root can open the content key that it handed to itself.
    static boolean opensFirst(ControlChange.Founded founded, ProfileKeys.RootPrivate root) {
        return ContentKeys.isKey(
                single(founded.root().box(), root.box(), founded.sealedKeyForRoot()));
    }

    /// Whether the newest content key of this profile is older than the account's, and a device that was removed since was handed it, too:
    /// that one could read what is sealed here.
    public static boolean isOutdated(ControlLog log, Profile profile) {
        int newest = profile.keys().contentKeys().size();
        if (newest >= log.keyGeneration()) {
            return false;
        }
        var generation = log.contentKeys().get(newest - 1);
        return log.devices().values().stream()
                .filter(EnrolledDevice::isRevoked)
                .anyMatch(
                        device ->
                                device.keyGeneration() >= newest
                                        || generation.sealedFor(device.device()).isPresent());
    }

    private static boolean lacks(List<byte[]> keys, int upTo) {
        for (int generation = 1; generation <= upTo; generation++) {
            if (isGapAt(keys, generation)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isGapAt(List<byte[]> keys, int generation) {
        return generation > keys.size() || ContentKeys.isGap(keys.get(generation - 1));
    }

    private static byte[] gap() {
        return new byte[0];
    }

    private static byte[] single(Bytes holder, byte[] privateKey, Bytes handed) {
        var opened = opened(holder, privateKey, handed);
        return opened.size() == 1 ? opened.getFirst() : gap();
    }

    private static List<byte[]> opened(Bytes holder, byte[] privateKey, Bytes handed) {
        try {
            var opened = SealedBox.open(holder, privateKey, handed);
            if (opened.stream().allMatch(key -> ContentKeys.isKey(key) || ContentKeys.isGap(key))) {
                return opened;
            }
        } catch (TamperedException | MalformedCborException e) {
            LOG.debug("What does not open.", e);
        }
        LOG.error("A content key of this account does not open on this device.");
        return List.of();
    }
}
