package remediator.fuzz;

import java.nio.charset.StandardCharsets;
import remediator.finding.TextSanitizer;
import remediator.group.EngineVersion;
import remediator.group.GroupArn;

/** One text as an ARN, as an engine version, and as something to be shown. */
public final class NameTarget {
  private NameTarget() {}

  /** What Jazzer calls. */
  public static void fuzzerTestOneInput(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    arn(text);
    version(text);
    Held.plain("the text", TextSanitizer.plain(text, 100), 100);
    Held.plain("the quotation", TextSanitizer.quote(text), 202);
  }

  private static void arn(String text) {
    try {
      GroupArn arn = GroupArn.parse(text);
      Held.that(arn.toString().equals(text), "read as " + arn + " from " + text);
      Held.that(text.split(":", -1)[2].equals("elasticache"), "another service: " + text);
      Held.that(arn.id().length() <= 40 && arn.account().length() == 12, "not legal: " + text);
    } catch (IllegalArgumentException e) {
      Held.plain("the reason", e.getMessage(), 200);
    }
  }

  private static void version(String text) {
    try {
      EngineVersion version = EngineVersion.parse("redis", text);
      EngineVersion again = EngineVersion.parse("redis", version.number());
      Held.that(version.equals(again) && version.compareTo(again) == 0, "not the same: " + text);
      Held.that(version.toApiVersion().matches("[0-9.]{1,14}"), "request form of " + text);
      version.canSwitchTlsOnline();
    } catch (IllegalArgumentException e) {
      Held.plain("the reason", e.getMessage(), 200);
    }
  }
}
