package remediator.approval;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import remediator.finding.TextSanitizer;

/** How the page looks; reports that look the same use it too. */
public final class Html {
  /** The style sheet. */
  public static final String STYLE = load();

  /** What a Content-Security-Policy allows it by. */
  public static final String HASH = hash();

  private Html() {}

  /** Text from anywhere, made fit for HTML, in an element or in a quoted attribute. */
  public static String text(Object value) {
    return TextSanitizer.plain(value, 4_000)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** A row of a table whose first cell names the others. */
  public static String row(Object name, Object... cells) {
    StringBuilder row = new StringBuilder("<tr><th scope=\"row\">" + text(name) + "</th>");
    for (Object cell : cells) {
      row.append("<td>").append(text(cell)).append("</td>");
    }
    return row.append("</tr>\n").toString();
  }

  private static String load() {
    try (InputStream in = Html.class.getResourceAsStream("look.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(STYLE.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
