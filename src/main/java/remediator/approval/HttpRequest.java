package remediator.approval;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Http;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import remediator.notification.Messages;

/**
 * A request as a Lambda function URL hands it over (payload format 2.0). What is longer than this
 * product's own is not parsed.
 *
 * @param query values of the address, by name; they choose what is shown, and decide nothing
 * @param form values of a form that was sent, by name
 * @param languages the header Accept-Language; empty where it is longer than any browser's
 * @param isTooLong whether the body is longer than the product's forms are
 */
record HttpRequest(
    String method,
    String path,
    FormValues query,
    FormValues form,
    String languages,
    String address,
    boolean isTooLong) {
  private static final int LONGEST_BODY = 20_000;
  private static final int LONGEST_QUERY = 1_000;
  private static final int LONGEST_LANGUAGES = 200;

  static HttpRequest of(APIGatewayV2HTTPEvent event) {
    Optional<Http> http =
        Optional.ofNullable(event.getRequestContext()).map(RequestContext::getHttp);
    Map<String, String> headers = new TreeMap<>();
    if (event.getHeaders() != null) {
      event.getHeaders().forEach((k, v) -> headers.put(k.toLowerCase(Locale.ROOT), text(v)));
    }
    boolean isForm =
        headers.getOrDefault("content-type", "").startsWith("application/x-www-form-urlencoded");
    return new HttpRequest(
        http.map(Http::getMethod).orElse("").toUpperCase(Locale.ROOT),
        text(event.getRawPath()),
        decode(atMost(LONGEST_QUERY, text(event.getRawQueryString()))),
        isForm ? decode(body(event)) : new FormValues(Map.of()),
        atMost(LONGEST_LANGUAGES, headers.getOrDefault("accept-language", "")),
        http.map(Http::getSourceIp).orElse(""),
        text(event.getBody()).length() > LONGEST_BODY);
  }

  private static String atMost(int longest, String text) {
    return text.length() > longest ? "" : text;
  }

  private static String body(APIGatewayV2HTTPEvent event) {
    String body = atMost(LONGEST_BODY, text(event.getBody()));
    if (!event.getIsBase64Encoded()) {
      return body;
    }
    try {
      return new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return "";
    }
  }

  private static FormValues decode(String form) {
    Map<String, String> values = new TreeMap<>();
    for (String pair : form.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        try {
          values.put(
              URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
              URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
          // A broken escape: as if it were not there.
        }
      }
    }
    return new FormValues(values);
  }

  /** What the link holds: a form carries it along. */
  String link() {
    String sent = form.value("t");
    return sent.isEmpty() ? query.value("t") : sent;
  }

  /** What the address asks for, else what the browser prefers, else English. */
  Messages phrases() {
    String chosen = query.value("lang");
    if (chosen.equals("ja") || chosen.equals("en")) {
      return chosen.equals("ja") ? Messages.JAPANESE : Messages.ENGLISH;
    }
    try {
      String preferred =
          Locale.lookupTag(Locale.LanguageRange.parse(languages), List.of("en", "ja"));
      return "ja".equals(preferred) ? Messages.JAPANESE : Messages.ENGLISH;
    } catch (IllegalArgumentException _) {
      return Messages.ENGLISH;
    }
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }
}
