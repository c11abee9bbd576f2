package org.odradek.sync.server.blob;

import org.odradek.core.entry.AccountId;
import org.odradek.sync.protocol.Bytes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/// Chunks as files, `ACCOUNT/FIRST-BYTE/NAME`: written beside, forced, then moved into place, so that a name is whole or not there.
public final class FileBlobs implements BlobStore {
    private final Path root;
    private final AtomicLong temporaries = new AtomicLong();

    /// A file comes and goes together with what it counts, under the lock of its account's number.
    private final ConcurrentHashMap<AccountId, AtomicLong> heldBytes = new ConcurrentHashMap<>();

    /// @param root a folder of its own; what was left half-written there is removed
    public FileBlobs(Path root) {
        this.root = root;
        try {
            Files.createDirectories(incoming());
            try (var left = Files.list(incoming())) {
                for (var file : left.toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<Bytes> held(AccountId account, List<Bytes> names) {
        return names.stream().filter(name -> Files.exists(place(account, name))).toList();
    }

    @Override
    public Optional<Bytes> get(AccountId account, Bytes name) {
        try {
            return Optional.of(new Bytes(Files.readAllBytes(place(account, name))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void put(AccountId account, Bytes name, Bytes sealed) {
        var place = place(account, name);
        if (Files.exists(place)) {
            return;
        }
        var held = held(account);
        var temporary = incoming().resolve(Long.toString(temporaries.incrementAndGet()));
        try {
            try (var file =
                    FileChannel.open(
                            temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                var content = ByteBuffer.wrap(sealed.array());
                while (content.hasRemaining()) {
                    file.write(content);
                }
                file.force(true);
            }
            var folder = folder(place);
            Files.createDirectories(folder);
            synchronized (held) {
                boolean isNew = !Files.exists(place);
                Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
                held.addAndGet(isNew ? sealed.size() : 0);
            }
            for (var changed = folder; changed.startsWith(root); changed = folder(changed)) {
                forceFolder(changed);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether the folder forgets the name durably does not matter: a chunk that comes back after a crash is whole, and dropped again.
    @Override
    public void drop(AccountId account, Bytes name) {
        var place = place(account, name);
        var held = held(account);
        try {
            synchronized (held) {
                long sizeBytes = Files.size(place);
                if (Files.deleteIfExists(place)) {
                    held.addAndGet(-sizeBytes);
                }
            }
        } catch (NoSuchFileException e) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void dropAll(AccountId account) {
        var folder = root.resolve(account.toString());
        try {
            for (var file : files(folder)) {
                Files.deleteIfExists(file);
            }
            heldBytes.remove(account);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void each(AccountId account, BiConsumer<Bytes, Bytes> chunk) {
        try {
            for (var file : files(root.resolve(account.toString()))) {
                var name = Bytes.ofHex(String.valueOf(file.getFileName()));
                get(account, name).ifPresent(content -> chunk.accept(name, content));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Override
    public long heldBytes(AccountId account) {
        return held(account).get();
    }

    /// Counted once from the files, then kept.
    private AtomicLong held(AccountId account) {
        return heldBytes.computeIfAbsent(
                account,
                _ -> {
                    try {
                        long total = 0;
                        for (var file : files(root.resolve(account.toString()))) {
                            total += Files.size(file);
                        }
                        return new AtomicLong(total);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private Path incoming() {
        return root.resolve("incoming");
    }

    private Path place(AccountId account, Bytes name) {
        var hex = name.toHex();
        return root.resolve(account.toString()).resolve(hex.substring(0, 2)).resolve(hex);
    }

    private static Path folder(Path file) {
        var folder = file.getParent();
        if (folder == null) {
            throw new IllegalArgumentException("no folder above " + file);
        }
        return folder;
    }

    /// A file's name is durable only with its folder.
    private static void forceFolder(Path folder) throws IOException {
        try (var opened = FileChannel.open(folder, StandardOpenOption.READ)) {
            opened.force(true);
        }
    }
}
