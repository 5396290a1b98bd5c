package remediator.console;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import remediator.notification.Messages;

/**
 * A call of a CloudWatch custom widget ("Details about custom widgets"): the parameters of the
 * dashboard or of the button that was pressed, the values of all form fields of the widget, and how
 * the console looks. It does not say who calls; CloudTrail does.
 *
 * @param describe whether only the widget's documentation is asked for
 * @param parameters texts and numbers, by name
 * @param fields of the forms, by name
 */
record WidgetCall(
    boolean describe,
    Map<String, String> parameters,
    Map<String, String> fields,
    boolean dark,
    Messages messages) {
  WidgetCall {
    parameters = Map.copyOf(parameters);
    fields = Map.copyOf(fields);
  }

  static WidgetCall of(Map<String, Object> event) {
    Map<?, ?> context = map(event.get("widgetContext"));
    return new WidgetCall(
        Boolean.TRUE.equals(event.get("describe")),
        texts(event),
        texts(map(map(context.get("forms")).get("all"))),
        "dark".equals(context.get("theme")),
        String.valueOf(context.get("locale")).toLowerCase(Locale.ROOT).startsWith("ja")
            ? Messages.JAPANESE
            : Messages.ENGLISH);
  }

  /** A parameter, or empty. */
  String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }

  /** What a field holds; where no field of the name is shown, the parameter of the name. */
  String field(String name) {
    return fields.getOrDefault(name, parameter(name)).strip();
  }

  private static Map<?, ?> map(Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static Map<String, String> texts(Map<?, ?> values) {
    Map<String, String> texts = new TreeMap<>();
    values.forEach(
        (name, value) -> {
          if (value instanceof String || value instanceof Number) {
            texts.put(name.toString(), value.toString());
          }
        });
    return texts;
  }
}
