package org.odradek.app.items;

import org.odradek.app.look.Messages;
import org.odradek.app.place.Place;

/// What places are called, and what they say when empty.
final class Words {
    private Words() {}

    static String name(Place.Listing place, Messages messages) {
        return switch (place) {
            case Place.Inbox _ -> messages.text("nav.inbox");
            case Place.Today _ -> messages.text("nav.today");
            case Place.Upcoming _ -> messages.text("nav.upcoming");
            case Place.All _ -> messages.text("nav.all");
            case Place.Tasks _ -> messages.text("nav.tasks");
            case Place.Trash _ -> messages.text("nav.trash");
            // The name follows when it is read.
            case Place.InNotebook _ -> "";
            case Place.Tagged(var tag) -> "#" + tag;
            case Place.Searching _ -> messages.text("search.title");
        };
    }

    static String empty(Place.Listing place, Messages messages) {
        return switch (place) {
            case Place.Inbox _ -> messages.text("empty.inbox");
            case Place.Today _ -> messages.text("empty.today");
            case Place.Upcoming _ -> messages.text("empty.upcoming");
            case Place.All _ -> messages.text("empty.all");
            case Place.Tasks _ -> messages.text("empty.tasks");
            case Place.Trash _ -> messages.text("empty.trash");
            case Place.InNotebook _ -> messages.text("empty.notebook");
            case Place.Tagged _ -> messages.text("empty.tag");
            case Place.Searching(var query) -> messages.text("search.empty", query);
        };
    }
}
