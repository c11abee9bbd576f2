package org.odradek.sync.simulation.process;

import org.odradek.core.entry.ItemId;
import org.odradek.store.Edit;
import org.odradek.store.StoreOptions;
import org.odradek.store.Submission;
import org.odradek.store.edit.ItemEdits;
import org.odradek.store.edit.NewItem;
import org.odradek.store.edit.NotebookEdits;
import org.odradek.store.edit.Planned;
import org.odradek.store.profile.KeyMaking;
import org.odradek.store.view.ViewPosition;
import org.odradek.sync.client.transport.HttpTransport;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.simulation.device.DailyRule;
import org.odradek.sync.simulation.device.Household;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// The devices of one account and its server, signed up over an engine and ended, from which every run starts. The first device has
/// made what all will write about, and nobody else has it yet.
///
/// @param folder   a folder for each device, and one for the server
/// @param database its name in the engine
record Family(Path folder, List<String> devices, Shown.Items items, String database) {
    static final String SERVER = "server";

    private static final int DIARIES = 4;
    private static final int CARDS = 6;

    static Family signUp(Path folder, int devices, Engine engine, Launcher launcher)
            throws IOException, InterruptedException, SQLException {
        var names = IntStream.range(0, devices).mapToObj(number -> "device" + number).toList();
        var options = engine.begin("family", Engine.Postgresql.EMPTY);
        var port = new AtomicInteger();
        try (var server = Server.start(launcher, folder.resolve(SERVER), options, port::set);
                var transport = HttpTransport.to("http://127.0.0.1:" + port).orElseThrow()) {
            Household.signUp(folder, names, Clock.systemUTC(), new ServerApi(transport));
            server.program().end();
        }
        return new Family(folder, names, made(folder.resolve(names.getFirst())), "family");
    }

    private static Shown.Items made(Path device) {
        var options =
                StoreOptions.of(
                        Clock.systemUTC(), new DailyRule(), device.getFileName().toString());
        try (var store = Household.opened(device, options)) {
            var edits =
                    new ItemEdits(
                            store.view(),
                            new NotebookEdits(store.view()),
                            new DailyRule(),
                            () ->
                                    new ItemId(
                                            KeyMaking.uuid7(
                                                    options.clock().millis(),
                                                    options.randomBytes())));
            var made = new ArrayList<ItemId>();
            for (int i = 0; i < DIARIES + CARDS; i++) {
                if (edits.create(NewItem.note(i < DIARIES ? "Diary " + i : "Card", ""))
                                instanceof Planned.Ready ready
                        && store.submit(Edit.of(ViewPosition.NEWEST, ready.actions()))
                                instanceof Submission.Accepted) {
                    made.add(ready.items().getFirst());
                } else {
                    throw new IllegalStateException("nothing was made");
                }
            }
            return new Shown.Items(
                    List.copyOf(made.subList(0, DIARIES)),
                    List.copyOf(made.subList(DIARIES, made.size())));
        }
    }
}
