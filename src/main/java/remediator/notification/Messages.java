package remediator.notification;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is said to people, in one language: phrases by key, which both languages have, and the
 * sentences that the code makes in English.
 */
public final class Messages {
  public static final Messages ENGLISH = new Messages(Locale.ENGLISH);
  public static final Messages JAPANESE = new Messages(Locale.JAPANESE);

  /** Read where somebody reads Japanese, and not where a function starts. */
  private static final class JapaneseSentences {
    static final SentenceCatalog CATALOG = SentenceCatalog.of("ja", JAPANESE::time);
  }

  private final ResourceBundle texts;
  private final UnaryOperator<String> sentences;

  /** Where one is missing, neither another language nor the machine's stands in. */
  private Messages(Locale locale) {
    texts =
        ResourceBundle.getBundle(
            "remediator.notification.messages",
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    sentences =
        locale.equals(Locale.ENGLISH)
            ? text -> SentenceCatalog.withTimes(AmountWords.english(text), this::time)
            : text -> JapaneseSentences.CATALOG.translate(AmountWords.separated(text));
  }

  /** The language of a code; English where it is none of another that there is. */
  public static Messages of(String language) {
    return language.equals(JAPANESE.language()) ? JAPANESE : ENGLISH;
  }

  /**
   * What the code says in English, such as a fact or the reason of a refusal, in this language.
   *
   * @param english one line or several; names, commands and lines of code stay as they are
   */
  public String sentence(String english) {
    return sentences.apply(english);
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
    String text = texts.getString(key).formatted(values);
    return texts.getLocale().equals(Locale.ENGLISH) ? AmountWords.english(text) : text;
  }

  /**
   * An instant as people write it, to the minute, with its zone, which is UTC.
   *
   * @param instant ISO-8601
   */
  public String time(String instant) {
    return inUtc("time", instant);
  }

  /** The day of an instant, without its year. */
  String day(String instant) {
    return inUtc("day", instant);
  }

  private String inUtc(String pattern, String instant) {
    return DateTimeFormatter.ofPattern(format(pattern), texts.getLocale())
        .withZone(ZoneOffset.UTC)
        .format(Instant.parse(instant));
  }

  /** What stands over a part of a plain text: Japanese has no capitals. */
  String heading(String key) {
    return this == JAPANESE ? "■ " + format(key) : format(key).toUpperCase(Locale.ROOT);
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
