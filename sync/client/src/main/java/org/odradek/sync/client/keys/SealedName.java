package org.odradek.sync.client.keys;

import org.odradek.core.entry.ContentKeys;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.TamperedException;
import org.odradek.sync.protocol.Bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/// A device's name, sealed for the account's devices, so that the server learns none. Padded to one size, since lengths tell much
/// of names.
public final class SealedName {
    private static final String PURPOSE = "odradek device name v1";
    private static final int PADDED_BYTES = 256;

    private SealedName() {}

    /// Seals under the account's newest content key; a name of more than 255 bytes is cut.
    public static Bytes seal(
            String name,
            DeviceId device,
            List<byte[]> contentKeys,
            IntFunction<byte[]> randomBytes) {
        var padded = new byte[PADDED_BYTES];
        var bytes = name.getBytes(StandardCharsets.UTF_8);
        int size = Math.min(bytes.length, PADDED_BYTES - 1);
        padded[0] = (byte) size;
        System.arraycopy(bytes, 0, padded, 1, size);
        var key = key(contentKeys.getLast());
        return new Bytes(
                Hkdf.seal(
                        key, randomBytes.apply(Hkdf.NONCE_BYTES), PURPOSE, device.bytes(), padded));
    }

    /// Empty when no content key of this device opens it.
    public static Optional<String> open(Bytes sealed, DeviceId device, List<byte[]> contentKeys) {
        for (var contentKey : contentKeys.reversed()) {
            if (ContentKeys.isGap(contentKey)) {
                continue;
            }
            try {
                var padded = Hkdf.open(key(contentKey), PURPOSE, device.bytes(), sealed.array());
                int size = padded[0] & 0xff;
                return Optional.of(
                        new String(
                                Arrays.copyOfRange(padded, 1, 1 + size), StandardCharsets.UTF_8));
            } catch (TamperedException e) {
                // Sealed under another generation: the next one may open it.
            }
        }
        return Optional.empty();
    }

    private static byte[] key(byte[] contentKey) {
        return Hkdf.derive(contentKey, PURPOSE, new byte[0]);
    }
}
