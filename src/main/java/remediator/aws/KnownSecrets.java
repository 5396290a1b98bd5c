package remediator.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import remediator.json.InvalidJsonException;
import remediator.json.StrictJson;

/**
 * The secrets that this process has sent to AWS or got from there, so that they can be taken out of
 * texts. A service may cut what it quotes, so a part of a secret counts as well as the whole.
 */
final class KnownSecrets {
  /** A shorter part is no good to anybody, and may stand in a text by chance. */
  private static final int SHORTEST_PART = 8;

  /** As many as a function meets before Lambda ends it, by far; the oldest go first. */
  private static final int MOST = 64;

  /** Longer than any error text of AWS that is worth reading. */
  private static final int LONGEST_TEXT = 4_000;

  private static final String HIDDEN = "(secret)";

  /** The members of a secret's JSON object that are secret; others are names and addresses. */
  private static final Pattern SECRET = Pattern.compile("(?i).*(password|token|secret|key).*");

  private final Set<String> values = new LinkedHashSet<>();

  /** Remembers a secret: the whole text, or what is secret in a JSON object. */
  synchronized void add(String secret) {
    for (String value : secretsIn(secret)) {
      values.remove(value);
      values.add(value);
      if (values.size() > MOST) {
        values.remove(values.iterator().next());
      }
    }
  }

  private static List<String> secretsIn(String secret) {
    if (!secret.stripLeading().startsWith("{")) {
      return List.of(secret);
    }
    try {
      Map<String, Object> members = StrictJson.readObject(secret);
      return members.entrySet().stream()
          .filter(e -> SECRET.matcher(e.getKey()).matches())
          .map(Map.Entry::getValue)
          .filter(String.class::isInstance)
          .map(String.class::cast)
          .toList();
    } catch (InvalidJsonException _) {
      return List.of(secret);
    }
  }

  /** The text without them; of a text that is too long to look through, the beginning. */
  synchronized String hide(String text) {
    String whole = text.substring(0, Math.min(text.length(), LONGEST_TEXT));
    BitSet secret = new BitSet();
    for (String value : values) {
      forms(value).forEach(form -> mark(form, whole, secret));
    }
    return without(whole, secret);
  }

  /** As it is, and as XML, JSON, addresses and base64 have it. */
  private static Set<String> forms(String value) {
    String xml =
        value
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;");
    String json = StrictJson.write(List.of(value));
    return new LinkedHashSet<>(
        List.of(
            value,
            xml,
            json.substring(2, json.length() - 2),
            URLEncoder.encode(value, UTF_8),
            Base64.getEncoder().withoutPadding().encodeToString(value.getBytes(UTF_8))));
  }

  private static void mark(String form, String text, BitSet secret) {
    int part = Math.min(SHORTEST_PART, form.length());
    for (int from = 0; part > 0 && from + part <= form.length(); from++) {
      String window = form.substring(from, from + part);
      for (int at = text.indexOf(window); at >= 0; at = text.indexOf(window, at + 1)) {
        secret.set(at, at + part);
      }
    }
  }

  private static String without(String text, BitSet secret) {
    StringBuilder out = new StringBuilder();
    for (int at = 0; at < text.length(); ) {
      int next = secret.nextSetBit(at);
      if (next < 0) {
        return out.append(text, at, text.length()).toString();
      }
      out.append(text, at, next).append(HIDDEN);
      at = secret.nextClearBit(next);
    }
    return out.toString();
  }
}
