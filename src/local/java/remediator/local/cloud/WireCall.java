package remediator.local.cloud;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import remediator.json.InvalidJsonException;
import remediator.json.StrictJson;
import remediator.local.wire.WireException;

/**
 * An HTTP request.
 *
 * @param headers by lower-case name
 */
record WireCall(String method, String path, Map<String, String> headers, String body) {
  WireCall {
    Map<String, String> lower = new TreeMap<>();
    headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    headers = lower;
  }

  String header(String name) {
    return headers.get(name);
  }

  Map<String, Object> json() {
    try {
      return StrictJson.readObject(body);
    } catch (InvalidJsonException e) {
      throw new WireException("The body is not JSON: " + e.getMessage());
    }
  }
}
