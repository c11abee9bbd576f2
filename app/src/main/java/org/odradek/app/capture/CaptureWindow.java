package org.odradek.app.capture;

import javafx.scene.Scene;
import javafx.stage.Stage;

import org.odradek.app.flow.Flow;
import org.odradek.app.look.AppIcon;
import org.odradek.app.look.Messages;
import org.odradek.app.look.Sheets;
import org.odradek.app.look.Theme;

import java.util.List;
import java.util.Locale;

/// Quick capture, a small window above everything; the words of last time are still there. FX thread only.
public final class CaptureWindow {
    private static final double WIDTH_PX = 560;
    private static final double HEIGHT_PX = 190;

    private final Stage stage = new Stage();
    private final CaptureView view;

    public CaptureWindow(
            Flow flow, Keeping keeping, Messages messages, Theme theme, Locale locale) {
        var model = new CaptureModel();
        var interactor = new CaptureInteractor(flow, model, keeping, locale);
        view = new CaptureView(model, interactor, messages, stage::hide);
        var scene = new Scene(view, theme.px(WIDTH_PX), theme.px(HEIGHT_PX));
        theme.dress(scene, List.of(Sheets.url(CaptureWindow.class, "capture.css")));
        stage.setScene(scene);
        stage.setTitle(messages.text("cmd.capture"));
        stage.setAlwaysOnTop(true);
        stage.getIcons().setAll(AppIcon.images());
        interactor.start();
    }

    public void show() {
        stage.show();
        stage.toFront();
        view.focus();
    }

    public void hide() {
        stage.hide();
    }
}
