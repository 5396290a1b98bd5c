package remediator.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import remediator.finding.TextSanitizer;
import remediator.json.InvalidJsonException;
import remediator.json.StrictJson;
import remediator.plan.Policy;
import software.amazon.awssdk.services.ssm.model.Parameter;

/** A policy layer as it stands in Parameter Store: a JSON object of settings, by their keys. */
final class LayerDocument {
  private LayerDocument() {}

  /** What it says, or what is wrong with it; never an exception. */
  static Policy.Layer read(Parameter parameter) {
    Map<String, String> settings = new TreeMap<>();
    List<String> flaws = new ArrayList<>();
    try {
      StrictJson.readObject(parameter.value())
          .forEach(
              (key, value) -> {
                if (value instanceof String
                    || value instanceof Integer
                    || value instanceof Boolean) {
                  settings.put(key, value.toString());
                } else {
                  flaws.add(
                      TextSanitizer.quote(key)
                          + " is neither a text nor a whole number nor true"
                          + " nor false");
                }
              });
    } catch (InvalidJsonException e) {
      flaws.add("it cannot be read as a JSON object of settings: " + e.getMessage());
    }
    return new Policy.Layer(
        parameter.name(),
        parameter.version() + " of " + parameter.lastModifiedDate(),
        settings,
        flaws);
  }
}
