package remediator.wire;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;

/** The SDK's requests as a form ("AWS query protocol", Smithy). */
final class QueryForm {
  private final StringBuilder form = new StringBuilder();

  private QueryForm() {}

  static String of(String action, String version, SdkPojo request) {
    QueryForm form = new QueryForm();
    form.put("Action", action);
    form.put("Version", version);
    form.members("", request);
    return form.form.toString();
  }

  private void members(String path, SdkPojo shape) {
    for (SdkField<?> field : shape.sdkFields()) {
      Object value = field.getValueOrDefault(shape);
      if (Members.isSet(value)) {
        value(path + field.locationName(), field, value);
      }
    }
  }

  private void value(String key, SdkField<?> field, Object value) {
    if (value instanceof SdkPojo shape) {
      members(key + ".", shape);
    } else if (value instanceof List<?> list) {
      list(key, field.getTrait(ListTrait.class), list);
    } else if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      put(key, value.toString());
    } else {
      throw new IllegalArgumentException("no form is known for " + value.getClass());
    }
  }

  private void list(String key, ListTrait trait, List<?> values) {
    if (values.isEmpty()) {
      // Set, and to nothing: "none of them", which is not the same as "not said".
      put(key, "");
    }
    String path = trait.isFlattened() ? key : key + "." + trait.memberFieldInfo().locationName();
    for (int i = 0; i < values.size(); i++) {
      value(path + "." + (i + 1), trait.memberFieldInfo(), values.get(i));
    }
  }

  private void put(String key, String value) {
    form.append(form.isEmpty() ? "" : "&")
        .append(URLEncoder.encode(key, StandardCharsets.UTF_8))
        .append('=')
        .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
  }
}
