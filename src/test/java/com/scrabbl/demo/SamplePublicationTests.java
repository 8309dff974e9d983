package com.scrabbl.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.mail.EmailAddress;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;

/** The demo's publication is what its description promises: the demo and the screenshots rely on it. */
class SamplePublicationTests {

    private static final String PICTURES = "{{base}}/demo/pictures/";

    @Test
    void theFeedHasTwelveArticlesInFourSections() throws IOException {
        Document feed = feed();
        assertThat(feed.select("item")).hasSize(12);
        assertThat(feed.select("item > category:first-of-type").eachText())
                .containsOnly("Town", "Valley", "Work", "Culture");
        assertThat(feed.select("item > link").eachText())
                .doesNotHaveDuplicates()
                .allMatch(url -> url.startsWith("https://lantern.example/"));
        assertThat(feed.select("item > guid").eachText()).hasSize(12).doesNotHaveDuplicates();
    }

    @Test
    void datesAreAgesThatGrowDownTheFeed() throws IOException {
        List<Duration> ages = Pattern.compile("<pubDate>\\{\\{minus (PT[0-9]+H)}}</pubDate>")
                .matcher(text("feed.xml"))
                .results()
                .map(age -> Duration.parse(age.group(1)))
                .toList();
        assertThat(ages).hasSize(12).isSorted().doesNotHaveDuplicates();
        assertThat(ages.get(11)).isLessThan(Duration.ofDays(2));
    }

    @Test
    void oneArticleIsInAnotherScriptOneVeryLongAndOneHostile() throws IOException {
        Document feed = feed();
        assertThat(feed.select("item:has(dc|language)").select("title").text()).containsPattern("\\p{IsGreek}");
        assertThat(feed.select("item > content|encoded").eachText())
                .anyMatch(body -> Jsoup.parse(body).text().split(" ").length > 2000)
                .anyMatch(
                        body -> body.contains("<script>") && body.contains("onclick") && body.contains("javascript:"));
        assertThat(text("feed.xml")).contains("&#13;&#10;", "${7*7}");
    }

    @Test
    void everyPictureIsThereSmallAndDescribed() throws IOException {
        Document feed = feed();
        List<String> names = feed.select("media|content").eachAttr("url");
        assertThat(names).hasSizeGreaterThanOrEqualTo(8).allMatch(url -> url.startsWith(PICTURES));
        assertThat(feed.select("media|content > media|description").eachText()).hasSameSizeAs(names);
        for (String name : names) {
            byte[] bytes = bytes("pictures/" + name.substring(PICTURES.length()));
            assertThat(bytes).as(name).hasSizeLessThan(80_000);
            BufferedImage picture = ImageIO.read(new java.io.ByteArrayInputStream(bytes));
            assertThat(List.of(picture.getWidth(), picture.getHeight())).isEqualTo(List.of(1104, 621));
        }
    }

    @Test
    void twoHundredSubscribersHaveAddressesThatBelongToNobody() throws IOException {
        try (Reader in = new InputStreamReader(open("subscribers.csv"), StandardCharsets.UTF_8);
                CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(in)) {
            List<EmailAddress> addresses = csv.stream()
                    .map(line -> EmailAddress.parse(line.getField("email")))
                    .toList();
            assertThat(addresses)
                    .hasSize(200)
                    .allMatch(address -> address.domain().endsWith(".example"));
            assertThat(addresses).extracting(EmailAddress::normal).doesNotHaveDuplicates();
        }
    }

    @Test
    void onlyTheTwoPlaceholdersAreLeftToFill() throws IOException {
        assertThat(Pattern.compile("\\{\\{[^}]*}}")
                        .matcher(text("feed.xml"))
                        .results()
                        .map(MatchResult::group))
                .allMatch(placeholder -> placeholder.matches("\\{\\{(base|minus PT[0-9]+H)}}"));
    }

    private static Document feed() throws IOException {
        return Jsoup.parse(text("feed.xml"), "", Parser.xmlParser());
    }

    private static String text(String name) throws IOException {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = open(name)) {
            return in.readAllBytes();
        }
    }

    private static InputStream open(String name) {
        return Objects.requireNonNull(SamplePublicationTests.class.getResourceAsStream("/demo/" + name), name);
    }
}
