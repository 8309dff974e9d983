package com.scrabbl.support;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * Chromium without a window; where it is not installed, tests that ask for it are skipped. With {@code -Dscreenshots} it
 * keeps pictures under {@code target/screenshots} for whoever wants to look at them; they take a fifth of its time.
 */
public final class Browser implements AutoCloseable {

    private static final int HEIGHT = 900;
    private static final File CHROMIUM = new File("/usr/bin/chromium");
    private static final File DRIVER = new File("/usr/bin/chromedriver");

    private static final String AXE = axe();

    /** The one that is kept for the next test, while nobody has it. */
    private static @Nullable Browser idle;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Browser::closeIdle));
    }

    private final ChromeDriver driver;
    private boolean knowsAxe;

    private static String axe() {
        try (InputStream script = Browser.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /**
     * A browser with an empty page of that width, in CSS pixels, that remembers nothing. A start takes seconds: the same
     * one is handed out again after it was closed.
     */
    public static synchronized Browser wide(int width) {
        Browser browser = idle != null ? idle : start();
        idle = null;
        browser.widen(width);
        return browser;
    }

    /** The same, with JavaScript switched off by the person who uses it. */
    public static Browser withoutScripts(int width) {
        Browser browser = wide(width);
        browser.allowScripts(false);
        return browser;
    }

    private void allowScripts(boolean allowed) {
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !allowed));
    }

    private static Browser start() {
        assumeTrue(CHROMIUM.canExecute() && DRIVER.canExecute(), "Chromium or its driver is not installed");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                // As on phones, a bar takes no room of the page: pictures would be too high by what it takes.
                "--hide-scrollbars",
                // Nothing but this machine: a picture of another host is missing at once.
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost");
        ChromeDriverService service =
                new ChromeDriverService.Builder().usingDriverExecutable(DRIVER).build();
        ChromeDriver driver = new ChromeDriver(service, options);
        driver.manage().timeouts().implicitlyWait(Duration.ofSeconds(5));
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand("Network.setCacheDisabled", Map.of("cacheDisabled", true));
        driver.manage().window().setSize(new Dimension(1280, HEIGHT));
        return new Browser(driver);
    }

    public void open(String url) {
        driver.get(url);
    }

    public WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    public List<WebElement> findAll(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /** Whether the page has such an element now; it is not waited for. */
    public boolean has(String css) {
        return (Boolean) driver.executeScript("return document.querySelector(arguments[0]) !== null", css);
    }

    /** The text that is seen of an element of a page that may be renewing it; empty when there is none now. */
    public String textOf(String css) {
        return (String) driver.executeScript(
                "const it = document.querySelector(arguments[0]); return it ? it.innerText.trim() : ''", css);
    }

    /** Waits until this text is seen in that element. */
    public void waitFor(String css, String text) {
        new WebDriverWait(driver, Duration.ofSeconds(10), Duration.ofMillis(20))
                .until(page -> textOf(css).contains(text));
    }

    /** Presses a button that leads to another page, and waits for that. */
    public void press(String css) {
        WebElement before = find("html");
        find(css).click();
        new WebDriverWait(driver, Duration.ofSeconds(30), Duration.ofMillis(20)).until(page -> isGone(before));
    }

    /** While pages change, Chromium has more than one way to say so. */
    private static boolean isGone(WebElement element) {
        try {
            element.isEnabled();
            return false;
        } catch (WebDriverException e) {
            return true;
        }
    }

    /** The page as the browser has it now. */
    public String source() {
        return "<!DOCTYPE html>" + driver.getPageSource();
    }

    public String title() {
        return driver.getTitle();
    }

    /** Whether the page is wider than the window. */
    public boolean scrollsSideways() {
        return (Boolean) driver.executeScript(
                "return document.documentElement.scrollWidth > document.documentElement.clientWidth");
    }

    /**
     * The elements that stand out of the window at its right side. What a script makes as wide as its place is so only when
     * the page was drawn.
     */
    @SuppressWarnings("unchecked")
    public List<String> outside() {
        return (List<String>) driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                const width = document.documentElement.clientWidth;
                const outside = () => document.documentElement.scrollWidth <= width ? [] : [...document.querySelectorAll('body *')]
                    .filter(element => element.getBoundingClientRect().right > width)
                    .map(element => element.tagName + '.' + element.className + ': ' + element.textContent.trim().slice(0, 60));
                if (outside().length === 0) {
                    done([]);
                } else {
                    requestAnimationFrame(() => requestAnimationFrame(() => done(outside())));
                }
                """);
    }

    /** What the browser complains about: scripts that fail, and what the site's own policy forbids. */
    public List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /** What axe finds wrong with the page for people who see, hear or move otherwise: rule, element, what it says. */
    public List<String> barriers() {
        if (!knowsAxe) {
            // Told once for all pages that follow: to send it to each took more than a quarter of a look.
            driver.executeCdpCommand(
                    "Page.addScriptToEvaluateOnNewDocument", Map.of("source", "if (window === top) {" + AXE + "\n}"));
            driver.executeScript(AXE);
            knowsAxe = true;
        }
        return barriers("{resultTypes: ['violations']}");
    }

    /** The same in a mail, which is shown as a part of a page: the landmarks are that page's. */
    public List<String> barriersInMail() {
        return barriers().stream()
                .filter(found -> !found.startsWith("landmark-one-main: ") && !found.startsWith("region: "))
                .toList();
    }

    /** The same by the rules alone that look at colours, when the page was looked at in its other scheme before. */
    public List<String> barriersOfColour() {
        return barriers("{resultTypes: ['violations'], runOnly: ['color-contrast', 'link-in-text-block']}");
    }

    @SuppressWarnings("unchecked")
    private List<String> barriers(String options) {
        return (List<String>) driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run(document, %s).then(
                  found => done(found.violations.flatMap(rule => rule.nodes.map(
                    node => rule.id + ': ' + node.target.join(' ') + ': ' + node.failureSummary))),
                  error => done([String(error)]));
                """.formatted(options));
    }

    /** What gets the focus when the tab key is pressed so often: the name of an input, the text of anything else. */
    public List<String> tabs(int presses) {
        return IntStream.range(0, presses)
                .mapToObj(press -> {
                    driver.switchTo().activeElement().sendKeys(Keys.TAB);
                    return (String) driver.executeScript(
                            "const at = document.activeElement; return at.name || at.textContent.trim();");
                })
                .toList();
    }

    /** Gives the focus to an element of a page that may be renewing it. */
    public void focus(String css) {
        driver.executeScript("document.querySelector(arguments[0]).focus()", css);
    }

    /** Clicks on an element of a page that may be renewing it. */
    public void click(String css) {
        driver.executeScript("document.querySelector(arguments[0]).click()", css);
    }

    /** The id of what has the focus; empty for nothing. */
    public String focused() {
        return (String) driver.executeScript("return document.activeElement ? document.activeElement.id : ''");
    }

    /** The zone that the browser believes to be in. */
    public String timeZone() {
        return (String) driver.executeScript("return Intl.DateTimeFormat().resolvedOptions().timeZone");
    }

    /** Makes the page so many CSS pixels wide. */
    public void widen(int width) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Asks for the page in dark colours, or in light ones. */
    public void prefer(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Keeps a picture of the whole page, where pictures are wanted. */
    public void keep(String name) {
        if (System.getProperty("screenshots") == null) {
            return;
        }
        long height = (Long) driver.executeScript("return document.documentElement.scrollHeight");
        Map<String, Object> picture = driver.executeCdpCommand(
                "Page.captureScreenshot",
                Map.of(
                        "captureBeyondViewport",
                        true,
                        "clip",
                        Map.of("x", 0, "y", 0, "width", width(), "height", height, "scale", 1)));
        try {
            Path file = Path.of("target", "screenshots", name + ".png");
            Files.createDirectories(file.getParent());
            Files.write(file, OutputType.BYTES.convertFromBase64Png((String) picture.get("data")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long width() {
        return (Long) driver.executeScript("return window.innerWidth");
    }

    @Override
    public void close() {
        if (!forget()) {
            driver.quit();
        }
    }

    /** Makes it as new, and keeps it; false when another one is kept, or it does not answer. */
    private boolean forget() {
        try {
            driver.get("about:blank");
            driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
            allowScripts(true);
            driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
            complaints();
        } catch (WebDriverException e) {
            return false;
        }
        synchronized (Browser.class) {
            if (idle != null) {
                return false;
            }
            idle = this;
            return true;
        }
    }

    private static synchronized void closeIdle() {
        if (idle != null) {
            idle.driver.quit();
            idle = null;
        }
    }
}
