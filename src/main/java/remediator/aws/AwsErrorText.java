package remediator.aws;

import java.util.List;
import java.util.regex.Pattern;
import remediator.finding.TextSanitizer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * The text of an error of AWS, fit for a ledger, a log, a note or a message: one line of plain
 * text, bounded, and without what AWS may have quoted of the request. It is the only place where
 * such a text is taken out of an exception or an answer; the secrets that this process has seen are
 * gone from the exceptions before, see {@link SecretScrubber}.
 */
public final class AwsErrorText {
  private static final int LONGEST = 400;
  private static final String HIDDEN = "(hidden)";

  /**
   * What bears a secret whatever its value is: members of that name, the headers that a complaint
   * about a signature quotes, and what follows the path of an address.
   */
  private static final List<Pattern> BEARERS =
      List.of(
          Pattern.compile(
              "(?i)(\\b(?:auth[-_ ]?token|task[-_ ]?token|security-token|session[-_ ]?token"
                  + "|passwords?|secret[-_ ]?(?:string|binary|access[-_ ]?key|key)|signature"
                  + "|authorization)[\"']?\\s*[:=]\\s*[\\[\"']*)[^\\s\"',;&\\]})]+"),
          Pattern.compile("(https?://[^\\s?\"']+\\?)[^\\s\"']+"));

  private AwsErrorText() {}

  /** The whole message of an exception, which for AWS names service, status and request id. */
  public static String of(Throwable error) {
    return of(error.getMessage());
  }

  /** What the service itself says; the whole message where it says nothing. */
  public static String reason(AwsServiceException error) {
    return error.awsErrorDetails() == null || error.awsErrorDetails().errorMessage() == null
        ? of(error)
        : of(error.awsErrorDetails().errorMessage());
  }

  /** A text out of an answer that tells of errors. */
  public static String of(String text) {
    return TextSanitizer.plain(hide(String.valueOf(text)), LONGEST);
  }

  /** The text without what bears secrets. */
  static String hide(String text) {
    String hidden = text;
    for (Pattern bearer : BEARERS) {
      hidden = bearer.matcher(hidden).replaceAll("$1" + HIDDEN);
    }
    return hidden;
  }

  /** Whether the same request would be refused again. */
  public static boolean isDefiniteRefusal(AwsServiceException e) {
    return e.statusCode() < 500 && !e.isThrottlingException() && !e.isClockSkewException();
  }
}
