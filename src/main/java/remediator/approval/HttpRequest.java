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
 * A request as a Lambda function URL hands it over (payload format 2.0).
 *
 * @param form values of the query and of a form, by name; the form's win
 */
record HttpRequest(String method, FormValues form, String languages, String address) {
  /** A form longer than this is not ours. */
  private static final int LONGEST_BODY = 20_000;

  static HttpRequest of(APIGatewayV2HTTPEvent event) {
    Optional<Http> http =
        Optional.ofNullable(event.getRequestContext()).map(RequestContext::getHttp);
    Map<String, String> headers = new TreeMap<>();
    if (event.getHeaders() != null) {
      event.getHeaders().forEach((k, v) -> headers.put(k.toLowerCase(Locale.ROOT), text(v)));
    }
    Map<String, String> values = new TreeMap<>();
    decode(text(event.getRawQueryString()), values);
    if (headers.getOrDefault("content-type", "").startsWith("application/x-www-form-urlencoded")) {
      decode(body(event), values);
    }
    return new HttpRequest(
        http.map(Http::getMethod).orElse("").toUpperCase(Locale.ROOT),
        new FormValues(values),
        headers.getOrDefault("accept-language", ""),
        http.map(Http::getSourceIp).orElse(""));
  }

  private static String body(APIGatewayV2HTTPEvent event) {
    String body = text(event.getBody());
    if (body.length() > LONGEST_BODY) {
      return "";
    }
    if (!event.getIsBase64Encoded()) {
      return body;
    }
    try {
      return new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return "";
    }
  }

  private static void decode(String form, Map<String, String> values) {
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
  }

  /** A value, or empty. */
  String value(String name) {
    return form.value(name);
  }

  /** What the address asks for, else what the browser prefers, else English. */
  Messages phrases() {
    String chosen = value("lang");
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
