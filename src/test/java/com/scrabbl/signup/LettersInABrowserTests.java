package com.scrabbl.signup;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.mail.EmailAddress;
import com.scrabbl.mail.LetterDraft;
import com.scrabbl.newsletter.Brand;
import com.scrabbl.newsletter.Newsletters;
import com.scrabbl.newsletter.Publication;
import com.scrabbl.signup.Letter.Kind;
import com.scrabbl.subscriber.Subscription;
import com.scrabbl.subscriber.SubscriptionTokens;
import com.scrabbl.support.Browser;
import com.scrabbl.support.Database;
import com.scrabbl.support.Html;
import com.scrabbl.support.TestApplication;
import com.scrabbl.template.Templates;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.mock.env.MockEnvironment;

/**
 * Every kind of letter as its reader sees it, in each language and in one that a file beside the jar adds: at the width of a
 * mail program and of a pocket, light and dark.
 */
class LettersInABrowserTests {

    private static final Path BESIDE = Path.of("src/test/resources/com/scrabbl/template/beside");

    private final TestApplication application = TestApplication.on(Database.H2);
    private final LetterText text;
    private final Subscription anna;
    private final long request;

    @TempDir
    private Path folder;

    LettersInABrowserTests() {
        Visitor visitor = new Visitor(application);
        visitor.declare("daily", "Harbour Daily");
        visitor.edition();
        visitor.declare("weekend", "The Long Weekend");
        anna = visitor.reader("anna@harbour.example", "daily");
        visitor.signUp("new@harbour.example", "daily", "weekend");
        request = application
                .jdbc()
                .sql("SELECT max(id) FROM signup_request")
                .query(Long.class)
                .single();
        text = new LetterText(
                new Templates(BESIDE),
                application.bean(Newsletters.class),
                application.bean(SignupRequests.class),
                application.bean(LatestArticles.class),
                application.bean(SubscriptionTokens.class),
                new Publication(
                        URI.create("https://post.example"),
                        new Brand("Harbour Post", null, null, "#9a2b1f", "#f0917f", "4 Customs Quay\nSaltmere")),
                new MockEnvironment());
    }

    @ParameterizedTest
    @EnumSource
    void everyKindIsValidAndFitsItsWindow(Kind kind) throws IOException {
        try (Browser browser = Browser.wide(600)) {
            for (String language : List.of("en", "de", "ar")) {
                String html = letter(kind, language).html();
                assertThat(Html.mistakesInMail(html)).as(language).isEmpty();
                Path file = Files.writeString(folder.resolve(language + ".html"), html);
                for (int width : new int[] {600, 375}) {
                    browser.widen(width);
                    for (String scheme : List.of("light", "dark")) {
                        browser.prefer(scheme);
                        browser.open(file.toUri().toString());
                        browser.keep("letter-%s-%s-%d-%s".formatted(kind.word(), language, width, scheme));
                        assertThat(browser.scrollsSideways()).isFalse();
                        assertThat(browser.barriersInMail()).isEmpty();
                    }
                }
            }
        }
    }

    @Test
    void aFileBesideTheJarAddsALanguageAndWhatItDoesNotSayIsEnglish() {
        LetterDraft confirmation = letter(Kind.CONFIRM, "ar-EG");

        assertThat(confirmation.subject()).isEqualTo("تأكيد: Harbour Daily وThe Long Weekend");
        assertThat(confirmation.html()).contains("<html lang=\"ar\" dir=\"rtl\"", "?lang=ar\"");
        assertThat(confirmation.text()).contains("نقرة واحدة وتنضم إلينا", "https://post.example/confirm/");
        assertThat(letter(Kind.DATA, "ar").text()).contains("Here is your data");
        assertThat(letter(Kind.DATA, "fr").html()).contains("<html lang=\"en\" dir=\"ltr\"", "Here is your data");
    }

    private LetterDraft letter(Kind kind, String language) {
        Instant now = application.clock().instant();
        return text.draft(new Letter(
                1,
                kind,
                kind == Kind.CONFIRM ? request : null,
                anna.id(),
                anna.newsletterId(),
                EmailAddress.parse("anna@harbour.example"),
                language,
                now,
                0,
                null,
                null));
    }
}
