package org.odradek.store.search;

import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.jspecify.annotations.Nullable;
import org.odradek.core.entry.ItemId;
import org.odradek.store.view.ViewPosition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Apache Lucene beside the database. The index follows the log by position, which stands in its commit; it is never forced, since it
/// can always be made anew, and is when it is missing, damaged, ahead of the view, or followed another. Thread-safe; opened
/// when it is first asked, or told to keep up.
public final class LuceneSearch implements Search, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LuceneSearch.class);
    private static final String POSITION = "position";
    private static final String TABLES = "tables";

    /// Raised when analysis or fields change, so that older indexes are made anew.
    private static final String FORMAT = "2";

    /// So many texts are in memory at once.
    private static final int ITEMS_AT_ONCE = 50;

    /// Shorter than it takes to go from typing to the search field, long enough to gather what is typed.
    private static final int KEEP_UP_MS = 500;

    /// While very much changes, indexing rests twice as long as it works, but no longer than this.
    private static final int REST_MS_MAX = 5_000;

    private static final double BUFFER_MB = 32;

    private final Path folder;
    private final SearchFeed feed;
    private final ZoneId zone;
    private final Snippets snippets = new Snippets();
    private final ScheduledThreadPoolExecutor background;
    private final AtomicBoolean due = new AtomicBoolean();
    private volatile boolean keepingUp;
    private volatile int restMs = KEEP_UP_MS;
    private volatile boolean closing;
    private volatile @Nullable Index index;

    /// @param folder the index's own; what is in it may be deleted
    /// @param zone   in which days are told
    public LuceneSearch(Path folder, SearchFeed feed, ZoneId zone) {
        this.folder = folder;
        this.feed = feed;
        this.zone = zone;
        this.background =
                new ScheduledThreadPoolExecutor(
                        1,
                        work -> Thread.ofPlatform().name("odradek-search").daemon().unstarted(work),
                        new ThreadPoolExecutor.DiscardPolicy());
        background.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    private record Index(Directory directory, IndexWriter writer, SearcherManager searchers) {}

    @Override
    public SearchResult find(String text, boolean asTyped, int limit, LocalDate today) {
        try {
            var open = caughtUp();
            var query = QueryReader.read(text, asTyped, today);
            var queries = new LuceneQueries(feed.view().notebooks(), feed::devicesNamed, today);
            var searcher = open.searchers().acquire();
            try {
                var lucene = queries.of(query);
                int total = searcher.count(lucene);
                var order =
                        new Sort(
                                SortField.FIELD_SCORE,
                                new SortField(ItemDocument.UPDATED_MS, SortField.Type.LONG, true));
                var found = new ArrayList<ItemId>();
                if (limit > 0 && total > 0) {
                    var stored = searcher.storedFields();
                    for (var each :
                            searcher.search(lucene, Math.min(limit, total), order).scoreDocs) {
                        found.add(
                                ItemId.parse(
                                        stored.document(each.doc, Set.of(ItemDocument.ID))
                                                .get(ItemDocument.ID)));
                    }
                }
                return new SearchResult(hits(found, queries), total, query.plainWords());
            } finally {
                open.searchers().release(searcher);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Hit> hits(List<ItemId> found, LuceneQueries queries) {
        var hits = new ArrayList<Hit>();
        for (var some : inPieces(found)) {
            for (var item : feed.view().texts(some)) {
                var snippet = snippets.of(item.body(), queries::marks);
                hits.add(new Hit(item.id(), snippet.text(), snippet.marks()));
            }
        }
        return hits;
    }

    private static List<List<ItemId>> inPieces(List<ItemId> items) {
        var pieces = new ArrayList<List<ItemId>>();
        for (int i = 0; i < items.size(); i += ITEMS_AT_ONCE) {
            pieces.add(items.subList(i, Math.min(items.size(), i + ITEMS_AT_ONCE)));
        }
        return pieces;
    }

    @Override
    public void keepUp() {
        keepingUp = true;
        followSoon(0);
    }

    private void followSoon(int delayMs) {
        if (due.compareAndSet(false, true)) {
            var _ = background.schedule(this::followNow, delayMs, TimeUnit.MILLISECONDS);
        }
    }

    private void followNow() {
        due.set(false);
        long start = System.nanoTime();
        try {
            follow();
            long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            restMs = Math.clamp(2 * tookMs, KEEP_UP_MS, REST_MS_MAX);
        } catch (RuntimeException fault) {
            // The root of the background thread; a search tries again and says what is wrong.
            LOG.warn("The search index did not follow.", fault);
        }
    }

    /// The view has changed. Cheap: what changed is found by position.
    public void changed() {
        if (keepingUp) {
            followSoon(restMs);
        }
    }

    /// Indexes what has changed since the index's position.
    public void follow() {
        try {
            caughtUp();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized Index caughtUp() throws IOException {
        if (index != null && !index.writer().isOpen()) {
            // A writer that could not write has ended by itself.
            closeIndex();
        }
        var open = index == null ? open() : index;
        index = open;
        // Asked before the position: when the tables are exchanged in between, the next time finds
        // others.
        var tables = feed.tables();
        var now = feed.view().position();
        var at = position(open.writer());
        boolean isOfThese = tables.equals(data(open.writer()).get(TABLES));
        if (isOfThese && at.equals(now)) {
            return open;
        }
        if (!isOfThese || at.compareTo(now) > 0) {
            LOG.info("The search index does not follow this view and is made anew.");
            open.writer().deleteAll();
            at = new ViewPosition(0);
        }
        for (var some : inPieces(feed.changedAfter(at))) {
            if (closing) {
                // What is missing is indexed after the next start, since the position stays.
                return open;
            }
            add(open.writer(), some);
        }
        open.writer().setLiveCommitData(commitData(now, tables).entrySet());
        open.searchers().maybeRefreshBlocking();
        return open;
    }

    private void add(IndexWriter writer, Collection<ItemId> items) throws IOException {
        var gone = new LinkedHashSet<>(items);
        for (var item : feed.view().texts(items)) {
            var id = item.id();
            gone.remove(id);
            writer.updateDocument(named(id), ItemDocument.of(item, zone));
        }
        for (var id : gone) {
            writer.deleteDocuments(named(id));
        }
    }

    private static Term named(ItemId id) {
        return new Term(ItemDocument.ID, id.toString());
    }

    private Index open() throws IOException {
        Files.createDirectories(folder);
        try {
            return opened();
        } catch (IOException | IllegalArgumentException damaged) {
            LOG.warn("The search index does not open and is made anew.", damaged);
            empty();
            return opened();
        }
    }

    private Index opened() throws IOException {
        var directory = new Unforced(FSDirectory.open(folder));
        var settings = new IndexWriterConfig(new TextAnalysis(false)).setRAMBufferSizeMB(BUFFER_MB);
        try {
            return opened(directory, new IndexWriter(directory, settings));
        } catch (IOException | IllegalArgumentException e) {
            directory.close();
            throw e;
        }
    }

    private static Index opened(Directory directory, IndexWriter writer) throws IOException {
        try {
            var data = data(writer);
            if (!FORMAT.equals(data.getOrDefault("format", FORMAT))) {
                writer.deleteAll();
                writer.setLiveCommitData(commitData(new ViewPosition(0), "").entrySet());
            }
            verify(writer);
            return new Index(directory, writer, new SearcherManager(writer, null));
        } catch (IOException | IllegalArgumentException e) {
            // Its lock would keep the index that is made anew from opening.
            writer.rollback();
            throw e;
        }
    }

    /// Reads everything once: Lucene looks at most checksums only when it merges, and a writer that meets a wrong one has ended.
    private static void verify(IndexWriter writer) throws IOException {
        try (var reader = DirectoryReader.open(writer)) {
            for (var leaf : reader.leaves()) {
                if (leaf.reader() instanceof CodecReader segment) {
                    segment.checkIntegrity();
                }
            }
        }
    }

    private static Map<String, String> commitData(ViewPosition position, String tables) {
        return Map.of(POSITION, Long.toString(position.value()), TABLES, tables, "format", FORMAT);
    }

    private static ViewPosition position(IndexWriter writer) {
        return new ViewPosition(Long.parseLong(data(writer).getOrDefault(POSITION, "0")));
    }

    private static Map<String, String> data(IndexWriter writer) {
        var data = new HashMap<String, String>();
        var live = writer.getLiveCommitData();
        if (live != null) {
            live.forEach(entry -> data.put(entry.getKey(), entry.getValue()));
        }
        return data;
    }

    private void empty() throws IOException {
        List<Path> paths;
        try (var walked = Files.walk(folder)) {
            paths =
                    walked.filter(path -> !path.equals(folder))
                            .sorted(Comparator.reverseOrder())
                            .toList();
        }
        for (var path : paths) {
            Files.delete(path);
        }
    }

    @Override
    public void close() {
        closing = true;
        // It is not interrupted: an interrupt inside H2 would close the file for everyone.
        background.close();
        closeIndex();
    }

    private synchronized void closeIndex() {
        var open = index;
        index = null;
        if (open != null) {
            try (var directory = open.directory();
                    var writer = open.writer();
                    var searchers = open.searchers()) {
                LOG.debug("Closing {} and {}.", directory, searchers);
                writer.commit();
            } catch (IOException | AlreadyClosedException e) {
                LOG.warn("The search index was not written; it follows anew when next opened.", e);
            }
        }
    }

    /// A directory whose files are never forced: losing them costs a rebuild and nothing else.
    private static final class Unforced extends FilterDirectory {
        private Unforced(Directory in) {
            super(in);
        }

        @Override
        public void sync(Collection<String> names) {
            // Forcing would make every commit wait for the disk.
        }

        @Override
        public void syncMetaData() {
            // As above.
        }
    }
}
