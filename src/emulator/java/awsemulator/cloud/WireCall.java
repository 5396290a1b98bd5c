package awsemulator.cloud;

import awsemulator.json.EmulatorJson;
import awsemulator.json.MalformedJsonException;
import awsemulator.wire.WireException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * An HTTP request.
 *
 * @param query as it is sent, empty where there is none
 * @param headers by lower-case name
 */
public record WireCall(
    String method, String path, String query, Map<String, String> headers, String body) {
  public WireCall {
    Map<String, String> lower = new TreeMap<>();
    headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    headers = lower;
  }

  public String header(String name) {
    return headers.get(name);
  }

  Map<String, Object> json() {
    try {
      return EmulatorJson.readObject(body);
    } catch (MalformedJsonException e) {
      throw new WireException("The body is not JSON: " + e.getMessage());
    }
  }
}
