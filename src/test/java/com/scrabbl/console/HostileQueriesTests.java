package com.scrabbl.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.people.Role;
import com.scrabbl.people.Users;
import com.scrabbl.support.ConsoleVisitor;
import com.scrabbl.support.Database;
import com.scrabbl.support.NewsletterTester;
import com.scrabbl.support.TestApplication;
import java.lang.reflect.RecordComponent;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * What nobody types and anybody can send, to every page of console and site, in the place of each parameter and each part of the
 * path: the answer is a page or a refusal, and never that something went wrong with us.
 */
class HostileQueriesTests {

    private static final List<String> VALUES = List.of(
            "a\0b",
            "+999999999-12-31",
            "+999999999-12-31T23:59:59Z",
            "-999999999-01-01T00:00:00Z,1",
            "daily/+999999999-12-31T23:59:59Z",
            "9223372036854775807",
            "99999999999999999999",
            "\uD83D\uDE00%_\\'\"<x");

    /** What a field that is read as something else than text, or that stands in a path, stumbles over. */
    private static final List<String> AMISS = List.of("+999999999-12-31T23:59:59Z", "9223372036854775807");

    /** Where one parameter counts only if another one is in order. */
    private static final List<String> BESIDES = List.of(
            "/console/explain?address=anna@reader.example&edition=daily/%2B999999999-12-31T23:59:59Z",
            "/console/explain?address=anna@reader.example&edition=daily/latest&article=999999999999999999",
            "/console/audit?from=0000-01-01&to=9999-12-31",
            "/console/suppressions/undo?cause=manual&since=0000-01-01&until=9999-12-31",
            "/console/runs?newsletter=daily&before=999999999999999999-999999999999999999");

    /** The one that refuses more: a NUL in a text, a year of a hundred thousand. */
    private final TestApplication application = TestApplication.on(Database.POSTGRESQL);

    /** A page: its path has a name in braces for each of its variables. */
    private record Page(String pattern, Set<String> parameters) {}

    @Test
    void noQueryAndNoPathBringsAPageDown(@TempDir Path folder) {
        new NewsletterTester(application, folder)
                .published("Tide barrier opens")
                .declared()
                .subscribed("anna@reader.example");
        application.run("send", "daily");
        ConsoleVisitor ada = application.user(Role.ADMIN);
        SoftAssertions all = new SoftAssertions();

        for (Page page : pages()) {
            String path = filled(page.pattern(), "");
            if (!page.parameters().isEmpty()) {
                VALUES.forEach(value -> ask(all, ada, path + query(page.parameters(), value)));
            }
            for (String value : AMISS) {
                if (page.parameters().size() > 1) {
                    page.parameters().forEach(one -> ask(all, ada, path + query(Set.of(one), value)));
                }
                if (page.pattern().contains("{")) {
                    ask(all, ada, filled(page.pattern(), encoded(value)));
                }
            }
        }
        BESIDES.forEach(path -> ask(all, ada, path));
        ask(
                all,
                ada,
                "/console/unknown/decide?decision=CANCEL&subscription=9223372036854775807&edition=" + id("edition"));

        all.assertAll();
    }

    private static void ask(SoftAssertions all, ConsoleVisitor visitor, String path) {
        HttpResponse<String> answer = visitor.get(path);
        String told = path.substring(0, Math.min(path.length(), 200));
        all.assertThat(answer.statusCode()).as(told).isLessThan(500);
        if (answer.statusCode() >= 400 && !path.matches(".*/(mail|picture|csv|json)\\b.*|.*\\.xml.*")) {
            all.assertThat(Jsoup.parse(answer.body()).select("h1")).as(told).isNotEmpty();
        }
    }

    private static String query(Set<String> names, String value) {
        return names.stream().map(name -> name + "=" + encoded(value)).collect(Collectors.joining("&", "?", ""));
    }

    /** @param value for the last variable; empty has the page of something that exists */
    private String filled(String pattern, String value) {
        String path = pattern.replaceAll("\\{(\\w+):[^/]*}", "{$1}");
        int last = path.lastIndexOf('{');
        if (!value.isEmpty()) {
            path = path.substring(0, last) + value + path.substring(path.indexOf('}', last) + 1);
        }
        for (Map.Entry<String, String> one : existing(path).entrySet()) {
            path = path.replace("{" + one.getKey() + "}", one.getValue());
        }
        assertThat(path).as("What exists of " + pattern + "?").doesNotContain("{");
        return path;
    }

    private Map<String, String> existing(String path) {
        String table = Stream.of("runs", "articles", "subscribers", "users", "import", "sources", "rehearsals")
                .filter(one -> path.startsWith("/console/" + one + "/"))
                .findFirst()
                .orElse("");
        Map<String, String> found = new TreeMap<>();
        found.put("slug", "daily");
        found.put("newsletter", "daily");
        found.put("slot", "2026-11-24T06:00:00Z");
        found.put("token", "0");
        found.put("secret", "0");
        found.put("format", "csv");
        found.put(
                "id",
                switch (table) {
                    case "runs" -> id("run");
                    case "articles" -> id("article");
                    case "subscribers" -> id("subscriber");
                    case "sources" -> id("source");
                    case "users" ->
                        Long.toString(application.bean(Users.class).get("ada").id());
                    default -> "0";
                });
        return found;
    }

    private String id(String table) {
        return application
                .jdbc()
                .sql("SELECT min(id) FROM " + table)
                .query(Long.class)
                .single()
                .toString();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Set<Page> pages() {
        Set<Page> pages = new LinkedHashSet<>();
        for (RequestMappingHandlerMapping mapping : application.beans(RequestMappingHandlerMapping.class)) {
            mapping.getHandlerMethods().forEach((route, method) -> {
                if (isPage(route)) {
                    route.getPatternValues().forEach(pattern -> pages.add(new Page(pattern, parameters(method))));
                }
            });
        }
        assertThat(pages).hasSizeGreaterThan(40);
        return pages;
    }

    private static boolean isPage(RequestMappingInfo route) {
        Set<RequestMethod> methods = route.getMethodsCondition().getMethods();
        return methods.contains(RequestMethod.GET);
    }

    private static Set<String> parameters(HandlerMethod handler) {
        return Stream.concat(
                        Stream.of(handler.getMethod()),
                        Arrays.stream(handler.getBeanType().getDeclaredMethods())
                                .filter(method -> method.isAnnotationPresent(ModelAttribute.class)))
                .flatMap(method ->
                        Arrays.stream(method.getParameters()).map(parameter -> MethodParameter.forParameter(parameter)))
                .flatMap(HostileQueriesTests::names)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Stream<String> names(MethodParameter parameter) {
        parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
        RequestParam asked = parameter.getParameterAnnotation(RequestParam.class);
        if (asked != null) {
            return Stream.of(asked.name().isEmpty() ? String.valueOf(parameter.getParameterName()) : asked.name());
        }
        return parameter.getParameterType().isRecord() && !parameter.hasParameterAnnotation(PathVariable.class)
                ? Arrays.stream(parameter.getParameterType().getRecordComponents())
                        .map(RecordComponent::getName)
                : Stream.empty();
    }
}
