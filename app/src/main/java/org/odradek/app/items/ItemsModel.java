package org.odradek.app.items;

import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;
import org.odradek.app.place.Place;
import org.odradek.core.entry.ItemId;
import org.odradek.store.search.Search;
import org.odradek.store.view.ItemRow;
import org.odradek.store.view.ListQuery;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/// The list on screen: its ids whole, its rows in windows. FX thread only.
final class ItemsModel {
    private final ObservableList<ItemId> ids = FXCollections.observableArrayList();
    private final ObservableList<ItemId> idsShown = FXCollections.unmodifiableObservableList(ids);
    private final RowWindows rows = new RowWindows();
    private final ReadOnlyLongWrapper rowsVersion = new ReadOnlyLongWrapper();
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper empty = new ReadOnlyStringWrapper("");
    private final ReadOnlyIntegerWrapper total = new ReadOnlyIntegerWrapper();
    private final ReadOnlyObjectWrapper<Place.Listing> place =
            new ReadOnlyObjectWrapper<>(new Place.Inbox());
    private final ReadOnlyObjectWrapper<Filter> filter =
            new ReadOnlyObjectWrapper<>(Filter.of(Filter.Show.ALL, ListQuery.Sort.UPDATED));
    private final ObservableList<ItemId> chosen = FXCollections.observableArrayList();
    private final ObservableList<ItemId> chosenShown =
            FXCollections.unmodifiableObservableList(chosen);
    private Map<ItemId, Search.Hit> hits = Map.of();

    // Properties

    ObservableList<ItemId> ids() {
        return idsShown;
    }

    /// Counts up whenever held rows changed.
    ReadOnlyLongProperty rowsVersionProperty() {
        return rowsVersion.getReadOnlyProperty();
    }

    ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    /// What an empty list says.
    ReadOnlyStringProperty emptyProperty() {
        return empty.getReadOnlyProperty();
    }

    /// How many there are; for a search more than are listed.
    ReadOnlyIntegerProperty totalProperty() {
        return total.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Place.Listing> placeProperty() {
        return place.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Filter> filterProperty() {
        return filter.getReadOnlyProperty();
    }

    /// What is selected, in the list's order.
    ObservableList<ItemId> chosen() {
        return chosenShown;
    }

    /// Null while it is not here.
    @Nullable ItemRow row(ItemId id) {
        return rows.row(id);
    }

    /// Where a search found the item; null outside of a search.
    Search.@Nullable Hit hit(ItemId id) {
        return hits.get(id);
    }

    // Commands

    void showPlace(Place.Listing shown, String name, String whenEmpty, Filter chosenFilter) {
        place.set(shown);
        title.set(name);
        empty.set(whenEmpty);
        filter.set(chosenFilter);
    }

    void showIds(List<ItemId> shown, int all) {
        hits = Map.of();
        IdList.become(ids, shown);
        total.set(all);
    }

    void showHits(Map<ItemId, Search.Hit> found, int all) {
        hits = found;
        IdList.become(ids, List.copyOf(found.keySet()));
        total.set(all);
        rowsVersion.set(rowsVersion.get() + 1);
    }

    void showRows(Collection<ItemRow> shown) {
        rows.put(shown);
        rowsVersion.set(rowsVersion.get() + 1);
    }

    void dropRows(Collection<ItemId> changed) {
        rows.drop(changed);
    }

    Map<ItemId, ItemRow> heldOf(Collection<ItemId> of) {
        return rows.heldOf(of);
    }

    void choose(List<ItemId> now) {
        if (!chosen.equals(now)) {
            chosen.setAll(now);
        }
    }
}
