package awsemulator.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Form parameters as the tree that their dotted names spell. */
final class FormNode {
  private final Map<String, FormNode> children = new LinkedHashMap<>();
  private String text;

  /** Reads {@code application/x-www-form-urlencoded} text. */
  static FormNode parse(String form) {
    FormNode root = new FormNode();
    for (String pair : form.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        root.put(name, equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return root;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new WireException("not form-encoded: " + text);
    }
  }

  private void put(String name, String value) {
    FormNode node = this;
    for (String part : name.split("\\.", -1)) {
      node = node.children.computeIfAbsent(part, p -> new FormNode());
    }
    if (node.text != null) {
      throw new WireException("Parameter given twice: " + name);
    }
    node.text = value;
  }

  Map<String, FormNode> children() {
    return children;
  }

  FormNode child(String name) {
    return children.get(name);
  }

  /** The text of a leaf. */
  String text(String path) {
    if (text == null || !children.isEmpty()) {
      throw new WireException("Parameter " + path + " must be a single value");
    }
    return text;
  }

  /** How the SDK sends a list or map that was set, but is empty. */
  boolean isEmptyValue() {
    return children.isEmpty() && "".equals(text);
  }

  /** Fails where a structure, list or map was given a plain value as well. */
  void requireNoText(String path) {
    if (text != null) {
      throw new WireException("Unexpected value for parameter " + path);
    }
  }
}
