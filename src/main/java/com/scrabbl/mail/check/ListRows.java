package com.scrabbl.mail.check;

import jakarta.mail.MessagingException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** What a list owes its readers and their providers. */
final class ListRows {

    static final List<CheckRow> ROWS = List.of(
            CheckRow.must("C20", "A link to unsubscribe in the head, by https", ListRows::unsubscribe),
            CheckRow.must("C21", "Leaving by one click", ListRows::oneClick),
            CheckRow.must("C22", "A link to unsubscribe that nobody can guess", ListRows::opaque),
            CheckRow.must("C27", "A link to unsubscribe in both parts", ListRows::visible),
            CheckRow.advice("C28", "A List-Id", ListRows::listId),
            CheckRow.advice("C29", "List-Help and List-Post", ListRows::help),
            CheckRow.advice("C30", "Auto-Submitted, so that nobody answers automatically", ListRows::automatic),
            CheckRow.advice("C31", "A Feedback-ID, by which complaints are counted", ListRows::feedback),
            CheckRow.advice("C32", "No address of the recipient in links", ListRows::recipient));

    private static final Pattern LIST_ID = Pattern.compile("(?:.* )?<[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)+>");
    private static final Pattern FEEDBACK_ID = Pattern.compile("[^:]*(?::[^:]*){0,2}:[^: ]{5,15}");
    /** Twenty characters that nobody guesses, at the end. */
    private static final Pattern OPAQUE = Pattern.compile(".*[/=][A-Za-z0-9._~-]{20,}");

    private static final List<String> AT_MOST_ONCE = List.of("List-Owner", "List-Archive", "List-Subscribe");

    private ListRows() {}

    private static void unsubscribe(CheckedMessage message, Findings found) throws MessagingException {
        List<String> addresses = message.unsubscribeAddresses();
        String link = message.unsubscribeLink();
        long web = addresses.stream().filter(uri -> uri.startsWith("http")).count();
        if (web != 1 || !addresses.get(0).equals(link)) {
            found.add("List-Unsubscribe does not begin with exactly one https URI");
        } else if (!link.startsWith("https://")) {
            String sentence = "the address in List-Unsubscribe is not https";
            if (message.https()) {
                found.add(sentence);
            } else {
                found.warn(sentence, Spot.HEAD);
            }
        }
    }

    private static void oneClick(CheckedMessage message, Findings found) throws MessagingException {
        if (!"List-Unsubscribe=One-Click".equals(message.header("List-Unsubscribe-Post"))) {
            found.add("List-Unsubscribe-Post is not List-Unsubscribe=One-Click");
        }
    }

    private static void opaque(CheckedMessage message, Findings found) throws MessagingException {
        String link = message.unsubscribeLink();
        if (!link.isEmpty() && (!OPAQUE.matcher(link).matches() || link.contains("@"))) {
            found.add("the address in List-Unsubscribe can be guessed");
        }
    }

    private static void visible(CheckedMessage message, Findings found) throws MessagingException {
        String link = message.unsubscribeLink();
        if (link.isEmpty()) {
            return;
        }
        boolean inHtml = message.document().select("a[href]").stream()
                .anyMatch(anchor -> anchor.attr("href").equals(link)
                        && anchor.hasText()
                        && HiddenRows.hidden(anchor).isEmpty());
        if (!inHtml) {
            found.add("a part has no link to unsubscribe: the HTML part", Spot.html(""));
        }
        if (!message.text().contains(link)) {
            found.add("a part has no link to unsubscribe: the text part", Spot.text(""));
        }
    }

    private static void listId(CheckedMessage message, Findings found) throws MessagingException {
        String listId = message.header("List-Id");
        if (listId == null || listId.length() > 255 || !LIST_ID.matcher(listId).matches()) {
            found.add("there is no List-Id of the form Name <list.domain>");
        }
    }

    private static void help(CheckedMessage message, Findings found) throws MessagingException {
        if (message.header("List-Help") == null || !"NO".equals(message.header("List-Post"))) {
            found.add("List-Help is missing, or List-Post is not NO");
        }
        for (String name : AT_MOST_ONCE) {
            if (message.headers(name).size() > 1) {
                found.add(name + " is there more than once");
            }
        }
    }

    private static void automatic(CheckedMessage message, Findings found) throws MessagingException {
        if (!"auto-generated".equals(message.header("Auto-Submitted"))) {
            found.add("Auto-Submitted is not auto-generated");
        }
    }

    private static void feedback(CheckedMessage message, Findings found) throws MessagingException {
        String feedback = message.header("Feedback-ID");
        if (feedback == null || !FEEDBACK_ID.matcher(feedback).matches()) {
            found.add("Feedback-ID is not of the form campaign:segment:type:sender");
        }
    }

    private static void recipient(CheckedMessage message, Findings found) throws MessagingException {
        String recipient = message.recipient().toLowerCase(Locale.ROOT);
        String head = (message.header("Feedback-ID") + " " + message.unsubscribeAddresses())
                .toLowerCase(Locale.ROOT)
                .replace("%40", "@");
        if (head.contains(recipient)) {
            found.add("the recipient's address is in a link or in Feedback-ID");
        }
        for (Element link : message.document().select("a[href]")) {
            String href = link.attr("href");
            String address = href.toLowerCase(Locale.ROOT).replace("%40", "@");
            if (!href.startsWith("mailto:") && address.contains(recipient)) {
                found.add("the recipient's address is in a link: " + href, Spot.html(href));
            }
        }
    }
}
