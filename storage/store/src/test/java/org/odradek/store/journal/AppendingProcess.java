package org.odradek.store.journal;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/// A process that appends numbered records from two threads and says which were acknowledged, until it
/// is killed. Arguments: the journal's folder, the first number.
final class AppendingProcess {

    private AppendingProcess() {}

    public static void main(String[] args) throws InterruptedException {
        AtomicLong number = new AtomicLong(Long.parseLong(args[1]));
        PrintStream out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out));
        OpenResult result =
                Journal.open(new DiskFiles(Path.of(args[0])), Journals.smallOptions(), Place.START);
        if (!(result instanceof OpenResult.Opened opened)) {
            throw new IllegalStateException("Not opened: " + result);
        }
        Thread other = new Thread(() -> appendForEver(opened.journal(), number, out));
        other.start();
        appendForEver(opened.journal(), number, out);
    }

    private static void appendForEver(Journal journal, AtomicLong number, PrintStream out) {
        while (true) {
            long mine = number.getAndIncrement();
            Journals.append(journal, mine + " " + "x".repeat((int) (mine % 700)));
            out.print(mine + "\n");
        }
    }
}
