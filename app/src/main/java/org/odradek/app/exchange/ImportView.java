package org.odradek.app.exchange;

import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.odradek.app.exchange.ImportModel.Stage;
import org.odradek.app.look.Controls;
import org.odradek.app.look.Messages;
import org.odradek.exchange.ImportReport;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The panel that brings notes in: choose, see what would come, run, stop.
public final class ImportView extends ScrollPane {
    /// A list of more is read in the report.
    private static final int WARNINGS_SHOWN = 50;

    private final ImportInteractor interactor;
    private final Messages messages;
    private final TextField path = new TextField();
    private final VBox stage = new VBox();

    /// @param choose asks for a folder (true) or a file
    public ImportView(
            ImportInteractor interactor,
            Function<Boolean, Optional<Path>> choose,
            Messages messages) {
        this.interactor = interactor;
        this.messages = messages;
        setId("import");
        setFitToWidth(true);
        getStyleClass().add("od-details");
        path.setId("importPath");
        path.setPromptText(messages.text("import.path"));
        path.setAccessibleText(messages.text("import.path"));
        path.setOnAction(_ -> look());
        HBox.setHgrow(path, Priority.ALWAYS);
        var folder = Controls.button("importFolder", messages.text("import.folder"));
        folder.setOnAction(_ -> choose.apply(true).ifPresent(this::look));
        var file = Controls.button("importFile", messages.text("import.file"));
        file.setOnAction(_ -> choose.apply(false).ifPresent(this::look));
        var field = new HBox(path, folder, file);
        field.getStyleClass().add("od-buttons");
        stage.getStyleClass().add("od-form");
        var content =
                new VBox(
                        Controls.label(messages.text("cmd.import"), "od-panel-title"),
                        hint(),
                        field,
                        stage);
        content.getStyleClass().addAll("od-conflict-detail", "od-form");
        setContent(content);
        setOnDragOver(
                event -> {
                    if (event.getDragboard().hasFiles()) {
                        event.acceptTransferModes(TransferMode.COPY);
                    }
                });
        setOnDragDropped(
                event -> {
                    if (event.getDragboard().hasFiles()) {
                        look(event.getDragboard().getFiles().getFirst().toPath());
                        event.setDropCompleted(true);
                    }
                });
        interactor.model().stageProperty().subscribe(this::show);
    }

    private Label hint() {
        var hint = words(messages.text("import.hint"));
        hint.getStyleClass().add("od-muted");
        return hint;
    }

    private void look(Path chosen) {
        path.setText(chosen.toString());
        look();
    }

    private void look() {
        if (path.getText().isBlank()) {
            return;
        }
        try {
            interactor.preview(Path.of(path.getText().strip()));
        } catch (InvalidPathException notAPath) {
            stage.getChildren().setAll(words(messages.text("import.unreadable")));
        }
    }

    private void show(Stage now) {
        stage.getChildren().clear();
        switch (now) {
            case Stage.Choosing _ -> {}
            case Stage.Looking _ -> stage.getChildren().add(words(messages.text("import.looking")));
            case Stage.Previewed(var report) -> preview(report);
            case Stage.Running(var done, var total) -> running(done, total);
            case Stage.Stopped(var report) -> stopped(report);
            case Stage.Done(var report) -> {
                stage.getChildren().add(words(messages.count("import.done", report.created())));
                report(report);
            }
            case Stage.Failed(var sentence) -> stage.getChildren().add(words(sentence));
        }
    }

    private Label words(String sentence) {
        var label = new Label(sentence);
        label.setWrapText(true);
        return label;
    }

    private void preview(ImportReport report) {
        var counts =
                words(
                        messages.text(
                                "import.preview",
                                report.created() - report.tasks(),
                                report.tasks(),
                                report.attachments(),
                                report.attachmentBytes() / 1_000_000,
                                report.skipped()));
        counts.setId("importPreview");
        var start = Controls.primary("importStart", messages.text("import.start"));
        start.setOnAction(_ -> interactor.run());
        start.setDisable(report.created() + report.updated() == 0);
        stage.getChildren().addAll(counts, start);
        report(report);
    }

    private void running(int done, int total) {
        var progress =
                new ProgressBar(
                        total == 0 ? ProgressBar.INDETERMINATE_PROGRESS : (double) done / total);
        progress.setId("importProgress");
        progress.setMaxWidth(Double.MAX_VALUE);
        var cancel = Controls.button("importCancel", messages.text("import.cancel"));
        cancel.setOnAction(_ -> interactor.cancel());
        stage.getChildren()
                .addAll(words(messages.text("import.running", done, total)), progress, cancel);
    }

    private void stopped(ImportReport report) {
        var out = Controls.button("importTakeOut", messages.text("import.takeOut"));
        out.setOnAction(_ -> interactor.takeOut(report));
        var keep = Controls.button("importKeep", messages.count("import.keep", report.created()));
        keep.setOnAction(_ -> interactor.again());
        var buttons = new HBox(out, keep);
        buttons.getStyleClass().add("od-buttons");
        stage.getChildren().addAll(words(messages.text("import.stopped")), buttons);
    }

    private void report(ImportReport report) {
        if (report.warnings().isEmpty()) {
            return;
        }
        var list = new VBox();
        list.setId("importReport");
        list.getChildren()
                .add(
                        Controls.label(
                                messages.count("import.warnings", report.warnings().size()),
                                "od-list-title"));
        report.warnings().stream()
                .limit(WARNINGS_SHOWN)
                .forEach(w -> list.getChildren().add(words(w.source() + ": " + w.message())));
        stage.getChildren().addAll(List.of(list));
    }
}
