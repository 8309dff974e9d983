package com.scrabbl.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrabbl.people.Role;
import com.scrabbl.support.ConsoleVisitor;
import com.scrabbl.support.Database;
import com.scrabbl.support.TestApplication;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Who may ask for what: every route that any controller of the console has, as nobody, as an operator and as an admin.
 * Nothing that a route names exists here, so that the answer to those who may ask is "not found" or "fill it in".
 */
class RoutePermissionsTests {

    private enum Access {
        EVERYBODY,
        OPERATORS,
        ADMINS
    }

    private record Route(String method, String pattern) {

        /** Its expression, if it has one, may have braces itself. */
        private static final Pattern VARIABLE = Pattern.compile("\\{\\w+(?::((?:[^{}]|\\{[^}]*})*))?}");

        /** With something in the place of each variable. */
        String path() {
            return VARIABLE.matcher(pattern)
                    .replaceAll(variable -> variable.group(1) == null ? "0" : fitting(variable.group(1)));
        }

        private static String fitting(String expression) {
            return Stream.concat(
                            Stream.of(expression.split("[|]")),
                            IntStream.rangeClosed(1, 64).mapToObj("0"::repeat))
                    .filter(text -> text.matches(expression))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("What fits " + expression + "?"));
        }

        @Override
        public String toString() {
            return method + " " + pattern;
        }
    }

    private final TestApplication application = TestApplication.on(Database.H2);
    private final ConsoleVisitor nobody = new ConsoleVisitor(application.url());
    private final ConsoleVisitor operator = application.user(Role.OPERATOR);
    private final ConsoleVisitor admin = application.user(Role.ADMIN);

    /** The rule, said here once more: a route with another beginning is to be thought about, and added. */
    private static Access access(Route route) {
        String path = route.pattern();
        String first = path.equals("/console") ? "" : path.split("/")[2];
        return switch (first) {
            case "login", "welcome" -> path.equals(LoginController.REFUSED) ? Access.OPERATORS : Access.EVERYBODY;
            case "",
                    "running",
                    "look",
                    "runs",
                    "unknown",
                    "schedule",
                    "editions",
                    "explain",
                    "articles",
                    "sources",
                    "providers",
                    "account" -> Access.OPERATORS;
            case "subscribers", "suppressions", "import", "export", "users", "audit" -> Access.ADMINS;
            case "newsletters" ->
                path.matches("/console/newsletters/[^/]+/(send|test|rehearse)(/.*)?")
                                || route.method().equals("GET") && path.matches("/console/newsletters(/\\{[^/]+})?")
                        ? Access.OPERATORS
                        : Access.ADMINS;
            default -> throw new AssertionError("Who may ask for " + route + "? Say so in this test.");
        };
    }

    @Test
    void everyRouteIsForThoseWhoMayAskForItOnly() {
        SoftAssertions all = new SoftAssertions();
        for (Route route : routes()) {
            switch (access(route)) {
                case EVERYBODY ->
                    all.assertThat(ask(nobody, route).statusCode())
                            .as("nobody: " + route)
                            .isNotIn(401, 403)
                            .isLessThan(500);
                case OPERATORS -> {
                    isSentToLogIn(all, route);
                    mayAsk(all, operator, "operator", route);
                    mayAsk(all, admin, "admin", route);
                }
                case ADMINS -> {
                    isSentToLogIn(all, route);
                    all.assertThat(ask(operator, route).statusCode())
                            .as("operator: " + route)
                            .isEqualTo(403);
                    mayAsk(all, admin, "admin", route);
                }
            }
        }
        all.assertAll();
    }

    @Test
    void headIsAnsweredLikeGetByTheSameRoles() {
        SoftAssertions all = new SoftAssertions();
        for (Route route : routes()) {
            if (route.method().equals("GET")) {
                for (ConsoleVisitor visitor : List.of(nobody, operator, admin)) {
                    HttpResponse<String> read = visitor.get(route.path());
                    HttpResponse<String> head = visitor.head(route.path());
                    all.assertThat(head.statusCode())
                            .as("HEAD instead of " + route)
                            .isEqualTo(read.statusCode());
                    all.assertThat(head.headers().firstValue("Location"))
                            .as("HEAD instead of " + route)
                            .isEqualTo(read.headers().firstValue("Location"));
                    all.assertThat(head.body()).as("HEAD instead of " + route).isEmpty();
                }
            }
        }
        all.assertAll();
    }

    @Test
    void noFormIsTakenWithoutItsToken() {
        List<Route> forms =
                routes().stream().filter(route -> !route.method().equals("GET")).toList();
        assertThat(forms).isNotEmpty();
        SoftAssertions all = new SoftAssertions();
        for (Route route : forms) {
            HttpResponse<String> answer = admin.postAsIs(route.path());
            all.assertThat(answer.statusCode()).as("" + route).isEqualTo(403);
            all.assertThat(Jsoup.parse(answer.body()).text())
                    .as("" + route)
                    .contains("This form was not sent from its page");
            all.assertThat(nobody.postAsIs(route.path()).statusCode())
                    .as("nobody: " + route)
                    .isEqualTo(403);
        }
        all.assertAll();
    }

    @Test
    void everyEntryOfTheMenuOpens() {
        SoftAssertions all = new SoftAssertions();
        for (ConsoleVisitor visitor : List.of(operator, admin)) {
            for (String path : visitor.page("/console").select("#nav a").eachAttr("href")) {
                all.assertThat(visitor.get(path).statusCode()).as(path).isEqualTo(200);
            }
        }
        all.assertAll();
    }

    private void isSentToLogIn(SoftAssertions all, Route route) {
        HttpResponse<String> answer = ask(nobody, route);
        all.assertThat(answer.statusCode()).as("nobody: " + route).isEqualTo(302);
        all.assertThat(answer.headers().firstValue("Location").orElse(""))
                .as("nobody: " + route)
                .endsWith("/console/login");
    }

    private void mayAsk(SoftAssertions all, ConsoleVisitor visitor, String who, Route route) {
        HttpResponse<String> answer = ask(visitor, route);
        // The page of a refused log-in is reached by a forward only, and has nothing to say without one.
        if (!route.pattern().equals(LoginController.REFUSED)) {
            all.assertThat(answer.statusCode())
                    .as(who + ": " + route)
                    .isNotIn(401, 403, 405)
                    .isLessThan(500);
            all.assertThat(answer.headers().firstValue("Location").orElse(""))
                    .as(who + ": " + route)
                    .doesNotEndWith("/console/login");
        }
    }

    private HttpResponse<String> ask(ConsoleVisitor visitor, Route route) {
        if (route.method().equals("GET")) {
            return visitor.get(route.path());
        }
        visitor.get(visitor == nobody ? "/console/login" : "/console");
        return visitor.post(route.path());
    }

    private List<Route> routes() {
        List<Route> routes = application.beans(RequestMappingHandlerMapping.class).stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(info -> info.getPatternValues().stream()
                        .filter(pattern -> pattern.equals("/console") || pattern.startsWith("/console/"))
                        .flatMap(pattern -> methods(info.getMethodsCondition().getMethods())
                                .map(method -> new Route(method, pattern))))
                .distinct()
                .toList();
        assertThat(routes).hasSizeGreaterThan(10);
        assertThat(routes.stream().map(Route::method).collect(Collectors.toSet()))
                .as("forms post, links get")
                .isSubsetOf(HttpMethod.GET.name(), HttpMethod.POST.name());
        return routes;
    }

    private static Stream<String> methods(Set<RequestMethod> methods) {
        // A route for any method would be one for every method there is.
        return methods.isEmpty() ? Stream.of("ANY") : methods.stream().map(RequestMethod::name);
    }
}
