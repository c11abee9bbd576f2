package org.odradek.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// What can happen, between two starts, to everything in a profile but its journal, its keys and its files.
final class ProfileDamage {
    private static final String HALF_MADE = "view-999999";

    private final Path profile;
    private final RandomGenerator random;

    ProfileDamage(Path profile, RandomGenerator random) {
        this.profile = profile;
        this.random = random;
    }

    /// One kind of it.
    enum Kind {
        NONE,
        DATABASE_DELETED,
        DATABASE_CUT,
        DATABASE_FLIPPED,
        DATABASE_OLDER,
        DATABASE_SAID_TO_BE_CLOSED,
        DATABASE_HALF_MADE,
        SEARCH_DELETED,
        SEARCH_DAMAGED,
        LOCK_LEFT,
        LOCK_GARBLED
    }

    /// Does a random one, and keeps the database for a later [Kind#DATABASE_OLDER] now and then.
    Kind strike() throws IOException {
        if (databases().isEmpty()) {
            return Kind.NONE;
        }
        if (random.nextInt(3) == 0) {
            keep();
        }
        var kinds = Kind.values();
        var kind = kinds[random.nextInt(kinds.length)];
        strike(kind);
        return kind;
    }

    /// Keeps the database as it is.
    void keep() throws IOException {
        Files.copy(database(), older(), StandardCopyOption.REPLACE_EXISTING);
    }

    /// Puts back what was kept, beside a journal that has gone on.
    void fallBack() throws IOException {
        if (Files.exists(older())) {
            Files.copy(older(), database(), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void strike(Kind kind) throws IOException {
        switch (kind) {
            case NONE -> {}
            case DATABASE_DELETED -> Files.delete(database());
            case DATABASE_CUT -> cut(database());
            case DATABASE_FLIPPED -> flip(database());
            case DATABASE_OLDER -> fallBack();
            case DATABASE_SAID_TO_BE_CLOSED ->
                    Files.writeString(database().resolveSibling("closed"), "12 00000000");
            case DATABASE_HALF_MADE -> {
                var half = Files.createDirectories(profile.resolve(HALF_MADE));
                Files.copy(
                        database(),
                        half.resolve(database().getFileName()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            case SEARCH_DELETED -> {
                for (var file : searchFiles()) {
                    Files.delete(file);
                }
            }
            case SEARCH_DAMAGED -> {
                var files = searchFiles();
                if (!files.isEmpty()) {
                    var file = files.get(random.nextInt(files.size()));
                    if (random.nextBoolean()) {
                        cut(file);
                    } else {
                        flip(file);
                    }
                }
            }
            case LOCK_LEFT ->
                    Files.writeString(
                            profile.resolve("owner"), ProcessHandle.current().pid() + " 1\n");
            case LOCK_GARBLED ->
                    Files.write(
                            profile.resolve("owner"),
                            "\u00ff\u0000".getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private Path older() {
        return profile.resolveSibling("older.mv.db");
    }

    private Path database() throws IOException {
        return databases().getLast();
    }

    /// The one in use last.
    private List<Path> databases() throws IOException {
        try (var inside = Files.walk(profile)) {
            return inside.filter(path -> path.toString().endsWith(".mv.db"))
                    .filter(path -> !path.toString().contains(HALF_MADE))
                    .sorted(
                            Comparator.comparingInt((Path path) -> path.toString().length())
                                    .thenComparing(Comparator.naturalOrder()))
                    .toList();
        }
    }

    private List<Path> searchFiles() throws IOException {
        var search = Optional.of(profile.resolve("search")).filter(Files::isDirectory);
        if (search.isEmpty()) {
            return List.of();
        }
        try (var inside = Files.list(search.get())) {
            return inside.sorted().toList();
        }
    }

    private void cut(Path path) throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength((long) (random.nextDouble() * file.length()));
        }
    }

    private void flip(Path path) throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            for (int flip = 0; flip < 20 && file.length() > 0; flip++) {
                file.seek((long) (random.nextDouble() * file.length()));
                file.write(random.nextInt());
            }
        }
    }
}
