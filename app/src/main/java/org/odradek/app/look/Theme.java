package org.odradek.app.look;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;

import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.DoubleBinding;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.util.Duration;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The look of every scene: colours, contrast, scale and motion, changed live.
///
/// A theme is a list of stylesheets, and a change swaps that list, because popups copy their
/// owner's stylesheets but not its preferences. Title bars follow the scene's colour scheme, which
/// is set along. All calls belong to the FX thread.
public final class Theme {
    /// What the person chose for the colours.
    public enum Colours {
        SYSTEM,
        LIGHT,
        DARK
    }

    /// What the person chose for something that the platform also has a setting for.
    public enum Choice {
        SYSTEM,
        ON,
        OFF
    }

    /// The smallest and largest scale: below, 12 px captions cannot be read; above, the narrowest
    /// layout no longer fits a common screen.
    public static final double SCALE_PERCENT_MIN = 80;

    public static final double SCALE_PERCENT_MAX = 300;

    private static final double ROOT_PX = 14;

    private static final List<String> COMPONENTS =
            List.of("primer", "text", "button", "field", "chip", "row", "panel", "focus");

    private final ObjectProperty<Colours> colours = new SimpleObjectProperty<>(Colours.SYSTEM);
    private final ObjectProperty<Choice> contrast = new SimpleObjectProperty<>(Choice.SYSTEM);
    private final ObjectProperty<Choice> reducedMotion = new SimpleObjectProperty<>(Choice.SYSTEM);
    private final DoubleProperty scalePercent = new SimpleDoubleProperty(100);
    private final BooleanBinding dark;
    private final BooleanBinding highContrast;
    private final BooleanBinding still;
    private final Map<Scene, List<String>> dressed = new LinkedHashMap<>();

    /// Follows the given platform preferences wherever the person's choice is SYSTEM.
    public Theme(Platform.Preferences preferences) {
        dark =
                Bindings.createBooleanBinding(
                        () ->
                                switch (colours.get()) {
                                    case LIGHT -> false;
                                    case DARK -> true;
                                    case SYSTEM -> preferences.getColorScheme() == ColorScheme.DARK;
                                },
                        colours,
                        preferences.colorSchemeProperty());
        highContrast =
                Bindings.createBooleanBinding(
                        () ->
                                chosen(
                                        contrast.get(),
                                        Boolean.TRUE.equals(
                                                preferences.get("Windows.SPI.HighContrast"))),
                        contrast,
                        preferences);
        still =
                Bindings.createBooleanBinding(
                        () -> chosen(reducedMotion.get(), preferences.isReducedMotion()),
                        reducedMotion,
                        preferences.reducedMotionProperty());
        dark.subscribe(this::dressAll);
        highContrast.subscribe(this::dressAll);
        scalePercent.subscribe(this::dressAll);
    }

    private static boolean chosen(Choice choice, boolean system) {
        return switch (choice) {
            case ON -> true;
            case OFF -> false;
            case SYSTEM -> system;
        };
    }

    public ObjectProperty<Colours> coloursProperty() {
        return colours;
    }

    public ObjectProperty<Choice> contrastProperty() {
        return contrast;
    }

    public ObjectProperty<Choice> reducedMotionProperty() {
        return reducedMotion;
    }

    /// In percent; values outside the bounds act as the nearest bound.
    public DoubleProperty scalePercentProperty() {
        return scalePercent;
    }

    /// Whether the colours are dark now.
    public BooleanBinding dark() {
        return dark;
    }

    /// Whether the high-contrast colours are on now.
    public BooleanBinding highContrast() {
        return highContrast;
    }

    /// The given length at 100 %, in pixels at the scale of now.
    public double px(double atHundredPercent) {
        return atHundredPercent * scale();
    }

    /// The given length at 100 %, followed as the scale changes; for fixed cell sizes and columns.
    public DoubleBinding pxBinding(double atHundredPercent) {
        return Bindings.createDoubleBinding(() -> px(atHundredPercent), scalePercent);
    }

    /// How long a motion of the given length lasts: zero when motion is reduced.
    public Duration motion(double ms) {
        return still.get() ? Duration.ZERO : Duration.millis(ms);
    }

    /// Dresses a scene in this theme and keeps it dressed as the theme changes; `own` are the
    /// stylesheets of the slices in it, as URLs, after the common ones.
    public void dress(Scene scene, List<String> own) {
        dressed.put(scene, List.copyOf(own));
        dressOne(scene, own);
    }

    /// Forgets a scene whose window was closed.
    public void forget(Scene scene) {
        dressed.remove(scene);
    }

    private double scale() {
        return Math.clamp(scalePercent.get(), SCALE_PERCENT_MIN, SCALE_PERCENT_MAX) / 100;
    }

    private void dressAll() {
        dressed.forEach(this::dressOne);
    }

    private void dressOne(Scene scene, List<String> own) {
        Application.setUserAgentStylesheet(
                dark.get()
                        ? new PrimerDark().getUserAgentStylesheet()
                        : new PrimerLight().getUserAgentStylesheet());
        List<String> sheets = new ArrayList<>();
        sheets.add(sheet(tokens()));
        for (String component : COMPONENTS) {
            sheets.add(sheet(component));
        }
        sheets.addAll(own);
        sheets.add(scaleSheet());
        scene.getPreferences().setColorScheme(dark.get() ? ColorScheme.DARK : ColorScheme.LIGHT);
        if (!scene.getStylesheets().equals(sheets)) {
            scene.getStylesheets().setAll(sheets);
        }
    }

    private String tokens() {
        String shade = dark.get() ? "dark" : "light";
        return "tokens-" + (highContrast.get() ? "contrast-" : "") + shade;
    }

    /// The sheet that depends on a number: the root's size, from which all em follow, and the
    /// sizes of icons, which are fonts of their own and would not.
    private String scaleSheet() {
        StringBuilder css = new StringBuilder(256);
        css.append(
                String.format(
                        Locale.ROOT,
                        ".root{-fx-font-family:\"%s\";-fx-font-size:%.2fpx;}",
                        Fonts.TEXT,
                        px(ROOT_PX)));
        for (Icons.Size size : Icons.Size.values()) {
            css.append(
                    String.format(
                            Locale.ROOT,
                            ".ikonli-font-icon.%s{-fx-icon-size:%.0fpx;}",
                            size.styleClass(),
                            px(size.px())));
        }
        byte[] bytes = css.toString().getBytes(StandardCharsets.UTF_8);
        return "data:text/css;base64," + Base64.getEncoder().encodeToString(bytes);
    }

    private static String sheet(String name) {
        return Sheets.url(Theme.class, name + ".css");
    }
}
