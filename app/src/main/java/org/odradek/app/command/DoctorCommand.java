package org.odradek.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.ArrayList;

/// Verifies journal, chain and view.
@Command(name = "doctor", description = "Checks everything; nothing is changed.")
final class DoctorCommand implements Task {
    @Option(
            names = "--rebuild",
            description = "Also makes the view anew beside the live one and compares.")
    boolean rebuild;

    @Override
    public Answer run(Desk desk) {
        var report = desk.store().doctor().examine(rebuild, _ -> {}, () -> false);
        var node = ItemJson.NODES.objectNode();
        node.put("entries", report.entries());
        node.put("viewHash", report.viewHash());
        node.put("rebuiltHash", report.rebuiltHash());
        node.put("ok", report.ok());
        node.put("parked", report.parked());
        var findings = node.putArray("findings");
        report.findings().forEach(findings::add);
        var lines = new ArrayList<String>();
        lines.add(
                report.entries()
                        + " entries checked; "
                        + (report.ok() ? "nothing to repair." : "see below."));
        lines.addAll(report.findings());
        return new Answer.Done(report.ok() ? Answer.DONE : Answer.REFUSED, node, lines);
    }
}
