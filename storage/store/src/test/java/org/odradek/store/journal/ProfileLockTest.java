package org.odradek.store.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

final class ProfileLockTest {

    private static final long SELF = ProcessHandle.current().pid();

    @TempDir Path folder;

    @Test
    void givenFreeProfile_whenOwned_thenOthersAreToldByWhom() throws Exception {
        ProfileLock lock = own();

        assertEquals(Long.toString(SELF), answerOfAnotherProcess());
        assertEquals(
                new ProfileLock.Result.HeldBy(OptionalLong.of(SELF)), ProfileLock.tryOwn(folder));
        // The second attempt in this process must not have given the lock up.
        assertEquals(Long.toString(SELF), answerOfAnotherProcess());
        lock.close();
        assertEquals("owned", answerOfAnotherProcess());
    }

    @Test
    void givenOwnerKilled_whenTried_thenOwned() throws Exception {
        Process owner = start();
        try (BufferedReader out = owner.inputReader()) {
            assertEquals("owned", out.readLine());
            assertEquals(
                    new ProfileLock.Result.HeldBy(OptionalLong.of(owner.pid())),
                    ProfileLock.tryOwn(folder));
        } finally {
            owner.destroyForcibly().waitFor();
        }

        own().close();
    }

    @Test
    void givenInterruptedThread_whenTried_thenOwnedAndInterruptKept() throws Exception {
        Thread.currentThread().interrupt();

        ProfileLock lock = own();

        assertTrue(Thread.interrupted());
        lock.close();
    }

    @Test
    void givenNonsenseInOwnerFile_whenTried_thenOwned() throws Exception {
        Files.writeString(folder.resolve("owner"), "nobody knows");

        own().close();
    }

    private ProfileLock own() throws IOException {
        return assertInstanceOf(ProfileLock.Result.Owned.class, ProfileLock.tryOwn(folder)).lock();
    }

    private String answerOfAnotherProcess() throws IOException, InterruptedException {
        Process process = start();
        try (BufferedReader out = process.inputReader()) {
            return out.readLine();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OwningProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
