package remediator.approval;

import gg.jte.TemplateOutput;
import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.function.Consumer;
import remediator.finding.TextSanitizer;

/**
 * How the page looks, and how its templates are filled in; reports that look the same use it too.
 */
public final class Html {
  /** The style sheet. */
  public static final String STYLE = sheet(Html.class, "look.css");

  /** What a Content-Security-Policy allows it by. */
  public static final String HASH = hash();

  private static final int LONGEST = 4_000;

  private Html() {}

  /** Writes a template out. */
  public static String render(Consumer<HtmlTemplateOutput> template) {
    StringOutput out = new StringOutput();
    template.accept(new SanitizedOutput(out));
    return out.toString();
  }

  /** Takes from every value what is no text, before it is escaped for the place where it stands. */
  private static final class SanitizedOutput extends OwaspHtmlTemplateOutput {
    SanitizedOutput(TemplateOutput out) {
      super(out);
    }

    @Override
    public void writeUserContent(String value) {
      super.writeUserContent(TextSanitizer.plain(value, LONGEST));
    }
  }

  /** A style sheet that lies beside a class. */
  public static String sheet(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
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
