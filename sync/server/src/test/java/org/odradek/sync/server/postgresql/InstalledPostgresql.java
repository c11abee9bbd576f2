package org.odradek.sync.server.postgresql;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/// A PostgreSQL that is installed on this machine, with a data folder of its own on a free loopback port, forcing its writes as it does
/// by itself. Its programs are in the folder that the property `odradek.postgresql` names; root runs them as the user `postgres`.
public final class InstalledPostgresql implements AutoCloseable {
    private final Path programs;
    private final Path folder;
    private final int port;
    private final List<String> asUser;
    private boolean isClosed;

    private InstalledPostgresql(Path programs, Path folder, int port, List<String> asUser) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
        this.asUser = asUser;
    }

    public static InstalledPostgresql start() throws IOException, InterruptedException {
        var programs =
                Path.of(System.getProperty("odradek.postgresql", "/usr/lib/postgresql/15/bin"));
        var folder =
                Files.createTempDirectory(
                        "odradek-postgresql",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
        boolean isRoot = System.getProperty("user.name").equals("root");
        if (isRoot) {
            Files.setOwner(
                    folder,
                    folder.getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByName("postgres"));
        }
        var postgresql =
                new InstalledPostgresql(
                        programs,
                        folder,
                        freePort(),
                        isRoot ? List.of("runuser", "-u", "postgres", "--") : List.of());
        postgresql.run(
                "initdb", "-D", postgresql.data(), "-A", "trust", "-U", "postgres", "-E", "UTF8");
        postgresql.control("start");
        Runtime.getRuntime().addShutdownHook(new Thread(postgresql::closeWithThisProcess));
        return postgresql;
    }

    /// A run that was stopped leaves no server behind.
    private void closeWithThisProcess() {
        try {
            close();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("PostgreSQL did not end in " + folder, e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public String url() {
        return url("postgres");
    }

    /// Of another database in it.
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=postgres";
    }

    /// Ends it as a crash does, and starts it again, which recovers from its write-ahead log.
    public void crashAndRecover() throws IOException, InterruptedException {
        control("restart");
    }

    private void control(String what) throws IOException, InterruptedException {
        run(
                "pg_ctl",
                "-D",
                data(),
                "-w",
                "-m",
                "immediate",
                "-l",
                folder.resolve("log").toString(),
                "-o",
                "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=''",
                what);
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private void run(String program, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(asUser);
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        int exitCode =
                new ProcessBuilder(command)
                        .directory(folder.getRoot().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
        if (exitCode != 0) {
            throw new IOException(command + " ended with " + exitCode);
        }
    }

    @Override
    public synchronized void close() throws IOException, InterruptedException {
        if (isClosed) {
            return;
        }
        isClosed = true;
        run("pg_ctl", "-D", data(), "-w", "-m", "fast", "stop");
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path visited, IOException failure)
                            throws IOException {
                        Files.delete(visited);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
