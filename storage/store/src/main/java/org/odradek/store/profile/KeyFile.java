package org.odradek.store.profile;

import org.odradek.core.cbor.CborReader;
import org.odradek.core.cbor.CborWriter;
import org.odradek.core.cbor.MalformedCborException;
import org.odradek.core.entry.AccountId;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.NewerFormatException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;

/// The file `keys` of a profile. It is exchanged whole: written beside, forced, moved.
public final class KeyFile {
    private static final int FORMAT = 1;
    private static final int ELEMENTS = 10;
    private static final String NAME = "keys";

    private final Path file;

    /// @param folder the profile's folder
    public KeyFile(Path folder) {
        this.file = folder.resolve(NAME);
    }

    /// Empty when the profile has none yet. Throws [NewerFormatException] for a newer version's file and [MalformedCborException] for
    /// a damaged one.
    public Optional<ProfileIdentity> read() throws IOException {
        return Files.exists(file)
                ? Optional.of(decode(Files.readAllBytes(file)))
                : Optional.empty();
    }

    /// Writes the file; answers when it is durable.
    public void write(ProfileIdentity identity) throws IOException {
        Files.createDirectories(folder());
        var beside = beside();
        Files.deleteIfExists(beside);
        create(beside);
        try (var channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
            var content = ByteBuffer.wrap(encode(identity));
            while (content.hasRemaining()) {
                channel.write(content);
            }
            channel.force(true);
        }
        Files.move(
                beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolder();
    }

    /// Takes the file away, if there is one.
    public void delete() throws IOException {
        Files.deleteIfExists(beside());
        Files.deleteIfExists(file);
    }

    private Path beside() {
        return folder().resolve(NAME + ".new");
    }

    private Path folder() {
        return Objects.requireNonNull(
                file.toAbsolutePath().getParent(), "a profile is in a folder");
    }

    /// Only the owner may read keys, where the file system knows owners.
    private static void create(Path path) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(
                    path,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(path);
        }
    }

    /// Windows cannot open a folder; its moves are durable without.
    private void forceFolder() throws IOException {
        if (folder().getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (var channel = FileChannel.open(folder(), StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    static byte[] encode(ProfileIdentity identity) {
        var keys = identity.keys();
        var out = new CborWriter().array(ELEMENTS).integer(FORMAT);
        out.bytes(identity.account().bytes()).bytes(identity.device().bytes());
        out.text(identity.deviceName());
        var rootPrivate = keys.rootPrivate();
        if (rootPrivate == null) {
            out.none();
        } else {
            out.array(2).bytes(rootPrivate.sign()).bytes(rootPrivate.box());
        }
        out.array(2).bytes(keys.rootPublic().sign()).bytes(keys.rootPublic().box());
        pair(out, keys.deviceSign());
        pair(out, keys.deviceBox());
        out.array(keys.contentKeys().size());
        keys.contentKeys().forEach(out::bytes);
        return out.none().toByteArray();
    }

    static ProfileIdentity decode(byte[] encoded) {
        var in = new CborReader(encoded);
        int elements = in.array();
        long format = in.integer();
        if (format != FORMAT || elements != ELEMENTS) {
            throw new NewerFormatException("a key file of format " + format);
        }
        var account = AccountId.of(in.bytes());
        var device = DeviceId.of(in.bytes());
        var name = in.text();
        ProfileKeys.RootPrivate rootPrivate = null;
        if (!in.none()) {
            in.array();
            rootPrivate = new ProfileKeys.RootPrivate(in.bytes(), in.bytes());
        }
        in.array();
        var rootPublic = new ProfileKeys.RootPublic(in.bytes(), in.bytes());
        var sign = pair(in);
        var box = pair(in);
        var contentKeys = new ArrayList<byte[]>();
        for (int left = in.array(); left > 0; left--) {
            contentKeys.add(in.bytes());
        }
        return new ProfileIdentity(
                account,
                device,
                name,
                new ProfileKeys(rootPrivate, rootPublic, sign, box, contentKeys));
    }

    private static void pair(CborWriter out, ProfileKeys.Pair pair) {
        out.array(2).bytes(pair.privateKey()).bytes(pair.publicKey());
    }

    private static ProfileKeys.Pair pair(CborReader in) {
        in.array();
        return new ProfileKeys.Pair(in.bytes(), in.bytes());
    }
}
