package remediator.page;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer to a browser.
 *
 * @param html the whole page
 */
record Reply(int status, String html) {
  /**
   * As a function URL wants it. Nothing may be kept, framed, sent on or loaded from elsewhere; the
   * style is allowed by its hash.
   */
  Map<String, Object> toMap() {
    Map<String, Object> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "text/html; charset=utf-8");
    headers.put("Cache-Control", "no-store");
    headers.put(
        "Content-Security-Policy",
        "default-src 'none'; style-src '"
            + Look.HASH
            + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Strict-Transport-Security", "max-age=31536000");
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("X-Frame-Options", "DENY");
    headers.put("X-Robots-Tag", "noindex, nofollow");
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("statusCode", status);
    map.put("headers", headers);
    map.put("body", html);
    map.put("isBase64Encoded", false);
    return map;
  }
}
