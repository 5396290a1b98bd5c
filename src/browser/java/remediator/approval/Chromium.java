package remediator.approval;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** Headless Chromium without JavaScript's help for the page: the page has none. */
final class Chromium implements AutoCloseable {
  private static final Path PICTURES = Path.of("target/page");
  private final ChromeDriver driver;
  private int width = 1200;

  Chromium() {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(found("chromium", "chromium-browser", "google-chrome"));
    options.addArguments(
        "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu");
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(found("chromedriver"))
            .withSilent(true)
            .build();
    driver = new ChromeDriver(service, options);
    driver.executeCdpCommand("Emulation.setScrollbarsHidden", Map.of("hidden", true));
  }

  private static File found(String... names) {
    return Stream.of(names)
        .flatMap(
            name ->
                Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                    .map(folder -> new File(folder, name)))
        .filter(File::canExecute)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    names[0]
                        + " is not on the PATH; on Debian: apt-get install chromium"
                        + " chromium-driver"));
  }

  void open(String address) {
    driver.get(address);
  }

  String title() {
    return driver.getTitle();
  }

  String text() {
    return driver.findElement(By.tagName("main")).getText();
  }

  int count(String css) {
    return driver.findElements(By.cssSelector(css)).size();
  }

  void type(String id, String text) {
    driver.findElement(By.id(id)).sendKeys(text);
  }

  /** Presses, and waits until the answer to it is there: a click need not wait for a form. */
  void press(String decision) {
    WebElement page = driver.findElement(By.tagName("html"));
    driver.findElement(By.cssSelector("button[value=" + decision + "]")).click();
    Instant last = Instant.now().plusSeconds(30);
    while (stands(page)) {
      if (Instant.now().isAfter(last)) {
        throw new AssertionError("no answer came to " + decision);
      }
      Thread.onSpinWait();
    }
  }

  /** Clicks what has this text, as a link looks. */
  void click(String label) {
    driver.findElement(By.linkText(label)).click();
  }

  /** Presses a button that is called so; the page stays. */
  void pressHere(String text) {
    driver.findElement(By.xpath("//button[text()='" + text + "']")).click();
  }

  /** The texts of all that fit. */
  List<String> texts(String css) {
    return driver.findElements(By.cssSelector(css)).stream().map(WebElement::getText).toList();
  }

  /** Waits until the page says this. */
  void await(String text) {
    Instant last = Instant.now().plusSeconds(30);
    while (!text().contains(text)) {
      if (Instant.now().isAfter(last)) {
        throw new AssertionError("not there: " + text + " in " + text());
      }
      Thread.onSpinWait();
    }
  }

  /** Chooses in a list of values. */
  void choose(String id, String value) {
    driver.findElement(By.cssSelector("#" + id + " option[value='" + value + "']")).click();
  }

  private static boolean stands(WebElement page) {
    try {
      page.getTagName();
      return true;
    } catch (StaleElementReferenceException _) {
      return false;
    }
  }

  /** A window can be made no narrower than 500; a phone is narrower. */
  void width(int pixels) {
    width = pixels;
    show(900);
  }

  private void show(long height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Whether something is cut off at the side. */
  boolean wider() {
    return Boolean.TRUE.equals(
        driver.executeScript(
            "return document.documentElement.scrollWidth > document.documentElement.clientWidth"));
  }

  /** Ids of the elements that the keyboard reaches, in order. */
  List<?> stops() {
    return (List<?>)
        driver.executeScript(
            """
            return [...document.querySelectorAll('a,input,select,textarea,button')]
              .filter(e => e.type !== 'hidden' && e.tabIndex >= 0)
              .map(e => e.id || e.value || e.lang)\
            """);
  }

  /** What axe-core finds wrong, one line each. */
  List<String> violations() {
    driver.executeScript(axe());
    Object found =
        driver.executeAsyncScript(
            """
            const done = arguments[arguments.length - 1];
            axe.run(document).then(r => done(r.violations.map(v => v.id + ': ' + v.help + ' '
              + v.nodes.map(n => n.target.join(' ')).join(', '))))
              .catch(e => done(['axe failed: ' + e]))\
            """);
    return ((List<?>) found).stream().map(String::valueOf).toList();
  }

  private static String axe() {
    try (InputStream in = Chromium.class.getResourceAsStream("/axe.min.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As the person's system has it, light or dark. */
  void theme(String name) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", name))));
  }

  /** Scrolls so that the first that fits is at the top. */
  void show(String css) {
    driver.executeScript(
        "document.querySelector(arguments[0]).scrollIntoView(); window.scrollBy(0, -16)", css);
  }

  /** Opens all that is folded. */
  void unfold() {
    driver.executeScript("document.querySelectorAll('details').forEach(d => { d.open = true; })");
  }

  /**
   * Words that go on in the next line; what stands between two separators is one, and Japanese may
   * be wrapped anywhere.
   */
  List<String> brokenWords() {
    Object found =
        driver.executeScript(
            """
            const broken = [];
            const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
            while (walk.nextNode()) {
              const node = walk.currentNode;
              if (node.parentElement.closest('svg,option,script')) continue;
              for (const word of node.data.matchAll(/[A-Za-z0-9]+/g)) {
                const range = document.createRange();
                range.setStart(node, word.index);
                range.setEnd(node, word.index + word[0].length);
                const lines = new Set([...range.getClientRects()].map(r => Math.round(r.top)));
                if (lines.size > 1) broken.push(word[0]);
              }
            }
            return broken\
            """);
    return ((List<?>) found).stream().map(String::valueOf).toList();
  }

  /** Left and right of the first that fits. */
  List<Double> box(String css) {
    Object found =
        driver.executeScript(
            """
            const box = document.querySelector(arguments[0]).getBoundingClientRect();
            return [box.left, box.right]\
            """,
            css);
    return ((List<?>) found).stream().map(n -> ((Number) n).doubleValue()).toList();
  }

  /** What a person sees first of a page, on a desktop with a light theme. */
  byte[] firstSight(int wide, int high) {
    width = wide;
    theme("light");
    show(high);
    return driver.getScreenshotAs(OutputType.BYTES);
  }

  /** The whole page, as high as it is. */
  void picture(String name) throws IOException {
    show((Long) driver.executeScript("return document.documentElement.scrollHeight"));
    Files.createDirectories(PICTURES);
    Files.write(PICTURES.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    show(900);
  }

  @Override
  public void close() {
    driver.quit();
  }
}
