package org.odradek.store.search;

import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Apache Lucene beside the database. The index follows the log by position, which stands in its commit; it is never forced, since it
/// can always be made anew, and is when it is missing, damaged, or ahead of the view. Thread-safe; opened when it is first
/// asked.
public final class LuceneSearch implements Search, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LuceneSearch.class);
    private static final String POSITION = "position";

    /// Raised when analysis or fields change, so that older indexes are made anew.
    private static final String FORMAT = "1";

    /// Items are indexed in pieces of this size, between which a search is answered.
    private static final int ITEMS_AT_ONCE = 500;

    private static final double BUFFER_MB = 32;

    private final Path folder;
    private final SearchFeed feed;
    private final ZoneId zone;
    private final Snippets snippets = new Snippets();
    private final Set<ItemId> touched = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Index index;

    /// @param folder the index's own; what is in it may be deleted
    /// @param zone   in which days are told
    public LuceneSearch(Path folder, SearchFeed feed, ZoneId zone) {
        this.folder = folder;
        this.feed = feed;
        this.zone = zone;
    }

    private record Index(Directory directory, IndexWriter writer, SearcherManager searchers) {}

    @Override
    public SearchResult find(String text, boolean asTyped, int limit, LocalDate today) {
        try {
            var open = caughtUp();
            var query = QueryReader.read(text, asTyped, today);
            var queries = new LuceneQueries(feed.view().notebooks(), today);
            var searcher = open.searchers().acquire();
            try {
                var lucene = queries.of(query);
                int total = searcher.count(lucene);
                var order =
                        new Sort(
                                SortField.FIELD_SCORE,
                                new SortField(ItemDocument.UPDATED_MS, SortField.Type.LONG, true));
                var hits = new ArrayList<Hit>();
                if (limit > 0 && total > 0) {
                    var stored = searcher.storedFields();
                    for (var found :
                            searcher.search(lucene, Math.min(limit, total), order).scoreDocs) {
                        var id =
                                ItemId.parse(
                                        stored.document(found.doc, Set.of(ItemDocument.ID))
                                                .get(ItemDocument.ID));
                        hit(id, queries).ifPresent(hits::add);
                    }
                }
                return new SearchResult(hits, total, query.plainWords());
            } finally {
                open.searchers().release(searcher);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Hit> hit(ItemId id, LuceneQueries queries) {
        return feed.view()
                .item(id)
                .map(
                        detail -> {
                            var snippet = snippets.of(detail.body(), queries::marks);
                            return new Hit(id, snippet.text(), snippet.marks());
                        });
    }

    /// Notes items whose rows changed, also those that no entry names: a successor whose predecessor was edited, an item whose notebook
    /// was renamed. Cheap; nothing is noted before the index is in use, since then the position tells all that counts.
    public void touch(Collection<ItemId> items) {
        if (index != null) {
            touched.addAll(items);
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
        var open = index == null ? open() : index;
        index = open;
        var now = feed.view().position();
        var at = position(open.writer());
        if (at.equals(now) && touched.isEmpty()) {
            return open;
        }
        if (at.compareTo(now) > 0) {
            LOG.warn("The search index is ahead of the view and is made anew.");
            open.writer().deleteAll();
            at = new ViewPosition(0);
        }
        var noted = Set.copyOf(touched);
        touched.removeAll(noted);
        var changing = new LinkedHashSet<>(noted);
        if (!at.equals(now)) {
            changing.addAll(feed.changedAfter(at));
        }
        var changed = List.copyOf(changing);
        for (int i = 0; i < changed.size(); i += ITEMS_AT_ONCE) {
            add(open.writer(), changed.subList(i, Math.min(changed.size(), i + ITEMS_AT_ONCE)));
        }
        open.writer().setLiveCommitData(commitData(now).entrySet());
        open.searchers().maybeRefreshBlocking();
        return open;
    }

    private void add(IndexWriter writer, Collection<ItemId> items) throws IOException {
        for (var item : items) {
            var name = new Term(ItemDocument.ID, item.toString());
            var detail = feed.view().item(item);
            if (detail.isPresent()) {
                writer.updateDocument(name, ItemDocument.of(detail.get(), zone));
            } else {
                writer.deleteDocuments(name);
            }
        }
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
            var writer = new IndexWriter(directory, settings);
            var data = data(writer);
            if (!FORMAT.equals(data.getOrDefault("format", FORMAT))) {
                writer.deleteAll();
                writer.setLiveCommitData(commitData(new ViewPosition(0)).entrySet());
            }
            return new Index(directory, writer, new SearcherManager(writer, null));
        } catch (IOException | IllegalArgumentException e) {
            directory.close();
            throw e;
        }
    }

    private static Map<String, String> commitData(ViewPosition position) {
        return Map.of(POSITION, Long.toString(position.value()), "format", FORMAT);
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
    public synchronized void close() {
        var open = index;
        index = null;
        if (open != null) {
            try (var directory = open.directory();
                    var writer = open.writer();
                    var searchers = open.searchers()) {
                LOG.debug("Closing {} and {}.", directory, searchers);
                writer.commit();
            } catch (IOException e) {
                LOG.warn("The search index was not written and will be made anew.", e);
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
