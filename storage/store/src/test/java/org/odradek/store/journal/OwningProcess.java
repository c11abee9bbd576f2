package org.odradek.store.journal;

import java.io.IOException;
import java.nio.file.Path;

/// A process that tries to own a profile, says what came of it, and keeps it until its input ends.
final class OwningProcess {

    private OwningProcess() {}

    public static void main(String[] args) throws IOException {
        ProfileLock.Result result = ProfileLock.tryOwn(Path.of(args[0]));
        switch (result) {
            case ProfileLock.Result.Owned _ -> System.out.println("owned");
            case ProfileLock.Result.HeldBy(var pid) -> System.out.println(pid.orElse(-1));
        }
        System.out.flush();
        System.in.readAllBytes();
    }
}
