package org.odradek.app.command;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.PrintStream;

/// Prints answers: with `--json` one document on standard output and nothing else there; messages go to standard error.
final class Answers {
    private Answers() {}

    static void print(
            Answer answer,
            boolean json,
            boolean quiet,
            PrintStream out,
            PrintStream err,
            double tookMs) {
        switch (answer) {
            case Answer.Done(_, var node, _) when json -> {
                if (node instanceof ObjectNode object) {
                    object.put("tookMs", tookMs);
                }
                if (!node.isMissingNode()) {
                    out.println(node);
                }
            }
            case Answer.Done(_, _, var lines) -> {
                if (!quiet) {
                    lines.forEach(out::println);
                }
            }
            case Answer.Refused(var code, var sentence, var usage) -> {
                if (json && !usage) {
                    out.println(error(code, sentence));
                } else {
                    err.println(sentence);
                }
            }
            case Answer.Fault(var sentence, var log) -> {
                if (json) {
                    out.println(error("fault", sentence));
                } else {
                    err.println(sentence);
                }
                if (log != null) {
                    err.println("Details are in " + log);
                }
            }
        }
        out.flush();
        err.flush();
    }

    static ObjectNode error(String code, String sentence) {
        var node = ItemJson.NODES.objectNode();
        node.putObject("error").put("code", code).put("message", sentence);
        return node;
    }

    /// Milliseconds since then, to a thousandth.
    static double tookMs(long startedNs) {
        return Math.round((System.nanoTime() - startedNs) / 1e3) / 1e3;
    }
}
