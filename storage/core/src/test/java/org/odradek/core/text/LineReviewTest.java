package org.odradek.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Predicate;

class LineReviewTest {
    private final MapGraph graph = new MapGraph();
    private final TextBuffer text = new TextBuffer();
    private Frontier current = Frontier.EMPTY;
    private int seq;

    @Test
    void givenTwoWordsOfOneLineChanged_whenMerged_thenLineIsAPlaceWithBaseAndVersions() {
        var base = make(current, new Splice(0, 0, "first\nthe quick fox\nlast\n"));
        var a = make(Frontier.of(base.id()), new Splice(10, 5, "slow"));
        var b = make(Frontier.of(base.id()), new Splice(16, 3, "dog"));

        assertEquals("first\nthe slow dog\nlast\n", text.toString());
        assertEquals(
                List.of(
                        new ReviewPlace(
                                6,
                                18,
                                "the quick fox",
                                "the slow dog",
                                versions(
                                        new LineVersion(a.id(), "the slow fox"),
                                        new LineVersion(b.id(), "the quick dog")))),
                review().open());
    }

    @Test
    void givenDifferentLinesChanged_whenMerged_thenNothingIsOpenAndBothAreListed() {
        var base = make(current, new Splice(0, 0, "one\ntwo\nthree\n"));
        var a = make(Frontier.of(base.id()), new Splice(0, 3, "ONE"));
        var b = make(Frontier.of(base.id()), new Splice(8, 6, ""));

        assertEquals(
                new LineReview.Review(
                        List.of(),
                        List.of(
                                new AutomaticMerge(
                                        Frontier.of(base.id()),
                                        new TreeSet<>(List.of(a.id(), b.id())),
                                        List.of(
                                                new AutomaticMerge.MergedLine(
                                                        "one",
                                                        "ONE",
                                                        List.of(new LineVersion(a.id(), "ONE"))),
                                                new AutomaticMerge.MergedLine(
                                                        "three",
                                                        "",
                                                        List.of(new LineVersion(b.id(), ""))))))),
                review());
    }

    @Test
    void givenBothAddLinesAtTheEnd_whenMerged_thenGapNeedsNoReview() {
        var base = make(current, new Splice(0, 0, "- milk"));
        make(Frontier.of(base.id()), new Splice(6, 0, "\n- eggs"));
        make(Frontier.of(base.id()), new Splice(6, 0, "\n- bread"));

        assertEquals(List.of(), review().open());
        assertEquals(1, review().merged().getFirst().lines().size());
    }

    @Test
    void givenBothAddLinesAfterALastLineBreak_whenMerged_thenGapNeedsNoReview() {
        var base = make(current, new Splice(0, 0, "- milk\n"));
        make(Frontier.of(base.id()), new Splice(7, 0, "- eggs\n"));
        make(Frontier.of(base.id()), new Splice(7, 0, "- bread\n"));

        assertEquals(List.of(), review().open());
    }

    @Test
    void givenLinesAddedKeyByKeyAfterEnter_whenMerged_thenGapNeedsNoReview() {
        var base = make(current, new Splice(0, 0, "- milk\nlast"));
        var a = make(Frontier.of(base.id()), new Splice(6, 0, "\n"));
        a = make(Frontier.of(a.id()), new Splice(7, 0, "e"));
        make(Frontier.of(a.id()), new Splice(8, 0, "g"));
        var b = make(Frontier.of(base.id()), new Splice(6, 0, "\n"));
        make(Frontier.of(b.id()), new Splice(7, 0, "b"));

        assertEquals(List.of(), review().open());
    }

    @Test
    void givenLineAddedBelowWhileOtherEditsTheLine_whenMerged_thenNothingIsOpen() {
        var base = make(current, new Splice(0, 0, "milk\nlast"));
        make(Frontier.of(base.id()), new Splice(4, 0, "\neggs"));
        make(Frontier.of(base.id()), new Splice(4, 0, " and tea"));

        assertEquals(List.of(), review().open());
    }

    @Test
    void givenLineDeletedWhileOtherEditsIt_whenMerged_thenPlaceHoldsWhatIsLeft() {
        var base = make(current, new Splice(0, 0, "one\ntwo\nthree"));
        var a = make(Frontier.of(base.id()), new Splice(4, 4, ""));
        var b = make(Frontier.of(base.id()), new Splice(7, 0, "!"));

        assertEquals("one\n!three", text.toString());
        assertEquals(
                List.of(
                        new ReviewPlace(
                                4,
                                5,
                                "two",
                                "!",
                                versions(
                                        new LineVersion(a.id(), ""),
                                        new LineVersion(b.id(), "two!")))),
                review().open());
    }

    @Test
    void givenNeighbouringLineDeletedWithItsBreak_whenMerged_thenOnlyThatLineIsTouched() {
        var base = make(current, new Splice(0, 0, "one\ntwo\nthree"));
        make(Frontier.of(base.id()), new Splice(3, 4, ""));
        make(Frontier.of(base.id()), new Splice(0, 3, "ONE"));

        assertEquals(List.of(), review().open());
    }

    @Test
    void givenOpenPlace_whenPersonWritesInThatLine_thenItIsClosed() {
        conflict();
        assertEquals(1, review().open().size());

        make(current, new Splice(0, 0, "x"));
        assertEquals(1, review().open().size());
        make(current, new Splice(text.toString().indexOf("fox"), 3, "bear"));

        assertEquals(List.of(), review().open());
        assertEquals(
                1,
                LineReview.of(graph, current, List.of(), _ -> false).open().size(),
                "an import closes nothing");
    }

    @Test
    void givenOpenPlace_whenNewLinesComeAroundIt_thenItMovesAndStaysOpen() {
        conflict();
        var place = review().open().getFirst();

        make(current, new Splice(place.end(), 0, "\nbelow"));
        make(current, new Splice(place.start(), 0, "above\n"));

        assertEquals(
                List.of(
                        new ReviewPlace(
                                place.start() + 6,
                                place.end() + 6,
                                place.base(),
                                place.merged(),
                                place.versions())),
                review().open());
    }

    @Test
    void givenOpenPlace_whenReviewed_thenItIsClosedAndOpenAgainWithoutTheReview() {
        conflict();
        var reviewed = current;
        make(current, new Splice(0, 0, "x"));

        assertEquals(List.of(), LineReview.of(graph, current, List.of(reviewed), _ -> true).open());
        assertEquals(1, LineReview.of(graph, current, List.of(), _ -> true).open().size());
    }

    @Test
    void givenReviewOfOneSideOnly_whenMerged_thenPlaceStaysOpen() {
        var base = make(current, new Splice(0, 0, "first\nthe quick fox\nlast\n"));
        var a = make(Frontier.of(base.id()), new Splice(10, 5, "slow"));
        make(Frontier.of(base.id()), new Splice(16, 3, "dog"));

        var review = LineReview.of(graph, current, List.of(Frontier.of(a.id())), _ -> true);

        assertEquals(1, review.open().size());
    }

    @Test
    void givenDecisionOnOneSideWhileThirdEditsTheLine_whenMerged_thenDecisionAndThirdAreOpen() {
        var base = make(current, new Splice(0, 0, "the quick fox"));
        var a = make(Frontier.of(base.id()), new Splice(4, 5, "slow"));
        var b = make(Frontier.of(base.id()), new Splice(10, 3, "dog"));
        var decision = make(Frontier.of(a.id(), b.id()), new Splice(0, 3, "a"));
        var third = make(Frontier.of(base.id()), new Splice(13, 0, "!"));

        var open = review().open();

        assertEquals(
                List.of(
                        new ReviewPlace(
                                0,
                                11,
                                "the quick fox",
                                "a slow dog!",
                                versions(
                                        new LineVersion(decision.id(), "a slow dog"),
                                        new LineVersion(third.id(), "the quick fox!")))),
                open);
    }

    @Test
    void givenTypingInOneLineOnBothSides_whenMerged_thenItIsOnePlace() {
        var base = make(current, new Splice(0, 0, "ab"));
        var a = make(Frontier.of(base.id()), new Splice(1, 0, "x"));
        a = make(Frontier.of(a.id()), new Splice(2, 0, "y"));
        var b = make(Frontier.of(base.id()), new Splice(2, 0, "1"));
        b = make(Frontier.of(b.id()), new Splice(3, 0, "2"));

        assertEquals(
                List.of(
                        new ReviewPlace(
                                0,
                                6,
                                "ab",
                                "axyb12",
                                versions(
                                        new LineVersion(a.id(), "axyb"),
                                        new LineVersion(b.id(), "ab12")))),
                review().open());
    }

    @Test
    void givenRandomHistory_whenItArrivesInAnotherOrder_thenReviewIsTheSame() {
        for (long seed = 0; seed < 150; seed++) {
            var random = new SplittableRandom(seed);
            var replicas = new Replicas(3, random);
            for (int i = 0; i < 25; i++) {
                replicas.step();
            }
            replicas.exchangeAll();
            Predicate<BodyEventId> byPerson = id -> id.low() % 3 != 0;
            var first = replicas.replicas.getFirst();
            var reviewed =
                    replicas.events.stream()
                            .filter(event -> event.id().low() % 11 == 0)
                            .map(event -> Frontier.of(event.id()))
                            .toList();

            var expected = LineReview.of(first.graph, first.current, reviewed, byPerson);

            for (var replica : replicas.replicas) {
                assertEquals(
                        expected,
                        LineReview.of(replica.graph, replica.current, reviewed, byPerson),
                        "seed " + seed);
            }
            for (var place : expected.open()) {
                assertEquals(
                        place.merged(),
                        first.text.substring(place.start(), place.end()),
                        "seed " + seed);
            }
        }
    }

    @Test
    void givenOpenPlaces_whenEventsFollowInSequence_thenCarriedOnIsComputedAnew() {
        for (long seed = 0; seed < 150; seed++) {
            var random = new SplittableRandom(seed);
            var replicas = new Replicas(2, random);
            for (int i = 0; i < 20; i++) {
                replicas.step();
            }
            replicas.exchangeAll();
            var replica = replicas.replicas.getFirst();
            Predicate<BodyEventId> byPerson = id -> id.high() % 2 == 0;
            var open = LineReview.of(replica.graph, replica.current, List.of(), byPerson).open();
            for (int i = 0; i < 5; i++) {
                var before = replica.text.toString();
                var splices = SpliceTransformTest.randomSplices(before, random, "x\ny");
                if (splitsPair(before, splices)) {
                    continue;
                }
                var event =
                        new BodyEvent(new BodyEventId(i, seed), replica.current, splices, false);
                replica.receive(event);

                open = LineReview.after(open, before, splices, i % 2 == 0);

                assertEquals(
                        LineReview.of(replica.graph, replica.current, List.of(), byPerson).open(),
                        open,
                        "seed " + seed + ", event " + i);
            }
        }
    }

    private static boolean splitsPair(String before, List<Splice> splices) {
        try {
            SpliceTransformTest.applied(before, splices);
            return false;
        } catch (IllegalArgumentException e) {
            return true;
        }
    }

    private void conflict() {
        var base = make(current, new Splice(0, 0, "first\nthe quick fox\nlast\n"));
        make(Frontier.of(base.id()), new Splice(6, 3, "a"));
        make(Frontier.of(base.id()), new Splice(10, 5, "slow"));
    }

    private LineReview.Review review() {
        return LineReview.of(graph, current, List.of(), _ -> true);
    }

    private static List<LineVersion> versions(LineVersion... versions) {
        var sorted = new ArrayList<>(List.of(versions));
        sorted.sort((a, b) -> a.event().compareTo(b.event()));
        return sorted;
    }

    private BodyEvent make(Frontier parents, Splice... splices) {
        var event = BodyEvent.typed(new byte[16], ++seq, 0, parents.ids(), List.of(splices));
        var integrated = TextMerge.integrate(graph, current, event);
        text.apply(integrated.splices());
        current = integrated.next();
        graph.add(event);
        return event;
    }
}
