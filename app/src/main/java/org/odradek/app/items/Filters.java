package org.odradek.app.items;

import org.odradek.app.place.Place;
import org.odradek.store.view.ListQuery.Scope;
import org.odradek.store.view.ListQuery.Sort;

/// What each place lists, and how it is sorted before anybody chose.
final class Filters {
    private Filters() {}

    static Filter usual(Place.Listing place) {
        return switch (place) {
            case Place.Today _, Place.Upcoming _ -> Filter.of(Filter.Show.OPEN, Sort.DUE);
            case Place.Tasks _ -> Filter.of(Filter.Show.OPEN, Sort.DUE);
            case Place.Inbox _ -> Filter.of(Filter.Show.OPEN, Sort.UPDATED);
            case Place.All _,
                    Place.Trash _,
                    Place.InNotebook _,
                    Place.Tagged _,
                    Place.Searching _ ->
                    Filter.of(Filter.Show.ALL, Sort.UPDATED);
        };
    }

    static Scope scope(Place.Listing place) {
        return switch (place) {
            case Place.Inbox _ -> new Scope.Inbox();
            case Place.Today _ -> new Scope.Today();
            case Place.Upcoming _ -> new Scope.Upcoming();
            case Place.All _, Place.Searching _ -> new Scope.All();
            case Place.Tasks _ -> new Scope.Tasks();
            case Place.Trash _ -> new Scope.Trash();
            case Place.InNotebook(var id) -> new Scope.InNotebook(id, true);
            case Place.Tagged(var tag) -> new Scope.Tagged(tag);
        };
    }
}
