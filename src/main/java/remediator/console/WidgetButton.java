package remediator.console;

import java.util.Map;
import remediator.json.StrictJson;

/**
 * What a button of the widget does: {@code cwdb-action} calls the function again, with the rights
 * of the person who is signed in to the console, and shows its answer in place of the widget.
 *
 * @param label on the button
 * @param confirmation what is asked before; empty for nothing
 * @param parameters of the call
 */
record WidgetButton(
    String label, String confirmation, boolean primary, Map<String, Object> parameters) {
  WidgetButton {
    parameters = Map.copyOf(parameters);
  }

  static WidgetButton of(String label, Map<String, Object> parameters) {
    return new WidgetButton(label, "", false, parameters);
  }

  String json() {
    return StrictJson.write(parameters);
  }
}
