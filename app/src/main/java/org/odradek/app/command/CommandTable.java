package org.odradek.app.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// All commands by their first word, in the order of the help. One is made only when a line names it: finding the options of all of
/// them by reflection takes longer than most commands do.
final class CommandTable {
    private final Map<String, Supplier<Object>> makers = new LinkedHashMap<>();

    CommandTable(PrintStream out, CommandReader reader) {
        add(MakeCommands.Note::new, MakeCommands.Note.class);
        add(MakeCommands.TaskGroup::new, MakeCommands.TaskGroup.class);
        add(CaptureCommand::new, CaptureCommand.class);
        add(ChangeCommands.EditItem::new, ChangeCommands.EditItem.class);
        add(ChangeCommands.Insert::new, ChangeCommands.Insert.class);
        add(ChangeCommands.Delete::new, ChangeCommands.Delete.class);
        add(ChangeCommands.Done::new, ChangeCommands.Done.class);
        add(ChangeCommands.Reopen::new, ChangeCommands.Reopen.class);
        add(ChangeCommands.Cancel::new, ChangeCommands.Cancel.class);
        add(ChangeCommands.Move::new, ChangeCommands.Move.class);
        add(ChangeCommands.Order::new, ChangeCommands.Order.class);
        add(CommandTable::tag, TagCommands.Tag.class);
        add(TagCommands.Tags::new, TagCommands.Tags.class);
        add(TagCommands.Rename::new, TagCommands.Rename.class);
        add(TagCommands.Remove::new, TagCommands.Remove.class);
        add(NotebookCommands.Notebook::new, NotebookCommands.Notebook.class);
        add(ChangeCommands.Trash::new, ChangeCommands.Trash.class);
        add(ChangeCommands.Restore::new, ChangeCommands.Restore.class);
        add(ChangeCommands.Purge::new, ChangeCommands.Purge.class);
        add(ReadCommands.Show::new, ReadCommands.Show.class);
        add(ReadCommands.ListItems::new, ReadCommands.ListItems.class);
        add(ReadCommands.SearchItems::new, ReadCommands.SearchItems.class);
        add(HistoryCommands.OfItem::new, HistoryCommands.OfItem.class);
        add(HistoryCommands.Revert::new, HistoryCommands.Revert.class);
        add(HistoryCommands.Undo::new, HistoryCommands.Undo.class);
        add(HistoryCommands.Redo::new, HistoryCommands.Redo.class);
        add(ConflictCommands.Conflicts::new, ConflictCommands.Conflicts.class);
        add(ConflictCommands.Resolve::new, ConflictCommands.Resolve.class);
        add(ConflictCommands.Merged::new, ConflictCommands.Merged.class);
        add(ConflictCommands.MergedRevert::new, ConflictCommands.MergedRevert.class);
        add(HistoryCommands.Receipts::new, HistoryCommands.Receipts.class);
        add(FileCommands.Attach::new, FileCommands.Attach.class);
        add(FileCommands.Detach::new, FileCommands.Detach.class);
        add(FileCommands.Fetch::new, FileCommands.Fetch.class);
        add(ExchangeCommands.Import::new, ExchangeCommands.Import.class);
        add(ExchangeCommands.Export::new, ExchangeCommands.Export.class);
        add(() -> new BatchCommand(out, reader), BatchCommand.class);
        add(HistoryCommands.Log::new, HistoryCommands.Log.class);
        add(DoctorCommand::new, DoctorCommand.class);
        add(() -> new CompletionCommand(reader), CompletionCommand.class);
    }

    /// `tag ID -NAME` works as it stands, so words that look like options are names there.
    private static Object tag() {
        return new CommandLine(new TagCommands.Tag()).setUnmatchedOptionsArePositionalParams(true);
    }

    /// Adds a command that another room makes, too.
    void add(Supplier<Object> maker, Class<?> type) {
        makers.put(type.getAnnotation(Command.class).name(), maker);
    }

    /// Gives a command line the commands that these words may mean: those named among them; all where help is asked for or no command
    /// is named, but for the version alone.
    void addTo(CommandLine line, String[] words) {
        var meant = new HashSet<>(Arrays.asList(words));
        boolean help = meant.contains("-h") || meant.contains("--help");
        boolean version = meant.contains("-V") || meant.contains("--version");
        boolean named = makers.keySet().stream().anyMatch(meant::contains);
        makers.forEach(
                (name, maker) -> {
                    if (help || meant.contains(name) || !named && !version) {
                        line.addSubcommand(maker.get());
                    }
                });
    }
}
