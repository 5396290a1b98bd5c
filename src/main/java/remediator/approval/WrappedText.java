package remediator.approval;

import gg.jte.html.HtmlContent;
import gg.jte.html.HtmlTemplateOutput;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text in which ids, ARNs, host names and lines of code may be wrapped behind their separators, and
 * so need not be broken inside a word.
 */
public record WrappedText(String text) implements HtmlContent {
  /** What is no longer than that finds room on every screen. */
  private static final Pattern LONG = Pattern.compile("\\S{20,}");

  private static final Pattern PART =
      Pattern.compile("[^.:/_(),?=&-]*[.:/_(),?=&-]+|[^.:/_(),?=&-]+");

  public static HtmlContent of(String text) {
    return new WrappedText(text);
  }

  @Override
  public void writeTo(HtmlTemplateOutput output) {
    Matcher name = LONG.matcher(text);
    int written = 0;
    while (name.find()) {
      output.writeUserContent(text.substring(written, name.start()));
      Matcher part = PART.matcher(name.group());
      while (part.find()) {
        output.writeUserContent(part.group());
        if (part.end() < name.group().length()) {
          output.writeContent("<wbr>");
        }
      }
      written = name.end();
    }
    output.writeUserContent(text.substring(written));
  }
}
