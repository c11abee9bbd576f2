package org.odradek.sync.simulation.process;

import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.Value;
import org.odradek.core.entry.ItemId;
import org.odradek.store.Edit;
import org.odradek.store.Store;
import org.odradek.store.StoreOptions;
import org.odradek.store.Submission;
import org.odradek.store.edit.BodyEdits;
import org.odradek.store.edit.Planned;
import org.odradek.store.view.ItemDetail;
import org.odradek.store.view.ViewPosition;
import org.odradek.sync.client.SyncService;
import org.odradek.sync.client.transport.HttpTransport;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.simulation.device.DailyRule;
import org.odradek.sync.simulation.device.Household;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/// One device: a store in its folder and a started sync service. It looks at what it shows whenever that has changed, and from `write`
/// until `rest` it writes at random. What it prints, a line each: `ready` once it has what to write about, `wrote NAME` after the store
/// has accepted a line, `wrote card`, `broken SENTENCE`, and `standing …` or `report …` when asked. It ends when its standard input does.
public final class DeviceProgram {
    /// A look reads all bodies, and ten devices look.
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    /// Whoever was held up for longer does not make up for it.
    private static final Duration LATE_MAX = Duration.ofSeconds(1);

    private final int number;
    private final Store store;
    private final Shown.Items items;
    private final Random random;
    private final Duration every;
    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    private final Semaphore looks = new Semaphore(1);
    private final Object turn = new Object();
    private boolean isWriting;

    private DeviceProgram(
            int number, Store store, Shown.Items items, Random random, Duration every) {
        this.number = number;
        this.store = store;
        this.items = items;
        this.random = random;
        this.every = every;
    }

    /// Its folder, its number, the server's port, a seed, and after how many milliseconds it writes on average; then the items.
    public static void main(String... arguments) throws IOException {
        var folder = Path.of(arguments[0]);
        int number = Integer.parseInt(arguments[1]);
        var url = "http://127.0.0.1:" + arguments[2];
        var random = new Random(Long.parseLong(arguments[3]));
        var every = Duration.ofMillis(Long.parseLong(arguments[4]));
        var diaries = ids(arguments[5]);
        var cards = ids(arguments[6]);
        var store =
                Household.opened(
                        folder,
                        StoreOptions.of(
                                Clock.systemUTC(),
                                new DailyRule(),
                                folder.getFileName().toString()));
        var device =
                new DeviceProgram(number, store, new Shown.Items(diaries, cards), random, every);
        var sync =
                new SyncService(
                        store,
                        new ServerApi(HttpTransport.to(url).orElseThrow()),
                        Clock.systemUTC(),
                        new SecureRandom());
        sync.start();
        device.run();
    }

    private static List<ItemId> ids(String list) {
        return List.of(list.split(",")).stream().map(ItemId::parse).toList();
    }

    private void run() throws IOException {
        store.subscribe(_ -> looks.release());
        Thread.ofPlatform().daemon().start(() -> untilItFails(this::look));
        Thread.ofPlatform().daemon().start(() -> untilItFails(this::write));
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            switch (line) {
                case "write" -> write(true);
                case "rest" -> write(false);
                case "standing" -> say(standing());
                case "report" -> say(report());
                default -> throw new IllegalArgumentException(line);
            }
        }
        // Nobody is there any more who would want to know.
        Runtime.getRuntime().halt(0);
    }

    private interface Work {
        void go() throws InterruptedException;
    }

    /// The root of a thread: whatever goes wrong in it is told, and the run has failed.
    private void untilItFails(Work work) {
        try {
            work.go();
        } catch (InterruptedException | RuntimeException e) {
            say("broken a thread ended: " + e);
            throw new IllegalStateException(e);
        }
    }

    /// Whole lines only, whenever the process is killed: each is one write to a pipe.
    private synchronized void say(String line) {
        try {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void look() throws InterruptedException {
        boolean isReady = false;
        while (true) {
            looks.acquire();
            looks.drainPermits();
            var shown = Shown.of(store.view(), items);
            if (!isReady && shown.isPresent()) {
                isReady = true;
                say("ready " + number);
            }
            shown.ifPresent(here -> here.broken().forEach(each -> say("broken " + each)));
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private void write(boolean isToWrite) {
        synchronized (turn) {
            isWriting = isToWrite;
            turn.notifyAll();
        }
    }

    private void awaitTurn() throws InterruptedException {
        synchronized (turn) {
            while (!isWriting) {
                turn.wait();
            }
        }
    }

    private void write() throws InterruptedException {
        long dueNs = System.nanoTime();
        while (true) {
            awaitTurn();
            dueNs += (long) (-Math.log(1 - random.nextDouble()) * every.toNanos());
            long nowNs = System.nanoTime();
            dueNs = Math.max(dueNs, nowNs - LATE_MAX.toNanos());
            LockSupport.parkNanos(Math.max(0, dueNs - nowNs));
            awaitTurn();
            var details = store.view().items(items.all());
            if (details.size() == items.all().size()) {
                write(details);
            }
        }
    }

    private void write(List<ItemDetail> details) {
        int diaries = items.diaries().size();
        switch (random.nextInt(10)) {
            case 0, 1 -> writeCards(details.subList(diaries, details.size()));
            case 2, 3, 4 -> writeLine(details, 2);
            default -> writeLine(details, 1);
        }
    }

    private void writeCards(List<ItemDetail> cards) {
        int pair = random.nextInt(cards.size() / 2) * 2;
        var title = Value.text(number + "/" + random.nextInt(1_000_000));
        submit(
                cards.getFirst().position(),
                List.of(
                        Edit.set(cards.get(pair).row().id(), Field.TITLE, title),
                        Edit.set(cards.get(pair + 1).row().id(), Field.TITLE, title)),
                "card");
    }

    private void writeLine(List<ItemDetail> details, int times) {
        int diaries = items.diaries().size();
        var names =
                Shown.of(details, diaries).lines().keySet().stream()
                        .map(Shown.Written::name)
                        .toList();
        int before =
                names.stream()
                        .filter(name -> name.device() == number)
                        .mapToInt(Shown.Name::number)
                        .max()
                        .orElse(0);
        var upon =
                names.isEmpty()
                        ? Optional.<Shown.Name>empty()
                        : Optional.of(names.get(random.nextInt(names.size())));
        var name = new Shown.Name(number, before + 1);
        var line = new Shown.Written(name, upon, times).line();
        var actions = new ArrayList<Action>();
        int first = random.nextInt(diaries);
        for (int i = 0; i < times; i++) {
            var diary = details.get((first + i) % diaries);
            if (BodyEdits.insert(diary, anyBeginning(diary.body()), line)
                    instanceof Planned.Ready ready) {
                actions.addAll(ready.actions());
            } else {
                throw new IllegalStateException("a diary takes no line");
            }
        }
        submit(details.getFirst().position(), actions, name.toString());
    }

    /// Of a line, or the end.
    private int anyBeginning(String body) {
        int at = body.indexOf('\n', random.nextInt(body.length() + 1));
        return random.nextInt(4) == 0 || at < 0 ? body.length() : at + 1;
    }

    private void submit(ViewPosition upon, List<Action> actions, String what) {
        switch (store.submit(Edit.of(upon, actions))) {
            case Submission.Accepted _ -> say("wrote " + what);
            case Submission.Refused(var reason, var sentence) ->
                    say("broken an edit was refused: " + reason + " " + sentence);
        }
    }

    /// What the server lacks, what waits for causes, what cannot be read, and what was received.
    private String standing() {
        var standing = store.standing();
        return "standing %d %d %d %s"
                .formatted(
                        standing.undelivered(),
                        standing.waiting(),
                        standing.parked(),
                        new TreeMap<>(store.received().seqByDevice()).toString().replace(" ", ""));
    }

    /// The view's hash, and the names of all lines; both take their time.
    private String report() {
        var shown = Shown.of(store.view(), items).orElseThrow();
        shown.broken().forEach(each -> say("broken " + each));
        return "report %s %s"
                .formatted(
                        store.view().viewHash(),
                        shown.lines().keySet().stream()
                                .map(line -> line.name().toString())
                                .collect(Collectors.joining(",")));
    }
}
