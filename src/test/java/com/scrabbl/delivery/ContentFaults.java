package com.scrabbl.delivery;

import static com.scrabbl.delivery.FaultRow.accepted;
import static com.scrabbl.delivery.FaultRow.cut;
import static com.scrabbl.delivery.FaultRow.deferred;
import static com.scrabbl.delivery.FaultRow.reader;
import static com.scrabbl.delivery.FaultRow.refused;
import static com.scrabbl.delivery.FaultRow.unknown;
import static com.scrabbl.support.Faults.closes;
import static com.scrabbl.support.Faults.hangs;
import static com.scrabbl.support.Faults.resets;
import static com.scrabbl.support.Faults.resetsAfter;
import static com.scrabbl.support.Faults.says;
import static com.scrabbl.support.Faults.saysAfter;
import static com.scrabbl.support.Faults.saysAndCloses;
import static com.scrabbl.support.Faults.takesAnd;
import static com.scrabbl.support.Faults.writes;
import static com.scrabbl.support.Faults.writesWithoutEnd;

import com.scrabbl.mail.Stage;
import com.scrabbl.support.FaultyRelay.At;
import com.scrabbl.support.FaultyRelay.Moment;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What can go wrong with a message's content. */
final class ContentFaults {

    private ContentFaults() {}

    static Stream<FaultRow> rows() {
        return Stream.of(inTheBody(), refusedAfterTheDot(), lostAfterTheDot(), acceptedAllTheSame())
                .flatMap(rows -> rows);
    }

    private static Stream<FaultRow> inTheBody() {
        Predicate<Moment> body = reader(At.BODY);
        return Stream.of(
                cut("body reset at once", body, resets(), Stage.BODY),
                cut("body reset half way", body, resetsAfter(500_000), Stage.BODY),
                cut("body closed half way", body, saysAfter(500_000, "354 and on"), Stage.BODY),
                cut("body not read", body, hangs(), Stage.BODY),
                refused(
                        "body 552, then lost",
                        body,
                        saysAfter(500_000, "552 5.3.4 too big"),
                        "message: ",
                        Stage.BODY,
                        552),
                deferred(
                        "body 421, then lost", body, saysAfter(500_000, "421 4.3.2 busy"), "route: ", Stage.BODY, 421));
    }

    private static Stream<FaultRow> refusedAfterTheDot() {
        Predicate<Moment> dot = reader(At.DOT);
        return Stream.of(
                refused(
                        "dot 554",
                        dot,
                        says("554 5.6.0 odd message"),
                        "message: the message was refused",
                        Stage.DOT,
                        554),
                refused(
                        "dot 550 block list",
                        dot,
                        says("550 5.7.1 spamhaus"),
                        "ours: we are on a block list",
                        Stage.DOT,
                        550),
                refused("dot 554, then closed", dot, saysAndCloses("554 5.6.0 no"), "message: ", Stage.DOT, 554),
                refused(
                        "dot 554, then reset",
                        dot,
                        line -> {
                            line.say("554 5.6.0 no");
                            return resetsAfter(1).strike(line);
                        },
                        "message: ",
                        Stage.DOT,
                        554),
                deferred("dot 451", dot, says("451 4.3.0 later"), "route: system trouble", Stage.DOT, 451),
                deferred(
                        "dot 421",
                        dot,
                        saysAndCloses("421 4.7.28 unusual rate"),
                        "ours: we send too fast",
                        Stage.DOT,
                        421));
    }

    private static Stream<FaultRow> lostAfterTheDot() {
        Predicate<Moment> dot = reader(At.DOT);
        return Stream.of(
                unknown("dot closed, not taken", dot, closes()),
                unknown("dot closed, taken", dot, takesAnd(closes())),
                unknown("dot reset, not taken", dot, resets()),
                unknown("dot reset, taken", dot, takesAnd(resets())),
                unknown("dot hangs, taken", dot, takesAnd(hangs())),
                unknown("dot answered by two digits", dot, takesAnd(line -> {
                    line.raw(new byte[] {'2', '5'});
                    return false;
                })),
                unknown("dot answered by half a reply", dot, takesAnd(saysAndCloses("250-2.0.0 queu"))),
                unknown("dot of code 999", dot, says("999 what?")),
                unknown("dot 354", dot, says("354 go on")),
                unknown("dot of two codes", dot, says("250-ok\r\n550 no")),
                unknown("dot of megabytes", dot, writesWithoutEnd("250 ", 1_500_000)),
                unknown("dot no reply at all", dot, says("thanks")));
    }

    private static Stream<FaultRow> acceptedAllTheSame() {
        Predicate<Moment> dot = reader(At.DOT);
        return Stream.of(
                accepted("dot 250, then closed", dot, takesAnd(saysAndCloses("250 2.0.0 ok")), 250),
                accepted("dot 250, torn", dot, takesAnd(writes("2", "50 2.0", ".0 ok\r", "\n")), 250),
                accepted("dot 251", dot, takesAnd(says("251 ok")), 251),
                accepted("dot answered twice", dot, takesAnd(says("250 2.0.0 ok\r\n550 5.1.1 no")), 250),
                accepted("dot 250 and a farewell", dot, takesAnd(saysAndCloses("250 2.0.0 ok\r\n421 4.3.2 bye")), 250));
    }
}
