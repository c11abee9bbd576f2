package org.odradek.store.attachment;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A folder of sealed files, each stored once under an HMAC of its content.
///
/// A file is written beside, forced, and moved into its place, so that what is there is whole. Any
/// thread may use it; one process at a time.
public final class AttachmentFolder implements Attachments {

    private static final int SHA256_DIGITS = 64;

    private final Path folder;
    private final AttachmentKeys keys;
    private final SecureRandom random;
    private final long sizeBytesMax;

    private AttachmentFolder(
            Path folder, AttachmentKeys keys, SecureRandom random, long sizeBytesMax) {
        this.folder = folder;
        this.keys = keys;
        this.random = random;
        this.sizeBytesMax = sizeBytesMax;
    }

    /// Opens the folder, which is made if need be, and clears what a crash left half written. Partly
    /// received files are kept.
    ///
    /// @param key 32 bytes, the same on every device of the account
    public static AttachmentFolder open(Path folder, byte[] key, SecureRandom random)
            throws IOException {
        return open(folder, key, random, SIZE_BYTES_MAX);
    }

    static AttachmentFolder open(Path folder, byte[] key, SecureRandom random, long sizeBytesMax)
            throws IOException {
        Files.createDirectories(folder.resolve("partial"));
        Path temporary = Files.createDirectories(folder.resolve("temporary"));
        try (var left = Files.newDirectoryStream(temporary)) {
            for (Path file : left) {
                Files.delete(file);
            }
        }
        return new AttachmentFolder(folder, new AttachmentKeys(key), random, sizeBytesMax);
    }

    @Override
    public Kept keep(InputStream content) throws IOException {
        try (Spool spool = spool(content)) {
            Placed placed = place(spool);
            for (Path each : placed.folders()) {
                forceFolder(each);
            }
            return placed.kept();
        }
    }

    @Override
    public Intake intake() {
        return new Intake(this);
    }

    /// Reads the stream to its end.
    Spool spool(InputStream content) throws IOException {
        return Spool.take(content, temporaryFile(), sizeBytesMax, random);
    }

    /// A file in its place, whose bytes are forced.
    ///
    /// @param folders those that are still to be forced
    record Placed(Kept kept, List<Path> folders) {
        Placed {
            folders = List.copyOf(folders);
        }
    }

    /// Brings a file into its place. Any number of threads at once.
    Placed place(Spool spool) throws IOException {
        if (spool.sizeBytes() > sizeBytesMax) {
            return new Placed(new Kept.TooLarge(spool.sizeBytes()), List.of());
        }
        byte[] sha256 = spool.contentHash();
        String digits = HexFormat.of().formatHex(sha256);
        Kept stored = new Kept.Stored(digits, spool.sizeBytes());
        // A damaged file under the same name is replaced: keeping it again heals it. One that is
        // whole
        // may have come there a moment ago, so its folder is forced all the same.
        if (verify(digits) instanceof Verified.Whole) {
            return new Placed(stored, List.of(folder, shard(sha256)));
        }
        return new Placed(stored, store(spool, sha256));
    }

    @Override
    public boolean has(String sha256) {
        return Files.exists(path(bytes(sha256)));
    }

    /// The bytes, opened while they are being read. A damaged file is a [DamagedAttachmentException]
    /// before any byte of the damaged chunk is handed out; a wrong hash shows at the end.
    @Override
    public Optional<InputStream> open(String sha256) throws IOException {
        byte[] content = bytes(sha256);
        if (!has(sha256)) {
            return Optional.empty();
        }
        SealedFile file = SealedFile.open(path(content));
        return Optional.of(new OpeningStream(file, keys.sealing(content, file.count()), content));
    }

    @Override
    public void copyTo(String sha256, Path target) throws IOException {
        InputStream content = open(sha256).orElseThrow(() -> new NoSuchFileException(sha256));
        Path beside = target.resolveSibling(target.getFileName() + "." + token() + ".part");
        try (content) {
            try (FileOutputStream out = new FileOutputStream(beside.toFile())) {
                content.transferTo(out);
                out.getFD().sync();
            }
            moveInto(target, beside);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /// Looks at every byte of a stored file.
    public Verified verify(String sha256) throws IOException {
        byte[] content = bytes(sha256);
        return has(sha256) ? verify(path(content), content) : new Verified.Missing();
    }

    /// A stored file's sealed chunks, for sending; empty when it is not on this device.
    public Optional<SealedChunks> sealedChunks(String sha256) throws IOException {
        byte[] content = bytes(sha256);
        if (!has(sha256)) {
            return Optional.empty();
        }
        SealedFile file = SealedFile.open(path(content));
        if (file.count() == 0) {
            file.close();
            throw new DamagedAttachmentException(sha256, 0);
        }
        return Optional.of(new SealedChunks(file, keys.chunkNames(content, file.count())));
    }

    /// The names under which the server would hold the chunks of a file.
    public List<String> chunkNames(String sha256, long sizeBytes) {
        return keys.chunkNames(bytes(sha256), ChunkLayout.count(sizeBytes));
    }

    /// Begins or goes on receiving a file that another device has attached.
    ///
    /// @throws IllegalArgumentException when the size is beyond the bound
    public Receiving receive(String sha256, long sizeBytes) throws IOException {
        if (sizeBytes < 0 || sizeBytes > sizeBytesMax) {
            throw new IllegalArgumentException("No size of an attachment: " + sizeBytes);
        }
        byte[] content = bytes(sha256);
        Path partial = folder.resolve("partial").resolve(keys.fileName(content));
        return new Receiving(this, keys, content, sizeBytes, partial);
    }

    /// Removes a stored file, for a purge.
    ///
    /// @return whether it was there
    public boolean remove(String sha256) throws IOException {
        return Files.deleteIfExists(path(bytes(sha256)));
    }

    /// Moves a completely received file into its place if its content is the right one; drops it if not.
    boolean storeReceived(Path partial, byte[] sha256, ChunkSealing sealing) throws IOException {
        if (!(verify(partial, sha256, sealing) instanceof Verified.Whole)) {
            Files.delete(partial);
            return false;
        }
        try (FileOutputStream out = new FileOutputStream(partial.toFile(), true)) {
            out.getFD().sync();
        }
        for (Path each : moveIntoPlace(partial, sha256)) {
            forceFolder(each);
        }
        return true;
    }

    private List<Path> store(Spool spool, byte[] sha256) throws IOException {
        int count = ChunkLayout.count(spool.sizeBytes());
        ChunkSealing sealing = keys.sealing(sha256, count);
        Path beside = temporaryFile();
        try {
            try (FileOutputStream out = new FileOutputStream(beside.toFile())) {
                out.write(ChunkLayout.header(count));
                spool.forEachChunk(
                        (number, data) ->
                                out.write(sealing.seal(number, data, data.length, random)));
                out.getFD().sync();
            }
            return moveIntoPlace(beside, sha256);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private Verified verify(Path path, byte[] content) throws IOException {
        try (SealedFile file = SealedFile.open(path)) {
            return verify(file, content, keys.sealing(content, file.count()));
        }
    }

    private static Verified verify(Path path, byte[] content, ChunkSealing sealing)
            throws IOException {
        try (SealedFile file = SealedFile.open(path)) {
            return verify(file, content, sealing);
        }
    }

    private static Verified verify(SealedFile file, byte[] content, ChunkSealing sealing)
            throws IOException {
        var digest = Spool.sha256();
        long sizeBytes = 0;
        if (sealing.count() == 0) {
            return new Verified.Damaged(0);
        }
        for (int number = 0; number < sealing.count(); number++) {
            Optional<byte[]> data = file.open(number, sealing);
            if (data.isEmpty()) {
                return new Verified.Damaged(number);
            }
            digest.update(data.get());
            sizeBytes += data.get().length;
        }
        boolean whole = MessageDigest.isEqual(digest.digest(), content) && !file.hasMore();
        return whole ? new Verified.Whole(sizeBytes) : new Verified.Damaged(-1);
    }

    /// Answers the folders that are to be forced.
    private List<Path> moveIntoPlace(Path beside, byte[] sha256) throws IOException {
        Path shard = shard(sha256);
        Files.createDirectories(shard);
        moveInto(path(sha256), beside);
        return List.of(folder, shard);
    }

    private static void moveInto(Path target, Path beside) throws IOException {
        Files.move(
                beside,
                target,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    static void forceFolder(Path which) throws IOException {
        if (System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows")) {
            return;
        }
        try (FileChannel channel = FileChannel.open(which, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private Path temporaryFile() {
        return folder.resolve("temporary").resolve(token());
    }

    private String token() {
        return Long.toHexString(random.nextLong());
    }

    private Path path(byte[] sha256) {
        return shard(sha256).resolve(keys.fileName(sha256));
    }

    /// One of 256 folders, since some file systems are slow with many names in one.
    private Path shard(byte[] sha256) {
        return folder.resolve(keys.fileName(sha256).substring(0, 2));
    }

    private static byte[] bytes(String sha256) {
        if (sha256.length() != SHA256_DIGITS) {
            throw new IllegalArgumentException("A SHA-256 has 64 digits: " + sha256);
        }
        return HexFormat.of().parseHex(sha256);
    }
}
