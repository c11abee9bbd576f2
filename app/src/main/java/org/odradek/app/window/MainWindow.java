package org.odradek.app.window;

import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;
import org.odradek.app.capture.CaptureGrammar;
import org.odradek.app.capture.CaptureWindow;
import org.odradek.app.capture.Keeping;
import org.odradek.app.capture.NewItems;
import org.odradek.app.capture.RuleWords;
import org.odradek.app.conflicts.Conflicts;
import org.odradek.app.editor.Editor;
import org.odradek.app.editor.styling.Links;
import org.odradek.app.editor.surface.EditorKeys;
import org.odradek.app.editor.surface.LiveSurface;
import org.odradek.app.flow.Changes;
import org.odradek.app.flow.Edits;
import org.odradek.app.flow.Flow;
import org.odradek.app.flow.FxDelays;
import org.odradek.app.flow.NewIds;
import org.odradek.app.flow.Reads;
import org.odradek.app.flow.Screen;
import org.odradek.app.flow.Settled;
import org.odradek.app.history.HistoryInteractor;
import org.odradek.app.history.HistoryTab;
import org.odradek.app.items.Deeds;
import org.odradek.app.items.Items;
import org.odradek.app.look.AppIcon;
import org.odradek.app.look.Messages;
import org.odradek.app.look.Sheets;
import org.odradek.app.look.Theme;
import org.odradek.app.look.TimeWords;
import org.odradek.app.notice.BannerView;
import org.odradek.app.notice.Notices;
import org.odradek.app.notice.ToastsView;
import org.odradek.app.notice.Undoing;
import org.odradek.app.palette.Command;
import org.odradek.app.place.Navigator;
import org.odradek.app.place.Place;
import org.odradek.app.search.SearchField;
import org.odradek.app.sidebar.Sidebar;
import org.odradek.app.status.Delivery;
import org.odradek.app.status.StatusBar;
import org.odradek.app.task.Inspector;
import org.odradek.core.entry.ItemId;
import org.odradek.core.task.Recurrences;
import org.odradek.store.Store;
import org.odradek.store.Submission;
import org.odradek.store.view.ItemDetail;
import org.odradek.store.view.ViewPosition;

import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// The main window over one store, put together from its slices. FX thread only.
public final class MainWindow {
    private static final double WIDTH_PX = 1200;
    private static final double HEIGHT_PX = 800;
    private static final double WIDTH_MIN_PX = 640;
    private static final double HEIGHT_MIN_PX = 480;

    private final Stage stage;
    private final Messages messages;
    private final Screen screen = new Screen();
    private final Settled settled = new Settled(screen);
    private final Notices notices;
    private final Edits edits;
    private final Reads reads;
    private final Changes changes;
    private final Flow flow;
    private final Navigator navigator = new Navigator();
    private final Editor editor;
    private final Items items;
    private final Panes panes;
    private final Inspector inspector;
    private final SearchField search;
    private final WindowView view;
    private final Panels panels;
    private final List<Command> commands;
    private final NewItems newItems;
    private final PaneFocus paneFocus;
    private final Keeping keeping;
    private final Supplier<CaptureWindow> captureMaker;
    private @Nullable CaptureWindow capture;

    /// What the window is given.
    ///
    /// @param position where the view stands, read before
    public record Given(
            Store store,
            ViewPosition position,
            Delivery delivery,
            Clock clock,
            RandomGenerator random,
            Recurrences recurrences,
            Messages messages,
            Theme theme,
            Outside outside) {}

    public MainWindow(Stage stage, Given given) {
        this.stage = stage;
        messages = given.messages();
        var theme = given.theme();
        var times = new TimeWords(messages, given.clock());
        notices = new Notices(given.clock());
        edits = new Edits(given.store(), screen, settled, this::refused);
        reads = new Reads(given.store(), screen, settled);
        changes = new Changes(given.store(), given.position(), screen, settled);
        var delays = new FxDelays(settled);
        flow =
                new Flow(
                        edits,
                        reads,
                        changes,
                        delays,
                        new NewIds(given.clock(), given.random()),
                        given.clock());
        var undoing = new Undoing(flow, notices, messages);
        var deeds = new Deeds(flow, undoing, messages, times);
        newItems = new NewItems(flow, navigator);
        var sidebar = new Sidebar(flow, navigator, undoing, messages, theme);
        var when =
                new GrammarWords(
                        new RuleWords(messages, times), times, given.clock(), messages.locale());
        keeping = new Keeping(flow, navigator, undoing, notices, given.recurrences(), messages);
        captureMaker = () -> new CaptureWindow(flow, keeping, messages, theme, messages.locale());
        items =
                new Items(
                        flow,
                        navigator,
                        deeds,
                        (words, place) ->
                                keeping.keepHere(
                                        CaptureGrammar.parse(
                                                words,
                                                LocalDateTime.now(given.clock()),
                                                messages.locale()),
                                        place),
                        when::when,
                        notices,
                        messages,
                        times,
                        theme);
        editor =
                new Editor(
                        flow,
                        new LiveSurface(theme, messages, given.clock(), EditorKeys.standard()),
                        navigator,
                        undoing,
                        target -> follow(target, given.outside()),
                        messages);
        var history =
                new HistoryTab(
                        new HistoryInteractor(flow, undoing, messages, times), messages, times);
        navigator.itemProperty().subscribe(history::show);
        changes.listen(history::changed);
        inspector = new Inspector(flow, editor, deeds, when, navigator, history, messages, times);
        panes =
                new Panes(
                        sidebar.view(),
                        items.view(),
                        editor.view(),
                        inspector,
                        sidebar::rail,
                        messages);
        search = new SearchField(delays, navigator, messages, items::focusList);
        paneFocus =
                new PaneFocus(
                        List.of(
                                new PaneFocus.Pane(sidebar.view(), sidebar::focus),
                                new PaneFocus.Pane(items.view(), items::focusList),
                                new PaneFocus.Pane(editor.view(), editor::focusBody),
                                new PaneFocus.Pane(inspector, inspector::focusTabs)));
        var conflicts = new Conflicts(flow, navigator, undoing, notices, messages, times);
        panels = new Panels(conflicts.view());
        var keys =
                new Keys(
                        this,
                        messages,
                        theme,
                        undoing,
                        newItems,
                        navigator,
                        given.delivery(),
                        notices);
        commands = keys.commands();
        var status =
                new StatusBar(
                        given.delivery(),
                        editor.model().textProperty(),
                        notices,
                        screen,
                        messages,
                        times);
        view =
                new WindowView(
                        messages,
                        search,
                        new BannerView(notices),
                        panes,
                        status,
                        new ToastsView(notices, delays),
                        keys.named("note"),
                        keys.named("task"),
                        keys.named("capture"));
        start(theme, keys);
    }

    private void start(Theme theme, Keys keys) {
        view.fillMenu(commands);
        view.back().setOnAction(_ -> navigator.goBack());
        view.forward().setOnAction(_ -> navigator.goForward());
        view.back().disableProperty().bind(navigator.canGoBackProperty().not());
        view.forward().disableProperty().bind(navigator.canGoForwardProperty().not());
        var scene = new Scene(view, WIDTH_PX, HEIGHT_PX);
        theme.dress(scene, sheets());
        keys.attach(scene);
        stage.setScene(scene);
        stage.setMinWidth(WIDTH_MIN_PX);
        stage.setMinHeight(HEIGHT_MIN_PX);
        stage.getIcons().setAll(AppIcon.images());
        settled.watch(scene);
        navigator.placeProperty().subscribe(this::placeChanged);
        navigator.itemProperty().subscribe(item -> panes.editing(item != null));
        editor.model().itemProperty().subscribe(this::titleChanged);
    }

    private static List<String> sheets() {
        var sheets = new ArrayList<String>();
        sheets.add(Sheets.url(MainWindow.class, "window.css"));
        sheets.addAll(Sidebar.sheets());
        sheets.addAll(Items.sheets());
        sheets.addAll(Editor.sheets());
        sheets.addAll(Inspector.sheets());
        sheets.addAll(StatusBar.sheets());
        sheets.addAll(Conflicts.sheets());
        return sheets;
    }

    private void placeChanged(Place place) {
        panes.showPanel(panels.panel(place));
    }

    private void titleChanged(@Nullable ItemDetail shown) {
        stage.setTitle(
                shown == null || shown.row().title().isBlank()
                        ? "Odradek"
                        : messages.text("window.title", shown.row().title()));
    }

    private void refused(Submission.Refused refused) {
        switch (refused.reason()) {
            case BAD_VALUE, NOT_FOUND, NOT_POSSIBLE -> notices.say(refused.sentence());
            case DISK_FULL -> raise(1, "disk", "refused.full");
            case READ_ONLY -> raise(2, "readOnly", "refused.readOnly");
        }
    }

    private void raise(int urgency, String id, String key) {
        notices.raise(
                new Notices.Banner(
                        urgency,
                        id,
                        messages.text(key),
                        messages.text("refused.retry"),
                        () -> {
                            notices.lower(id);
                            editor.flush();
                        }));
    }

    private void follow(Links.Target target, Outside outside) {
        switch (target) {
            case Links.Address(var address) -> outside.browse(address);
            case Links.Tag(var name) -> navigator.go(new Place.Tagged(name));
            case Links.Note(var title) -> openTitled(title);
        }
    }

    private void openTitled(String title) {
        reads.ask(
                "window.titled",
                store ->
                        store
                                .search()
                                .find(
                                        "title:\"" + title.replace('"', ' ') + "\"",
                                        false,
                                        50,
                                        flow.today())
                                .hits()
                                .stream()
                                .flatMap(hit -> store.view().rows(List.of(hit.item())).stream())
                                .filter(row -> row.title().equalsIgnoreCase(title))
                                .findFirst(),
                found ->
                        found.ifPresentOrElse(
                                row -> navigator.open(row.id()), () -> newItems.noteTitled(title)));
    }

    // What the commands do

    void newNote() {
        newItems.note();
        whenOpen(editor::focusTitle);
    }

    void newTask() {
        newItems.task();
        whenOpen(editor::focusTitle);
    }

    /// Runs when the editor shows the item that was just made.
    private void whenOpen(Runnable work) {
        var before = editor.model().itemProperty().get();
        settled.begin();
        new OnNextItem(
                        editor.model(),
                        before,
                        () -> {
                            work.run();
                            settled.end();
                        })
                .listen();
    }

    void focusSearch() {
        search.requestFocus();
        search.selectAll();
    }

    void focusList() {
        items.focusList();
    }

    void showTab(String id) {
        panes.showInspector();
        inspector.show(id);
    }

    /// Shows quick capture.
    public void capture() {
        if (capture == null) {
            capture = captureMaker.get();
        }
        capture.show();
    }

    /// Shows the palette with these first letters.
    void palette(String letters) {
        notices.say(letters);
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
        if (!(navigator.placeProperty().get() instanceof Place.Listing)) {
            navigator.goBack();
            return true;
        }
        return false;
    }

    Panes panes() {
        return panes;
    }

    WindowView view() {
        return view;
    }

    Region editorView() {
        return editor.view();
    }

    Stage stage() {
        return stage;
    }

    List<Command> commands() {
        return commands;
    }

    /// Opens an item; for a second start that hands over, and for tests.
    public void open(ItemId item) {
        navigator.open(item);
        stage.toFront();
    }

    public void show() {
        stage.show();
    }

    /// Sends what is typed, waits for it to be durable, and lets go of the store.
    public void close() {
        editor.flush();
        if (capture != null) {
            capture.hide();
        }
        changes.close();
        edits.close();
        reads.close();
    }
}
