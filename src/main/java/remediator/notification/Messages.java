package remediator.notification;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is said to people, in one language. Both languages have the same phrases. */
public final class Messages {
  public static final Messages ENGLISH = new Messages(Locale.ENGLISH);
  public static final Messages JAPANESE = new Messages(Locale.JAPANESE);

  private final ResourceBundle texts;

  /** Where one is missing, neither another language nor the machine's stands in. */
  private Messages(Locale locale) {
    texts =
        ResourceBundle.getBundle(
            "remediator.notification.messages",
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /** The language's code, for HTML and addresses. */
  public String language() {
    return texts.getLocale().getLanguage();
  }

  /** The other language that there is. */
  public Messages other() {
    return this == ENGLISH ? JAPANESE : ENGLISH;
  }

  /**
   * A phrase.
   *
   * @param values for the places that it leaves open, in order
   */
  public String format(String key, Object... values) {
    return texts.getString(key).formatted(values);
  }

  /**
   * An instant as people write it, in UTC, to the minute.
   *
   * @param instant ISO-8601
   */
  public String time(String instant) {
    return DateTimeFormatter.ofPattern(format("time"), texts.getLocale())
        .withZone(ZoneOffset.UTC)
        .format(Instant.parse(instant));
  }

  /** Sentences one after the other; those that are empty are left out. */
  String join(String... sentences) {
    return Stream.of(sentences)
        .filter(s -> !s.isEmpty())
        .collect(Collectors.joining(this == JAPANESE ? "" : " "));
  }

  /** Whether there is such a phrase. */
  public boolean knows(String key) {
    return texts.containsKey(key);
  }

  /** A phrase where there is one, else the word itself. */
  public String formatOr(String key, String word) {
    return knows(key) ? format(key) : word;
  }
}
