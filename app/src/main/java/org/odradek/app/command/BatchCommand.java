package org.odradek.app.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Runs one command per input line, each a JSON array of arguments, in one process.
@Command(
        name = "batch",
        description = "One command per line of standard input, each a JSON array of arguments.")
final class BatchCommand implements Task {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Option(names = "--keep-going", description = "Goes on after a command that was refused.")
    boolean keepGoing;

    private final PrintStream out;
    private final CommandReader reader;

    BatchCommand(PrintStream out, CommandReader reader) {
        this.out = out;
        this.reader = reader;
    }

    /// Prints as it goes, so that a script sees each answer as soon as it is durable; the answer of the whole is empty.
    @Override
    public Answer run(Desk desk) {
        int first = Answer.DONE;
        var decoder =
                StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
        try {
            var lines = new BufferedReader(new InputStreamReader(desk.in(), decoder));
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isBlank()) {
                    continue;
                }
                var answer = one(desk.reading(new ByteArrayInputStream(new byte[0])), line);
                first = first == Answer.DONE ? answer.exit() : first;
                if (answer.exit() != Answer.DONE && !keepGoing) {
                    break;
                }
            }
        } catch (CharacterCodingException e) {
            return Answer.unreadable(
                    "A line of standard input is not UTF-8; it and what follows was not run.");
        } catch (IOException e) {
            return Answer.notPossible("Standard input cannot be read.");
        }
        return new Answer.Done(first, ItemJson.NODES.missingNode(), List.of());
    }

    private Answer one(Desk desk, String line) {
        long startedNs = System.nanoTime();
        Answer answer;
        try {
            answer = reader.run(desk, MAPPER.readValue(line, String[].class));
        } catch (JsonProcessingException e) {
            answer = Answer.unreadable("A line is no JSON array of arguments.");
        }
        out.println(result(answer, Answers.tookMs(startedNs)));
        out.flush();
        return answer;
    }

    private static ObjectNode result(Answer answer, double tookMs) {
        var node = ItemJson.NODES.objectNode();
        node.put("ok", answer.exit() == Answer.DONE);
        switch (answer) {
            case Answer.Done(_, var json, _) -> {
                if (json instanceof ObjectNode object) {
                    node.setAll(object);
                } else {
                    node.set("result", json);
                }
            }
            case Answer.Refused refused ->
                    node.setAll(Answers.error(refused.code(), refused.sentence()));
            case Answer.Fault(var sentence, _) -> node.setAll(Answers.error("fault", sentence));
        }
        if (answer.exit() != Answer.DONE) {
            node.put("exit", answer.exit());
        }
        return node.put("tookMs", tookMs);
    }
}
