package remediator.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** How the widget looks, light and dark. It may have a style of its own and no script. */
final class WidgetStyle {
  static final String SHEET = load();

  private WidgetStyle() {}

  private static String load() {
    try (InputStream in = WidgetStyle.class.getResourceAsStream("widget.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
