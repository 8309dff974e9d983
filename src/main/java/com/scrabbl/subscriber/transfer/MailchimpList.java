package com.scrabbl.subscriber.transfer;

import com.scrabbl.subscriber.Suppression.Cause;
import com.scrabbl.subscriber.Topics;
import com.scrabbl.subscriber.transfer.ListStanding.Kind;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One of the files of an audience that Mailchimp exports; times are UTC. Subscribed members have joined; unsubscribed ones
 * ({@code UNSUB_TIME}) have left, or complained; cleaned ones ({@code CLEAN_TIME}) are suppressed as hard bounces. The
 * place and the ids that Mailchimp adds are not taken.
 */
final class MailchimpList implements ListReading {

    static final Map<String, String> COLUMNS = Map.ofEntries(
            Map.entry("email address", "email"),
            Map.entry("first name", "#first"),
            Map.entry("last name", "#last"),
            Map.entry("timezone", "#zone"),
            Map.entry("member_rating", "member_rating:number"),
            Map.entry("tags", "tags:list"),
            Map.entry("optin_time", "#optin"),
            Map.entry("optin_ip", "#network"),
            Map.entry("confirm_time", "#confirm"),
            Map.entry("confirm_ip", ""),
            Map.entry("unsub_time", "#unsub"),
            Map.entry("unsub_campaign_title", "#unsub-campaign"),
            Map.entry("unsub_campaign_id", ""),
            Map.entry("unsub_reason", "#unsub-reason"),
            Map.entry("unsub_reason_other", "#unsub-reason-other"),
            Map.entry("clean_time", "#clean"),
            Map.entry("clean_campaign_title", "#clean-campaign"),
            Map.entry("clean_campaign_id", ""),
            Map.entry("latitude", ""),
            Map.entry("longitude", ""),
            Map.entry("gmtoff", ""),
            Map.entry("dstoff", ""),
            Map.entry("cc", ""),
            Map.entry("region", ""),
            Map.entry("last_changed", ""),
            Map.entry("leid", ""),
            Map.entry("euid", ""));

    private final Columns columns;

    MailchimpList(Columns columns) {
        this.columns = columns;
    }

    @Override
    public ListEntry read(long line, List<String> cells) {
        String name = columns.has("name")
                ? columns.cell(cells, "name")
                : columns.cell(cells, "#first") + " " + columns.cell(cells, "#last");
        return new ListEntry(
                line,
                ListReading.address(columns.cell(cells, "email")),
                ListReading.profile(name, columns.cell(cells, "language"), timeZone(cells), columns.attributes(cells)),
                columns.kinds(),
                WrongCellException.in("topics", () -> Topics.parse(columns.cell(cells, "topics"))),
                standing(cells));
    }

    /** Guessed by Mailchimp: one that we do not know is no reason to reject the reader. */
    private String timeZone(List<String> cells) {
        String zone = columns.cell(cells, columns.has("time_zone") ? "time_zone" : "#zone")
                .strip();
        return columns.has("time_zone") || ZoneId.getAvailableZoneIds().contains(zone) ? zone : "";
    }

    private ListStanding standing(List<String> cells) {
        @Nullable Instant cleaned = ListTime.parse("CLEAN_TIME", columns.cell(cells, "#clean"));
        if (cleaned != null) {
            return ListStanding.suppressed(
                    Cause.HARD_BOUNCE,
                    cleaned,
                    "cleaned in Mailchimp" + after(" by ", columns.cell(cells, "#clean-campaign")));
        }
        @Nullable Instant left = ListTime.parse("UNSUB_TIME", columns.cell(cells, "#unsub"));
        if (left != null) {
            return left(left, cells);
        }
        if (columns.has("#unsub") || columns.has("#clean")) {
            throw new WrongCellException(
                    columns.has("#unsub") ? "UNSUB_TIME" : "CLEAN_TIME",
                    "UNSUB_TIME or CLEAN_TIME is empty in a file of people who must not be mailed",
                    null);
        }
        return joined(cells);
    }

    private ListStanding left(Instant at, List<String> cells) {
        String reason = columns.cell(cells, "#unsub-reason");
        String told = "unsubscribed in Mailchimp"
                + after(" by ", columns.cell(cells, "#unsub-campaign"))
                + after(": ", reason)
                + after(": ", columns.cell(cells, "#unsub-reason-other"));
        return reason.toUpperCase(Locale.ROOT).contains("ABUSE")
                ? ListStanding.suppressed(Cause.COMPLAINT, at, told)
                : ListStanding.of(Kind.LEFT, at, told);
    }

    private ListStanding joined(List<String> cells) {
        @Nullable Instant asked = ListTime.parse("OPTIN_TIME", columns.cell(cells, "#optin"));
        @Nullable Instant confirmed = ListTime.parse("CONFIRM_TIME", columns.cell(cells, "#confirm"));
        return new ListStanding(
                Kind.JOINED,
                asked == null ? confirmed : asked,
                confirmed,
                network(columns.cell(cells, "#network").strip()),
                "subscribed in Mailchimp",
                null);
    }

    /** The network of an IPv4 address, as our own proofs have it; of anything else nothing is kept. */
    private static @Nullable String network(String address) {
        return address.matches("\\d{1,3}(\\.\\d{1,3}){3}")
                ? address.substring(0, address.lastIndexOf('.')) + ".0/24"
                : null;
    }

    private static String after(String before, String text) {
        return text.isBlank() ? "" : before + text.strip();
    }
}
