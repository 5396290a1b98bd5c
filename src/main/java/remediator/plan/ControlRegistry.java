package remediator.plan;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Finds the controls. It stands apart from {@link Control}, whose classes would otherwise wait for
 * each other where two threads load them.
 */
final class ControlRegistry {
  static final List<Control> ALL =
      ServiceLoader.load(Control.class, Control.class.getClassLoader()).stream()
          .map(ServiceLoader.Provider::get)
          .sorted(Comparator.comparing(Control::id))
          .toList();

  private ControlRegistry() {}
}
