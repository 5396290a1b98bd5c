package remediator.notification;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is said to people, in one language. Both languages have the same phrases. */
public final class Messages {
  public static final Messages ENGLISH = new Messages(Locale.ENGLISH);
  public static final Messages JAPANESE = new Messages(Locale.JAPANESE);

  private final Locale locale;
  private final Properties texts = new Properties();

  private Messages(Locale locale) {
    this.locale = locale;
    String file = "messages_" + locale.getLanguage() + ".properties";
    try (InputStream in = Messages.class.getResourceAsStream(file);
        InputStreamReader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      texts.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }

  /** The language's code, for HTML and addresses. */
  public String language() {
    return locale.getLanguage();
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
    String text = texts.getProperty(key);
    if (text == null) {
      throw new IllegalArgumentException("there is no phrase " + key + " in " + language());
    }
    return text.formatted(values);
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
