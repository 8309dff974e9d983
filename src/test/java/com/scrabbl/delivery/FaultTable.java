package com.scrabbl.delivery;

import static com.scrabbl.delivery.FaultRow.at;
import static com.scrabbl.delivery.FaultRow.connection;
import static com.scrabbl.delivery.FaultRow.cut;
import static com.scrabbl.delivery.FaultRow.deferred;
import static com.scrabbl.delivery.FaultRow.harmless;
import static com.scrabbl.delivery.FaultRow.reader;
import static com.scrabbl.delivery.FaultRow.refused;
import static com.scrabbl.support.Faults.closes;
import static com.scrabbl.support.Faults.drips;
import static com.scrabbl.support.Faults.hangs;
import static com.scrabbl.support.Faults.resets;
import static com.scrabbl.support.Faults.says;
import static com.scrabbl.support.Faults.saysAndCloses;
import static com.scrabbl.support.Faults.writes;
import static com.scrabbl.support.Faults.writesWithoutEnd;

import com.scrabbl.mail.Stage;
import com.scrabbl.support.FaultyRelay.At;
import com.scrabbl.support.FaultyRelay.Moment;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What can go wrong with a relay, and what its reader's row must say in the end. */
final class FaultTable {

    private FaultTable() {}

    static Stream<FaultRow> rows() {
        return Stream.of(beforeAnyMessage(), betweenMessages(), atMail(), atRcpt(), atData(), ContentFaults.rows())
                .flatMap(rows -> rows);
    }

    /** One connection of many is not to be had: the others go on, and nobody's row is touched. */
    private static Stream<FaultRow> beforeAnyMessage() {
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
    private static Stream<FaultRow> betweenMessages() {
        return Stream.of(
                harmless("silent close after two messages", at(At.MAIL, 2), closes()),
                harmless("reset after two messages", at(At.MAIL, 2), resets()),
                harmless(
                        "421 after two messages", at(At.MAIL, 2), saysAndCloses("421 4.7.0 enough for one connection")),
                harmless("QUIT refused", at(At.QUIT, 0), says("500 5.5.1 what?")),
                harmless("QUIT reset", at(At.QUIT, 0), resets()),
                harmless("QUIT hangs", at(At.QUIT, 0), hangs()));
    }

    private static Stream<FaultRow> atMail() {
        Predicate<Moment> mail =
                moment -> moment.at() == At.MAIL && moment.sender().equals(FaultRow.SENDER);
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

    private static Stream<FaultRow> atRcpt() {
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

    private static Stream<FaultRow> atData() {
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
}
