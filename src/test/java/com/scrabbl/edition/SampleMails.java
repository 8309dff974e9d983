package com.scrabbl.edition;

import com.scrabbl.article.Article;
import com.scrabbl.article.ArticleImage;
import com.scrabbl.article.Articles;
import com.scrabbl.mail.EmailAddress;
import com.scrabbl.newsletter.Brand;
import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.newsletter.NewsletterSettings;
import com.scrabbl.newsletter.NewsletterSettings.Render;
import com.scrabbl.newsletter.Policies;
import com.scrabbl.newsletter.Publication;
import com.scrabbl.newsletter.SelectionRule;
import com.scrabbl.newsletter.Sender;
import com.scrabbl.subscriber.Reader;
import com.scrabbl.subscriber.SubscriptionTokens;
import com.scrabbl.subscriber.Topics;
import com.scrabbl.support.TestApplication;
import com.scrabbl.template.Templates;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.mock.env.MockEnvironment;

/**
 * Mails as readers of a publication with a public address get them: each packed template, in English and German, with one
 * story, with twelve, and with four that have no pictures and are followed by corrections; the same templates in a language
 * that is written from right to left; and one mail with what is awkward.
 */
public final class SampleMails {

    public static final Instant SENT_AT = Instant.parse("2026-11-24T06:00:00Z");
    public static final String RECIPIENT = "mara.lind@reader.example";

    /** What stories say in one language; the third is written from the right. */
    private record Words(List<String> titles, List<String> sections, String standfirst, String alt, String body) {}

    private static final Map<String, Words> WORDS = Map.of(
            "en",
            new Words(
                    List.of(
                            "Tide barrier opens a year early",
                            "Rents fall for a third month in a row",
                            "Night buses return on four lines",
                            "The swifts are late this year",
                            "A library that lends boats",
                            "School kitchens buy from local farms",
                            "Old crane becomes a lookout",
                            "Two ferries for the outer islands",
                            "Council counts the city’s trees",
                            "Harbour pilots look for apprentices",
                            "Why the clock of St. Olav is slow",
                            "Market hall stays open on Sundays"),
                    List.of("City", "Economy", "Science"),
                    "The gates closed for the first time at ten past four on Monday, while a few hundred people looked on from"
                            + " the quay. It had been planned for next year.",
                    "Two ferries at dusk",
                    """
                    <p>The gates closed for the first time on Monday. <a href="https://post.example/sources">The plans</a> are public.</p>
                    <h2>What comes next</h2>
                    <ul><li>The quay stays open on <strong>Sundays</strong>.</li><li>Ferries leave every twenty minutes.</li></ul>
                    <blockquote>We waited eleven years for this.</blockquote>
                    <p>The last word belongs to the ferrymen, who were asked and had much to say.</p>
                    """),
            "de",
            new Words(
                    List.of(
                            "Sturmflutwehr öffnet ein Jahr früher",
                            "Mieten sinken im dritten Monat nacheinander",
                            "Nachtbusse fahren wieder auf vier Linien",
                            "Die Mauersegler kommen spät in diesem Jahr",
                            "Eine Bücherei, die Boote verleiht",
                            "Schulküchen kaufen bei Bauern der Gegend",
                            "Aus dem alten Kran wird ein Ausguck",
                            "Zwei Fähren für die äußeren Inseln",
                            "Die Stadt zählt ihre Bäume",
                            "Hafenlotsen suchen Lehrlinge",
                            "Warum die Uhr von St. Olav nachgeht",
                            "Markthalle bleibt sonntags geöffnet"),
                    List.of("Stadt", "Wirtschaft", "Wissenschaft"),
                    "Die Tore schlossen sich zum ersten Mal am Montag um zehn nach vier, während einige hundert Leute vom Kai aus"
                            + " zusahen. Geplant war das für das nächste Jahr.",
                    "Zwei Fähren in der Dämmerung",
                    """
                    <p>Die Tore schlossen sich am Montag zum ersten Mal. <a href="https://post.example/quellen">Die Pläne</a> sind öffentlich.</p>
                    <h2>Wie es weitergeht</h2>
                    <ul><li>Der Kai bleibt an <strong>Sonntagen</strong> offen.</li><li>Fähren fahren alle zwanzig Minuten.</li></ul>
                    <blockquote>Darauf haben wir elf Jahre gewartet.</blockquote>
                    <p>Das letzte Wort haben die Fährleute, die man gefragt hat und die viel zu sagen hatten.</p>
                    """),
            "ar",
            new Words(
                    List.of(
                            "حاجز المد يفتح قبل موعده بعام",
                            "الإيجارات تنخفض للشهر الثالث على التوالي",
                            "حافلات الليل تعود إلى أربعة خطوط",
                            "طيور السمامة تتأخر هذا العام",
                            "سوق الميناء مفتوح أيام الأحد",
                            "ساعة البرج القديم متأخرة"),
                    List.of("المدينة", "الاقتصاد", "العلوم"),
                    "أُغلقت البوابات لأول مرة يوم الاثنين في الرابعة وعشر دقائق، بينما كان بضع مئات من الناس يشاهدون من الرصيف."
                            + " وكان ذلك مقرراً للعام المقبل.",
                    "عبّارتان عند الغروب",
                    "<p>أُغلقت البوابات لأول مرة يوم الاثنين.</p><ul><li>يبقى الرصيف مفتوحاً أيام الأحد.</li></ul>"));

    /** The packed ones, with the words of the third language beside them. */
    private static final Templates TEMPLATES = new Templates(Path.of("src/test/resources/com/scrabbl/template/beside"));

    /** What is in a mail besides its stories. */
    private enum Kind {
        PICTURES,
        CORRECTIONS,
        AWKWARD
    }

    private final TestApplication application;
    private final Desk desk;

    private SampleMails(TestApplication application) {
        this.application = application;
        desk = new Desk(application);
    }

    /**
     * One of them.
     *
     * @param name template, language, number of stories
     * @param message as it goes on the wire
     */
    public record Sample(String name, byte[] message, FrozenDigest digest) {

        @Override
        public String toString() {
            return name;
        }
    }

    public static List<Sample> of(TestApplication application) {
        SampleMails mails = new SampleMails(application);
        List<Sample> all = new ArrayList<>();
        for (String template : List.of("digest", "brief", "full")) {
            for (String language : List.of("en", "de")) {
                all.add(mails.sample(template, language, 1, Kind.PICTURES));
                all.add(mails.sample(template, language, 4, Kind.CORRECTIONS));
                all.add(mails.sample(template, language, 12, Kind.PICTURES));
            }
            all.add(mails.sample(template, "ar", 4, Kind.PICTURES));
        }
        all.add(mails.sample("digest", "ar", 4, Kind.CORRECTIONS));
        all.add(mails.sample("digest", "en", 8, Kind.AWKWARD));
        return all;
    }

    /** Some that are good to look at: each template in each language, with a few stories. */
    static List<Sample> shown(TestApplication application) {
        SampleMails mails = new SampleMails(application);
        return Stream.of("digest", "brief", "full")
                .flatMap(template -> Stream.of("en", "de", "ar")
                        .map(language ->
                                mails.sample(template, language, template.equals("full") ? 2 : 5, Kind.PICTURES)))
                .toList();
    }

    private Sample sample(String template, String language, int stories, Kind kind) {
        String name =
                "%s-%s-%d-%s".formatted(template, language, stories, kind.name().toLowerCase(Locale.ROOT));
        Newsletter newsletter =
                new Newsletter(kind == Kind.CORRECTIONS ? corrected(name, language) : 0, settings(template, language));
        Publication publication = new Publication(
                URI.create("https://post.example"),
                new Brand(
                        "Harbour Post",
                        "News from both banks",
                        null,
                        "#9a2b1f",
                        "#f0917f",
                        "4 Customs Quay\nSaltmere"));
        Digests digests = new Digests(
                TEMPLATES,
                publication,
                application.bean(SubscriptionTokens.class),
                application.bean(Corrections.class),
                new MockEnvironment());
        List<Article> articles = IntStream.range(0, stories)
                .mapToObj(number -> article(number, language, kind))
                .toList();
        FrozenDigest digest = digests.draft(newsletter, SENT_AT, new Selection(articles, null, stories))
                .digest();
        return new Sample(
                name, digest.message(reader(language, stories), SENT_AT).octets(), digest);
    }

    /** The number of a newsletter that sent an article which was changed since, and one which was withdrawn. */
    private long corrected(String slug, String language) {
        List<String> titles = WORDS.get(language).titles();
        Article changed = desk.put(Desk.Piece.titled(titles.get(titles.size() - 1)));
        Article withdrawn = desk.put(Desk.Piece.titled(titles.get(titles.size() - 2)));
        Newsletter newsletter =
                desk.newsletter(slug, Desk.RULE, "brief", Render.SHARED, "${articles[0].title}", "world");
        desk.freeze(application
                .bean(Digests.class)
                .draft(newsletter, SENT_AT, new Selection(List.of(changed, withdrawn), null, 2)));
        application
                .jdbc()
                .sql("UPDATE edition SET published_at = slot WHERE newsletter_id = ?")
                .param(newsletter.id())
                .update();
        application
                .jdbc()
                .sql("UPDATE article SET revision = revision + 1 WHERE id = ?")
                .param(changed.id())
                .update();
        application.bean(Articles.class).withdraw(withdrawn.id());
        Corrections corrections = application.bean(Corrections.class);
        corrections.accept(newsletter, changed.id(), null, "desk");
        corrections.accept(newsletter, withdrawn.id(), null, "desk");
        return newsletter.id();
    }

    private static Reader reader(String language, int stories) {
        return new Reader(
                stories,
                stories,
                EmailAddress.parse(RECIPIENT),
                stories == 1 ? null : "Mara Lind",
                language,
                null,
                Map.of(),
                Topics.ALL,
                Instant.parse("2026-03-03T10:00:00Z"));
    }

    private static NewsletterSettings settings(String template, String language) {
        return new NewsletterSettings(
                "daily",
                "Harbour Daily",
                "What happened on both banks",
                language,
                new Sender("Harbour Post", EmailAddress.parse("news@post.example"), null),
                List.of(),
                new SelectionRule(
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        12,
                        1,
                        java.time.Duration.ofDays(7),
                        SelectionRule.Leftovers.CARRY,
                        SelectionRule.Order.NEWEST),
                List.of(),
                "${articles[0].title}",
                template,
                Render.SHARED,
                null,
                new Policies(
                        Policies.OptIn.DOUBLE,
                        Policies.InDoubt.HOLD,
                        java.time.Duration.ofHours(20),
                        Policies.Archive.PUBLIC),
                List.of());
    }

    private static Article article(int number, String language, Kind kind) {
        boolean awkward = kind == Kind.AWKWARD;
        Words words = WORDS.get(language);
        String title = words.titles().get(number);
        if (awkward) {
            title = switch (number) {
                case 1 -> "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
                case 2 -> "R&D <b>\"x\"</b> 'y'";
                case 3 -> "港の朝市、二百年目の冬を迎える。漁師たちは夜明け前から集まる";
                case 4 -> "Ferries 🚢 and ${fares} in <#if> the rain";
                default -> title;
            };
        }
        String url = "https://post.example/%s/%d"
                .formatted(awkward && number == 5 ? "long-".repeat(60) : "news", 1_000 + number);
        return new Article(
                number + 1,
                1,
                "desk",
                "x" + number,
                url,
                url,
                title,
                awkward && number == 6 ? null : words.standfirst(),
                number % 3 == 2 ? null : "Ida Sørli",
                words.sections().get(number / 2 % 3),
                List.of("harbour"),
                awkward && number == 3 ? "ja" : language,
                number % 4 == 3 || kind == Kind.CORRECTIONS ? null : image(number, words.alt()),
                words.body(),
                SENT_AT.minusSeconds(3_600L * (number + 1)),
                number + 1,
                SENT_AT.minusSeconds(1_800),
                false,
                number,
                0,
                null);
    }

    private static @Nullable ArticleImage image(int number, String alt) {
        return new ArticleImage("https://post.example/pictures/%d.jpg".formatted(number), alt, 1104, 621);
    }
}
