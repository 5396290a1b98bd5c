package remediator.notification;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Amounts in a sentence as people write them: "1 day" and "10,013 keys". What is recorded keeps its
 * digits; this is for what is shown.
 */
public final class AmountWords {
  private static final String BEFORE = "(?<![\\w.,:/=+-])";

  /** With what may stand between the number and the thing. */
  private static final String THINGS =
      " (?:(?:more|second|open|plaintext|quiet|automatic|state|AWS|other) )?"
          + "(?:account|alarm|attribute|byte|call|client|connection|day|difference|event|finding"
          + "|flow|gate|group|hour|item|key|line|minute|node|question|replica|row|second|shard"
          + "|snapshot|time|transition|write)";

  private static final Pattern ONE = Pattern.compile(BEFORE + "(1" + THINGS + ")s\\b");

  /** Those that no thing follows stand in sentences of their own. */
  private static final Pattern LONG =
      Pattern.compile(
          BEFORE
              + "\\d{4,}(?="
              + THINGS
              + "s\\b| of [\\d,]+ | before, | after\\b|: compare them)"
              + "|(?<=\\bat most |cut-over: )\\d{4,}(?![\\w:-])"
              + "|(?<=\\$)\\d{4,}(?=\\.\\d\\d\\b)");

  private AmountWords() {}

  /** In an English sentence. */
  public static String english(String text) {
    return ONE.matcher(separated(text)).replaceAll("$1");
  }

  /** Thousands only, by commas, as Japanese has them too. */
  static String separated(String text) {
    return LONG.matcher(text)
        .replaceAll(
            m ->
                Matcher.quoteReplacement(
                    String.format(Locale.ROOT, "%,d", new BigInteger(m.group()))));
  }
}
