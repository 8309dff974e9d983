package com.scrabbl.console;

import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/** Which addresses are pages of the console: what somebody may be led to who has just logged in. */
@Component
class KnownPages {

    private static final int LONGEST = 2000;

    /** Written as the pages' own links are: nothing encoded, and no dots or empty parts that lead elsewhere. */
    private static final Pattern WRITTEN = Pattern.compile(
            "(/console(?:/(?!\\.{1,2}(?:[/?]|$))[A-Za-z0-9._~:@!$&'()*+,=-]+)*)(?:\\?[\\x21-\\x7e&&[^\\\\]]*)?");

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private static final List<String> BEFORE_LOGGING_IN = List.of("/console/login", "/console/welcome/");

    private final Supplier<List<Page>> pages;

    KnownPages(@Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> routes) {
        pages = SingletonSupplier.of(() -> pages(routes.getObject()));
    }

    /**
     * A route that is read.
     *
     * @param numbers names of its variables that stand for numbers
     */
    private record Page(PathPattern pattern, Set<String> numbers) {

        boolean matches(PathContainer path) {
            PathPattern.PathMatchInfo match = pattern.matchAndExtract(path);
            return match != null
                    && numbers.stream()
                            .allMatch(name -> NUMBER.matcher(
                                            match.getUriVariables().getOrDefault(name, ""))
                                    .matches());
        }
    }

    private static List<Page> pages(RequestMappingHandlerMapping routes) {
        List<Page> pages = new ArrayList<>();
        routes.getHandlerMethods().forEach((route, method) -> {
            if (route.getMethodsCondition().getMethods().contains(RequestMethod.GET)
                    && route.getPathPatternsCondition() != null) {
                Set<String> numbers = numbers(method);
                route.getPathPatternsCondition().getPatterns().stream()
                        .filter(pattern -> BEFORE_LOGGING_IN.stream().noneMatch(pattern.getPatternString()::startsWith))
                        .forEach(pattern -> pages.add(new Page(pattern, numbers)));
            }
        });
        return List.copyOf(pages);
    }

    private static Set<String> numbers(HandlerMethod method) {
        return Arrays.stream(method.getMethod().getParameters())
                .filter(parameter ->
                        parameter.isAnnotationPresent(PathVariable.class) && parameter.getType() == long.class)
                .map(Parameter::getName)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** @param page below the root of the application, perhaps with a query */
    boolean contain(String page) {
        Matcher written = WRITTEN.matcher(page);
        if (page.length() > LONGEST || !written.matches()) {
            return false;
        }
        PathContainer path = PathContainer.parsePath(written.group(1));
        return pages.get().stream().anyMatch(known -> known.matches(path));
    }
}
