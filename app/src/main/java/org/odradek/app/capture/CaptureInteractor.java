package org.odradek.app.capture;

import org.jspecify.annotations.Nullable;
import org.odradek.app.flow.Delays;
import org.odradek.app.flow.Flow;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Locale;

/// What a person does in quick capture. FX thread only.
final class CaptureInteractor {
    private static final String DRAFT = "draft.capture";
    private static final Duration DRAFT_EVERY = Duration.ofMillis(200);

    private final Flow flow;
    private final CaptureModel model;
    private final Keeping keeping;
    private final Locale locale;
    private Delays.@Nullable Delay draft;

    CaptureInteractor(Flow flow, CaptureModel model, Keeping keeping, Locale locale) {
        this.flow = flow;
        this.model = model;
        this.keeping = keeping;
        this.locale = locale;
    }

    /// Brings back the words of last time.
    void start() {
        flow.reads()
                .ask(
                        "capture.draft",
                        store ->
                                store.facts()
                                        .get(DRAFT)
                                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                                        .orElse(""),
                        words -> {
                            if (model.textProperty().get().isEmpty()) {
                                type(words);
                            }
                        });
    }

    void type(String text) {
        model.show(
                text,
                text.isBlank()
                        ? null
                        : CaptureGrammar.parse(text, LocalDateTime.now(flow.clock()), locale));
        if (draft == null) {
            draft = flow.delays().idle(DRAFT_EVERY, this::keepDraft);
        }
    }

    private void keepDraft() {
        draft = null;
        var bytes = model.textProperty().get().getBytes(StandardCharsets.UTF_8);
        flow.edits()
                .run(
                        store -> {
                            store.facts().put(DRAFT, bytes);
                            return bytes.length;
                        },
                        _ -> {});
    }

    void chooseTask(boolean task) {
        model.chooseTask(task);
    }

    /// A part becomes words again.
    void keepAsWords(Part part) {
        type(CaptureGrammar.keep(model.textProperty().get(), part));
    }

    /// Keeps what is written; the words go only when that is done.
    void keep(Runnable done) {
        var captured = model.capturedProperty().get();
        if (captured == null) {
            return;
        }
        keeping.keep(
                captured,
                model.taskProperty().get(),
                null,
                kept -> {
                    if (kept) {
                        type("");
                        done.run();
                    }
                });
    }
}
