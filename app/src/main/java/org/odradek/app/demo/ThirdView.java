package org.odradek.app.demo;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;

import org.kordamp.ikonli.feather.Feather;
import org.odradek.app.look.Controls;
import org.odradek.app.look.Icons;
import org.odradek.app.look.Messages;

/// What stands where the steps stood once all are done: that they are, and the third device's story.
final class ThirdView extends HBox {
    private static final PseudoClass DONE = PseudoClass.getPseudoClass("done");

    private final NetworkModel model;
    private final Messages messages;
    private final Label done;
    private final Button begin;
    private final ProgressBar progress = new ProgressBar();
    private final Label sentence = Controls.label("", "od-demo-third");
    private final Label end;

    ThirdView(NetworkModel model, NetworkInteractor interactor, Messages messages) {
        this.model = model;
        this.messages = messages;
        getStyleClass().add("od-demo-end");
        done = Controls.label(messages.text("demo.done"), "od-demo-done");
        done.setGraphic(Icons.row(Feather.CHECK));
        done.setId("demoDone");
        done.setWrapText(true);
        begin = Controls.button("demoThirdDevice", messages.text("demo.third"));
        begin.setGraphic(Icons.row(Feather.TABLET));
        begin.setOnAction(_ -> interactor.beginThird());
        progress.setId("demoThirdProgress");
        progress.setAccessibleText(messages.text("demo.third"));
        progress.setMinWidth(USE_PREF_SIZE);
        sentence.setId("demoThirdSentence");
        sentence.setWrapText(true);
        end = Controls.label(messages.text("demo.third.end"), "od-muted");
        end.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(done, begin, progress, sentence, end);
        model.stepProperty().subscribe(_ -> show());
        model.chapterProperty().subscribe(_ -> show());
        model.onProperty().subscribe(_ -> show());
    }

    private void show() {
        boolean isReached = model.stepProperty().get() == Progress.Step.DONE;
        var chapter = model.chapterProperty().get();
        boolean isEnded = chapter != null && chapter.isEnd();
        // The place for what is offered is kept from the start, since the bar keeps its height.
        show(done, chapter == null, isReached);
        show(begin, chapter == null, isReached);
        show(progress, chapter != null && !isEnded, true);
        show(sentence, chapter != null, true);
        show(end, isEnded, true);
        if (chapter != null) {
            progress.setProgress(chapter.progress());
            sentence.setText(words(chapter));
            sentence.setGraphic(Icons.row(icon(chapter)));
            sentence.pseudoClassStateChanged(DONE, chapter == Chapter.SAME);
        }
    }

    private static void show(Node node, boolean hasPlace, boolean isVisible) {
        node.setManaged(hasPlace);
        node.setVisible(hasPlace && isVisible);
    }

    private String words(Chapter chapter) {
        return chapter.isEnd() || model.onProperty().get()
                ? chapter.sentence(messages)
                : messages.text("demo.third.cut");
    }

    private static Feather icon(Chapter chapter) {
        return switch (chapter) {
            case JOINS, AWAY, FORGOTTEN, WRITES, RETURNS -> Feather.TABLET;
            case SAME -> Feather.CHECK;
            case DIFFER, LATE, FAILED -> Feather.INFO;
        };
    }
}
