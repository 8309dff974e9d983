package com.scrabbl.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.subscriber.SubscriptionTokens;
import com.scrabbl.support.Browser;
import com.scrabbl.support.Database;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.TestApplication;
import com.scrabbl.support.Web;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of words beside the jar is a language of all pages, in its own direction. */
class AddedLanguageTests {

    private TestApplication application;
    private Web web;

    @BeforeEach
    void twoFilesAreAdded(@TempDir Path folder) throws IOException {
        TestApplication first = TestApplication.on(Database.H2);
        new NewsletterTester(first, folder)
                .published("Tide barrier opens")
                .declared()
                .imported("email,name,language", "anna@reader.example,Anna,fr");
        Path words = Files.createDirectories(folder.resolve("words"));
        Files.writeString(words.resolve("site_ar.properties"), """
                date.full-day=EEEE، d MMMM yyyy
                layout.skip=إلى المحتوى
                layout.editions=الأعداد
                layout.newsletters=النشرات
                front.headline=نشرات {0}
                front.lead=تصلك نشراتنا بالبريد، وتكفي نقرة واحدة لإلغائها.
                archive.title=الأعداد السابقة
                signup.title=اشترك
                signup.page=اشترك في {0}
                signup.get=أرسلوا لي {0}
                signup.keep=نحتفظ بعنوانك واختياراتك وإثبات طلبك.
                signup.first=نرسل أولاً رسالة واحدة فيها زر للتأكيد.
                signup.email=بريدك الإلكتروني
                signup.button=أرسلوا لي رسالة التأكيد
                subscribed.title=انظر في بريدك
                preferences.title=تفضيلاتك
                unsubscribe.button=إلغاء الاشتراك
                error.404=لا توجد صفحة هنا
                """);
        Files.writeString(words.resolve("site_pt-BR.properties"), "layout.editions=Edições");
        Files.writeString(words.resolve("site_notes.properties"), "signup.title=Nothing");
        application = first.anotherServing("--scrabbl.site.words=" + words);
        web = new Web(application.url());
    }

    @AfterEach
    void close() {
        application.close();
    }

    private Document page(String path, String accepted) {
        return Jsoup.parse(web.get(path, "Accept-Language", accepted).body());
    }

    @Test
    void pagesSpeakItToWhoAsksForIt() {
        Document form = page("/subscribe", "ar-EG, en;q=0.5");

        assertThat(form.select("html").attr("lang")).isEqualTo("ar");
        assertThat(form.select("html").attr("dir")).isEqualTo("rtl");
        assertThat(form.text())
                .contains("بريدك الإلكتروني", "أرسلوا لي رسالة التأكيد")
                .as("a word that is not there is the English one")
                .contains("No tracking, no third parties.");
        assertThat(page("/archive?lang=ar", "de").title()).startsWith("الأعداد السابقة");
        assertThat(page("/no-such-page?lang=ar", "de").select("h1").text()).isEqualTo("لا توجد صفحة هنا");
        assertThat(application
                        .bean(Dates.class)
                        .fullDay(TestApplication.START, ZoneOffset.UTC, Locale.forLanguageTag("ar"))
                        .words())
                .isEqualTo("الثلاثاء، ٢٤ نوفمبر ٢٠٢٦");
        assertThat(page("/?lang=pt-BR", "de").text()).contains("Edições");
        assertThat(page("/", "pt").select("html").attr("lang")).isEqualTo("en");
    }

    @Test
    void otherPagesLeadToItByItsOwnName() {
        Document front = page("/", "de");

        assertThat(front.select("html").attr("dir")).isEqualTo("ltr");
        assertThat(front.select(".masthead nav a[hreflang]").eachText())
                .containsExactly("English", "العربية", "português (Brasil)");
        assertThat(front.select(".masthead nav a[hreflang=ar]").attr("href")).isEqualTo("?lang=ar");
    }

    @Test
    void whoSignsUpOnItsPageIsWrittenToInIt() {
        String opened = page("/subscribe?lang=ar", "en").select("[name=opened]").attr("value");
        application.clock().tick(Duration.ofSeconds(5));
        Document answer = Jsoup.parse(web.post(
                        "/subscribe?lang=ar",
                        "application/x-www-form-urlencoded",
                        "email=noor%40reader.example&newsletters%5B%5D=daily&website=&opened=" + opened)
                .body());

        assertThat(answer.select("h1").text()).as(answer.text()).isEqualTo("انظر في بريدك");
        assertThat(application
                        .jdbc()
                        .sql("SELECT language FROM signup_request")
                        .query(String.class)
                        .list())
                .containsExactly("ar");
    }

    @Test
    void readersMayChooseIt() {
        long subscription = application
                .jdbc()
                .sql("SELECT id FROM subscription")
                .query(Long.class)
                .single();
        String token = application.bean(SubscriptionTokens.class).preferences(subscription);
        Document preferences = page("/preferences/" + token, "en");

        assertThat(preferences.select("#language option").eachText())
                .containsExactly(
                        "As the newsletter", "English", "العربية", "Deutsch", "português (Brasil)", "français");
        assertThat(preferences.select("#language option[selected]").text()).isEqualTo("français");
    }

    @Test
    void itsPagesBeginAtTheRightAndFitTheSmallestPhone() {
        try (Browser browser = Browser.wide(320)) {
            for (String path : new String[] {"/", "/subscribe", "/archive"}) {
                browser.open(application.url() + path + "?lang=ar");
                assertThat(browser.scrollsSideways()).as(path).isFalse();
                assertThat(browser.outside()).as(path).isEmpty();
                assertThat(browser.barriers()).as(path).isEmpty();
                browser.keep("added" + path.replace('/', '-'));
            }
        }
    }
}
