package org.odradek.app.exchange;

import org.jspecify.annotations.Nullable;
import org.odradek.app.flow.Flow;
import org.odradek.app.flow.Screen;
import org.odradek.app.flow.Settled;
import org.odradek.app.look.Messages;
import org.odradek.app.notice.Undoing;
import org.odradek.exchange.ExchangeWatch;
import org.odradek.exchange.FormatDetector;
import org.odradek.exchange.ImportOutcome;
import org.odradek.exchange.ImportReport;
import org.odradek.exchange.Importer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/// Looks into a source, brings it in, and takes it out again; on a platform thread of its own, while the window goes on. FX thread
/// only.
public final class ImportInteractor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ImportInteractor.class);

    private final Flow flow;
    private final ImportModel model = new ImportModel();
    private final Importer importer;
    private final FormatDetector detector;
    private final Screen screen;
    private final Settled settled;
    private final Undoing undoing;
    private final Messages messages;
    private final AtomicBoolean stop = new AtomicBoolean();
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(
                    work -> Thread.ofPlatform().name("odradek-import").daemon().unstarted(work));
    private @Nullable Path chosen;

    public ImportInteractor(
            Flow flow,
            Importer importer,
            FormatDetector detector,
            Screen screen,
            Settled settled,
            Undoing undoing,
            Messages messages) {
        this.flow = flow;
        this.importer = importer;
        this.detector = detector;
        this.screen = screen;
        this.settled = settled;
        this.undoing = undoing;
        this.messages = messages;
    }

    ImportModel model() {
        return model;
    }

    /// Says what importing would do, and writes nothing.
    void preview(Path path) {
        chosen = path;
        model.show(new ImportModel.Stage.Looking());
        work(path, true);
    }

    void run() {
        var path = chosen;
        if (path != null) {
            stop.set(false);
            model.show(new ImportModel.Stage.Running(0, 0));
            work(path, false);
        }
    }

    void cancel() {
        stop.set(true);
    }

    private void work(Path path, boolean dryRun) {
        settled.begin();
        worker.execute(
                () -> {
                    try {
                        var ended = pass(path, dryRun);
                        screen.show(() -> ended(ended));
                    } finally {
                        settled.end();
                    }
                });
    }

    private ImportModel.Stage pass(Path path, boolean dryRun) {
        switch (detector.open(path, null)) {
            case FormatDetector.Opened.Refused(var sentence) -> {
                return new ImportModel.Stage.Failed(sentence);
            }
            case FormatDetector.Opened.Source(var source) -> {
                try (source) {
                    var into = into(path);
                    return dryRun
                            ? previewed(importer.preview(source, into, ExchangeWatch.NONE))
                            : imported(importer.run(source, into, this::goOn));
                } catch (IOException unreadable) {
                    LOG.warn("An import's source cannot be read.", unreadable);
                    return new ImportModel.Stage.Failed(messages.text("import.unreadable"));
                }
            }
        }
    }

    /// Everything goes into a notebook named after what is imported, so that it is found and can be moved at once.
    private static List<String> into(Path path) {
        var name = path.getFileName();
        return name == null
                ? List.of("Import")
                : List.of(name.toString().replaceAll("\\.[^.]*$", ""));
    }

    private boolean goOn(int done, int total) {
        screen.show(
                () -> {
                    if (model.stageProperty().get() instanceof ImportModel.Stage.Running) {
                        model.show(new ImportModel.Stage.Running(done, total));
                    }
                });
        return !stop.get();
    }

    private static ImportModel.Stage previewed(ImportOutcome outcome) {
        return switch (outcome) {
            case ImportOutcome.Done(var report) -> new ImportModel.Stage.Previewed(report);
            case ImportOutcome.Stopped(var report) -> new ImportModel.Stage.Previewed(report);
            case ImportOutcome.Refused(var sentence, _) -> new ImportModel.Stage.Failed(sentence);
        };
    }

    private static ImportModel.Stage imported(ImportOutcome outcome) {
        return switch (outcome) {
            case ImportOutcome.Done(var report) -> new ImportModel.Stage.Done(report);
            case ImportOutcome.Stopped(var report) -> new ImportModel.Stage.Stopped(report);
            case ImportOutcome.Refused(var sentence, _) -> new ImportModel.Stage.Failed(sentence);
        };
    }

    private void ended(ImportModel.Stage stage) {
        model.show(stage);
        if (stage instanceof ImportModel.Stage.Done(var report)) {
            said(report);
        }
    }

    private void said(ImportReport report) {
        var entry = report.lastEntry();
        if (entry != null) {
            undoing.said(entry, messages.count("import.done", report.created()));
        }
    }

    /// Takes out what came in before the person stopped it.
    void takeOut(ImportReport report) {
        flow.edits()
                .write(
                        _ -> importer.takeOut(report),
                        _ -> model.show(new ImportModel.Stage.Choosing()));
    }

    void again() {
        model.show(new ImportModel.Stage.Choosing());
    }

    @Override
    public void close() {
        stop.set(true);
        worker.shutdown();
    }
}
