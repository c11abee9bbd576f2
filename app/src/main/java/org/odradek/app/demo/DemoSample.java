package org.odradek.app.demo;

import org.jspecify.annotations.Nullable;
import org.odradek.core.action.ItemKind;
import org.odradek.store.edit.NewItem;

import java.time.LocalDate;
import java.util.List;

/// A dozen notes and tasks, written for the demo.
final class DemoSample {
    static final String TRIP = "Trip to Bergen";
    static final String RENT = "Pay rent";
    static final String TRIP_BODY =
            """
            We take the night train and walk from the station.

            ## To pack
            - [ ] tickets
            - [ ] rain coats
            - [x] the good map

            ## There
            The funicular runs until eleven. **Fish market** on Saturday.
            Dinner by the harbour: [[Book a table for six]].
            """;

    private DemoSample() {}

    static List<NewItem> items(LocalDate today) {
        var nextFirst = today.plusMonths(1).withDayOfMonth(1).toString();
        return List.of(
                NewItem.note("京都の旅", "図書館の近くに泊まる。紅葉は十一月の終わり。").in("Travel"),
                task("Call the plumber", "Home", today.plusDays(1) + "T09:00", "none", null),
                task(
                        "Water the plants",
                        "Home",
                        today.plusDays(2).toString(),
                        "low",
                        "FREQ=WEEKLY"),
                task("Book a table for six", null, today.toString(), "medium", null),
                task("Return the library books", null, today.minusDays(2).toString(), "none", null),
                task("Renew the passport", "Travel", null, "none", null),
                NewItem.note(
                                "Bread that always works",
                                "500 g flour, 350 g water, 10 g salt, a little yeast.\n"
                                        + "Over night, then 240 °C.")
                        .in("Home/Kitchen")
                        .tagged(List.of("recipes")),
                NewItem.note("Books to read", "- The Box\n- A Pattern Language\n- Invisible Cities")
                        .tagged(List.of("books")),
                NewItem.note(
                                "Meeting with Lena",
                                "Agenda: scope, price, who writes the offer.\n\n**Before Friday**")
                        .in("Work"),
                NewItem.note(
                                "House papers",
                                "The contract is in the blue folder. See [[" + RENT + "]].")
                        .in("Home"),
                task(RENT, "Home/Bills", nextFirst, "high", "FREQ=MONTHLY;BYMONTHDAY=1"),
                NewItem.note(TRIP, TRIP_BODY).in("Travel").tagged(List.of("trips")));
    }

    private static NewItem task(
            String title,
            @Nullable String notebook,
            @Nullable String due,
            String priority,
            @Nullable String repeat) {
        return new NewItem(
                ItemKind.TASK,
                title,
                "",
                notebook,
                List.of(),
                due,
                null,
                priority,
                repeat,
                "due",
                null);
    }
}
