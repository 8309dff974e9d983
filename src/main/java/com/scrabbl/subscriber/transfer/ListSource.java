package com.scrabbl.subscriber.transfer;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What wrote a list. */
public enum ListSource {
    /** Our own export, or a file that somebody made for us. */
    OWN {
        @Override
        Map<String, String> columns(List<String> names) {
            return Set.copyOf(names).containsAll(OwnList.COLUMNS.keySet()) ? OwnList.COLUMNS : Map.of();
        }

        @Override
        ListReading reading(Columns columns, String slug) {
            return new OwnList(columns, slug);
        }
    },
    /** The export of subscribers of listmonk. */
    LISTMONK {
        @Override
        Map<String, String> columns(List<String> names) {
            return ListmonkList.COLUMNS;
        }

        @Override
        ListReading reading(Columns columns, String slug) {
            return new ListmonkList(columns);
        }
    },
    /** One of the files of subscribed, unsubscribed or cleaned members that Mailchimp exports. */
    MAILCHIMP {
        @Override
        Map<String, String> columns(List<String> names) {
            return MailchimpList.COLUMNS;
        }

        @Override
        void check(Path file) {
            if (String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).startsWith("nonsubscribed")) {
                throw new UnreadableListException(
                        "%s holds Mailchimp's non-subscribed contacts, who never agreed to get mail; they are not imported"
                                .formatted(file));
            }
        }

        @Override
        ListReading reading(Columns columns, String slug) {
            return new MailchimpList(columns);
        }
    };

    /** What its columns mean, by name. Those that only the source knows begin with {@code #}. */
    abstract Map<String, String> columns(List<String> names);

    abstract ListReading reading(Columns columns, String slug);

    /** @throws UnreadableListException when this file of the source is none to import */
    void check(Path file) {}
}
