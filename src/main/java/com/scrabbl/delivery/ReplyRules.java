package com.scrabbl.delivery;

import com.scrabbl.mail.SmtpReply;
import com.scrabbl.mail.Stage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a refusal: the stage decides first, then the enhanced code (RFC 3463), then the basic code. Where basic and
 * enhanced code disagree on "for now" or "for good", the basic code is obeyed, save for the few permanent replies that
 * are known to be meant as temporary.
 */
final class ReplyRules {

    private static final Pattern GREYLISTED = words("gr[ae]y-?list");
    private static final Pattern TOO_FAST =
            words("at a rate|too (fast|quickly|many (connections|messages))|frequency limited");
    private static final Pattern DAILY_LIMIT = words("daily|sending (limit|quota)");
    private static final Pattern BLOCK_LIST =
            words("spamhaus|barracuda|block(ed|list| list)|black-?list|reputation|\\bspam|S3150|SC-\\d|DY-\\d|OU-\\d");
    private static final Pattern RECIPIENTS_WISH =
            words("user (rejected|refused)|not accepting (mail|messages)? ?from|not authori[sz]ed to send to");
    private static final Pattern FULL = words("quota|mailbox (is )?full|over ?quota|storage");

    private ReplyRules() {}

    static ReplyClass classOf(Stage stage, SmtpReply reply) {
        boolean forNow = reply.transientNegative();
        if (reply.code() == 530 || reply.code() == 538 || reply.code() == 535 || reply.code() == 534) {
            return ReplyClass.CONFIGURATION;
        }
        if (stage == Stage.MAIL) {
            return forNow ? ReplyClass.SYSTEM : ReplyClass.SENDER_REFUSED;
        }
        if (GREYLISTED.matcher(reply.text()).find()) {
            return ReplyClass.SOFT;
        }
        ReplyClass byEnhanced = reply.enhanced() == null
                ? null
                : byEnhanced(reply.enhanced().substring(2), forNow, reply.code(), reply.text());
        if (byEnhanced != null) {
            return byEnhanced;
        }
        return byBasic(stage, reply, forNow);
    }

    /** By subject and detail, such as {@code 1.1}; null where they say nothing. */
    private static @Nullable ReplyClass byEnhanced(String detail, boolean forNow, int code, String text) {
        return switch (detail) {
            case "1.1", "1.2", "1.3", "1.6" -> forNow ? ReplyClass.SOFT : ReplyClass.UNKNOWN_USER;
            case "1.10" -> forNow ? ReplyClass.SOFT : ReplyClass.ACCEPTS_NO_MAIL;
            case "1.7", "1.8" -> forNow ? ReplyClass.SOFT : ReplyClass.SENDER_REFUSED;
            case "2.0" -> forNow ? ReplyClass.SOFT : ReplyClass.UNVERIFIED;
            case "2.1" -> forNow || TOO_FAST.matcher(text).find() ? ReplyClass.MAILBOX_RATE : ReplyClass.DISABLED;
            case "2.2", "2.3" -> forNow ? ReplyClass.MAILBOX_FULL_FOR_NOW : ReplyClass.MAILBOX_FULL;
            case "3.2" -> forNow ? ReplyClass.SYSTEM : code == 521 ? ReplyClass.ACCEPTS_NO_MAIL : null;
            case "3.4" -> forNow ? ReplyClass.SYSTEM : ReplyClass.CONTENT;
            case "4.5" -> ReplyClass.SENDING_LIMIT;
            case "5.3" -> ReplyClass.TOO_MANY_RECIPIENTS;
            case "5.0", "5.1", "5.2", "5.4" -> forNow ? ReplyClass.SYSTEM : ReplyClass.PROTOCOL;
            case "7.1" -> policy(forNow, text);
            case "7.0" ->
                forNow
                        ? DAILY_LIMIT.matcher(text).find() ? ReplyClass.SENDING_LIMIT : ReplyClass.POLICY_FOR_NOW
                        : ReplyClass.CONTENT;
            case "7.13", "7.17", "7.18" -> forNow ? ReplyClass.SOFT : ReplyClass.DISABLED;
            case "7.28", "7.651" -> ReplyClass.RATE;
            case "7.20",
                    "7.21",
                    "7.22",
                    "7.23",
                    "7.24",
                    "7.25",
                    "7.26",
                    "7.27",
                    "7.29",
                    "7.30",
                    "7.31",
                    "7.32",
                    "7.40",
                    "7.515" -> forNow ? ReplyClass.UNAUTHENTICATED_FOR_NOW : ReplyClass.UNAUTHENTICATED;
            default -> bySubject(detail.charAt(0), forNow);
        };
    }

    private static @Nullable ReplyClass bySubject(char subject, boolean forNow) {
        return switch (subject) {
            case '3' -> forNow ? ReplyClass.SYSTEM : null;
            case '4' -> forNow ? ReplyClass.SYSTEM : ReplyClass.NO_ROUTE;
            case '6' -> forNow ? ReplyClass.SYSTEM : ReplyClass.CONTENT;
            case '7' -> forNow ? ReplyClass.POLICY_FOR_NOW : ReplyClass.POLICY;
            default -> null;
        };
    }

    private static ReplyClass policy(boolean forNow, String text) {
        if (DAILY_LIMIT.matcher(text).find()) {
            return ReplyClass.SENDING_LIMIT;
        }
        if (forNow) {
            return ReplyClass.POLICY_FOR_NOW;
        }
        if (RECIPIENTS_WISH.matcher(text).find()) {
            return ReplyClass.RECIPIENT_POLICY;
        }
        return BLOCK_LIST.matcher(text).find() ? ReplyClass.BLOCKED : ReplyClass.POLICY;
    }

    private static ReplyClass byBasic(Stage stage, SmtpReply reply, boolean forNow) {
        if (TOO_FAST.matcher(reply.text()).find()) {
            return ReplyClass.RATE;
        }
        if (forNow) {
            return reply.code() == 450 ? ReplyClass.SOFT : ReplyClass.SYSTEM;
        }
        return switch (reply.code()) {
            case 500, 501, 502, 503, 504 -> ReplyClass.PROTOCOL;
            case 521, 556 -> ReplyClass.ACCEPTS_NO_MAIL;
            case 525 -> ReplyClass.DISABLED;
            case 552 -> FULL.matcher(reply.text()).find() ? ReplyClass.MAILBOX_FULL : ReplyClass.CONTENT;
            default ->
                stage == Stage.DATA || stage == Stage.BODY || stage == Stage.DOT
                        ? ReplyClass.CONTENT
                        : ReplyClass.UNVERIFIED;
        };
    }

    private static Pattern words(String alternatives) {
        return Pattern.compile(alternatives, Pattern.CASE_INSENSITIVE);
    }
}
