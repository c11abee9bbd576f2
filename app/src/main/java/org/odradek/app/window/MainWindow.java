package org.odradek.app.window;

import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;
import org.odradek.app.account.AccountDesk;
import org.odradek.app.capture.CaptureGrammar;
import org.odradek.app.capture.CaptureWindow;
import org.odradek.app.conflicts.Conflicts;
import org.odradek.app.devices.DeviceDesk;
import org.odradek.app.editor.Editor;
import org.odradek.app.editor.styling.Links;
import org.odradek.app.editor.surface.EditorKeys;
import org.odradek.app.editor.surface.FittingSurface;
import org.odradek.app.exchange.ImportInteractor;
import org.odradek.app.exchange.ImportView;
import org.odradek.app.history.HistoryInteractor;
import org.odradek.app.history.HistoryTab;
import org.odradek.app.items.Items;
import org.odradek.app.look.AppIcon;
import org.odradek.app.look.Messages;
import org.odradek.app.look.Theme;
import org.odradek.app.notice.BannerView;
import org.odradek.app.notice.ToastsView;
import org.odradek.app.palette.Command;
import org.odradek.app.palette.Palette;
import org.odradek.app.place.Place;
import org.odradek.app.search.SearchField;
import org.odradek.app.settings.KeptLooks;
import org.odradek.app.sidebar.Sidebar;
import org.odradek.app.status.Delivery;
import org.odradek.app.task.Inspector;
import org.odradek.app.welcome.FirstRunCard;
import org.odradek.core.entry.ItemId;
import org.odradek.core.task.Recurrences;
import org.odradek.exchange.FormatDetector;
import org.odradek.exchange.Importer;
import org.odradek.store.Store;
import org.odradek.store.Submission;
import org.odradek.store.view.ViewPosition;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.random.RandomGenerator;

/// The main window over one store, put together from its slices. FX thread only.
public final class MainWindow {
    private static final double WIDTH_PX = 1200;
    private static final double HEIGHT_PX = 800;
    private static final double WIDTH_MIN_PX = 640;
    private static final double HEIGHT_MIN_PX = 480;

    private final Stage stage;
    private final Given given;
    private final Messages messages;
    private final Workbench bench;
    private final Editor editor;
    private final Items items;
    private final Panes panes;
    private final Inspector inspector;
    private final SearchField search;
    private final WindowView view;
    private final Panels panels;
    private final List<Command> commands;
    private final PaneFocus paneFocus;
    private final Palette palette;
    private final ImportInteractor imports;
    private final KeptLooks looks;
    private @Nullable CaptureWindow capture;
    private @Nullable Node focusBefore;

    /// What the window is given.
    ///
    /// @param position   where the view stands, read before
    /// @param accounts   null where there is no sync client, and so is `devices`
    /// @param deviceName what this device is called
    /// @param program    what the window's title ends with
    /// @param scratch    an existing folder for what an import unpacks
    public record Given(
            Store store,
            ViewPosition position,
            Delivery delivery,
            @Nullable AccountDesk accounts,
            @Nullable DeviceDesk devices,
            String deviceName,
            String program,
            Path scratch,
            Clock clock,
            RandomGenerator random,
            Recurrences recurrences,
            Messages messages,
            Theme theme,
            Outside outside) {}

    public MainWindow(Stage stage, Given given) {
        this.stage = stage;
        this.given = given;
        messages = given.messages();
        bench = new Workbench(given, this::refused);
        var flow = bench.flow;
        var sidebar = new Sidebar(flow, bench.navigator, bench.undoing, messages, given.theme());
        items =
                new Items(
                        flow,
                        bench.navigator,
                        bench.deeds,
                        this::quickAdd,
                        bench.when::when,
                        bench.notices,
                        messages,
                        bench.times,
                        given.theme());
        editor =
                new Editor(
                        flow,
                        new FittingSurface(
                                given.theme(),
                                messages,
                                given.clock(),
                                EditorKeys.standard(),
                                Platform.accessibilityActiveProperty()),
                        bench.navigator,
                        bench.undoing,
                        this::follow,
                        messages);
        inspector = inspector();
        var firstRun = new FirstRunCard(flow, bench.navigator, bench.undoing, messages);
        panes =
                new Panes(
                        sidebar.view(),
                        items.withBelow(firstRun),
                        editor.view(),
                        inspector,
                        sidebar::rail,
                        messages);
        search = new SearchField(flow.delays(), bench.navigator, messages, items::focusList);
        paneFocus =
                new PaneFocus(
                        List.of(
                                new PaneFocus.Pane(sidebar.view(), sidebar::focus),
                                new PaneFocus.Pane(items.view(), items::focusList),
                                new PaneFocus.Pane(editor.view(), editor::focusBody),
                                new PaneFocus.Pane(inspector, inspector::focusTabs)));
        imports =
                new ImportInteractor(
                        flow,
                        new Importer(given.store(), given.clock(), flow.ids()::gesture),
                        new FormatDetector(given.scratch(), given.clock().getZone()),
                        bench.screen,
                        bench.settled,
                        bench.undoing,
                        messages);
        palette =
                new Palette(
                        flow,
                        bench.navigator,
                        title -> bench.newItems.noteTitled(title),
                        this::closePalette,
                        messages);
        panels = panels();
        var keys = new Keys(this, bench, messages, given.theme(), given.delivery());
        commands = keys.commands();
        view =
                new WindowView(
                        messages,
                        search,
                        new BannerView(bench.notices),
                        panes,
                        bench.statusBar(given.delivery(), editor.model().textProperty()),
                        new ToastsView(bench.notices, flow.delays()),
                        keys);
        start(keys);
        firstRun.start();
        looks = new KeptLooks(flow, given.theme());
        looks.start();
    }

    private Inspector inspector() {
        var history =
                new HistoryTab(
                        new HistoryInteractor(bench.flow, bench.undoing, messages, bench.times),
                        messages,
                        bench.times);
        bench.navigator.itemProperty().subscribe(history::show);
        bench.flow.changes().listen(history::changed);
        return new Inspector(
                bench.flow,
                editor,
                bench.deeds,
                bench.when,
                bench.navigator,
                history,
                bench.known(),
                messages,
                bench.times);
    }

    private Panels panels() {
        var conflicts =
                new Conflicts(
                        bench.flow,
                        bench.navigator,
                        bench.undoing,
                        bench.notices,
                        messages,
                        bench.times);
        var pages = new SettingsPages(given, bench);
        return new Panels(
                conflicts.view(),
                pages.looks(),
                new ImportView(
                        imports,
                        folder -> given.outside().chooseToRead(messages.text("cmd.import"), folder),
                        messages),
                pages.account(),
                pages.devices());
    }

    private void start(Keys keys) {
        view.fillMenu(commands);
        view.bindWays(bench.navigator);
        var scene = new Scene(view, WIDTH_PX, HEIGHT_PX);
        given.theme().dress(scene, WindowSheets.all());
        keys.attach(scene);
        stage.setScene(scene);
        stage.setMinWidth(WIDTH_MIN_PX);
        stage.setMinHeight(HEIGHT_MIN_PX);
        stage.getIcons().setAll(AppIcon.images());
        bench.settled.watch(scene);
        bench.navigator.placeProperty().subscribe(place -> panes.showPanel(panels.panel(place)));
        bench.navigator.itemProperty().subscribe(item -> panes.editing(item != null));
        var title = new WindowTitle(stage, given.program(), messages);
        editor.model().itemProperty().subscribe(title::show);
    }

    private void quickAdd(String words, Place.Listing place) {
        bench.keeping.keepHere(
                CaptureGrammar.parse(words, LocalDateTime.now(given.clock()), messages.locale()),
                place);
    }

    private void refused(Submission.Refused refused) {
        new RefusalWords(bench.notices, messages, editor::flush).say(refused);
    }

    private void follow(Links.Target target) {
        switch (target) {
            case Links.Address(var address) -> given.outside().browse(address);
            case Links.Tag(var name) -> bench.navigator.go(new Place.Tagged(name));
            case Links.Note(var title) -> new TitledNote(bench).open(title);
        }
    }

    // What the commands do

    void newNote() {
        bench.newItems.note();
        whenOpen(editor::focusTitle);
    }

    void newTask() {
        bench.newItems.task();
        whenOpen(editor::focusTitle);
    }

    /// Runs when the editor shows the item that was just made.
    private void whenOpen(Runnable work) {
        bench.settled.begin();
        new OnNextItem(
                        editor.model(),
                        editor.model().itemProperty().get(),
                        () -> {
                            work.run();
                            bench.settled.end();
                        })
                .listen();
    }

    /// Shows quick capture.
    public void capture() {
        var shown = capture;
        if (shown == null) {
            shown =
                    new CaptureWindow(
                            bench.flow, bench.keeping, messages, given.theme(), messages.locale());
            capture = shown;
        }
        shown.show();
    }

    /// Shows the palette with these first letters.
    void palette(String letters) {
        focusBefore = stage.getScene().getFocusOwner();
        view.cover(palette.view());
        palette.open(letters, commands);
    }

    private void closePalette() {
        view.uncover(palette.view());
        if (focusBefore != null) {
            focusBefore.requestFocus();
        }
    }

    void flush() {
        editor.flush();
    }

    /// Moves the focus to the next pane, or the one before.
    void pane(int step) {
        paneFocus.move(stage.getScene().getFocusOwner(), step);
    }

    /// Goes out one level; answers whether there was one.
    boolean goOut() {
        if (panes.closeDrawers()) {
            return true;
        }
        if (!(bench.navigator.placeProperty().get() instanceof Place.Listing)) {
            bench.navigator.goBack();
            return true;
        }
        return false;
    }

    void focusSearch() {
        search.requestFocus();
        search.selectAll();
    }

    void showTab(String id) {
        panes.showInspector();
        inspector.show(id);
    }

    Panes panes() {
        return panes;
    }

    WindowView view() {
        return view;
    }

    Editor editor() {
        return editor;
    }

    Stage stage() {
        return stage;
    }

    List<Command> commands() {
        return commands;
    }

    /// Opens an item; for a second start that hands over.
    public void open(ItemId item) {
        bench.navigator.open(item);
        stage.toFront();
    }

    /// Shows a place.
    public void go(Place place) {
        bench.navigator.go(place);
    }

    public void show() {
        stage.show();
    }

    /// Tells the person something.
    public void say(String sentence) {
        bench.notices.say(sentence);
    }

    /// Sends what is typed, waits for it to be durable, and lets go of the store.
    public void close() {
        // What is typed into a field is kept when the field loses the focus.
        stage.getScene().getRoot().requestFocus();
        editor.finish();
        imports.close();
        looks.end();
        if (capture != null) {
            capture.hide();
        }
        bench.close();
    }
}
