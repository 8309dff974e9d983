package com.scrabbl.delivery;

import static com.scrabbl.support.Faults.closes;
import static com.scrabbl.support.Faults.drips;
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
import com.scrabbl.support.FaultyRelay.Fault;
import com.scrabbl.support.FaultyRelay.Moment;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What can go wrong with a relay, and what its reader's row must say in the end. */
final class FaultTable {

    /** The sender and the reader to whom it happens. */
    static final String SENDER = "odd@scrabbl.example";

    static final String READER = "r11@reader.example";

    private FaultTable() {}

    /**
     * One fault.
     *
     * @param reason how the row's reason begins
     * @param code of the reply that was read, null if none was
     */
    record Row(
            String name,
            Predicate<Moment> when,
            Fault fault,
            DeliveryState state,
            @Nullable String reason,
            Stage stage,
            @Nullable Integer code) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                        beforeAnyMessage(),
                        betweenMessages(),
                        atMail(),
                        atRcpt(),
                        atData(),
                        inTheBody(),
                        refusedAfterTheDot(),
                        lostAfterTheDot(),
                        acceptedAllTheSame())
                .flatMap(rows -> rows);
    }

    /** One connection of many is not to be had: the others go on, and nobody's row is touched. */
    private static Stream<Row> beforeAnyMessage() {
        return Stream.of(
                harmless("greeting reset", connection(At.CONNECT), resets()),
                harmless("greeting closed", connection(At.CONNECT), closes()),
                harmless("greeting hangs", connection(At.CONNECT), hangs()),
                harmless("greeting 421", connection(At.CONNECT), saysAndCloses("421 4.3.2 busy")),
                harmless("greeting 554", connection(At.CONNECT), saysAndCloses("554 5.3.2 not you")),
                harmless("greeting of code 999", connection(At.CONNECT), says("999 hello")),
                harmless("greeting that does not end", connection(At.CONNECT), writesWithoutEnd("220 ", 1_500_000)),
                harmless("EHLO reset", connection(At.EHLO), resets()),
                harmless("EHLO hangs", connection(At.EHLO), hangs()),
                harmless("EHLO 421", connection(At.EHLO), saysAndCloses("421 4.3.2 going down")));
    }

    /** What the relay does to a connection that has served costs the next reader nothing. */
    private static Stream<Row> betweenMessages() {
        return Stream.of(
                harmless("silent close after two messages", at(At.MAIL, 2), closes()),
                harmless("reset after two messages", at(At.MAIL, 2), resets()),
                harmless(
                        "421 after two messages", at(At.MAIL, 2), saysAndCloses("421 4.7.0 enough for one connection")),
                harmless("QUIT refused", at(At.QUIT, 0), says("500 5.5.1 what?")),
                harmless("QUIT reset", at(At.QUIT, 0), resets()),
                harmless("QUIT hangs", at(At.QUIT, 0), hangs()));
    }

    private static Stream<Row> atMail() {
        Predicate<Moment> mail =
                moment -> moment.at() == At.MAIL && moment.sender().equals(SENDER);
        return Stream.of(
                refused(
                        "MAIL 550",
                        mail,
                        says("550 5.7.1 sender not allowed"),
                        "ours: the sender was refused",
                        Stage.MAIL,
                        550),
                deferred("MAIL 452", mail, says("452 4.3.1 full"), "route: system trouble", Stage.MAIL, 452),
                deferred("MAIL 421", mail, saysAndCloses("421 4.3.2 busy"), "route: system trouble", Stage.MAIL, 421),
                cut("MAIL closed", mail, closes(), Stage.MAIL),
                cut("MAIL reset", mail, resets(), Stage.MAIL),
                cut("MAIL hangs", mail, hangs(), Stage.MAIL),
                cut("MAIL 354", mail, says("354 go on"), Stage.MAIL));
    }

    private static Stream<Row> atRcpt() {
        Predicate<Moment> rcpt = reader(At.RCPT);
        return Stream.of(
                refused("RCPT 550", rcpt, says("550 5.1.1 no such user"), "theirs: no such mailbox", Stage.RCPT, 550),
                refused(
                        "RCPT 550 of several lines, torn",
                        rcpt,
                        writes("550-5.1.1 The add", "ress\r", "\n550-5.1.1 is not kn", "own\r\n55", "0 5.1.1 here\r\n"),
                        "theirs: no such mailbox",
                        Stage.RCPT,
                        550),
                refused(
                        "RCPT 550 with HTML and escape sequences",
                        rcpt,
                        says(
                                "550 5.1.1 <script>alert(1)</script>\u001b]0;owned\u0007\u001b[2J\u202eresu on\uE000 =cmd()"),
                        "theirs: no such mailbox",
                        Stage.RCPT,
                        550),
                refused(
                        "RCPT 550 that is no UTF-8",
                        rcpt,
                        writes("550 5.1.1 Empf\u00e4nger unbekannt \u0080\u009b\u0000\r\n"),
                        "theirs: no such mailbox",
                        Stage.RCPT,
                        550),
                refused(
                        "RCPT 550 of many kilobytes",
                        rcpt,
                        says("550 5.1.1 " + "sorry ".repeat(2_000)),
                        "theirs: no such mailbox",
                        Stage.RCPT,
                        550),
                deferred(
                        "RCPT greylisted",
                        rcpt,
                        says("451 4.7.1 greylisted"),
                        "theirs: recipient temporarily",
                        Stage.RCPT,
                        451),
                deferred("RCPT 452 full", rcpt, says("452 4.2.2 over quota"), "theirs: mailbox full", Stage.RCPT, 452),
                deferred("RCPT 421", rcpt, saysAndCloses("421 4.4.2 bye"), "route: system trouble", Stage.RCPT, 421),
                cut("RCPT closed", rcpt, closes(), Stage.RCPT),
                cut("RCPT reset", rcpt, resets(), Stage.RCPT),
                cut("RCPT hangs", rcpt, hangs(), Stage.RCPT),
                cut("RCPT dripped for too long", rcpt, drips("250 2.1.5 in the fullness of time\r\n"), Stage.RCPT),
                cut("RCPT of megabytes", rcpt, writesWithoutEnd("550 ", 1_500_000), Stage.RCPT),
                cut("RCPT no reply at all", rcpt, says("what do you want?"), Stage.RCPT),
                cut("RCPT of code 099", rcpt, says("099 odd"), Stage.RCPT),
                cut("RCPT of two codes", rcpt, says("250-ok\r\n550 no"), Stage.RCPT),
                cut("RCPT answered twice", rcpt, says("250 2.1.5 ok\r\n550 5.1.1 no"), Stage.DATA));
    }

    private static Stream<Row> atData() {
        Predicate<Moment> data = reader(At.DATA);
        return Stream.of(
                refused("DATA 554", data, says("554 5.6.0 no"), "message: the message was refused", Stage.DATA, 554),
                deferred("DATA 451", data, says("451 4.3.0 later"), "route: system trouble", Stage.DATA, 451),
                deferred("DATA 421", data, saysAndCloses("421 4.3.2 busy"), "route: system trouble", Stage.DATA, 421),
                refused("DATA 552, then lost", data, saysAndCloses("552 5.3.4 too big"), "message: ", Stage.DATA, 552),
                cut("DATA 250", data, says("250 2.0.0 ok"), Stage.DATA),
                cut("DATA closed", data, closes(), Stage.DATA),
                cut("DATA reset", data, resets(), Stage.DATA),
                cut("DATA hangs", data, hangs(), Stage.DATA));
    }

    private static Stream<Row> inTheBody() {
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

    private static Stream<Row> refusedAfterTheDot() {
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

    private static Stream<Row> lostAfterTheDot() {
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

    private static Stream<Row> acceptedAllTheSame() {
        Predicate<Moment> dot = reader(At.DOT);
        return Stream.of(
                accepted("dot 250, then closed", dot, takesAnd(saysAndCloses("250 2.0.0 ok")), 250),
                accepted("dot 250, torn", dot, takesAnd(writes("2", "50 2.0", ".0 ok\r", "\n")), 250),
                accepted("dot 251", dot, takesAnd(says("251 ok")), 251),
                accepted("dot answered twice", dot, takesAnd(says("250 2.0.0 ok\r\n550 5.1.1 no")), 250),
                accepted("dot 250 and a farewell", dot, takesAnd(saysAndCloses("250 2.0.0 ok\r\n421 4.3.2 bye")), 250));
    }

    private static Predicate<Moment> reader(At at) {
        return moment -> moment.at() == at && moment.recipient().equals(READER);
    }

    /** The second connection. */
    private static Predicate<Moment> connection(At at) {
        return moment -> moment.at() == at && moment.connection() == 2;
    }

    private static Predicate<Moment> at(At at, int messages) {
        return moment -> moment.at() == at && moment.messages() >= messages;
    }

    private static Row harmless(String name, Predicate<Moment> when, Fault fault) {
        return new Row(name, when, fault, DeliveryState.ACCEPTED, null, Stage.DOT, 250);
    }

    private static Row accepted(String name, Predicate<Moment> when, Fault fault, int code) {
        return new Row(name, when, fault, DeliveryState.ACCEPTED, null, Stage.DOT, code);
    }

    private static Row refused(String name, Predicate<Moment> when, Fault fault, String reason, Stage stage, int code) {
        return new Row(name, when, fault, DeliveryState.REJECTED, reason, stage, code);
    }

    private static Row deferred(
            String name, Predicate<Moment> when, Fault fault, String reason, Stage stage, int code) {
        return new Row(name, when, fault, DeliveryState.DEFERRED, reason, stage, code);
    }

    private static Row cut(String name, Predicate<Moment> when, Fault fault, Stage stage) {
        String reason = "route: connection lost at " + stage;
        return new Row(name, when, fault, DeliveryState.DEFERRED, reason, stage, null);
    }

    private static Row unknown(String name, Predicate<Moment> when, Fault fault) {
        String reason = "connection lost after the final dot: ";
        return new Row(name, when, fault, DeliveryState.UNKNOWN, reason, Stage.DOT, null);
    }
}
