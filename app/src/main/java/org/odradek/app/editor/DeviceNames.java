package org.odradek.app.editor;

import org.odradek.app.flow.Flow;
import org.odradek.core.entry.DeviceId;

import java.util.HashMap;
import java.util.Map;

/// What people call the devices whose edits arrive. A name is read when its device is first met; until then its id's start stands in.
final class DeviceNames {
    private final Flow flow;
    private final Map<DeviceId, String> names = new HashMap<>();

    DeviceNames(Flow flow) {
        this.flow = flow;
    }

    String of(DeviceId device) {
        var known = names.get(device);
        if (known != null) {
            return known;
        }
        flow.reads()
                .ask(
                        "editor.device." + device,
                        store -> store.view().deviceName(device),
                        name -> names.put(device, name));
        return device.toString().substring(0, 8);
    }
}
