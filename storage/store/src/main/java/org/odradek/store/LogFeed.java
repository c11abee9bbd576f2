package org.odradek.store;

import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.ItemId;
import org.odradek.store.log.LogQuestions;
import org.odradek.store.search.SearchFeed;
import org.odradek.store.view.DeviceNames;
import org.odradek.store.view.View;
import org.odradek.store.view.ViewPosition;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What the search index follows, as the tables in use have it. Thread-safe.
record LogFeed(Ledger ledger, View view, DeviceNames names) implements SearchFeed {
    @Override
    public Set<DeviceId> devicesNamed(String name) {
        var devices = ledger.reads().published().devices();
        return devices.all().stream()
                .map(devices::id)
                .filter(device -> names.of(device).equalsIgnoreCase(name))
                .collect(Collectors.toSet());
    }

    @Override
    public String tables() {
        return ledger.owned().view().getFileName().toString();
    }

    @Override
    public List<ItemId> changedAfter(ViewPosition position) {
        return ledger.reads()
                .read(
                        (reading, _) ->
                                LogQuestions.itemsAfter(reading.connection(), position.value()));
    }
}
